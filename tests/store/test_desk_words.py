"""Yields tests of how a user's words are read, and of where they stand in a text."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.store.desk_words import read_words
from dragoman.store.encoding import fold


@pytest.fixture(scope="module")
def table() -> Iterator[sqlite3.Connection]:
    db = sqlite3.connect(":memory:")
    db.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
    texts = ("Nazir Hacızadə bildirdi", "Министр Путин в Хельсинки", "grain and timber talks", "grain talks at the port", "a drill (NEAR the port)")
    db.executemany("INSERT INTO probe (rowid, words) VALUES (?, ?)", [(n, fold(text)) for n, text in enumerate(texts, 1)])
    yield db
    db.close()


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("hacizade", {1}),
        ("HACIZADƏ", {1}),
        ("putin", {2}),
        ("Путин", {2}),
        ("хельсинки", {2}),
        ("grain talks", {3, 4}),
        ('"grain talks"', {4}),
        ('"grain tal*"', {4}),
        ("grain -timber", {4}),
        ('talks -"grain talks"', {3}),
        ("putin OR timber", {2, 3}),
        ("tim*", {3}),
        ("tim", set()),
        ("NEAR", {5}),
        ("(NEAR)", {5}),
        ("words:grain", set()),
        ('grain "timber', {3}),
        ("-grain", set()),
        ("", set()),
        ('" * ( ) ^ : -', set()),
        ("OR", set()),
        ("grain OR", {3, 4}),
    ],
)
def test_words_find_what_holds_them_all_and_are_never_syntax(table: sqlite3.Connection, words: str, found: set[int]) -> None:
    query = read_words(words).query()
    rows = table.execute("SELECT rowid FROM probe WHERE probe MATCH ?", (query,)).fetchall() if query else []
    assert {row[0] for row in rows} == found


@given(st.text(max_size=60))
def test_whatever_is_typed_can_be_asked(words: str) -> None:
    asked = read_words(words)
    with sqlite3.connect(":memory:") as db:
        db.execute("CREATE VIRTUAL TABLE probe USING fts5(words, names)")
        if query := asked.query("names"):
            db.execute("SELECT rowid FROM probe WHERE probe MATCH ?", (query,)).fetchall()
    db.close()
    asked.spots(words, 5)
    asked.snippet(words)


@pytest.mark.parametrize(
    ("text", "words", "found"),
    [
        ("Nazir Hacızadə bildirdi", "hacizade", ["Hacızadə"]),
        ("в Хельсинки и Москве", "khelsinki OR moskve", ["Москве"]),
        ("в Хельсинки и Москве", "хельсинки", ["Хельсинки"]),
        ("½ ½ Ha\u0301ci Путин’s", "putin OR haci", ["Ha\u0301ci", "Путин"]),
        ("grain,\n talks; grain", '"grain talks"', ["grain,\n talks"]),
        ("ungrained grain", "grain", ["grain"]),
        ("grains grain", "grain*", ["grains", "grain"]),
        ("新华社 北京", "北京", ["北京"]),
    ],
)
def test_places_are_those_of_the_text_and_not_of_what_is_folded(text: str, words: str, found: list[str]) -> None:
    assert [text[a:b] for a, b in read_words(words).spots(text, 10)] == found


@pytest.mark.parametrize("filler", ["calm words here. ", "тихие слова здесь. "])
def test_a_word_far_down_a_long_text_is_found_where_it_stands(filler: str) -> None:
    text = filler * 20_000 + "Wheat fell."
    ((start, end),) = read_words("wheat").spots(text, 3)
    assert text[start:end] == "Wheat"


def test_a_snippet_is_taken_where_most_of_the_words_are() -> None:
    text = "Grain was sold. " + "Nothing of note happened in the town that day. " * 20 + "Grain and timber were talked about.\nThen rain fell."
    words, marks, at = read_words("grain timber").snippet(text)
    assert [words[a:b] for a, b in marks] == ["Grain", "timber"]
    assert at is not None
    assert text[slice(*at)] == "Grain"
    assert at[0] > 100
    assert "\n" not in words


def test_a_snippet_of_a_text_without_the_words_is_its_beginning() -> None:
    assert read_words("wheat").snippet("Nothing of the kind") == ("Nothing of the kind", (), None)


@given(st.text(alphabet="ab ə½Пь\u0301北’", max_size=40), st.sampled_from(["a", "b", "p", "bei", "12", "e"]))
def test_each_place_folds_to_what_was_sought(text: str, word: str) -> None:
    for start, end in read_words(f"{word}*").spots(text, 50):
        assert word in fold(text[start:end]).replace("/", "")
