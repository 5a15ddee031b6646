"""Yields groups of reports that are of one story: most alike first, as long as all of a group are on average alike enough, and near in time."""

from __future__ import annotations

import heapq
from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from dragoman.resolve.story_profiles import ONE, Features, Profile, features_of, likeness

_MOST = 800
"""Features that a group is known by; of more the weightiest are kept."""


@dataclass(slots=True)
class _Group:
    """Reports that are one so far. sums: of their features; first, last: days; near: {group: sum of the likenesses of all pairs between the two}."""

    docs: list[str]
    sums: dict[str, int]
    first: int | None
    last: int | None
    near: dict[str, int] = field(default_factory=dict)


def group_reports(profiles: Sequence[Profile], kin: Iterable[tuple[str, str]], rule: Mapping[str, Any], weights: Mapping[str, Any]) -> list[list[str]]:
    """Ids of the reports of each group, sorted, groups in the order of their first; the same for any order of the profiles.

    kin: pairs that are one whatever they are like (copies, versions). rule: weights of the kinds, threshold (mean likeness within a group, 0 to 1),
    calm and half (days). weights: how many candidates each report is held against.
    """
    found = features_of(profiles, rule)
    merging = _Merging(profiles, found, rule)
    for a, b in sorted(kin):
        merging.join_kin(a, b)
    merging.link(_candidates(profiles, found, weights))
    merging.run()
    return sorted(sorted(group.docs) for group in merging.groups.values())


def _candidates(profiles: Sequence[Profile], found: Mapping[str, Features], weights: Mapping[str, Any]) -> list[tuple[str, str]]:
    """Pairs of reports that share telling features; each with the most alike of those that stand near it in time."""
    order = sorted(profiles, key=lambda p: (p.day is None, p.day or 0, p.doc))
    side, most, telling = int(weights["near"]) // 2, int(weights["neighbours"]), int(weights["features"])
    shown: list[list[tuple[str, int]]] = []
    places: dict[str, list[int]] = defaultdict(list)
    sizes: dict[str, list[int]] = defaultdict(list)
    for place, profile in enumerate(order):
        weightiest = heapq.nsmallest(telling, [(-weight, feature) for feature, weight in found[profile.doc].items()])
        shown.append([(feature, -weight) for weight, feature in weightiest])
        for feature, weight in shown[place]:
            places[feature].append(place)
            sizes[feature].append(weight)
    at: dict[str, int] = defaultdict(int)
    pairs: set[tuple[str, str]] = set()
    for place, profile in enumerate(order):
        score: dict[int, int] = {}
        for feature, weight in shown[place]:
            here = at[feature]
            at[feature] += 1
            window = slice(max(0, here - side), here + side + 1)
            for other, size in zip(places[feature][window], sizes[feature][window], strict=True):
                score[other] = score.get(other, 0) + weight * size
        score.pop(place, None)
        for _, near in heapq.nsmallest(most, [(-n, order[o].doc) for o, n in score.items()]):
            pairs.add((min(profile.doc, near), max(profile.doc, near)))
    return sorted(pairs)


class _Merging:
    """Groups under way. Likenesses are whole numbers: sums do not hang on the order in which groups were joined."""

    def __init__(self, profiles: Sequence[Profile], found: Mapping[str, Features], rule: Mapping[str, Any]) -> None:
        self.groups = {p.doc: _Group([p.doc], dict(found[p.doc]), p.day, p.day) for p in profiles}
        self._rule = rule
        self._root = {p.doc: p.doc for p in profiles}
        self._queue: list[tuple[float, str, str]] = []

    def find(self, doc: str) -> str:
        """The group that a report is in, by the smallest of its reports."""
        while self._root[doc] != doc:
            self._root[doc] = self._root[self._root[doc]]
            doc = self._root[doc]
        return doc

    def join_kin(self, a: str, b: str) -> None:
        """Makes one group of two reports' groups, where both are at hand."""
        if a in self._root and b in self._root and self.find(a) != self.find(b):
            self._join(self.find(a), self.find(b))

    def link(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Holds the groups of each pair against each other."""
        for a, b in sorted({(min(x, y), max(x, y)) for x, y in ((self.find(a), self.find(b)) for a, b in pairs) if x != y}):
            self._hold(a, b, likeness(self.groups[a].sums, self.groups[b].sums))

    def run(self) -> None:
        """Joins the two most alike groups until none are alike enough."""
        while self._queue:
            score, a, b = heapq.heappop(self._queue)
            if a in self.groups and b in self.groups and -score == self._alike(a, b):
                for other in self._join(a, b):
                    self._hold(a, other, self.groups[a].near[other])

    def _hold(self, a: str, b: str, total: int) -> None:
        self.groups[a].near[b] = self.groups[b].near[a] = total
        score = self._alike(a, b)
        if score >= self._rule["threshold"]:
            heapq.heappush(self._queue, (-score, min(a, b), max(a, b)))

    def _alike(self, a: str, b: str) -> float:
        """Mean likeness of the pairs between two groups, 0 to 1 (and more for shared events), less the further apart they are in time."""
        one, other = self.groups[a], self.groups[b]
        mean = one.near.get(b, 0) / (ONE * ONE * len(one.docs) * len(other.docs))
        if one.first is None or one.last is None or other.first is None or other.last is None:
            return mean
        apart = max(one.first - other.last, other.first - one.last, 0) - int(self._rule["calm"])
        return mean / (1 + apart / float(self._rule["half"])) if apart > 0 else mean

    def _join(self, a: str, b: str) -> list[str]:
        """Takes the second group into the first (the smaller id stays); gives the groups that stand near it."""
        one, other = self.groups[a], self.groups.pop(b)
        self._root[b] = a
        near = sorted({*one.near, *other.near} - {a, b})
        for group in near:
            parts = [one.near.get(group), other.near.get(group)]
            sums = self.groups[group].sums
            total = sum(likeness(side.sums, sums) if part is None else part for side, part in zip((one, other), parts, strict=True))
            self.groups[group].near.pop(b, None)
            one.near[group] = self.groups[group].near[a] = total
        one.near.pop(b, None)
        for doc in other.docs:
            insort(one.docs, doc)
        for feature, weight in other.sums.items():
            one.sums[feature] = one.sums.get(feature, 0) + weight
        if len(one.sums) > 2 * _MOST:
            one.sums = dict(sorted(one.sums.items(), key=lambda row: (-row[1], row[0]))[:_MOST])
        one.first = min((d for d in (one.first, other.first) if d is not None), default=None)
        one.last = max((d for d in (one.last, other.last) if d is not None), default=None)
        return near
