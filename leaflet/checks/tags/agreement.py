"""Whether structure tree, parent tree, content and annotations tell one story.

Validators look at each of these, but hardly at whether they agree: a file whose parent tree leads
to the wrong paragraph passes them all, and then a screen reader reads the wrong paragraph. The
rules are those of ISO 32000-1 §14.6.1 (nesting), §14.7.4 (content and objects of elements) and
§14.7.4.4 (parent tree); that /ParentTreeNextKey is there, and that no element but TD is empty, are
our own. A Form XObject painted in marked content counts as that content.
"""

import io
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

import pikepdf

from leaflet.checks.tags.content import Event, Fault, Key, Mark, Opened, Painted, Place, events
from leaflet.checks.tags.tree import BrokenTreeError, Content, Element, ObjectReference, read_tree

MAY_BE_EMPTY = frozenset({"TD"})
NOT_IN_THE_TREE = frozenset({"/Popup", "/PrinterMark"})
HIDDEN = 2  # the second bit of an annotation's /F


def disagreements(data: bytes) -> tuple[str, ...]:
    """Sentences on what does not agree in a PDF; empty when all does."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        try:
            story = _Story(pdf)
        except BrokenTreeError as error:
            return (str(error),)
        return tuple(sentence for rule in RULES for sentence in rule(story))


class _Story:
    """All that has to agree, read once."""

    def __init__(self, pdf: pikepdf.Pdf) -> None:
        top = read_tree(pdf)
        self.pdf = pdf
        self.root: Any = pdf.Root.get("/StructTreeRoot", pikepdf.Dictionary())
        self.elements = [element for start in top for element in start.walk()]
        self.events: list[Event] = list(events(pdf))
        self.parent_tree = list(_number_tree(self.root.get("/ParentTree")))
        self.parents = dict(self.parent_tree)
        self.pages = {page.obj.objgen: f"page {n}" for n, page in enumerate(pdf.pages, 1)}
        self.owners: defaultdict[tuple[Key | None, int], list[Element]] = defaultdict(list)
        self.references: list[tuple[Element, ObjectReference]] = []
        for element in self.elements:
            for kid in element.kids:
                if isinstance(kid, Content):
                    self.owners[kid.place, kid.mcid].append(element)
                elif isinstance(kid, ObjectReference):
                    self.references.append((element, kid))

    def opened(self) -> Iterator[tuple[Mark, int]]:
        """The marks with an MCID, which say that an element owns what is in them."""
        for event in self.events:
            if isinstance(event, Opened) and event.mark.mcid is not None:
                yield event.mark, event.mark.mcid

    def places(self) -> dict[Key, Place]:
        """The pages, and the forms with MCIDs of their own."""
        return {mark.place.key: mark.place for mark, _ in self.opened()}


def _nesting(story: _Story) -> Iterator[str]:
    """Marks open and close in order, and none is in another where a reader could not tell."""
    for event in story.events:
        if isinstance(event, Fault):
            yield event.sentence
        if not isinstance(event, Opened):
            continue
        where = event.mark.place.name
        for outer in event.within:
            if event.mark.mcid is not None and (outer.mcid is not None or outer.is_artifact):
                yield f"{where}: {event.mark} is inside {outer}"
            elif event.mark.is_artifact and outer.mcid is not None:
                yield f"{where}: an artifact is inside {outer}"
        if event.mark.mcid is not None and event.mark.is_artifact:
            yield f"{where}: an artifact has MCID {event.mark.mcid}"


def _all_painted_in_marks(story: _Story) -> Iterator[str]:
    """Whatever is painted belongs to an element or is an artifact (§14.8.2.2)."""
    unmarked: defaultdict[str, list[Painted]] = defaultdict(list)
    for event in story.events:
        if isinstance(event, Painted) and not any(
            mark.mcid is not None or mark.is_artifact for mark in event.marks
        ):
            unmarked[event.place.name].append(event)
    for where, painted in unmarked.items():
        first = painted[0]
        text = f' "{first.text}"' if first.text else ""
        yield (
            f"{where}: {len(painted)} painted outside marked content and artifacts,"
            f" first {first.operator}{text}, operator {first.number}"
        )


def _one_owner(story: _Story) -> Iterator[str]:
    """Each MCID is there once, and one element owns it; no element owns what is not there."""
    count = Counter((mark.place.key, mcid) for mark, mcid in story.opened())
    names = {key: place.name for key, place in story.places().items()}
    for (place, mcid), times in count.items():
        where = f"{names[place]}: MCID {mcid}"
        if times > 1:
            yield f"{where} marks {times} pieces of content"
        owners = story.owners.get((place, mcid), [])
        if not owners:
            yield f"{where} belongs to no element"
        elif len(owners) > 1:
            yield f"{where} belongs to {' and '.join(map(str, owners))}"
    for (owned, mcid), owners in story.owners.items():
        if owned is None:
            yield f"{owners[0]} owns MCID {mcid}, but names no page"
        elif (owned, mcid) not in count:
            where = names.get(owned) or story.pages.get(owned, f"object {owned[0]}")
            yield f"{owners[0]} owns MCID {mcid} of {where}, where there is none"


def _parent_tree_of_content(story: _Story) -> Iterator[str]:
    """The parent tree leads from each MCID back to its owner, and nowhere else."""
    mcids: defaultdict[Key, set[int]] = defaultdict(set)
    for mark, mcid in story.opened():
        mcids[mark.place.key].add(mcid)
    for place in story.places().values():
        key = place.owner.get("/StructParents")
        entry = story.parents.get(key)
        if not isinstance(entry, pikepdf.Array):
            yield f"{place.name}: /StructParents {key} has no array in the parent tree"
            continue
        entries: list[Any] = list(entry)
        for mcid, element in enumerate(entries):
            owners = story.owners.get((place.key, mcid), [])
            if element is not None and mcid not in mcids[place.key]:
                yield f"{place.name}: the parent tree has an element for MCID {mcid}, not in use"
            elif owners and (element is None or element.objgen != owners[0].key):
                yield f"{place.name}: the parent tree does not lead from MCID {mcid} to {owners[0]}"
        for mcid in sorted(mcids[place.key]):
            if mcid >= len(entries):
                yield f"{place.name}: the parent tree ends before MCID {mcid}"


def _annotations(story: _Story) -> Iterator[str]:
    """Each annotation that is seen belongs to one element, to which the parent tree leads."""
    names: dict[Key, str] = {}
    owners: Counter[Key] = Counter()
    for number, page in enumerate(story.pdf.pages, 1):
        for annotation in page.obj.get("/Annots", []):
            names[annotation.objgen] = f"page {number}: annotation {annotation.objgen[0]}"
    for element, reference in story.references:
        key = reference.object.objgen
        owners[key] += 1
        where = names.get(key)
        if where is None and not isinstance(reference.object, pikepdf.Stream):
            yield f"{element} owns object {key[0]}, which is an annotation of no page"
        elif where is not None and not where.startswith(
            f"{story.pages.get(reference.page or key)}: "
        ):
            yield f"{where} is owned by {element} as if it were on another page"
        parent = story.parents.get(reference.object.get("/StructParent"))
        if not isinstance(parent, pikepdf.Dictionary) or parent.objgen != element.key:
            yield f"{where or key}: the parent tree does not lead from it to {element}"
    for page in story.pdf.pages:
        for annotation in page.obj.get("/Annots", []):
            seen = not int(annotation.get("/F", 0)) & HIDDEN
            exempt = str(annotation.get("/Subtype")) in NOT_IN_THE_TREE
            times = owners[annotation.objgen]
            if times != 1 and (seen or times) and not exempt:
                yield f"{names[annotation.objgen]} belongs to {times} elements"


def _parent_tree_keys(story: _Story) -> Iterator[str]:
    """Every key of the parent tree is used once, in order, and the next one is free."""
    keys = [key for key, _ in story.parent_tree]
    if any(one >= other for one, other in pairwise(keys)):
        yield f"the keys of the parent tree are not in order: {keys}"
    next_key = story.root.get("/ParentTreeNextKey")
    if keys and (not isinstance(next_key, int) or next_key <= max(keys)):
        yield f"/ParentTreeNextKey is {next_key}, and the parent tree has a key {max(keys)}"
    content = {page.obj.objgen: page.obj for page in story.pdf.pages}
    content |= {key: place.owner for key, place in story.places().items()}
    users: Counter[Any] = Counter(owner.get("/StructParents") for owner in content.values())
    users.update(reference.object.get("/StructParent") for _, reference in story.references)
    for key in keys:
        if users[key] != 1:
            yield f"key {key} of the parent tree has {users[key]} pages, forms or annotations"


def _elements(story: _Story) -> Iterator[str]:
    """There are elements; each knows where it hangs, and has something to say."""
    if not story.elements:
        yield "there is no structure element"
    for element in story.elements:
        parent = element.dictionary.get("/P")
        if not isinstance(parent, pikepdf.Dictionary) or parent.objgen != element.parent:
            yield f"{element} does not name object {element.parent[0]} as its parent"
        if not element.kids and element.role not in MAY_BE_EMPTY:
            yield f"{element} is empty"


RULES: tuple[Callable[[_Story], Iterator[str]], ...] = (
    _nesting,
    _all_painted_in_marks,
    _one_owner,
    _parent_tree_of_content,
    _annotations,
    _parent_tree_keys,
    _elements,
)


def _number_tree(node: object) -> Iterator[tuple[int, Any]]:
    """The keys and values of a number tree (§7.9.7), in the order of the file."""
    if not isinstance(node, pikepdf.Dictionary):
        return
    numbers = list(node.get("/Nums", []))
    yield from zip(numbers[::2], numbers[1::2], strict=True)
    for kid in node.get("/Kids", []):
        yield from _number_tree(kid)
