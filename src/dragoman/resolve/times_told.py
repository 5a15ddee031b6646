"""Yields which of two answers was told later, and whether it takes the place of the other."""

from __future__ import annotations

import datetime as dt

from dragoman.core.dates import first_day
from dragoman.resolve.readings import Reading


def day_of(reading: Reading) -> dt.date | None:
    """The day from which an answer stands: that of the deed it tells, else that of the report."""
    bounds = reading.date.days() if reading.slot == "status" else None
    if bounds is not None and bounds[1] < dt.date.max:
        return bounds[1]
    return first_day(reading.day) if reading.day else None


def days_between(a: Reading, b: Reading) -> int | None:
    """Days from a to b; None where either is undated."""
    mine, theirs = day_of(a), day_of(b)
    return (theirs - mine).days if mine is not None and theirs is not None else None


def later_of(a: Reading, b: Reading, mine: str, theirs: str, *, final: bool = False) -> tuple[str, str]:
    """`superseded` where b is later news, `supersedes` where a is; a different answer on one day. final: one of them cannot be undone."""
    gap = days_between(a, b)
    if not gap:
        if gap == 0 and final:
            return ("contradicts", f"On one day one account says {mine}, the other {theirs}.")
        return ("different_answer", f"One account says {mine}, the other {theirs}; which is later is not told.")
    old, new = (mine, theirs) if gap > 0 else (theirs, mine)
    days = "a day" if abs(gap) == 1 else f"{abs(gap)} days"
    return ("superseded" if gap > 0 else "supersedes", f"{old[:1].upper()}{old[1:]} was overtaken {days} later by {new}.")
