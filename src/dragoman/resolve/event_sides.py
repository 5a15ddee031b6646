"""Yields how well the sides of two tellings agree: who does it, and who suffers it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from rapidfuzz import fuzz

from dragoman.resolve.event_frames import Frame, Side

PERSONS = frozenset({"person"})
_GROUPS = {"organisation", "group", "facility"}
_FULL = 2
"""Words of a full name."""
_OTHERS = -1.0
"""Of two sides that exclude each other, unless one report calls them amiss."""
_ALIKE = 60.0
"""Likeness, of 100, of two words that may be one name in two spellings."""


def score_sides(a: Frame, b: Frame, weights: Mapping[str, Any]) -> dict[str, float] | None:
    """What the two sides of a pair add to its score, the actors' and the recipients'; None where they exclude each other."""
    spoken = a.mention.type in weights["in_person"] or b.mention.type in weights["in_person"]
    to_state = a.mention.type in weights["to_state"] and b.mention.type in weights["to_state"]
    persons = a.actors.kinds == b.actors.kinds == PERSONS
    actors = _sides(a.actors, b.actors, for_state=not (spoken and persons))
    recipients = _sides(a.recipients, b.recipients, for_state=to_state) if actors is not None else None
    if actors is None or recipients is None or _two_of_one_text(a, b):
        return None
    nobody = a.mention.ontology == "PLOVER" and not (a.actors.known or b.actors.known)
    return {"actors": weights["actors"] * (actors / 2 if nobody else actors), "recipients": weights["recipients"] * recipients}


def _two_of_one_text(a: Frame, b: Frame) -> bool:
    """One text tells of two persons or bodies apart: what is done to the one is not done to the other."""
    if a.mention.doc != b.mention.doc or a.recipients.states or b.recipients.states:
        return False
    one, other = a.recipients, b.recipients
    return bool(one.entities and other.entities) and one.entities.isdisjoint(other.entities) and one.kinds == other.kinds == PERSONS


def _sides(a: Side, b: Side, *, for_state: bool) -> float | None:
    """1 where an entity is shared, less where only the country is, 0.4 where one side is unknown, None where they exclude each other, `_OTHERS` where they do
    unless one report calls them amiss.

    for_state: does it not matter who of a state's own people stands there?
    """
    if not a.known or not b.known:
        return 0.4
    if a.entities & b.entities or a.states & b.states:
        return 1.0
    shared = a.countries & b.countries
    if not a.words.isdisjoint(b.words) and (shared or not (a.countries and b.countries)):
        return None if _namesakes(a, b) else 0.7
    by_name = bool(a.named & a.own and b.named & b.own)
    if a.countries and b.countries and not shared:
        return None if by_name else _OTHERS
    if for_state and shared and a.official and b.official:
        return 0.9 if a.states or b.states else 0.7
    if a.kinds and b.kinds and (a.kinds == PERSONS or b.kinds == PERSONS) and not (a.kinds & b.kinds):
        return 0.2 if for_state and shared else 0.4 if a.states or b.states else None if by_name else _OTHERS
    if a.named and b.named and not (a.states or b.states):
        return None if _exclusive(a, b) else 0.4
    if bool(a.named) != bool(b.named) and a.kinds == b.kinds == PERSONS:
        return 0.3  # somebody described need not be the one who is named
    if shared:
        return 0.7 if a.kinds & b.kinds and not (a.named or b.named) else 0.6
    return 0.4 if a.kinds & b.kinds else 0.2  # `its ships` may be anybody's


def _namesakes(a: Side, b: Side) -> bool:
    """Two persons by full names, of which what is not shared is not alike: `Ivo Marel` and `Rena Marel`."""
    if not (a.named and b.named and a.kinds == b.kinds == PERSONS) or min(len(a.words), len(b.words)) < _FULL:
        return False
    left, right = a.words - b.words, b.words - a.words
    return bool(left and right) and max(fuzz.ratio(x, y) for x in left for y in right) < _ALIKE


def _exclusive(a: Side, b: Side) -> bool:
    """Two different named persons, or two different named bodies, are not one."""
    return ("person" in a.kinds and "person" in b.kinds) or bool(a.kinds & _GROUPS and b.kinds & _GROUPS)


def are_swapped(a: Frame, b: Frame) -> bool:
    """Is the direction turned round: a's doers are b's sufferers only, or the state that does the one suffers the other, of which no doer is told?"""
    for one, other in ((a, b), (b, a)):
        if not other.actors.known and one.actors.states & other.recipients.states and not one.actors.states & one.recipients.states:
            return True
    ac, ar, bc, br = a.actors.countries, a.recipients.countries, b.actors.countries, b.recipients.countries
    return bool(ac & br and ar & bc and not ac & bc)
