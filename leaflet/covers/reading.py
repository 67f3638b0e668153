"""Pages from the bytes of a cover, or one error that says what is wrong with the file."""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from io import BytesIO

from pypdf import Configuration, PdfReader, apply_configuration
from pypdf.errors import DependencyError, LimitReachedError
from pypdf.generic import DictionaryObject, NameObject

from leaflet.covers import access
from leaflet.covers.complaint import MOST_PAGES, MOST_PAGES_ASKED_FOR, Complaint
from leaflet.covers.page_tree import page_count, pages_at
from leaflet.covers.streams import BombError, decoded

LARGEST_CONTENT = 32_000_000
"""Bytes of decoded content on a page."""

_LIMITS = Configuration(
    zlib_maximum_output_length=32_000_000,
    lzw_maximum_output_length=32_000_000,
    run_length_maximum_output_length=32_000_000,
    array_based_stream_maximum_output_length=32_000_000,
    maximum_declared_stream_length=50_000_000,
    stream_filters_maximum_length=8,
    stream_decoding_work_maximum_length=100_000_000,
    page_tree_maximum_entries=20_000,
    page_tree_maximum_page_entries=400_000,
    jbig2dec_binary=None,
)
"""What pypdf may spend on a file: bombs are refused before they grow."""

_reading = threading.RLock()


class UnreadableError(Exception):
    """The bytes are no file that pypdf can open, for the reason given."""


class LockUnknownError(UnreadableError):
    """The file is encrypted, and pypdf cannot tell whether all of it: perhaps attachments only."""


@contextmanager
def careful_pypdf() -> Iterator[None]:
    """Within it pypdf spends little, starts no other program, warns nobody, reads names exactly.

    pypdf 7.1 runs ``jbig2dec`` from PATH unless told otherwise, and reads names as UTF-8 or else
    GBK, which loses their bytes; ``NameObject.CHARSETS`` is its documented knob for that, but one
    for the whole process, so one thread reads at a time (``test_reading.py`` tells when a setting
    of the configuration does the same).
    """
    logger = logging.getLogger("pypdf")
    with _reading, apply_configuration(_LIMITS):
        charsets, level = NameObject.CHARSETS, logger.level
        NameObject.CHARSETS = ("latin-1",)  # type: ignore[assignment]
        logger.setLevel(logging.CRITICAL + 1)
        try:
            yield
        finally:
            NameObject.CHARSETS = charsets
            logger.setLevel(level)


def open_reader(data: bytes, mend: Callable[[PdfReader], object] | None = None) -> PdfReader:
    """A reader of an open, decrypted file with at least one page, once ``mend`` has mended it.

    Raises:
        UnreadableError: pypdf cannot read it, though another program may.
    """
    try:
        reader = PdfReader(BytesIO(data), strict=False)
        if reader.is_encrypted and not reader.decrypt(""):
            raise LockUnknownError("is locked in part")  # or as a whole: pdfium can tell
        if mend is not None:
            mend(reader)
        if not page_count(reader):
            raise UnreadableError("has no pages that can be found")
        pages_at(reader, [0])
    except UnreadableError:
        raise
    except LimitReachedError as error:
        raise UnreadableError("is far too large inside") from error
    except DependencyError as error:
        raise LockUnknownError("is locked in a way that cannot be read here") from error
    except Exception as error:  # pypdf lets ValueError, KeyError, RecursionError... through
        raise UnreadableError("is damaged") from error
    return reader


def chosen_pages(wish: str | None, count: int, complaint: Complaint) -> tuple[int, ...]:
    """Indexes of the pages that ``"1-2, 5"`` asks for, in that order; all of them for ``None``."""
    if wish is None:
        if count > MOST_PAGES:
            raise complaint.error(
                f"has {count} pages; {MOST_PAGES} are taken at most unless asked for by number.",
                'if it is the right file, name the pages, as in pages: "1-2"',
            )
        return tuple(range(count))
    indexes: list[int] = []
    for part in wish.split(","):
        first, _, last = part.strip().partition("-")
        if not first.isdecimal() or not (last or first).isdecimal():
            raise complaint.error(f'cannot be cut to pages "{wish}".', 'write them as "1-2, 5"')
        start, end = int(first), int(last or first)
        if start < 1 or end > count or start > end:
            raise complaint.error(
                f'has no pages "{part.strip()}"; it has {count}.',
                "count pages from 1, the smaller number first",
            )
        indexes.extend(range(start - 1, end))
        if len(indexes) > MOST_PAGES_ASKED_FOR:
            raise complaint.error(
                f"is asked for more than {MOST_PAGES_ASKED_FOR} pages.", "name fewer pages"
            )
    return tuple(indexes)


def page_content(page: DictionaryObject) -> bytes:
    """The decoded content of ``page``, its streams joined as viewers join them (§7.8.2).

    Raises:
        UnreadableError: a stream cannot be decoded.
        BombError: decoding it would take too much memory or time.
    """
    parts: list[bytes] = []
    for item in access.one_or_many(access.raw(page, "Contents")):
        found = access.stream(item)
        if found is None or "/F" in found:
            continue
        try:
            parts.append(decoded(found))
        except BombError:
            raise
        except Exception as error:  # pypdf's filters raise what they like
            raise UnreadableError("has a page whose drawing is damaged") from error
        if sum(map(len, parts)) > LARGEST_CONTENT:
            raise BombError("page content")
    return b"\n".join(parts)
