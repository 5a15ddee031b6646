"""A denial, a threat, a demand, a plan and a deed are five different things."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.core.mentions import EventMention, Extracted

Code = Callable[[str], Extracted]


def _of_type(drawn: Extracted, name: str) -> list[EventMention]:
    return [e for e in drawn.events if e.type == name]


@pytest.mark.parametrize(
    ("text", "kind", "modality"),
    [
        ("Norland closed the Estavian consulate on 3 March.", "SANCTION", "done"),
        ("Norland did not close the Estavian consulate.", "SANCTION", "denied"),
        ("Norland is preparing to sue Estavia in an international court.", "ACCUSE", "planned"),
        ("Norland will expel two Estavian diplomats.", "SANCTION", "planned"),
        ("Estavia stopped short of accusing Norland.", "ACCUSE", "denied"),
        ("Estavia could attack Norland.", "ASSAULT", "hypothetical"),
        ("Norland allegedly attacked Estavia.", "ASSAULT", "alleged"),
        ("Norland threatened to attack Estavia.", "THREATEN", "threatened"),
    ],
)
def test_modality_is_read_from_the_clause_and_its_frame(code: Code, text: str, kind: str, modality: str) -> None:
    assert [e.modality for e in _of_type(code(text), kind)] == [modality]


def test_a_deed_on_the_other_sides_word_is_alleged(code: Code) -> None:
    (event,) = _of_type(code("Estavia said that Norland had attacked a patrol boat of Estavia."), "ASSAULT")
    assert (event.modality, event.actors[0].country) == ("alleged", "XNO")


def test_a_deed_announced_by_its_doer_is_done(code: Code) -> None:
    (event,) = _of_type(code("Norland said that it had sent humanitarian aid to Estavia."), "AID")
    assert event.modality == "done"


def test_a_planned_visit_is_an_agreement(code: Code) -> None:
    events = code("Norland will provide humanitarian aid to Estavia next month.").events
    assert [(e.type, e.modality) for e in events] == [("AGREE", "planned")]


def test_an_absence_is_a_finding_that_is_done(code: Code) -> None:
    (event,) = _of_type(code("The report of the Norlandic commission does not contain any evidence of an engine fault."), "FINDING")
    assert event.modality == "done"
    assert ("absence", "true") in event.values


def test_two_people_listed_are_two_events(code: Code) -> None:
    events = _of_type(code("Norland barred the Estavian deputies Ivo Marel and Runa Aldis from entering the country."), "SANCTION")
    assert sorted(e.recipients[0].name for e in events) == ["Ivo Marel", "Runa Aldis"]
    assert len({e.id for e in events}) == 2
