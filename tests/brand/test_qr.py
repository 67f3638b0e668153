"""QR codes: right by the standard, by another encoder and by a reader."""

import itertools
import shutil
import subprocess
from pathlib import Path

import pytest
import segno
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from leaflet.brand import qr
from leaflet.brand.qr import LONGEST, QUIET_ZONE, QrCode, qr_code, qr_operators
from leaflet.errors import ContentError
from tests.brand.printed import drawn_page, page_of

ADDRESS = "https://www.sample-pharmacy.example/leaflets/baclofen/en-GB"
FULL = {1: 14, 2: 26, 3: 42, 4: 62, 5: 84, 6: 106}

needs_a_reader = pytest.mark.skipif(not shutil.which("zbarimg"), reason="zbarimg is not installed")
addresses = st.text(
    st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=LONGEST
)


def rows(code: QrCode) -> list[str]:
    """The code as lines of 0 and 1."""
    return [f"{row:0{code.size}b}" for row in code.modules]


def picture(code: QrCode, scale: int = 4) -> Image.Image:
    """The code with its quiet zone as pixels."""
    side = code.size + 2 * QUIET_ZONE
    image = Image.new("L", (side, side), 255)
    for y, row in enumerate(rows(code)):
        for x, module in enumerate(row):
            if module == "1":
                image.putpixel((x + QUIET_ZONE, y + QUIET_ZONE), 0)
    return image.resize((side * scale, side * scale), Image.Resampling.NEAREST)


def read(image: Image.Image, folder: Path) -> list[str]:
    """What a QR reader finds in a picture."""
    file = folder / "code.png"
    image.save(file)
    command = ["zbarimg", "--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", str(file)]
    result = subprocess.run(command, capture_output=True, check=False, text=True)
    return result.stdout.splitlines()


@pytest.mark.parametrize("mask", range(8))
@pytest.mark.parametrize(("version", "length"), FULL.items())
def test_codes_are_those_of_another_encoder(version: int, length: int, mask: int) -> None:
    """Module for module, a full code of each size and mask is the one that segno makes.

    Full ones, because segno 1.6.6 puts a needless zero before the padding of others.
    """
    address = (ADDRESS * 2)[:length]
    other = segno.make(address, error="m", mode="byte", mask=mask, boost_error=False, micro=False)
    ours = qr._with_mask(address, mask)
    assert other.version == version
    assert rows(ours) == ["".join(str(int(module)) for module in row) for row in other.matrix]


@needs_a_reader
def test_codes_of_every_length_can_be_read(tmp_path: Path) -> None:
    """A phone finds the address, however long it is."""
    sheet = Image.new("L", (1060, 1060), 255)
    wanted = set()
    for length in range(1, LONGEST + 1):
        address = f"{length:03}{ADDRESS}{ADDRESS}"[:length]
        wanted.add(address)
        sheet.paste(picture(qr_code(address), 2), (length % 10 * 106, length // 10 * 96 % 960))
        if length % 10 == 9 or length == LONGEST:
            assert set(read(sheet, tmp_path)) >= wanted
            wanted.clear()


@needs_a_reader
@settings(max_examples=25, deadline=None)
@given(address=addresses)
def test_any_address_can_be_read(address: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    """Every printable character survives the way into the code and out again."""
    assert read(picture(qr_code(address)), tmp_path_factory.mktemp("qr")) == [address]


@needs_a_reader
def test_the_printed_code_can_be_read(tmp_path: Path) -> None:
    """The code that stands in the PDF, 54 points wide, is one that a phone reads."""
    operators = qr_operators(qr_code(ADDRESS), 20, 20, 54)
    image = drawn_page(page_of(operators, (), 94, 94), scale=300 / 72)
    assert read(image, tmp_path) == [ADDRESS]


def test_the_printed_code_is_the_code() -> None:
    """Each module is printed at its place: the operators fill exactly the dark ones."""
    code = qr_code(ADDRESS)
    operators = qr_operators(code, 0, 0, code.size)
    image = drawn_page(page_of(operators, (), code.size, code.size), scale=4).convert("L")
    for y, row in enumerate(rows(code)):
        for x, module in enumerate(row):
            assert image.getpixel((4 * x + 2, 4 * y + 2)) == (0 if module == "1" else 255)


@settings(deadline=None)
@given(addresses)
def test_the_smallest_code_is_taken(address: str) -> None:
    """Modules are printed as large as the length of the address allows."""
    version = next(version for version, length in FULL.items() if len(address) <= length)
    assert qr_code(address).size == 17 + 4 * version


def plain_penalty(lines: list[str]) -> int:
    """The penalty counted module by module, as ISO/IEC 18004 §7.8.3 tells it."""
    columns = ["".join(column) for column in zip(*lines, strict=True)]
    points = 0
    for line in (*lines, *columns):
        run = 1
        for here, after in zip(line, line[1:] + "x", strict=True):
            if here == after:
                run += 1
                continue
            points += run - 2 if run >= 5 else 0
            run = 1
        for at in range(len(line) - 10):
            points += 40 * (line[at : at + 11] in {"10111010000", "00001011101"})
    for above, below in itertools.pairwise(lines):
        for at in range(len(above) - 1):
            points += 3 * (above[at : at + 2] + below[at : at + 2] in {"0000", "1111"})
    modules = len(lines) ** 2
    dark = sum(line.count("1") for line in lines)
    return points + 10 * int(abs(dark * 100 / modules - 50) / 5)


@given(addresses)
@settings(max_examples=30, deadline=None)
def test_the_mask_is_the_one_the_standard_picks(address: str) -> None:
    """Of the eight masks the one that is easiest to read is taken."""
    penalties = [plain_penalty(rows(qr._with_mask(address, mask))) for mask in range(8)]
    assert qr_code(address) == qr._with_mask(address, penalties.index(min(penalties)))


@pytest.mark.parametrize(
    ("address", "message"),
    [
        ("https://" + "a" * 99, "107 characters; its QR code holds 106"),
        ("https://apothéke.example", "punycode"),
    ],
)
def test_addresses_that_do_not_fit_are_refused(address: str, message: str) -> None:
    """An address too long or not in plain letters is an error that says what to do."""
    with pytest.raises(ContentError, match=message):
        qr_code(address)


def test_the_operators_leave_the_page_as_it_was() -> None:
    """The code brings its own colour and scale and takes them away again."""
    operators = qr_operators(qr_code(ADDRESS), 1.5, 2, 62).decode().splitlines()
    assert operators[0] == "q 0 g 1.8788 0 0 1.8788 1.5 2 cm"
    assert operators[-1] == "f Q"
    assert all(line.endswith(" 1 re") for line in operators[1:-1])
