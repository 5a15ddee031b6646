"""Yields proof of what is shown of a telling: words around it, names masked, states and days beside them, and nothing without bound."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from dragoman.annotate import annotate
from dragoman.codebook import Codebook, load_codebook
from dragoman.core.documents import Document, Published
from dragoman.core.ids import document_id
from dragoman.core.mentions import Extracted
from dragoman.core.twins import TellingWords
from dragoman.extract import extract
from dragoman.models.spacy_model import LoadedModel
from dragoman.resolve.telling_words import AROUND, Teller

OVERLAY = Path(__file__).parents[1] / "codebook" / "overlay"
TEXT = "Norland expelled two Estavian diplomats on Monday. Foreign Minister Ivo Marel of Estavia called it absurd."


@pytest.fixture(scope="module")
def invented() -> Codebook:
    """The shipped codebook with Norland, Estavia, Vesperia and Karsia laid over it."""
    return load_codebook(OVERLAY)


def drawn(english: LoadedModel, book: Codebook, text: str, day: str | None = "2031-03-12") -> Extracted:
    published = Published(day, "metadata", 1.0) if day else None
    (annotated,) = annotate([Document(document_id(text.encode()), text, "0" * 64, "test", published=published)], english.nlp, book)
    return extract(annotated, book)


def shown(english: LoadedModel, book: Codebook, text: str, word: str, day: str | None = "2031-03-12") -> TellingWords:
    begin = text.index(word)
    return Teller(drawn(english, book, text, day)).of(begin, begin + len(word))


def test_names_are_masked_and_states_and_days_stand_beside_the_words(english: LoadedModel, invented: Codebook) -> None:
    told = shown(english, invented, TEXT, "expelled")
    assert told.words[:6] == ("country", "expelled", "two", "national", "diplomats", "on")
    assert told.at == 1
    assert (told.states[0], told.states[3]) == ("XNO", "XES")
    assert told.names[told.words.index("person")] == "marel"
    monday = dt.date(2031, 3, 10).toordinal()
    assert dict(told.times)[told.words.index("Monday")] == (monday, monday)
    assert told.published == dt.date(2031, 3, 12).toordinal()
    assert {"Marel", "Estavia"}.isdisjoint(told.words)


def test_a_report_without_a_day_gives_none(english: LoadedModel, invented: Codebook) -> None:
    told = shown(english, invented, TEXT, "expelled", None)
    assert told.published is None
    assert dict(told.times)[told.words.index("Monday")] is None


def test_no_more_words_are_shown_than_so_many_on_either_side(english: LoadedModel, invented: Codebook) -> None:
    text = f"{'It rained. ' * 60}{TEXT} {'It rained again. ' * 60}"
    told = shown(english, invented, text, "expelled")
    assert len(told.words) == 2 * AROUND + 1
    assert told.words[told.at] == "expelled"


def test_the_same_words_have_the_same_key(english: LoadedModel, invented: Codebook) -> None:
    one, same = shown(english, invented, TEXT, "expelled"), shown(english, invented, TEXT, "expelled")
    other = shown(english, invented, TEXT, "called")
    assert one.key == same.key != other.key
