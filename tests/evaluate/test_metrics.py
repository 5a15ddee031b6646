"""Shares, F1 and pairing as they are defined."""

from __future__ import annotations

import pytest

from dragoman.evaluate.metrics import Balance, Share, pair_best, shared_length


def test_a_share_of_nothing_has_no_value() -> None:
    assert (Share(0, 0).value, Share(3, 4).value) == (None, 0.75)


def test_f1_is_the_harmonic_mean_of_precision_and_recall() -> None:
    found = Balance(right=2, given=4, gold=5)
    assert (found.precision, found.recall) == (0.5, 0.4)
    assert found.value == pytest.approx(2 * 0.5 * 0.4 / 0.9)
    assert Balance(0, 0, 0).value == 0.0


def test_the_best_pair_comes_first_and_nobody_is_paired_twice() -> None:
    assert pair_best([(0.9, "a", "x"), (0.8, "a", "y"), (0.7, "b", "x"), (0.6, "b", "y")]) == {"a": "x", "b": "y"}


def test_equal_scores_are_decided_by_name_not_by_order() -> None:
    candidates = [(1.0, "b", "x"), (1.0, "a", "x")]
    assert pair_best(candidates) == pair_best(candidates[::-1]) == {"a": "x"}


def test_spans_that_only_touch_share_nothing() -> None:
    assert (shared_length((0, 5), (5, 9)), shared_length((0, 5), (3, 9))) == (0, 2)
