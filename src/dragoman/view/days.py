"""Yields words for dates: short ones for tables, long ones for sentences, with the precision that the texts give and no more."""

from __future__ import annotations

import datetime as dt

from dragoman.core.dates import DateRange, say_day


def say_short(iso: str) -> str:
    """`6 Feb 2025`, `Feb 2025` or `2025`."""
    return " ".join(part[:3] if part.isalpha() else part for part in say_day(iso).split())


def say_range(date: DateRange, *, short: bool = False) -> str:
    """`6 February 2025`, `between … and …`, `… or later`, `by …`, `undated`; never narrower than the texts."""
    say = say_short if short else say_day
    if date.start and date.end:
        if date.start == date.end:
            return say(date.start)
        return f"between {_shared(date.start, date.end, short)} and {say(date.end)}"
    if date.start:
        return f"{say(date.start)} or later"
    return f"by {say(date.end)}" if date.end else "undated"


def _shared(start: str, end: str, short: bool) -> str:
    """The start of an interval without the year, and the month, that its end repeats."""
    words = (say_short if short else say_day)(start).split()
    if len(start) == len(end) == 10 and start[:7] == end[:7]:
        return words[0]
    return " ".join(words[:-1]) if len(words) > 1 and start[:4] == end[:4] else " ".join(words)


def say_month(iso: str) -> str:
    """`February 2025` for any day of it."""
    return say_day(iso[:7])


def is_doubtful(date: DateRange) -> bool:
    """Does the record hold an interval or an open side where one day, month or year would be certain?"""
    return date.known and date.start != date.end


def sort_key(date: DateRange) -> tuple[dt.date, dt.date]:
    """Order of time: by the last day on which it can have begun for open starts, else the first, `or later` after what ends; undated last."""
    days = date.days()
    if days is None:
        return dt.date.max, dt.date.max
    first, last = days
    return (last, last) if date.start is None else (first, dt.date.max if date.end is None else last)
