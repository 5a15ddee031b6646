"""Tests of how a text is cut into parts, paragraphs and pieces: nothing of it is lost, and every mark covers its own words."""

from __future__ import annotations

import time

from hypothesis import given
from hypothesis import strategies as st

from dragoman.core.documents import Span, Zone
from dragoman.view.marked_text import Mark, blocks_of, parts_of

TEXTS = st.text(alphabet="ab. \n\r\t\u202eе😀", max_size=120)


def spans(text: str) -> st.SearchStrategy[list[tuple[int, int]]]:
    return st.lists(st.tuples(st.integers(0, len(text)), st.integers(0, len(text))), max_size=8)


@given(TEXTS.flatmap(lambda text: st.tuples(st.just(text), spans(text), spans(text))))
def test_the_pieces_are_the_text_whatever_is_marked_in_it(told: tuple[str, list[tuple[int, int]], list[tuple[int, int]]]) -> None:
    text, zoned, marked = told
    zones = [Zone(a, b, "title") for a, b in zoned if a < b]
    blocks = blocks_of(text, zones, [Mark(a, b, "event", "1") for a, b in marked])
    assert "".join(block.text for block in blocks) == text
    assert all(text.startswith(piece.text, piece.start) for block in blocks for piece in block.pieces)


@given(TEXTS.flatmap(lambda text: st.tuples(st.just(text), spans(text))))
def test_a_piece_is_of_those_marks_that_cover_it_and_of_no_others(told: tuple[str, list[tuple[int, int]]]) -> None:
    text, marked = told
    marks = [Mark(a, b, "claim", str(n)) for n, (a, b) in enumerate(marked) if a < b]
    for block in blocks_of(text, (), marks):
        for piece in block.pieces if block.kind != "gap" else ():
            end = piece.start + len(piece.text)
            assert set(piece.of) == {m.of for m in marks if m.start <= piece.start and end <= m.end}


@given(TEXTS, st.integers(1, 30))
def test_the_parts_of_a_text_follow_one_another_and_make_it_up(text: str, size: int) -> None:
    parts = parts_of(text, size)
    assert "".join(text[part.start : part.end] for part in parts) == text
    assert all(part.end - part.start <= size + size // 5 for part in parts)


def test_overlapping_marks_are_cut_at_their_borders() -> None:
    (block,) = blocks_of("Norland closed it", (), [Mark(0, 14, "event", "1"), Mark(8, 17, "claim", "2")])
    assert [(piece.text, piece.kinds) for piece in block.pieces] == [("Norland ", ("event",)), ("closed", ("event", "claim")), (" it", ("claim",))]
    assert [m.of for piece in block.pieces for m in piece.ends] == ["1", "2"]


def test_paragraphs_have_the_kind_of_their_zone_and_lines_without_one_are_body() -> None:
    text = "Head\n\nFirst line\n\nSecond"
    kinds = [(block.kind, block.text) for block in blocks_of(text, [Zone(0, 4, "title")], [])]
    assert kinds == [("title", "Head"), ("gap", "\n\n"), ("body", "First line"), ("gap", "\n\n"), ("body", "Second")]


def test_a_part_is_cut_at_the_end_of_a_paragraph_where_there_is_one() -> None:
    assert parts_of("a" * 20 + "\n\n" + "b" * 30, 24)[0] == Span(0, 22)


def test_two_million_characters_on_one_line_are_cut_and_marked_in_time() -> None:
    text = "word " * 400_000
    marks = [Mark(at, at + 30, "event", str(at)) for at in range(0, len(text) - 40, 40)]
    begun = time.process_time()
    part = parts_of(text)[50]
    blocks = blocks_of(text, (), marks, part)
    assert "".join(block.text for block in blocks) == text[part.start : part.end]
    assert time.process_time() - begun < 2
