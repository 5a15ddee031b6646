"""Yields how two places stand to each other: one in the other, near the other, or apart."""

from __future__ import annotations

from dragoman.resolve.place_keys import kilometres
from dragoman.resolve.readings import Reading

NEIGHBOURS = 40.0
"""Kilometres between two towns that accounts may mean by one place: the nearest that they know."""


def relate_places(a: Reading, b: Reading) -> tuple[str, str] | None:
    """Relation and reason; a town near which and a town in which it happened are one answer, told more or less closely."""
    if a.own & b.own or a.value.split(" ", 1)[-1] == b.value.split(" ", 1)[-1]:
        if a.kind == b.kind:
            return ("agrees", "Both name the same place.")
        return ("sharper" if a.kind == "in" else "vaguer", "The same place, in one account only its neighbourhood.")
    if b.own & a.within:
        return ("sharper", f"{_name(a)} lies in {_name(b)}.")
    if a.own & b.within:
        return ("vaguer", f"{_name(b)} lies in {_name(a)}.")
    apart = kilometres(a.spot, b.spot) if a.spot and b.spot else None
    if a.date.apart(b.date):
        return ("different_answer", "Day and place both differ: these may be two acts.")
    if (a.party and b.party and a.party != b.party) or (apart is not None and apart > NEIGHBOURS):
        far = f"{apart:.0f} kilometres apart" if apart is not None else "in different states"
        return ("contradicts", f"{_name(a)} and {_name(b)} are {far}.")
    if apart is not None:
        return ("compatible", f"{_name(a)} and {_name(b)} are neighbours, {apart:.0f} kilometres apart.")
    if "near" in {a.kind, b.kind}:
        return ("compatible", f"{_name(a)} and {_name(b)}: whether one lies near the other is not known.")
    return ("different_answer", f"{_name(a)} and {_name(b)}: whether one lies in the other is not known.")


def lie_apart(a: Reading, b: Reading) -> bool:
    """Are the places of two answers known, and neither the same nor one in the other?"""
    return bool(a.own and b.own) and not (a.own & b.own or b.own & a.within or a.own & b.within)


def _name(reading: Reading) -> str:
    return reading.value.split(" ", 1)[-1]
