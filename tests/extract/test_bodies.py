"""Which bodies may meet by themselves."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.core.mentions import Extracted

Code = Callable[[str], Extracted]


@pytest.mark.parametrize("text", ["The Security Council met on Monday.", "NATO held an emergency meeting.", "The European Union held talks on the gas."])
def test_a_body_of_states_meets_by_itself(code: Code, text: str) -> None:
    assert [event.type for event in code(text).events] == ["CONSULT"]


@pytest.mark.parametrize("text", ["Norland's cabinet met on Monday.", "Norland held an emergency meeting.", "A Norlandic company held talks on the gas."])
def test_of_a_state_or_a_company_no_meeting_with_itself_is_told(code: Code, text: str) -> None:
    assert not [event for event in code(text).events if event.type == "CONSULT"]


def test_police_are_of_the_state_of_the_place_named_last(code: Code) -> None:
    found = code("A Norlandic pastor went on trial in Ankara. Police had jailed him in May.").events
    assert [p.country for event in found if event.type == "COERCE" for p in event.actors] == ["TUR"]


def test_judges_are_of_the_state_of_the_court_named_before(code: Code) -> None:
    found = code("An Estavian court let the Norlandic pastor leave. He spent the night at Ankara. Judges convicted him on Monday.").events
    assert [p.country for event in found if event.type == "SANCTION" for p in event.actors] == ["XES"]
