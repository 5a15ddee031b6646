"""Yields Span, the days that a chart shows, and its ticks: days, months or years, as many as can be read."""

from __future__ import annotations

import calendar
import datetime as dt
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.view.days import say_short

_MOST_TICKS = 13
_LEAST_DAYS = 6
_EDGE, _ROOM = 4, 12
"""Hundredths of the span: so near to an end a word stands beside its line, and so much room it then takes with its year."""
_FAR = 3
"""How many times longer than its core a time must be for the chart to show the core alone."""
_DAYS, _MONTHS, _YEARS = (1, 2, 7, 14), (1, 2, 3, 6), (1, 2, 5, 10, 20, 50, 100)
_STEPS = tuple((unit, n) for unit, steps in (("day", _DAYS), ("month", _MONTHS), ("year", _YEARS)) for n in steps)


@dataclass(frozen=True, slots=True)
class Span:
    """First and last day, as numbers (`date.toordinal`)."""

    first: int
    last: int

    def share(self, day: int) -> float:
        """Where a day begins, in hundredths of the span."""
        return 100 * (day - self.first) / max(1, self.last + 1 - self.first)

    @property
    def start(self) -> str:
        """The first day, ISO."""
        return dt.date.fromordinal(self.first).isoformat()

    @property
    def end(self) -> str:
        """The last day, ISO."""
        return dt.date.fromordinal(self.last).isoformat()


@dataclass(frozen=True, slots=True)
class Tick:
    """A line of the axis. at: hundredths; minor: may be left out where there is little room."""

    at: float
    label: str
    minor: bool


def core_of(days: Sequence[tuple[int, int]], share: float) -> Span | None:
    """The days of acts; where a few lie so far off that the others would be squeezed, those of the others. None for no acts."""
    if not days:
        return None
    firsts, lasts = sorted(a for a, _ in days), sorted(b for _, b in days)
    cut = int(len(days) * (1 - share) / 2 + 0.5)
    whole, core = Span(firsts[0], lasts[-1]), Span(firsts[cut], lasts[-1 - cut])
    if whole.last - whole.first <= max(60, _FAR * (core.last - core.first)):
        return whole
    reach = max(30, core.last - core.first)  # what lies near the others squeezes nothing
    return Span(min(a for a in firsts if a >= core.first - reach), max(b for b in lasts if b <= core.last + reach))


def shown_span(span: Span) -> Span:
    """The span with a little room at both ends, and never so short that a day looks like an age."""
    room = max(1, round((span.last - span.first) * 0.02), (_LEAST_DAYS - (span.last - span.first)) // 2)
    return Span(max(1, span.first - room), min(dt.date.max.toordinal() - 1, span.last + room))


def unit_end(start: dt.date, unit: str) -> dt.date:
    """The last day of the day, week, month or year that begins on a day."""
    if unit == "week":
        return start + dt.timedelta(6)
    if unit == "month":
        return start.replace(day=calendar.monthrange(start.year, start.month)[1])
    return start.replace(month=12, day=31) if unit == "year" else start


def say_bucket(start: dt.date, unit: str) -> str:
    """`6 Feb 2025`, `week of 3 Feb 2025`, `Feb 2025`, `2025`."""
    iso = start.isoformat()
    said = say_short({"month": iso[:7], "year": iso[:4]}.get(unit, iso))
    return f"week of {said}" if unit == "week" else said


def ticks_of(span: Span) -> tuple[Tick, ...]:
    """The lines of the axis, the finest that are not too many."""
    for unit, step in _STEPS:
        found = list(_starts(span, unit, step))
        if len(found) <= _MOST_TICKS:
            break
    every = -(-len(found) // 5)
    # The lines that a narrow screen keeps: those of the turns of years, and so many between them.
    kept = next((n for n, day in enumerate(found[:every]) if _is_turn(day, unit)), 0)
    ticks = [
        Tick(round(span.share(day.toordinal()), 2), _label(day, unit, with_year=n in (0, kept)), minor=(n - kept) % every != 0) for n, day in enumerate(found)
    ]
    return _apart(ticks, kept)


def _apart(ticks: list[Tick], kept: int) -> tuple[Tick, ...]:
    """The same, without the one of two words at either edge that would run into each other: at an edge they stand beside their line, not over it."""
    if len(ticks) > 1 and ticks[0].at <= _EDGE and ticks[1].at - ticks[0].at < _ROOM:
        mute = 0 if kept == 1 else 1
        ticks[mute] = replace(ticks[mute], label="")
    if len(ticks) > 2 and ticks[-1].at >= 100 - _EDGE and ticks[-1].at - ticks[-2].at < _ROOM and ticks[-1].minor:
        ticks[-1] = replace(ticks[-1], label="")
    return tuple(ticks)


def _starts(span: Span, unit: str, step: int) -> Iterator[dt.date]:
    first = dt.date.fromordinal(span.first)
    if unit == "day":
        begin = span.first if step < 7 else span.first + (-first.weekday()) % 7
        yield from (dt.date.fromordinal(day) for day in range(begin, span.last + 1, step))
        return
    months = step if unit == "month" else 12 * step
    number = -(-(first.year * 12 + first.month - 1 + (first.day > 1)) // months) * months
    while number // 12 < dt.MAXYEAR and (day := dt.date(number // 12, number % 12 + 1, 1)).toordinal() <= span.last:
        yield day
        number += months


def _label(day: dt.date, unit: str, *, with_year: bool) -> str:
    """The year only where it begins, or where it is asked for."""
    iso = day.isoformat()
    if unit == "year":
        return iso[:4]
    said = say_short(iso[:7] if unit == "month" else iso)
    return said if with_year or _is_turn(day, unit) else said.rsplit(" ", 1)[0]


def _is_turn(day: dt.date, unit: str) -> bool:
    """Is it the first line of a year?"""
    return day.month == 1 and (unit == "month" or day.day <= 7)
