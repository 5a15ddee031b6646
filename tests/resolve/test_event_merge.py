"""One deed told often is one event; two deeds of one kind stay two."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.annotate import annotate
from dragoman.codebook import Codebook, load_codebook
from dragoman.core.documents import Document, Published
from dragoman.core.ids import document_id
from dragoman.core.mentions import Extracted, Judgement
from dragoman.core.records import Event
from dragoman.extract import extract
from dragoman.models.spacy_model import LoadedModel
from dragoman.resolve.entities import resolve_entities
from dragoman.resolve.events import resolve_events

OVERLAY = Path(__file__).parents[1] / "codebook" / "overlay"


@pytest.fixture(scope="module")
def book() -> Codebook:
    return load_codebook(OVERLAY)


@pytest.fixture
def told(english: LoadedModel, book: Codebook):  # type: ignore[no-untyped-def]
    def run(*texts: str) -> list[Extracted]:
        documents = [Document(document_id(t.encode()), t, "0" * 64, "test", published=Published("2031-03-12", "metadata", 1.0)) for t in texts]
        return [extract(a, book) for a in annotate(documents, english.nlp, book)]

    return run


def _events(drawn: Sequence[Extracted], book: Codebook, kind: str, judgements: Sequence[Judgement] = ()) -> list[Event]:
    resolved = resolve_events(drawn, resolve_entities(drawn, judgements, book), judgements, book)
    return [e for e in resolved.events if e.type == kind]


CLOSED = "Norland closed the Estavian consulate in Norhaven on 3 March 2031."
SHUT = "On 3 March 2031 Norland shut the Estavian consulate in Norhaven, officials said."


def test_two_outlets_tell_one_closure(told, book: Codebook) -> None:  # type: ignore[no-untyped-def]
    (event,) = _events(told(CLOSED, SHUT), book, "SANCTION")
    assert len({m.doc for m in event.mentions}) == 2


def test_the_direction_keeps_deeds_apart(told, book: Codebook) -> None:  # type: ignore[no-untyped-def]
    drawn = told("Norland attacked Estavia on 3 March 2031.", "Estavia attacked Norland on 3 March 2031.")
    assert len(_events(drawn, book, "ASSAULT")) == 2


def test_deeds_weeks_apart_are_two(told, book: Codebook) -> None:  # type: ignore[no-untyped-def]
    drawn = told("Norland attacked Estavia on 3 March 2031.", "Norland attacked Estavia on 21 March 2031.")
    assert len(_events(drawn, book, "ASSAULT")) == 2


def test_sums_that_differ_are_two_gifts(told, book: Codebook) -> None:  # type: ignore[no-untyped-def]
    drawn = told("Norland provided $2 million in aid to Estavia.", "Norland provided $40 million in aid to Estavia.")
    assert len(_events(drawn, book, "AID")) == 2


def test_barring_a_person_is_not_closing_a_house(told, book: Codebook) -> None:  # type: ignore[no-untyped-def]
    drawn = told(CLOSED, "Norland barred the Estavian deputy Ivo Marel from entering the country on 3 March 2031.")
    assert len(_events(drawn, book, "SANCTION")) == 2


def test_the_order_of_documents_is_irrelevant(told, book: Codebook) -> None:  # type: ignore[no-untyped-def]
    drawn = told(CLOSED, SHUT, "Norland attacked Estavia.")
    entities = resolve_entities(drawn, (), book)
    assert resolve_events(drawn, entities, (), book) == resolve_events(drawn[::-1], entities, (), book)


def test_a_persons_word_wins_over_likeness(told, book: Codebook) -> None:  # type: ignore[no-untyped-def]
    drawn = told(CLOSED, SHUT)
    (event,) = _events(drawn, book, "SANCTION")
    pair = tuple(m.id for m in event.mentions)
    apart = Judgement("j-1", pair, "different", "mara", "2031-03-12T09:00:00Z")
    assert len(_events(drawn, book, "SANCTION", (apart,))) == 2
    assert len(_events(drawn, book, "SANCTION", (replace(apart, undone_by="j-2"),))) == 1


PASSING = "A deputy in Norhaven spoke of the expulsion of Estavian diplomats."


def test_what_is_only_named_in_passing_is_no_event_unless_it_is_told_elsewhere(told, book: Codebook) -> None:  # type: ignore[no-untyped-def]
    alone = told(PASSING)
    assert [m.passing for x in alone for m in x.events if m.type == "SANCTION"] == [True]
    assert not _events(alone, book, "SANCTION")
    (event,) = _events(told(PASSING, "Norland expelled Estavian diplomats."), book, "SANCTION")
    assert event.actors


def test_what_a_person_judged_stays_though_it_was_named_in_passing(told, book: Codebook) -> None:  # type: ignore[no-untyped-def]
    drawn = told(PASSING)
    (mention,) = [m.id for x in drawn for m in x.events if m.type == "SANCTION"]
    judgement = Judgement("j-1", (mention,), "right", "a reader", "2031-03-12T10:00:00Z")
    assert _events(drawn, book, "SANCTION", [judgement])
