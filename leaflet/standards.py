"""The standards a file may state, and the judge that has to pass it first.

The judge is page-validation: independent of our writer, without Java, a few milliseconds a file.
CI asks veraPDF as well. A standard is stated in the metadata only of a file that holds to it.
"""

from __future__ import annotations

TYPE_CHECKING = False  # see leaflet.pdf.objects
if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from typing import Literal, TypeAlias

    Claim: TypeAlias = Literal["ua1", "3a"]
    Claims: TypeAlias = tuple[Claim, ...]
else:
    Claim, Claims = str, tuple

LADDER: tuple[Claims, ...] = (("ua1", "3a"), ("ua1",), ())
"""PDF/UA-1 (ISO 14289-1) with PDF/A-3a (ISO 19005-3), PDF/UA-1 alone, neither."""

IN_WORDS: dict[Claim, str] = {"ua1": "PDF/UA-1", "3a": "PDF/A-3a"}


def judged(pdf: bytes, claim: Claim) -> tuple[tuple[str, str], ...]:
    """Rule and sentence of each thing that keeps ``pdf`` from the standard."""
    import page

    try:
        report = page.validate_pdf_bytes(pdf, profile=claim)
    except page.PageError as error:
        return (("", f"it cannot be judged ({error})"),)
    return tuple((failure.rule_id, str(failure.message)) for failure in report.failures)


def faults(pdf: bytes, claim: Claim) -> tuple[str, ...]:
    """What keeps ``pdf`` from the standard, a sentence each; empty where it holds to it."""
    return tuple(dict.fromkeys(sentence for _, sentence in judged(pdf, claim)))


def highest(
    make: Callable[[Claims], bytes], ladder: Sequence[Claims] = LADDER
) -> tuple[bytes, Claims, tuple[str, ...]]:
    """The file with the most that it may state: its bytes, the claims, why more was not stated.

    Args:
        make: the file's bytes with the claims that its metadata states.
        ladder: sets of claims, the highest first; the last is empty.
    """
    reasons: list[str] = []
    for claims in ladder:
        pdf = make(claims)
        failing = [(claim, found) for claim in claims if (found := faults(pdf, claim))]
        if not failing:
            return pdf, claims, tuple(reasons)
        reasons.extend(f"{IN_WORDS[claim]} is not stated: {found[0]}" for claim, found in failing)
    raise AssertionError("the last rung of the ladder claims nothing")
