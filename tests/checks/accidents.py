"""Good leaflets damaged as real accidents do: for each check the damage that it finds, alone.

Everything is made here at run time; there are no stored PDFs.
"""

from __future__ import annotations

import datetime as dt
import re
import zlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import pikepdf
from pikepdf import Array, Dictionary, Name

from leaflet.compiled import BODY_MCID
from tests.checks.editing import (
    carried,
    content,
    edited,
    element_of,
    elements,
    good,
    marked,
    put_carried,
    put_content,
    remove,
    rewrite,
)

TODAY = dt.date(2026, 11, 25)


@dataclass(frozen=True, slots=True, kw_only=True)
class Accident:
    """A damaged leaflet, and what it is looked at beside.

    Attributes:
        what: what happened, as people tell it.
        change: the damage; the good leaflet is in place of it where there is none.
        as_of: the day of the check.
        current: what the workspace has, by a change of what the leaflet carries.
        clinic: what the workspace has of the clinic.
        vera: what veraPDF is told to say.
        of: the leaflet that is damaged.
        lock: whether it is then encrypted.
    """

    what: str
    change: Callable[[pikepdf.Pdf], None] = lambda _: None
    as_of: dt.date = TODAY
    current: Callable[[dict[str, Any]], None] | None = None
    clinic: Mapping[str, str] | None = None
    vera: tuple[bool, str] | None = None
    of: Callable[[], bytes] = good
    lock: bool = False

    def pdf(self) -> bytes:
        """The damaged file."""
        return edited(self.change, self.of(), lock=self.lock)


def _one_word_missing(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, 1, b"( from children. Never share it.)", b"( from children. share it.)")


def _painted_twice(pdf: pikepdf.Pdf) -> None:
    line = b"(Headache, poor sleep) Tj"
    rewrite(pdf, 1, line, line + b" 1 0 0 1 230.4 662.73 Tm " + line)


