"""The package's map: who may import whom."""

import ast
from graphlib import TopologicalSorter
from pathlib import Path

PACKAGE = Path(__file__).parents[1] / "leaflet"

LAYERS = (
    "errors design limits naming standards streams structure templates whole",
    "report",
    "registry",
    "reporting",
    "files pdf",
    "cache",
    "model typography",
    "layout compiled",
    "drawing",
    "compiling brand covers reader",
    "review stamping",
    "workspace",
    "assembly",
    "clinics lints",
    "papers pipeline",
    "batch checks web",
    "leaflet",  # the public names
    "arguments commands pytest_plugin",
    "cli_findings cli_review",
    "cli",
    "quick",  # the entry, before all that takes long to load
    "__main__",
)
"""From the ground up: each imports only from the lines above its own, and from itself."""

HEIGHTS = {part: height for height, line in enumerate(LAYERS) for part in line.split()}


def name_of(path: Path) -> str:
    """The module's name from the package on: ``leaflet``, ``leaflet.pdf``, ``leaflet.pdf.file``."""
    parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {name_of(path): path for path in sorted(PACKAGE.rglob("*.py"))}


def part_of(module: str) -> str:
    """The part of the map that a module is in."""
    return module.split(".")[1] if "." in module else module


def imported_by(module: str) -> set[str]:
    """Our modules that ``module`` imports anywhere, late imports and those for types included."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(MODULES[module].read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert not node.level, f"{module}:{node.lineno}: write leaflet.… in full"
            names = (f"{node.module}.{alias.name}" for alias in node.names)
            found.update(name if name in MODULES else str(node.module) for name in names)
    return found & MODULES.keys() - {module}


def test_every_module_is_on_the_map() -> None:
    """A newcomer finds every room of the package on the map above."""
    for module in MODULES:
        assert part_of(module) in HEIGHTS, (
            f"{module} is in no layer: put “{part_of(module)}” into LAYERS, "
            "on the first line below all that it imports"
        )


def test_imports_go_one_way() -> None:
    """A part knows the parts it stands on, and none beside or above it."""
    wrong = [
        f"{module} imports {other}: in LAYERS “{part_of(other)}” is not above “{part_of(module)}”"
        for module in MODULES
        for other in sorted(imported_by(module))
        if part_of(other) != part_of(module)
        and HEIGHTS.get(part_of(other), 0) >= HEIGHTS.get(part_of(module), 0)
    ]
    assert not wrong, "\n".join(wrong)


def test_no_modules_import_in_circles() -> None:
    """Within a part, too, there is a first and a last module."""
    TopologicalSorter({module: imported_by(module) for module in MODULES}).prepare()
