"""Blow and counterblow of two states: whose envoys, on which day, and that each is told once."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.core.mentions import EventMention, Extracted

Code = Callable[[str], Extracted]
TODAY, SATURDAY, SUNDAY = "2031-03-10", "2031-03-08", "2031-03-09"


def expelled(drawn: Extracted) -> list[EventMention]:
    return [e for e in drawn.events if e.type == "SANCTION"]


def sides(drawn: Extracted) -> set[tuple[str, str]]:
    return {(a.country or "", r.country or "") for e in expelled(drawn) for a in e.actors for r in e.recipients}


@pytest.mark.parametrize(
    "text",
    [
        "Norland expelled an Estavian diplomat in retaliation for Estavia's expulsion of a Norlandic consul.",
        "Norland and Estavia each expelled a diplomat on Sunday.",
        "Norland expelled two Estavian envoys on Sunday, and Estavia returned the blow.",
        "Norland expelled two Estavian envoys on Sunday. Estavia answered in kind.",
    ],
)
def test_both_blows_are_told(code: Code, text: str) -> None:
    assert {("XNO", "XES"), ("XES", "XNO")} <= sides(code(text))


@pytest.mark.parametrize(
    "text",
    [
        "Norland broke off relations with Estavia and gave its diplomats 48 hours to leave.",
        "Estavia's consul in Norland was declared persona non grata by Norland.",
        "Norland ordered out the Estavian diplomat Ivo Marel, days after a daily wrote that he had paid a spy.",
    ],
)
def test_nobody_expels_his_own(code: Code, text: str) -> None:
    assert sides(code(text)) == {("XNO", "XES")}


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Norland gave Estavia's ambassador 48 hours to leave on Saturday.", SATURDAY),
        ("Norland has told Estavia's ambassador to leave by March 13.", TODAY),
        ("Norland has ended its 2024-2029 aid programme with Estavia.", TODAY),
        ("Norland has cut ties with Estavia. A day earlier its president accused Estavia of killing Norlanders.", TODAY),
    ],
)
def test_deadlines_years_of_things_and_what_came_before_date_nothing(code: Code, text: str, day: str) -> None:
    assert {e.date.start for e in expelled(code(text))} == {day}
