"""Tests of how a document is read: its part, what is told in it in which order, who is quoted, and what was asked for."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.app import open_app
from dragoman.core.desk import DocumentFilter
from dragoman.core.desk_rows import DocumentPage
from dragoman.core.documents import Span
from dragoman.core.settings import Settings
from dragoman.view.reading import read_document


@pytest.fixture(scope="module")
def closure(sample_record: Path) -> DocumentPage:
    """The report on the closure of the Russian House."""
    desk = open_app(Settings(record=sample_record)).desk
    (row,) = desk.documents(DocumentFilter(about="registration note Rossotrudnichestvo Demirel")).items
    page = desk.document(row.id)
    assert page
    return page


def test_acts_and_statements_are_numbered_together_in_the_order_of_the_text(closure: DocumentPage) -> None:
    reading = read_document(closure)
    told = sorted([(one.number, one.spans[0][0]) for one in reading.events] + [(one.number, one.spans[0][0]) for one in reading.claims])
    assert [number for number, _ in told] == list(range(1, len(told) + 1))
    assert [start for _, start in told] == sorted(start for _, start in told)


def test_every_record_of_the_document_is_told_in_one_of_its_parts(closure: DocumentPage) -> None:
    parts = [read_document(closure, n, size=300) for n in range(1, 8)]
    assert {e.event.id for part in parts for e in part.events} == {e.id for e in closure.events}
    assert {c.claim.id for part in parts for c in part.claims} == {c.id for c in closure.claims}


def test_the_part_shown_is_that_in_which_the_asked_words_begin(closure: DocumentPage) -> None:
    reading = read_document(closure, asked=Span(900, 950), size=300)
    assert reading.part.start <= 900 < reading.part.end
    assert any("asked" in piece.kinds for block in reading.blocks for piece in block.pieces)


def test_a_place_beyond_the_text_is_cut_off_at_its_end(closure: DocumentPage) -> None:
    reading = read_document(closure, asked=Span(10**8, 10**8 + 5), size=300)
    assert reading.number == len(reading.parts)


def test_a_part_past_the_last_is_the_last(closure: DocumentPage) -> None:
    assert read_document(closure, 99).number == 1


def test_whoever_is_quoted_stands_with_the_statements_that_rest_on_them(closure: DocumentPage) -> None:
    voices = {voice.name: voice for voice in read_document(closure).voices}
    assert any("Zakharova" in name for name in voices)
    assert all(claim.told.chain[-1].type != "outlet" for voice in voices.values() for claim in voice.claims)


def test_pronouns_are_not_marked_as_names(closure: DocumentPage) -> None:
    text = closure.document.text
    assert {text[a:b].lower() for one in read_document(closure).entities for a, b in one.spans}.isdisjoint({"he", "she", "it", "they"})
