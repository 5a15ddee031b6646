"""Yields events: tellings of one deed gathered over all documents, with judgements winning over likeness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.codebook.model import Codebook
from dragoman.core.mentions import Extracted, Judgement
from dragoman.core.records import Event
from dragoman.resolve.dates import with_days_of_others
from dragoman.resolve.entities import EntityResolution
from dragoman.resolve.event_blocks import Block, blocks_of
from dragoman.resolve.event_clusters import cluster_frames
from dragoman.resolve.event_frames import Frame, frame_words, make_frames
from dragoman.resolve.event_links import with_links
from dragoman.resolve.event_records import EventWriter
from dragoman.resolve.incident_days import with_incident_days


@dataclass(frozen=True, slots=True)
class EventResolution:
    """Resolved events, sorted by id, the event id of each event mention, and the blocks in which each mention, also of no event, is looked for."""

    events: tuple[Event, ...]
    of_mention: dict[str, str]
    blocks: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)


def resolve_events(extracted: Sequence[Extracted], entities: EntityResolution, judgements: Sequence[Judgement], codebook: Codebook) -> EventResolution:
    """Cluster all event mentions; the result does not depend on the order of `extracted`."""
    by_id = {e.id: e for e in entities.entities}
    documents = [with_incident_days(x, by_id, entities.of_mention) for x in sorted(extracted, key=lambda x: x.document.id)]
    words = frame_words(codebook)
    names = {e.country: e.name for e in by_id.values() if e.type == "state" and e.country}
    frames = [f for x in documents for f in make_frames(x, by_id, entities.of_mention, names, words)]
    frames.sort(key=lambda f: f.mention.id)
    published = {x.document.id: x.document.published.day for x in documents if x.document.published}
    told = [c for c in cluster_frames(frames, judgements, codebook.weights("event_merge")) if not _in_passing(c, judgements)]
    clusters = with_days_of_others(told, published)
    writer = EventWriter(documents, by_id, entities.of_mention, codebook)
    written = sorted((writer.write(cluster) for cluster in clusters), key=lambda e: e.id)
    events = with_links(written, published, codebook.weights("event_links"))
    return EventResolution(tuple(events), {m.id: event.id for event in events for m in event.mentions}, {f.mention.id: blocks_of(f) for f in frames})


def _in_passing(cluster: Sequence[Frame], judgements: Sequence[Judgement]) -> bool:
    """Is a deed only ever named beside others, nowhere told, and did no person judge it?"""
    if not all(frame.mention.passing for frame in cluster):
        return False
    judged = {key for judgement in judgements for key in judgement.subject}
    return not any(frame.mention.id in judged for frame in cluster)
