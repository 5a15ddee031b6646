"""The figures of clusterings, on cases counted by hand."""

from __future__ import annotations

import pytest

from dragoman.evaluate.clusters import best_sum, cluster_figures

GOLD = {"a": 1, "b": 1, "c": 1, "d": 2, "e": 3}


def test_the_gold_itself_is_right_throughout() -> None:
    assert {round(figure.value or 0, 9) for figure in cluster_figures(GOLD, GOLD).values()} == {1.0}


def test_a_missing_mention_stands_alone_and_a_foreign_one_is_not_judged() -> None:
    assert cluster_figures(GOLD, {"a": 1, "b": 1, "x": 1}) == cluster_figures(GOLD, {"a": 1, "b": 1, "c": 4, "d": 5, "e": 6})


def test_a_split_costs_recall_and_a_merge_precision() -> None:
    split = cluster_figures(GOLD, {"a": 1, "b": 1, "c": 4, "d": 5, "e": 6})
    assert (split["muc"].precision, split["muc"].recall) == (1.0, 0.5)
    assert split["b_cubed"].recall == pytest.approx((2 / 3 + 2 / 3 + 1 / 3 + 1 + 1) / 5)
    merged = cluster_figures(GOLD, {"a": 1, "b": 1, "c": 1, "d": 1, "e": 3})
    assert (merged["muc"].precision, merged["muc"].recall) == (pytest.approx(2 / 3), 1.0)
    assert merged["lea"].precision == pytest.approx((4 * 3 / 6 + 1) / 5)
    assert merged["ceafe"].precision == pytest.approx((6 / 7 + 1) / 2)
    assert merged["conll"].value == pytest.approx(sum(merged[name].value for name in ("muc", "b_cubed", "ceafe")) / 3)


def test_nothing_to_judge_is_nought_and_no_error() -> None:
    assert {figure.value for figure in cluster_figures({}, {}).values()} == {0.0}


@pytest.mark.parametrize(
    ("worth", "most"), [([[1.0]], 1.0), ([[3.0, 2.0], [2.0, 0.0]], 4.0), ([[0.0], [5.0], [1.0]], 5.0), ([[1.0, 2.0, 3.0], [3.0, 3.0, 5.0]], 7.0)]
)
def test_rows_and_columns_are_paired_so_that_the_sum_is_greatest(worth: list[list[float]], most: float) -> None:
    assert best_sum(worth) == most
