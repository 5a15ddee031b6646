"""Yields pairs of event mentions worth comparing: those of one pair of parties within a window of days, a bounded number for each mention."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import numpy as np

from dragoman.resolve.event_blocks import WINDOW, Block

NEAREST = 16
"""Followers that a mention is compared with in each of three orders of likeness: all those of its block and window where these are few, else the likest."""
_DAY_BITS = 20

Ints = np.ndarray[Any, np.dtype[np.int64]]


def candidate_pairs(blocks: Sequence[Sequence[Block]]) -> Iterator[tuple[int, int]]:
    """Pairs (i < j) of mentions, by place in `blocks`, sorted. Mentions stand in the order of their ids, so that the pairs do not hang on any other."""
    rows = [(b.key, b.first, b.last, b.kind, b.near, b.half, i) for i, mine in enumerate(blocks) for b in mine]
    if rows:
        table = np.array(rows, dtype=np.int64)
        pairs = pair_rows(*(table[:, k] for k in range(7)))
        yield from zip((pairs >> 32).tolist(), (pairs & 0xFFFFFFFF).tolist(), strict=True)


def pair_rows(key: Ints, first: Ints, last: Ints, kind: Ints, near: Ints, half: Ints, mention: Ints) -> Ints:
    """The same on columns, one row for each block of a mention, in the order of mentions: pairs as (i << 32) | j, sorted.

    Near linear in the rows: three sorts, each with NEAREST comparisons of neighbours: by day, by type and day, by type, trigger and day.
    """
    found = []
    sides = first.astype(np.int32), last.astype(np.int32), mention.astype(np.int32)
    for packed in _orders(key, first, kind, near):
        rows = np.argsort(packed, kind="stable")
        ranks = packed[rows] >> (63 - _rank_bits(key))
        found.append(_neighbours(ranks, (half | (key & 1 == 0)).astype(bool)[rows], *(side[rows] for side in sides)))
    return _distinct(np.concatenate(found))


def _rank_bits(key: Ints) -> int:
    return max(1, len(key).bit_length())


def _orders(key: Ints, first: Ints, kind: Ints, near: Ints) -> Iterator[Ints]:
    """Numbers of 63 bits by which rows are sorted: the block leads, then day, type and trigger in three orders. Hashes of more bits than there are are cut."""
    _, rank = np.unique(key, return_inverse=True)
    free = 63 - _rank_bits(key) - _DAY_BITS
    kinds, nears = kind & ((1 << (free // 2)) - 1), near & ((1 << (free - free // 2)) - 1)
    days = np.clip(first, 0, (1 << _DAY_BITS) - 1)
    columns = {"day": (days, _DAY_BITS), "kind": (kinds, free // 2), "near": (nears, free - free // 2)}
    for order in (("day", "kind", "near"), ("kind", "day", "near"), ("kind", "near", "day")):
        packed = rank.astype(np.int64)
        for name in order:
            packed = (packed << columns[name][1]) | columns[name][0]
        yield packed


def _neighbours(block: Ints, open_to: Any, first: Any, last: Any, mention: Any) -> Ints:
    """Pairs of sorted rows at most NEAREST apart, of one block and window."""
    found = []
    for step in range(1, min(NEAREST, len(block) - 1) + 1):
        told = (block[:-step] == block[step:]) & (open_to[:-step] | open_to[step:])
        told &= (first[step:] - last[:-step] <= WINDOW) & (first[:-step] - last[step:] <= WINDOW)
        at = np.flatnonzero(told)
        a, b = mention[at].astype(np.int64), mention[at + step].astype(np.int64)
        found.append(((np.minimum(a, b) << 32) | np.maximum(a, b))[a != b])
    return _distinct(np.concatenate(found)) if found else np.empty(0, dtype=np.int64)


def _distinct(pairs: Ints) -> Ints:
    """Sorted, each once; in place where it can be."""
    pairs.sort()
    kept = np.ones(len(pairs), dtype=bool)
    np.not_equal(pairs[1:], pairs[:-1], out=kept[1:])
    return pairs[kept]
