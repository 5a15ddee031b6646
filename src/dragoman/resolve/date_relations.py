"""Yields how two dates stand to each other, as intervals."""

from __future__ import annotations

from dragoman.core.dates import say_day
from dragoman.resolve.place_relations import lie_apart
from dragoman.resolve.readings import Reading


def relate_dates(a: Reading, b: Reading) -> tuple[str, str] | None:
    """agrees, sharper, vaguer, compatible or contradicts; None where no date is known. The day of the news and that of its taking effect may differ."""
    gap = a.date.apart(b.date)
    if gap is None:
        return ("vaguer" if not a.date.known else "sharper", "Only one account gives a date.") if a.date.known != b.date.known else None
    if gap > 0:
        if lie_apart(a, b):
            return ("different_answer", "Day and place both differ: these may be two acts.")
        if a.kind != b.kind and {a.kind, b.kind} & {"announced", "in_force"}:
            return ("compatible", "One account dates the announcement or the effect, the other the deed.")
        days = "one day" if gap == 1 else f"{gap} days"
        if a.date.span_days() > 1 or b.date.span_days() > 1:
            return ("contradicts", f"The dates do not meet: they are {days} apart.")
        first, last = (say_day(day) for day in sorted((str(a.date.start), str(b.date.start))))
        return ("contradicts", f"The dates, {first} and {last}, are {days} apart.")
    mine, theirs = a.date.span_days(), b.date.span_days()
    if mine == theirs:
        return ("agrees", "Both give the same date.") if a.date == b.date else ("compatible", "The dates overlap.")
    return ("sharper" if mine < theirs else "vaguer", "One date lies within the other.")
