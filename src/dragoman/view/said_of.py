"""Yields Said: what reports say of a source (`pro-government`, `often receives leaks`), in their words and on whose word; never a rating of ours."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.codebook.skeleton import fold
from dragoman.core.documents import Evidence
from dragoman.core.records import ClaimTold, Entity, Link
from dragoman.view.record import Record

DESCRIBED = "described"
LEANING = "leaning"


@dataclass(frozen=True, slots=True)
class Said:
    """words: those of the text; evidence: where they stand; chain: on whose word, empty for the outlet's own."""

    words: str
    evidence: Evidence
    chain: tuple[Link, ...]


class Descriptions:
    """What is said of entities; made once for a record."""

    def __init__(self, record: Record) -> None:
        self._record = record
        self._claims: dict[str, list[tuple[str, ClaimTold]]] = defaultdict(list)
        for claim in record.resolved.claims:
            for told in claim.mentions:
                self._claims[told.doc].append((claim.id, told))

    def of(self, entities: Sequence[str]) -> tuple[Said, ...]:
        """What is said of who is meant, each wording once a document, in order of documents."""
        found: dict[tuple[str, str], Said] = {}
        for entity in (self._record.entity[e] for e in entities if e in self._record.entity):
            for words, evidence in _told(entity):
                found.setdefault((fold(words), evidence.doc), Said(words, evidence, self._chain(*_within(evidence, words))))
        kept = [said for (words, doc), said in found.items() if not any(d == doc and w != words and words in w for w, d in found)]
        return tuple(sorted(kept, key=lambda s: (s.evidence.doc, s.evidence.start, s.words)))

    def _chain(self, doc: str, start: int, end: int) -> tuple[Link, ...]:
        """The chain of the narrowest claim whose content holds the last of the words; empty for the outlet's own."""
        around = [
            (content.end - content.start, claim, told)
            for claim, told in self._claims.get(doc, ())
            for content in told.content
            if content.start < end <= content.end
        ]
        return min(around, key=lambda row: row[:2])[2].chain if around else ()


def _told(entity: Entity) -> list[tuple[str, Evidence]]:
    """Facts that describe it, and leanings told in front of its name."""
    rows = [(fact.value, e) for fact in entity.facts if fact.attribute == DESCRIBED for e in fact.evidence]
    return rows + [(relation.to_name, e) for relation in entity.relations if relation.kind == LEANING and relation.to_name for e in relation.evidence]


def _within(evidence: Evidence, words: str) -> tuple[str, int, int]:
    """(document, start, end) of the words inside the evidence; all of it where its blanks differ."""
    at = evidence.text.casefold().find(words.casefold())
    return (evidence.doc, evidence.start + at, evidence.start + at + len(words)) if at >= 0 else (evidence.doc, evidence.start, evidence.end)
