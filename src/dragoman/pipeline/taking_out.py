"""Yields the splice by which documents leave the resolved record, with all that rested on them; what they shared with few others is fitted in anew."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from dragoman.codebook.model import Codebook
from dragoman.core.ids import resolved_id
from dragoman.core.parts import Index, Joined, Splice
from dragoman.core.records import Claim, Entity, Event
from dragoman.core.resolved import Resolved
from dragoman.pipeline.fit_claims import without_claims
from dragoman.pipeline.fit_rest import Changes
from dragoman.relate import relate
from dragoman.relate.dyads import directed_pairs
from dragoman.resolve.entities import resolve_entities
from dragoman.store.base import Store

_FEW = 8
"""Documents of an entity, event or affair up to which all of them are fitted in anew when one goes: what made them one may be gone with it."""
_MOST = 40
_OF_PAIR = 5000


def take_out(store: Store, stale: Collection[str], codebook: Codebook, alone: Collection[str] = ()) -> Splice:
    """What goes with some documents. Those that shared an entity, an event or a text with them go too, if they are few, to be fitted in again as new ones.

    alone: those with which no other goes: they are only fitted in anew, since a person judged so.
    """
    out = {*stale, *_beside(store, set(stale) - set(alone))}
    changes = Changes()
    joined, empty, renamed, keys = _entities(store, out, codebook)
    changes.drop |= {("entities", key) for key in empty}
    was, now, moved = _events(store, out, changes)
    moved |= _claims(store, out, changes)
    for kind in ("incidents", "proceedings", "responses", "kinships"):
        changes.replace(kind, store.resting(kind, out), [], {}, {})
    changes.replace("origins", [row for row in store.resting("origins", out) if row[0] in out], [], {}, {})
    _stories(store, out, {e.id for e in was} - {e.id for e in now}, changes)
    _ties(store, was, now, codebook, changes)
    renamed |= {old: new for old, new in moved.items() if new and old != new}
    return Splice({}, frozenset(out), joined, tuple(changes.put), frozenset(changes.drop), renamed, Index((), keys))


def _beside(store: Store, stale: Collection[str]) -> list[str]:
    """Documents that are tied to some by an event, an entity of few documents, an incident or the words of their texts; those with most ties first."""
    ties: Counter[str] = Counter()
    for kind in ("events", "incidents", "kinships", "responses"):
        for record in store.resting(kind, stale):
            key = record.document if kind == "kinships" else f"{record.action}\t{record.reaction}" if kind == "responses" else record.id
            docs = store.rests_on(kind, key)
            # Of a record that rests on many, two are fitted in again: what it says is then worded after those that are left.
            ties.update(docs if len(docs) <= _FEW else sorted(docs - set(stale))[:2])
    entities = set(store.entity_of(stale).values())
    for docs in store.documents_of_entities(entities).values():
        ties.update(docs if len(docs) <= _FEW else ())
    coded = store.stamps()[0]
    return sorted((doc for doc in ties if doc not in stale and doc in coded), key=lambda doc: (-ties[doc], doc))[:_MOST]


def _entities(
    store: Store, out: Collection[str], codebook: Codebook
) -> tuple[tuple[Joined, ...], list[str], dict[str, str], dict[str, tuple[tuple[str, str], ...]]]:
    """(entities that go on without the mentions of some documents; ids of those of which nothing is left; {id that goes: id that follows}; keys)."""
    touched = sorted(set(store.entity_of(out).values()))
    left = {known.entity.id: known for known in store.known(touched, out) if known.faces}
    joined, renamed, keys = [], {}, {}
    for key in sorted(left):
        known = left[key]
        found = resolve_entities((), (), codebook, [known])
        entity = found.entities[0]
        entity = replace(entity, reasons=(), **_about(known.entity, out))
        joined.append(Joined(entity, (key,), (), ()))
        keys[entity.id] = found.keys[entity.id]
        if entity.id != key:
            renamed[key] = entity.id
    return tuple(joined), [key for key in touched if key not in left], renamed, keys


def _about(entity: Entity, out: Collection[str]) -> dict[str, Any]:
    """What is told of an entity by other documents."""
    return {name: tuple(row for told in getattr(entity, name) if (row := _left(told, out))) for name in ("roles", "relations", "listings", "facts")}


def _left(told: Any, out: Collection[str]) -> Any:
    evidence = tuple(e for e in told.evidence if e.doc not in out)
    return replace(told, evidence=evidence) if evidence else None


def _events(store: Store, out: Collection[str], changes: Changes) -> tuple[Sequence[Event], Sequence[Event], dict[str, str]]:
    """(events that some documents tell, what is left of them, {id that goes: id that follows})."""
    was: Sequence[Event] = store.resting("events", out)
    now, moved = [], {}
    for event in was:
        mentions = tuple(m for m in event.mentions if m.doc not in out)
        if mentions:
            now.append(replace(event, id=resolved_id("e", [m.id for m in mentions]), mentions=mentions))
            moved[event.id] = now[-1].id
    changes.replace("events", was, now, {}, {})
    documents = {e.id: frozenset(m.doc for m in e.mentions) for e in now}
    reviewed = store.parts("reviewed", [e.id for e in was])
    changes.replace("reviewed", reviewed, [replace(r, id=moved[r.id]) for r in reviewed if r.id in moved], documents, {})
    thrown = store.resting("rejected", out)
    left = [replace(e, mentions=kept) for e in thrown if (kept := tuple(m for m in e.mentions if m.doc not in out))]
    changes.replace("rejected", thrown, [replace(e, id=resolved_id("e", [m.id for m in e.mentions])) for e in left], {}, {})
    return was, now, moved


def _claims(store: Store, out: Collection[str], changes: Changes) -> dict[str, str]:
    """Claims and questions without what some documents say; {id that goes: id that follows}."""
    was: Sequence[Claim] = store.resting("claims", out)
    asked = store.resting("questions", out)
    now, moved = [], dict[str, str]()
    for claim in was:
        mentions = tuple(m for m in claim.mentions if m.doc not in out)
        if mentions:
            now.append(replace(claim, id=resolved_id("c", [m.id for m in mentions]), mentions=mentions))
            moved[claim.id] = now[-1].id
    lost = {c.id for c in was} - moved.keys()
    left = {q.id: without_claims(q, lost) for q in asked}
    kept = [q for q in left.values() if q]
    gone = {key for key, q in left.items() if q is None or q.id != key}
    documents = {key: frozenset(m.doc for m in c.mentions) for c in now for key in (c.id,)}
    told = {claim for q in kept for answer in q.answers for claim in answer.claims} - documents.keys()
    documents |= {c.id: frozenset(m.doc for m in c.mentions) for c in store.parts("claims", told)}
    orphans = [replace(c, question=None, answer=None) if c.question in gone and (left[c.question or ""] is None) else c for c in now]
    others = [c for q in asked if left[q.id] is None for c in store.parts("claims", [k for a in q.answers for k in a.claims])]
    orphans += [replace(c, question=None, answer=None) for c in others if c.question in gone and c.id not in {x.id for x in was}]
    changes.replace("claims", was, {c.id: c for c in orphans}.values(), {}, documents)
    changes.replace("questions", asked, kept, {}, documents)
    return moved | {key: q.id if q else "" for key, q in left.items()}


def _stories(store: Store, out: Collection[str], gone: Collection[str], changes: Changes) -> None:
    """Stories without some documents, and without the events that went; none where no document is left."""
    was = store.resting("stories", out)
    rest = [replace(s, documents=tuple(d for d in s.documents if d not in out), events=tuple(e for e in s.events if e not in gone)) for s in was]
    changes.replace("stories", was, [s for s in rest if s.documents and s.head not in gone], {}, {})


def _ties(store: Store, was: Sequence[Event], now: Sequence[Event], codebook: Codebook, changes: Changes) -> None:
    """Ties, shifts and responses of the pairs, made of the events that are left."""
    parties = {p.entity for e in was for p in (*e.actors, *e.recipients) if p.entity}
    heads = tuple(e for e in store.parts("entities", parties) if e.type == "organisation")
    pairs = sorted({pair for e in was for pair in directed_pairs(e, {e.id for e in heads})})
    keys = [f"{a} {b}" for pair in pairs for a, b in (pair, pair[::-1])]
    ids = {event for found in store.found_by("pair", keys, _OF_PAIR).values() for event in found} - {e.id for e in was}
    events = sorted((*store.parts("events", ids), *now), key=lambda e: e.id)
    origins = store.resting("origins", {m.doc for e in events for m in e.mentions})
    made = relate(Resolved(entities=heads, events=tuple(events), origins=tuple(origins)), (), codebook)
    for kind in ("ties", "shifts"):
        old = [record for pair in pairs for record in store.of_pair(kind, *pair)]
        changes.replace(kind, old, [r for r in getattr(made, kind) if (r.actor, r.recipient) in set(pairs)], {}, {})
