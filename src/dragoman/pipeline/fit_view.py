"""Yields what stages read of a part of the record: some documents, the entities that they tell of, and the events, as they are with new ones."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace

from dragoman.codebook.model import Codebook
from dragoman.core.mentions import EntityMention, EventMention, Extracted, Judgement
from dragoman.core.records import Entity, Event
from dragoman.core.twins import TwinReader
from dragoman.pipeline.fit_entities import FittedEntities
from dragoman.resolve.entities import EntityResolution
from dragoman.resolve.events import EventResolution
from dragoman.resolve.judged_mentions import as_judged, named_in
from dragoman.store.base import Store


@dataclass(slots=True)
class View:
    """A part of the record with new documents in it; what is read once is kept."""

    store: Store
    fitted: FittedEntities
    fresh: frozenset[str]
    codebook: Codebook
    states: frozenset[str] = frozenset()
    """Entities that are states which the new documents mean without naming them."""
    judgements: Sequence[Judgement] = ()
    twins: TwinReader | None = None
    before: dict[str, EventMention] = field(default_factory=dict)
    """Event mentions of what was read that a person edited, as they were drawn."""
    rejected: dict[str, EventMention] = field(default_factory=dict)
    """Event mentions of what was read that a person threw out."""
    _read: dict[str, Extracted] = field(default_factory=dict)
    _of: dict[str, str] = field(default_factory=dict)
    _heads: dict[str, Entity] = field(default_factory=dict)
    _events: dict[str, Event] = field(default_factory=dict)
    """Events that are new or changed."""
    _gone: set[str] = field(default_factory=set)
    _parties: dict[str, set[str]] = field(default_factory=dict)

    def documents(self, keys: Collection[str]) -> list[Extracted]:
        """What some documents tell, by id."""
        missing = set(keys) - self._read.keys()
        if missing:
            judged = as_judged(self.store.extracted_of(missing), self.judgements, self.codebook)
            self._read |= {x.document.id: x for x in judged.extracted}
            self.before |= judged.before
            self.rejected |= judged.rejected
            self._of |= {m: self.fitted.home.get(e, e) for m, e in self.store.entity_of(missing - self.fresh).items()}
            self._of |= {m.id: self.fitted.of_mention[m.id] for key in missing & self.fresh for m in self._read[key].entities}
            self._look_up({key for x in judged.extracted for key in self._named(x)} - self._of.keys())
        return [self._read[key] for key in sorted(set(keys)) if key in self._read]

    def _named(self, extracted: Extracted) -> set[str]:
        """Entity mentions, in any document, that judgements name as parties or places of a document's events."""
        if self.judgements and extracted.document.id not in self._parties:
            self._parties[extracted.document.id] = named_in(self.judgements, extracted.document.id)
        return self._parties.get(extracted.document.id, set())

    def _look_up(self, mentions: Collection[str]) -> None:
        if mentions:
            self._of |= {m: self.fitted.home.get(e, e) for m, e in self.store.entity_of_mentions(mentions).items()}

    def entities(self, documents: Sequence[Extracted]) -> EntityResolution:
        """The entities that some documents tell of, with their mentions there and one of each face elsewhere."""
        of_mention = {m.id: self._of[m.id] for x in documents for m in x.entities if m.id in self._of}
        of_mention |= {key: self._of[key] for x in documents for key in self._named(x) if key in self._of} if self.judgements else {}
        wanted = {*of_mention.values(), *self.states}
        missing = wanted - self._heads.keys()
        self._heads |= {key: self.fitted.heads[key] for key in missing if key in self.fitted.heads}
        for known in self.store.known(missing - self._heads.keys()):
            self._heads[known.entity.id] = replace(known.entity, mentions=tuple(m for m, _ in known.faces))
        here: dict[str, list[EntityMention]] = {}
        for x in documents:
            for m in x.entities:
                if m.id in of_mention:
                    here.setdefault(of_mention[m.id], []).append(m)
        found = []
        for key in sorted(wanted & self._heads.keys()):
            head = self._heads[key]
            mentions = {m.id: m for m in (*head.mentions, *here.get(key, ()))}
            found.append(replace(head, mentions=tuple(sorted(mentions.values(), key=lambda m: (m.doc, m.start, m.end, m.id)))))
        known_ids = {e.id for e in found}
        return EntityResolution(tuple(found), {m: e for m, e in sorted(of_mention.items()) if e in known_ids})

    def events(self, documents: Iterable[str]) -> tuple[Event, ...]:
        """The events that rest on some documents, by id, as they are now."""
        wanted = set(documents)
        found = {e.id: e for e in self.store.resting("events", wanted) if e.id not in self._gone}
        found |= {e.id: e for e in self._events.values() if any(m.doc in wanted for m in e.mentions)}
        return tuple(self._with_new_ids(found[key]) for key in sorted(found))

    def _with_new_ids(self, event: Event) -> Event:
        """An event whose parties have the ids that entities have now."""
        home = self.fitted.home
        if event.id in self._events or not any(p.entity in home for p in (*event.actors, *event.recipients)):
            return event
        actors, recipients = (tuple(replace(p, entity=home.get(p.entity or "", p.entity)) for p in side) for side in (event.actors, event.recipients))
        return replace(event, actors=actors, recipients=recipients)

    def resolution(self, documents: Iterable[str]) -> EventResolution:
        """The same with the event of every mention."""
        events = self.events(documents)
        return EventResolution(events, {m.id: e.id for e in events for m in e.mentions})

    def take(self, events: Iterable[Event], gone: Iterable[str]) -> None:
        """Events that are new or changed, and ids that are no more."""
        self._events |= {e.id: e for e in events}
        self._gone |= set(gone) | self._events.keys()
