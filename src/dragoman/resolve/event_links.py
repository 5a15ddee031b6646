"""Yields events tied to others that they are not: a deed to the plan, threat or demand that it fulfils, a part to its whole, a denial to what it denies."""

from __future__ import annotations

import math
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from dragoman.core.dates import first_day, last_day
from dragoman.core.records import Event
from dragoman.resolve.event_parts import parents_of
from dragoman.resolve.event_sketches import Sketch, sketch_of

_TO_COME = frozenset({"planned", "threatened", "demanded"})
_DONE = frozenset({"done", "alleged"})
_ANYBODY = "*"
_SAID = frozenset({"AGREE", "THREATEN", "REQUEST"})
"""Types that are themselves words about a deed to come."""
_WORDS = frozenset({"THREATEN", "REQUEST", "STATEMENT", "REPORT", "FINDING"})
"""Types that carry nothing out."""


def with_links(events: Sequence[Event], published: Mapping[str, str], weights: Mapping[str, Any]) -> list[Event]:
    """The events, in their order, with `fulfils`, `denies` and `parent` set; ids of events among them alone.

    published: ISO day by document. weights: codebook/weights/event_links.yaml.
    """
    sketches = [sketch_of(event, published) for event in events]
    told = _by_parties([s for s in sketches if _is_told_ahead(s)])
    done = _by_parties([s for s in sketches if s.event.modality in _DONE])
    parents = parents_of(sketches, weights)
    made = []
    for s in sketches:
        fulfils = _fulfilled(s, told, weights) if s.event.modality in _DONE and s.event.type not in _WORDS else None
        denies = _denied(s, done, weights) if s.event.modality == "denied" else None
        parent = parents.get(s.event.id)
        made.append(replace(s.event, fulfils=fulfils, denies=denies, parent=parent) if fulfils or denies or parent else s.event)
    return made


def _is_told_ahead(s: Sketch) -> bool:
    """Is it a plan, a threat or a demand: of a deed, or to do one?"""
    return (s.event.modality in _TO_COME or s.event.type in _SAID) and s.said is not None


def _by_parties(sketches: Sequence[Sketch]) -> dict[tuple[str, str], list[Sketch]]:
    """Sketches by each pair of parties, requests also by those who are asked, in the order of the days on which they were said, then of ids."""
    found: dict[tuple[str, str], list[Sketch]] = defaultdict(list)
    for s in sorted(sketches, key=lambda s: (s.said or "", s.event.id)):
        asked = {(recipient, _ANYBODY) for _, recipient in s.pairs if recipient and s.event.type == "REQUEST"}
        for pair in (*s.pairs, *sorted(asked)):
            found[pair].append(s)
    return found


def _fulfilled(deed: Sketch, told: Mapping[tuple[str, str], list[Sketch]], weights: Mapping[str, Any]) -> str | None:
    """The plan, threat or demand that a deed is likeliest to fulfil, of several such the last before it."""
    day = _first(deed.event.date.start) or deed.said
    if day is None:
        return None
    found = []
    for pair in (*deed.pairs, *sorted({(actor, _ANYBODY) for actor, _ in deed.pairs})):
        before = told.get(pair, [])
        last = bisect_right(before, day, key=lambda s: s.said or "")
        for plan in before[max(0, last - weights["most_plans"]) : last]:
            score = _tells_of(plan, deed, day, weights, asked=pair[1] == _ANYBODY)
            if plan.event.id != deed.event.id and score >= weights["fulfils"]:
                found.append((score, plan.said or "", plan.event.id))
    return max(found)[2] if found else None


def _tells_of(plan: Sketch, deed: Sketch, day: str, weights: Mapping[str, Any], *, asked: bool) -> float:
    """How surely what was said ahead is of this deed; 0 where the days, the numbers or the kinds of deed are others.

    asked: is it the deed of those of whom it was asked?
    """
    one, other = plan.event, deed.event
    if _days(plan, day) > weights["longest_wait"]:
        return 0.0
    apart = one.date.apart(other.date) if _own_day(plan) else None
    if (apart is not None and apart > weights["days"]) or (plan.count and deed.count and plan.count != deed.count):
        return 0.0
    if one.type in _SAID and one.type != other.type:
        if other.type not in weights["asked_of" if asked else "said_of"].get(one.type, ()):
            return 0.0
        kind = float(weights["said"])
    elif one.type == other.type:
        kind = float(weights["type"]) + weights["mode"] * (one.mode is not None and one.mode == other.mode)
    elif other.type in weights["family"].get(one.type, ()):
        kind = float(weights["near_type"])
    else:
        return 0.0
    if one.mode and other.mode and one.type == other.type and one.mode != other.mode:
        return 0.0
    same = plan.count is not None and plan.count == deed.count
    parts = {"day": apart == 0, "count": same, "verb": plan.verb is not None and plan.verb == deed.verb, "soon": _days(plan, day) <= weights["soon_days"]}
    words = plan.share(deed)
    if words < weights["least_words"] and not (parts["day"] or same):
        return 0.0
    return float(kind + math.fsum(weights[name] for name, there in parts.items() if there) + weights["words"] * words)


def _days(plan: Sketch, day: str) -> int:
    """Days from the word to the deed."""
    return (first_day(day) - first_day(plan.said or day)).days


def _own_day(plan: Sketch) -> bool:
    """Does the plan name a day of its own, behind that on which it was told?"""
    start = plan.event.date.start
    return start is not None and plan.event.date.end is not None and plan.said is not None and last_day(start).isoformat() > plan.said


def _denied(denial: Sketch, done: Mapping[tuple[str, str], list[Sketch]], weights: Mapping[str, Any]) -> str | None:
    """The deed, told by others as done, that is denied: of the same type and parties, with days that meet and words that are shared."""
    found = []
    for pair in denial.pairs:
        for deed in done.get(pair, [])[-weights["most_plans"] :]:
            apart = denial.event.date.apart(deed.event.date)
            if deed.event.type == denial.event.type and (apart is None or apart <= weights["days"]) and denial.share(deed) >= weights["denied_words"]:
                found.append((denial.share(deed), deed.event.id))
    return max(found)[1] if found else None


def _first(day: str | None) -> str | None:
    return first_day(day).isoformat() if day else None
