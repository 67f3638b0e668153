"""Days as they are typed, and today."""

from __future__ import annotations

import datetime as dt
import re

from leaflet.errors import Problem, UsageError


def day_of(option: str, text: str | None) -> dt.date | None:
    """The day that was typed for an option; none where none was.

    Raises:
        UsageError: it is no day of the calendar, written as 2026-11-21.
    """
    if text is None:
        return None
    try:
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return dt.date.fromisoformat(text)
    except ValueError:
        pass
    what = f"{option}: “{text[:40]}” is no day of the calendar"
    raise UsageError(Problem(None, what, "write year-month-day: 2026-11-21"))


def today() -> dt.date:
    """Today in this computer's time zone. No leaflet that is built depends on it."""
    return dt.datetime.now().astimezone().date()
