"""The command `python -m training.mentions`: figures of the folds and of dev, and, with --ship, the weights that the package holds."""

from __future__ import annotations

import argparse
from collections.abc import Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy

from dragoman.codebook import load_codebook
from dragoman.core.marked import Vectors
from dragoman.evaluate.mentions import GoldText, evaluate_mentions
from dragoman.models.same_model import Heads, Trees
from dragoman.models.word_vectors import load_vectors
from training.mentions.data import Gold, Tally, heads_of, news_of, read_golds, tally_heads
from training.mentions.fitting import Group, Judge, clusters_of, fit, groups_of, join, rows_of, shares_of
from training.mentions.shipping import ship

LIMITS = (0.2, 0.25, 0.3, 0.35, 0.4, 0.45)
"""Mean shares from which two clusters are one that are tried on the folds."""


def main() -> None:
    """Reads the texts, then trains by folds over the topics of the training part, or on all of it."""
    parser = argparse.ArgumentParser(prog="python -m training.mentions", description=__doc__)
    parser.add_argument("--gold", type=Path, required=True, help="the folder of gold sets")
    parser.add_argument("--folds", type=int, default=5, help="0 leaves them out")
    parser.add_argument("--seeds", type=int, default=1, help="trees are grown so many times, each time from another seed, and their votes joined")
    parser.add_argument("--ship", action="store_true", help="train on all and write what the package ships")
    given = parser.parse_args()
    weights, vectors = load_codebook(None).weights("mentions"), load_vectors()
    train, dev = read_golds(given.gold, "train"), read_golds(given.gold, "dev")
    tally = tally_heads(train)
    topics = sorted({gold.topic for gold in train}, key=int)
    print(f"{len(train)} texts of {len(topics)} topics, {given.seeds} seeds", flush=True)
    if given.folds:
        cross_fit(train, topics, tally, given.folds, given.seeds, vectors, weights)
    heads, news = heads_of(tally), news_of(train)
    known = _each_without_its_own(tally, topics)
    learned = [group for fold in range(5) for group in _groups(train, topics, 5, fold, known, vectors, weights)]
    features = tuple(learned[0].compared.features)
    trees = grow(learned, features, given.seeds)
    groups = list(groups_of(dev, news, lambda _: heads, vectors, weights))
    clusters = clusters_of(groups, shares_of(groups, Judge(heads, news, features, Trees(trees))), float(weights["mentions"]["alike"]), 0)
    print("dev", _told(dev, clusters), flush=True)
    if given.ship:
        ship(trees, heads, news, features)


def cross_fit(train: Sequence[Gold], topics: Sequence[str], tally: Tally, folds: int, seeds: int, vectors: Vectors, weights: Mapping[str, Any]) -> None:
    """Prints the figures of the training part, every topic of it judged by trees that have not seen it, at all LIMITS."""
    known = _each_without_its_own(tally, topics)
    parts = [_groups(train, topics, folds, fold, known, vectors, weights) for fold in range(folds)]
    features = tuple(parts[0][0].compared.features)
    shares = []
    for fold, part in enumerate(parts):
        trees = grow([group for other in range(folds) if other != fold for group in parts[other]], features, seeds)
        shares.append(shares_of(part, Judge(Heads({}, {}, 0.0), part[0].news, features, Trees(trees))))
    for limit in LIMITS:
        found: dict[str, tuple[int, int, int]] = {}
        for fold, (part, tables) in enumerate(zip(parts, shares, strict=True)):
            found |= clusters_of(part, tables, limit, fold)
        print(f"folds, limit {limit}:", _told(train, found), flush=True)


def grow(groups: Sequence[Group], features: tuple[str, ...], seeds: int) -> dict[str, numpy.ndarray]:
    """Trees of all seeds, their votes joined."""
    rows, same = rows_of(groups, features)
    return join([fit(rows, same, seed) for seed in range(seeds)])


def _each_without_its_own(tally: Tally, topics: Sequence[str]) -> Mapping[str, Heads]:
    return {topic: heads_of(tally, topic) for topic in topics}


def _groups(
    train: Sequence[Gold], topics: Sequence[str], folds: int, fold: int, known: Mapping[str, Heads], vectors: Vectors, weights: Mapping[str, Any]
) -> list[Group]:
    """A fold as the product would see it: words counted in the others, heads known from all other topics."""
    own = [gold for gold in train if topics.index(gold.topic) % folds == fold]
    others = [gold for gold in train if topics.index(gold.topic) % folds != fold]
    return list(groups_of(own, news_of(others), partial(_of_topic, known), vectors, weights))


def _of_topic(known: Mapping[str, Heads], topic: str) -> Heads:
    return known[topic]


def _told(golds: Sequence[Gold], clusters: Mapping[str, tuple[int, int, int]]) -> str:
    texts = [GoldText({}, tuple(gold.chains[m.id] if m.id in gold.judged else None for m in gold.text.mentions)) for gold in golds]
    figures = evaluate_mentions(texts, [clusters[m.id] for gold in golds for m in gold.text.mentions])
    return ", ".join(f"{name} {figure}" for name, figure in figures.items())


if __name__ == "__main__":
    main()
