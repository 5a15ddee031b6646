"""The planted reports are what they are said to be, and the measure counts what was found among them."""

from __future__ import annotations

from itertools import pairwise

import pytest

from dragoman.codebook import load_codebook
from dragoman.evaluate.altered import HELD_OUT
from dragoman.evaluate.copies import document_of, judge, main
from dragoman.evaluate.planted import Planted, plant

SMALL = plant(3, 200, 60, 10)


def test_the_same_seed_plants_the_same_reports() -> None:
    assert plant(3, 200, 60, 10) == SMALL
    assert plant(4, 200, 60, 10) != SMALL


def test_as_many_are_planted_as_asked_for() -> None:
    kinds = [kind for _, kind in SMALL.made.values()]
    assert (len(SMALL.reports), kinds.count("copy"), kinds.count("rewrite"), kinds.count("update") + kinds.count("correction")) == (200, 30, 30, 10)
    assert len({document_of(report).id for report in SMALL.reports}) == 200


def test_unplanted_reports_hold_accounts_of_one_event_in_other_words() -> None:
    quotes = [{s for p in r.paragraphs for s in p if "“" in s} for i, r in enumerate(SMALL.reports) if i not in SMALL.made]
    assert sum(bool(a & b) for a, b in pairwise(quotes)) >= 5


def test_most_of_what_was_planted_is_found_and_little_else() -> None:
    found = judge(plant(5, 300, 90, 12, HELD_OUT), load_codebook())
    assert found.copies.value >= 0.95
    assert found.rewrites.value >= 0.85
    assert found.versions.value >= 0.9


def test_what_is_found_but_was_not_planted_costs_precision() -> None:
    unmarked = Planted(SMALL.reports, {})
    found = judge(unmarked, load_codebook())
    assert (found.copies.right, found.copies.precision) == (0, 0.0)
    assert found.copies.given > 20


def test_the_cost_is_told_for_each_size(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--sizes", "50", "100"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[0] for line in lines] == ["50", "100"]
