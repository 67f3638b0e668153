"""Sound files with something changed at random: a cover, or one sentence why not."""

from __future__ import annotations

from io import BytesIO
from pathlib import Path

import pikepdf
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from leaflet.covers import ImportedCover, import_cover_apart
from leaflet.covers.answer import from_bytes, to_bytes
from leaflet.errors import CoverError
from leaflet.model.clinic import CoverFile

from .assemble import A4
from .corpus import CORPUS

DATA = Path(__file__).parent / "data"
COVER = CoverFile(file="cover.pdf", alt="Our cover", pages="1")
FEW = settings(
    max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)  # each starts a process
NAMES = ("objects packed", "mask by brightness", "ticked box", "layer that is off", "scan as JBIG2")
FILES = {
    **{name: CORPUS[name].make() for name in NAMES},
    **{name: (DATA / f"{name}.pdf").read_bytes() for name in ("typst", "layers", "form")},
}
EVERY = pytest.mark.parametrize("name", ["objects packed", "typst", "form"])


def kept_or_refused(data: bytes) -> None:
    """Any other end than a cover or our error is a bug."""
    try:
        cover = import_cover_apart(data, COVER, paper=A4)
    except CoverError as error:
        (problem,) = error.problems
        assert problem.what.startswith("cover.pdf ")
        assert problem.hint
    else:
        assert isinstance(from_bytes(to_bytes(cover)), ImportedCover)


@EVERY
@given(st.data())
@FEW
def test_changed_bytes_do_no_harm(name: str, data: st.DataObject) -> None:
    """A file with bytes changed, cut out or doubled is used or refused, whatever it was."""
    file = bytearray(FILES[name])
    for _ in range(data.draw(st.integers(1, 5))):
        start = data.draw(st.integers(0, len(file) - 1))
        end = min(start + data.draw(st.integers(1, 40)), len(file))
        file[start:end] = data.draw(
            st.sampled_from([b"", bytes(file[start:end]) * 2]) | st.binary(max_size=20)
        )
    kept_or_refused(bytes(file))


ODD = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(2**40), 2**40),
    st.floats(allow_nan=False, allow_infinity=False, width=32),
    st.sampled_from(["/Page", "/Catalog", "/Font", "/XObject", "/DeviceRGB", "/FlateDecode"]),
    st.binary(max_size=9),
)


@pytest.mark.filterwarnings("ignore::pikepdf.PageCopyWarning")  # of what the test does itself
@EVERY
@given(st.data())
@FEW
def test_changed_objects_do_no_harm(name: str, data: st.DataObject) -> None:
    """A file some of whose entries say something else is used or refused."""
    with pikepdf.open(BytesIO(FILES[name])) as pdf:
        owners = [
            value
            for value in pdf.objects
            if isinstance(value, pikepdf.Dictionary | pikepdf.Stream) and value.keys()
        ]
        for _ in range(data.draw(st.integers(1, 4))):
            owner = data.draw(st.sampled_from(owners))
            key = data.draw(st.sampled_from(sorted(owner.keys())))
            if key in {"/Length", "/Filter", "/DecodeParms"} or key not in owner:
                continue
            other = data.draw(st.sampled_from(owners) | st.lists(ODD, max_size=6) | ODD)
            if other is None:
                del owner[key]
            elif isinstance(other, str):
                owner[key] = pikepdf.Name(other)
            elif isinstance(other, list):
                owner[key] = pikepdf.Array([0 if each is None else _plain(each) for each in other])
            else:
                owner[key] = other
        file = BytesIO()
        try:
            pdf.save(file, object_stream_mode=pikepdf.ObjectStreamMode.disable)
        except (pikepdf.PdfError, RuntimeError, ValueError):
            return  # no longer a file at all
    kept_or_refused(file.getvalue())


def _plain(value: object) -> object:
    return pikepdf.Name(value) if isinstance(value, str) else value
