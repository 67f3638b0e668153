"""Good leaflets, and the tools with which accidents are made: on objects and on content streams."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary

from leaflet.pipeline import Builder
from leaflet.workspace import Workspace, built_in

BUILDER = Builder(Workspace(built_in()))


@cache
def good(medicine: str = "baclofen", locale: str = "en-GB", clinic: str | None = None) -> bytes:
    """A leaflet as it comes with leaflet, built."""
    return BUILDER.build(medicine, locale=locale, clinic=clinic).pdf


def edited(
    change: Callable[[pikepdf.Pdf], None], data: bytes | None = None, *, lock: bool = False
) -> bytes:
    """The leaflet after ``change``, saved by qpdf; locked against changes if ``lock``."""
    with pikepdf.open(io.BytesIO(good() if data is None else data)) as pdf:
        change(pdf)
        out = io.BytesIO()
        pdf.save(out, encryption=pikepdf.Encryption(owner="secret") if lock else None)
        return out.getvalue()


def content(page: pikepdf.Page) -> bytes:
    """All content of a page."""
    parts: Any = page.obj.Contents
    streams = list(parts) if isinstance(parts, Array) else [parts]
    return b"\n".join(stream.read_bytes() for stream in streams)


def put_content(pdf: pikepdf.Pdf, page: pikepdf.Page, data: bytes) -> None:
    """Give a page other content."""
    page.obj.Contents = pdf.make_stream(data)


def rewrite(pdf: pikepdf.Pdf, number: int, old: bytes, new: bytes) -> None:
    """Put ``new`` where page ``number``'s content has ``old``, which must be there once."""
    page = pdf.pages[number]
    data = content(page)
    assert data.count(old) == 1, f"{old!r} is there {data.count(old)} times"
    put_content(pdf, page, data.replace(old, new))


def marked(data: bytes, words: bytes) -> bytes:
    """The marked content that shows ``words``, from BDC to EMC."""
    found = [
        each[0]
        for each in re.finditer(
            rb"/\w+ ?<<[^>]*(?:<[^>]*>)?[^>]*>>BDC\n(?:(?!EMC).)*?EMC\n", data, re.DOTALL
        )
        if words in each[0]
    ]
    assert found, f"{words!r} is not marked"
    return found[0]


def carried(pdf: pikepdf.Pdf) -> dict[str, Any]:
    """What ``leaflet.json`` says."""
    found: dict[str, Any] = json.loads(pdf.attachments["leaflet.json"].get_file().read_bytes())
    return found


def put_carried(pdf: pikepdf.Pdf, said: dict[str, Any]) -> None:
    """Write it anew."""
    specification: Any = pdf.Root.Names.EmbeddedFiles.Names[1]
    specification.EF.F.write(json.dumps(said).encode())


def elements(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """All structure elements, in reading order."""

    def walk(element: Any) -> Iterator[Any]:
        yield element
        kids = element.get("/K", [])
        for kid in kids if isinstance(kids, Array) else [kids]:
            if isinstance(kid, Dictionary) and kid.get("/Type") == "/StructElem":
                yield from walk(kid)

    yield from walk(pdf.Root.StructTreeRoot.K)


def element_of(pdf: pikepdf.Pdf, page: int, mcid: int) -> Any:
    """The element that owns an MCID, by the parent tree."""
    key = pdf.pages[page].obj.StructParents
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    return dict(zip(numbers[::2], numbers[1::2], strict=True))[key][mcid]


def remove(pdf: pikepdf.Pdf, element: Any) -> None:
    """Take an element away as a careful editor does: tags, content, links, and empty parents."""
    gone = {each.objgen for each in _below(element)}
    for page in pdf.pages:
        data = content(page)
        for mcid in _mcids_on(pdf, page, gone):
            pattern = rb"/\w+ ?<<\s?/MCID %d\b(?:(?!BDC).)*BDC\n(?:(?!EMC).)*EMC\n" % mcid
            data = re.sub(pattern, b"", data, count=1, flags=re.DOTALL)
        put_content(pdf, page, data)
    _forget(pdf, gone)
    _detach(element)


def _below(element: Any) -> Iterator[Any]:
    yield element
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and kid.get("/Type") == "/StructElem":
            yield from _below(kid)


def _mcids_on(pdf: pikepdf.Pdf, page: pikepdf.Page, gone: set[tuple[int, int]]) -> list[int]:
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    owners = dict(zip(numbers[::2], numbers[1::2], strict=True))[page.obj.StructParents]
    listed: list[Any] = list(owners)
    return [
        mcid for mcid, owner in enumerate(listed)
        if isinstance(owner, Dictionary) and owner.objgen in gone
    ]  # fmt: skip


def _forget(pdf: pikepdf.Pdf, gone: set[tuple[int, int]]) -> None:
    """Parent tree and links without these elements."""
    tree = pdf.Root.StructTreeRoot.ParentTree
    numbers = list(tree.Nums)
    kept: list[Any] = []
    lost: set[int] = set()
    for key, value in zip(numbers[::2], numbers[1::2], strict=True):
        if isinstance(value, Array):
            owners: list[Any] = list(value)
            left = [each if each is None or each.objgen not in gone else None for each in owners]
            kept += [key, Array(left)]
        elif value.objgen in gone:
            lost.add(int(key))
        else:
            kept += [key, value]
    tree.Nums = Array(kept)
    for page in pdf.pages:
        notes: Any = page.obj.get("/Annots", Array())
        page.obj.Annots = Array([note for note in notes if note.get("/StructParent") not in lost])


def _detach(element: Any) -> None:
    """Out of its parent; an empty parent goes, too."""
    parent = element.P
    kids = parent.K if isinstance(parent.K, Array) else Array([parent.K])
    left = [kid for kid in kids if not isinstance(kid, Dictionary) or kid.objgen != element.objgen]
    if left:
        parent.K = Array(left)
    elif str(parent.S) != "/Part":
        _detach(parent)
