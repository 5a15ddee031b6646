"""Yields how likely two tellings are one deed: named parts of a score, or None where a veto forbids it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from rapidfuzz import fuzz

from dragoman.resolve.event_frames import Count, Frame, Side
from dragoman.resolve.event_times import at_odds, is_announcement, looks_back, time_score

_PERSONS = frozenset({"person"})
_GROUPS = {"organisation", "group", "facility"}
_FULL = 2
"""Words of a full name."""
_PLOVER = "PLOVER"
_OTHERS = -1.0
_ALIKE = 60.0
"""Likeness, of 100, of two words that may be one name in two spellings."""
_MODAL = frozenset({"SANCTION", "COERCE", "RETREAT"})


def likeness(a: Frame, b: Frame, rarity: Mapping[str, float], weights: Mapping[str, Any], *, ask: bool = True) -> float | None:
    """Score of a pair (higher is more alike; merged at weights['threshold'] or more); None: cannot be one deed.

    A telling without a day, which may be of any deed of its kind, stays short of the threshold unless a model that reads both is sure:
    `event_background` finds the one that it can mean.
    rarity: weight of a stem, 0 to 1, rare ones higher. weights: codebook/weights/event_merge.yaml. ask: may a model that reads both be asked?
    """
    parts = parts_of_likeness(a, b, rarity, weights, ask=ask)
    if parts is None:
        return None
    total = math.fsum(parts.values())
    open_day = parts.get("twins", 0.0) < weights["twins_sure"] and looks_back(a, b, weights)
    return min(total, weights["threshold"] - weights["short_of"]) if open_day else total


def parts_of_likeness(a: Frame, b: Frame, rarity: Mapping[str, float], weights: Mapping[str, Any], *, ask: bool = True) -> dict[str, float] | None:
    """The same as named parts that add up to the score: why two tellings are, or are not, one deed."""
    found = parts_unread(a, b, rarity, weights)
    if found is None:
        return None
    parts, odd = found
    parts["twins"] = _twins(a, b, math.fsum(parts.values()), weights) if ask else 0.0
    if odd and parts["twins"] < weights["twins_odd"]:
        return None
    return {name: part for name, part in parts.items() if part}


def asked(a: Frame, b: Frame, rarity: Mapping[str, float], weights: Mapping[str, Any]) -> float | None:
    """The score of a pair without the model that reads both, where that could decide; else None."""
    found = parts_unread(a, b, rarity, weights) if _readable(a, b) else None
    score = math.fsum(found[0].values()) if found is not None else None
    return score if score is not None and _decides(score, weights) else None


def parts_unread(a: Frame, b: Frame, rarity: Mapping[str, float], weights: Mapping[str, Any]) -> tuple[dict[str, float], bool] | None:
    """(parts but for the model's that reads both, are sides or types so far apart that it must be sure); None: cannot be one deed."""
    distance = _distance(a, b, weights)
    if distance is None or _vetoed(a, b, weights):
        return None
    sides = _both_sides(a, b, weights)
    odd = distance >= weights["far"] or (sides is not None and min(sides.values()) < 0)
    if sides is None or (odd and not _readable(a, b)):
        return None
    same = a.mention.type == b.mention.type
    wordy = is_wordy(a, weights) or is_wordy(b, weights)
    parts = {
        **sides,
        "name": weights["same_name"] * (not (a.actors.named & b.actors.named).isdisjoint(a.actors.own)),
        "date": time_score(a, b, weights),
        "type": -distance,
        "trigger": weights["trigger"] * (a.trigger == b.trigger) or weights["named"] * (a.trigger in b.thing or b.trigger in a.thing),
        "mode": weights["mode"] * (same and a.mention.mode is not None and a.mention.mode == b.mention.mode),
        "code": weights["code"] * (a.mention.cameo == b.mention.cameo and len(a.mention.cameo or "") > 2),
        "place": weights["place"] * (a.place is not None and a.place == b.place),
        "amount": weights["amount"] * (a.amount is not None and a.amount == b.amount),
        "count": _count_score(a, b, weights),
        "spans": weights["spans"] * (not a.spans.isdisjoint(b.spans)),
        "words": weights["wordy_words" if wordy else "words"] * _shared(a.stems, b.stems, rarity),
        "thing": weights["same_thing"] * _shared(a.thing, b.thing, rarity) - weights["thing"] * _other_thing(a, b, weights),
        "alike": _told_alike(a, b, weights),
        "title": weights["title"] * (a.mention.doc == b.mention.doc and a.title != b.title and same),
        "wordy": -weights["wordy_cost"] * wordy * (weights["wordy_of_one"] if _of_one(a, b) else 1.0),
        "bare": -weights["bare_cost"] * _bare(a, b),
    }
    return parts, odd


def _decides(score: float, weights: Mapping[str, Any]) -> bool:
    """Could a model that reads both lift a score to the threshold, or push it below?"""
    return bool(weights["twins_least"] <= weights["threshold"] - score <= weights["twins_most"])


def _readable(a: Frame, b: Frame) -> bool:
    """Can a model read both side by side? It is asked of two reports."""
    return a.shown is not None and b.shown is not None and a.mention.doc != b.mention.doc


def _twins(a: Frame, b: Frame, score: float, weights: Mapping[str, Any]) -> float:
    """What a model that reads both tellings side by side says; it is asked only where it could decide."""
    if a.shown is None or b.shown is None or not _readable(a, b) or not _decides(score, weights):
        return 0.0
    return within(weights, a.shown.odds(b.shown))


def within(weights: Mapping[str, Any], odds: float) -> float:
    """What odds that two tellings are of one deed count for: their weight, within bounds."""
    return float(min(weights["twins_most"], max(weights["twins_least"], weights["twins"] * (odds - weights["twins_from"]))))


def _told_alike(a: Frame, b: Frame, weights: Mapping[str, Any]) -> float:
    """How much a reader of deeds holds two tellings of two reports for one; 0 where it has not read both, and in one text, which rarely tells a deed twice."""
    if not a.alike or not b.alike or a.mention.doc == b.mention.doc:
        return 0.0
    near = sum(x * y for x, y in zip(a.alike, b.alike, strict=True)) / math.sqrt(sum(x * x for x in a.alike) * sum(y * y for y in b.alike) or 1)
    return float(weights["alike"] * (near - weights["alike_from"]))


def _of_one(a: Frame, b: Frame) -> bool:
    """Is it said to or of the same one, by name, with the same verb?"""
    return a.trigger == b.trigger and not (a.recipients.named & b.recipients.named).isdisjoint(a.recipients.own)


def _bare(a: Frame, b: Frame) -> bool:
    """Is it told of one of the two only who did it, on no day that both give, and with another word for it: `the Norlandic raid`?"""
    agree = a.trigger == b.trigger or (a.place is not None and a.place == b.place) or (a.date.known and a.date.apart(b.date) == 0)
    return a.mention.ontology == "PLOVER" and a.mention.doc != b.mention.doc and not agree and not (a.recipients.known and b.recipients.known)


def is_wordy(frame: Frame, weights: Mapping[str, Any]) -> bool:
    """Is it a deed that the same parties do to each other often, in words?"""
    return frame.mention.type in weights["wordy"] and frame.mention.mode not in weights["not_wordy"] and frame.trigger not in weights["formal"]


def _distance(a: Frame, b: Frame, weights: Mapping[str, Any]) -> float | None:
    """How far two types are apart: 0 where equal; `far` for those that few take for one another, None for occurrences and where one report has both."""
    one, other, near = a.mention.type, b.mention.type, weights["near"]
    if one == other:
        return 0.0
    if a.mention.doc == b.mention.doc:
        return None
    found = near.get(one, {}).get(other, near.get(other, {}).get(one))
    if found is None and a.mention.ontology == b.mention.ontology == _PLOVER:
        found = weights["far"]
    return None if found is None else float(found)


def _vetoed(a: Frame, b: Frame, weights: Mapping[str, Any]) -> bool:
    if a.modality != b.modality and not is_announcement(a, b, weights):
        return True
    if a.mention.type in weights["stepwise"] and (_other_thing(a, b, weights) or (a.step != b.step and a.trigger != b.trigger)):
        return True
    return _other_sum(a, b) or _other_mode(a, b, weights) or _swapped(a, b) or _other_count(a, b, weights) or at_odds(a, b, weights)


def _other_mode(a: Frame, b: Frame, weights: Mapping[str, Any]) -> bool:
    """To bar a person is not to close a house: measures of two modes are two deeds, but for modes that outlets use for one another."""
    one, other = a.mention, b.mention
    if one.mode is None or other.mode is None or one.mode == other.mode or one.type not in _MODAL or other.type not in _MODAL:
        return False
    return not any(one.mode in modes and other.mode in modes for modes in weights["near_modes"])


def _other_sum(a: Frame, b: Frame) -> bool:
    """Two sums of money that differ: two deeds, or a figure in dispute that only dates and words can settle."""
    return bool(a.amount and b.amount and a.amount != b.amount)


def _other_count(a: Frame, b: Frame, weights: Mapping[str, Any]) -> bool:
    """Twelve expelled and fifteen expelled are two deeds, unless two reports tell nearly as many of one day; tolls differ and rise."""
    if _one_and_many(a, b) or _one_and_many(b, a):
        return True
    if a.count is None or b.count is None or _meet(a.count, b.count) or a.mention.type in weights["tolls"]:
        return False
    same_day = a.date.known and a.date == b.date and a.date.span_days() == 1 and a.mention.doc != b.mention.doc
    low, high = sorted((a.count[0], b.count[0]))
    return not (same_day and low >= weights["nearly"] * high)


def _one_and_many(a: Frame, b: Frame) -> bool:
    """Is the one done to a person who is named, and the other to several who are not?"""
    alone = len(a.recipients.entities) == 1 and a.recipients.named == a.recipients.entities and a.recipients.kinds == _PERSONS
    return alone and b.count is not None and b.count[0] > 1 and not b.recipients.named


def _count_score(a: Frame, b: Frame, weights: Mapping[str, Any]) -> float:
    """A number of those it is done to that two tellings share speaks for one deed, the more the larger it is; one that differs against it."""
    if a.count is None or b.count is None:
        return 0.0
    if a.count == b.count:
        return float(weights["count"]) if a.count[0] >= weights["many"] else float(weights["few"])
    return 0.0 if _meet(a.count, b.count) else -float(weights["other_count"])


def _meet(one: Count, other: Count) -> bool:
    return (one[1] is None or other[0] <= one[1]) and (other[1] is None or one[0] <= other[1])


def _other_thing(a: Frame, b: Frame, weights: Mapping[str, Any]) -> bool:
    """Are the things done to told in words of which none is shared, where these are no persons of whom each outlet speaks in its own words?"""
    if a.mention.mode in weights["of_persons"] or b.mention.mode in weights["of_persons"]:
        return False
    return bool(a.thing and b.thing) and a.thing.isdisjoint(b.stems) and b.thing.isdisjoint(a.stems)


def excluding(side: Side) -> frozenset[str] | None:
    """What a side must share one of with another side that has such keys too, or they exclude each other; None where it shuts nobody out."""
    return side.countries | side.entities if side.countries else None


def _both_sides(a: Frame, b: Frame, weights: Mapping[str, Any]) -> dict[str, float] | None:
    spoken = a.mention.type in weights["in_person"] or b.mention.type in weights["in_person"]
    to_state = a.mention.type in weights["to_state"] and b.mention.type in weights["to_state"]
    persons = a.actors.kinds == b.actors.kinds == _PERSONS
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
    return bool(one.entities and other.entities) and one.entities.isdisjoint(other.entities) and one.kinds == other.kinds == _PERSONS


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
    if a.kinds and b.kinds and (a.kinds == _PERSONS or b.kinds == _PERSONS) and not (a.kinds & b.kinds):
        return 0.2 if for_state and shared else 0.4 if a.states or b.states else None if by_name else _OTHERS
    if a.named and b.named and not (a.states or b.states):
        return None if _exclusive(a, b) else 0.4
    if bool(a.named) != bool(b.named) and a.kinds == b.kinds == _PERSONS:
        return 0.3  # somebody described need not be the one who is named
    if shared:
        return 0.7 if a.kinds & b.kinds and not (a.named or b.named) else 0.6
    return 0.4 if a.kinds & b.kinds else 0.2  # `its ships` may be anybody's


def _namesakes(a: Side, b: Side) -> bool:
    """Two persons by full names, of which what is not shared is not alike: `Ivo Marel` and `Rena Marel`."""
    if not (a.named and b.named and a.kinds == b.kinds == _PERSONS) or min(len(a.words), len(b.words)) < _FULL:
        return False
    left, right = a.words - b.words, b.words - a.words
    return bool(left and right) and max(fuzz.ratio(x, y) for x in left for y in right) < _ALIKE


def _exclusive(a: Side, b: Side) -> bool:
    """Two different named persons, or two different named bodies, are not one."""
    return ("person" in a.kinds and "person" in b.kinds) or bool(a.kinds & _GROUPS and b.kinds & _GROUPS)


def _swapped(a: Frame, b: Frame) -> bool:
    """Is the direction turned round: a's doers are b's sufferers only, or the state that does the one suffers the other, of which no doer is told?"""
    for one, other in ((a, b), (b, a)):
        if not other.actors.known and one.actors.states & other.recipients.states and not one.actors.states & one.recipients.states:
            return True
    ac, ar, bc, br = a.actors.countries, a.recipients.countries, b.actors.countries, b.recipients.countries
    return bool(ac & br and ar & bc and not ac & bc)


def _shared(a: frozenset[str], b: frozenset[str], rarity: Mapping[str, float]) -> float:
    """Weighted share of the smaller telling's words that the other has, 0 to 1."""
    small, big = sorted((a, b), key=len)
    total = math.fsum(rarity.get(s, 1.0) for s in small)  # fsum: sets have no order, and a sum of floats has one
    return math.fsum(rarity.get(s, 1.0) for s in small & big) / total if total else 0.0
