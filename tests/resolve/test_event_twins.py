"""Yields proof of what a reader of two tellings side by side may decide, and what stays barred whatever it says."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from dragoman.annotate import annotate
from dragoman.codebook import Codebook, load_codebook
from dragoman.core.documents import Document, Published
from dragoman.core.ids import document_id
from dragoman.core.records import Event
from dragoman.core.twins import TellingWords
from dragoman.extract import extract
from dragoman.models.spacy_model import LoadedModel
from dragoman.resolve.entities import resolve_entities
from dragoman.resolve.events import resolve_events

OVERLAY = Path(__file__).parents[1] / "codebook" / "overlay"
SHUT = "Norland shut the Estavian consulate in Norhaven on 3 March 2031."
SEALED = "On 3 March 2031 Norland sealed a building that belongs to Estavia."
DOUBTFUL = ("Norland and Estavia signed a pact on 3 March 2031.", "On 3 March 2031 Norland promised Vesperia and Estavia a railway.")
SURE, NEVER = 5.0, -5.0


@dataclass
class Reader:
    """Says the same of all pairs, and keeps what it was asked."""

    says: float
    name: str = "reader 1"
    asked: list[tuple[TellingWords, TellingWords]] = field(default_factory=list)

    def odds(self, a: TellingWords, b: TellingWords) -> float:
        """What it is told to say."""
        self.asked.append((a, b))
        return self.says


@pytest.fixture(scope="module")
def book() -> Codebook:
    """The shipped codebook with invented states laid over it."""
    return load_codebook(OVERLAY)


def tellings(english: LoadedModel, book: Codebook, reader: Reader | None, *texts: str) -> list[Event]:
    documents = [Document(document_id(t.encode()), t, "0" * 64, "test", published=Published("2031-03-12", "metadata", 1.0)) for t in texts]
    drawn = [extract(annotated, book) for annotated in annotate(documents, english.nlp, book)]
    found = resolve_events(drawn, resolve_entities(drawn, (), book), (), book, twins=reader)
    return [event for event in found.events if event.ontology == "PLOVER"]


def test_a_telling_that_names_no_state_is_held_against_the_deeds_of_those_its_report_names(english: LoadedModel, book: Codebook) -> None:
    told = "Norland attacked an Estavian convoy on 3 March 2031."
    bare = "The convoy was bombed on 3 March 2031."
    beside, strange = f"Estavia has asked Norland for an answer. {bare}", f"Vesperia has asked for an answer. {bare}"
    blows = [[e for e in tellings(english, book, Reader(SURE), told, text) if e.type == "ASSAULT"] for text in (beside, strange)]
    assert [len(events) for events in blows] == [1, 2]


def test_what_is_in_doubt_is_decided_by_who_reads_both(english: LoadedModel, book: Codebook) -> None:
    one, two = (tellings(english, book, Reader(says), *DOUBTFUL) for says in (SURE, NEVER))
    assert len(one) < len(two)


def test_deeds_weeks_apart_stay_two_whatever_it_says(english: LoadedModel, book: Codebook) -> None:
    reader = Reader(SURE)
    events = tellings(english, book, reader, "Norland attacked Estavia on 3 March 2031.", "Norland attacked Estavia on 21 March 2031.")
    assert len(events) == 2
    assert not reader.asked


def test_deeds_turned_round_stay_two_whatever_it_says(english: LoadedModel, book: Codebook) -> None:
    texts = ("Norland attacked Estavia on 3 March 2031.", "Estavia attacked Norland on 3 March 2031.")
    assert len(tellings(english, book, Reader(SURE), *texts)) == 2


def test_two_types_that_few_take_for_one_another_are_one_deed_only_where_it_is_sure(english: LoadedModel, book: Codebook) -> None:
    texts = ("Norland attacked Estavia on 3 March 2031.", "On 3 March 2031 Norland seized an Estavian trawler.")
    assert [len(tellings(english, book, Reader(says), *texts)) for says in (SURE, 0.0, NEVER)] == [1, 2, 2]
    assert len(tellings(english, book, None, *texts)) == 2


def test_it_is_not_asked_of_one_report_nor_of_what_is_no_deed(english: LoadedModel, book: Codebook) -> None:
    reader = Reader(SURE)
    tellings(english, book, reader, f"{SHUT} {SEALED}", "A ferry sank off Norhaven on 3 March 2031.", "The ferry sank near Norhaven on 3 March 2031.")
    assert not reader.asked


def test_each_pair_has_its_say_among_the_reasons(english: LoadedModel, book: Codebook) -> None:
    parts = [dict(reason.features) for event in tellings(english, book, Reader(SURE), *DOUBTFUL) for reason in event.reasons]
    assert any(part.get("twins", 0) > 0 for part in parts)


def test_of_a_deed_that_very_many_tell_it_is_asked_a_few_times_each(english: LoadedModel, book: Codebook) -> None:
    reader = Reader(NEVER)
    tellings(english, book, reader, *(f"On {2 + n % 2} March 2031 Norland promised Vesperia and Estavia a railway of {10 + n} miles." for n in range(60)))
    pairs = {(a, b) for a, b in reader.asked}
    times = Counter(telling for pair in pairs for telling in pair)
    assert len(times) > 20
    assert max(times.values()) <= 20


def test_a_day_of_the_news_that_was_carried_on_gives_way_to_an_older_one_where_the_reader_is_sure(english: LoadedModel, book: Codebook) -> None:
    older = "On 7 March 2031 Norland condemned the arrest of two sailors by Estavia."
    later = "Estavia has asked Vesperia for an answer. Norland condemned the arrest of two sailors by Estavia."
    for says, deeds in ((SURE, 1), (NEVER, 2)):
        found = [e for e in tellings(english, book, Reader(says), older, later) if e.type == "ACCUSE"]
        assert len(found) == deeds
    lead = "Norland condemned the arrest of two sailors by Estavia."
    assert len([e for e in tellings(english, book, Reader(SURE), older, lead) if e.type == "ACCUSE"]) == 2
