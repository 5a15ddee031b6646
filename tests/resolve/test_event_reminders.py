"""Words that only name a deed count as a telling of it where other reports tell it, and nowhere else."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.codebook import Codebook, load_codebook
from dragoman.core.records import Event
from dragoman.models.spacy_model import LoadedModel
from tests.resolve.deeds import documents, events_of, only

OVERLAY = Path(__file__).parents[1] / "codebook" / "overlay"
ARRESTED = ("2031-03-03", "Norland arrested the Estavian writer Ivo Marel at Norhaven airport on 3 March 2031.")
EXPELLED = ("2031-03-03", "Norland expelled 12 Estavian diplomats on 3 March 2031.")


@pytest.fixture(scope="module")
def book() -> Codebook:
    return load_codebook(OVERLAY)


def _deed(english: LoadedModel, book: Codebook, first: tuple[str, str], second: str, kind: str) -> Event:
    return only(events_of(english, book, (first, ("2031-03-09", second))), kind)


@pytest.mark.parametrize(
    "reminder",
    [
        "Ivo Marel's family has not been told the reason for his arrest.",
        "A crowd in Estavia asked what had become of Ivo Marel, a week after the arrest.",
        "The writer Ivo Marel, detained by Norland last week, is ill, his lawyer said.",
    ],
)
def test_a_named_arrest_is_the_arrest_that_another_report_tells(english: LoadedModel, book: Codebook, reminder: str) -> None:
    assert documents(_deed(english, book, ARRESTED, reminder, "COERCE")) == 2


def test_the_arrest_of_somebody_else_is_not_meant(english: LoadedModel, book: Codebook) -> None:
    other = "The family of the sailor Tomas Arden has not been told the reason for the arrest of Tomas Arden in Norland."
    assert all(documents(e) == 1 for e in events_of(english, book, (ARRESTED, ("2031-03-09", other))))


def test_a_number_that_differs_is_another_expulsion(english: LoadedModel, book: Codebook) -> None:
    other = "The ministry regretted the expulsion of 15 Estavian diplomats by Norland."
    assert all(documents(e) == 1 for e in events_of(english, book, (EXPELLED, ("2031-03-09", other))))


def test_what_a_report_only_names_adds_no_party_and_no_date(english: LoadedModel, book: Codebook) -> None:
    reminder = "Vesperia asked on 9 March 2031 what had become of Ivo Marel after his arrest by Norland."
    deed, alone = _deed(english, book, ARRESTED, reminder, "COERCE"), only(events_of(english, book, (ARRESTED,)), "COERCE")
    assert (deed.actors, deed.recipients, deed.date, deed.summary) == (alone.actors, alone.recipients, alone.date, alone.summary)


def test_a_deed_that_is_only_ever_named_is_no_event(english: LoadedModel, book: Codebook) -> None:
    named = ("2031-03-09", "Ivo Marel's family has not been told the reason for his arrest.")
    assert [e for e in events_of(english, book, (named,)) if e.type == "COERCE"] == []


def test_a_report_that_came_out_before_the_deed_cannot_mean_it(english: LoadedModel, book: Codebook) -> None:
    early = ("2031-02-20", "Ivo Marel's family has not been told the reason for his arrest.")
    assert all(documents(e) == 1 for e in events_of(english, book, (ARRESTED, early)))


def test_one_of_many_that_did_it_and_the_sufferer_suffice(english: LoadedModel, book: Codebook) -> None:
    broke = ("2031-03-03", "Norland, Karsia and Vesperia broke off diplomatic relations with Estavia on 3 March 2031.")
    reminder = "Estavia's premier said after the break that Norland had acted in haste."
    assert documents(_deed(english, book, broke, reminder, "SANCTION")) == 2


def test_the_blast_is_what_agents_are_said_to_have_done(english: LoadedModel, book: Codebook) -> None:
    blown = ("2031-03-03", "Norlandic agents blew up an Estavian depot in Norhaven on 1 March 2031.")
    reminder = "Trade between Estavia and Norland fell after the explosion at an Estavian depot in Norhaven."
    assert documents(_deed(english, book, blown, reminder, "ASSAULT")) == 2


def test_to_throw_out_is_to_expel(english: LoadedModel, book: Codebook) -> None:
    thrown = "On 3 March Norland deported 12 Estavian diplomats."
    assert documents(_deed(english, book, EXPELLED, thrown, "SANCTION")) == 2
