"""Yields events: tellings of one deed gathered over all documents, with judgements winning over likeness."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass

from dragoman.codebook.model import Codebook
from dragoman.core.mentions import Extracted, Judgement
from dragoman.core.records import Event
from dragoman.resolve.dates import with_days_of_others
from dragoman.resolve.entities import EntityResolution
from dragoman.resolve.event_frames import Frame, Side, make_frames
from dragoman.resolve.event_likeness import excluding, likeness
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
    names = {e.country: e.name for e in by_id.values() if e.type == "state" and e.country}
    frames = [f for x in documents for f in make_frames(x, by_id, entities.of_mention, names, stop, heads)]
    frames.sort(key=lambda f: f.mention.id)
    published = {x.document.id: x.document.published.day for x in documents if x.document.published}
    told = [c for c in _cluster(frames, judgements, codebook.weights("event_merge")) if not _in_passing(c, judgements)]
    clusters = with_days_of_others(told, published)
    writer = EventWriter(documents, by_id, entities.of_mention, codebook)
    events = sorted((writer.write(cluster) for cluster in clusters), key=lambda e: e.id)
    return EventResolution(tuple(events), {m.id: event.id for event in events for m in event.mentions})


def _in_passing(cluster: Sequence[Frame], judgements: Sequence[Judgement]) -> bool:
    """Is a deed only ever named beside others, nowhere told, and did no person judge it?"""
    if not all(frame.mention.passing for frame in cluster):
        return False
    judged = {key for judgement in judgements for key in judgement.subject}
    return not any(frame.mention.id in judged for frame in cluster)


def _cluster(frames: list[Frame], judgements: Sequence[Judgement], weights: Mapping[str, object]) -> list[list[Frame]]:
    """Average-link clusters in order of likeness; a veto between any two members keeps clusters apart."""
    threshold, rarity = float(str(weights["threshold"])), _rarity(frames)
    twins = _twins(frames, judgements, lambda frame: (likeness(frame, frame, rarity, weights) or 0.0) >= threshold)
    frames = [group[0] for group in twins]
    pairs = {(i, j): score for i, j in _candidates(frames) if (score := likeness(frames[i], frames[j], rarity, weights)) is not None}
    same, different = (_pairs_of(found, frames) for found in _decided(judgements))
    pairs.update(dict.fromkeys(same, math.inf))
    pairs = {pair: score for pair, score in pairs.items() if pair not in different} if different else pairs
    scored = [(-score, frames[i].mention.id, frames[j].mention.id, i, j) for (i, j), score in pairs.items() if score >= threshold]
    groups: dict[int, list[int]] = {i: [i] for i in range(len(frames))}
    home = list(range(len(frames)))
    for _, _, _, i, j in sorted(scored):
        a, b = home[i], home[j]
        if a != b and _may_join(groups[a], groups[b], pairs, same - different, threshold):
            groups[a] = sorted(groups[a] + groups.pop(b))
            for k in groups[a]:
                home[k] = a
    return [sorted((frame for i in members for frame in twins[i]), key=lambda f: f.mention.id) for members in groups.values()]


def _twins(frames: list[Frame], judgements: Sequence[Judgement], is_one: Callable[[Frame], bool]) -> list[list[Frame]]:
    """Frames that say the same in the same words, as copies of a report do: one group each, so that each pair of tellings is compared once.

    is_one: is a frame so like itself that it would be joined with its like? What a person judged stands alone, and so does what is not.
    """
    judged = {key for judgement in judgements for key in judgement.subject}
    groups: dict[object, list[Frame]] = {}
    for frame in frames:
        alone = frame.mention.id in judged or not is_one(frame)
        groups.setdefault(frame.mention.id if alone else frame.telling(), []).append(frame)
    return list(groups.values())


def _may_join(a: list[int], b: list[int], pairs: Mapping[tuple[int, int], float], same: Set[tuple[int, int]], threshold: float) -> bool:
    """pairs: scores of those without a veto; same: those that a person called so."""
    scores = []
    for i in a:
        for j in b:
            pair = (i, j) if i < j else (j, i)
            if pair not in pairs:
                return bool(same) and any((min(i, j), max(i, j)) in same for i in a for j in b)
            scores.append(min(pairs[pair], 9.0))
    return sum(scores) / len(scores) >= threshold * 0.75


def _candidates(frames: list[Frame]) -> Iterable[tuple[int, int]]:
    """Pairs (i < j) of one type and modality whose sides do not exclude each other: the others cannot be one deed."""
    blocks: dict[tuple[str, str], list[int]] = defaultdict(list)
    for i, frame in enumerate(frames):
        blocks[frame.mention.type, frame.modality].append(i)
    for members in blocks.values():
        actors, recipients = _Seen(), _Seen()
        for j in members:
            for i in actors.near(frames[j].actors) & recipients.near(frames[j].recipients):
                yield i, j
            actors.add(j, frames[j].actors)
            recipients.add(j, frames[j].recipients)


class _Seen:
    """Frames by what one of their sides must share."""

    def __init__(self) -> None:
        self._all: set[int] = set()
        self._open: set[int] = set()
        self._by_key: dict[str, set[int]] = defaultdict(set)

    def add(self, i: int, side: Side) -> None:
        """Remember frame i."""
        keys = excluding(side)
        self._all.add(i)
        if keys is None:
            self._open.add(i)
        for key in keys or ():
            self._by_key[key].add(i)

    def near(self, side: Side) -> Set[int]:
        """Frames that the side does not exclude."""
        keys = excluding(side)
        return self._all if keys is None else self._open.union(*(self._by_key.get(key, ()) for key in keys))


def _pairs_of(decided: Iterable[frozenset[str]], frames: list[Frame]) -> set[tuple[int, int]]:
    """Pairs (i < j) of one type and modality among those of mention ids."""
    at = {frame.mention.id: i for i, frame in enumerate(frames)}
    pairs = {(min(found), max(found)) for ids in decided if len(found := [at[i] for i in ids if i in at]) == 2}
    return {(i, j) for i, j in pairs if (frames[i].mention.type, frames[i].modality) == (frames[j].mention.type, frames[j].modality)}


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
