"""Yields tests that the time of extraction grows with the length of a text and not with its square."""

from __future__ import annotations

from itertools import product

import pytest

from tests.extract.conftest import Code
from tests.growth import grows_with_length, seconds_of

PATIENCE = 20.0
"""Processor seconds for what takes about five; comparing all with all took some thirty."""


def _seconds(code: Code, text: str) -> float:
    return seconds_of(lambda: code(text))


def test_a_long_list_of_different_people_is_no_trap(code: Code) -> None:
    names = ["".join(letters) for letters in product("BDGKLMNPRT", ("ala", "emo", "iru", "ovi"), ("dan", "kel", "mir", "net", "pas"), ("", "a", "ov"))]
    lines = (f"{a} {b} said he met {c} of the {d} Ministry." for a, b, c, d in zip(names, names[100:], names[200:], names[300:], strict=False))
    assert _seconds(code, " ".join([*lines] * 3)) < PATIENCE


def test_many_sayings_in_one_paragraph_are_no_trap(code: Code) -> None:
    said = 'The minister of Norland said that Estavia had closed the border. "We will not accept this," the spokesman told reporters. '
    assert _seconds(code, said * 500) < PATIENCE


def test_thousands_of_quotation_marks_are_no_trap(code: Code) -> None:
    assert _seconds(code, 'said "yes" ' * 3000) < PATIENCE


def test_full_stops_without_blanks_are_no_trap(code: Code) -> None:
    assert _seconds(code, "a." * 25_000) < PATIENCE


@pytest.mark.slow
@pytest.mark.parametrize(
    ("unit", "times"),
    [
        ("He said she said ", 150),
        ("Oskar Velin said that ", 150),
        ("“He said” ", 200),
        ("the Foreign Ministry of Norland ", 300),
        ("Norland", 2_000),
        (" ", 30_000),
        ("_", 10_000),
        ("1 ", 2_000),
    ],
)
def test_twice_the_text_takes_twice_the_time_even_in_one_line(code: Code, unit: str, times: int) -> None:
    assert grows_with_length(lambda: _seconds(code, unit * times + "."), lambda: _seconds(code, unit * 2 * times + "."))
