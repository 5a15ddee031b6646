"""Persons beside the word for those of a state, and what two states do to one another."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.core.mentions import Extracted

Code = Callable[[str], Extracted]


@pytest.mark.parametrize(
    ("text", "name", "country"),
    [
        ("Karsia deported the Estavian Ivo Marel on Friday.", "Ivo Marel", "XES"),
        ("Karsia detained an Estavian, Ivo Marel, on Friday.", "Ivo Marel", "XES"),
        ("Karsia has expelled Estavian Ambassador Ivo Marel.", "Ivo Marel", "XES"),
        ("Karsia deported 20 Estavian students on Friday.", "Estavia", "XES"),
    ],
)
def test_a_named_person_was_struck_himself(code: Code, text: str, name: str, country: str) -> None:
    struck = [(p.name, p.country) for e in code(text).events if e.type in {"COERCE", "SANCTION"} for p in e.recipients]
    assert struck == [(name, country)]


def test_a_word_for_citizens_beside_a_name_is_no_second_person(code: Code) -> None:
    events = code("Karsia arrested Ivo Marel, an Estavian, and Tomas Arden, a Norlander, on Friday.").events
    assert {p.name for e in events for p in e.recipients} == {"Ivo Marel", "Tomas Arden"}


def test_what_two_do_to_one_another_is_two_deeds(code: Code) -> None:
    events = [e for e in code("Norland and Estavia expelled each other's ambassadors.").events if e.type == "SANCTION"]
    assert sorted((e.actors[0].country, e.recipients[0].country) for e in events) == [("XES", "XNO"), ("XNO", "XES")]
    assert len({e.id for e in events}) == 2


def test_what_two_do_to_a_third_stays_one_deed(code: Code) -> None:
    events = [e for e in code("Norland and Estavia expelled the ambassador of Karsia.").events if e.type == "SANCTION"]
    assert [len(e.actors) for e in events] == [2]


def test_a_day_behind_what_somebody_is_recalled_for_is_the_day_of_the_recall(code: Code) -> None:
    events = code("Norland recalled its ambassador from Estavia for consultations on 20 February 2031.").events
    assert [e.date.start for e in events if e.type == "SANCTION"] == ["2031-02-20"]


@pytest.mark.parametrize(
    "text",
    [
        "Norland accused Karsia on Monday of abducting the writer Ivo Marel.",
        "Karsia on Monday rejected the Norlandic charge that its agents abducted Ivo Marel.",
        "Norland on Monday condemned the abduction of Ivo Marel by Karsia.",
    ],
)
def test_the_day_of_a_charge_is_not_the_day_of_what_it_charges(code: Code, text: str) -> None:
    assert [e.date.known for e in code(text).events if e.type in {"ASSAULT", "COERCE"}] == [False]


def test_whoever_is_mourned_is_not_the_one_who_is_condemned(code: Code) -> None:
    condemned = [e for e in code("Norland condemned the killing of Ivo Marel.").events if e.type == "ACCUSE"]
    assert [e.recipients for e in condemned] == [()]


def test_a_man_believed_to_be_somebody_is_told_of_as_him(code: Code) -> None:
    text = "Police found the body of a man believed to be Ivo Marel. The man was killed in Norhaven on Monday."
    assert {p.name for e in code(text).events if e.type == "ASSAULT" for p in e.recipients} == {"Ivo Marel"}


def test_whoever_is_charged_with_a_deed_did_it_not_the_prosecutors(code: Code) -> None:
    events = code("Norlandic prosecutors charged Tomas Arden with killing Ivo Marel.").events
    assert [p.name for e in events if e.type == "ASSAULT" for p in e.actors] == ["Tomas Arden"]
