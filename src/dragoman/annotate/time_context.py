"""Yields Found, what a value function says of an expression, and Context, what it may look at."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

from dragoman.annotate import time_calendar as cal
from dragoman.annotate.time_words import Grammar, TimeWord
from dragoman.core.dates import DateRange

SLACK = 60
"""Days by which a date without a year may lie after the publication (2026-11, on TimeBank, AQUAINT and MEANTIME: 60 before 31 and 7)."""

MEMORY = 40
"""Values that are kept of what was told, the latest."""
CLAUSE = 8
"""Words kept of the clause that an expression is anchored to."""
STORY = 5
"""Dates that must have been told before a text counts as a story of long ago."""
FAR = 400
"""Days between publication and what a line tells, beyond which dates without a year are those of the story."""


@dataclass(slots=True)
class Found:
    """What a value function says: TIMEX3 type, value, what it was counted from, and days that the value alone does not give."""

    type: str
    value: str | None
    anchor: str | None = None
    range: DateRange | None = None


@dataclass(slots=True)
class Context:
    """What values are counted from.

    ahead: do words before point ahead; soon: strongly enough for a weekday. told, line: values resolved so far in the text, in the
    line. words, end: all words and the index just behind the expression.
    """

    grammar: Grammar
    dct: dt.date | None
    ahead: bool = False
    soon: bool = False
    before: TimeWord | None = None
    words: Sequence[TimeWord] = ()
    end: int = 0
    told: list[str] = field(default_factory=list)
    line: list[str] = field(default_factory=list)
    _day: dt.date | None = None
    _quarter: str | None = None

    @property
    def after(self) -> TimeWord | None:
        """The word behind the expression."""
        return self.words[self.end] if self.end < len(self.words) else None

    def clause(self) -> str | None:
        """The words behind, where they tell what happened then: `the plane crashed` behind `the day`; None where they do not."""
        after = self.after
        if after is None or not (after.kind in {"the", "when", "that", "poss_det"} or after.text in {"before", "after", "when"}):
            return None
        words: list[str] = []
        for word in self.words[self.end : self.end + CLAUSE]:
            if not word.text[0].isalnum() or word.text == "and":
                break
            words.append(word.text)
        return " ".join(words)

    def remember(self, value: str) -> None:
        """Take note of a resolved value."""
        for told in (self.told, self.line):
            told.append(value)
            del told[:-MEMORY]
        self._day = cal.parse_day(value) or self._day
        if len(value) == 7 and value[4:6] == "-Q":
            self._quarter = value

    def last_day(self) -> dt.date | None:
        """The latest day resolved before this expression."""
        return self._day

    def last_quarter(self) -> str | None:
        """The latest quarter resolved before this expression."""
        return self._quarter

    def other_year(self) -> int | None:
        """The year that a story of long ago has come to: told in this line, or anywhere before where most that was told lately is long ago."""
        here = next((day for day in map(cal.parse_day, reversed(self.line)) if day), None)
        if here is None and len(self.told) >= STORY and sum(map(self._far, self.told[-2 * STORY :])) * 10 > 7 * len(self.told[-2 * STORY :]):
            here = self.last_day()
        return here.year if here and self._far(here.isoformat()) else None

    def _far(self, value: str) -> bool:
        return self.dct is not None and value[:4].isdigit() and (abs(int(value[:4]) - self.dct.year) * 366 > FAR)


Words = Sequence[TimeWord]


def get(words: Words, *kinds: str) -> TimeWord | None:
    """First word of one of the kinds."""
    return next((w for w in words if w.kind in kinds), None)


def has(words: Words, *kinds: str) -> bool:
    """Is there a word of one of the kinds?"""
    return any(w.kind in kinds for w in words)


def direction(words: Words) -> int:
    """-1 last, 0 this, 1 next: the sum of the pointing words, at most one step each way."""
    total = sum(int(w.value) for w in words if w.kind in {"last", "next", "prior", "this"})
    return max(-1, min(1, total))


ValueFunction = Callable[[Words, Context], Found | None]
