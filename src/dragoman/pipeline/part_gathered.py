"""Yields Gathered, the records of a part while they are gathered: events of a filter, what they lead to, and the Record that comes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from itertools import chain
from typing import Any

from dragoman.core.desk import EntityFilter, EventFilter, Page
from dragoman.core.documents import Timex
from dragoman.core.records import Claim, Entity, Event, Question
from dragoman.core.resolved import Resolved
from dragoman.store.base import Store
from dragoman.store.rows import key_of
from dragoman.view.record import Record

MOST_DOCUMENTS = 120
MOST_MENTIONS = 300
_MOST_CLAIMS = 3000
_MOST_QUESTIONS = 300
_PAGE = 500
_FACES, _FEW_FACES, _MANY = 12, 3, 150
"""Mentions of those whom a part only names: fewer where these are many."""


@dataclass(slots=True)
class Gathered:
    """Records of a part by kind and id, while they are gathered."""

    store: Store
    most: int
    events: dict[str, Event] = field(default_factory=dict)
    claims: dict[str, Claim] = field(default_factory=dict)
    questions: dict[str, Question] = field(default_factory=dict)
    documents: dict[str, None] = field(default_factory=dict)
    others: dict[str, dict[str, Any]] = field(default_factory=dict)
    whole: tuple[str, ...] = ()
    left: Counter[str] = field(default_factory=Counter)

    def put(self, kind: str, records: Iterable[Any]) -> None:
        """More records of a kind."""
        own: dict[str, dict[str, Any]] = {"events": self.events, "claims": self.claims, "questions": self.questions}
        target = own[kind] if kind in own else self.others.setdefault(kind, {})
        target.update((key_of(kind, record), record) for record in records)

    def find(self, asked: EventFilter, said: str = "earlier events", most: int | None = None) -> None:
        """The events of a filter, the latest so many, with their documents. said: how those left out are called."""
        most = most or self.most
        total, found = 0, list[Event]()
        for number in range(1, 2 + (most - 1) // _PAGE):
            page = self.store.desk.events(asked, Page(number, min(_PAGE, most)))
            total, found = page.total, [*found, *(row.event for row in page.items)]
            if len(found) >= total:
                break
        if total > len(found):
            self.left[said] += total - len(found)
        self.put("events", found)
        self.add_documents(m.doc for event in found for m in event.mentions)

    def add_documents(self, keys: Iterable[str]) -> None:
        """Documents, the first so many."""
        wanted = [key for key in dict.fromkeys(keys) if key not in self.documents]
        room = max(0, MOST_DOCUMENTS - len(self.documents))
        if len(wanted) > room:
            self.left["more reports"] += len(wanted) - room
        self.documents.update(dict.fromkeys(wanted[:room]))


def add_claims(gathered: Gathered, documents: Collection[str]) -> None:
    """Claims that some documents tell."""
    found = gathered.store.resting("claims", documents)
    if len(found) > _MOST_CLAIMS:
        gathered.left["claims"] += len(found) - _MOST_CLAIMS
    gathered.put("claims", found[:_MOST_CLAIMS])


def add_questions(gathered: Gathered, about: Collection[str] | None = None) -> None:
    """Questions that the documents gathered answer, with the claims that answer them; about: only those about some records."""
    found = gathered.store.resting("questions", gathered.documents)
    wanted = [q for q in found if about is None or q.about in about]
    if len(wanted) > _MOST_QUESTIONS:
        gathered.left["questions"] += len(wanted) - _MOST_QUESTIONS
    gathered.put("questions", wanted[:_MOST_QUESTIONS])
    claims = {claim for q in gathered.questions.values() for answer in q.answers for claim in answer.claims}
    gathered.put("claims", gathered.store.parts("claims", claims - gathered.claims.keys()))
    gathered.add_documents(m.doc for claim in sorted(claims & gathered.claims.keys()) for m in gathered.claims[claim].mentions)


def add_related(gathered: Gathered, kinds: Collection[str] = ("incidents", "proceedings")) -> None:
    """Records of these kinds and links that rest on the documents gathered, with the events that they name."""
    store, documents = gathered.store, gathered.documents
    for kind in kinds:
        gathered.put(kind, store.resting(kind, documents))
    responses = [r for r in store.resting("responses", documents) if r.action in gathered.events or r.reaction in gathered.events]
    gathered.put("responses", responses)
    named = {key for r in responses for key in (r.action, r.reaction)}
    for incident in gathered.others.get("incidents", {}).values():
        named |= {incident.event, *(phase.event for phase in incident.phases), *incident.damage}
    for proceeding in gathered.others.get("proceedings", {}).values():
        named |= {*proceeding.findings, *proceeding.absences}
    missing = sorted(named - gathered.events.keys())
    gathered.put("events", store.parts("events", missing[: gathered.most]))


def record_of(gathered: Gathered, as_of: str | None) -> Record:
    """What was gathered as a Record, with the first texts of those that are copies."""
    store = gathered.store
    origins = dict(store.resting("origins", gathered.documents))
    kept = sorted({*gathered.documents, *(first for doc, first in origins.items() if doc in gathered.documents)})
    documents = tuple(document for key in kept if (document := store.document(key)))
    times: dict[str, tuple[Timex, ...]] = dict(store.desk.times(kept))
    others: dict[str, tuple[Any, ...]] = {kind: tuple(found[key] for key in sorted(found)) for kind, found in gathered.others.items()}
    resolved = Resolved(
        entities=_entities(gathered),
        events=tuple(gathered.events[key] for key in sorted(gathered.events)),
        claims=tuple(gathered.claims[key] for key in sorted(gathered.claims)),
        questions=tuple(gathered.questions[key] for key in sorted(gathered.questions)),
        origins=tuple(sorted(origins.items())),
        kinships=store.resting("kinships", gathered.documents),
    )
    return Record(replace(resolved, **others), documents, times, as_of)


def _entities(gathered: Gathered) -> tuple[Entity, ...]:
    """Whom the records name: heads with a few mentions, and those that the part is of with many."""
    sides = (party.entity for event in gathered.events.values() for party in (*event.actors, *event.recipients))
    links = (link.entity for claim in gathered.claims.values() for told in claim.mentions for link in told.chain)
    told = (link.entity for event in gathered.events.values() for mention in event.mentions for link in mention.chain)
    about = (question.about for question in gathered.questions.values())
    involved = (key for incident in gathered.others.get("incidents", {}).values() for key in incident.involved)
    bodies = (key for proceeding in gathered.others.get("proceedings", {}).values() for key in proceeding.bodies)
    named = {key for key in chain(sides, links, told, about, involved, bodies) if key} | set(gathered.whole)
    countries = tuple(sorted({row.country for row in gathered.store.desk.entity_rows(gathered.whole).values() if row.country}))
    if countries:
        named |= {row.id for row in gathered.store.desk.entities(EntityFilter(type=("state",), country=countries)).items}
    found = {entity.id: entity for entity in gathered.store.desk.heads(named, _FACES if len(named) < _MANY else _FEW_FACES)}
    for key in gathered.whole:
        page = gathered.store.desk.entity(key, Page(1, MOST_MENTIONS))
        if page and key in found:
            extra = {m.id for m in page.mentions.items}
            mentions = (*page.mentions.items, *(m for m in found[key].mentions if m.id not in extra))
            found[key] = replace(found[key], mentions=mentions, reasons=gathered.store.desk.reasons(key))
    return tuple(found[key] for key in sorted(found))
