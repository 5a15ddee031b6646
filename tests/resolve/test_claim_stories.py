"""Tests of questions on stories of a few dispatches, of our own writing: the slots, values and relations of `stories/*.yaml`."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.annotate import annotate
from dragoman.codebook import load_codebook
from dragoman.core.documents import Document, Published
from dragoman.core.ids import document_id
from dragoman.core.records import Claim, Question
from dragoman.extract import extract
from dragoman.models.spacy_model import LoadedModel
from dragoman.resolve.claims import resolve_claims
from dragoman.resolve.entities import resolve_entities
from dragoman.resolve.events import resolve_events

OVERLAY = Path(__file__).parents[1] / "codebook" / "overlay"
STORIES = [s for path in sorted((Path(__file__).parent / "stories").glob("*.yaml")) for s in yaml.safe_load(path.read_text(encoding="utf-8"))]
TURNED = {"sharper": "vaguer", "vaguer": "sharper"}
Gathered = tuple[Mapping[str, Claim], tuple[Question, ...]]


@pytest.fixture(scope="module")
def gathered(english: LoadedModel) -> Callable[[Any], Gathered]:
    """Claims by id and questions of a story."""
    codebook = load_codebook(OVERLAY)

    def run(story: Any) -> Gathered:
        documents = [
            Document(document_id(f"{outlet}{text}".encode()), text, "0" * 64, "test", outlet=outlet, published=Published(day, "metadata", 1.0))
            for day, outlet, text in story["reports"]
        ]
        items = [extract(annotated, codebook) for annotated in annotate(documents, english.nlp, codebook)]
        entities = resolve_entities(items, (), codebook)
        claims, questions = resolve_claims(items, entities, resolve_events(items, entities, (), codebook), codebook)
        return {c.id: c for c in claims}, questions

    return run


@pytest.mark.parametrize("story", STORIES, ids=[s["name"] for s in STORIES])
def test_the_accounts_of_a_story_stand_as_they_should(story: Any, gathered: Callable[[Any], Gathered]) -> None:
    claims, questions = gathered(story)
    assert list(faults(story, claims, questions)) == []


def faults(story: Any, claims: Mapping[str, Claim], questions: tuple[Question, ...]) -> Iterator[str]:
    """What is not as the story expects, in words."""
    for wish in story.get("expect", ()):
        found = [(q, r) for q in questions if q.slot == wish["slot"] for r in _between(q, claims, wish["a"], wish["b"])]
        if wish["is"] not in {r for _, r in found}:
            yield f"{wish['slot']}: {wish['a']} / {wish['b']} is {sorted({r for _, r in found})}, not {wish['is']}"
        elif "wording" in wish and not any(re.search(wish["wording"], q.wording) for q, _ in found):
            yield f"worded: {[q.wording for q, _ in found]}"
    for wish in story.get("apart", ()):
        yield from (f"together: {q.wording}" for q in questions if list(_between(q, claims, wish["a"], wish["b"])))
    for never in story.get("never", ()):
        yield from (f"{never}: {q.wording} {r.reason}" for q in questions for r in q.relations if r.relation == never)


def _between(question: Question, claims: Mapping[str, Claim], a: str, b: str) -> Iterator[str]:
    """How claims with the one words stand to those with the other."""
    for r in question.relations:
        first, second = _words(claims[r.a]), _words(claims[r.b])
        if a in first and b in second:
            yield r.relation
        elif a in second and b in first:
            yield TURNED.get(r.relation, r.relation)
    held = [i for answer in question.answers for i in answer.claims]
    if any(a in _words(claims[i]) and b in _words(claims[i]) for i in held):
        yield "agrees"  # the same words twice are one claim


def _words(claim: Claim) -> str:
    return " | ".join([claim.proposition, *(" ".join(" ".join(e.text for e in m.content).split()) for m in claim.mentions)])
