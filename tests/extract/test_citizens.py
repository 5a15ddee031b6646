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