def _practice_system(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    text = b"q 0 g BT 1 0 0 1 240 765 Tm /F1+0 11 Tf (Repeat prescription 2 of 6) Tj ET Q\n"
    put_content(pdf, page, content(page) + b"\n" + text)


def _tag_moved(pdf: pikepdf.Pdf) -> None:
    items = [each for each in elements(pdf) if each.get("/S") == "/LI"]
    parent = items[-1].P
    last = next(each.P for each in items if len(each.P.K) > 2 and "Sleepy" in _words_of(pdf, each))
    del parent
    last.K = Array([last.K[1], last.K[0], *list(last.K)[2:]])


def _words_of(pdf: pikepdf.Pdf, item: Any) -> str:
    body = item.K[1] if isinstance(item.K, Array) else item.K
    mcid = body.K if isinstance(body.K, int) else 0
    found = re.search(rb"/LBody<</MCID %d>>BDC\n(.*?)EMC" % mcid, content(pdf.pages[1]), re.DOTALL)
    return found[1].decode("latin-1") if found else ""


def _sorted_by_driver(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1]
    data = content(page)
    piece = marked(data, b"(How soon to act")
    put_content(pdf, page, data.replace(piece, b"") + b"\n0 g\n" + piece)


def _lines_swapped(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    data = content(page)
    piece = marked(data, b"(nerves in the spinal cord ")
    swapped = (
        piece.replace(b"652.11", b"ONE").replace(b"667.61", b"652.11").replace(b"ONE", b"667.61")
    )
    assert swapped != piece
    put_content(pdf, page, data.replace(piece, swapped))


def _whited_out(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1]
    box = b"/Artifact BMC q 1 g 36 333 250 14 re f Q EMC\n"
    put_content(pdf, page, content(page) + b"\n" + box)


def _invisible(pdf: pikepdf.Pdf) -> None:
    line = b"(herbal and shop-bought too.) Tj"
    rewrite(pdf, 1, line, b"3 Tr " + line + b" 0 Tr")


def _clipped(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1]
    data = content(page)
    piece = marked(data, b"(herbal and shop-bought too.)")
    put_content(pdf, page, data.replace(piece, b"q 0 342 600 500 re W n\n" + piece + b"Q\n"))


def _white_on_white(pdf: pikepdf.Pdf) -> None:
    line = b"(herbal and shop-bought too.) Tj"
    rewrite(pdf, 1, line, b"1 g " + line + b" 0 g")


def _off_page(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1]
    data = content(page)
    found = re.search(
        rb"1 0 0 1 40 ([\d.]+) Tm (/F1\+0 12 Tf [\d.]+ TL \(herbal and shop-bought)", data
    )
    assert found is not None
    put_content(pdf, page, data.replace(found[0], b"1 0 0 1 700 " + found[1] + b" Tm " + found[2]))


def _wider_font(pdf: pikepdf.Pdf) -> None:
    rewrite(pdf, 1, b"(Can I take other medicines?)", b"(Can I take other medicines?)")
    page = pdf.pages[1]
    data = content(page)
    piece = marked(data, b"(Headache, poor sleep)")
    moved = re.sub(rb"1 0 0 1 (\S+) (\S+) Tm", rb"1 0 0 1 340 \2 Tm", piece)
    put_content(pdf, page, data.replace(piece, moved))


def _foot_cut_off(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    data = content(page)
    found = re.search(rb"BT [^\n]*\(Turn over[^\n]*ET\n", data)
    assert found is not None
    put_content(pdf, page, data.replace(found[0], b""))


def _section_moved_up(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    data = content(page)
    piece = marked(data, b"(How do I take it?")
    moved = re.sub(rb"1 0 0 1 (\S+) (\S+) Tm", b"1 0 0 1 330 604 Tm", piece)
    put_content(pdf, page, data.replace(piece, moved))


def _no_overdose_half(pdf: pikepdf.Pdf) -> None:
    remove(pdf, _by_id(pdf, "leaflet.warning.overdose"))
    said = carried(pdf)
    said["says"] = [b for b in said["says"] if b.get("in") != "leaflet.warning.overdose"]
    put_carried(pdf, said)


def _by_id(pdf: pikepdf.Pdf, name: str) -> Any:
    return next(each for each in elements(pdf) if each.get("/ID") == name)


def _frame_gone(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    data = content(page)
    at = data.index(b"/Danger CS 0 SC\n3 w\n")
    stroke = data.index(b"\nS\n", at)
    put_content(pdf, page, data[:stroke] + b"\nn\n" + data[stroke + 3 :])


def _bar_gone(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    data = content(page)
    at = data.index(b"/Danger cs 0 sc\nn 4", data.index(b"/Danger CS 0 SC\n3 w\n"))
    fill = data.index(b"\nf*\n", at)
    data = data[:fill] + b"\nn\n" + data[fill + 4 :]
    put_content(pdf, page, data.replace(b"1 g\nBT 1 0 0 1 88", b"0 g\nBT 1 0 0 1 88"))


def _stamped(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    samples = zlib.compress(bytes([0x20, 0x20, 0x80]) * (60 * 20))
    stamp = pikepdf.Stream(
        pdf, samples, Type=Name.XObject, Subtype=Name.Image, Width=60, Height=20,
        ColorSpace=Name.DeviceRGB, BitsPerComponent=8, Filter=Name.FlateDecode,
    )  # fmt: skip
    name = page.add_resource(stamp, Name.XObject)
    put_content(
        pdf, page, content(page) + b"\nq 140 -30 12 60 330 420 cm %s Do Q\n" % str(name).encode()
    )


def _sticker(pdf: pikepdf.Pdf) -> None:
    look = pdf.make_stream(
        b"1 1 0 rg 0 0 90 40 re f", Type=Name.XObject, Subtype=Name.Form, BBox=[0, 0, 90, 40],
        Resources=Dictionary(),
    )  # fmt: skip
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Stamp, Rect=[70, 430, 160, 470], F=4, AP=Dictionary(N=look)
    )
    page = pdf.pages[0]
    page.obj.Annots = Array([*page.obj.Annots, pdf.make_indirect(note)])


def _other_number(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    data = content(page)
    at = data.index(b"(999)", data.index(b" 26 Tf"))
    put_content(pdf, page, data[:at] + b"(911)" + data[at + 5 :])
    said = carried(pdf)
    for block in said["says"]:
        if block["text"] == "Call 999 now":
            block["text"] = "Call 911 now"
    put_carried(pdf, said)


def _box_shrunk(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    data = content(page)
    piece = marked(data, b"(Do not wait for signs")
    put_content(pdf, page, data.replace(piece, piece.replace(b" 12 Tf", b" 10.5 Tf")))


def _toner_saved(pdf: pikepdf.Pdf) -> None:
    line = b"(slow or shallow breathing) Tj"
    rewrite(pdf, 0, line, b"0.5 g " + line + b" 0 g")


def _head_cut_off(pdf: pikepdf.Pdf) -> None:
    short = carried(pdf)["short"]
    found = re.search(
        rb"/P<</MCID (\d+)>>BDC\n[^\n]*\n?[^\n]*\(Do not stop suddenly", content(pdf.pages[1])
    )
    assert found is not None
    remove(pdf, element_of(pdf, 1, int(found[1])))
    said = carried(pdf)
    said["says"] = [b for b in said["says"] if (b["text"], b["page"]) != (short, 2)]
    put_carried(pdf, said)


def _fit_to_page(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        put_content(pdf, page, b"q 0.9 0 0 0.9 30 42 cm\n" + content(page) + b"\nQ\n")


def _squeezed(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    data = content(page)
    piece = marked(data, b"(more often, or for longer.")
    first, last = re.findall(rb"1 0 0 1 \S+ (\S+) Tm", piece)[-2:]
    closer = b"%.2f" % (float(first) - 12)
    put_content(pdf, page, data.replace(piece, piece.replace(last + b" Tm", closer + b" Tm")))


def _one_long_line(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    data = content(page)
    piece = marked(data, b"(staff you take it, and pack")
    places = re.findall(rb"1 0 0 1 (\S+) (\S+) Tm", piece)
    line = piece
    start = 40.0
    for (x, y), width in zip(places, (86.0, 186.0, 220.0), strict=True):
        line = line.replace(
            b"1 0 0 1 %s %s Tm" % (x, y), b"0.9 0 0 1 %.2f %s Tm" % (start, places[0][1])
        )
        start += width
    put_content(pdf, page, data.replace(piece, line))


def _pale(pdf: pikepdf.Pdf) -> None:
    line = b"(herbal and shop-bought too.) Tj"
    rewrite(pdf, 1, line, b"0.5 g " + line + b" 0 g")


def _moved(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1]
    put_content(pdf, page, b"q 1 0 0 1 -20 0 cm\n" + content(page) + b"\nQ\n")


def _hairline(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1]
    data = content(page)
    at = data.index(b"\n1 w\n")
    put_content(pdf, page, data[:at] + b"\n0.2 w\n" + data[at + 5 :])


def _nameless(pdf: pikepdf.Pdf) -> None:
    del _by_id(pdf, "leaflet.text").ID
    del pdf.Root.PageLabels
    pdf.add_blank_page(page_size=(595.28, 841.89))


def _scanned(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    picture = pikepdf.Stream(
        pdf, zlib.compress(b"\xff" * (60 * 80)), Type=Name.XObject, Subtype=Name.Image, Width=60,
        Height=80, ColorSpace=Name.DeviceGray, BitsPerComponent=8, Filter=Name.FlateDecode,
    )  # fmt: skip
    name = str(page.add_resource(picture, Name.XObject)).encode()
    put_content(pdf, page, b"/Artifact BMC q 595 0 0 842 0 0 cm %s Do Q EMC\n" % name)


def _page_lost(pdf: pikepdf.Pdf) -> None:
    part = _by_id(pdf, "leaflet.text")
    second = pdf.pages[1].obj.objgen
    for kid in list(part.K):
        if any(each.get("/Pg") is not None and each.Pg.objgen == second for each in _tree(kid)):
            remove(pdf, kid)
    numbers = list(pdf.Root.StructTreeRoot.ParentTree.Nums)
    key = pdf.pages[1].obj.StructParents
    pairs = zip(numbers[::2], numbers[1::2], strict=True)
    pdf.Root.StructTreeRoot.ParentTree.Nums = Array(
        [each for pair in pairs if pair[0] != key for each in pair]
    )
    _keep_bookmarks_of(pdf, pdf.pages[0].obj.objgen)
    del pdf.pages[1]


def _tree(element: Any) -> list[Any]:
    found = [element]
    kids = element.get("/K", [])
    for kid in kids if isinstance(kids, Array) else [kids]:
        if isinstance(kid, Dictionary) and "/S" in kid:
            found += _tree(kid)
    return found


def _keep_bookmarks_of(pdf: pikepdf.Pdf, page: tuple[int, int]) -> None:
    top: Any = pdf.Root.Outlines.First
    item: Any = top.First
    kept = [item]
    while "/Next" in item:
        item = item.Next
        if item.Dest[0].objgen == page:
            kept.append(item)
    top.Last = kept[-1]
    top.Count = len(kept)
    if "/Next" in kept[-1]:
        del kept[-1].Next


def _dragged(pdf: pikepdf.Pdf) -> None:
    kids = pdf.Root.Pages.Kids
    kids[0], kids[1] = kids[1], kids[0]
    pdf.Root.PageLabels = Dictionary(
        Nums=Array([0, Dictionary(S=Name.D, St=2), 1, Dictionary(S=Name.D)])
    )


def _letter_before(pdf: pikepdf.Pdf) -> None:
    pdf.add_blank_page(page_size=(595.28, 841.89))
    pdf.pages.insert(0, pdf.pages[-1])
    del pdf.pages[-1]
    pdf.Root.PageLabels = Dictionary(
        Nums=Array([0, Dictionary(P=pikepdf.String("Letter")), 1, Dictionary(S=Name.D)])
    )


def _other_paper(pdf: pikepdf.Pdf) -> None:
    pdf.pages[1].obj.MediaBox = Array([0, 0, 612, 860])


def _fonts_dropped(pdf: pikepdf.Pdf) -> None:
    for font in _fonts(pdf):
        del font.FontDescriptor.FontFile2


def _fonts(pdf: pikepdf.Pdf) -> list[Any]:
    return list(pdf.pages[0].obj.Resources.Font.as_dict().values())


def _font_swapped(pdf: pikepdf.Pdf) -> None:
    for font in _fonts(pdf):
        font.BaseFont = Name("/AAAAAA+Arial")
        font.FontDescriptor.FontName = Name("/AAAAAA+Arial")


def _no_characters(pdf: pikepdf.Pdf) -> None:
    for font in _fonts(pdf):
        del font.ToUnicode


def _glyphs_mixed_up(pdf: pikepdf.Pdf) -> None:
    """The codes of 2 and 8 lead to each other's glyphs, by the font's own table (cmap)."""
    font = next(each for each in _fonts(pdf) if str(each.BaseFont).endswith("Regular"))
    program = bytearray(font.FontDescriptor.FontFile2.read_bytes())

    def number(at: int, length: int) -> int:
        return int.from_bytes(program[at : at + length])

    heads = [12 + 16 * index for index in range(number(4, 2))]
    (table,) = (number(at + 8, 4) for at in heads if program[at : at + 4] == b"cmap")
    start = table + number(table + 8, 4)
    if number(start, 2) == 0:
        first, width, at = 0, 1, start + 6
    else:
        first, width, at = number(start + 6, 2), 2, start + 10
    two, eight = (at + width * (ord(figure) - first) for figure in "28")
    one = program[two : two + width]
    program[two : two + width] = program[eight : eight + width]
    program[eight : eight + width] = one
    font.FontDescriptor.FontFile2.write(bytes(program))


def _tags_stripped(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.StructTreeRoot
    del pdf.Root.MarkInfo
    for page in pdf.pages:
        del page.obj.StructParents


def _parents_swapped(pdf: pikepdf.Pdf) -> None:
    numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
    owners = numbers[1]
    one, other = BODY_MCID + 3, BODY_MCID + 4
    owners[one], owners[other] = owners[other], owners[one]


def _alt_changed(pdf: pikepdf.Pdf) -> None:
    figure = next(each for each in elements(pdf) if "cross: wrong" in str(each.get("/Alt", "")))
    figure.Alt = pikepdf.String("Picture1.png")


def _headings_flattened(pdf: pikepdf.Pdf) -> None:
    for each in elements(pdf):
        if each.get("/S") == "/H3":
            each.S = Name.P


def _order_of_links_lost(pdf: pikepdf.Pdf) -> None:
    for page in pdf.pages:
        page.obj.Tabs = Name.R


def _saved_as(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Title"] = "Microsoft Word - Document1"


def _no_language(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Lang


def _no_bookmarks(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.Outlines


def _no_labels(pdf: pikepdf.Pdf) -> None:
    del pdf.Root.PageLabels


def _script(pdf: pikepdf.Pdf) -> None:
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS=pikepdf.String("app.alert('hello')"))


def _yellow_note(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[1]
    note = Dictionary(
        Type=Name.Annot, Subtype=Name.Text, Rect=[400, 744, 416, 760],
        Contents=pikepdf.String("call the surgery"),
    )  # fmt: skip
    page.obj.Annots = Array([*page.obj.Annots, pdf.make_indirect(note)])


def _author(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/Author"] = "j.smith"


def _stamped_date(pdf: pikepdf.Pdf) -> None:
    pdf.docinfo["/ModDate"] = "D:20270301120000Z"


def _metadata_removed(pdf: pikepdf.Pdf) -> None:
    del pdf.attachments["leaflet.json"]
    del pdf.Root.Names


def _draft_whited_out(pdf: pikepdf.Pdf) -> None:
    page = pdf.pages[0]
    data = content(page)
    found = re.search(rb"BT [^\n]*\(DRAFT[^\n]*ET\n", data)
    assert found is not None
    put_content(pdf, page, data.replace(found[0], b""))


def _forged(pdf: pikepdf.Pdf) -> None:
    said = carried(pdf)
    put_carried(pdf, said | {"review": "reviewed", "reviewedBy": "Reviewed by nobody"})
    stream = pdf.Root.Metadata
    data = stream.read_bytes().replace(b"<leaflet:review>draft<", b"<leaflet:review>reviewed<")
    stream.write(data)


def _newer_text(said: dict[str, Any]) -> None:
    said["contentDigest"] = "0" * 64
    said["says"][-10]["text"] += " Ask us."


def _no_advice_line(pdf: pikepdf.Pdf) -> None:
    said = carried(pdf)
    said["contacts"] = {"emergency": said["contacts"]["emergency"]}
    put_carried(pdf, said)


ACCIDENTS: Mapping[str, tuple[Accident, ...]] = {
    "text-words": (Accident(what="one word is missing", change=_one_word_missing),),
    "text-doubled": (Accident(what="a driver painted a line twice", change=_painted_twice),),
    "text-foreign": (Accident(what="a practice system printed on it", change=_practice_system),),
    "text-order-tags": (Accident(what="a tag was moved", change=_tag_moved),),
    "text-order-drawn": (Accident(what="a driver sorted the text", change=_sorted_by_driver),),
    "text-order-seen": (Accident(what="two lines changed places", change=_lines_swapped),),
    "text-shape": (Accident(what="fonts of two files got mixed up", change=_glyphs_mixed_up),),
    "text-overlap": (Accident(what="columns ran into each other", change=_wider_font),),
    "text-furniture": (Accident(what="the foot was cut off", change=_foot_cut_off),),
    "text-visible": (
        Accident(what="a line was whited out", change=_whited_out),
        Accident(what="text was made invisible", change=_invisible),
        Accident(what="a line was clipped", change=_clipped),
        Accident(what="text is white on white", change=_white_on_white),
        Accident(what="a line hangs off the page", change=_off_page),
    ),
    "box-first": (Accident(what="a section was moved above the box", change=_section_moved_up),),
    "box-halves": (Accident(what="built without its overdose half", change=_no_overdose_half),),
    "box-frame": (
        Accident(what="a cleaner removed the frame", change=_frame_gone),
        Accident(what="a cleaner removed the bar", change=_bar_gone),
    ),
    "box-clear": (
        Accident(what="a clinic's stamp over the box", change=_stamped),
        Accident(what="a sticker from a viewer over the box", change=_sticker),
    ),
    "box-numbers": (Accident(what="another locale's number", change=_other_number),),
    "box-size": (Accident(what="the box was scaled down", change=_box_shrunk),),
    "box-contrast": (Accident(what="toner was saved in the box", change=_toner_saved),),
    "box-repeated": (Accident(what="the head of page 2 was cut off", change=_head_cut_off),),
    "type-size": (Accident(what="printed at 90 per cent", change=_fit_to_page),),
    "type-leading": (Accident(what="lines were squeezed", change=_squeezed),),
    "line-length": (Accident(what="set in one long line", change=_one_long_line),),
    "text-contrast": (Accident(what="text was made grey", change=_pale),),
    "ink-edge": (Accident(what="moved for a binding margin", change=_moved),),
    "rule-weight": (Accident(what="rules became hairlines", change=_hairline),),
    "page-own": (Accident(what="merged without names or labels", change=_nameless),),
    "page-picture": (Accident(what="a page was printed as a picture", change=_scanned),),
    "page-count": (Accident(what="page 2 was left behind", change=_page_lost),),
    "page-order": (Accident(what="page 2 was dragged before page 1", change=_dragged),),
    "page-duplex": (Accident(what="a letter was put before it", change=_letter_before),),
    "page-size": (Accident(what="a page was put on other paper", change=_other_paper),),
    "font-embedded": (Accident(what="saved smaller, without fonts", change=_fonts_dropped),),
    "font-family": (Accident(what="Arial in place of Noto Sans", change=_font_swapped),),
    "font-unicode": (Accident(what="a converter dropped the maps", change=_no_characters),),
    "tags-there": (Accident(what="a merger stripped the tags", change=_tags_stripped),),
    "tags-agree": (Accident(what="the parent tree leads astray", change=_parents_swapped),),
    "figures-told": (Accident(what="an editor named the picture", change=_alt_changed),),
    "tags-roles": (Accident(what="headings became paragraphs", change=_headings_flattened),),
    "pdf-ua": (Accident(what="links lost their order", change=_order_of_links_lost),),
    "verapdf": (Accident(what="veraPDF sees more", vera=(False, "FAIL the file")),),
    "title": (Accident(what="“save as” wrote its own title", change=_saved_as),),
    "language": (Accident(what="a merger dropped the language", change=_no_language),),
    "bookmarks": (Accident(what="a merger dropped the bookmarks", change=_no_bookmarks),),
    "page-labels": (Accident(what="a merger dropped the labels", change=_no_labels),),
    "nothing-acts": (Accident(what="a form program added a script", change=_script),),
    "nothing-added": (Accident(what="a yellow note on page 2", change=_yellow_note),),
    "nothing-private": (Accident(what="an editor left a name", change=_author),),
    "not-locked": (Accident(what="“protected” by a document system", lock=True),),
    "dates": (Accident(what="“save as” stamped its own date", change=_stamped_date),),
    "carried": (Accident(what="a cleaner removed the attachment", change=_metadata_removed),),
    "draft-shown": (Accident(what="DRAFT was whited out", change=_draft_whited_out),),
    "review-shown": (Accident(what="a forged sign-off", change=_forged),),
    "review-due": (Accident(what="two years in the queue", as_of=dt.date(2029, 1, 1)),),
    "text-current": (Accident(what="an old version", current=_newer_text),),
    "clinic-current": (
        Accident(
            what="the pharmacy has a new number",
            current=lambda _: None,
            clinic={"name": "Sample Pharmacy", "phone": "01632 960 999"},
            of=lambda: good(clinic="sample-pharmacy"),
        ),
    ),
    "contacts-complete": (Accident(what="a locale half begun", change=_no_advice_line),),
}
