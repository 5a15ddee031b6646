"""Yields Event records from clusters of tellings: the fields that most accounts give, every telling with its evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from dragoman.codebook.model import Codebook
from dragoman.core.dates import UNKNOWN
from dragoman.core.ids import resolved_id
from dragoman.core.mentions import Chain, EventMention, Extracted, Participant
from dragoman.core.records import Entity, Event, EventTold, Link, Party, PlaceOfEvent
from dragoman.resolve.dates import date_of_tellings, supposed_date
from dragoman.resolve.event_frames import Frame
from dragoman.resolve.event_reasons import reasons_of
from dragoman.resolve.labels import without_article
from dragoman.resolve.offices import sector_on
from dragoman.resolve.summaries import Summariser

_MODALITY_ORDER = ("done", "alleged", "threatened", "demanded", "planned", "hypothetical", "denied")
_MOST_PARTIES = 6
_NEGATED = re.compile(r"(?:\b(?:not|never|cannot)|n['’]t)\s+(?:\w+\s+){0,1}$")
_DESCRIBING = frozenset({"nominal", "pronoun"})


class EventWriter:
    """Makes records; needs the documents for exact words, the entities for parties and places, the codebook for scores."""

    def __init__(self, documents: Sequence[Extracted], entities: Mapping[str, Entity], of_mention: Mapping[str, str], codebook: Codebook) -> None:
        """documents: all extracted; entities: by id; of_mention: entity mention to entity id."""
        self.documents = {x.document.id: x.document for x in documents}
        self.published = {x.document.id: x.document.published.day if x.document.published else "9999" for x in documents}
        self.entities = entities
        self.states = {e.country: e for e in reversed(list(entities.values())) if e.type == "state" and e.country}
        self.of_mention = of_mention
        self.codebook = codebook
        self.summariser = Summariser(codebook)
        self.weights = codebook.weights("event_merge")

    def write(self, cluster: list[Frame], judged: Callable[[Event], Event] = lambda event: event) -> Event:
        """The event of one cluster; the fullest, surest telling leads. judged: puts in the fields that a person gave or confirmed."""
        every = sorted((f.mention for f in cluster), key=lambda m: m.id)
        mentions = sorted((f.mention for f in cluster if not f.reminder), key=lambda m: m.id) or every
        named = {f.mention.id for f in cluster if f.reminder}
        modality = _modality(mentions)
        typed = _of_most_told_type(mentions)
        lead = max(typed, key=lambda m: (m.modality == modality, *self._fullness(m)))
        kind, mode = self.codebook.types[lead.type], _most([m.mode for m in typed])
        date = date_of_tellings(mentions)  # what only names the deed (`the 14 February blast`) dates it where nobody else does
        actors, recipients = self._parties([(m.doc, m.actors) for m in mentions]), self._parties([(m.doc, m.recipients) for m in mentions])
        recipients = tuple(p for p in recipients if p.entity is None or p.entity not in {a.entity for a in actors})
        event = Event(
            id=resolved_id("e", [m.id for m in every]),
            ontology=lead.ontology,
            type=lead.type,
            mode=mode,
            contexts=tuple(dict.fromkeys(c for m in mentions for c in m.contexts))[:4],
            cameo=lead.cameo,
            modality=modality,
            actors=actors,
            recipients=recipients,
            place=self._place(mentions),
            date=next((d for d in (date, date_of_tellings(every), supposed_date(mentions)) if d.known), UNKNOWN),
            quad=kind.quad if kind.ontology == "PLOVER" else None,
            score=kind.score_of(mode) if kind.ontology == "PLOVER" else None,
            goldstein=self.codebook.goldstein_of(lead.cameo),
            chain=self._chain(min(mentions, key=lambda m: (_MODALITY_ORDER.index(m.modality), len(m.chain), self.published[m.doc], m.id))),
            parent=None,
            summary="-",
            mentions=tuple(self._told(m, m.id in named) for m in every),
            values=lead.values,
            reasons=reasons_of(cluster, self.weights),
        )
        made = judged(event)
        does = self._parties([(lead.doc, lead.actors)]) if made.actors == event.actors else made.actors
        suffers = self._parties([(lead.doc, lead.recipients)]) if made.recipients == event.recipients else made.recipients
        return self.summariser.with_summary(made, replace(made, actors=does, recipients=suffers, values=(*lead.values, *self._wording(lead))))

    def _wording(self, mention: EventMention) -> tuple[tuple[str, str], ...]:
        """What a sentence needs beside the values: the trigger, and whether its words deny what the type does not (`did not accept`)."""
        text = self.documents[mention.doc].text
        before = text[mention.evidence[0].start : mention.trigger.start]
        negated = (("negated", "true"),) if _NEGATED.search(before) and ("absence", "true") not in mention.values else ()
        return ("trigger", text[mention.trigger.start : mention.trigger.end].lower()), *negated

    def _fullness(self, mention: EventMention) -> tuple[bool | float | str, ...]:
        """Of several tellings the one to word the event after: with both sides, in the body of a text, the doer in person, a verb, a date."""
        told = dict(mention.values)
        zones = self.documents[mention.doc].zones
        body = not any(z.start <= mention.trigger.start < z.end and z.kind in {"title", "heading"} for z in zones)
        sides = bool(mention.actors), bool(mention.recipients)
        return (*sides, body, "doer" not in told, "verb" in told, mention.date.known, mention.confidence, mention.id)

    def _parties(self, sides: list[tuple[str, tuple[Participant, ...]]]) -> tuple[Party, ...]:
        """Parties of (document, those that it tells) by how many tellings name them, then by place in the telling."""
        seen: Counter[str] = Counter()
        flags: Counter[str | None] = Counter()
        first: dict[str, tuple[int, int, Party]] = {}
        for n, (doc, side) in enumerate(sides):
            for k, participant in enumerate(side):
                party = self.party(participant, doc)
                key = f"{party.entity or party.country or party.name or ''} {participant.code or ''}"
                seen[key] += 1
                flags[party.country] += 1
                first.setdefault(key, (k, n, party))
        told = sum(bool(side) for _, side in sides)
        if _at_odds([{self.of_mention.get(p.mention or "", "") or p.country for p in side} | {p.country for p in side} for _, side in sides]):
            return ()
        backed = [k for k in first if max(seen[k], flags[first[k][2].country] if first[k][2].country else 0) * 3 >= told]
        order = sorted(backed or first, key=lambda key: (first[key][0], -seen[key], first[key][1], key))
        parties = [first[key][2] for key in order]
        return (tuple(parties) if self.codebook.dictionary else self._no_doubles(parties))[:_MOST_PARTIES]

    def _no_doubles(self, parties: list[Party]) -> tuple[Party, ...]:
        """A state beside its own government is the state; beside a person or body of its own it is left unsaid."""
        states = {p.country for p in parties if self._is_state(p)}
        kept = [p for p in parties if self._is_state(p) or p.country not in states or not (p.name or "").lower().endswith("government")]
        kept = [p for n, p in enumerate(kept) if not (self._described(p) and any(q.country == p.country for q in kept[:n]))]
        doing = {p.country for p in kept if not self._is_state(p)}
        return tuple(p for p in kept if not (self._is_state(p) and p.country in doing))

    def _described(self, party: Party) -> bool:
        """Known by a description alone: beside another of its state it adds nobody."""
        entity = self.entities.get(party.entity or "")
        return bool(party.country) and (entity is None or not any(m.form in {"name", "alias", "acronym"} for m in entity.mentions))

    def _is_state(self, party: Party) -> bool:
        return party.entity is not None and self.entities[party.entity].type == "state"

    def party(self, participant: Participant, doc: str) -> Party:
        """The party that a participant of a document is."""
        entity = self.entities.get(self.of_mention.get(participant.mention or "", ""))
        state = self.states.get(participant.country or "")
        if entity is None and participant.mention is None and state is not None and state.name == participant.name:
            entity = state
        if entity is None:
            return Party(None, participant.name, participant.country, participant.sector, participant.code or _code(participant.country, participant.sector))
        published = self.documents[doc].published
        if participant.code:
            return Party(entity.id, entity.name, participant.country, participant.sector, participant.code)
        country, sector = entity.country or participant.country, sector_on(entity, participant.sector, published.day if published else None)
        return Party(entity.id, entity.name, country, sector, _code(country, sector))

    def _place(self, mentions: list[EventMention]) -> PlaceOfEvent | None:
        told = [self.entities[self.of_mention[m.place]] for m in mentions if m.place is not None and m.place in self.of_mention]
        if not told:
            return None
        narrow = {entity.country for entity in told if entity.type != "state"}
        entity = self.entities[Counter(e.id for e in told if e.type != "state" or e.country not in narrow).most_common(1)[0][0]]
        return _place_named(entity)

    def place_of(self, mention: str) -> PlaceOfEvent | None:
        """The place that an entity mention names."""
        entity = self.entities.get(self.of_mention.get(mention, ""))
        return _place_named(entity) if entity else None

    def _told(self, mention: EventMention, passing: bool) -> EventTold:
        document = self.documents[mention.doc]
        evidence = tuple(document.evidence(s.start, s.end) for s in mention.evidence)
        return EventTold(mention.id, mention.doc, evidence, self._chain(mention), mention.made_by, mention.confidence, passing)

    def _chain(self, mention: EventMention) -> tuple[Link, ...]:
        return resolved_chain(mention.chain, self.of_mention, self.entities)


def _at_odds(sides: Sequence[set[str | None]]) -> bool:
    """Do most tellings name nobody, and the others each somebody else? Then none is believed: who did it stands in claims and questions."""
    named = [side - {None} for side in sides if side]
    alone = all(one.isdisjoint(other) for n, one in enumerate(named) for other in named[:n])
    return len(named) > 1 and alone and len(named) * 2 < len(sides)


def _place_named(entity: Entity) -> PlaceOfEvent:
    spot = entity.place
    return PlaceOfEvent(entity.name, entity.country, spot.lat if spot else None, spot.lon if spot else None)


def resolved_chain(chain: Chain, of_mention: Mapping[str, str], entities: Mapping[str, Entity]) -> tuple[Link, ...]:
    """A chain with entity ids and, where the entity is known by name, that name; who is only described keeps the words that the chain has for him."""
    links = []
    for link in chain:
        entity = entities.get(of_mention.get(link.mention or "", ""))
        if entity is None:
            links.append(Link(link.type, link.name, None, link.start, link.end))
            continue
        named = not link.name or any(m.form not in _DESCRIBING for m in entity.mentions)
        links.append(Link(link.type, entity.name if named else without_article(link.name or ""), entity.id, link.start, link.end))
    return tuple(links)


def _of_most_told_type(mentions: list[EventMention]) -> list[EventMention]:
    """The mentions of the type that most documents have it as; of several such the one of which a coder was surest."""
    docs: dict[str, set[str]] = {}
    sure: dict[str, float] = {}
    for m in mentions:
        docs.setdefault(m.type, set()).add(m.doc)
        sure[m.type] = max(sure.get(m.type, 0.0), m.confidence)
    kind = min(docs, key=lambda name: (-len(docs[name]), -sure[name], name))
    return [m for m in mentions if m.type == kind]


def _modality(mentions: list[EventMention]) -> str:
    """`done` where a telling has it so; but if only tellings without a doer do (`after the downing`), and others allege it of somebody, it is alleged."""
    named = [m.modality for m in mentions if m.actors]
    told = named if named and "alleged" in named else [m.modality for m in mentions]
    return min(told, key=_MODALITY_ORDER.index)


def _code(country: str | None, sector: str | None) -> str | None:
    return f"{country or ''}{sector or ''}" or None


def _most(values: list[str | None]) -> str | None:
    counted = Counter(v for v in values if v)
    return min(counted, key=lambda v: (-counted[v], v)) if counted else None
