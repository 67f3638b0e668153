"""The structure tree of a PDF as text: what a screen reader speaks, for a person to review.

One element a line, indented, and within a paragraph its links and spans where they are spoken:

    Document
      H1 "Baclofen"
      P "Ask your doctor, or see <Link https://www.nhs.uk/>the NHS page</Link>."
      Figure alt="A clock at 8"

Text is joined as it is in the content, so that words which run together do so here too. Where an
element has an alternative or actual text, that is spoken and the content is not shown. What no
reader can speak is named: `<U+E000>`, `<nothing at MCID 3>`, `<no alternative text>`.
"""

import io
import unicodedata
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Any

import pikepdf

from leaflet.checks.tags.content import Event, Fault, Key, Opened, events
from leaflet.checks.tags.tree import Content, Element, Kid, ObjectReference, read_tree

INLINE = frozenset(
    ["Annot", "BibEntry", "Code", "Em", "Link", "Quote", "Reference", "Span", "Strong"]
)
NEEDS_ALTERNATIVE = frozenset(["Figure", "Formula"])
ATTRIBUTE_OWNERS = frozenset(["/List", "/PrintField", "/Table"])  # the others tell of looks
UNSPOKEN = frozenset(["Cc", "Cf", "Cn", "Co", "Cs"])  # Unicode's names of kinds of characters


def outline(data: bytes) -> str:
    """The outline of a PDF, with a line about the document before it and a line break at the end.

    Raises:
        BrokenTreeError: when the structure tree cannot be walked.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        title = _spoken(str(pdf.open_metadata().get("dc:title", "")))
        language = pdf.Root.get("/Lang", "<no language>")
        pages = "1 page" if len(pdf.pages) == 1 else f"{len(pdf.pages)} pages"
        writer = _Writer(pdf)
        lines = [f'"{title}" {language}, {pages}']
        for element in read_tree(pdf):
            lines += writer.lines(element, "")
        return "\n".join(lines) + "\n"


class _Writer:
    """Writes elements, for which it knows the text of every MCID and the numbers of pages."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        self.texts = _texts(events(pdf))
        self.pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages, 1)}
        root: Any = pdf.Root.get("/StructTreeRoot", pikepdf.Dictionary())
        self.roles: Any = root.get("/RoleMap", pikepdf.Dictionary())

    def lines(self, element: Element, indent: str) -> Iterator[str]:
        """The line of an element, and deeper those of its kids when they are not all inline."""
        start = indent + self._name_and_notes(element)
        runs = [(inline, list(kids)) for inline, kids in groupby(element.kids, _is_inline)]
        if _is_replaced(element) or not runs:
            yield start
        elif len(runs) == 1 and runs[0][0]:
            text = self._text(element.kids)
            yield f'{start} "{text}"' if text else start
        else:
            yield start
            for inline, kids in runs:
                if inline and (text := self._text(kids)):
                    yield f'{indent}  "{text}"'
                for kid in kids:
                    if isinstance(kid, Element) and not inline:
                        yield from self.lines(kid, indent + "  ")

    def _text(self, kids: Iterable[Kid]) -> str:
        """What a run of kids says, their inline elements in angle brackets."""
        text = ""
        for kid in kids:
            match kid:
                case Content(place=place, mcid=mcid):
                    said = None if place is None else self.texts.get((place, mcid))
                    text += f"<nothing at MCID {mcid}>" if said is None else said
                case ObjectReference():
                    pass  # its target is told with its element
                case Element():
                    name = self._name_and_notes(kid)
                    inner = "" if _is_replaced(kid) else self._text(kid.kids)
                    text += f"<{name}>{inner}</{kid.role}>" if inner else f"<{name}/>"
        return text

    def _name_and_notes(self, element: Element) -> str:
        """The role, the standard role it stands for, and what else a reader may speak or use."""
        entries = element.dictionary
        parts = [element.role, *self._targets(element)]
        if f"/{element.role}" in self.roles:
            parts[0] += f"={str(self.roles[f'/{element.role}']).removeprefix('/')}"
        for key, name in (("/ID", "id"), ("/Lang", "lang")):
            parts += [f"{name}={entries[key]}"] if key in entries else []
        parts += _attributes(entries.get("/A"))
        for key, name in (("/T", "title"), ("/E", "expansion"), ("/Alt", "alt")):
            parts += [f'{name}="{_spoken(str(entries[key]))}"'] if key in entries else []
        if "/ActualText" in entries:
            parts.append(f'actual="{_spoken(str(entries["/ActualText"]))}"')
        elif "/Alt" not in entries and element.role in NEEDS_ALTERNATIVE:
            parts.append("<no alternative text>")
        return " ".join(parts)

    def _targets(self, element: Element) -> list[str]:
        """Where the annotations of an element lead, each target once."""
        references = (kid for kid in element.kids if isinstance(kid, ObjectReference))
        return list(dict.fromkeys(self._target(reference.object) for reference in references))

    def _target(self, annotation: Any) -> str:
        action: Any = annotation.get("/A", pikepdf.Dictionary())
        if "/URI" in action:
            return str(action["/URI"])
        target = action.get("/D", annotation.get("/Dest"))
        if isinstance(target, pikepdf.Array) and len(target):
            page = self.pages.get(getattr(target[0], "objgen", (0, 0)))
            return f"to page {page or '<not in this file>'}"
        if target is not None:
            return f'to "{target}"'
        return str(action.get("/S", annotation.get("/Subtype", "<no target>"))).removeprefix("/")


def _is_inline(kid: Kid) -> bool:
    return not isinstance(kid, Element) or kid.role in INLINE


def _is_replaced(element: Element) -> bool:
    """Whether a text is spoken instead of the content (ISO 32000-1 §14.9.3 and 14.9.4)."""
    return "/Alt" in element.dictionary or "/ActualText" in element.dictionary


def _attributes(value: Any) -> Iterator[str]:
    """The attributes that say how a list or table is to be read."""
    for attributes in value if isinstance(value, pikepdf.Array) else [value]:
        if not isinstance(attributes, pikepdf.Dictionary):
            continue  # an array may have revision numbers in between
        if str(attributes.get("/O")) in ATTRIBUTE_OWNERS:
            for name in sorted(set(attributes.keys()) - {"/O"}):
                entry = attributes[name]
                entries = list(entry) if isinstance(entry, pikepdf.Array) else [entry]
                said = ",".join(str(part).removeprefix("/") for part in entries)
                yield f"{name.removeprefix('/')}={said}"


def _texts(happened: Iterable[Event]) -> dict[tuple[Key, int], str]:
    """What the content of each MCID says; actual text in the content speaks for all within it."""
    texts: dict[tuple[Key, int], str] = {}
    for event in happened:
        if isinstance(event, Fault):
            continue
        outer = event.within if isinstance(event, Opened) else event.marks
        said = event.mark.actual_text or "" if isinstance(event, Opened) else event.text
        marks = (*outer, event.mark) if isinstance(event, Opened) else outer
        owner = next((mark for mark in marks if mark.mcid is not None), None)
        if owner is None or owner.mcid is None or any(mark.is_artifact for mark in marks):
            continue
        if any(mark.actual_text is not None for mark in outer):
            said = ""
        key = owner.place.key, owner.mcid
        texts[key] = texts.get(key, "") + _spoken(said)
    return texts


def _spoken(text: str) -> str:
    """The text, in which characters that no reader speaks are named by their numbers."""
    return "".join(
        f"<U+{ord(c):04X}>" if unicodedata.category(c) in UNSPOKEN or c == "\ufffd" else c
        for c in text
    )
