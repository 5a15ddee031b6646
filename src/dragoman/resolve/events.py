"""Yields events: tellings of one deed gathered over all documents, with judgements winning over likeness."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.codebook.model import Codebook
from dragoman.core.mentions import Extracted, Judgement
from dragoman.core.records import Event
from dragoman.resolve.entities import EntityResolution
from dragoman.resolve.event_frames import Frame, make_frames
from dragoman.resolve.event_likeness import likeness
from dragoman.resolve.event_records import EventWriter
from dragoman.resolve.incident_days import with_incident_days


@dataclass(frozen=True, slots=True)
class EventResolution:
    """Resolved events, sorted by id, and the event id of each event mention."""

    events: tuple[Event, ...]
    of_mention: dict[str, str]


def resolve_events(extracted: Sequence[Extracted], entities: EntityResolution, judgements: Sequence[Judgement], codebook: Codebook) -> EventResolution:
    """Cluster all event mentions; the result does not depend on the order of `extracted`."""
    by_id = {e.id: e for e in entities.entities}
    documents = [with_incident_days(x, by_id, entities.of_mention) for x in sorted(extracted, key=lambda x: x.document.id)]
    stop, heads = codebook.language.words("summaries", "stop"), codebook.language.words("incidents", "heads")
    frames = [f for x in documents for f in make_frames(x, by_id, entities.of_mention, stop, heads)]
    frames.sort(key=lambda f: f.mention.id)
    clusters = _cluster(frames, judgements, codebook.weights("event_merge"))
    writer = EventWriter(documents, by_id, entities.of_mention, codebook)
    events = sorted((writer.write(cluster) for cluster in clusters), key=lambda e: e.id)
    return EventResolution(tuple(events), {m.id: event.id for event in events for m in event.mentions})


def _cluster(frames: list[Frame], judgements: Sequence[Judgement], weights: Mapping[str, object]) -> list[list[Frame]]:
    """Average-link clusters in order of likeness; a veto between any two members keeps clusters apart."""
    same, different = _decided(judgements)
    pairs: dict[tuple[int, int], float | None] = {}
    scored = []
    rarity = _rarity(frames)
    for i, j in _candidates(frames):
        key = frozenset((frames[i].mention.id, frames[j].mention.id))
        score = None if key in different else math.inf if key in same else likeness(frames[i], frames[j], rarity, weights)
        pairs[i, j] = score
        if score is not None and score >= float(str(weights["threshold"])):
            scored.append((-score, frames[i].mention.id, frames[j].mention.id, i, j))
    groups: dict[int, list[int]] = {i: [i] for i in range(len(frames))}
    home = list(range(len(frames)))
    for _, _, _, i, j in sorted(scored):
        a, b = home[i], home[j]
        if a != b and _may_join(groups[a], groups[b], pairs, float(str(weights["threshold"]))):
            groups[a] = sorted(groups[a] + groups.pop(b))
            for k in groups[a]:
                home[k] = a
    return [[frames[i] for i in members] for members in groups.values()]


def _may_join(a: list[int], b: list[int], pairs: Mapping[tuple[int, int], float | None], threshold: float) -> bool:
    scores = [pairs.get((min(i, j), max(i, j))) for i in a for j in b]
    if any(s is None for s in scores):
        return math.inf in scores
    return sum(min(s, 9.0) for s in scores if s is not None) / len(scores) >= threshold * 0.75


def _candidates(frames: list[Frame]) -> Iterable[tuple[int, int]]:
    """Pairs (i < j) of one type and modality: the only ones that can be one deed."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, frame in enumerate(frames):
        blocks[frame.mention.type, frame.modality].append(i)
    for members in blocks.values():
        for n, i in enumerate(members):
            for j in members[n + 1 :]:
                yield i, j


def _decided(judgements: Sequence[Judgement]) -> tuple[set[frozenset[str]], set[frozenset[str]]]:
    """Pairs of mention ids that a person called the same, and different; what was undone does not count."""
    same: set[frozenset[str]] = set()
    different: set[frozenset[str]] = set()
    for judgement in judgements:
        if judgement.undone_by is None and len(judgement.subject) == 2:
            if judgement.verdict == "same":
                same.add(frozenset(judgement.subject))
            elif judgement.verdict == "different":
                different.add(frozenset(judgement.subject))
    return same, different


def _rarity(frames: list[Frame]) -> dict[str, float]:
    """Weight of each stem, 0 to 1: how few tellings have it."""
    counts = Counter(s for f in frames for s in f.stems)
    top = math.log(1 + len(frames))
    return {s: (math.log((1 + len(frames)) / n) / top if top else 1.0) for s, n in counts.items()}
