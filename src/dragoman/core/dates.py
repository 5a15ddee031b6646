"""Yields partial dates (`2025`, `2025-02`, `2025-02-06`) and intervals of them, with their first and last day."""

from __future__ import annotations

import calendar
import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

_MONTHS = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
_PARTIAL = re.compile(r"^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?$")


def first_day(iso: str) -> dt.date:
    """First day of a partial ISO date; ValueError where it is none."""
    year, month, day = _parts(iso)
    return dt.date(year, month or 1, day or 1)


def last_day(iso: str) -> dt.date:
    """Last day of a partial ISO date; ValueError where it is none."""
    year, month, day = _parts(iso)
    month = month or 12
    return dt.date(year, month, day or calendar.monthrange(year, month)[1])


def is_partial(value: str) -> bool:
    """Is the text a valid `YYYY`, `YYYY-MM` or `YYYY-MM-DD`?"""
    try:
        first_day(value)
    except ValueError:
        return False
    return True


def say_day(iso: str) -> str:
    """`6 February 2025`, `February 2025` or `2025` for a partial ISO date."""
    parts = iso.split("-")
    if len(parts) == 1:
        return str(int(parts[0]))
    month = _MONTHS[int(parts[1]) - 1]
    return f"{month} {parts[0]}" if len(parts) == 2 else f"{int(parts[2])} {month} {parts[0]}"


def _parts(iso: str) -> tuple[int, int | None, int | None]:
    match = _PARTIAL.match(iso)
    if not match:
        raise ValueError(f"no partial ISO date: {iso!r}")
    year, month, day = match.groups()
    return int(year), int(month) if month else None, int(day) if day else None


@lru_cache(maxsize=1 << 14)  # a corpus tells of few days, and compares them by the million
def _bounds(start: str | None, end: str | None) -> tuple[dt.date, dt.date] | None:
    if start is None and end is None:
        return None
    return first_day(start) if start else dt.date.min, last_day(end) if end else dt.date.max


@dataclass(frozen=True, slots=True)
class DateRange:
    """An interval as the texts give it: partial ISO dates, equal ends for one date, None for an open or unknown side."""

    start: str | None = None
    end: str | None = None

    @property
    def known(self) -> bool:
        """Is at least one side given?"""
        return self.start is not None or self.end is not None

    def days(self) -> tuple[dt.date, dt.date] | None:
        """(first day, last day), open sides as the ends of the calendar; None where nothing is known."""
        return _bounds(self.start, self.end)

    def apart(self, other: DateRange) -> int | None:
        """Days between two intervals, 0 where they touch, None where either is unknown."""
        mine, theirs = self.days(), other.days()
        if mine is None or theirs is None:
            return None
        if mine[0] <= theirs[1] and theirs[0] <= mine[1]:
            return 0
        return (max(mine[0], theirs[0]) - min(mine[1], theirs[1])).days

    def span_days(self) -> int:
        """Length in days, the calendar's whole length for an open side."""
        bounds = self.days()
        return (bounds[1] - bounds[0]).days + 1 if bounds else (dt.date.max - dt.date.min).days


UNKNOWN = DateRange()


def add_months(day: dt.date, months: int) -> dt.date | None:
    """The same day some months on, the month's last where there is none; None outside the calendar."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if not 1 <= year <= 9999:
        return None
    return dt.date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def on(iso: str) -> DateRange:
    """The interval of one partial date."""
    return DateRange(iso, iso)
