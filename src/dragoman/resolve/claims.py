"""Yields Claim and Question: the same thing said twice is one claim; claims that answer the same question stand side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from dragoman.core.documents import Document, Evidence
from dragoman.core.ids import digest, resolved_id
from dragoman.core.mentions import ClaimMention, Extracted
from dragoman.core.records import Claim, ClaimTold, Entity, Question
from dragoman.resolve.claim_context import Told, corpus_of
from dragoman.resolve.entities import EntityResolution
from dragoman.resolve.event_records import resolved_chain
from dragoman.resolve.events import EventResolution
from dragoman.resolve.questions import ORDER, gather
from dragoman.resolve.readings import Reading, lexicon_of, ordered_words
from dragoman.resolve.slot_deeds import deeds_of
from dragoman.resolve.slot_tellings import details_of, differing
from dragoman.resolve.slot_voices import echoes_of, is_echo, reading_of, voices_of
from dragoman.resolve.slots import DETAILS, readings_of
from dragoman.resolve.tellings import Telling

if TYPE_CHECKING:
    from dragoman.codebook import Codebook

Row = tuple[Extracted, ClaimMention]


def resolve_claims(
    extracted: Sequence[Extracted],
    entities: EntityResolution,
    events: EventResolution,
    codebook: Codebook,
    keys: dict[str, set[tuple[str, str]]] | None = None,
) -> tuple[tuple[Claim, ...], tuple[Question, ...]]:
    """Claims and questions over all documents, each sorted by id; the same whatever the order of `extracted`.

    A claim's `question` is the first question that it stands under; a claim under no question has none. keys: takes by document the keys of what
    its claims say, and of the questions that they answer, alone or with others (`core.parts.Key`).
    """
    lexicon = lexicon_of(codebook)
    by_entity = {e.id: e for e in entities.entities}
    corpus = corpus_of(extracted, entities.entities, entities.of_mention, events.events, events.of_mention, lexicon, codebook.gazetteer)
    rows = [(item, mention) for item in sorted(extracted, key=lambda x: x.document.id) for mention in item.claims]
    tellings = {item.document.id: Telling(item) for item in extracted}
    write = partial(_written, tellings=tellings, entities=entities, by_entity=by_entity, events=events, stop=frozenset(lexicon.table["stop"]))
    claims, told = write(rows)
    deeds = deeds_of(extracted, corpus)
    corpus = replace(corpus, matters={**corpus.matters, **deeds.one})
    echoes = echoes_of(extracted)
    readings: list[Reading] = [r for t in told if not is_echo(t, echoes) for r in readings_of(t, corpus)]
    items = {item.document.id: item for item in extracted}
    details = details_of(extracted, deeds, corpus, echoes, DETAILS)
    voiced = list(voices_of(differing(details, corpus), told, items, corpus))
    made = {voice.id: (items[voice.doc], voice) for _, voice in voiced if isinstance(voice, ClaimMention)}
    own, own_told = write([made[key] for key in sorted(made)])
    by_mention = {t.mention.id: t for t in own_told}
    readings += [reading_of(d, by_mention[v.id] if isinstance(v, ClaimMention) else v, corpus) for d, v in voiced]
    claims = [*claims, *own]
    chains = {c.id: frozenset(_chain_key(m) for m in c.mentions) for c in claims}
    questions = gather(readings, chains, corpus)
    if keys is not None:
        _mark(keys, claims, readings, frozenset(lexicon.table["stop"]))
        for doc, key in (*((d.doc, f"{d.slot} {d.about} {d.facet}") for d in details), *sorted(deeds.keys)):
            keys.setdefault(doc, set()).add(("question", key))
    first: dict[str, tuple[int, str, str]] = {}
    for question in questions:
        for answer in question.answers:
            for claim_id in answer.claims:
                rank = (_rank(question.slot), question.id, answer.value)
                first[claim_id] = min(first.get(claim_id, rank), rank)
    voices = {c.id for c in own}
    done = [replace(c, question=first[c.id][1], answer=first[c.id][2]) if c.id in first else c for c in claims if c.id in first or c.id not in voices]
    return tuple(sorted(done, key=lambda c: c.id)), tuple(questions)


def _written(
    rows: Sequence[Row],
    tellings: Mapping[str, Telling],
    entities: EntityResolution,
    by_entity: Mapping[str, Entity],
    events: EventResolution,
    stop: frozenset[str],
) -> tuple[list[Claim], list[Told]]:
    """The claims of mentions, and each of their tellings."""
    claims: list[Claim] = []
    told: list[Told] = []
    for group in _same(rows, stop):
        claim = _claim(group, entities.of_mention, by_entity, events.of_mention)
        claims.append(claim)
        told.extend(tellings[item.document.id].told(claim, mention) for item, mention in group)
    return claims, told


def _mark(keys: dict[str, set[tuple[str, str]]], claims: Sequence[Claim], readings: Sequence[Reading], stop: frozenset[str]) -> None:
    """Notes what leads to each document."""
    docs = {claim.id: {m.doc for m in claim.mentions} for claim in claims}
    for claim in claims:
        for doc in docs[claim.id]:
            keys.setdefault(doc, set()).add(("claim", digest(*ordered_words(claim.proposition, stop))))
    for reading in readings:
        for doc in docs[reading.claim]:
            keys.setdefault(doc, set()).add(("question", f"{reading.slot} {reading.about} {reading.facet}"))


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
