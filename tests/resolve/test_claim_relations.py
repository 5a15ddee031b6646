"""Tests of how two readings of one question stand to each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.core.dates import DateRange, on
from dragoman.resolve.claim_relations import relate_readings
from dragoman.resolve.readings import Reading, position

FIRST = Reading("c-1", "e-1", "cause", "air defence (Karsia)", kind="air defence", party="XKA", level=3)


def verdict(a: Reading, b: Reading) -> str | None:
    found = relate_readings(a, b, 0.5)
    return found[0] if found else None


def test_a_named_weapon_is_sharper_than_air_defence_of_the_same_side() -> None:
    assert verdict(replace(FIRST, kind="weapon", level=4), FIRST) == "sharper"
    assert verdict(FIRST, replace(FIRST, kind="weapon", level=4)) == "vaguer"


def test_other_hands_contradict() -> None:
    assert verdict(FIRST, replace(FIRST, party="XVE")) == "contradicts"


def test_objects_without_an_owner_contradict_nobody() -> None:
    assert verdict(FIRST, Reading("c-2", "e-1", "cause", "external objects", kind="external objects", level=1)) == "sharper"


@pytest.mark.parametrize("slot", ["cause", "date", "place", "count", "reason", "status", "fault", "responsibility", "content", "other"])
def test_an_absence_never_contradicts(slot: str) -> None:
    silent = Reading("c-2", "e-1", slot, "nothing on birds", kind="bird strike", certainty="absence", words=frozenset({"bird"}))
    loud = replace(FIRST, slot=slot, words=frozenset({"bird"}))
    assert verdict(silent, loud) == "compatible"
    assert verdict(loud, silent) == "compatible"


def test_one_answer_less_sure_differs_only_in_certainty() -> None:
    assert verdict(FIRST, replace(FIRST, claim="c-2", certainty="hedged")) == "certainty_differs"


def test_ruling_out_one_cause_fits_another() -> None:
    engine = Reading("c-2", "e-1", "cause", "not: technical fault", kind="technical fault", polarity="denied")
    assert verdict(FIRST, engine) == "compatible"


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (on("2031-02-03"), on("2031-02-06"), "contradicts"),
        (on("2031-02-03"), on("2031-02"), "sharper"),
        (on("2031-02"), on("2031-02-03"), "vaguer"),
        (on("2031-02-03"), on("2031-02-03"), "agrees"),
        (DateRange(None, "2031-02-06"), on("2031-02-03"), "vaguer"),
    ],
)
def test_dates_are_compared_as_intervals(a: DateRange, b: DateRange, expected: str) -> None:
    dated = Reading("c-1", "e-1", "date", "", date=a)
    assert verdict(dated, replace(dated, claim="c-2", date=b)) == expected


def test_counts_that_differ_contradict() -> None:
    nine = Reading("c-1", "e-1", "count", "9", number=9)
    assert verdict(nine, replace(nine, number=11)) == "contradicts"
    assert verdict(nine, nine) == "agrees"


def test_the_fault_turned_round_is_a_dispute_and_no_contradiction() -> None:
    lacking = Reading("c-1", "n-1", "fault", "the one", kind="lacking")
    assert verdict(lacking, replace(lacking, kind="sought")) == "disputes"


def test_silence_of_the_accused_disputes_the_accusation() -> None:
    silent = Reading("c-2", "e-1", "responsibility", "", certainty="withheld", sources=frozenset({"XKA"}))
    assert verdict(FIRST, silent) == "disputes"
    assert verdict(replace(FIRST, party="XVE"), silent) == "compatible"


def test_phrases_are_found_as_whole_words_only() -> None:
    assert position("hit", "white") == -1
    assert position("hit", "it hit a mast") == 3
