"""Yields clusters of tellings: average-link within what the pairs worth comparing connect, so that no cluster hangs on tellings that are far from it."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from dragoman.core.dates import first_day
from dragoman.resolve.event_background import with_background
from dragoman.resolve.event_blocks import NEVER, Block, blocks_of
from dragoman.resolve.event_frames import Frame
from dragoman.resolve.event_likeness import Compared, compare, is_barred
from dragoman.resolve.judged_events import EventJudgements

_ENOUGH = 8
"""Tellings of a cluster that are compared with those of another: of more, so many, spread evenly over their order."""
_NEAR = 60
"""Deeds that a telling without a day is held against."""
_MEAN = 0.9
"""Share of the threshold that the mean score between two clusters must reach."""
_MOST_ASKED = 20
"""Others of which a model that reads two tellings side by side is asked, for each telling."""
_UNLIKE = -1.5
"""What it counts in a mean that two tellings name other sides, or types far apart, which alone would keep them apart."""
_FEW = 0.34
"""Share of the pairs between two clusters of which that may be so."""
_TOP = 9.0
"""What a person's word counts in a mean."""

Pair = tuple[int, int]


def cluster_frames(frames: Sequence[Frame], judged: EventJudgements, weights: Mapping[str, Any]) -> list[list[Frame]]:
    """Clusters of frames, which stand in the order of their mentions' ids; a veto between any two members keeps clusters apart.

    Scores are of the pair alone, and clusters are made within connected parts of the graph of pairs at or above the threshold: whatever else is in
    the record, the same part gives the same clusters. judged: what persons said of these mentions; it wins over every score.
    """
    scores = Scores(frames, judged, weights)
    twins = _twins(frames, judged, scores.is_one)
    scores = Scores([group[0] for group in twins], judged, weights)
    parts: dict[int, list[tuple[float, str, str, int, int]]] = defaultdict(list)
    edges = scores.edges()
    root = _parts(len(twins), ((i, j) for _, _, _, i, j in edges))
    for edge in edges:
        parts[root[edge[3]]].append(edge)
    groups: dict[int, list[int]] = {i: [i] for i in range(len(twins))}
    for part in sorted(parts):
        _join(sorted(parts[part]), groups, scores)
    clusters = [sorted((frame for i in members for frame in twins[i]), key=lambda f: f.mention.id) for members in groups.values()]
    return _with_background(clusters, judged, weights)


def _with_background(clusters: list[list[Frame]], judged: EventJudgements, weights: Mapping[str, Any]) -> list[list[Frame]]:
    """The clusters; each that gives no day is held against the deeds of a party of its own, the nearest to its reports where they are many."""
    blocks = [_all_blocks(cluster) for cluster in clusters]
    homes: dict[int, list[int]] = defaultdict(list)
    for n, mine in enumerate(blocks):
        for key in {b.key for b in mine if b.first > NEVER}:
            homes[key].append(n)
    joined: dict[int, list[int]] = defaultdict(list)
    for n, mine in enumerate(blocks):
        if all(b.first == NEVER for b in mine):
            near = sorted({k for key in {b.key for b in mine} for k in homes[key]}, key=lambda k: (_apart(clusters[n], blocks[k]), clusters[k][0].mention.id))
            near = sorted((k for k in near[:_NEAR] if not _apart_by_word(clusters[n], clusters[k], judged)), key=lambda k: clusters[k][0].mention.id)
            found = with_background([*(clusters[k] for k in near), clusters[n]], weights) if near else []
            home = next((cluster for cluster in found if clusters[n][0] in cluster and len(cluster) > len(clusters[n])), None)
            joined[next(k for k in near if clusters[k][0] in home) if home else n].append(n)
        else:
            joined[n].append(n)
    return [sorted((frame for k in sorted({n, *more}) for frame in clusters[k]), key=lambda f: f.mention.id) for n, more in sorted(joined.items())]


def _apart_by_word(one: Sequence[Frame], other: Sequence[Frame], judged: EventJudgements) -> bool:
    """Did a person say that two clusters are two deeds?"""
    mine = [f.mention.id for f in one if judged.judged(f.mention.id)]
    return bool(mine) and any(judged.apart(a, f.mention.id) for f in other if judged.judged(f.mention.id) for a in mine)


def _all_blocks(cluster: Sequence[Frame]) -> list[Block]:
    return [block for frame in cluster[:_ENOUGH] for block in blocks_of(frame)]


def _apart(loose: Sequence[Frame], known: Sequence[Block]) -> int:
    """Days from the report of a telling without a day to the first day of a deed."""
    day = loose[0].published
    return min(abs(block.first - first_day(day).toordinal()) for block in known if block.first > NEVER) if day else 0


