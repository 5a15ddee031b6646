"""Quotation marks are paired, nested, carried over paragraphs, and told from apostrophes."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.annotate.quotations import find_marked
from tests.growth import grows_with_length, seconds_of

BATTERY: dict[str, list[dict[str, Any]]] = yaml.safe_load(Path(__file__).with_name("quotation_battery.yaml").read_text(encoding="utf-8"))


def _found(text: str, codebook) -> list[tuple[int, int, int, int]]:
    at, lines = 0, []
    for line in text.split("\n"):
        lines.append((at, at + len(line)))
        at += len(line) + 1
    return find_marked(text, lines, codebook)


@pytest.mark.parametrize("case", BATTERY["marks"], ids=lambda case: case["for"])
def test_the_words_between_the_marks_are_found(case, codebook):
    text = case["text"]
    assert [text[a:b] for _, _, a, b in _found(text, codebook)] == case["quotes"]


@pytest.mark.parametrize("case", BATTERY["scare"], ids=lambda case: case["for"])
def test_a_short_phrase_without_a_speaker_and_a_title_are_no_speech(case, read):
    found = {case["text"][q.inner_start : q.inner_end]: q.scare for q in read(case["text"]).quotations}
    assert found == case["quotes"]


def test_speech_beside_a_word_held_at_arms_length_stays_speech(read):
    text = 'Estavia said it was "ready for talks" with the "peacekeepers" now leaving the valley in small groups.'
    assert [q.scare for q in read(text).quotations] == [False, True]


@pytest.mark.parametrize("case", BATTERY["marks"], ids=lambda case: case["for"])
def test_an_odd_mark_costs_its_paragraph_alone(case, codebook):
    own = [text for _, _, a, b in _found(case["text"], codebook) for text in [case["text"][a:b]]]
    around = f'"We came," he said.\n{case["text"]}\nHe said, "We left."'
    inner = [around[a:b] for _, _, a, b in _found(around, codebook)]
    assert inner == ["We came,", *own, "We left."]


@pytest.mark.parametrize("bad", ['"' * 20000, "' " * 10000, "“ " * 10000, "”“" * 9000, "'a " * 9000, "s' " * 9000, "'''" * 9000, "« ‹ „ ‚ 「 " * 3000])
def test_no_text_breaks_the_scanner(bad, codebook):
    for start, end, inner_start, inner_end in find_marked(bad, [(0, len(bad))], codebook):
        assert start < inner_start < inner_end <= end


@pytest.mark.parametrize(
    "unit", ['"a', '"a" ', "“a ", "a” ", "'a ", "s' a ", "’a, ", "“‘a ", "a’” ", "«a ", "``a ", '5" ', "\n‘a", "\n“a", "\na” ", '"a "b" c," ', "'''"]
)
def test_twice_the_marks_take_twice_the_time(unit, codebook):
    once, twice = (partial(seconds_of, partial(_found, unit * n, codebook)) for n in (2500, 5000))
    assert grows_with_length(once, twice)
