"""Yields how two numbers stand to each other, as intervals: exact, rounded, bounded, or overtaken by a later count."""

from __future__ import annotations

from dragoman.resolve.readings import Reading
from dragoman.resolve.times_told import days_between

_WIDE = float("inf")
_ROUND = 0.02
"""Share by which large numbers may differ for rounding alone."""
_LARGE = 1000


def relate_numbers(a: Reading, b: Reading) -> tuple[str, str] | None:
    """agrees, sharper, vaguer, compatible, superseded (or supersedes), contradicts or different_answer; None without numbers.

    Counts of one day that exclude each other contradict; of different days the later takes the place of the earlier where it is the same line of
    authority, calls itself a later count, or is a toll that rose; else they are different answers.
    """
    mine, theirs = _bounds(a), _bounds(b)
    if mine is None or theirs is None:
        return None
    if _others(a, b):
        return ("compatible", "The counts are of different people.")
    if mine == theirs:
        return ("agrees", "Both give the same number.")
    mine, theirs = _reached(mine, theirs), _reached(theirs, mine)
    if mine[0] <= theirs[0] and theirs[1] <= mine[1]:
        return ("vaguer", f"{_cap(b.value)} lies within {a.value}.")
    if theirs[0] <= mine[0] and mine[1] <= theirs[1]:
        return ("sharper", f"{_cap(a.value)} lies within {b.value}.")
    if mine[0] <= theirs[1] and theirs[0] <= mine[1]:
        return ("compatible", f"{_cap(a.value)} and {b.value} overlap.")
    if max(mine[0], theirs[0]) >= _LARGE and abs(mine[0] - theirs[0]) <= _ROUND * max(mine[0], theirs[0]):
        return ("compatible", f"{_cap(a.value)} and {b.value} differ by no more than rounding.")
    gap = days_between(a, b)
    if a.facet.startswith("size "):
        return ("different_answer", f"One account counts {a.value}, the other {b.value}.")
    if gap:
        old, new = (a, b) if gap > 0 else (b, a)
        if _takes_over(old, new):
            days = "a day" if abs(gap) == 1 else f"{abs(gap)} days"
            return ("superseded" if gap > 0 else "supersedes", f"{_cap(old.value)} was overtaken {days} later by {new.value}.")
        return ("different_answer", f"{_cap(old.value)} and, later, {new.value}: from different sources.")
    if a.later != b.later:
        old, new = (b, a) if a.later else (a, b)
        return ("superseded" if old is a else "supersedes", f"{_cap(old.value)} was corrected to {new.value}.")
    if gap is None:
        return ("different_answer", f"{_cap(a.value)} and {b.value}: one of the counts is undated.")
    return ("contradicts", f"Of one day, one account counts {a.value}, the other {b.value}.")


def _others(a: Reading, b: Reading) -> bool:
    """Do both say whom they count, and mean other people: of another state, soldiers against civilians, or those that other sides dealt with?"""
    for kind in ("country:", "lot:"):
        mine, theirs = ({k for k in r.own if k.startswith(kind)} for r in (a, b))
        if mine and theirs and not mine & theirs:
            return True
    mine, theirs = ({k for k in r.own if k.startswith("by:")} for r in (a, b))
    return bool(mine and theirs and mine != theirs)


def _takes_over(old: Reading, new: Reading) -> bool:
    if new.later or (old.sources and old.sources & new.sources) or not old.sources or not new.sources:
        return True
    rose = (new.low or 0.0) > (old.low or 0.0)
    return rose and not _rivals(old, new)


def _rivals(a: Reading, b: Reading) -> bool:
    """Do states speak against each other: both sources have a country, and none in common?"""
    mine, theirs = ({s for s in r.sources if len(s) == 3 and s.isupper()} for r in (a, b))
    return bool(mine and theirs and not mine & theirs)


def _reached(open_: tuple[float, float], other: tuple[float, float]) -> tuple[float, float]:
    """`More than 500` is not said of 1,200: an open count reaches to its double where the other is a number of its own."""
    return (open_[0], 2 * open_[0]) if open_[1] == _WIDE and other[1] != _WIDE else open_


def _bounds(reading: Reading) -> tuple[float, float] | None:
    if reading.low is None and reading.number is None:
        return None
    low = reading.low if reading.low is not None else float(reading.number or 0)
    return low, reading.high if reading.high is not None else (low if reading.number is not None else _WIDE)


def _cap(text: str) -> str:
    return text[:1].upper() + text[1:]
