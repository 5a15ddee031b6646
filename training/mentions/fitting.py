"""Yields trained trees, and what they say of texts that they have not learned from."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy
from sklearn.ensemble import HistGradientBoostingClassifier

from dragoman.core.marked import Vectors
from dragoman.models.same_model import Heads, News, Trees
from dragoman.resolve.average_link import average_link
from dragoman.resolve.marked import compare, judge_all
from dragoman.resolve.marked_pairs import Compared, Standing, standings
from dragoman.resolve.marked_texts import Commonness, Likeness, group_texts
from training.mentions.data import Gold

ROUNDS, RATE, LEAVES, DEPTH, LEAST, CALM, SHOWN = 250, 0.05, 16, 8, 60, 5.0, 0.4
"""Trees, how much each counts, leaves and depth of each, pairs of a leaf, L2 of its value, share of the features that a split may choose from."""


class Judge:
    """A PairJudge in the making; trees: None while there are none."""

    name = "in training"

    def __init__(self, heads: Heads, background: News, features: tuple[str, ...], trees: Trees | None = None) -> None:
        self.heads, self.background, self.features, self.trees = heads, background, features, trees

    def known(self, lemmas: Sequence[str]) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
        """As PairJudge has it."""
        return self.heads.known(lemmas)

    def judge(self, rows: numpy.ndarray) -> numpy.ndarray:
        """As PairJudge has it."""
        assert self.trees is not None
        return self.trees.shares(rows)


@dataclass(slots=True)
class Group:
    """Mentions that are compared with each other, and the numbers of their chains."""

    part: list[Standing]
    compared: Compared
    news: News
    chains: numpy.ndarray
    scored: numpy.ndarray


def groups_of(golds: Sequence[Gold], news: News, heads: Callable[[str], Heads], vectors: Vectors, weights: Mapping[str, Any]) -> Iterator[Group]:
    """As the product makes them; heads: what is known of heads by topic, that of most texts of the group being asked."""
    texts = [gold.text for gold in golds]
    common = Commonness(texts, news)
    likeness = Likeness(texts, common, weights["documents"])
    for members in group_texts(texts, likeness, float(weights["documents"]["alike"])):
        part = standings(texts, members)
        if not part:
            continue
        topics = [golds[at].topic for at in members]
        judge = Judge(heads(max(sorted(set(topics)), key=topics.count)), news, ())
        chains = [golds[s.text].chains[s.mention.id] for s in part]
        numbers = {chain: number for number, chain in enumerate(dict.fromkeys(chains))}
        scored = numpy.array([s.mention.id in golds[s.text].scored for s in part])
        yield Group(part, compare(part, likeness, common, vectors, judge), news, numpy.array([numbers[chain] for chain in chains]), scored)


def rows_of(groups: Sequence[Group], features: tuple[str, ...]) -> tuple[numpy.ndarray, numpy.ndarray]:
    """(rows, is it one event?) of all pairs of scored mentions."""
    rows, same = [], []
    for group in groups:
        left, right = numpy.triu_indices(len(group.part), 1)
        kept = group.scored[left] & group.scored[right]
        left, right = left[kept], right[kept]
        rows.append(numpy.stack([group.compared.features[name][left, right] for name in features], 1).astype(numpy.float32).round(3))
        same.append(group.chains[left] == group.chains[right])
    return numpy.concatenate(rows), numpy.concatenate(same)


def fit(rows: numpy.ndarray, same: numpy.ndarray, seed: int) -> dict[str, numpy.ndarray]:
    """The arrays of the trees; all settings are fixed beforehand."""
    model = HistGradientBoostingClassifier(
        max_iter=ROUNDS, learning_rate=RATE, max_leaf_nodes=LEAVES, max_depth=DEPTH, min_samples_leaf=LEAST, l2_regularization=CALM, max_features=SHOWN,
        early_stopping=False, random_state=seed,
    ).fit(rows, same)  # fmt: skip
    return arrays_of(model)


def arrays_of(model: HistGradientBoostingClassifier) -> dict[str, numpy.ndarray]:
    """The trees of a fitted model as the package reads them."""
    parts: dict[str, list[numpy.ndarray]] = {name: [] for name in ("feature", "limit", "low", "high", "value")}
    roots, first, depth = [], 0, 0
    for (tree,) in model._predictors:
        nodes, own = tree.nodes, numpy.arange(len(tree.nodes)) + first
        leaf = nodes["is_leaf"].astype(bool)
        parts["feature"].append(numpy.where(leaf, 0, nodes["feature_idx"]).astype(numpy.int16))
        parts["limit"].append(numpy.where(leaf, 0, nodes["num_threshold"]).astype(numpy.float32))
        parts["low"].append(numpy.where(leaf, own, nodes["left"] + first).astype(numpy.int32))
        parts["high"].append(numpy.where(leaf, own, nodes["right"] + first).astype(numpy.int32))
        parts["value"].append(numpy.where(leaf, nodes["value"], 0).astype(numpy.float32))
        roots.append(first)
        first, depth = first + len(nodes), max(depth, int(nodes["depth"].max()))
    arrays = {name: numpy.concatenate(found) for name, found in parts.items()}
    start = numpy.array(float(numpy.ravel(model._baseline_prediction)[0]))
    return arrays | {"root": numpy.array(roots, numpy.int32), "start": start, "depth": numpy.array(depth)}


def join(grown: Sequence[Mapping[str, numpy.ndarray]]) -> dict[str, numpy.ndarray]:
    """One set of trees whose sum is the mean of the sums of some."""
    first, parts = 0, []
    for arrays in grown:
        moved = {name: arrays[name] + numpy.int32(first) for name in ("low", "high", "root")}
        parts.append({**arrays, **moved, "value": arrays["value"] / numpy.float32(len(grown))})
        first += len(arrays["feature"])
    joined = {name: numpy.concatenate([part[name] for part in parts]) for name in ("feature", "limit", "low", "high", "value", "root")}
    start, depth = (numpy.array([part[name] for part in parts]) for name in ("start", "depth"))
    return joined | {"start": start.mean(), "depth": depth.max()}


def shares_of(groups: Sequence[Group], judge: Judge) -> list[numpy.ndarray]:
    """[n, n] of each group."""
    found = []
    for group in groups:
        found.append(judge_all(group.compared.for_judge(judge), len(group.part), judge))
    return found


def clusters_of(groups: Sequence[Group], shares: Sequence[numpy.ndarray], alike: float, fold: int) -> dict[str, tuple[int, int, int]]:
    """{mention: cluster}."""
    found = {}
    for number, (group, table) in enumerate(zip(groups, shares, strict=True)):
        for standing, label in zip(group.part, average_link(table, alike).tolist(), strict=True):
            found[standing.mention.id] = (fold, number, label)
    return found
