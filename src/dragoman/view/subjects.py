"""Yields Subject: whom a view is about, found by name, demonym, code or spelling in the record; and whether an event concerns it."""

from __future__ import annotations

import difflib
from collections import Counter
from dataclasses import dataclass

from dragoman.codebook.skeleton import fold, same_spelling
from dragoman.core.errors import NotFoundError
from dragoman.core.records import Entity, Event, Party
from dragoman.view.record import Record

_NAMING = frozenset({"name", "alias", "acronym", "demonym", "metonym"})
_NEAREST = 5
"""Near names that an error lists."""


@dataclass(frozen=True, slots=True)
class Subject:
    """A state with all that bears its code, or one entity alone. code: as in `Party.country`, None for what is no state."""

    name: str
    code: str | None
    entities: frozenset[str]

    def is_(self, party: Party) -> bool:
        """Does the party stand for it? For a state: its organs, people and organisations too."""
        return party.entity in self.entities or (self.code is not None and party.country == self.code)


def find_subject(record: Record, name: str) -> Subject:
    """The subject of an id, name, alias, demonym, ISO or PLOVER code, in any case and with or without accents; states come first.

    NotFoundError where the record has none; it lists near names.
    """
    entity = record.entity.get(name) or _by_code(record, name.strip()) or find_entity(record, name)
    if entity.type == "state" and entity.country:
        mine = (e for e in record.resolved.entities if e.type == "state" and e.country == entity.country)
        return Subject(entity.name, entity.country, frozenset(e.id for e in mine))
    return Subject(entity.name, None, frozenset({entity.id}))


def find_entity(record: Record, name: str) -> Entity:
    """The entity that a name stands for; of several states first, then the one named most. NotFoundError with near names where there is none."""
    wanted = fold(name)
    found = [e for e in record.resolved.entities if wanted and wanted in _names(e)]
    if not found:
        found = [e for e in record.resolved.entities if wanted and e.type == "person" and _is_surname(wanted, e)]
    if not found:
        near = nearest(record, name)
        hint = f"; near it: {', '.join(near)}" if near else ""
        raise NotFoundError(f"the record names nobody and nothing {name!r}{hint}")
    return min(found, key=lambda e: (e.type != "state", fold(e.name) != wanted, -len(e.mentions), e.id))


def _is_surname(wanted: str, person: Entity) -> bool:
    """Is the word the last of one of the person's names, in any of the spellings that one name takes (Hacizade, Hajizada)?"""
    last = {folded.split()[-1] for folded in _names(person) if folded}
    return " " not in wanted and (wanted in last or any(same_spelling(wanted, name) for name in sorted(last)))


def main_entity(record: Record, subject: Subject) -> Entity:
    """The entity that stands for a subject: of several of a state the one named most."""
    return min((record.entity[e] for e in sorted(subject.entities)), key=lambda e: (-len(e.mentions), e.id))


def nearest(record: Record, name: str) -> tuple[str, ...]:
    """Names of the record that look like a name, nearest first."""
    wanted = fold(name)
    named = [e for e in record.resolved.entities if e.type in {"state", "person", "organisation", "craft", "place", "group"}]
    spelled = {folded: e.name for e in reversed(named) for folded in sorted(_names(e)) if folded}
    close = difflib.get_close_matches(wanted, sorted(spelled), n=_NEAREST * 2, cutoff=0.6)
    close += [folded for folded in sorted(spelled) if wanted and wanted in folded and folded not in close]
    if not close:
        counts = Counter({e.name: len(e.mentions) for e in named if e.type == "state"})
        return tuple(sorted(counts, key=lambda key: (-counts[key], key))[:_NEAREST])
    return tuple(dict.fromkeys(spelled[folded] for folded in close))[:_NEAREST]


def between(event: Event, a: Subject, b: Subject) -> bool:
    """Does one of the two act towards the other, or do both act together?"""
    return _towards(event, a, b) or _towards(event, b, a) or (not event.recipients and _among(event.actors, a) and _among(event.actors, b))


def concerns(event: Event, subject: Subject) -> bool:
    """Is the subject an actor or recipient of the event?"""
    return _among(event.actors, subject) or _among(event.recipients, subject)


def _towards(event: Event, a: Subject, b: Subject) -> bool:
    return _among(event.actors, a) and _among(event.recipients, b)


def _among(parties: tuple[Party, ...], subject: Subject) -> bool:
    return any(subject.is_(party) for party in parties)


def _names(entity: Entity) -> set[str]:
    written = {m.text for m in entity.mentions if m.form in _NAMING}
    return {fold(text) for text in (entity.name, *entity.aliases, *written)}


def _by_code(record: Record, code: str) -> Entity | None:
    """The state of an ISO alpha-2, alpha-3 or PLOVER code; capitals are asked for, since `us` and `it` are words."""
    if not code.isupper():
        return None
    for entity in record.resolved.entities:
        codes = {entity.country, entity.ids.get("iso2"), entity.ids.get("iso3"), entity.ids.get("cameo")}
        if entity.type == "state" and code in codes:
            return entity
    return None
