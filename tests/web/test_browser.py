"""The page in a real browser, as a hurried pharmacist uses it."""

from __future__ import annotations

import base64
import shutil
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path

import pypdf
import pytest
from axe_playwright_python.sync_playwright import Axe  # type: ignore[import-untyped]
from PIL import Image, ImageChops
from playwright.sync_api import BrowserContext, Page, expect

from leaflet.pipeline.builder import build
from leaflet.web.pictures import pictures
from tests.web.conftest import Served, opened

COVERS = Path(__file__).parents[1] / "covers" / "data"
WCAG = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa",
                                              "wcag22aa", "best-practice"]}}  # fmt: skip

pytestmark = pytest.mark.slow


def choose(page: Page, letters: str = "bac") -> None:
    """Type some letters, press Enter, and wait for the pages."""
    page.keyboard.type(letters)
    page.keyboard.press("Enter")
    shown(page)


def shown(page: Page, pages: int = 2) -> None:
    """Wait until so many pages are there and the file is ready to print."""
    expect(page.locator("#sheets img")).to_have_count(pages, timeout=20_000)
    expect(page.locator("#print")).to_be_enabled()


def printed(page: Page) -> bytes:
    """The file that was handed to the browser's print window."""
    page.wait_for_function("() => top.printed === 1")
    said: str = page.evaluate(
        """async () => {
            const { src } = document.querySelector('iframe');
            const bytes = new Uint8Array(await (await fetch(src)).arrayBuffer());
            return btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(''));
        }"""
    )
    return base64.b64decode(said)


def test_three_letters_enter_and_print(counter: Page, workspace: Path) -> None:
    """Three letters, Enter, Ctrl+P: five keys from an open page to the very file being printed."""
    keys = ["b", "a", "c", "Enter"]
    for key in keys:
        counter.keyboard.press(key)
    shown(counter)
    counter.keyboard.press("Control+p")
    expect(counter.locator("iframe")).to_have_count(1)
    counter.wait_for_function("() => top.printed === 1")
    assert counter.evaluate("() => document.querySelector('iframe').src").startswith("blob:")
    assert counter.locator("#sheets img").count() == build("baclofen", workspace=workspace).pages


def test_three_clicks_print(counter: Page) -> None:
    """With the mouse alone it is three clicks: the field, the medicine, Print."""
    counter.mouse.click(700, 700)  # the field has lost the focus
    counter.click("#search")
    counter.keyboard.press("ArrowDown")
    counter.click("#found li >> text=Baclofen")
    shown(counter)
    counter.click("#print")
    counter.wait_for_function("() => top.printed === 1")


def test_the_preview_is_the_file(counter: Page, workspace: Path) -> None:
    """Dot for dot, the pages shown are those of the file that the command builds."""
    choose(counter)
    built = build("baclofen", locale="en-GB", workspace=workspace)
    sources = counter.evaluate(
        """() => Promise.all([...document.querySelectorAll('#sheets img')].map((image) => {
            const canvas = Object.assign(document.createElement('canvas'),
              { width: image.naturalWidth, height: image.naturalHeight });
            canvas.getContext('2d').drawImage(image, 0, 0);
            return canvas.toDataURL('image/png').split(',')[1];
        }))"""
    )
    found = [Image.open(BytesIO(base64.b64decode(source))).convert("RGB") for source in sources]
    dots = round(found[0].width / 595.28 * 72 / 16) * 16  # as many as the window has room for
    for seen, picture in zip(found, pictures(built.pdf, dots), strict=True):
        assert ImageChops.difference(seen, Image.open(BytesIO(picture))).getbbox() is None


def test_download_gives_the_file(counter: Page, workspace: Path) -> None:
    """Download gives the built file, byte for byte, under its plain name."""
    choose(counter)
    with counter.expect_download() as waiting:
        counter.click("#download")
    assert waiting.value.suggested_filename == "baclofen.en-GB.pdf"
    built = build("baclofen", locale="en-GB", workspace=workspace)
    assert Path(waiting.value.path()).read_bytes() == built.pdf


