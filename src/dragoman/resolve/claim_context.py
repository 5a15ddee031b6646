"""Yields what a claim's words stand on: its text, the entities and events in it, the incident it bears on, who says it."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from dragoman.core.documents import Timex
from dragoman.core.mentions import ClaimMention, EntityMention, EventMention, Extracted
from dragoman.core.records import Claim, Entity, Event
from dragoman.resolve.hosts import Hosts, deals_of, denials_of, hosts_of
from dragoman.resolve.matters import find_matters
from dragoman.resolve.readings import Lexicon

if TYPE_CHECKING:
    from dragoman.codebook.gazetteer import Gazetteer

ONE_SENTENCE = 250  # code points within which the deeds of one sentence stand


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
    at: int = 0
    """Where the content begins in its document."""
    day: str = ""
    """ISO day on which the document was published; empty where unknown."""
    times: tuple[Timex, ...] = ()
    """Time expressions inside the content."""
    before: str = ""
    """What stands of the same sentence before the content."""
    cue: str = ""
    """The cue in lower case."""
    led: tuple[EntityMention, ...] = ()
    """Entity mentions of the same sentence before the content."""
    speakers: tuple[EntityMention, ...] = ()
    """The mentions that the chain names, nearest to the fact last."""

    def offset(self, start: int, end: int) -> int | None:
        """Where a span of the document stands in the joined words of the telling."""
        at = 0
        for span in self.mention.content:
            if span.start <= start and end <= span.end:
                return at + start - span.start
            at += span.end - span.start + 1
        return None


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
    hosts: Hosts = field(default_factory=lambda: Hosts({}, {}))
    gazetteer: Gazetteer | None = None
    state_names: Mapping[str, str] = field(default_factory=dict)
    states: Mapping[str, str] = field(default_factory=dict)
    """{country: id of its state, under the name that is told most}"""
    deeds: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    """Of each document (offset, event id) of all that it tells, in order."""
    deals: Mapping[str, str] = field(default_factory=dict)
    """{event id: id of the one it is taken for, where sums are compared}"""

    denials: Mapping[str, str] = field(default_factory=dict)
    """{id of a denied deed: id of the one that it denies}"""

    def country(self, mention: EntityMention) -> str | None:
        """Country of a mention or of its entity."""
        entity = self.entities.get(self.of_entity.get(mention.id, ""))
        return mention.country or (entity.country if entity else None)

    def incident(self, told: Told) -> str | None:
        """The incident a claim bears on: told in it, above an event of it, or, where it names a craft, the one its document is about."""
        main = self.hosts.canon(self.main_incident(told.mention.doc))
        near = self.hosts.near(told.mention.doc, told.at, {"INCIDENT"})
        main = near if near is not None and (main not in self.hosts.named or self.hosts.several(told.mention.doc)) else main
        for mention in told.events:
            seen = self.of_event.get(mention.id)
            for _ in range(4):
                event = self.events.get(seen or "")
                if event is None:
                    break
                if event.type == "INCIDENT":
                    head = self.hosts.canon(self.head(event.id))
                    # What is told beside an incident that has a name of its own is a phase of it, not another.
                    return head if main is None or (head in self.hosts.named and self.within_words(told, mention)) else main
                seen = event.parent
        if self.lexicon.has("craft", told.lower) or self.lexicon.has("mishaps", told.lower):
            return main
        return None

    def within_words(self, told: Told, mention: EventMention) -> bool:
        """Does the event's trigger stand in the words of the claim?"""
        return told.offset(mention.trigger.start, mention.trigger.end) is not None

    def host(self, told: Told) -> str | None:
        """What a number of people belongs to: the incident or attack told in the claim, else the one told last before it, else the document's main one."""
        doc, kinds = told.mention.doc, set(self.lexicon.table["hosts"])
        for mention in told.events:
            event = self.events.get(self.of_event.get(mention.id, ""))
            if event is not None and event.type in kinds:
                head = self.hosts.canon(self.head(event.id) if event.type == "INCIDENT" else event.id)
                if head in self.hosts.named:
                    return head
        near = self.hosts.near(doc, told.at, kinds)
        return near or self._spoken_of(told) or self.hosts.canon(self.main_incident(doc))

    def _spoken_of(self, told: Told) -> str | None:
        """The incident that a claim speaks of without telling it: `the collapse of a dam near Lomna on 1 May killed 31`."""
        names = {e.name for m in told.entities if m.kind in {"place", "state"} and (e := self.entities.get(self.of_entity.get(m.id, "")))}
        days = [t.range for t in told.times if t.range is not None and t.range.known]
        return self.hosts.spoken_of(told.lower, names, days) if names and days else None

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
        event_id = self.denials.get(event_id, event_id)
        return self.matters.get(event_id) or self.hosts.canon(event_id)

    def deal(self, event_id: str) -> str | None:
        """The matter of an event; deeds of one kind between the same two on one day are one."""
        return self.deals.get(event_id) or self.matter(event_id)

    def deed_before(self, told: Told, types: Set[str]) -> str | None:
        """The matter of the event of such a type that the document told last before the claim."""
        rows = self.deeds.get(told.mention.doc, ())
        near: list[tuple[int, int, str]] = []
        last = 0
        for at in range(bisect_left(rows, (told.at, "")) - 1, -1, -1):
            start, event = rows[at][0], self.events[rows[at][1]]
            if near and last - start > ONE_SENTENCE:
                break
            if event.type in types and event.modality in {"done", "alleged"}:
                last = last or start
                matter = self.matters.get(event.id, event.id)
                near.append((-self.tellings.get(matter, 0), -start, event.id))
        return self.matter(min(near)[2]) if near else None

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
    gazetteer: Gazetteer | None = None,
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
    return Corpus(
        lexicon,
        bare.entities,
        of_entity,
        by_id,
        of_event,
        ranked,
        matters,
        measured,
        tellings,
        hosts_of(extracted, by_id, of_event, bare.head, frozenset(lexicon.table["befalls"]), of_entity),
        gazetteer,
        {e.country: e.name for e in reversed(entities) if e.type == "state" and e.country},
        {str(e.country): e.id for e in sorted((e for e in entities if e.type == "state" and e.country), key=lambda e: (len(e.mentions), e.id))},
        {
            item.document.id: tuple(sorted((m.trigger.start, of_event[m.id]) for m in item.events if of_event.get(m.id, "") in by_id and not m.passing))
            for item in extracted
        },
        deals_of(events),
        denials_of(events),
    )
