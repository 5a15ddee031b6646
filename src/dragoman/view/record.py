"""Yields Record: the resolved records with the documents they rest on, and look-ups by id, which every view reads."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from dragoman.core.documents import Document, Timex
from dragoman.core.errors import NotFoundError
from dragoman.core.records import Claim, Entity, Event, Question
from dragoman.core.resolved import Resolved


@dataclass(frozen=True)
class Record:
    """All that a view may show. documents: by id; times: document id to its time expressions; as_of: ISO day by which deadlines are judged, or None."""

    resolved: Resolved
    documents: tuple[Document, ...]
    times: Mapping[str, tuple[Timex, ...]]
    as_of: str | None

    @cached_property
    def document(self) -> Mapping[str, Document]:
        """Documents by id."""
        return {document.id: document for document in self.documents}

    @cached_property
    def entity(self) -> Mapping[str, Entity]:
        """Entities by id."""
        return {entity.id: entity for entity in self.resolved.entities}

    @cached_property
    def event(self) -> Mapping[str, Event]:
        """Events by id."""
        return {event.id: event for event in self.resolved.events}

    @cached_property
    def claim(self) -> Mapping[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.resolved.claims}

    @cached_property
    def question(self) -> Mapping[str, Question]:
        """Questions by id."""
        return {question.id: question for question in self.resolved.questions}

    @cached_property
    def origin(self) -> Mapping[str, str]:
        """Document id to the document that it copies or rewrites, else to itself."""
        return {document.id: document.id for document in self.documents} | dict(self.resolved.origins)


def leading_pair(record: Record) -> tuple[str, str]:
    """Codes of the two states that deal most with each other, by number of events and then by code; NotFoundError where no two do."""
    counts: Counter[tuple[str, str]] = Counter()
    for event in record.resolved.events:
        sides = [{party.country for party in side if party.country} for side in (event.actors, event.recipients)]
        counts.update({(min(a, b), max(a, b)) for a in sides[0] for b in sides[1] if a != b})
    if not counts:
        raise NotFoundError("the record holds no event between two states; name whom the brief is about, or add reports")
    return min(counts, key=lambda pair: (-counts[pair], pair))
