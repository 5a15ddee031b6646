"""Yields events: tellings of one deed gathered over all documents, with judgements winning over likeness."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.codebook.model import Codebook
from dragoman.core.judged import Reviewed
from dragoman.core.mentions import EventMention, Extracted, Judgement
from dragoman.core.records import Entity, Event
from dragoman.core.twins import TwinReader
from dragoman.resolve.dates import with_days_of_others
from dragoman.resolve.entities import EntityResolution
from dragoman.resolve.event_blocks import Block, blocks_of
from dragoman.resolve.event_clusters import cluster_frames
from dragoman.resolve.event_deeds import Report
from dragoman.resolve.event_frames import Frame, frame_words, make_frames
from dragoman.resolve.event_links import with_links
from dragoman.resolve.event_records import EventWriter
from dragoman.resolve.event_reminders import with_reminders
from dragoman.resolve.incident_days import with_incident_days
from dragoman.resolve.judged_events import EventJudgements, event_judgements
from dragoman.resolve.judged_records import EventReviewer
from dragoman.resolve.report_days import Days, likely_days, report_days, with_report_days

_ROUNDS = 3
"""Reports dated by reports that are dated by reports."""


@dataclass(frozen=True, slots=True)
class EventResolution:
    """Resolved events, sorted by id, the event id of each event mention, and the blocks in which each mention, also of no event, is looked for.

    reviewed: what the machine would make of those that a person looked at.
    """

    events: tuple[Event, ...]
    of_mention: dict[str, str]
    blocks: Mapping[str, tuple[Block, ...]] = field(default_factory=dict)
    reviewed: tuple[Reviewed, ...] = ()


def resolve_events(
    extracted: Sequence[Extracted],
    entities: EntityResolution,
    judgements: Sequence[Judgement],
    codebook: Codebook,
    before: Mapping[str, EventMention] | None = None,
    twins: TwinReader | None = None,
) -> EventResolution:
    """Cluster all event mentions; the result does not depend on the order of `extracted`.

    before: {mention that a person edited: as it was drawn}. twins: who reads two tellings side by side, where anybody does.
    """
    by_id = {e.id: e for e in entities.entities}
    documents = [with_incident_days(x, by_id, entities.of_mention) for x in sorted(extracted, key=lambda x: x.document.id)]
    published = {x.document.id: x.document.published.day for x in documents if x.document.published}
    judged = event_judgements(judgements, sorted(e.id for x in documents for e in (*x.events, *x.reminders)))
    reader = _Reader(by_id, entities.of_mention, judged, codebook, twins)
    frames, told = reader.read(documents)
    undated = frozenset(x.document.id for x in documents if x.document.id not in published)
    days: dict[str, Days] = {}
    for _ in range(_ROUNDS if undated else 0):
        if (found := likely_days(frames, undated) | report_days(told, undated)) == days:
            break
        days = found
        frames, told = reader.read(with_report_days(documents, days))
    documents = with_report_days(documents, days)
    clusters = with_days_of_others(told, published)
    writer = EventReviewer(EventWriter(documents, by_id, entities.of_mention, codebook), judged, before or {})
    written = sorted((writer.write(cluster) for cluster in clusters), key=lambda e: e.id)
    events = with_links(written, published, codebook.weights("event_links"))
    of_mention, blocks = {m.id: event.id for event in events for m in event.mentions}, {f.mention.id: blocks_of(f) for f in frames}
    return EventResolution(tuple(events), of_mention, blocks, tuple(sorted(writer.reviewed, key=lambda r: r.id)))


@dataclass(frozen=True, slots=True)
class _Reader:
    """Reads documents into frames, and these into clusters of tellings of one deed."""

    by_id: Mapping[str, Entity]
    of_mention: Mapping[str, str]
    judged: EventJudgements
    codebook: Codebook
    twins: TwinReader | None

    def read(self, documents: Sequence[Extracted]) -> tuple[list[Frame], list[list[Frame]]]:
        """(all frames, clusters), of what is told and the reminders of it."""
        words, weights = frame_words(self.codebook), self.codebook.weights
        names = {e.country: e.name for e in self.by_id.values() if e.type == "state" and e.country}
        frames = sorted((f for x in documents for f in make_frames(x, self.by_id, self.of_mention, names, words, self.twins)), key=lambda f: f.mention.id)
        tellings = [f for f in frames if not f.reminder or self.judged.judged(f.mention.id)]
        told = [c for c in cluster_frames(tellings, self.judged, weights("event_merge")) if not _in_passing(c, self.judged)]
        kept = {f.mention.id for c in told for f in c}
        within = {x.document.id: _report(x, self.by_id, self.of_mention) for x in documents}
        reminders = [f for f in frames if f.mention.passing and f.mention.id not in kept]
        return frames, with_reminders(told, reminders, within, weights("event_reminders"), self.judged)


def _report(extracted: Extracted, by_id: Mapping[str, Entity], of_mention: Mapping[str, str]) -> Report:
    named = frozenset(of_mention[m.id] for m in extracted.entities if m.id in of_mention)
    return Report(named, frozenset(country for e in named if (country := by_id[e].country)))


def _in_passing(cluster: Sequence[Frame], judged: EventJudgements) -> bool:
    """Is a deed only ever named beside others, nowhere told, and did no person judge it?"""
    return all(frame.mention.passing and not judged.judged(frame.mention.id) for frame in cluster)
