"""Yields how likely two tellings are one deed: named parts of a score, or None where a veto forbids it."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.resolve.event_counts import Count
from dragoman.resolve.event_frames import Frame
from dragoman.resolve.event_sides import PERSONS, are_swapped, score_sides
from dragoman.resolve.event_times import at_odds, is_announcement, is_past_news, looks_back, time_score

_PLOVER = "PLOVER"
_MODAL = frozenset({"SANCTION", "COERCE", "RETREAT"})


@dataclass(frozen=True, slots=True)
class Compared:
    """Two tellings that nothing forbids to be one deed, before a model is asked that reads both.

    parts: named parts that add up to the score; odd: are sides or types so far apart that the model must be sure? weights: codebook/weights/event_merge.yaml.
    """

    a: Frame
    b: Frame
    parts: Mapping[str, float]
    odd: bool
    weights: Mapping[str, Any]

    @property
    def score(self) -> float:
        """Of the parts alone."""
        return math.fsum(self.parts.values())

    @property
    def open(self) -> bool:
        """Could a model that reads both lift the score to the threshold, or push it below? It reads tellings of two reports."""
        least, most = self.weights["twins_least"], self.weights["twins_most"]
        return _readable(self.a, self.b) and bool(least <= self.weights["threshold"] - self.score <= most)

    def reasons(self, *, ask: bool = True) -> dict[str, float] | None:
        """All parts of the score, the model's too where it is asked and could decide: why two tellings are one deed; None: they cannot be."""
        said = 0.0
        if ask and self.open and self.a.shown is not None and self.b.shown is not None:
            said = within(self.weights, self.a.shown.odds(self.b.shown))
        if self.odd and said < self.weights["twins_odd"]:
            return None
        return {name: part for name, part in {**self.parts, "twins": said}.items() if part}

    def likeness(self, *, ask: bool = True) -> float | None:
        """Score of the pair (higher is more alike; merged at weights['threshold'] or more); None: cannot be one deed.

        A telling without a day, or with one of the news that its sentence may look back from, may be of any deed of its kind: it stays short of the
        threshold unless the model is sure, and `event_background` finds the one that it can mean.
        """
        parts = self.reasons(ask=ask)
        if parts is None:
            return None
        total = math.fsum(parts.values())
        unsure = parts.get("twins", 0.0) < self.weights["twins_sure"]
        open_day = unsure and (looks_back(self.a, self.b, self.weights) or is_past_news(self.a, self.b, self.weights))
        return min(total, self.weights["threshold"] - self.weights["short_of"]) if open_day else total


def compare(a: Frame, b: Frame, weights: Mapping[str, Any]) -> Compared | None:
    """What speaks for and against two tellings being one deed; None where something forbids it. weights: codebook/weights/event_merge.yaml."""
    distance = _distance(a, b, weights)
    if distance is None or _vetoed(a, b, weights):
        return None
    sides = score_sides(a, b, weights)
    odd = distance >= weights["far"] or (sides is not None and min(sides.values()) < 0)
    if sides is None or (odd and not _readable(a, b)):
        return None
    return Compared(a, b, {**sides, **_parts(a, b, weights), "type": -distance}, odd, weights)


def is_barred(a: Frame, b: Frame, weights: Mapping[str, Any]) -> bool:
    """Is it days, numbers, kinds or the way it is done that forbid two tellings to be one, and not only who takes part?"""
    return _distance(a, b, weights) is None or _vetoed(a, b, weights)


def _parts(a: Frame, b: Frame, weights: Mapping[str, Any]) -> dict[str, float]:
    same = a.mention.type == b.mention.type
    wordy = is_wordy(a, weights) or is_wordy(b, weights)
    return {
        "name": weights["same_name"] * (not (a.actors.named & b.actors.named).isdisjoint(a.actors.own)),
        "date": time_score(a, b, weights),
        "trigger": weights["trigger"] * (a.trigger == b.trigger) or weights["named"] * (a.trigger in b.thing or b.trigger in a.thing),
        "mode": weights["mode"] * (same and a.mention.mode is not None and a.mention.mode == b.mention.mode),
        "code": weights["code"] * (a.mention.cameo == b.mention.cameo and len(a.mention.cameo or "") > 2),
        "place": weights["place"] * (a.place is not None and a.place == b.place),
        "amount": weights["amount"] * (a.amount is not None and a.amount == b.amount),
        "count": _count_score(a, b, weights),
        "spans": weights["spans"] * (not a.spans.isdisjoint(b.spans)),
        "words": weights["wordy_words" if wordy else "words"] * _shared(a.stems, b.stems),
        "thing": weights["same_thing"] * _shared(a.thing, b.thing) - weights["thing"] * _other_thing(a, b, weights),
        "alike": _told_alike(a, b, weights),
        "title": weights["title"] * (a.mention.doc == b.mention.doc and a.title != b.title and same),
        "wordy": -weights["wordy_cost"] * wordy * (weights["wordy_of_one"] if _of_one(a, b) else 1.0),
        "wordless": -weights["wordless"] * (same and a.mention.type in weights["many_said"] and a.stems.isdisjoint(b.stems)),
        "bare": -weights["bare_cost"] * _bare(a, b),
    }


def _readable(a: Frame, b: Frame) -> bool:
    """Can a model read both side by side? It is asked of two reports."""
    return a.shown is not None and b.shown is not None and a.mention.doc != b.mention.doc


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
    return _other_sum(a, b) or _other_mode(a, b, weights) or are_swapped(a, b) or _other_count(a, b, weights) or at_odds(a, b, weights)


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
    alone = len(a.recipients.entities) == 1 and a.recipients.named == a.recipients.entities and a.recipients.kinds == PERSONS
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


def _shared(a: frozenset[str], b: frozenset[str]) -> float:
    """Share of the smaller telling's words that the other has, 0 to 1."""
    return len(a & b) / min(len(a), len(b)) if a and b else 0.0
