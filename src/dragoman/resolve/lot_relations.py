"""Yields how two descriptions of the same people stand to each other, and two lengths of the same time."""

from __future__ import annotations

from dragoman.resolve.readings import Reading
from dragoman.resolve.times_told import days_between, later_of

ONE_BREACH = 42
"""Days within which two sides speak of one breach."""


def relate_lots(a: Reading, b: Reading) -> tuple[str, str]:
    """agrees, sharper, vaguer, compatible or different_answer, by the posts and places of work that the words name; posts on one side alone are no dispute."""
    mine, theirs = a.own, b.own
    if mine == theirs:
        return ("agrees", "Both mean the same people.")
    if mine < theirs or theirs < mine:
        return ("sharper" if mine > theirs else "vaguer", "One account says more closely who they were.")
    if mine & theirs:
        return ("compatible", "Both describe the same people, in part alike.")
    return ("different_answer", f"One account says {a.value}, the other {b.value}: the same people described as others.")


def relate_framings(a: Reading, b: Reading) -> tuple[str, str]:
    """agrees where both call the deed by words of one kind, disputes where by opposed ones, unless one and the same speaks."""
    if a.own == b.own:
        return ("agrees", "Both call it much the same.")
    if a.sources and a.sources & b.sources:
        return ("compatible", "One source calls it both.")
    return ("disputes", f"One side calls it {a.value}, the other {b.value}.")


def relate_firsts(a: Reading, b: Reading) -> tuple[str, str] | None:
    """agrees or disputes by whom the breach is laid to; nothing of claims more than six weeks apart: they speak of other breaches."""
    gap = days_between(a, b)
    if gap is not None and abs(gap) > ONE_BREACH:
        return None
    if a.party == b.party:
        return ("agrees", "Both lay it to the same side.")
    return ("disputes", f"One account lays it to {a.value}, the other to {b.value}.")


def relate_answers(a: Reading, b: Reading) -> tuple[str, str]:
    """disputes where one says so and the other answers with something else."""
    if a.value == b.value:
        return ("agrees", "Both say so.")
    return ("disputes", "One side says so, the other answers it with an account of its own.")


def relate_terms(a: Reading, b: Reading) -> tuple[str, str] | None:
    """As lengths of time; of what was told on different days the later takes the place of the earlier: a term may be changed before it runs."""
    verdict = relate_spans(a, b)
    if verdict is None or verdict[0] == "agrees" or not days_between(a, b):
        return verdict
    return later_of(a, b, a.value, b.value)


def relate_spans(a: Reading, b: Reading) -> tuple[str, str] | None:
    """agrees or contradicts, by hours; None where a length is unknown."""
    if a.low is None or b.low is None:
        return None
    if a.low == b.low:
        return ("agrees", "Both give the same time.")
    return ("contradicts", f"One account gives {a.value}, the other {b.value}.")
