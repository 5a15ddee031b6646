"""Yields clusters of groups: best pairs join first, vetoes and persons' judgements hold for whole clusters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from dragoman.resolve.features import Group, Knowledge
from dragoman.resolve.persons import PersonName, compatible_persons


@dataclass(slots=True)
class _Profile:
    """What all members of a cluster have told so far."""

    kinds: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    full: set[PersonName] = field(default_factory=set)
    barred: set[str] = field(default_factory=set)
    members: list[str] = field(default_factory=list)


class Clusters:
    """Union-find over groups with vetoes. The result depends on the order of the joins alone, never on that of the groups."""

    def __init__(self, groups: Iterable[Group], apart: Iterable[tuple[str, str]], known: Knowledge) -> None:
        """apart: pairs of group ids that a person judged to be different."""
        self._known = known
        self._root: dict[str, str] = {}
        self._profiles: dict[str, _Profile] = {}
        for g in groups:
            self._root[g.id] = g.id
            self._profiles[g.id] = _Profile(
                {g.kind}, set(g.keys), {g.country} if g.country else set(), {g.gender} if g.gender else set(), {p for p in g.persons if p.full}, set(), [g.id]
            )
        for a, b in apart:
            self._profiles[a].barred.add(b)
            self._profiles[b].barred.add(a)

    def find(self, group: str) -> str:
        """Id of the cluster that a group is in."""
        while self._root[group] != group:
            self._root[group] = self._root[self._root[group]]
            group = self._root[group]
        return group

    def join(self, a: str, b: str, judged: bool = False, told: bool = False) -> bool:
        """Make one cluster of two groups' clusters, unless a veto forbids it; is it one now?

        judged: a person said so, only another judgement can forbid it; told: a text says so, differing countries are no veto.
        """
        x, y = self.find(a), self.find(b)
        if x == y:
            return True
        mine, theirs = self._profiles[x], self._profiles[y]
        if not mine.barred.isdisjoint(theirs.members) or (not judged and self._vetoed(mine, theirs, told)):
            return False
        new, old = min(x, y), max(x, y)
        self._root[old] = new
        into, gone = self._profiles[new], self._profiles.pop(old)
        for name in ("kinds", "keys", "countries", "genders", "full", "barred"):
            getattr(into, name).update(getattr(gone, name))
        into.members.extend(gone.members)
        return True

    def _vetoed(self, a: _Profile, b: _Profile, told: bool) -> bool:
        if a.kinds.isdisjoint(b.kinds):
            return True
        if a.keys & b.keys:
            return False
        if a.countries and b.countries and a.countries.isdisjoint(b.countries) and not told:
            return True
        if a.genders and b.genders and a.genders.isdisjoint(b.genders):
            return True
        return any(not compatible_persons(p, q, self._known.given_variants) for p in a.full for q in b.full)

    def members(self) -> list[list[str]]:
        """Group ids of each cluster, sorted."""
        return sorted(sorted(profile.members) for profile in self._profiles.values())


def best_first(scored: Iterable[tuple[float, str, str]], threshold: float) -> Sequence[tuple[float, str, str]]:
    """Pairs at or above the threshold, the best first, ties by id."""
    return sorted((row for row in scored if row[0] >= threshold), key=lambda row: (-row[0], row[1], row[2]))
