"""Yields Claim and Question: the same thing said twice is one claim; claims that answer the same question stand side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.core.documents import Document, Evidence
from dragoman.core.ids import resolved_id
from dragoman.core.mentions import ClaimMention, Extracted
from dragoman.core.records import Claim, ClaimTold, Entity, Question
from dragoman.resolve.claim_context import Told, corpus_of
from dragoman.resolve.entities import EntityResolution
from dragoman.resolve.event_records import resolved_chain
from dragoman.resolve.events import EventResolution
from dragoman.resolve.questions import ORDER, gather
from dragoman.resolve.readings import Reading, lexicon_of, ordered_words
from dragoman.resolve.slots import readings_of
from dragoman.resolve.tellings import Telling

if TYPE_CHECKING:
    from dragoman.codebook import Codebook

Row = tuple[Extracted, ClaimMention]


def resolve_claims(
    extracted: Sequence[Extracted], entities: EntityResolution, events: EventResolution, codebook: Codebook
) -> tuple[tuple[Claim, ...], tuple[Question, ...]]:
    """Claims and questions over all documents, each sorted by id; the same whatever the order of `extracted`.

    A claim's `question` is the first question that it stands under; a claim under no question has none.
    """
    lexicon = lexicon_of(codebook)
    by_entity = {e.id: e for e in entities.entities}
    corpus = corpus_of(extracted, entities.entities, entities.of_mention, events.events, events.of_mention, lexicon, codebook.gazetteer)
    rows = [(item, mention) for item in sorted(extracted, key=lambda x: x.document.id) for mention in item.claims]
    tellings = {item.document.id: Telling(item) for item in extracted}
    claims: list[Claim] = []
    told: list[Told] = []
    for group in _same(rows, frozenset(lexicon.table["stop"])):
        claim = _claim(group, entities.of_mention, by_entity, events.of_mention)
        claims.append(claim)
        told.extend(tellings[item.document.id].told(claim, mention) for item, mention in group)
    readings: list[Reading] = [r for t in told for r in readings_of(t, corpus)]
    chains = {c.id: frozenset(_chain_key(m) for m in c.mentions) for c in claims}
    questions = gather(readings, chains, corpus)
    first: dict[str, tuple[int, str, str]] = {}
    for question in questions:
        for answer in question.answers:
            for claim_id in answer.claims:
                rank = (_rank(question.slot), question.id, answer.value)
                first[claim_id] = min(first.get(claim_id, rank), rank)
    done = [replace(c, question=first[c.id][1], answer=first[c.id][2]) if c.id in first else c for c in claims]
    return tuple(sorted(done, key=lambda c: c.id)), tuple(questions)


def _rank(slot: str) -> int:
    return ORDER.index(slot) if slot in ORDER else len(ORDER)


def _chain_key(told: ClaimTold) -> tuple[str, ...]:
    return (told.doc, *(link.entity or link.name or link.type for link in told.chain))


def _same(rows: Sequence[Row], stop: frozenset[str]) -> list[list[Row]]:
    """Mentions with the same words in the same order, certainty of absence and polarity are one claim; all others stand alone."""
    groups: dict[tuple[tuple[str, ...], str, str], list[Row]] = {}
    for item, mention in rows:
        words = ordered_words(mention.proposition, stop)
        silent = mention.certainty if mention.certainty in {"absence", "withheld", "demanded"} else ""
        key = (words, mention.polarity, silent) if len(words) > 2 else ((mention.id,), "", "")
        groups.setdefault(key, []).append((item, mention))
    return [sorted(group, key=lambda row: row[1].id) for group in groups.values()]


def _claim(group: Sequence[Row], of_entity: Mapping[str, str], by_entity: Mapping[str, Entity], of_event: Mapping[str, str]) -> Claim:
    mentions = tuple(_told(item.document, mention, of_entity, by_entity) for item, mention in group)
    about = {of_event[i] for _, mention in group for i in mention.about if i in of_event}
    return Claim(
        id=resolved_id("c", [m.id for m in mentions]),
        question=None,
        proposition=group[0][1].proposition,
        answer=None,
        mentions=mentions,
        events=tuple(sorted(about)),
    )


def _told(document: Document, mention: ClaimMention, of_entity: Mapping[str, str], by_entity: Mapping[str, Entity]) -> ClaimTold:
    content: tuple[Evidence, ...] = tuple(document.evidence(s.start, s.end) for s in mention.content)
    return ClaimTold(
        id=mention.id,
        doc=mention.doc,
        content=content,
        cue=document.evidence(mention.cue.start, mention.cue.end) if mention.cue else None,
        chain=resolved_chain(mention.chain, of_entity, by_entity),
        certainty=mention.certainty,
        polarity=mention.polarity,
        form=mention.form,
        made_by=mention.made_by,
        confidence=mention.confidence,
    )
