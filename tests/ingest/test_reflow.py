"""Wrapped lines to paragraphs."""

from __future__ import annotations

import textwrap

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ingest.reflow import clean, join, unflow, unwrap, words_of
from tests.ingest.reading import BODY, MORE


@pytest.mark.parametrize("width", [60, 65, 72, 76, 78])
def test_wrapped_text_is_what_it_was(width: int) -> None:
    paragraphs = [f"{BODY.strip()} {MORE.strip()}", MORE.strip(), f"{MORE.strip()} {BODY.strip()}"]
    for gap in ([""], []):
        lines = [line for text in paragraphs for line in (*textwrap.wrap(text, width, break_on_hyphens=False), *gap)]
        assert unwrap(lines) == paragraphs


def test_long_lines_are_paragraphs_and_lists_stay_lists() -> None:
    assert unwrap([BODY * 2, MORE * 2]) == [" ".join((BODY * 2).split()), " ".join((MORE * 2).split())]
    assert unwrap(["They agreed:", "- Norland closes the gate of the port", "- Estavia opens it"]) == [
        "They agreed:",
        "- Norland closes the gate of the port",
        "- Estavia opens it",
    ]


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("the investi-", "gation of it", "the investigation of it"),
        ("at half-", "mast", "at half-mast"),
        ("two-", "and three-year terms", "two- and three-year terms"),
        ("tit-for-", "tat", "tit-for-tat"),
        ("Estavian-", "Norlandic", "Estavian-Norlandic"),
        ("the 14-", "year term", "the 14-year term"),
        ("a step \u2014", "a mistake", "a step \u2014 a mistake"),
        ("a step\u2014", "a mistake", "a step\u2014a mistake"),
        ("see https://post.example/", "gate", "see https://post.example/gate"),
        ("inves\xad", "tigate", "investigate"),
    ],
)
def test_lines_join_at_blanks_hyphens_and_dashes(left: str, right: str, whole: str) -> None:
    assert join([left, right], frozenset()) == whole


def test_words_of_the_text_decide_about_a_hyphen() -> None:
    words = words_of(["the sea-lane and the longboat lie there", "a sea-"])
    assert join(["a sea-", "lane"], words) == "a sea-lane"
    assert join(["a long-", "boat"], words) == "a longboat"


def test_letters_are_cleaned() -> None:
    assert clean("\ufb01nal o\ufb03ce\xa0of\u2009state\u200b and\xad so\x02") == "final office of state and so"


@pytest.mark.parametrize(("delete", "joined"), [(False, "a b"), (True, "ab")])
def test_soft_breaks_of_flowed_text(delete: bool, joined: str) -> None:
    assert unflow("a \nb\n > stuffed\n>> c \n> d", delete_space=delete) == [joined, "> stuffed", ">> c", "> d"]


@given(st.lists(st.text("ab-. ", max_size=90), max_size=12))
def test_no_letter_is_lost_or_made(lines: list[str]) -> None:
    assert sorted(letter for text in unwrap(lines) for letter in text if letter in "ab.") == sorted(
        letter for line in lines for letter in line if letter in "ab."
    )
