"""Which tellings are one deed: who, when, how many, and in what words."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.codebook import Codebook, load_codebook
from dragoman.core.records import Event
from dragoman.models.spacy_model import LoadedModel
from tests.resolve.conftest import OVERLAY
from tests.resolve.deeds import documents, events_of, only

Tell = Callable[..., list[Event]]
THIRD, FIFTH = "2031-03-03", "2031-03-05"


@pytest.fixture(scope="module")
def book() -> Codebook:
    return load_codebook(OVERLAY)


@pytest.fixture
def tell(english: LoadedModel, book: Codebook) -> Tell:
    return lambda *reports: events_of(english, book, reports)


def _kinds(events: list[Event], kind: str) -> list[Event]:
    return [event for event in events if event.type == kind]


def test_a_state_and_its_president_do_one_deed(tell: Tell) -> None:
    told = tell(
        (THIRD, "President Anna Brel of Norland expelled 12 Estavian diplomats on 3 March 2031."),
        (FIFTH, "Norland ordered 12 Estavian embassy officials to leave on 3 March 2031."),
    )
    assert documents(only(told, "SANCTION")) == 2


def test_twelve_and_fifteen_expelled_are_two_deeds(tell: Tell) -> None:
    told = tell((THIRD, "Norland expelled 12 Estavian diplomats on 3 March 2031."), (FIFTH, "Norland expelled 15 Estavian diplomats on 5 March 2031."))
    assert [documents(event) for event in _kinds(told, "SANCTION")] == [1, 1]


def test_two_expulsions_days_apart_are_two_and_what_may_be_either_is_left_apart(tell: Tell) -> None:
    told = tell(
        (THIRD, "Norland expelled Estavian diplomats on 3 March 2031."),
        ("2031-03-08", "Norland expelled Estavian diplomats on 7 March 2031."),
        ("2031-03-20", "Ties are worse since Norland expelled Estavian diplomats."),
    )
    assert [documents(event) for event in _kinds(told, "SANCTION")] == [1, 1, 1]


def test_the_news_of_days_apart_is_of_two_deeds(tell: Tell) -> None:
    told = tell((THIRD, "Norland expels Estavian diplomats over spying."), ("2031-03-08", "Norland expels Estavian diplomats over the river."))
    assert len(_kinds(told, "SANCTION")) == 2


def test_one_closure_of_which_the_day_is_disputed_is_one(tell: Tell) -> None:
    told = tell(
        (FIFTH, "Norland closed the Estavian House in Norhaven on 3 March 2031."),
        ("2031-03-06", "On 5 March 2031 Norland closed the Estavian House in Norhaven."),
    )
    closure = only(told, "SANCTION")
    assert (documents(closure), closure.date.start, closure.date.end) == (2, THIRD, FIFTH)


def test_a_telling_without_a_day_joins_the_one_deed_that_it_can_mean(tell: Tell) -> None:
    told = tell(
        (THIRD, "Norland arrested three Estavian officers on 3 March 2031."),
        ("2031-04-20", "Estavia protested days after Norland arrested three Estavian officers."),
    )
    arrest = only(told, "COERCE")
    assert documents(arrest) == 2
    assert arrest.date.start == arrest.date.end == THIRD


def test_of_two_deeds_a_telling_without_a_day_joins_that_with_its_number(tell: Tell) -> None:
    told = tell(
        (THIRD, "Norland expelled 12 Estavian diplomats on 3 March 2031."),
        ("2031-04-06", "Norland expelled 15 Estavian diplomats on 5 April 2031."),
        ("2031-05-20", "Ties soured after Norland expelled 15 Estavian diplomats."),
    )
    assert {event.date.start: documents(event) for event in _kinds(told, "SANCTION")} == {"2031-03-03": 1, "2031-04-05": 2}


def test_a_report_that_came_out_before_a_deed_does_not_tell_it(tell: Tell) -> None:
    told = tell(("2031-02-01", "Norland arrested three Estavian officers."), ("2031-03-04", "Norland arrested three Estavian officers on 3 March 2031."))
    assert len(_kinds(told, "COERCE")) == 2


def test_what_is_announced_on_the_day_of_the_deed_is_its_announcement(tell: Tell) -> None:
    told = tell(
        ("2031-03-04", "Norland will expel 12 Estavian diplomats, the government said on Tuesday."),
        (FIFTH, "Norland expelled 12 Estavian diplomats on Tuesday."),
    )
    expulsion = only(told, "SANCTION")
    assert (documents(expulsion), expulsion.modality) == (2, "done")


def test_a_named_prisoner_is_not_one_of_three_who_are_not_named(tell: Tell) -> None:
    told = tell(
        (THIRD, "Norland arrested three Estavian officers on 3 March 2031."), (FIFTH, "Norland arrested the Estavian writer Ivo Marel on 3 March 2031.")
    )
    assert len(_kinds(told, "COERCE")) == 2


def test_every_telling_but_the_first_has_a_reason(tell: Tell) -> None:
    told = tell((THIRD, "Norland expelled 12 Estavian diplomats on 3 March 2031."), (FIFTH, "Norland ordered 12 Estavian diplomats to leave on 3 March 2031."))
    expulsion = only(told, "SANCTION")
    (reason,) = expulsion.reasons
    assert {reason.a, reason.b} == {mention.id for mention in expulsion.mentions}
    assert dict(reason.features)["count"] > 0
    assert reason.score is not None
    assert reason.score >= 2.0
