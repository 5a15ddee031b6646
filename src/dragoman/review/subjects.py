"""Yields what an act is about: events, entities, claims and mentions of the record, found by id."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.core.documents import Document
from dragoman.core.errors import JudgementError
from dragoman.core.mentions import ClaimMention, EntityMention, EventMention, Extracted
from dragoman.core.records import Claim, Entity, Event
from dragoman.resolve.judged_mentions import document_of
from dragoman.store.base import Store

_KIND = {"e": "events", "em": "events", "n": "entities", "nm": "entities", "c": "claims", "cm": "claims"}
_CALLED = {"events": "event", "entities": "entity", "claims": "claim"}


def kind_of(key: str) -> str:
    """`events`, `entities` or `claims`, of a record or mention; JudgementError where the id is of neither."""
    kind = _KIND.get(key.split("-", 1)[0]) if "-" in key else None
    if kind is None:
        raise JudgementError("no-such-subject", f"{key!r} is no id of an event, entity or claim, nor of a mention of one")
    return kind


def is_mention(key: str) -> bool:
    """Is it the id of a mention?"""
    return key.split("-", 1)[0] in {"em", "nm", "cm"}


def one_kind(keys: Iterable[str]) -> str:
    """The kind of all the ids; JudgementError where they are of several."""
    kinds = {kind_of(key) for key in keys}
    if len(kinds) != 1:
        raise JudgementError("mixed-subjects", "events, entities and claims are judged one kind at a time")
    return kinds.pop()


@dataclass(frozen=True, slots=True)
class Subjects:
    """Looks up what acts name. All of the record must be resolved."""

    store: Store

    def event(self, key: str) -> Event:
        """The event, thrown out or not, of an id or of a telling's; JudgementError where there is none."""
        if is_mention(key):
            found: list[Event] = [
                e for kind in ("events", "rejected") for e in self.store.resting(kind, [document_of(key)]) if any(m.id == key for m in e.mentions)
            ]
        else:
            found = [e for name in self._names(key) for kind in ("events", "rejected") for e in self.store.parts(kind, [name])]
        return self._first(found, key)

    def claim(self, key: str) -> Claim:
        """The claim of an id or of a telling's."""
        if is_mention(key):
            found: list[Claim] = [c for c in self.store.resting("claims", [document_of(key)]) if any(m.id == key for m in c.mentions)]
        else:
            found = [c for name in self._names(key) for c in self.store.parts("claims", [name])]
        return self._first(found, key)

    def entity(self, key: str) -> Entity:
        """The entity, without its mentions, of an id or of a mention's."""
        names = [self.store.entity_of_mentions([key]).get(key, "")] if is_mention(key) else self._names(key)
        found: list[Entity] = [e for name in names for e in self.store.parts("entities", [name])]
        return self._first(found, key)

    def called(self, key: str) -> str:
        """What a record is called: an event by its sentence, an entity by its name; what a mention says in its own words."""
        kind = kind_of(key)
        if is_mention(key):
            told = [m for m in (self.event(key).mentions if kind == "events" else ()) if m.id == key]
            return told[0].evidence[0].text if told else self._words(key)
        return self.event(key).summary if kind == "events" else self.claim(key).proposition if kind == "claims" else self.entity(key).name

    def _words(self, key: str) -> str:
        """The words of an entity or claim mention, by the span in its id."""
        start, end = (int(part) for part in key.split("-")[2:4])
        return self.document(document_of(key)).text[start:end]

    def mentions(self, entity: str) -> list[EntityMention]:
        """All mentions of an entity, by document and place."""
        documents = self.store.documents_of_entities([entity]).get(entity, frozenset())
        home = self.store.entity_of(documents)
        found = [m for x in self.store.extracted_of(documents) for m in x.entities if home.get(m.id) == entity]
        told = {m.id for m in found}
        added = [m for known in self.store.known([entity]) for m, _ in known.faces if m.id not in told]
        return sorted((*found, *added), key=lambda m: (m.doc, m.start, m.end, m.id))

    def extracted(self, document: str) -> Extracted:
        """What was drawn from a document."""
        found = next(iter(self.store.extracted_of([document])), None)
        if found is None:
            raise JudgementError("no-such-subject", f"the record has no document {document!r}; 'dragoman documents' lists them")
        return found

    def document(self, key: str) -> Document:
        """A document by id."""
        return self.extracted(key).document

    def drawn(self, mentions: Sequence[str]) -> list[EventMention]:
        """Event mentions as they were drawn from their documents; those that a person added are left out."""
        documents = sorted({document_of(key) for key in mentions})
        wanted = set(mentions)
        return [m for x in self.store.extracted_of(documents) for m in (*x.events, *x.reminders) if m.id in wanted]

    def claim_mention(self, key: str) -> ClaimMention | None:
        """A claim mention as it was drawn."""
        return next((m for x in self.store.extracted_of([document_of(key)]) for m in x.claims if m.id == key), None)

    def _names(self, key: str) -> list[str]:
        """The id, and what took its place."""
        moved = self.store.redirects()
        return [key, *([moved[key]] if key in moved else [])]

    def _first[T](self, found: Sequence[T], key: str) -> T:
        if not found:
            raise JudgementError("no-such-subject", f"the record has no {_CALLED[kind_of(key)]} {key!r}")
        return found[0]
