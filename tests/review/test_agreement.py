"""Yields proof that agreement is measured on what both judged alone, by figures worked out by hand, and never told without saying of how many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.core.judged import told_in
from dragoman.core.mentions import Judgement
from dragoman.review.agreement import LEAST, agreement, cohen_kappa, krippendorff_alpha, measure, reviewers

TABLE = [("yes", "yes")] * 20 + [("yes", "no")] * 5 + [("no", "yes")] * 10 + [("no", "no")] * 15
"""Cohen's kappa of this table is 0.4: they agree on 0.7, chance gives 0.5."""


def judged(by: str, verdict: str, *subject: str, at: int = 1, **after: object) -> Judgement:
    return Judgement(f"j-{by}-{at}-{verdict}", subject, verdict, by, f"2031-01-01T00:00:{at:02}", after=told_in(after) if after else None)


def test_kappa_and_alpha_are_those_worked_out_by_hand() -> None:
    assert cohen_kappa(TABLE) == pytest.approx(0.4)
    # 55 yes and 45 no among 100: expected disagreement 2 * 55 * 45 / 99, found 2 * 15 of 100
    assert krippendorff_alpha(TABLE) == pytest.approx(1 - (30 / 100) / (2 * 55 * 45 / (100 * 99)))


@given(st.lists(st.sampled_from(["right", "wrong", "edit"]), min_size=2, max_size=40).filter(lambda found: len(set(found)) > 1))
def test_who_agrees_with_himself_does_so_fully(found: list[str]) -> None:
    both = [(value, value) for value in found]
    assert cohen_kappa(both) == pytest.approx(1.0)
    assert krippendorff_alpha(both) == pytest.approx(1.0)


@given(st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from("abc")), min_size=1, max_size=40))
def test_the_order_of_the_two_does_not_matter(both: list[tuple[str, str]]) -> None:
    turned = [(y, x) for x, y in both]
    assert cohen_kappa(both) == pytest.approx(cohen_kappa(turned))
    assert krippendorff_alpha(both) == pytest.approx(krippendorff_alpha(turned))


def test_few_are_told_with_a_warning_and_one_answer_alone_has_no_kappa() -> None:
    few = measure("type", {"a": "x", "b": "x"}, {"a": "x", "b": "x"})
    assert (few.n, few.observed, few.kappa, few.alpha, few.enough) == (2, 1.0, None, None, False)
    assert str(LEAST) in few.sentence
    many = measure("type", {str(n): x for n, (x, _) in enumerate(TABLE)}, {str(n): y for n, (_, y) in enumerate(TABLE)})
    assert many.enough
    assert "too few" not in many.sentence


def test_only_what_both_judged_counts_and_the_last_word_of_each() -> None:
    found = agreement(
        [
            judged("ana", "right", "em-1", type="AID"),
            judged("ana", "wrong", "em-2"),
            judged("ben", "wrong", "em-1", at=2),
            judged("ben", "right", "em-1", at=3, type="AID"),
            judged("ben", "right", "em-3", type="AID"),
        ],
        "ana",
        "ben",
    )
    assert [(row.field, row.n, row.observed) for row in found] == [("verdict", 1, 1.0), ("type", 1, 1.0)]


def test_joining_and_parting_are_compared_pair_by_pair() -> None:
    found = agreement(
        [judged("ana", "same", "em-1", "em-2", "em-3"), judged("ben", "different", "em-1", "em-2"), judged("ben", "same", "em-2", "em-3")], "ana", "ben"
    )
    assert [(row.field, row.n, row.observed) for row in found] == [("identity", 2, 0.5)]


def test_what_was_undone_counts_for_nobody() -> None:
    undone = Judgement("j-1", ("em-1",), "right", "ana", "2031", undone_by="j-2")
    assert reviewers([undone, Judgement("j-2", ("j-1",), "wrong", "ben", "2032"), judged("cleo", "right", "em-1")]) == (("cleo", 1),)
