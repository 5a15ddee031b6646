"""Yields the whole that an event is a part of: of a crash or attack its dead and rescued, of an agreement what it holds, of a series its measures."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.core.records import Event, EventTold
from dragoman.resolve.event_sketches import Sketch

_ONE_DAY = 1
_MOST = 40
"""Events of a document that are looked at for wholes."""


def parents_of(sketches: Sequence[Sketch], weights: Mapping[str, Any]) -> dict[str, str]:
    """{event: the event that it is a part of}; no event is above itself. weights: codebook/weights/event_links.yaml."""
    in_doc: dict[str, list[Event]] = defaultdict(list)
    for s in sketches:
        for doc in sorted({m.doc for m in s.event.mentions}):
            in_doc[doc].append(s.event)
    found: dict[str, str] = {}
    for s in sketches:
        near = {e.id: e for doc in sorted({m.doc for m in s.event.mentions})[:_MOST] for e in in_doc[doc] if e.id != s.event.id}
        whole = _harmed_by(s.event, near, weights) or _held_by(s.event, near, weights)
        if whole is not None and not _is_above(s.event.id, whole, found):
            found[s.event.id] = whole
    return found


def _is_above(one: str, other: str, found: Mapping[str, str]) -> bool:
    """Is the one already a whole that the other is part of?"""
    seen: str | None = other
    while seen is not None:
        if seen == one:
            return True
        seen = found.get(seen)
    return False


def _harmed_by(event: Event, near: Mapping[str, Event], weights: Mapping[str, Any]) -> str | None:
    """The accident or blow that hurt them: the only one of the day that the same reports tell, or the only one that hit the same."""
    killed = event.type == "ASSAULT" and not event.actors and dict(event.values).get("verb") in weights["harm_verbs"]
    if event.type not in weights["harm"] and not killed:
        return None
    kinds = weights["harm"]["CASUALTIES" if killed else event.type]
    wholes = [
        e
        for e in near.values()
        if e.type in kinds and (not killed or e.actors or e.type == "INCIDENT") and e.modality in {"done", "alleged"} and _same_days(event, e)
    ]
    heads = [e for e in wholes if ("named" in dict(e.values)) or e.type != "INCIDENT"] or wholes
    hit = [e for e in heads if {p.entity for p in e.recipients} & {p.entity for p in event.recipients} - {None}] or heads
    return hit[0].id if len(hit) == 1 else None


def _held_by(event: Event, near: Mapping[str, Event], weights: Mapping[str, Any]) -> str | None:
    """The agreement whose words hold the event's, or the series of measures of the same doer and day."""
    if event.ontology != "PLOVER":
        return None
    for whole in sorted(near.values(), key=lambda e: e.id):
        if whole.type in weights["holding"] and whole.modality == "done" and event.modality in {"planned", "demanded"} and _holds(whole, event):
            return whole.id
        if event.type in weights["measures"] and _is_series(whole, weights) and _same_doers(whole, event) and _same_days(whole, event):
            return None if _is_series(event, weights) else whole.id
    return None


def _holds(whole: Event, part: Event) -> bool:
    """Do the words of a telling of the whole hold those of a telling of the part, and is it done by one of its parties?"""
    parties = {p.country or p.entity for p in (*whole.actors, *whole.recipients)}
    if not parties.intersection(p.country or p.entity for p in part.actors):
        return False
    return any(a.doc == b.doc and _within(b, a) for a in whole.mentions[:_MOST] for b in part.mentions[:_MOST])


def _within(inner: EventTold, outer: EventTold) -> bool:
    one, other = inner.evidence[0], outer.evidence[0]
    return other.start <= one.start and one.end <= other.end and (other.start, other.end) != (one.start, one.end)


def _is_series(event: Event, weights: Mapping[str, Any]) -> bool:
    """Is it done with `a series of measures`, `a package of sanctions`?"""
    thing = dict(event.values).get("object", "").lower()
    return event.type in weights["measures"] and any(f"{word} of " in thing for word in weights["series"])


def _same_doers(a: Event, b: Event) -> bool:
    one, other = {p.country or p.entity for p in a.actors}, {p.country or p.entity for p in b.actors}
    return bool(one & other - {None})


def _same_days(a: Event, b: Event) -> bool:
    apart = a.date.apart(b.date)
    return apart is None or apart <= _ONE_DAY
