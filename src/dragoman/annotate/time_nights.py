"""Yields time expressions in which the two days of one night are one: `on the night of March 31 to April 1`, `overnight from Saturday to Sunday`."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace

from dragoman.annotate import time_calendar as cal
from dragoman.core.dates import DateRange
from dragoman.core.documents import Timex

_NIGHT = re.compile(r"\b(?:night|overnight|evening)(?:\s+(?:of|from|between))?(?:\s+the)?\s+$", re.IGNORECASE)
_LINK = re.compile(r"\s*(?:[-–—/]|to|and|into|until)\s*(?:the\s+)?", re.IGNORECASE)
_WORDS = 24
"""Characters before the first day in which the night stands."""


def joined_nights(text: str, found: Sequence[Timex]) -> tuple[Timex, ...]:
    """The second day alone would be a term (`to April 1`), and without a year it is taken for one to come."""
    done: list[Timex] = []
    for timex in found:
        first = done[-1] if done else None
        days = _night(text, first, timex) if first is not None else None
        if first is None or days is None:
            done.append(timex)
            continue
        if len(done) > 1 and text[done[-2].start : done[-2].end].lower() == "overnight" and first.start - done[-2].end < _WORDS:
            del done[-2]  # counted from the publication: the days that follow say which night it was
        done[-1] = replace(first, end=timex.end, range=days)
    return tuple(done)


def _night(text: str, first: Timex, second: Timex) -> DateRange | None:
    """The days of the night that two time expressions name together, None where they are none."""
    begins, ends = _day(first), _day(second)
    if begins is None or ends is None or not _LINK.fullmatch(text[first.end : second.start]):
        return None
    following = begins + dt.timedelta(days=1)
    if (following.month, following.day) != (ends.month, ends.day) or not _NIGHT.search(text[max(0, first.start - _WORDS) : first.start]):
        return None
    return DateRange(begins.isoformat(), following.isoformat())


def _day(timex: Timex) -> dt.date | None:
    """The one day that a time expression names."""
    days = timex.range
    return cal.parse_day(days.start) if days is not None and days.start and days.start == days.end and timex.type in {"DATE", "TIME"} else None
