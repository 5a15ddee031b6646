"""Yields events as persons have judged them: with the fields that hold, beside what the machine would say, and those that were thrown out."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from dragoman.codebook.model import Codebook
from dragoman.core.judged import WRONG, Reviewed, standing
from dragoman.core.mentions import EventMention, Extracted, Judgement
from dragoman.core.records import Entity, Event, PlaceOfEvent
from dragoman.resolve.event_frames import Frame, frame_words, make_frames
from dragoman.resolve.event_records import EventWriter
from dragoman.resolve.judged_events import MACHINE, REJECTED, EventJudgements, reviewed_of, with_fields
from dragoman.resolve.judged_mentions import AsJudged


@dataclass(slots=True)
class EventReviewer:
    """Writes events, those that a person looked at with the fields that hold. before: {event mention that was edited: as it was drawn}."""

    writer: EventWriter
    judged: EventJudgements
    before: Mapping[str, EventMention]
    reviewed: list[Reviewed] = field(default_factory=list)
    """What the machine would make of those written so far that a person looked at."""

    def write(self, cluster: list[Frame]) -> Event:
        """The event of one cluster."""
        ids = [frame.mention.id for frame in cluster]
        state = self.judged.state(ids)
        if state == MACHINE:
            return self.writer.write(cluster)
        fields, doc = self.judged.fields(ids), cluster[0].mention.doc

        def pinned(event: Event) -> Event:
            return with_fields(event, fields, self.writer.codebook, lambda told: self.writer.party(told, doc), self._place)

        event = replace(self.writer.write(cluster, pinned), review=state)
        machine = self.writer.write([replace(frame, mention=self.before.get(frame.mention.id, frame.mention)) for frame in cluster])
        self.reviewed.append(reviewed_of(event.id, machine))
        return event

    def _place(self, mention: str) -> PlaceOfEvent | None:
        return self.writer.place_of(mention)


def rejected_events(
    read: Sequence[Extracted],
    judged: AsJudged,
    judgements: Sequence[Judgement],
    entities: Mapping[str, Entity],
    of_mention: Mapping[str, str],
    codebook: Codebook,
) -> tuple[Event, ...]:
    """Events of the tellings that were thrown out, by id: those that one judgement threw out together are one. read: the documents, as drawn."""
    if not judged.rejected:
        return ()
    by_document: dict[str, list[EventMention]] = {}
    for mention in judged.rejected.values():
        by_document.setdefault(mention.doc, []).append(mention)
    documents = [x for x in read if x.document.id in by_document]
    words, names = frame_words(codebook), {e.country: e.name for e in entities.values() if e.type == "state" and e.country}
    told = [replace(x, events=tuple(by_document[x.document.id])) for x in documents]
    frames = {f.mention.id: f for x in told for f in make_frames(x, entities, of_mention, names, words)}
    writer = EventWriter(documents, entities, of_mention, codebook)
    clusters = [[frames[key] for key in keys if key in frames] for keys in thrown_out(judgements, judged.rejected)]
    return tuple(sorted((replace(writer.write(c), review=REJECTED, reasons=()) for c in clusters if c), key=lambda e: e.id))


def thrown_out(judgements: Sequence[Judgement], rejected: Iterable[str]) -> list[list[str]]:
    """Event mentions that were thrown out, in groups: those that one judgement names belong together."""
    root = {key: key for key in sorted(rejected)}

    def find(key: str) -> str:
        while root[key] != key:
            root[key] = root[root[key]]
            key = root[key]
        return key

    for judgement in standing(j for j in judgements if j.verdict == WRONG):
        mine = sorted(find(key) for key in judgement.subject if key in root)
        for key in mine:
            root[find(key)] = min(find(mine[0]), find(key))
    groups: dict[str, list[str]] = {}
    for key in sorted(root):
        groups.setdefault(find(key), []).append(key)
    return [groups[key] for key in sorted(groups)]