def test_everything_is_reached_by_keyboard(counter: Page) -> None:
    """Every field and button comes up with the Tab key alone, and it is seen where one is."""
    choose(counter)
    seen: list[str] = []
    for _ in range(40):
        counter.keyboard.press("Tab")
        name = counter.evaluate("() => document.activeElement.id || document.activeElement.tagName")
        if name == "BODY":
            break
        seen.append(name)
        outlined = counter.evaluate(
            "() => getComputedStyle(document.activeElement).outlineStyle !== 'none'"
            " || document.activeElement.type === 'file'"
        )
        assert outlined, name
    assert {
        "print", "download", "clinic", "locale", "paper", "edition", "patient-name",
        "dose-morning", "start", "notes", "clear", "cover-file",
    } <= set(seen)  # fmt: skip


def test_arrows_choose_and_escape_closes(counter: Page) -> None:
    """The list under the field works as screen readers and fingers expect it to."""
    search = counter.locator("#search")
    search.press("ArrowDown")
    expect(search).to_have_attribute("aria-expanded", "true")
    first = search.get_attribute("aria-activedescendant")
    search.press("ArrowUp")
    assert counter.locator("#found li").count() == 1 or (
        search.get_attribute("aria-activedescendant") != first
    )
    search.press("Escape")
    expect(search).to_have_attribute("aria-expanded", "false")
    search.fill("zzz")
    expect(counter.locator("#found")).to_contain_text("No medicine of that name")
    search.press("Enter")
    expect(counter.locator("#sheets img")).to_have_count(0)


def test_a_brand_name_finds_the_medicine(counter: Page) -> None:
    """Who knows the brand types the brand."""
    choose(counter, "lio")
    expect(counter.locator("#search")).to_have_value("Baclofen")


def test_choices_are_remembered_on_this_computer(context: BrowserContext, served: Served) -> None:
    """Tomorrow the page opens with this counter's clinic, country, paper and size."""
    page = opened(context, served.address)
    page.select_option("#clinic", "example-clinic")
    page.select_option("#paper", "letter")
    page.close()
    again = opened(context, served.address)
    expect(again.locator("#clinic")).to_have_value("example-clinic")
    expect(again.locator("#paper")).to_have_value("letter")
    kept = again.evaluate("() => Object.keys(localStorage).sort()")
    assert set(kept) <= {f"leaflet-{name}" for name in ("clinic", "edition", "locale", "paper")}


def test_draft_is_said_aloud(counter: Page) -> None:
    """A leaflet that nobody has signed off says so beside its pages, for eyes and ears."""
    choose(counter)
    status = counter.get_by_role("status")
    expect(status).to_contain_text("DRAFT, not clinically reviewed")
    expect(status).to_contain_text("Baclofen")


def test_two_idle_minutes_clear_the_patient(context: BrowserContext, served: Served) -> None:
    """What was typed about a patient is gone from a counter that nobody touches."""
    page = context.new_page()
    page.clock.install()
    page.goto(served.address)
    page.wait_for_selector("#locale option", state="attached")
    page.fill("#patient-name", "Alex Example")
    page.fill("#notes", "With food")
    page.clock.fast_forward("01:50")
    page.fill("#dose-morning", "1 tablet")  # not idle: the time begins anew
    page.clock.fast_forward("01:50")
    expect(page.locator("#patient-name")).to_have_value("Alex Example")
    page.clock.fast_forward("00:15")
    for name in ("#patient-name", "#notes", "#dose-morning"):
        expect(page.locator(name)).to_have_value("")


