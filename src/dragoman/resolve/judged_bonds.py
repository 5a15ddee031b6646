"""Yields Bonds: what persons' decisions come to when they are laid over each other, the later ones first."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations

from dragoman.core.judged import Decision

Pair = tuple[str, str]


@dataclass(slots=True)
class Bonds:
    """Keys that are one, in blocks, and blocks that are not. A later decision holds against an earlier one; the order in which they come does not matter.

    edges: the pairs of decided mentions that made blocks, in the order in which they did.
    """

    edges: list[Pair] = field(default_factory=list)
    _root: dict[str, str] = field(default_factory=dict)
    _foes: dict[str, set[str]] = field(default_factory=dict)

    def __contains__(self, key: object) -> bool:
        """Did anybody decide on it?"""
        return key in self._root

    def find(self, key: str) -> str:
        """The block of a key; itself where nobody decided on it."""
        while self._root.get(key, key) != key:
            self._root[key] = self._root[self._root[key]]
            key = self._root[key]
        return key

    def one(self, a: str, b: str) -> bool:
        """Are two keys in one block?"""
        return a == b or (a in self._root and b in self._root and self.find(a) == self.find(b))

    def apart(self, a: str, b: str) -> bool:
        """Must two keys stay apart?"""
        return bool(self._foes) and a in self._root and b in self._root and self.find(b) in self._foes.get(self.find(a), ())

    def blocks(self) -> dict[str, list[str]]:
        """{block: its keys, sorted}."""
        found: dict[str, list[str]] = {}
        for key in sorted(self._root):
            found.setdefault(self.find(key), []).append(key)
        return found

    def parted(self) -> Iterator[Pair]:
        """Pairs of blocks that must stay apart, sorted."""
        yield from sorted((a, b) for a, foes in self._foes.items() for b in foes if a < b)

    def take(self, decision: Decision, of: Mapping[str, str]) -> None:
        """An earlier decision: what it says against a later one is passed over. of: the key of each mention; a mention without one is passed over."""
        parts = [[m for m in part if m in of] for part in decision.parts]
        for mention in (m for part in parts for m in part):
            self._root.setdefault(of[mention], of[mention])
        for one, other in combinations(parts, 2):
            self._part({self.find(of[m]) for m in one}, {self.find(of[m]) for m in other})
        for part in parts if decision.bound else ():
            self._bind(part, of)

    def _part(self, one: set[str], other: set[str]) -> None:
        for a in one:
            for b in other - {a}:
                self._foes.setdefault(a, set()).add(b)
                self._foes.setdefault(b, set()).add(a)

    def _bind(self, part: Sequence[str], of: Mapping[str, str]) -> None:
        """Each joins the first of the part that nothing parts it from."""
        heads: list[str] = []
        for mention in part:
            for head in heads:
                if self._join(of[head], of[mention]):
                    if of[head] != of[mention]:
                        self.edges.append((head, mention))
                    break
            else:
                heads.append(mention)

    def _join(self, a: str, b: str) -> bool:
        x, y = self.find(a), self.find(b)
        if x == y:
            return True
        if y in self._foes.get(x, ()):
            return False
        new, old = min(x, y), max(x, y)
        self._root[old] = new
        for foe in self._foes.pop(old, ()):
            self._foes[foe].discard(old)
            self._foes[foe].add(new)
            self._foes.setdefault(new, set()).add(foe)
        return True


def bonds_of(decisions: Iterable[Decision], of: Mapping[str, str]) -> Bonds:
    """The bonds of decisions. of: {mention: the key that it counts under}, of those that are there."""
    bonds = Bonds()
    for decision in sorted(decisions, key=lambda d: (d.at, d.id), reverse=True):
        bonds.take(decision, of)
    return bonds
