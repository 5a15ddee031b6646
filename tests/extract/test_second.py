"""A second opinion on events: it bears on their confidence and is told, and adds, drops and retypes nothing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import pytest

from dragoman.annotate import annotate
from dragoman.codebook import Codebook
from dragoman.core.documents import Annotated
from dragoman.core.mentions import EventMention, Extracted
from dragoman.core.opinions import Opinion, Question
from dragoman.extract import extract
from dragoman.extract.second import calibrated
from dragoman.models.spacy_model import LoadedModel
from dragoman.pipeline import bare_document

SENTENCE = "Norland accused Estavia of spying on its embassy."


@dataclass
class Judge:
    """Holds everything to be one type; keeps what it was asked."""

    type: str
    share: float = 0.98
    name: str = "judge 1"
    asked: list[Question] = field(default_factory=list)

    def judge(self, annotated: Annotated, questions: Sequence[Question]) -> list[Opinion]:
        self.asked += questions
        types = dict.fromkeys(("ACCUSE", "AID", "COERCE", "SANCTION", "YIELD"), (1 - self.share) / 4) | {self.type: self.share}
        return [Opinion(types, dict.fromkeys(range(5), 0.2), 0.0) for _ in questions]


@pytest.fixture(scope="module")
def annotated(english: LoadedModel, invented: Codebook) -> Annotated:
    return next(annotate([bare_document(SENTENCE, None)], english.nlp, invented))


def told(annotated: Annotated, codebook: Codebook, judge: Judge | None) -> EventMention:
    (event,) = [event for event in extract(annotated, codebook, judge).events if event.type == "ACCUSE"]
    return event


def without_judgement(extracted: Extracted) -> Extracted:
    return replace(extracted, events=tuple(replace(event, confidence=0, made_by="") for event in extracted.events))


def test_agreement_raises_the_confidence_and_disagreement_lowers_it(annotated: Annotated, invented: Codebook) -> None:
    agreed, against = (told(annotated, invented, Judge(kind)) for kind in ("ACCUSE", "AID"))
    assert agreed.confidence > 0.7 > 0.3 > against.confidence


def test_made_by_tells_what_the_other_holds_and_still_ends_in_the_trigger(annotated: Annotated, invented: Codebook) -> None:
    alone, agreed, against = (told(annotated, invented, judge).made_by for judge in (None, Judge("ACCUSE"), Judge("AID")))
    assert ", judge 1 agrees: " in agreed
    assert ", judge 1 would say AID: " in against
    assert {made.rsplit(" ", 1)[-1] for made in (agreed, against)} == {alone.rsplit(" ", 1)[-1]}


def test_nothing_else_of_an_event_changes(annotated: Annotated, invented: Codebook) -> None:
    assert without_judgement(extract(annotated, invented, Judge("AID"))) == without_judgement(extract(annotated, invented))


def test_it_is_asked_by_the_clause_of_the_deed(english: LoadedModel, invented: Codebook) -> None:
    text = "Norland praised Vesperia on Monday, and threatened Estavia with war."
    (annotated,) = annotate([bare_document(text, None)], english.nlp, invented)
    judge = Judge("ACCUSE")
    extract(annotated, invented, judge)
    asked = {" ".join(text[s.start : s.end] for s in question.within or ()) for question in judge.asked}
    assert "threatened Estavia with war" in asked
    assert "Norland praised Vesperia on Monday , and ." in asked


def test_the_two_are_shown_with_the_nouns_that_they_belong_to(english: LoadedModel, invented: Codebook) -> None:
    text = "Norland criticised the Karsian army."
    (annotated,) = annotate([bare_document(text, None)], english.nlp, invented)
    judge = Judge("ACCUSE")
    extract(annotated, invented, judge)
    assert {text[target.start : target.end] for question in judge.asked if (target := question.pair[1])} == {"Karsian army"}


def test_types_that_are_hard_to_part_count_as_agreement(english: LoadedModel, invented: Codebook) -> None:
    (annotated,) = annotate([bare_document("Norland imposed sanctions on Estavia.", None)], english.nlp, invented)
    (event,) = [event for event in extract(annotated, invented, Judge("COERCE")).events if event.type == "SANCTION"]
    assert "agrees" in event.made_by


def test_confidence_rises_with_either_and_keeps_its_bounds(invented: Codebook) -> None:
    weights = invented.weights("second")
    rising = [calibrated(0.7, share / 20, weights) for share in range(21)]
    assert rising == sorted(rising)
    assert 0.05 <= rising[0] < 0.2 < 0.8 < rising[-1] <= 0.95
    assert calibrated(0.9, 0.5, weights) >= calibrated(0.3, 0.5, weights)
