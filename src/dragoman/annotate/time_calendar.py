"""Yields days and TIMEX3 values from one another: shifts by units, latest or next candidates, and the days that a value covers."""

from __future__ import annotations

import calendar
import datetime as dt
import re

from dragoman.core.dates import DateRange, add_months, on

UNIT_MONTHS = {"Y": 12, "DE": 120, "CE": 1200, "ML": 12000, "M": 1, "Q": 3}
UNIT_DAYS = {"D": 1, "W": 7, "F": 14}
SEASONS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 2)}
_WEEK = re.compile(r"^(\d{4})-W(\d\d)(-WE)?$")


def parse_day(iso: str | None) -> dt.date | None:
    """The day of an ISO date or date-time, None for anything else."""
    try:
        return dt.date.fromisoformat(iso[:10]) if iso else None
    except ValueError:
        return None


_POINT = re.compile(r"(\d{4})(?:-(?:(\d\d)(?!\d)|W(\d\d)|(SP|SU|FA|WI)|Q(\d)|H(\d)))?")


def year_and_month(value: str | None) -> tuple[int, int | None] | None:
    """Year and first month of a TIMEX3 value, the month None where it names none; None for values without a year."""
    match = _POINT.match(value or "")
    if match is None or not 1000 <= int(match[1]) <= 2200:
        return None
    month, week, season, quarter, half = match.groups()[1:]
    if week:
        month = str(min(12, max(1, round(int(week) / 4.35))))
    elif season or quarter or half:
        month = str(SEASONS[season][0] if season else int(quarter) * 3 - 2 if quarter else int(half) * 6 - 5)
    return int(match[1]), int(month) if month and 1 <= int(month) <= 12 else None


def shifted(day: dt.date, amount: float, unit: str) -> dt.date | None:
    """A day some units on (amount below zero: back); None outside the calendar."""
    try:
        if unit in UNIT_MONTHS:
            return add_months(day, round(amount * UNIT_MONTHS[unit]))
        if unit in UNIT_DAYS:
            return day + dt.timedelta(days=round(amount * UNIT_DAYS[unit]))
        hours = {"TH": 1.0, "TM": 1 / 60, "TS": 1 / 3600}.get(unit, 0.0)
        return day + dt.timedelta(days=int(amount * hours / 24))
    except OverflowError:
        return None


def counted_from(value: str | None, length: str | None, link: str) -> dt.date | None:
    """The day that lies a length (`P3D`) before or after the day `value`; None where either is no such value."""
    start, size = parse_day(value), re.fullmatch(r"P(\d+)([DWMY])", length or "")
    if start is None or size is None or (value and len(value) < 10):
        return None
    return shifted(start, int(size.group(1)) * (-1 if link == "before" else 1), size.group(2))


def value_of(day: dt.date, unit: str) -> str:
    """TIMEX3 value of the unit that holds a day: `1998-W08`, `1998-02`, `1998`, `199` …"""
    year, week, _ = day.isocalendar()
    if unit in {"W", "F"}:
        return f"{year:04d}-W{week:02d}"
    if unit == "WE":
        return f"{year:04d}-W{week:02d}-WE"
    if unit == "M":
        return f"{day.year:04d}-{day.month:02d}"
    if unit == "Q":
        return f"{day.year:04d}-Q{(day.month + 2) // 3}"
    if unit == "Y":
        return f"{day.year:04d}"
    if unit == "DE":
        return f"{day.year // 10:03d}"
    if unit in {"CE", "ML"}:
        return f"{day.year // 100:02d}"
    return day.isoformat()


def make_day(year: int, month: int, day: int) -> dt.date | None:
    """A date, None where the calendar has none such."""
    try:
        return dt.date(year, month, day)
    except ValueError:
        return None


def near_year(dct: dt.date, month: int, day: int, slack: int, ahead: bool) -> int:
    """Year of a day without one: the latest that is at most `slack` days after dct; `ahead`: the first on or after dct."""
    for year in (dct.year - 1, dct.year, dct.year + 1) if ahead else (dct.year + 1, dct.year, dct.year - 1):
        found = make_day(year, month, min(day, calendar.monthrange(year, month)[1]))
        if found and (found >= dct if ahead else (found - dct).days <= slack):
            return year
    return dct.year


def nth_weekday(year: int, month: int, weekday: int, n: int) -> dt.date:
    """The n-th weekday (1 Monday to 7 Sunday) of a month."""
    first = dt.date(year, month, 1)
    return first + dt.timedelta(days=(weekday - first.isoweekday()) % 7 + 7 * (n - 1))


def easter(year: int) -> dt.date:
    """Easter Sunday of the Gregorian calendar (Meeus, Jones and Butcher)."""
    a, (b, c) = year % 19, divmod(year, 100)
    (d, e), g = divmod(b, 4), (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 22 * j) // 451
    month, day = divmod(h + j - 7 * m + 114, 31)
    return dt.date(year, month, day + 1)


def range_of(value: str | None) -> DateRange | None:
    """The days that a TIMEX3 date or time value covers; None for durations, sets and vague values."""
    if not value or not value[:2].isdigit():
        return None
    plain = value.split("T")[0]
    week = _WEEK.match(plain)
    try:
        if week:
            year, number = int(week.group(1)), int(week.group(2))
            days = (6, 7) if week.group(3) else (1, 7)
            return DateRange(*(dt.date.fromisocalendar(year, number, d).isoformat() for d in days))
        if re.fullmatch(r"\d{4}(?:-\d\d){0,2}", plain):
            return on(plain) if plain[4:] != "-00" and _real(plain) else None
        if re.fullmatch(r"\d{3}", plain):
            return DateRange(plain + "0", plain + "9")
        if re.fullmatch(r"\d{2}", plain):
            return DateRange(plain + "00", plain + "99")
    except ValueError:
        return None
    part = re.fullmatch(r"(\d{4})-(Q[1-4]|H[12]|SP|SU|FA|WI)", plain)
    if not part:
        return None
    year, name = int(part.group(1)), part.group(2)
    size = {"Q": 3, "H": 6}.get(name[0]) if name[1].isdigit() else None
    low, high = (size * (int(name[1]) - 1) + 1, size * int(name[1])) if size else SEASONS[name]
    return DateRange(f"{year:04d}-{low:02d}", f"{year + (high < low):04d}-{high:02d}")


def _real(iso: str) -> bool:
    year, month, day = ([int(x) for x in iso.split("-")] + [1, 1])[:3]
    return make_day(year, month, day) is not None
