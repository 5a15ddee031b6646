"""Tests of how two readings of one question stand to each other."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.core.dates import DateRange, on
from dragoman.resolve.claim_relations import relate_readings
from dragoman.resolve.readings import Reading, one_of

LADDER = frozenset({"attack", "external objects"})
FIRST = Reading("c-1", "e-1", "cause", "air defence (Karsia)", kind="air defence", party="XKA", level=3, own=frozenset({"air defence"}), within=LADDER)
MISSILE = replace(FIRST, value="missile (Karsia)", kind="missile", level=4, own=frozenset({"missile"}), within=LADDER | {"air defence"})
NINE = Reading("c-1", "e-1", "count", "9", number=9, low=9, high=9, day="2031-03-03", sources=frozenset({"XNO"}))
ELEVEN = replace(NINE, claim="c-2", value="11", number=11, low=11, high=11)
RULES = {"outside": ["missile", "attack", "air defence"], "opposed": [["spying", "civilian"]], "provisional": ["adjourned"]}


def verdict(a: Reading, b: Reading) -> str | None:
    found = relate_readings(a, b, 0.5, RULES)
    return found[0] if found else None


def test_a_missile_is_sharper_than_air_defence_of_the_same_side() -> None:
    assert verdict(MISSILE, FIRST) == "sharper"
    assert verdict(FIRST, MISSILE) == "vaguer"


def test_other_hands_contradict() -> None:
    assert verdict(FIRST, replace(FIRST, party="XVE")) == "contradicts"


def test_objects_without_an_owner_contradict_nobody() -> None:
    assert verdict(FIRST, Reading("c-2", "e-1", "cause", "foreign objects", kind="external objects", own=frozenset({"external objects"}))) == "sharper"


def test_two_mishaps_may_both_have_played_a_part() -> None:
    fog = Reading("c-1", "e-1", "cause", "weather", kind="weather")
    assert verdict(fog, replace(fog, value="human error", kind="human error")) == "different_answer"
    assert verdict(fog, MISSILE) == "contradicts"


@pytest.mark.parametrize("slot", ["cause", "date", "place", "count", "reason", "status", "fault", "responsibility", "content", "identity", "outcome", "other"])
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


def test_denying_a_kind_denies_all_that_is_of_it() -> None:
    denied = replace(FIRST, claim="c-2", polarity="denied")
    assert verdict(MISSILE, denied) == "contradicts"
    assert verdict(FIRST, replace(MISSILE, polarity="denied")) == "compatible"


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


def test_an_announcement_may_have_another_date_than_its_effect() -> None:
    announced = Reading("c-1", "e-1", "date", "", date=on("2031-02-03"), kind="announced")
    assert verdict(announced, replace(announced, date=on("2031-02-20"), kind="in_force")) == "compatible"


def test_counts_of_one_day_that_differ_contradict() -> None:
    assert verdict(NINE, ELEVEN) == "contradicts"
    assert verdict(NINE, NINE) == "agrees"


def test_a_later_count_of_the_same_line_overtakes() -> None:
    later = replace(ELEVEN, day="2031-03-05")
    assert verdict(NINE, later) == "superseded"
    assert verdict(later, NINE) == "supersedes"


def test_rival_states_count_differently_on_different_days_without_contradiction() -> None:
    assert verdict(replace(ELEVEN, day="2031-03-05", sources=frozenset({"XKA"})), NINE) == "different_answer"


@pytest.mark.parametrize(("low", "high", "expected"), [(8, None, "sharper"), (0, 20, "sharper"), (9, 9, "agrees"), (20, None, "contradicts")])
def test_a_number_within_bounds_is_the_sharper_answer(low: float, high: float | None, expected: str) -> None:
    assert verdict(NINE, replace(NINE, value="bounds", number=None if low != high else 9, low=low, high=high)) == expected


def test_a_town_lies_in_its_state_and_two_far_towns_exclude_each_other() -> None:
    riga = Reading("c-1", "e-1", "place", "in Riga", kind="in", own=frozenset({"n-1"}), within=frozenset({"country:LVA"}), spot=(56.9, 24.1), party="LVA")
    latvia = replace(riga, value="in Latvia", own=frozenset({"country:LVA"}), within=frozenset(), spot=None)
    assert verdict(riga, latvia) == "sharper"
    assert verdict(riga, replace(riga, kind="near", value="near Riga")) == "sharper"
    assert verdict(riga, replace(riga, value="in Liepaja", own=frozenset({"n-2"}), spot=(56.5, 21.0))) == "contradicts"
    assert verdict(riga, replace(riga, value="in Nowhere", own=frozenset({"n-3"}), spot=None)) == "different_answer"


def test_a_release_overtakes_an_arrest() -> None:
    held = Reading("c-1", "n-1", "status", "held", facet="custody", kind="held", date=on("2031-03-03"))
    assert verdict(held, replace(held, value="released", kind="released", date=on("2031-03-09"))) == "superseded"


def test_opposed_kinds_of_person_are_disputed() -> None:
    spy = Reading("c-1", "n-1", "identity", "spy", kind="spying", own=frozenset({"spying"}), words=frozenset({"spy"}))
    assert verdict(spy, replace(spy, value="teacher", kind="civilian", own=frozenset({"civilian"}), words=frozenset({"teacher"}))) == "disputes"


def test_the_fault_turned_round_is_a_dispute_and_no_contradiction() -> None:
    lacking = Reading("c-1", "n-1", "fault", "its own", kind="lacking")
    assert verdict(lacking, replace(lacking, kind="sought")) == "disputes"


def test_a_body_is_sharper_than_its_state() -> None:
    state = Reading("c-1", "e-1", "responsibility", "Karsia", kind="blame", party="XKA", own=frozenset({"country:XKA"}))
    army = replace(state, value="Karsian army", own=frozenset({"n-2"}), within=frozenset({"country:XKA"}))
    assert verdict(army, state) == "sharper"
    assert verdict(state, replace(state, polarity="denied")) == "contradicts"


def test_silence_of_the_accused_disputes_the_accusation() -> None:
    silent = Reading("c-2", "e-1", "responsibility", "", certainty="withheld", sources=frozenset({"XKA"}))
    assert verdict(FIRST, silent) == "disputes"
    assert verdict(replace(FIRST, party="XVE"), silent) == "compatible"


def test_phrases_are_found_as_whole_words_only() -> None:
    assert not one_of(("hit",)).search("white")
    assert one_of(("hit", "conceal*")).search("it concealed a mast")
