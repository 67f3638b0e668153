"""What a format says beside the findings: which tool ran, on which day, how strictly."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from leaflet.registry import Rule
from leaflet.report import Finding


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """The run that the reports come from.

    Attributes:
        tool: ``leaflet lint`` or ``leaflet check``.
        version: leaflet's own.
        rules: all that could be reported, by id, in order.
        as_of: the day that dates were compared with.
        strict: whether warnings fail, too.
    """

    tool: str
    version: str
    rules: Mapping[str, Rule[Any]]
    as_of: dt.date
    strict: bool = False

    def fails(self, finding: Finding) -> bool:
        """Whether this finding alone makes the run fail."""
        return finding.severity == "error" or (self.strict and finding.severity == "warning")


def where_on_page(finding: Finding) -> str:
    """``page 2 at 34, 700 pt``: points from the page's lower left corner; or nothing."""
    if finding.spot is None:
        return ""
    page = f"page {finding.spot.page}"
    if finding.spot.box is None:
        return page
    left, _, _, top = finding.spot.box
    return f"{page} at {left:.0f}, {top:.0f} pt"


def sentence(finding: Finding) -> str:
    """What is wrong, with the place on the page, and the hint on a second line."""
    page = where_on_page(finding)
    what = f"{page}: {finding.what}" if page else finding.what
    return f"{what}\nhint: {finding.hint}" if finding.hint else what
