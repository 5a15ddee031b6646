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
STORY = 2
"""Times that must have been told before a text counts as a story of long ago; (2026-11, with WINDOW and SHARE, on WikiWars, TimeBank, AQUAINT, MEANTIME)."""
WINDOW = 8
"""Times told last by which a text is judged to be in such a story."""
SHARE = 0.8
"""Share of them that must be long ago."""
HEADING = 8
"""Words that a heading has at most."""
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

    ahead: do words before point ahead; soon: strongly enough for a weekday. told, line: values resolved so far in the text, in the line. bearings: the
    latest years that tell how far the text is from its publication; headed: does all that follows stand under a year of long ago? words, codes, end:
    all words, a letter for the class of each, and the index just behind the expression.
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
    bearings: list[int] = field(default_factory=list)
    codes: str = ""
    _day: dt.date | None = None
    _gone: dt.date | None = None
    headed: bool = False
    _point: tuple[int, int | None] | None = None
    _past: tuple[int, int | None] | None = None
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

    def remember(self, value: str, bearing: bool = True) -> None:
        """Take note of a resolved value; bearing: it tells by itself how far the text is from its publication, as a year or `on Monday` does."""
        for told in (self.told, self.line):
            told.append(value)
            del told[:-MEMORY]
        day = cal.parse_day(value)
        self._day = day or self._day
        self._gone = day if day is not None and (self.dct is None or day <= self.dct) else self._gone
        point = cal.year_and_month(value)
        if bearing or self.story() or self._point is None:  # else the year is a guess
            self._point = point or self._point
            self._past = point if point and self._far(point[0]) else self._past
        if bearing and point:
            self.headed = self.headed and self._far(point[0])
            self.bearings.append(point[0])
            del self.bearings[:-WINDOW]
        if len(value) == 7 and value[4:6] == "-Q":
            self._quarter = value

    def last_day(self) -> dt.date | None:
        """The latest day resolved before this expression."""
        return self._day

    def last_gone(self) -> dt.date | None:
        """The latest such day that was no longer to come on the day of publication: what `a day earlier` is counted from."""
        return self._gone

    def last_point(self) -> tuple[int, int | None] | None:
        """Year and month (None where only the year was told) of the latest value resolved before this expression."""
        return self._point

    def last_quarter(self) -> str | None:
        """The latest quarter resolved before this expression."""
        return self._quarter

    def other_year(self, month: int) -> int | None:
        """The year that a story of long ago has come to, at a month; None where the text tells news, or this line of today.

        A story goes on: of the years about what was told last that one counts in which the month is nearest, the later where two are.
        """
        day = next((day for day in map(cal.parse_day, reversed(self.line)) if day), None)
        point = (None if self.soon else self.story()) or ((day.year, None) if day and self._far(day.year) else None)
        if point is None:
            return None
        year, last = point
        ahead = (month - (last or month)) % 12
        return year + (last is not None and month < last and ahead <= 6) - (last is not None and month > last and ahead > 6)

    def recent(self, value: str) -> bool:
        """Is it a day or month shortly before the publication, as news tell them without a year?"""
        days = cal.range_of(value)
        bounds = days.days() if days else None
        return bounds is not None and self.dct is not None and -SLACK < (bounds[1] - self.dct).days < SLACK / 2

    def story(self) -> tuple[int, int | None] | None:
        """Year and month that were told last, where most of what was told lately is long ago; else None."""
        far = sum(map(self._far, self.bearings))
        return self._past if self.headed or (len(self.bearings) >= STORY and far > SHARE * len(self.bearings)) else None

    def next_line(self, length: int) -> None:
        """A line of so many words ends: what was told in it is no longer at hand, unless it was a heading, under which all is of its year."""
        day = cal.year_and_month(self.line[-1]) if self.line else None
        self.headed = self.headed or (length <= HEADING and day is not None and self._far(day[0]))
        self.line.clear()

    def borrowed_year(self) -> int | None:
        """The year of the date that a range or pair ends with: `31 May to 1 June 1916`, `in March and April 1918`."""
        match = self.grammar.borrow.match(self.codes, self.end)
        return int(self.words[match.end() - 1].value) if match else None

    def _far(self, year: int) -> bool:
        return self.dct is not None and abs(year - self.dct.year) * 366 > FAR


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
