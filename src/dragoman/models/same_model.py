"""Yields the coreference model of events, which judges whether two mentions tell of one: trees and tables of ours, checked before they are read."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.core.errors import ModelError
from dragoman.models.manifest import check_files, read_manifest

if TYPE_CHECKING:
    import numpy

FOLDER = Path(__file__).with_name("same")
MANIFEST = Path(__file__).with_name("same-1.json")
STRANGERS = 0.05
"""Share of pairs of two different heads, of which nothing is known, that are one event."""
HANDFUL = 4_000
"""Pairs that go down the trees together: so many stay in a processor's cache, which halves the time."""


@dataclass(frozen=True, slots=True)
class SameFiles:
    """Where the model lies and what it is; `files_sha256` is the combined digest of all its files."""

    folder: Path
    name: str
    version: str
    files_sha256: str


@dataclass(frozen=True, slots=True)
class News:
    """How common words are in the texts that the model learned from, each of which counts in part."""

    texts: float
    counts: Mapping[str, float]

    def count(self, word: str) -> float:
        """In how many of the texts a word stands, 0 where it is unknown."""
        return self.counts.get(word, 0.0)


@dataclass(frozen=True, slots=True)
class Heads:
    """What is known of head words. pairs: (lesser, greater) lemma to (share of one event, in how many topics they met); alone: lemma to the share of pairs
    with that head that are one event; usual: that share over all lemmas."""

    pairs: Mapping[tuple[str, str], tuple[float, float]]
    alone: Mapping[str, float]
    usual: float

    def known(self, lemmas: Sequence[str]) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
        """As PairJudge has it; lemmas: different ones."""
        import numpy

        at = {lemma: number for number, lemma in enumerate(lemmas)}
        share, met = numpy.full((len(lemmas), len(lemmas)), STRANGERS), numpy.zeros((len(lemmas), len(lemmas)))
        for (a, b), (one, topics) in self.pairs.items():
            if a in at and b in at:
                share[at[a], at[b]] = share[at[b], at[a]] = one
                met[at[a], at[b]] = met[at[b], at[a]] = topics
        return share, met, numpy.array([self.alone.get(lemma, self.usual) for lemma in lemmas])


class Trees:
    """Boosted trees as plain arrays: for every node the feature that it asks for, the limit, and the nodes to go on to, itself where it is a leaf."""

    def __init__(self, arrays: Mapping[str, numpy.ndarray]) -> None:
        """arrays: feature, limit, low, high, value by node; root by tree; start, depth: one number each. KeyError where one is missing."""
        import numpy

        self._feature, self._limit, self._value = arrays["feature"].astype(numpy.intp), arrays["limit"], arrays["value"].astype(numpy.float64)
        self._next = numpy.stack([arrays["low"], arrays["high"]], 1).astype(numpy.intp).ravel()
        self._roots = arrays["root"].astype(numpy.intp)
        self._start, self._depth = float(arrays["start"]), int(arrays["depth"])

    def shares(self, rows: numpy.ndarray) -> numpy.ndarray:
        """[n] from 0 to 1, to four places; rows: [n, features], float32."""
        import numpy

        parts = [self._sums(rows[at : at + HANDFUL]) for at in range(0, len(rows), HANDFUL)]
        total = numpy.concatenate(parts) if parts else numpy.zeros(0)
        found: numpy.ndarray = (1 / (1 + numpy.exp(-numpy.clip(total, -30, 30)))).round(4)
        return found

    def _sums(self, rows: numpy.ndarray) -> numpy.ndarray:
        import numpy

        flat, first = rows.ravel(), numpy.arange(len(rows)) * rows.shape[1]
        total = numpy.full(len(rows), self._start)
        for root in self._roots:
            node = numpy.full(len(rows), root)
            for _ in range(self._depth):
                higher = flat.take(first + self._feature.take(node)) > self._limit.take(node)
                node = self._next.take(2 * node + higher)
            total += self._value.take(node)
        return total


class SameModel:
    """Judges pairs one by one, by their features alone."""

    def __init__(self, trees: Trees, heads: Heads, background: News, features: tuple[str, ...], files: SameFiles) -> None:
        self._trees = trees
        self._heads = heads
        self.background = background
        self.features = features
        self.files = files
        self.name = f"{files.name} {files.version}"

    def known(self, lemmas: Sequence[str]) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
        """As PairJudge has it."""
        return self._heads.known(lemmas)

    def judge(self, rows: numpy.ndarray) -> numpy.ndarray:
        """As PairJudge has it."""
        return self._trees.shares(rows)


def find_same_model() -> SameFiles:
    """The files of the model, every one compared with the manifest; nothing is deserialised.

    Raises ModelError when one is missing, altered or added.
    """
    manifest = read_manifest(MANIFEST)
    return SameFiles(FOLDER, manifest.name, manifest.version, check_files(FOLDER, manifest))


def is_present() -> bool:
    """Does this installation hold the weights? Altered files are no reason to do without: they raise."""
    return MANIFEST.is_file() and FOLDER.is_dir()


@cache
def load_same_model() -> SameModel | None:
    """The model, loaded once per process; None where the weights are left out of this installation.

    Raises ModelError when the weights are there but are not the pinned ones.
    """
    if not is_present():
        return None
    files = find_same_model()
    try:
        words: Mapping[str, Any] = json.loads((files.folder / "words.json").read_text(encoding="utf-8"))
        return SameModel(_read_trees(files.folder / "trees.npz"), _heads(words), _news(words), tuple(words["features"]), files)
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"the coreference model in {str(files.folder)!r} cannot be read ({error}); reinstall dragoman") from error


def _read_trees(path: Path) -> Trees:
    """No pickled object is read."""
    import numpy

    with numpy.load(path, allow_pickle=False) as kept:
        return Trees({name: kept[name] for name in kept.files})


def _heads(words: Mapping[str, Any]) -> Heads:
    pairs = {(a, b): (float(one), float(topics)) for a, b, one, topics in words["pairs"]}
    return Heads(pairs, {word: float(share) for word, share in words["alone"].items()}, float(words["usual"]))


def _news(words: Mapping[str, Any]) -> News:
    return News(float(words["texts"]), {word: float(count) for word, count in words["news"].items()})
