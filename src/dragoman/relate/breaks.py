"""Yields breaks: places in a series of scores after which it stands on another level, with the share of shuffled series that show none as clear."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

import numpy as np

_FIRST = 99
"""Shufflings after which a series with nothing in it is given up."""
_GRID = 40
"""Places at which a stretch of a long series may begin or end."""
Floats = np.ndarray[Any, np.dtype[np.float64]]
Ints = np.ndarray[Any, np.dtype[np.int64]]


@dataclass(frozen=True, slots=True)
class Break:
    """at: index of the first value after it; chance: share of shuffled series with a break as clear, above 0 and at most 1."""

    at: int
    chance: float


def find_breaks(values: Sequence[float], side: int, least: int, chance: float, shuffles: int, seed: int) -> tuple[Break, ...]:
    """Breaks in order, found by cutting the series again and again where a stretch of it stands out most from the rest.

    The statistic is the largest standardised sum of ranks of a stretch: Pettitt's test (1979) where the stretch reaches an end, that of circular binary
    segmentation (Olshen and others, 2004) where it does not, so that `there and back again` is seen too. Ranks, not scores: one outlying value moves them no
    more than any other. Chance is counted on shufflings of the series itself, so that neither the form of the scores nor their many equal values matter; since
    values resemble their neighbours while shuffled ones do not, what is found weighs less by the likeness of neighbours that remains beside it.
    side: values of a stretch and beside it at least; least: values without which nothing is sought; seed: of the shufflings, so that the same series gives the
    same answer (numpy's RandomState, whose stream is frozen).
    """
    found: list[Break] = []
    open_ = [(0, len(values))]
    while open_:
        low, high = open_.pop()
        if high - low < least or 2 * side > high - low:
            continue
        edges, share = _best(midranks(values[low:high]), side, chance, shuffles, (seed + low) % 2**32)
        if edges:
            found += [Break(low + at, share) for at in edges]
            cuts = [low, *(low + at for at in edges), high]
            open_ += pairwise(cuts)
    return tuple(sorted(found, key=lambda b: b.at))


def midranks(values: Sequence[float]) -> Floats:
    """Ranks from 1, equal values sharing the mean of theirs."""
    array = np.asarray(values, dtype=np.float64)
    _, where, counts = np.unique(array, return_inverse=True, return_counts=True)
    ends = np.cumsum(counts)
    shared: Floats = (ends - (counts - 1) / 2.0)[where]
    return shared


def _best(ranks: Floats, side: int, chance: float, shuffles: int, seed: int) -> tuple[list[int], float]:
    """(where the clearest stretch begins and ends, without the ends of the series; chance), nothing where chance alone may do as much."""
    firsts, lasts = _stretches(len(ranks), side)
    clear = _clearness(ranks[None, :], firsts, lasts)[0]
    best = int(np.argmax(clear))
    edges = _refined(ranks, [at for at in (int(firsts[best]), int(lasts[best])) if 0 < at < len(ranks)], side)
    height = float(clear[best]) * _unlikeness(ranks, edges)
    if height <= 0.0:
        return [], 1.0
    random, higher, done = np.random.RandomState(seed), 0, 0
    for some in (min(_FIRST, shuffles), shuffles - min(_FIRST, shuffles)):
        if some:
            order = np.argsort(random.random_sample((some, len(ranks))), axis=1)
            higher += int(np.sum(np.max(_clearness(ranks[order], firsts, lasts), axis=1) >= height))
            done += some
        if higher > 2 * chance * (_FIRST + 1) + 4:
            return [], 1.0
    share = (1 + higher) / (1 + done)
    return (edges, round(share, 6)) if share <= chance else ([], 1.0)


def _stretches(n: int, side: int) -> tuple[Ints, Ints]:
    """First and last (not included) value of each stretch that is looked at: every one of a short series, of a longer one those on a grid."""
    step = max(1, n // _GRID)
    marks = [0, *range(side, n - side + 1, step), n]
    pairs = [(i, j) for i in marks for j in marks if side <= j - i <= n - side and (i == 0 or j == n or (i >= side and n - j >= side))]
    found = np.asarray(pairs, dtype=np.int64)
    return found[:, 0], found[:, 1]


def _clearness(ranks: Floats, firsts: Ints, lasts: Ints) -> Floats:
    """Squared distance of the sum of a stretch's ranks from what is expected, by its variance; rows are series, columns stretches."""
    n = ranks.shape[1]
    sums = np.concatenate([np.zeros((ranks.shape[0], 1)), np.cumsum(ranks, axis=1)], axis=1)
    length = (lasts - firsts).astype(np.float64)
    gone: Floats = sums[:, lasts] - sums[:, firsts] - length * (n + 1) / 2.0
    clear: Floats = gone * gone / (length * (n - length))
    return clear


def _refined(ranks: Floats, edges: list[int], side: int) -> list[int]:
    """Each edge moved within its neighbours to where the two levels part best: on a grid it stands a little beside that."""
    found = list(edges)
    for k, edge in enumerate(edges):
        low, high = (found[k - 1] if k else 0), (found[k + 1] if k + 1 < len(found) else len(ranks))
        here = ranks[low:high]
        step = len(ranks) // _GRID
        near = range(max(low + side, edge - step), min(high - side, edge + step) + 1)
        sums, total = np.cumsum(here), float(np.sum(here))
        parts = [(float(sums[at - low - 1]) - (at - low) * total / len(here)) ** 2 / ((at - low) * (high - at)) for at in near]
        if parts:
            found[k] = near[int(np.argmax(parts))]
    return found


def _unlikeness(ranks: Floats, edges: list[int]) -> float:
    """(1 − r) / (1 + r), r the likeness of neighbours once each level is taken off: by so much a mean of values that resemble each other says less.

    r is raised by one part in n for each level, since levels that are themselves taken from few values hide that much of it (Kendall 1954).
    """
    rest = np.concatenate([part - np.mean(part) for part in np.split(ranks, edges)])
    whole = float(np.sum(rest * rest))
    if whole <= 0:
        return 1.0
    r = float(np.sum(rest[1:] * rest[:-1])) / whole + (len(edges) + 1) / len(ranks)
    r = min(0.9, max(0.0, r))
    return (1.0 - r) / (1.0 + r)
