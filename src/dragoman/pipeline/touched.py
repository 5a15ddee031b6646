"""Yields what judgements touch of the resolved records: documents whose tellings are clustered anew, entities that join, documents that are fitted in anew."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.core.judged import ADDED, DIFFERENT, EDIT, RIGHT, SAME, UNSURE, fields_in, is_undo, told_in
from dragoman.core.mentions import EntityMention, Judgement
from dragoman.resolve.judged_mentions import document_of


@dataclass(frozen=True, slots=True)
class Touched:
    """What judgements touch. documents: tellings there were judged; entities: mentions of entities that may be joined, or called otherwise, by them;
    out: documents that are taken out and fitted in anew, since an entity mention there is another's now, is new, or is none."""

    documents: frozenset[str] = frozenset()
    entities: frozenset[str] = frozenset()
    out: frozenset[str] = frozenset()


def touched_by(new: Iterable[Judgement], judgements: Sequence[Judgement]) -> Touched:
    """What judgements touch that came since all was resolved. judgements: all of the record, each with what undid it."""
    by_id = {j.id: j for j in judgements}
    documents: set[str] = set()
    entities: set[str] = set()
    out: set[str] = set()
    for judgement in new:
        while is_undo(judgement) and judgement.subject[0] in by_id:
            judgement = by_id[judgement.subject[0]]
        if judgement.verdict == UNSURE or is_undo(judgement):
            continue
        documents |= {document_of(key) for key in judgement.subject if key.startswith(("em-", "cm-"))}
        if any(key.startswith("nm-") for key in judgement.subject):
            joins = judgement.verdict in {RIGHT, EDIT} or (judgement.verdict == SAME and judgement.undone_by is None)
            if joins and ADDED not in judgement.extra:
                entities |= set(judgement.subject)
            else:
                out |= _leaving(judgement)
    return Touched(frozenset(documents - {""}), frozenset(entities), frozenset(out - {""}))


def _leaving(judgement: Judgement) -> set[str]:
    """Documents of the mentions that leave an entity: those of every part but the one of most documents."""
    told = fields_in(judgement.before if judgement.verdict == SAME else judgement.after).get("parts")
    parts = [{document_of(key) for key in part} for part in told] if isinstance(told, list) else [{document_of(key)} for key in judgement.subject]
    if judgement.verdict not in {SAME, DIFFERENT}:
        return set().union(*parts)
    largest = max(range(len(parts)), key=lambda n: (len(parts[n]), n))
    return set().union(*(part for n, part in enumerate(parts) if n != largest))


def turned(judgement: Judgement, named: Mapping[str, str]) -> Judgement:
    """A judgement on entities of the record by the mention that each is named after. named: {mention: that mention}."""
    if not any(key in named for key in judgement.subject):
        return judgement
    subject = tuple(dict.fromkeys(named.get(key, key) for key in judgement.subject))
    said = fields_in(judgement.after) if judgement.verdict == DIFFERENT else {}
    if not isinstance(said.get("parts"), list):
        return replace(judgement, subject=subject)
    parts = [sorted({named.get(key, key) for key in part}) for part in said["parts"]]
    return replace(judgement, subject=subject, after=told_in({**said, "parts": parts}))


def judged_entities(
    judgements: Sequence[Judgement], mentions: Mapping[str, EntityMention], also: Collection[str], entity_of: Mapping[str, str]
) -> tuple[set[str], list[Judgement]]:
    """(entities of the record that persons named beside new mentions, or that are judged now; the judgements, on these by their first mentions).

    entity_of: {mention: entity} of what is in the record.
    """
    named = {mention: "nm-" + entity.removeprefix("n-") for mention, entity in entity_of.items()}
    beside = {key for j in judgements if any(m in mentions or m in also for m in j.subject) for key in j.subject}
    return {entity_of[key] for key in beside if key in entity_of}, [turned(j, named) for j in judgements]
