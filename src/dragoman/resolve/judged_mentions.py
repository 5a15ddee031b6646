"""Yields what texts tell as persons have judged it: mentions that they added, edited or threw out, before anything is resolved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import msgspec

from dragoman.codebook.model import Codebook
from dragoman.core.judged import ADDED, DRAWN, EDIT, RIGHT, WRONG, changes_of, fields_in, standing
from dragoman.core.mentions import ClaimMention, EntityMention, EventMention, Extracted, Judgement
from dragoman.resolve.judged_events import edited

_EVENTS = msgspec.json.Decoder(list[EventMention])
_ONE: Mapping[str, msgspec.json.Decoder[Any]] = {
    "em": msgspec.json.Decoder(EventMention),
    "cm": msgspec.json.Decoder(ClaimMention),
    "nm": msgspec.json.Decoder(EntityMention),
}
_FIELD = {"em": "events", "cm": "claims", "nm": "entities"}


@dataclass(frozen=True, slots=True)
class AsJudged:
    """Documents as judged. before: {event mention that was edited: as it was drawn}; rejected: event mentions that were thrown out, as edited."""

    extracted: tuple[Extracted, ...]
    before: Mapping[str, EventMention] = field(default_factory=dict)
    rejected: Mapping[str, EventMention] = field(default_factory=dict)


def document_of(mention: str) -> str:
    """The document that a mention's id names; empty for another id."""
    parts = mention.split("-")
    return f"d-{parts[1]}" if len(parts) > 2 and parts[0] in _FIELD else ""


def documents_in(judgement: Judgement) -> frozenset[str]:
    """The documents that a judgement's mentions stand in."""
    return frozenset(doc for key in judgement.subject if (doc := document_of(key)))


def as_judged(extracted: Iterable[Extracted], judgements: Sequence[Judgement], codebook: Codebook) -> AsJudged:
    """The documents, in their order, with what persons decided on mentions of theirs. Documents that nobody judged are the same objects."""
    every = tuple(extracted)
    if not judgements:
        return AsJudged(every)
    here = {x.document.id for x in every}
    held = standing(j for j in judgements if not documents_in(j).isdisjoint(here))
    acts = _Acts(held, codebook)
    return AsJudged(tuple(acts.applied(x) for x in every), acts.before, acts.rejected)


def rejected_in(judgements: Iterable[Judgement]) -> set[str]:
    """Mentions that were thrown out. judgements: that hold, by time."""
    found: set[str] = set()
    for judgement in judgements:
        if judgement.verdict == WRONG:
            found.update(judgement.subject)
        elif judgement.verdict in {RIGHT, EDIT}:
            found.difference_update(judgement.subject)
    return found


def named_in(judgements: Iterable[Judgement], document: str) -> set[str]:
    """Entity mentions that judgements on tellings of a document name as parties or places, wherever these stand."""
    found: set[str] = set()
    for judgement in judgements:
        if judgement.verdict in {RIGHT, EDIT} and document in documents_in(judgement):
            after = fields_in(judgement.after)
            after = after.get(ADDED, after)
            told = [*(after.get("actors") or ()), *(after.get("recipients") or ()), after.get("place")]
            found |= {str(party["mention"]) for party in told if isinstance(party, dict) and party.get("mention")}
    return found


class _Acts:
    """Judgements that hold, by what they do to each document."""

    def __init__(self, held: Sequence[Judgement], codebook: Codebook) -> None:
        self.codebook = codebook
        self.before: dict[str, EventMention] = {}
        self.rejected: dict[str, EventMention] = {}
        self._wrong = rejected_in(held)
        self._confirmed: set[str] = set()
        self._changes: dict[str, dict[str, Any]] = {}
        self._added: dict[str, dict[str, Any]] = {}
        self._drawn: dict[str, dict[str, EventMention]] = {}
        for judgement in held:
            self._take(judgement)

    def _take(self, judgement: Judgement) -> None:
        if ADDED in judgement.extra:
            key = judgement.subject[0]
            self._added.setdefault(document_of(key), {})[key] = _ONE[key[:2]].decode(judgement.extra[ADDED])
            return
        if judgement.verdict in {RIGHT, EDIT}:
            self._confirmed.update(judgement.subject)
            for key in judgement.subject:
                self._changes.setdefault(key, {}).update(changes_of(judgement))
            for mention in _EVENTS.decode(judgement.extra.get(DRAWN, "[]")):
                self._drawn.setdefault(mention.doc, {})[mention.id] = mention

    def applied(self, extracted: Extracted) -> Extracted:
        """One document."""
        key = extracted.document.id
        added = self._added.get(key, {})
        made = {field: [m for at, m in sorted(added.items()) if at.startswith(prefix)] for prefix, field in _FIELD.items()}
        drawn = {m.id for m in extracted.events}
        kept = [m for at, m in sorted(self._drawn.get(key, {}).items()) if at not in drawn and at not in added]
        events = [*extracted.events, *kept, *(m for m in made["events"] if m.id not in drawn)]
        taken = self._wrong.union(m.id for m in events)
        return replace(
            extracted,
            entities=tuple(m for m in (*extracted.entities, *made["entities"]) if m.id not in self._wrong),
            events=tuple(found for m in events if (found := self._event(m)) is not None),
            reminders=tuple(m for m in extracted.reminders if m.id not in taken),
            claims=tuple(self._claim(m) for m in (*extracted.claims, *made["claims"]) if m.id not in self._wrong),
        )

    def _event(self, mention: EventMention) -> EventMention | None:
        changes = self._changes.get(mention.id)
        found = edited(mention, changes, self.codebook) if changes else mention
        if mention.id in self._wrong:
            self.rejected[mention.id] = found
            return None
        if found != mention:
            self.before[mention.id] = mention
        return replace(found, passing=False) if found.passing and mention.id in self._confirmed else found

    def _claim(self, mention: ClaimMention) -> ClaimMention:
        changes = self._changes.get(mention.id, {})
        return replace(mention, certainty=str(changes.get("certainty", mention.certainty)), polarity=str(changes.get("polarity", mention.polarity)))