def test_a_patient_is_on_the_paper_and_then_gone(counter: Page) -> None:
    """What is typed for a patient is printed, step by step too, and the fields are empty after."""
    choose(counter)
    counter.fill("#patient-name", "Alex Example")
    counter.fill("#dose-morning", "2 tablets")
    counter.fill("#notes", "Ask about driving")
    counter.click("#calendar summary")
    counter.locator("#steps input[data-name=from]").first.fill("2026-12-01")
    counter.locator("#steps input[data-name=bedtime]").first.fill("1 tablet")
    shown(counter, 3)  # the calendar behind the two
    with counter.expect_download() as waiting:
        counter.click("#download")
    text = "".join(page.extract_text() for page in pypdf.PdfReader(waiting.value.path()).pages)
    for words in ("Alex Example", "2 tablets", "Ask about driving", "1 Dec 2026", "1 tablet"):
        assert words in text, words
    assert waiting.value.suggested_filename == "baclofen.en-GB.pdf"
    counter.keyboard.press("Control+p")
    expect(counter.locator("#patient-name")).to_have_value("")
    expect(counter.locator("#steps li")).to_have_count(0)
    expect(counter.get_by_role("status")).to_contain_text("were cleared")
    shown(counter, 2)


def test_the_pages_stay_in_sight(counter: Page) -> None:
    """Who fills in the last field still sees page 1; what needs no answer yet is not asked."""
    choose(counter)
    expect(counter.locator("#cover-alt")).to_be_hidden()
    counter.locator("#cover-file").scroll_into_view_if_needed()
    expect(counter.locator("#sheets img").first).to_be_in_viewport()


def test_an_error_prone_dose_is_not_printed(counter: Page) -> None:
    """5.0 mg can be read as 50 mg: the page says so and has nothing to print."""
    choose(counter)
    counter.fill("#dose-morning", "5.0 mg")
    expect(counter.get_by_role("alert")).to_contain_text("“5.0” can be read as 50")
    expect(counter.locator("#print")).to_be_disabled()


def test_large_print_is_one_choice_away(counter: Page) -> None:
    """Who needs larger type gets the large-print pages from the same place."""
    choose(counter)
    counter.select_option("#edition", "large")
    expect(counter.locator("#sheets img").nth(4)).to_be_visible(timeout=20_000)
    expect(counter.get_by_role("status")).to_contain_text("type 18")


def test_leaving_the_page_clears_the_patient(counter: Page, served: Served) -> None:
    """The Back key does not bring a patient back."""
    counter.fill("#patient-name", "Alex Example")
    counter.goto(f"{served.address}leaflets")
    counter.go_back()
    expect(counter.locator("#patient-name")).to_have_value("")


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("cover.pdf", b"this is no PDF", "is not a PDF"),
        ("../../x.pdf", b"%PDF-1.7\nbroken from here on", "x.pdf"),
        ("<script>.pdf", b"%PDF-1.4\n%%EOF", "script.pdf"),
    ],
)
def test_a_hostile_cover_is_told(counter: Page, name: str, content: bytes, said: str) -> None:
    """A file that cannot be a cover is told in a sentence; the page goes on."""
    choose(counter)
    drop(counter, name, content)
    expect(counter.get_by_role("alert")).to_contain_text(said, timeout=30_000)
    assert counter.locator("#problems img, #problems script").count() == 0


def test_a_cover_by_drag_and_drop(counter: Page) -> None:
    """A PDF that is dropped on the page goes before the leaflet, and can be taken away again."""
    choose(counter)
    drop(counter, "our cover.pdf", (COVERS / "weasyprint.pdf").read_bytes())
    shown(counter, 4)
    expect(counter.locator("#cover-told")).to_have_text("our cover.pdf goes before the leaflet.")
    counter.click("#cover-remove")
    shown(counter, 2)


def drop(page: Page, name: str, content: bytes) -> None:
    """Drop a file from the desktop on the page."""
    transfer = page.evaluate_handle(
        """([name, text]) => {
            const bytes = Uint8Array.from(atob(text), (sign) => sign.charCodeAt(0));
            const transfer = new DataTransfer();
            transfer.items.add(new File([bytes], name, { type: 'application/pdf' }));
            return transfer;
        }""",
        [name, base64.b64encode(content).decode("ascii")],
    )
    page.dispatch_event("#cover-drop", "drop", {"dataTransfer": transfer})


