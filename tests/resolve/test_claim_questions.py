"""Tests of resolve_claims on reports of our own, coded from end to end."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from dragoman.annotate import annotate
from dragoman.codebook import Codebook, load_codebook
from dragoman.core.documents import Document, Published
from dragoman.core.ids import document_id
from dragoman.core.mentions import Extracted
from dragoman.core.records import Claim, Question
from dragoman.extract import extract
from dragoman.models.spacy_model import LoadedModel
from dragoman.resolve.claims import resolve_claims
from dragoman.resolve.entities import resolve_entities
from dragoman.resolve.events import resolve_events

OVERLAY = Path(__file__).parents[1] / "codebook" / "overlay"
CRASH = (
    "A Norlandic passenger plane crashed near Oslo on 3 March 2031. The Norlandic government said that a Karsian missile had hit the plane. "
    "The report on the crash does not contain any information about bird strikes.",
    "A Norlandic passenger plane crashed near Oslo on 3 March 2031. Western analysts said that the plane was likely shot at from Karsia. "
    "Karsian officials said that Vesperia was to blame for the crash of the plane.",
)
Resolve = Callable[[Sequence[str]], tuple[tuple[Claim, ...], tuple[Question, ...]]]


@pytest.fixture(scope="module")
def resolve(english: LoadedModel) -> Resolve:
    codebook = load_codebook(OVERLAY)
    known: dict[str, Extracted] = {}

    def run(texts: Sequence[str]) -> tuple[tuple[Claim, ...], tuple[Question, ...]]:
        return _resolved([known.setdefault(t, _coded(t, english, codebook)) for t in texts], codebook)

    return run


def _coded(text: str, english: LoadedModel, codebook: Codebook) -> Extracted:
    document = Document(document_id(text.encode()), text, "0" * 64, "test", outlet="The Harbour Post", published=Published("2031-03-10", "metadata", 1.0))
    (annotated,) = annotate([document], english.nlp, codebook)
    return extract(annotated, codebook)


def _resolved(items: list[Extracted], codebook: Codebook) -> tuple[tuple[Claim, ...], tuple[Question, ...]]:
    entities = resolve_entities(items, (), codebook)
    return resolve_claims(items, entities, resolve_events(items, entities, (), codebook), codebook)


def test_rival_causes_stand_under_one_question(resolve: Resolve) -> None:
    claims, questions = resolve(CRASH)
    told = {c.id: c.proposition for c in claims}
    (cause,) = [q for q in questions if q.slot == "cause"]
    held = " ".join(told[i] for a in cause.answers for i in a.claims)
    assert "missile" in held
    assert "shot at" in held
    found = {frozenset({told[r.a].split()[-1], told[r.b].split()[-1]}): r.relation for r in cause.relations}
    assert "contradicts" in found.values()
    assert {"sharper", "vaguer"} & set(found.values())


def test_a_claim_with_a_question_stands_under_one_of_its_answers(resolve: Resolve) -> None:
    claims, questions = resolve(CRASH)
    under = {q.id: {i for a in q.answers for i in a.claims} for q in questions}
    assert any(c.question for c in claims)
    assert all(c.id in under[c.question] for c in claims if c.question)
    assert all({r.a, r.b} <= under[q.id] for q in questions for r in q.relations)


def test_the_order_of_documents_is_irrelevant(resolve: Resolve) -> None:
    assert resolve(CRASH) == resolve(CRASH[::-1])


def test_the_same_words_in_two_reports_are_one_claim(resolve: Resolve) -> None:
    said = "The Norlandic government said that a Karsian missile had hit the plane."
    claims, _ = resolve([said + " It rained.", said + " It snowed."])
    assert [len(c.mentions) for c in claims if "missile" in c.proposition] == [2]


def test_a_lone_claim_makes_no_question(resolve: Resolve) -> None:
    claims, questions = resolve(["The Estavian minister said that the harvest was poor."])
    assert len(claims) == 1
    assert questions == ()


def test_an_absence_is_never_an_answer_that_contradicts(resolve: Resolve) -> None:
    claims, questions = resolve(CRASH)
    absent = {c.id for c in claims if c.mentions[0].certainty == "absence"}
    assert absent
    assert not [r for q in questions for r in q.relations if {r.a, r.b} & absent and r.relation in {"contradicts", "disputes", "different_answer"}]
