"""Yields clusters of groups, with the reason of every union: best pairs join first, vetoes and persons' judgements hold for whole clusters."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.core.records import Reason
from dragoman.resolve.features import Compared
from dragoman.resolve.groups import Group, Knowledge
from dragoman.resolve.vetoes import profile_of, why_not

JUDGED, TOLD, KEYED, BODY, NAMED, SCORED = "judgement", "told as known as", "same gazetteer key", "same body of a state", "same full name", "features"
Pairs = Iterable[tuple[str, str]]


class Clusters:
    """Union-find over groups with vetoes. The result depends on the order of the joins alone, never on that of the groups."""

    def __init__(self, groups: Iterable[Group], apart: Pairs, kin: Pairs, known: Knowledge) -> None:
        """apart: pairs of group ids that a person judged to be different; kin: pairs that a text calls relatives of each other."""
        self._known = known
        self._groups = {g.id: g for g in groups}
        self._root = {group: group for group in self._groups}
        self._profiles = {g.id: profile_of(g) for g in self._groups.values()}
        self._reasons: list[Reason] = []
        for field, pairs in (("barred", apart), ("kin", kin)):
            for a, b in pairs:
                getattr(self._profiles[a], field).add(b)
                getattr(self._profiles[b], field).add(a)

    def find(self, group: str) -> str:
        """Id of the cluster that a group is in."""
        while self._root[group] != group:
            self._root[group] = self._root[self._root[group]]
            group = self._root[group]
        return group

    def join(
        self, a: str, b: str, basis: str, faces: tuple[str, str] | None = None, features: Mapping[str, float] | None = None, score: float | None = None
    ) -> bool:
        """Make one cluster of two groups' clusters, unless a veto forbids it; is it one now?

        basis: a person's judgement, which only another judgement can forbid; a text's own words, which lift vetoes of name and state; or what else
        speaks for it. faces: mentions that the reason rests on, else the first that name the groups.
        """
        x, y = self.find(a), self.find(b)
        if x == y:
            return True
        mine, theirs = self._profiles[x], self._profiles[y]
        if not mine.barred.isdisjoint(theirs.members) or (basis != JUDGED and why_not(mine, theirs, self._known, told=basis == TOLD)):
            return False
        new, old = min(x, y), max(x, y)
        self._root[old] = new
        self._profiles[new].take(self._profiles.pop(old))
        one, other = faces or (self._groups[a].face(), self._groups[b].face())
        told = tuple(sorted((name, round(value, 4)) for name, value in (features or {}).items()))
        self._reasons.append(Reason(one, other, basis, told, None if score is None else round(score, 4)))
        return True

    def members(self) -> list[list[str]]:
        """Group ids of each cluster, sorted."""
        return sorted(sorted(profile.members) for profile in self._profiles.values())

    def reasons(self) -> Sequence[Reason]:
        """Of every union so far, in the order in which they were made."""
        return self._reasons


@dataclass(frozen=True, slots=True)
class Scored:
    """A pair of groups with the weighted sum of its features."""

    score: float
    a: str
    b: str
    found: Compared

    def join(self, clusters: Clusters) -> bool:
        """Join the pair with its features as the reason, unless a veto forbids it."""
        return clusters.join(self.a, self.b, SCORED, (self.found.a, self.found.b), self.found.features, self.score)


def best_first(scored: Iterable[Scored], threshold: float) -> Sequence[Scored]:
    """Pairs at or above the threshold, the best first, ties by id."""
    return sorted((row for row in scored if row.score >= threshold), key=lambda row: (-row.score, row.a, row.b))
