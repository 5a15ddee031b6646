"""Average link joins what is alike on the average, first what is most alike, and nothing else."""

from __future__ import annotations

import numpy
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.resolve.average_link import average_link


def table(*pairs: tuple[int, int, float], size: int) -> numpy.ndarray:
    """Likeness of the pairs named, 0 of all others."""
    found = numpy.zeros((size, size))
    for a, b, value in pairs:
        found[a, b] = found[b, a] = value
    return found


@pytest.mark.parametrize("size", [0, 1])
def test_none_and_one_are_no_trouble(size: int) -> None:
    assert average_link(table(size=size), 0.5).tolist() == list(range(size))


def test_two_that_are_alike_join_and_a_stranger_stays_alone() -> None:
    assert average_link(table((0, 2, 0.8), size=3), 0.5).tolist() == [0, 1, 0]


def test_one_strong_tie_does_not_join_two_clusters() -> None:
    chain = table((0, 1, 0.9), (2, 3, 0.9), (1, 2, 0.8), size=4)
    assert average_link(chain, 0.5).tolist() == [0, 0, 1, 1]


def test_what_is_just_alike_enough_joins() -> None:
    assert average_link(table((0, 1, 0.5), size=2), 0.5).tolist() == [0, 0]


def test_the_given_table_is_left_as_it_was() -> None:
    given_table = table((0, 1, 0.9), size=3)
    average_link(given_table, 0.5)
    assert given_table.tolist() == table((0, 1, 0.9), size=3).tolist()


@given(st.integers(2, 12), st.integers(0, 10_000))
def test_clusters_are_as_those_of_the_plain_definition(size: int, seed: int) -> None:
    drawn = numpy.random.default_rng(seed).random((size, size))
    likeness = (drawn + drawn.T) / 2
    clusters = [[item] for item in range(size)]
    while len(clusters) > 1:
        means = {(a, b): likeness[numpy.ix_(clusters[a], clusters[b])].mean() for a in range(len(clusters)) for b in range(a)}
        (a, b), best = max(means.items(), key=lambda item: item[1])
        if best < 0.5:
            break
        clusters[b] += clusters.pop(a)
    labels = average_link(likeness, 0.5)
    assert {frozenset(c) for c in clusters} == {frozenset(numpy.flatnonzero(labels == label).tolist()) for label in set(labels.tolist())}
