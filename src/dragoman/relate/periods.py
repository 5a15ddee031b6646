"""Yields the periods that hold a date: its day, week (ISO, Monday to Sunday), month and year, as far as the date is that narrow."""

from __future__ import annotations

import datetime as dt
from functools import lru_cache

from dragoman.core.dates import DateRange, first_day, last_day
from dragoman.core.ties import Period

UNITS = ("day", "week", "month", "year")
"""From narrow to wide."""


def periods_of(date: DateRange) -> tuple[Period, ...]:
    """The periods that hold the whole date, narrow ones first; none where it is open, unknown or wider than a year: no date is made up."""
    return _periods(date.start, date.end) if date.start and date.end else ()


@lru_cache(maxsize=1 << 14)  # a corpus tells of few days
def _periods(start: str, end: str) -> tuple[Period, ...]:
    first, last = first_day(start), last_day(end)
    spans = ((unit, *_around(first, unit)) for unit in UNITS)
    return tuple(Period(unit, low.isoformat(), high.isoformat()) for unit, low, high in spans if low <= first and last <= high)


def _around(day: dt.date, unit: str) -> tuple[dt.date, dt.date]:
    """First and last day of the unit that a day lies in, within the calendar."""
    if unit == "day":
        return day, day
    if unit == "week":
        low = dt.date.fromordinal(max(1, day.toordinal() - day.weekday()))
        return low, dt.date.fromordinal(min(dt.date.max.toordinal(), day.toordinal() + 6 - day.weekday()))
    return first_day(day.isoformat()[: 7 if unit == "month" else 4]), last_day(day.isoformat()[: 7 if unit == "month" else 4])
