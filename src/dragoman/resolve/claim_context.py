"""Yields what a claim's words stand on: its text, the entities and events in it, the incident it bears on, who says it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.core.mentions import ClaimMention, EntityMention, EventMention, Extracted
from dragoman.core.records import Claim, Entity, Event
from dragoman.resolve.matters import find_matters
from dragoman.resolve.readings import Lexicon, stands


@dataclass(frozen=True, slots=True)
class Told:
    """A claim with one of its tellings and what lies in the words of that telling."""

    claim: Claim
    mention: ClaimMention
    text: str
    lower: str
    """The words of the content in lower case, quotation marks straightened."""
    entities: tuple[EntityMention, ...]
    events: tuple[EventMention, ...]


@dataclass(frozen=True, slots=True)
class Corpus:
    """Resolved entities and events with the look-ups that questions need."""

    lexicon: Lexicon
    entities: Mapping[str, Entity]
    of_entity: Mapping[str, str]
    events: Mapping[str, Event]
    of_event: Mapping[str, str]
    incidents_of: Mapping[str, tuple[str, ...]]
    matters: Mapping[str, str] = field(default_factory=dict)
    measures_of: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tellings: Mapping[str, int] = field(default_factory=dict)
    """How often each matter is told in all."""

    def country(self, mention: EntityMention) -> str | None:
        """Country of a mention or of its entity."""
        entity = self.entities.get(self.of_entity.get(mention.id, ""))
        return mention.country or (entity.country if entity else None)

    def incident(self, told: Told) -> str | None:
        """The incident a claim bears on: told in it, above an event of it, or, where it names a craft, the one its document is about."""
        main = self.main_incident(told.mention.doc)
        for mention in told.events:
            seen = self.of_event.get(mention.id)
            for _ in range(4):
                event = self.events.get(seen or "")
                if event is None:
                    break
                if event.type == "INCIDENT":
                    head = self.head(event.id)
                    # What is told once beside an incident told often is a phase of it, not another.
                    return head if main is None or len(self.events[head].mentions) > 1 else main
                seen = event.parent
        if any(stands(w, told.lower) for w in (*self.lexicon.table["craft"], "blame", "responsibility", "object", "objects")):
            return main
        return None

    def main_incident(self, doc: str) -> str | None:
        """The incident that a document tells most of."""
        return next(iter(self.incidents_of.get(doc, ())), None)

    def head(self, event_id: str) -> str:
        """The incident above an incident, itself where there is none."""
        for _ in range(6):
            parent = self.events[event_id].parent
            if parent is None or parent not in self.events or self.events[parent].type != "INCIDENT":
                return event_id
            event_id = parent
        return event_id

    def matter(self, event_id: str | None) -> str | None:
        """The event that stands for all tellings of one measure; an incident's head; else the event itself."""
        if event_id not in self.events or event_id is None:
            return None
        return self.matters.get(event_id, event_id)

    def measure_against(self, doc: str, entity_id: str) -> str | None:
        """The measure of a document that is taken against an entity, else against a body of its country: the most told; None where there is none."""
        entity = self.entities[entity_id]
        found: dict[str, tuple[int, int, str]] = {}
        for event_id in self.measures_of.get(doc, ()):
            event = self.events[event_id]
            if not self.lasting(event_id):
                continue
            own = any(p.entity == entity_id for p in event.recipients)
            person = any(self.entities[p.entity].type == "person" for p in event.recipients if p.entity is not None and p.entity in self.entities)
            if own or (not person and any(p.country is not None and p.country == entity.country for p in event.recipients)):
                matter = self.matters.get(event_id, event_id)
                found[matter] = min(found.get(matter, (9, 0, "")), (0 if own else 1, -self.tellings[matter], matter))
        return min(found.values())[2] if found else None

    def lasting(self, event_id: str) -> bool:
        """Is the event a measure that lasts: a closure, ban, listing?"""
        return self.events[event_id].type in self.lexicon.table["lasting_measures"]

    def main_measure(self, doc: str) -> str | None:
        """The lasting measure that a document's events tell most often, by its matter; None where it tells none."""
        measures = self.measures_of.get(doc, ())
        lasting = {self.matters.get(i, i) for i in measures if self.lasting(i)}
        told: Counter[str] = Counter()
        for i in measures:
            if (matter := self.matters.get(i, i)) in lasting:
                told[matter] += len(self.events[i].mentions)
        return min(told, key=lambda i: (-told[i], i)) if told else None

    def victims(self, incident: str) -> frozenset[str]:
        """Countries of those whom the incident befell."""
        event = self.events[incident]
        return frozenset(p.country for p in event.recipients if p.country)

    def speakers(self, told: Told) -> frozenset[str]:
        """Countries, entities and names of the last link: who says it."""
        link = told.mention.chain[-1]
        found: set[str] = set()
        if link.mention and (entity := self.entities.get(self.of_entity.get(link.mention, ""))):
            found |= {entity.id, *([entity.country] if entity.country else [])}
        elif link.name:
            found.add(link.name)
        return frozenset(found)


def corpus_of(
    extracted: Sequence[Extracted],
    entities: Sequence[Entity],
    of_entity: Mapping[str, str],
    events: Sequence[Event],
    of_event: Mapping[str, str],
    lexicon: Lexicon,
) -> Corpus:
    """Look-ups over everything resolved; the incidents of a document by how often they are told in all, then by id."""
    by_id = {e.id: e for e in events}
    bare = Corpus(lexicon, {e.id: e for e in entities}, of_entity, by_id, of_event, {})
    told: dict[str, Counter[str]] = {}
    for item in extracted:
        for mention in item.events:
            event = by_id.get(of_event.get(mention.id, ""))
            if event is not None and event.type == "INCIDENT":
                told.setdefault(item.document.id, Counter())[bare.head(event.id)] += 1
    weight = {e.id: len(e.mentions) for e in events}
    ranked = {doc: tuple(sorted(count, key=lambda i: (-count[i], -weight[i], i))) for doc, count in told.items()}
    measures = set(map(str, lexicon.table["measures"]))
    measured = {
        item.document.id: tuple(sorted({of_event[m.id] for m in item.events if of_event.get(m.id, "") in by_id and by_id[of_event[m.id]].type in measures}))
        for item in extracted
    }
    matters = find_matters(events, bare.entities, measures)
    tellings: Counter[str] = Counter()
    for e in events:
        tellings[matters.get(e.id, e.id)] += len(e.mentions)
    return Corpus(lexicon, bare.entities, of_entity, by_id, of_event, ranked, matters, measured, tellings)


class Telling:
    """The mentions of one document, to be looked up by place and by id."""

    def __init__(self, item: Extracted) -> None:
        """item: what the document tells."""
        self._text = item.document.text
        self._entities = sorted(item.entities, key=_begin)
        self._events = {e.id: e for e in item.events}

    def told(self, claim: Claim, mention: ClaimMention) -> Told:
        """A telling with the entity and event mentions inside its words."""
        spans = mention.content
        text = " ".join(" ".join(self._text[s.start : s.end] for s in spans).split())
        first = bisect_left(self._entities, min(s.start for s in spans), key=_begin)
        last = bisect_right(self._entities, max(s.end for s in spans), key=_begin)
        inside = tuple(m for m in self._entities[first:last] if any(s.start <= m.start and m.end <= s.end for s in spans))
        about = tuple(self._events[i] for i in mention.about if i in self._events)
        return Told(claim, mention, text, text.lower().replace("’", "'"), inside, about)


def _begin(mention: EntityMention) -> int:
    return mention.start
