"""Variants of a name are told from near misses, and the pairs are what they say they are."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from dragoman.core.errors import InputError
from dragoman.evaluate.metrics import Share
from dragoman.evaluate.names import PAIRS, accuracy, auc, best_threshold, measure_names, read_pairs


def test_a_third_of_the_pairs_of_either_kind_is_held() -> None:
    pairs = read_pairs(PAIRS)
    counted = Counter((pair.part, pair.same) for pair in pairs)
    assert len(pairs) >= 240
    assert counted["held", True] == counted["tune", True] // 2 - 1
    assert counted["held", False] == counted["tune", False] // 2 - 1


def test_no_pair_stands_twice_and_none_in_both_parts() -> None:
    pairs = [frozenset((pair.a, pair.b)) for pair in read_pairs(PAIRS)]
    assert len(set(pairs)) == len(pairs)
    assert all(len(pair) == 2 for pair in pairs)


def test_the_area_is_a_half_where_scores_say_nothing() -> None:
    assert auc([(0.5, True), (0.5, False)]) == Share(1, 2)
    assert auc([(0.9, True), (0.1, False)]) == Share(2, 2)
    assert auc([(0.1, True), (0.9, False)]) == Share(0, 2)
    assert auc([(0.9, True)]).value is None


def test_the_best_threshold_is_the_lowest_of_equals() -> None:
    scores = [(0.2, False), (0.6, True), (0.8, True)]
    assert best_threshold(scores) == 0.6
    assert accuracy(scores, 0.6) == Share(3, 3)
    assert accuracy(scores, 0.7) == Share(2, 3)
    assert best_threshold([]) == 1.0


def test_our_own_pairs_are_told_apart() -> None:
    figures = measure_names().figures
    assert (figures["tune.auc"].value or 0) > 0.95
    assert set(figures) == {"tune.auc", "tune.accuracy", "held.auc", "held.accuracy", "held.best"}


@pytest.mark.parametrize("text", ["", "pairs: 3", "pairs: [{a: X}]", "pairs: [{a: X, b: Y, same: maybe, language: en, part: tune}]", "pairs: ["])
def test_a_file_of_another_shape_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "pairs.yaml").write_text(text)
    with pytest.raises(InputError, match="pair"):
        measure_names(tmp_path / "pairs.yaml")
