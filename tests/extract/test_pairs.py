"""What one given party does to another: always a type of PLOVER's, by the model's opinion, else by the rules."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from dragoman.annotate import annotate
from dragoman.codebook import Codebook
from dragoman.core.documents import Span
from dragoman.core.opinions import Opinion
from dragoman.extract import extract
from dragoman.extract.pairs import PairAnswer, judge_pair
from dragoman.models.spacy_model import LoadedModel
from dragoman.pipeline import bare_document

Judge = Callable[..., PairAnswer]


@pytest.fixture(scope="module")
def judge(english: LoadedModel, invented: Codebook) -> Judge:
    """Judges a pair of a text, each told by its words."""

    def run(text: str, source: str, target: str | None, opinion: Opinion | None = None) -> PairAnswer:
        (annotated,) = annotate([bare_document(text, None)], english.nlp, invented)
        sides = [Span(text.index(side), text.index(side) + len(side)) if side else None for side in (source, target)]
        return judge_pair(annotated, extract(annotated, invented), invented, (sides[0], sides[1]), opinion)

    return run


def opinion(planned: float = 0.0, **types: float) -> Opinion:
    return Opinion({"ACCUSE": 0.0, "AID": 0.0, "SUPPORT": 0.0, "YIELD": 0.0} | types, dict.fromkeys(range(5), 0.2), planned)


def test_by_the_rules_it_is_the_event_between_the_two(judge: Judge) -> None:
    text = "Norland accused Estavia of lying, and Vesperia sent food to Karsia."
    assert judge(text, "Norland", "Estavia").type == "ACCUSE"
    assert (judge(text, "Vesperia", "Karsia").type, judge(text, "Vesperia", "Karsia").quad) == ("AID", 2)


def test_without_any_event_there_is_an_answer_still(judge: Judge) -> None:
    for text in ("Norland and Estavia.", "Norland weather, Estavia weather"):
        answer = judge(text, "Norland", "Estavia")
        assert answer.quad in {1, 2, 3, 4}
        assert sum(answer.scores.values()) == pytest.approx(1, abs=0.01)


def test_a_party_may_be_unnamed(judge: Judge) -> None:
    assert judge("Norland accused everybody of lying.", "Norland", None).type == "ACCUSE"


def test_the_opinion_outweighs_the_rules(judge: Judge) -> None:
    answer = judge("Norland accused Estavia of lying.", "Norland", "Estavia", opinion(SUPPORT=0.7, ACCUSE=0.3))
    assert (answer.type, answer.quad, answer.scores["ACCUSE"]) == ("SUPPORT", 1, 0.3)


@pytest.mark.parametrize(("text", "kind"), [("Norland withdrew its troops from Estavia.", "RETREAT"), ("Norland apologised to Estavia.", "CONCEDE")])
def test_to_yield_is_to_concede_or_to_retreat_as_the_words_tell(judge: Judge, text: str, kind: str) -> None:
    answer = judge(text, "Norland", "Estavia", opinion(YIELD=0.6, ACCUSE=0.4))
    assert answer.type == kind
    assert answer.scores["CONCEDE"] + answer.scores["RETREAT"] == pytest.approx(0.6, abs=0.001)


def test_to_yield_wins_as_a_whole(judge: Judge) -> None:
    answer = judge("Norland stood aside for Estavia.", "Norland", "Estavia", opinion(YIELD=0.5, ACCUSE=0.4))
    assert answer.type in {"CONCEDE", "RETREAT"}


def test_what_is_to_come_is_planned(judge: Judge) -> None:
    text = "Norland sent food to Estavia."
    assert judge(text, "Norland", "Estavia", opinion(0.9, AID=0.9)).modality == "planned"
    assert judge(text, "Norland", "Estavia", opinion(0.4, AID=0.9)).modality == "done"
    assert judge("Norland did not send food to Estavia.", "Norland", "Estavia", opinion(AID=0.9)).modality == "denied"
