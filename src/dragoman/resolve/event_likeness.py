"""Yields how likely two tellings are one deed: a score of named features, or None where a veto forbids it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from dragoman.resolve.event_frames import Frame, Side

_PERSONS = frozenset({"person"})
_GROUPS = {"organisation", "group", "facility"}


def likeness(a: Frame, b: Frame, rarity: Mapping[str, float], weights: Mapping[str, Any]) -> float | None:
    """Score of a pair (higher is more alike; merged at weights['threshold'] or more); None: cannot be one deed.

    rarity: weight of a stem, 0 to 1, rare ones higher. weights: codebook/weights/event_merge.yaml.
    """
    if a.mention.type != b.mention.type or a.modality != b.modality:
        return None
    if a.mention.type in weights["stepwise"] and a.step != b.step and a.trigger != b.trigger:
        return None
    if _other_number(a, b) or _other_mode(a, b) or _swapped(a, b):
        return None
    actors = _sides(a.actors, b.actors)
    recipients = _sides(a.recipients, b.recipients) if actors is not None else None
    if actors is None or recipients is None:
        return None
    apart = a.date.apart(b.date)
    if apart is not None and apart > weights["days"]:
        return None
    nobody = a.mention.ontology == "PLOVER" and not (a.actors.known or b.actors.known)
    total = weights["actors"] * (actors / 2 if nobody else actors) + weights["recipients"] * recipients
    total += weights["date"] * (apart is not None and a.date.span_days() <= 31 and b.date.span_days() <= 31)
    total += weights["trigger"] * (a.trigger == b.trigger) + weights["place"] * (a.place is not None and a.place == b.place)
    total += weights["code"] * (a.mention.cameo == b.mention.cameo and len(a.mention.cameo or "") > 2)
    total += weights["amount"] * _same_number(a, b)
    total += weights["words"] * _shared(a, b, rarity)
    if a.mention.type in weights["wordy"]:
        total -= weights["wordy_cost"]
    return float(total)


def _same_number(a: Frame, b: Frame) -> bool:
    """The same sum of money told twice."""
    return a.amount is not None and a.amount == b.amount


def _other_mode(a: Frame, b: Frame) -> bool:
    """To bar a person is not to close a house: measures of two modes are two deeds."""
    one, other = a.mention.mode, b.mention.mode
    return a.mention.type in {"SANCTION", "COERCE", "RETREAT"} and one is not None and other is not None and one != other


def _other_number(a: Frame, b: Frame) -> bool:
    """Two sums of money, or two tolls, that differ: two deeds, or a figure in dispute that only dates and words can settle."""
    return bool(a.amount and b.amount and a.amount != b.amount)


def excluding(side: Side) -> frozenset[str] | None:
    """What a side must share one of with another side that has such keys too, or they exclude each other; None where it shuts nobody out."""
    return side.countries | side.entities if side.countries else None


def _sides(a: Side, b: Side) -> float | None:
    """1 where an entity is shared, 0.6 where only the country is, 0.4 where one side is unknown, None where they exclude each other."""
    if not a.known or not b.known:
        return 0.4
    if a.entities & b.entities or a.states & b.states:
        return 1.0
    if a.countries and b.countries and not a.countries & b.countries:
        return None
    if a.kinds and b.kinds and (a.kinds == _PERSONS or b.kinds == _PERSONS) and not (a.kinds & b.kinds):
        return None if not (a.states or b.states) else 0.4
    if a.named and b.named and not (a.states or b.states):
        return None if _exclusive(a, b) else 0.4
    return 0.6 if a.countries & b.countries else 0.2


def _exclusive(a: Side, b: Side) -> bool:
    """Two different named persons, or two different named bodies, are not one."""
    return ("person" in a.kinds and "person" in b.kinds) or bool(a.kinds & _GROUPS and b.kinds & _GROUPS)


def _swapped(a: Frame, b: Frame) -> bool:
    """Is the direction turned round: a's doers are b's sufferers only?"""
    ac, ar, bc, br = a.actors.countries, a.recipients.countries, b.actors.countries, b.recipients.countries
    return bool(ac & br and ar & bc and not ac & bc)


def _shared(a: Frame, b: Frame, rarity: Mapping[str, float]) -> float:
    """Weighted share of the smaller telling's words that the other has, 0 to 1."""
    small, big = sorted((a.stems, b.stems), key=len)
    total = math.fsum(rarity.get(s, 1.0) for s in small)  # fsum: sets have no order, and a sum of floats has one
    return math.fsum(rarity.get(s, 1.0) for s in small & big) / total if total else 0.0
