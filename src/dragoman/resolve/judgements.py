"""Yields what persons have judged of entities: which mentions of one document part, and which groups are one or not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations, product

from dragoman.core.judged import Decision, decisions_of
from dragoman.core.mentions import EntityMention, Judgement
from dragoman.resolve.judged_bonds import Bonds, bonds_of

Pair = tuple[str, str]


def entity_decisions(judgements: Sequence[Judgement], mentions: Collection[str]) -> list[Decision]:
    """The decisions that hold; a resolved id (`n-…`) stands for the mention that it is named after."""

    def known(key: str) -> str:
        return key if key in mentions else "nm-" + key.removeprefix("n-")

    return [replace(d, parts=tuple(tuple(known(key) for key in part) for part in d.parts)) for d in decisions_of(judgements)]


def inside(decisions: Iterable[Decision], mentions: Iterable[str]) -> Bonds:
    """The decisions on mentions as such, whatever a document says of who is who."""
    return bonds_of(decisions, {key: key for key in mentions})


def parted_pairs(bonds: Bonds, mentions: Mapping[str, EntityMention]) -> list[Pair]:
    """Pairs of mentions that their document takes for one and a person does not."""
    judged: dict[str, list[str]] = defaultdict(list)
    for key in sorted(key for key in mentions if key in bonds):
        judged[mentions[key].anchor].append(key)
    return [(a, b) for anchor in sorted(judged) for a, b in combinations(judged[anchor], 2) if bonds.apart(a, b)]


def settle(decisions: Iterable[Decision], group_of: Mapping[str, str]) -> tuple[list[Pair], list[Pair]]:
    """(same, as pairs of mention ids, the latest first; different, as pairs of group ids): of two on one pair of groups the later holds."""
    bonds = bonds_of(decisions, group_of)
    blocks = bonds.blocks()
    return bonds.edges, sorted({pair for a, b in bonds.parted() for pair in product(blocks[a], blocks[b])})


def split_by(members: Sequence[EntityMention], apart: Iterable[Pair]) -> list[list[EntityMention]]:
    """Mentions of one anchor in parts, so that no judged-different pair stays together; the rest stays with the first part."""
    ids = {m.id for m in members}
    inside = [(a, b) for a, b in apart if a in ids and b in ids]
    parts: list[list[EntityMention]] = [[]]
    for m in sorted(members, key=lambda m: (m.start, m.end, m.id)):
        foes = {b if a == m.id else a for a, b in inside if m.id in {a, b}}
        if not foes:  # all parts are free to it: to look for it in each would compare all mentions with all
            parts[0].append(m)
            continue
        free = [part for part in parts if not any(other.id in foes for other in part)]
        if free:
            free[0].append(m)
        else:
            parts.append([m])
    return [part for part in parts if part]
