"""Yields the figures of clusterings against a gold's: MUC, B3, CEAFe, their mean (CoNLL), and LEA."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping

from dragoman.evaluate.metrics import Figure, Mean, Rates

Clusters = Mapping[Hashable, frozenset[Hashable]]


def cluster_figures(gold: Mapping[Hashable, Hashable], found: Mapping[Hashable, Hashable]) -> dict[str, Figure]:
    """{name: figure} from {mention: cluster} twice. A mention that `found` lacks stands alone; one that the gold lacks is not judged.

    muc: links; b_cubed: mentions; ceafe: clusters paired one to one, by phi 4; conll: mean F1 of the three; lea: links, weighted by the size of clusters.
    """
    alone = {m: found.get(m, ("alone", m)) for m in gold}
    ours, theirs = _clusters(alone), _clusters(gold)
    three = {
        "muc": Rates(_links_kept(ours, gold), _links_kept(theirs, alone)),
        "b_cubed": Rates(_shared(ours, alone, theirs, gold), _shared(theirs, gold, ours, alone)),
        "ceafe": _paired(ours, theirs, gold),
    }
    conll = Mean(tuple(figure.value for figure in three.values()))
    return {**three, "conll": conll, "lea": Rates(_lea(ours, gold, theirs), _lea(theirs, alone, ours))}


def _clusters(labels: Mapping[Hashable, Hashable]) -> Clusters:
    made: defaultdict[Hashable, set[Hashable]] = defaultdict(set)
    for mention, label in labels.items():
        made[label].add(mention)
    return {label: frozenset(members) for label, members in made.items()}


def _links_kept(clusters: Clusters, labels: Mapping[Hashable, Hashable]) -> float:
    """Share of the links that hold the clusters together which the other clustering has as well."""
    kept = sum(len(c) - len({labels[m] for m in c}) for c in clusters.values())
    links = sum(len(c) - 1 for c in clusters.values())
    return kept / links if links else 0.0


def _shared(clusters: Clusters, labels: Mapping[Hashable, Hashable], others: Clusters, other_labels: Mapping[Hashable, Hashable]) -> float:
    """Mean over mentions of the part of its cluster that is with it in the other clustering, too."""
    parts = [len(clusters[labels[m]] & others[other_labels[m]]) / len(clusters[labels[m]]) for m in labels]
    return sum(parts) / len(parts) if parts else 0.0


def _lea(clusters: Clusters, labels: Mapping[Hashable, Hashable], others: Clusters) -> float:
    """Links of each cluster that the other clustering has, weighted by its size; a mention alone counts as one link."""
    total = 0.0
    for members in clusters.values():
        size = len(members)
        if size == 1:
            total += len(others[labels[next(iter(members))]]) == 1
        else:
            total += size * sum(n * (n - 1) for n in Counter(labels[m] for m in members).values()) / (size * (size - 1))
    weight = sum(len(members) for members in clusters.values())
    return total / weight if weight else 0.0


def _paired(ours: Clusters, theirs: Clusters, gold: Mapping[Hashable, Hashable]) -> Rates:
    """CEAFe: the likeness of clusters paired one to one as well as can be, as a share of the clusters of each side."""
    touching: dict[Hashable, Counter[Hashable]] = {label: Counter(gold[m] for m in members) for label, members in ours.items()}
    likeness = {(a, b): 2 * n / (len(ours[a]) + len(theirs[b])) for a, near in touching.items() for b, n in near.items()}
    total, seen = 0.0, set[Hashable]()
    back: defaultdict[Hashable, list[Hashable]] = defaultdict(list)
    for a, b in likeness:
        back[b].append(a)
    for first in touching:
        rows, todo = [], [first]
        while todo:
            label = todo.pop()
            if label not in seen:
                seen.add(label)
                rows.append(label)
                todo.extend(a for b in touching[label] for a in back[b])
        columns = list(dict.fromkeys(b for a in rows for b in touching[a]))
        total += best_sum([[likeness.get((a, b), 0.0) for b in columns] for a in rows]) if rows else 0.0
    return Rates(total / len(ours) if ours else 0.0, total / len(theirs) if theirs else 0.0)


def best_sum(worth: list[list[float]]) -> float:
    """The largest sum of entries of a matrix, no two of one row or column (Hungarian method, cubic in the longer side)."""
    if len(worth) > len(worth[0]):
        worth = [list(column) for column in zip(*worth, strict=True)]
    rows, columns = len(worth), len(worth[0])
    over, under = [0.0] * (rows + 1), [0.0] * (columns + 1)
    row_of = [0] * (columns + 1)
    for row in range(1, rows + 1):
        row_of[0] = row
        at, came = 0, [0] * (columns + 1)
        slack, done = [float("inf")] * (columns + 1), [False] * (columns + 1)
        while row_of[at]:
            done[at] = True
            here, step, to = row_of[at], float("inf"), 0
            for column in range(1, columns + 1):
                if not done[column]:
                    cost = -worth[here - 1][column - 1] - over[here] - under[column]
                    if cost < slack[column]:
                        slack[column], came[column] = cost, at
                    if slack[column] < step:
                        step, to = slack[column], column
            for column in range(columns + 1):
                if done[column]:
                    over[row_of[column]] += step
                    under[column] -= step
                else:
                    slack[column] -= step
            at = to
        while at:
            row_of[at] = row_of[came[at]]
            at = came[at]
    return sum(worth[row_of[column] - 1][column - 1] for column in range(1, columns + 1) if row_of[column])