def test_two_tabs_do_not_disturb_each_other(context: BrowserContext, served: Served) -> None:
    """Two windows of one counter show each its own leaflet."""
    one, two = opened(context, served.address), opened(context, served.address)
    choose(one)
    drop(one, "a.pdf", (COVERS / "weasyprint.pdf").read_bytes())
    choose(two)
    shown(one, 4)
    shown(two, 2)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", ["", "leaflets"])
def test_no_accessibility_violations(
    context: BrowserContext, served: Served, scheme: str, place: str
) -> None:
    """axe-core finds nothing against WCAG 2.2 AA, by day and by night, empty and full."""
    context.set_default_timeout(20_000)
    page = context.new_page()
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(f"{served.address}{place}")
    if place:
        page.wait_for_selector("#rows tr")
    else:
        page.wait_for_selector("#locale option", state="attached")
        page.keyboard.type("bac")
        _judge(page)  # with the list open
        page.keyboard.press("Enter")
        shown(page)
    _judge(page)


def _judge(page: Page) -> None:
    found = Axe().run(page, options=WCAG)
    assert found.violations_count == 0, found.generate_report()


@pytest.mark.parametrize(("width", "height"), [(1024, 600), (683, 384), (320, 480)])
def test_small_screens_and_zoom_lose_nothing(
    context: BrowserContext, served: Served, width: int, height: int
) -> None:
    """On a till's small screen, and at 200 % and 400 % zoom, nothing runs off the side."""
    page = opened(context, served.address)
    page.set_viewport_size({"width": width, "height": height})
    choose(page)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= width
    for name in ("#print", "#clinic", "#patient-name"):
        expect(page.locator(name)).to_be_visible()


@pytest.fixture
def edited(tmp_path: Path) -> Iterator[tuple[Served, Path]]:
    """A server of its own over a file that the test edits."""
    built_in = Path(__file__).parents[2] / "content"
    folder = tmp_path / "content" / "medicines" / "baclofen"
    folder.mkdir(parents=True)
    shutil.copy(built_in / "medicines" / "baclofen" / "en-GB.yaml", folder)
    served = Served(tmp_path)
    yield served, folder / "en-GB.yaml"
    served.close()


def test_an_author_sees_each_edit(context: BrowserContext, edited: tuple[Served, Path]) -> None:
    """A saved file shows its new page, and a mistake its line and column, without a key pressed."""
    served, file = edited
    page = opened(context, served.address)
    choose(page)
    good = file.read_text(encoding="utf-8")
    file.write_text(good.replace("\nversion:", "\nversionn:", 1), encoding="utf-8")
    expect(page.get_by_role("alert")).to_contain_text("en-GB.yaml:", timeout=10_000)
    expect(page.get_by_role("alert")).to_contain_text("did you mean")
    file.write_text(good.replace("name: Baclofen", "name: Baclofene", 1), encoding="utf-8")
    expect(page.get_by_role("status")).to_contain_text("Baclofene", timeout=10_000)


def test_the_list_shows_state_and_leads_back(context: BrowserContext, served: Served) -> None:
    """The list tells which leaflets are drafts, and a click on one shows it."""
    page = context.new_page()
    page.goto(f"{served.address}leaflets")
    row = page.locator("#rows tr", has_text="Baclofen").first
    expect(row).to_contain_text("DRAFT")
    row.get_by_role("link").click()
    shown(page)


def test_the_picture_in_the_readme(counter: Page, update_golden: bool) -> None:
    """The README's picture of the page is drawn by this test, with ``--update-golden``."""
    choose(counter)
    picture = Path(__file__).parents[2] / ".readme" / "counter.png"
    drawn = counter.screenshot()
    if update_golden:
        picture.write_bytes(drawn)
    with Image.open(picture) as kept, Image.open(BytesIO(drawn)) as now:
        assert kept.size == now.size
