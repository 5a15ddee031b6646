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
