"""Yields Resolved: one entity, event, claim and question from all the mentions that tell it, over all documents."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.codebook.model import Codebook
from dragoman.core.listed import Listed
from dragoman.core.mentions import Extracted, Judgement
from dragoman.core.parts import Key
from dragoman.core.resolved import Resolved
from dragoman.core.twins import TwinReader
from dragoman.resolve.claims import resolve_claims
from dragoman.resolve.copies import find_copies
from dragoman.resolve.entities import resolve_entities
from dragoman.resolve.event_blocks import Block
from dragoman.resolve.events import resolve_events
from dragoman.resolve.incidents import resolve_incidents
from dragoman.resolve.judged_mentions import as_judged
from dragoman.resolve.judged_records import rejected_events
from dragoman.resolve.lists import with_matches
from dragoman.resolve.proceedings import resolve_proceedings
from dragoman.resolve.stories import resolve_stories


@dataclass(frozen=True, slots=True)
class Found:
    """What leads to what was resolved. entity_keys: by entity; blocks: by event mention; claim_keys: by document."""

    entity_keys: Mapping[str, tuple[Key, ...]]
    blocks: Mapping[str, tuple[Block, ...]]
    claim_keys: Mapping[str, Collection[Key]]


def resolve(
    extracted: Sequence[Extracted],
    judgements: Sequence[Judgement],
    codebook: Codebook,
    as_of: str | None,
    listed: Sequence[Listed] = (),
    twins: TwinReader | None = None,
) -> tuple[Resolved, Found]:
    """(all resolved records but ties, what leads to them); the same for any order of `extracted`.

    as_of: ISO day by which deadlines are judged, None where no document is dated. listed: entries of users' lists under `lists.list_keys(extracted)`.
    twins: who reads two tellings side by side, where anybody does.
    """
    drawn = sorted(extracted, key=lambda drawn: drawn.document.id)
    judged = as_judged(drawn, judgements, codebook)
    extracted = judged.extracted
    entities = resolve_entities(extracted, judgements, codebook)
    entities = replace(entities, entities=with_matches(entities.entities, listed, judgements, codebook))
    events = resolve_events(extracted, entities, judgements, codebook, judged.before, twins)
    claim_keys: dict[str, set[Key]] = {}
    claims, questions = resolve_claims(extracted, entities, events, codebook, claim_keys)
    by_id = {e.id: e for e in entities.entities}
    incidents, proceedings = resolve_proceedings(resolve_incidents(events.events, by_id, codebook, extracted), events.events, by_id, codebook, as_of)
    copies = find_copies([drawn.document for drawn in extracted], codebook)
    resolved = Resolved(
        entities=entities.entities,
        events=events.events,
        claims=claims,
        questions=questions,
        incidents=incidents,
        proceedings=proceedings,
        stories=resolve_stories(extracted, events.events, incidents, by_id, copies.kinships, codebook),
        origins=copies.origins,
        kinships=copies.kinships,
        rejected=rejected_events(drawn, judged, judgements, by_id, entities.of_mention, codebook),
        reviewed=events.reviewed,
    )
    return resolved, Found(entities.keys, events.blocks, claim_keys)