class Scores:
    """Scores of pairs of frames by place, each worked out once and only when it is asked for."""

    def __init__(self, frames: Sequence[Frame], judged: EventJudgements, weights: Mapping[str, Any]) -> None:
        """weights: codebook/weights/event_merge.yaml."""
        self._frames, self._weights, self._judged = frames, weights, judged
        self.threshold = float(str(weights["threshold"]))
        self._mine = frozenset(i for i, frame in enumerate(frames) if judged.judged(frame.mention.id))
        self._known: dict[Pair, float | None] = {}
        self._asked = Counter[int]()

    def of(self, i: int, j: int) -> float | None:
        """Score of a pair, None where a veto forbids it to be one."""
        pair = (i, j) if i < j else (j, i)
        if pair not in self._known:
            self._known[pair] = self._score(pair, self._compared(pair))
        return self._known[pair]

    def _compared(self, pair: Pair) -> Compared | None:
        return compare(self._frames[pair[0]], self._frames[pair[1]], self._weights)

    def _score(self, pair: Pair, compared: Compared | None) -> float | None:
        said = self._said(*pair) if pair[0] in self._mine and pair[1] in self._mine else None
        if said is not None or compared is None:
            return math.inf if said else None
        return compared.likeness(ask=compared.open and self._may_ask(pair))

    def _may_ask(self, pair: Pair) -> bool:
        """Is a model asked of a pair? Of each telling so many times, so that one more report costs no more in a large record."""
        if max(self._asked[i] for i in pair) >= _MOST_ASKED:
            return False
        self._asked.update(pair)
        return True

    def _said(self, i: int, j: int) -> bool | None:
        """Are two one deed by a person's word? None where nobody said so or otherwise."""
        a, b = self._frames[i].mention.id, self._frames[j].mention.id
        return True if self._judged.one(a, b) else False if self._judged.apart(a, b) else None

    def _bound(self) -> set[Pair]:
        """Pairs that a person's word ties: of each block the first with every other."""
        at = {self._frames[i].mention.id: i for i in self._mine}
        blocks = ([at[key] for key in keys if key in at] for keys in self._judged.bonds.blocks().values())
        return {(min(block[0], i), max(block[0], i)) for block in blocks for i in block[1:]}

    def is_one(self, frame: Frame) -> bool:
        """Is a frame so like itself that it would be joined with its like?"""
        compared = compare(frame, frame, self._weights)
        return compared is not None and (compared.likeness() or 0.0) >= self.threshold

    def edges(self) -> list[tuple[float, str, str, int, int]]:
        """(score turned round, ids, places) of the pairs at or above the threshold, so that sorting puts the best first."""
        from dragoman.resolve.event_pairs import candidate_pairs  # only now: numpy is slow to load, and most commands resolve nothing

        found = []
        pairs = {*candidate_pairs([blocks_of(frame) for frame in self._frames]), *self._bound()}
        self._score_likest_first(pairs)
        for i, j in pairs:
            score = self.of(i, j)
            if score is not None and score >= self.threshold:
                found.append((-score, self._frames[i].mention.id, self._frames[j].mention.id, i, j))
        return sorted(found)

    def _score_likest_first(self, pairs: Iterable[Pair]) -> None:
        """Scores pairs; of those that a model could decide the likest come first, as it is asked of each telling so many times only."""
        undecided = []
        for pair in pairs:
            compared = self._compared(pair)
            if compared is not None and compared.open:
                undecided.append((-compared.score, pair))
            else:
                self._known[pair] = self._score(pair, compared)
        for _, pair in sorted(undecided):
            self.of(*pair)

    def may_join(self, a: Sequence[int], b: Sequence[int]) -> bool:
        """May two clusters be one: no veto between them, and enough likeness on average, or a person's word?"""
        mine, theirs = [i for i in a if i in self._mine], [j for j in b if j in self._mine]
        said = {self._said(i, j) for i in mine for j in theirs}
        if False in said or True in said:
            return False not in said
        scores, unlike = [], 0
        for i in _some(a):
            for j in _some(b):
                score = self.of(i, j)
                if score is None and not self._misread(i, j):
                    return False
                unlike += score is None
                scores.append(_UNLIKE if score is None else min(score, _TOP))
        return unlike <= _FEW * len(scores) and math.fsum(scores) / len(scores) >= self.threshold * _MEAN

    def _misread(self, i: int, j: int) -> bool:
        """May what keeps two tellings apart be a side or type that is told, or read, amiss? Days, numbers and the way it is done bar for good."""
        a, b = self._frames[i], self._frames[j]
        return a.mention.doc != b.mention.doc and not is_barred(a, b, self._weights)


def _some(members: Sequence[int]) -> Sequence[int]:
    return members if len(members) <= _ENOUGH else [members[k * (len(members) - 1) // (_ENOUGH - 1)] for k in range(_ENOUGH)]


def _join(edges: Sequence[tuple[float, str, str, int, int]], groups: dict[int, list[int]], scores: Scores) -> None:
    """Joins the clusters of one part, the likest pairs first."""
    home = {i: i for edge in edges for i in edge[3:]}
    for _, _, _, i, j in edges:
        a, b = home[i], home[j]
        if a != b and scores.may_join(groups[a], groups[b]):
            groups[a] = sorted(groups[a] + groups.pop(b))
            home |= dict.fromkeys(groups[a], a)


def _parts(size: int, edges: Iterable[Pair]) -> list[int]:
    """The part that each place is in, named after its smallest."""
    root = list(range(size))

    def find(i: int) -> int:
        while root[i] != i:
            root[i] = root[root[i]]
            i = root[i]
        return i

    for i, j in edges:
        a, b = find(i), find(j)
        root[max(a, b)] = min(a, b)
    return [find(i) for i in range(size)]


def _twins(frames: Sequence[Frame], judged: EventJudgements, is_one: Callable[[Frame], bool]) -> list[list[Frame]]:
    """Frames that say the same in the same words, as copies of a report do: one group each, so that each pair of tellings is compared once.

    What a person judged stands alone, and so does what is not like itself enough.
    """
    groups: dict[object, list[Frame]] = {}
    for frame in frames:
        alone = judged.judged(frame.mention.id) or not is_one(frame)
        groups.setdefault(frame.mention.id if alone else frame.telling(), []).append(frame)
    return list(groups.values())
