"""Yields proof of what a reader of deeds adds to the rules, and of what it may not change."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import pytest

from dragoman.annotate import annotate
from dragoman.codebook import Codebook
from dragoman.core.documents import Annotated, Document, Published
from dragoman.core.heard_deeds import HeardDeed, Reading
from dragoman.core.ids import document_id
from dragoman.core.mentions import EntityMention, EventMention, Extracted
from dragoman.extract import extract
from dragoman.models.spacy_model import LoadedModel

PLAIN = HeardDeed(0, "SANCTION", 0.99, 0.98, None, 0.0, None, 0.0, "done", None, 0.9, bytes(range(32)))
Hear = Callable[..., Extracted]


class Reader:
    """Reads what it is told to: deeds at words, each with what differs from PLAIN."""

    name = "reader 1"

    def __init__(self, told: dict[str, dict[str, object]]) -> None:
        self.told = told

    def read(self, annotated: Annotated, entities: Sequence[EntityMention]) -> Reading:
        """All sentences are looked at."""
        at = {token.text: token.i for token in annotated.tokens}
        deeds = [replace(PLAIN, token=at[word], **{k: at.get(v, v) for k, v in deed.items()}) for word, deed in self.told.items()]
        return Reading(tuple(sorted(deeds, key=lambda d: d.token)), frozenset(s.i for s in annotated.sentences))


@pytest.fixture(scope="module")
def hear(english: LoadedModel, invented: Codebook) -> Hear:
    """Codes a text of 10 March 2031 with a reader of the given deeds."""

    def run(text: str, **told: dict[str, object]) -> Extracted:
        document = Document(document_id(text.encode()), text, "0" * 64, "test", outlet="The Harbour Post", published=Published("2031-03-10", "metadata", 1.0))
        (annotated,) = annotate([document], english.nlp, invented)
        return extract(annotated, invented, deeds=Reader(told))

    return run


def plover(drawn: Extracted) -> list[EventMention]:
    return [event for event in drawn.events if event.ontology == "PLOVER"]


def values(event: EventMention) -> dict[str, str]:
    return dict(event.values)


def test_a_deed_that_no_trigger_knows_is_coded_with_the_parties_of_the_grammar(hear: Hear) -> None:
    (event,) = plover(hear("Norland unfriended Estavia over the canal.", unfriended={}))
    assert (event.type, event.modality) == ("SANCTION", "done")
    assert event.actors[0].name == "Norland"
    assert event.recipients[0].name == "Estavia"
    assert "reader 1 agrees" in event.made_by


def test_what_is_heard_faintly_or_of_no_sure_type_makes_no_event(hear: Hear) -> None:
    text = "Norland unfriended Estavia over the canal."
    assert not plover(hear(text, unfriended={"share": 0.5}))
    assert not plover(hear(text, unfriended={"sure": 0.3}))


def test_a_trigger_of_the_codebook_is_not_coded_twice_nor_retyped(hear: Hear) -> None:
    text = "Norland expelled two Estavian diplomats."
    (bare,), (read,) = plover(hear(text)), plover(hear(text, expelled={"type": "ACCUSE"}))
    assert (read.type, read.actors, read.recipients) == (bare.type, bare.actors, bare.recipients)
    assert "would say ACCUSE" in read.made_by


def test_parties_that_no_grammar_gives_are_those_that_were_read(hear: Hear) -> None:
    text = "Estavia and Norland lie on one sea. Unfriending followed at once."
    (event,) = plover(hear(text, Unfriending={"actor": "Norland", "acted": 0.9, "recipient": "Estavia", "suffered": 0.9}))
    assert ([p.name for p in event.actors], [p.name for p in event.recipients]) == (["Norland"], ["Estavia"])


def test_a_deed_that_lacks_one_whom_it_needs_is_done_by_whom_was_read(hear: Hear) -> None:
    text = "Norland lies on the sea. All that was left was trued with Estavia at the weekend."
    read: dict[str, object] = {"type": "AGREE", "actor": "Norland", "acted": 0.7, "recipient": "Estavia", "suffered": 0.7}
    (event,) = plover(hear(text, trued=read))
    assert ([p.name for p in event.actors], [p.name for p in event.recipients]) == (["Norland"], ["Estavia"])
    assert not plover(hear(text, trued=read | {"acted": 0.5})), "nobody surely agreed with Estavia"
    assert not plover(hear(text, trued=read | {"actor": "Estavia"})), "a state does not agree with itself"


def test_a_day_that_was_read_is_kept_apart_as_supposed(hear: Hear) -> None:
    text = "Estavia lies on the sea. Ties worsened when Norland unfriended it over the canal."
    (event,) = plover(hear(text, unfriended={"when": -1}))
    assert not event.date.known
    assert values(event)["supposed"] == "2031-03-10/2031-03-10"
    (unsure,) = plover(hear(text, unfriended={"when": -1, "dated": 0.1}))
    assert "supposed" not in values(unsure)


def test_a_day_that_the_words_give_is_not_supposed_otherwise(hear: Hear) -> None:
    (event,) = plover(hear("Norland unfriended Estavia on 3 February 2031.", unfriended={"when": -1}))
    assert event.date.start == "2031-02-03"
    assert "supposed" not in values(event)


def test_a_day_of_the_news_is_only_supposed_where_none_was_read(hear: Hear) -> None:
    text = "Norland closed the strait. Estavia condemned the move."
    (_, read) = plover(hear(text, condemned={"type": "ACCUSE", "when": None, "dated": 0.9}))
    (_, unsure) = plover(hear(text, condemned={"type": "ACCUSE", "when": None, "dated": 0.5}))
    assert not read.date.known
    assert values(read)["supposed"] == "2031-03-10/2031-03-10"
    assert "dated" not in values(read)
    assert (unsure.date.start, values(unsure)["dated"]) == ("2031-03-10", "carried")


def test_who_is_of_no_state_by_the_words_is_of_the_state_that_was_read(hear: Hear) -> None:
    text = "Norland closed the strait. Officials expelled two envoys of Estavia."
    deed: dict[str, object] = {"actor": "Norland", "acted": 0.95}
    assert [e.actors[0].country for e in plover(hear(text, expelled=deed)) if e.mode == "expel"] == ["XNO"]
    assert [e.actors[0].country for e in plover(hear(text, expelled=deed | {"acted": 0.5})) if e.mode == "expel"] == [None]


def test_what_makes_tellings_alike_is_kept(hear: Hear) -> None:
    (event,) = plover(hear("Norland unfriended Estavia over the canal.", unfriended={}))
    assert bytes.fromhex(values(event)["alike"]) == PLAIN.alike


def test_confidence_falls_where_the_reader_sees_no_deed(hear: Hear) -> None:
    text = "Norland expelled two Estavian diplomats."
    (doubted,), (sure,) = plover(hear(text)), plover(hear(text, expelled={}))
    assert doubted.confidence < sure.confidence
    assert "sees no deed" in doubted.made_by
