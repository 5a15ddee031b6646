"""Yields days counted from a publication that is not known: `last month`, `in March`, `on Monday`, kept as words of a small code until the day is.

`D a b` is from a to b days before it, `M n` and `Y n` the n-th month and year before its own, `V d` the last weekday d (1 is Monday), `N mm` and `N mm-dd` the
last such month or day. All are read off a text that was dated as if it had come out on NOMINAL.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re

from dragoman.core.dates import DateRange, add_months, on
from dragoman.core.documents import Document, Timex

NOMINAL = "2005-06-15"
"""In the middle of a month, a week and a year, so that what lies shortly before it is of the same."""
LONGEST = 40_000
"""Code points of a text that is read for such days: no report is longer, and it is coded twice."""
MOST = 62
"""Days: a longer interval dates nothing."""
_NAMED = re.compile(r"XXXX-(\d\d(?:-\d\d)?)")
_WEEKDAY = re.compile(r"XXXX-WXX-(\d)(?:T\w*)?")
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_MONTH_ONLY = len("XXXX-05")
_DAY = dt.date.fromisoformat(NOMINAL)
_SLACK = 15
"""Days by which `a year ago` may be off."""
_RECENT = 45
"""Days after a day without a year (`on 11 May`) in which news still tell of it so."""
_YEAR = 365
_NEXT = 1
"""Days by which two reports may differ and mean one day."""


def is_counted(document: Document) -> bool:
    """Are its days counted from a publication that is not known?"""
    return document.published is None and len(document.text) <= LONGEST


def counted(days: DateRange, plain: dict[tuple[str | None, str | None], str | None]) -> str:
    """The code of days that were found as if a text had come out on NOMINAL; empty where they are no such days or are still to come.

    plain: {(start, end) of a time expression there: its TIMEX3 value where the publication is unknown}.
    """
    bounds = days.days()
    if bounds is None or days.start is None or days.end is None or bounds[0] > _DAY:
        return ""
    value = plain.get((days.start, days.end)) or ""
    if (named := _NAMED.fullmatch(value)) is not None:
        return f"N {named[1]}"
    if (weekday := _WEEKDAY.fullmatch(value)) is not None and days.start == days.end:
        return f"V {weekday[1]}"
    if days.start == days.end and len(days.start) < 10:
        year, month = (int(part) for part in (*days.start.split("-"), "6")[:2])
        back = (_DAY.year - year) * 12 + _DAY.month - month
        return f"M {back}" if len(days.start) == 7 else f"Y {back // 12}"
    return f"D {(_DAY - bounds[0]).days} {(_DAY - bounds[1]).days}" if (bounds[1] - bounds[0]).days <= MOST else ""


def told_on(code: str, published: tuple[dt.date, dt.date]) -> DateRange:
    """The days that a code means in a report that came out between two days."""
    kind, *rest = code.split()
    first, last = published
    if kind == "D":
        return _range(first - dt.timedelta(int(rest[0])), last - dt.timedelta(int(rest[1])))
    if kind in "MY":
        months = int(rest[0]) * (12 if kind == "Y" else 1)
        ends = [add_months(day, -months) for day in published]
        size = 7 if kind == "M" else 4
        return DateRange(*(day.isoformat()[:size] if day else None for day in ends))
    if kind == "V":
        return _range(*(day - dt.timedelta((day.isoweekday() - int(rest[0])) % 7) for day in published))
    return _last_named(rest[0], last)


def told_from(code: str, days: tuple[dt.date, dt.date]) -> tuple[dt.date, dt.date] | None:
    """Between which days a report came out that means these days by a code; None outside the calendar."""
    kind, *rest = code.split()
    first, last = days
    if kind == "D":
        return first + dt.timedelta(int(rest[1])), last + dt.timedelta(int(rest[0]))
    if kind == "M" and int(rest[0]) % 12 == 0 and rest[0] != "0":  # `a year ago`
        made = [add_months(day, int(rest[0])) for day in days]
        return (made[0] - dt.timedelta(_SLACK), made[1] + dt.timedelta(_SLACK)) if made[0] and made[1] else None
    if kind in "MY":
        made = [add_months(day.replace(day=1), int(rest[0]) * (12 if kind == "Y" else 1)) for day in days]
        return _whole(made[0], made[1], kind) if made[0] and made[1] else None
    if kind == "V":
        return first, last + dt.timedelta(6)
    return first, last + dt.timedelta(_RECENT if len(rest[0]) > 2 else _YEAR - 1)


def can_mean(code: str, days: DateRange) -> bool:
    """May a code mean these days, whenever the report came out: is there such a month or weekday in them, or, as news may be a day late, beside them?"""
    bounds, (kind, *rest) = days.days(), code.split()
    if kind not in "NV" or bounds is None or days.start is None or days.end is None or (bounds[1] - bounds[0]).days > MOST:
        return True
    if kind == "V":
        return (bounds[1] - bounds[0]).days >= 6 or any(
            (bounds[0] + dt.timedelta(n)).isoweekday() == int(rest[0]) for n in range(-_NEXT, (bounds[1] - bounds[0]).days + _NEXT + 1)
        )
    spread = range(-_NEXT, (bounds[1] - bounds[0]).days + _NEXT + 1) if len(rest[0]) > 2 else range((bounds[1] - bounds[0]).days + 1)
    return any((bounds[0] + dt.timedelta(n)).isoformat()[5:].startswith(rest[0]) for n in spread)


def days_between(one: str, other: str) -> int:
    """Days between what two codes of one report mean, 0 where they meet."""
    return told_on(one, (_DAY, _DAY)).apart(told_on(other, (_DAY, _DAY))) or 0


def _whole(first: dt.date, last: dt.date, unit: str) -> tuple[dt.date, dt.date]:
    """From the begin of the month or year of one day to the end of that of another."""
    if unit == "Y":
        return dt.date(first.year, 1, 1), dt.date(last.year, 12, 31)
    return first.replace(day=1), last.replace(day=calendar.monthrange(last.year, last.month)[1])


def _last_named(name: str, day: dt.date) -> DateRange:
    for year in (day.year, day.year - 1):
        iso = f"{year:04d}-{name}"
        try:
            begun = dt.date.fromisoformat(iso if len(name) > 2 else f"{iso}-01") <= day
        except ValueError:  # 29 February
            continue
        if begun:
            return on(iso)
    return DateRange()


def _range(first: dt.date, last: dt.date) -> DateRange:
    return DateRange(first.isoformat(), last.isoformat())


def plain_values(times: tuple[Timex, ...], nominal: tuple[Timex, ...]) -> dict[tuple[str | None, str | None], str | None]:
    """{days of an expression as if published on NOMINAL: its value without that}.

    `The day before` is counted from a day that was told: behind a Thursday it is a Wednesday, behind 14 March the 13th.
    """
    values = {t.start: t.value for t in times}
    told: dict[str, str] = {}
    for t in nominal:
        if t.range is None or t.range.start is None:
            continue
        value = values.get(t.start)
        if t.anchor is not None and _ISO.fullmatch(t.anchor) and t.anchor in told and t.range.start == t.range.end and _ISO.fullmatch(t.range.start):
            by_week = _WEEKDAY.fullmatch(told[t.anchor]) is not None
            value = f"XXXX-WXX-{dt.date.fromisoformat(t.range.start).isoweekday()}" if by_week else f"XXXX-{t.range.start[5:]}"
            values[t.start] = value
        if value and (_WEEKDAY.fullmatch(value) or (_NAMED.fullmatch(value) and len(value) > _MONTH_ONLY)):
            told[t.range.start] = value
    return {(t.range.start, t.range.end): values.get(t.start) for t in reversed(nominal) if t.range is not None}
