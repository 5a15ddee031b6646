"""What tells persons apart: birth, death, age and kin, with the words that tell it."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.core.mentions import Extracted

Code = Callable[[str], Extracted]


def facts(drawn: Extracted) -> list[tuple[str, str | None]]:
    """(attribute, value) of each fact of a life."""
    return [(a.label, a.value) for a in drawn.attributes if a.kind == "fact" and a.label in {"born", "died", "age"}]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Ilja Sorin, 54, was arrested in Norland.", [("age", "54")]),
        ("Ilja Sorin, aged 54, was arrested in Norland.", [("age", "54")]),
        ("The 54-year-old Ilja Sorin was arrested in Norland.", [("age", "54")]),
        ("Ilja Sorin, born in 1961, was arrested in Norland.", [("born", "1961")]),
        ("Ilja Sorin was born in Norland on 3 May 1961.", [("born", "1961-05-03")]),
        ("Ilja Sorin died in 2015 in Vesperia.", [("died", "2015")]),
        ("Ilja Sorin (1920-2003) ruled Norland.", [("born", "1920"), ("died", "2003")]),
        ("Ilja Sorin ended a 40-year-old quarrel by visiting Marta Holt.", []),
        ("Norland denied that Ilja Sorin died in 2015.", []),
        ("Ilja Sorin, 1 of 300 deputies, spoke in Norland.", []),
    ],
)
def test_dates_of_a_life_are_facts(code: Code, text: str, told: list[tuple[str, str]]) -> None:
    assert facts(code(text)) == told


@pytest.mark.parametrize(
    ("text", "kin"),
    [
        ("Marek Sorin, the father of Ilja Sorin, was arrested.", ("Marek Sorin", "father_of", "Ilja Sorin")),
        ("Ilja Sorin, son of the former premier Marek Sorin, was arrested.", ("Ilja Sorin", "son_of", "Marek Sorin")),
        ("Ilja Sorin's brother Marek Sorin was arrested.", ("Marek Sorin", "brother_of", "Ilja Sorin")),
    ],
)
def test_relatives_are_a_relation(code: Code, text: str, kin: tuple[str, str, str]) -> None:
    drawn = code(text)
    name = {m.id: m.text for m in drawn.entities}
    assert kin in {(name[a.subject], a.label, name.get(a.object or "")) for a in drawn.attributes if a.kind == "relation"}


def test_a_relative_who_is_not_named_is_no_relation(code: Code) -> None:
    assert not [a for a in code("The deputy's father was arrested in Norland.").attributes if a.label == "father_of"]
