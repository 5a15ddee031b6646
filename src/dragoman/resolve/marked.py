"""Yields which of the event mentions that somebody has marked tell of one event, inside a text and across texts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dragoman.core.marked import MarkedText, PairJudge, Vectors
from dragoman.resolve.average_link import average_link
from dragoman.resolve.marked_pairs import Compared, Standing, standings
from dragoman.resolve.marked_texts import MOST_MENTIONS, Commonness, Likeness, group_texts

if TYPE_CHECKING:
    import numpy

STRIPE = 50_000
"""Pairs that are judged in one go: memory stays bounded."""

At = tuple[int, int]
"""Number of a text, number of a mention in it."""


def resolve_marked(texts: Sequence[MarkedText], judge: PairJudge | None, vectors: Vectors | None, weights: Mapping[str, Any]) -> list[list[At]]:
    """Clusters of all mentions, each sorted; one that nothing else tells of is a cluster by itself. The same for the same texts in another order but for
    the numbers, if they are given in the order of their keys.

    Mentions are compared within groups of texts that tell of one happening, of at most MOST_MENTIONS mentions each.
    judge: None where there is no trained one: then mentions whose heads are of one family of words are one event. weights: codebook/weights/mentions.yaml.
    """
    background = judge.background if judge else None
    common = Commonness(texts, background)
    likeness = Likeness(texts, common, weights["documents"])
    clusters: list[list[At]] = []
    for members in group_texts(texts, likeness, float(weights["documents"]["alike"])):
        for part in _parts(standings(texts, members)):
            if judge is None or vectors is None:
                labels = _by_family(part)
            else:
                compared = compare(part, likeness, common, vectors, judge)
                labels = average_link(judge_all(compared, len(part), judge), float(weights["mentions"]["alike"])).tolist()
            clusters += _gathered(part, labels)
    return sorted(clusters)


def compare(part: Sequence[Standing], likeness: Likeness, common: Commonness, vectors: Vectors, judge: PairJudge) -> Compared:
    """The features of all pairs of some mentions."""
    import numpy

    texts = sorted({standing.text for standing in part})
    at = numpy.searchsorted(texts, [standing.text for standing in part])
    return Compared(part, likeness.table(texts)[numpy.ix_(at, at)], common, vectors, judge)


def judge_all(compared: Compared, count: int, judge: PairJudge) -> numpy.ndarray:
    """[count, count] how likely each pair is one event, 0 to 1."""
    import numpy

    left, right = numpy.triu_indices(count, 1)
    table = numpy.zeros((count, count))
    for start in range(0, len(left), STRIPE):
        stripe = left[start : start + STRIPE], right[start : start + STRIPE]
        table[stripe] = judge.judge(compared.rows(*stripe))
    return table + table.T


def _parts(group: list[Standing]) -> Iterator[list[Standing]]:
    """The group; where one text alone has more mentions than are compared, pieces of it in the order of the text."""
    for start in range(0, len(group), MOST_MENTIONS):
        yield group[start : start + MOST_MENTIONS]


def _by_family(part: Sequence[Standing]) -> list[int]:
    numbers: dict[str, int] = {}
    return [numbers.setdefault(standing.mention.family, len(numbers)) for standing in part]


def _gathered(part: Sequence[Standing], labels: Sequence[int]) -> Iterator[list[At]]:
    found: dict[int, list[At]] = {}
    for standing, label in zip(part, labels, strict=True):
        found.setdefault(label, []).append((standing.text, standing.number))
    return iter(found.values())
