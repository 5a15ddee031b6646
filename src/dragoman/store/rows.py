"""Yields the rows of resolved records: the key that gives a record its place, and the documents that it rests on."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from dragoman.core.ids import digest
from dragoman.core.mentions import EntityMention
from dragoman.core.parts import Put
from dragoman.core.records import Entity
from dragoman.core.resolved import Resolved
from dragoman.core.ties import Response, Shift, Tie

_JOIN = "\t"
"""Sorts before every letter and digit, so that keys sort as the tuples of their parts do."""
_KEYS: Mapping[str, Callable[[Any], tuple[str, ...]]] = {
    "ties": lambda tie: (*_pair(tie), tie.period.start, tie.period.unit),
    "shifts": lambda shift: (*_pair(shift), shift.date.start or "", shift.date.end or ""),
    "responses": lambda response: (response.action, response.reaction),
    "origins": lambda origin: (origin[0],),
    "kinships": lambda kinship: (kinship.document,),
}


def key_of(kind: str, record: Any) -> str:
    """What orders the records of a kind, and tells one from another: its id where it has one."""
    return _JOIN.join(_KEYS[kind](record)) if kind in _KEYS else str(record.id)


def pair_key(actor: str, recipient: str) -> str:
    """How the keys of a pair's ties and shifts begin."""
    return f"{actor}{_JOIN}{recipient}{_JOIN}"


def _pair(record: Tie | Shift) -> tuple[str, str]:
    return record.actor, record.recipient


def bare(record: Any) -> Any:
    """An entity without its mentions and reasons, which are kept one by one; other records as they are."""
    return replace(record, mentions=(), reasons=()) if isinstance(record, Entity) else record


def face_of(mention: EntityMention) -> str:
    """Digest of all that a mention says but for where it stands: mentions of one face count as one, told so often."""
    return digest(mention.text, mention.kind, mention.form, mention.key or "", mention.country or "", mention.sector or "", mention.name)


def puts_of(resolved: Resolved) -> Iterator[Put]:
    """Every record with the documents that it rests on; entities with those of their mentions."""
    events = {e.id: frozenset(m.doc for m in e.mentions) for e in resolved.events}
    claims = {c.id: frozenset(m.doc for m in c.mentions) for c in resolved.claims}
    for field in fields(Resolved):
        for record in getattr(resolved, field.name):
            yield Put(field.name, record, documents_of(field.name, record, events, claims))


def documents_of(kind: str, record: Any, events: Mapping[str, frozenset[str]], claims: Mapping[str, frozenset[str]]) -> frozenset[str]:
    """Documents that a record rests on. events, claims: those of each id. Ties and shifts are found by their pair, and rest on none."""
    if kind in {"events", "claims", "entities", "rejected"}:
        return frozenset(m.doc for m in record.mentions)
    if kind == "questions":
        return frozenset[str]().union(*(claims.get(key, frozenset()) for answer in record.answers for key in answer.claims))
    if kind == "reviewed":
        return events.get(record.id, frozenset())
    if kind == "stories":
        return frozenset(record.documents)
    if kind in {"origins", "kinships"}:
        return frozenset({record[0]} if kind == "origins" else {record.document, record.of})
    told: tuple[str, ...] = ()
    if isinstance(record, Response):
        told = (record.action, record.reaction)
    elif kind == "incidents":
        told = (record.event, *(phase.event for phase in record.phases))
    elif kind == "proceedings":
        told = ("e" + record.id[1:], *record.findings, *record.absences)
    return frozenset[str]().union(*(events.get(key, frozenset()) for key in told))
