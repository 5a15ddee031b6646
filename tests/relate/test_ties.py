"""Ties from events made by hand, between two invented states."""

from __future__ import annotations

import pytest

from dragoman.core.dates import DateRange, on
from dragoman.core.records import Party
from dragoman.core.ties import Tie
from dragoman.relate.dyads import make_ties
from dragoman.relate.periods import periods_of
from tests.relate.acts import ESTAVIA, NORLAND, WEIGHTS, act, told

LEAGUE = Party("n-league", "the Tern League", "IGO", None, "IGO")


def month(ties: tuple[Tie, ...]) -> Tie:
    """The only tie of a month."""
    (found,) = [t for t in ties if t.period.unit == "month"]
    return found


def test_a_tie_is_the_mean_of_its_month() -> None:
    tie = month(make_ties([act(1, NORLAND, ESTAVIA, "2031-03-04", -6.0), act(2, NORLAND, ESTAVIA, "2031-03-20", 2.0)], {}, WEIGHTS))
    assert (tie.actor, tie.recipient, tie.period.start, tie.score, tie.goldstein, tie.n) == ("XNO", "XES", "2031-03-01", -2.0, -4.0, 2)


def test_a_day_counts_in_its_day_week_month_and_year() -> None:
    ties = make_ties([act(1, NORLAND, ESTAVIA, "2031-03-05")], {}, WEIGHTS)
    assert {t.period.unit: (t.period.start, t.period.end) for t in ties} == {
        "day": ("2031-03-05", "2031-03-05"),
        "week": ("2031-03-03", "2031-03-09"),
        "month": ("2031-03-01", "2031-03-31"),
        "year": ("2031-01-01", "2031-12-31"),
    }


@pytest.mark.parametrize(
    ("date", "units"),
    [
        (on("2031-03"), ["month", "year"]),
        (on("2031"), ["year"]),
        (DateRange("2031-03-04", "2031-03-06"), ["week", "month", "year"]),
        (DateRange("2031-03-31", "2031-04-01"), ["week", "year"]),
        (DateRange("2030-12-30", "2031-01-02"), ["week"]),
        (DateRange("2030", "2031"), []),
        (DateRange("2031-03-04", None), []),
        (DateRange(), []),
    ],
)
def test_a_date_counts_only_in_the_units_that_hold_it(date: DateRange, units: list[str]) -> None:
    assert [p.unit for p in periods_of(date)] == units


def test_weeks_at_the_ends_of_the_calendar_stay_within_it() -> None:
    assert [p.end for p in periods_of(on("9999-12-31"))][1] == "9999-12-31"
    assert [p.start for p in periods_of(on("0001-01-01"))][1] == "0001-01-01"


def test_plans_denials_and_occurrences_do_not_count() -> None:
    events = [act(n, NORLAND, ESTAVIA, "2031-03-04", modality=m) for n, m in enumerate(("planned", "denied", "alleged", "hypothetical"))]
    events.append(act(9, NORLAND, ESTAVIA, "2031-03-04", ontology="OCCURRENCE"))
    assert make_ties(events, {}, WEIGHTS) == ()


def test_a_threat_and_a_demand_count_for_the_saying_is_the_deed() -> None:
    events = [act(n, NORLAND, ESTAVIA, "2031-03-04", -3.0, m) for n, m in enumerate(("threatened", "demanded"))]
    assert month(make_ties(events, {}, WEIGHTS)).n == 2


def test_what_is_planned_or_threatened_stands_beside_the_score_and_weighs_less() -> None:
    done, planned = act(1, NORLAND, ESTAVIA, "2031-03-04", -2.0), act(2, NORLAND, ESTAVIA, "2031-03-05", -6.0, "planned")
    tie = month(make_ties([done, planned], {}, WEIGHTS))
    assert (tie.score, tie.n, tie.events) == (-2.0, 1, ("e-1",))
    assert tie.announced is not None
    assert (tie.announced.n, tie.announced.score, tie.announced.events) == (1, -4.2, ("e-2",))


def test_a_threat_in_words_weighs_whole_among_what_is_announced() -> None:
    tie = month(make_ties([act(1, NORLAND, ESTAVIA, "2031-03-04", -3.5, "threatened", quad=3)], {}, WEIGHTS))
    assert tie.announced is not None
    assert tie.announced.score == tie.score == -3.5


def test_an_event_told_often_counts_once_and_copies_are_one_origin() -> None:
    often = act(1, NORLAND, ESTAVIA, "2031-03-04", mentions=(told(1, "d-1"), told(1, "d-2"), told(1, "d-3")))
    tie = month(make_ties([often], {"d-2": "d-1"}, WEIGHTS))
    assert (tie.n, tie.documents, tie.origins) == (1, 3, 2)


def test_an_organisation_without_a_code_of_its_own_stands_under_its_id() -> None:
    tie = month(make_ties([act(1, LEAGUE, ESTAVIA, "2031-03-04")], {}, WEIGHTS, {"n-league"}))
    assert (tie.actor, tie.recipient) == ("n-league", "XES")


def test_a_meeting_is_an_act_of_each_towards_the_other() -> None:
    meeting = act(1, NORLAND, ESTAVIA, "2031-03-04", 1.5, type="CONSULT", actors=(NORLAND, ESTAVIA), recipients=())
    assert {(t.actor, t.recipient) for t in make_ties([meeting], {}, WEIGHTS)} == {("XNO", "XES"), ("XES", "XNO")}


def test_the_ties_of_a_pair_are_those_of_its_own_events() -> None:
    karsia = Party(None, "Karsia", "XKA", None, "XKA")
    events = [act(1, NORLAND, ESTAVIA, "2031-03-04"), act(2, karsia, ESTAVIA, "2031-03-04"), act(3, NORLAND, karsia, "2031-03-04")]
    alone = make_ties(events[:1], {}, WEIGHTS)
    assert alone == tuple(t for t in make_ties(events[::-1], {}, WEIGHTS) if (t.actor, t.recipient) == ("XNO", "XES"))
