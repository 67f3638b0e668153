"""page-validation as judge: no Java and a few milliseconds a file, so every unit test can ask it.

It agrees with veraPDF on nearly every file, not on all: where they differ, veraPDF is right.
"""

import page

from .verdict import Failure, Flavour, Verdict


def judge(data: bytes, flavour: Flavour) -> Verdict:
    """The verdict on a PDF; bytes that are no PDF, or too much for the judge, have an error."""
    try:
        report = page.validate_pdf_bytes(data, profile=flavour)
    except page.PageError as error:
        return Verdict(compliant=False, error=f"{type(error).__name__}: {error}")
    return Verdict(
        compliant=report.is_compliant,
        failures=tuple(map(_failure, report.failures)),
    )


def _failure(found: page.ValidationFailure) -> Failure:
    """page-validation reports the first place of each rule, and does not count the others."""
    place = found.object_id
    return Failure(
        clause=found.rule_id,
        test=None,
        description=found.message,
        count=None,
        context="" if place is None else f"object {place.object_number} {place.generation}",
    )
