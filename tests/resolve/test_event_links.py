"""Events that are not one are tied: a deed to its plan, a part to its whole, a denial to what it denies."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from dragoman.codebook import Codebook, load_codebook
from dragoman.core.records import Event
from dragoman.models.spacy_model import LoadedModel
from dragoman.resolve.event_links import with_links
from tests.resolve.conftest import OVERLAY
from tests.resolve.deeds import events_of, only

Tell = Callable[..., list[Event]]
PLAN = ("2031-03-01", "Norland will close the Estavian consulate in Norhaven on 10 March 2031, officials said.")
DEED = ("2031-03-11", "Norland closed the Estavian consulate in Norhaven on 10 March 2031.")


@pytest.fixture(scope="module")
def book() -> Codebook:
    return load_codebook(OVERLAY)


@pytest.fixture
def tell(english: LoadedModel, book: Codebook) -> Tell:
    return lambda *reports: events_of(english, book, reports)


def test_a_deed_fulfils_its_plan_and_is_not_one_with_it(tell: Tell) -> None:
    told = tell(PLAN, DEED)
    plan, deed = only(told, "SANCTION", "planned"), only(told, "SANCTION")
    assert (deed.fulfils, plan.fulfils) == (plan.id, None)


def test_a_plan_told_after_the_deed_is_not_fulfilled_by_it(tell: Tell) -> None:
    told = tell(DEED, ("2031-04-01", "Norland will close the Estavian consulate in Norhaven on 20 April 2031, officials said."))
    assert only(told, "SANCTION").fulfils is None


def test_a_plan_for_as_many_as_are_expelled_is_fulfilled_and_one_for_others_is_not(tell: Tell) -> None:
    deed = ("2031-03-10", "Norland expelled 12 Estavian diplomats on 9 March 2031.")
    twelve = tell(("2031-03-01", "Norland will expel 12 Estavian diplomats."), deed)
    thirty = tell(("2031-03-01", "Norland will expel 30 Estavian diplomats."), deed)
    assert only(twelve, "SANCTION").fulfils == only(twelve, "SANCTION", "planned").id
    assert only(thirty, "SANCTION").fulfils is None


def test_a_threat_is_carried_out(tell: Tell) -> None:
    told = tell(
        ("2031-03-01", "Norland threatened to expel Estavian diplomats on 1 March 2031."),
        ("2031-03-05", "Norland expelled Estavian diplomats on 4 March 2031."),
    )
    assert only(told, "SANCTION").fulfils in {event.id for event in told if event.modality == "threatened"}


def test_a_denial_names_what_it_denies(tell: Tell) -> None:
    told = tell(
        ("2031-03-04", "Norland did not attack Estavia on 3 March 2031, its minister said."), ("2031-03-05", "Norland attacked Estavia on 3 March 2031.")
    )
    assert only(told, "ASSAULT", "denied").denies == only(told, "ASSAULT").id


def test_the_dead_of_an_attack_are_part_of_it(tell: Tell) -> None:
    told = tell(("2031-03-04", "Norland attacked the Estavian port on 3 March 2031. Twelve people were killed in the attack."))
    (attack,) = [event for event in told if event.actors]
    (toll,) = [event for event in told if not event.actors]
    assert (toll.parent, attack.parent) == (attack.id, None)


def test_what_was_agreed_is_part_of_the_agreement(tell: Tell) -> None:
    told = tell(("2031-03-04", "Norland and Estavia agreed on 3 March 2031 to exchange prisoners and to hold talks."))
    assert only(told, "AGREE", "planned").parent == only(told, "AGREE").id


def test_no_event_is_above_itself(tell: Tell, book: Codebook) -> None:
    (event,) = tell(DEED)
    weights = book.weights("event_links")
    series = replace(event, values=(("object", "a series of measures"),))
    twin = replace(series, id="e-twin")
    parents = {e.id: e.parent for e in with_links([series, twin, replace(event, id="e-part")], {}, weights)}
    assert parents[series.id] is None
    assert parents["e-twin"] is None
    assert parents["e-part"] in {series.id, "e-twin"}
