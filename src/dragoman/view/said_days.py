"""Yields the day since which somebody is known to say something: the day that the report gives for his words, else that of the report."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.core.dates import first_day, is_partial, last_day
from dragoman.core.documents import Timex
from dragoman.core.records import ClaimTold
from dragoman.view.days import say_short
from dragoman.view.record import Record

_NEAR = 5
"""Characters that may stand between who says it, or the saying word, and its day: ` on `, `, on `."""
_BREAK = re.compile(r"[.;:!?\n“”\"()]")
_STALE = 92
"""Days before its report that a day of saying may lie; an older one beside the speaker's name is of something else."""
_YEAR = 4


@dataclass(frozen=True, slots=True)
class Said:
    """day: partial ISO date, None where unknown; stated: the report gives it for the words; else it is the report's own, so at the latest."""

    day: str | None
    stated: bool = False

    @property
    def key(self) -> tuple[dt.date, bool]:
        """Order of time; the unknown last, a stated day before that of a report."""
        return (last_day(self.day), not self.stated) if self.day else (dt.date.max, True)

    def __str__(self) -> str:
        """`6 Feb 2025`, `by 12 Feb 2025`, `undated`."""
        if self.day is None:
            return "undated"
        return say_short(self.day) if self.stated else f"by {say_short(self.day)}"


def said_on(record: Record, told: ClaimTold) -> Said:
    """Since when one telling is known to be said."""
    document = record.document.get(told.doc)
    published = document.published.day if document and document.published else None
    if document is None or told.form == "outlet_voice":
        return Said(published)
    spans = [(link.start, link.end) for link in told.chain[-1:] if link.start is not None and link.end is not None]
    spans += [(told.cue.start, told.cue.end)] if told.cue else []
    for timex in record.times.get(told.doc, ()):
        inside = any(e.start < timex.end and timex.start < e.end for e in told.content)
        if not inside and _fits(timex, published) and any(_beside(document.text, timex, *span) for span in spans):
            return Said(timex.value, stated=True)
    return Said(published)


def earliest(found: Iterable[Said]) -> Said:
    """The first of several; unknown for none."""
    return min(found, key=lambda said: said.key, default=Said(None))


def _fits(timex: Timex, published: str | None) -> bool:
    """Is it a day or month that can be that of words in a report of that day?"""
    if timex.type != "DATE" or timex.value is None or len(timex.value) <= _YEAR or not is_partial(timex.value):
        return False
    if published is None:
        return True
    age = (last_day(published) - first_day(timex.value)).days
    return 0 <= age <= _STALE + (last_day(published) - first_day(published)).days


def _beside(text: str, timex: Timex, start: int, end: int) -> bool:
    """Do next to no words stand between it and the span, in one clause?"""
    between = text[end : timex.start] if timex.start >= end else text[timex.end : start] if timex.end <= start else None
    return between is not None and len(between) <= _NEAR and not _BREAK.search(between)
