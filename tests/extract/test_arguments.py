"""Roles in the parse: who does what to whom across voices, clauses and lists."""

from __future__ import annotations

from functools import partial

import pytest

from dragoman.annotate import annotate
from dragoman.codebook import load_codebook
from dragoman.core.documents import Annotated, Document
from dragoman.extract.rules.arguments import Roles
from dragoman.models.spacy_model import LoadedModel

CASES = [
    # text, head, role, fillers
    ("Sweden attacked Norway.", "attacked", "subject", ["Sweden"]),
    ("Sweden attacked Norway.", "attacked", "object", ["Norway"]),
    ("Norway was attacked by Sweden.", "attacked", "subject", ["Sweden"]),
    ("Norway was attacked by Sweden.", "attacked", "object", ["Norway"]),
    ("Sweden, which attacked Norway in May, apologised.", "attacked", "subject", ["Sweden"]),
    ("The troops sent by Sweden left Norway.", "sent", "subject", ["Sweden"]),
    ("The troops sent by Sweden left Norway.", "sent", "object", ["troops"]),
    ("Sweden is preparing to sue Norway.", "sue", "subject", ["Sweden"]),
    ("Sweden urged Norway to release the prisoners.", "release", "subject", ["Norway"]),
    ("Denmark accused Sweden of attacking Norway.", "attacking", "subject", ["Sweden"]),
    ("Sweden closed the office and expelled two diplomats.", "expelled", "subject", ["Sweden"]),
    ("Sweden imposed sanctions on Norway.", "imposed", "on", ["Norway"]),
    ("Sweden met with Norway in Oslo.", "met", "with", ["Norway"]),
    ("Sweden provided $2 million in aid to Norway.", "provided", "to", ["Norway"]),
    ("Sweden's invasion of Norway began in May.", "invasion", "possessor", ["Sweden"]),
    ("Sweden's invasion of Norway began in May.", "invasion", "of", ["Norway"]),
    ("Sweden declared the envoy of Norway unwelcome.", "declared", "object", ["envoy"]),
    ("Sweden said the envoy was unwelcome.", "said", "object", []),
    ("Sweden stopped flights to and from Norway.", "stopped", "to", ["Norway"]),
    ("Sweden stopped flights to and from Norway.", "stopped", "from", ["Norway"]),
    ("Sweden bombed a camp inside Norway.", "bombed", "in", ["Norway"]),
    ("The arrest by Sweden of diplomats angered Norway.", "arrest", "of", ["diplomats"]),
    ("The arrest by Ivo Marel of Norway was a mistake.", "arrest", "of", []),
    ("Sweden sent the crew back to Norway.", "sent", "to", ["Norway"]),
    ("The ferry was rammed and fired on by Sweden.", "rammed", "subject", ["Sweden"]),
    ("Norway shut down the office of the agency.", "shut", "particle", ["down"]),
    ("Norway closed the office of the agency.", "closed", "object.of", ["agency"]),
]


@pytest.fixture(scope="module")
def parsed(english: LoadedModel) -> dict[str, Annotated]:
    texts = sorted({text for text, *_ in CASES})
    documents = [Document(f"d-{n:012x}", text, "0" * 64, "test") for n, text in enumerate(texts)]
    return {a.document.text: a for a in annotate(documents, english.nlp, load_codebook())}


@pytest.mark.parametrize(("text", "head", "role", "expected"), CASES)
def test_a_role_is_filled_by_the_right_words(parsed: dict[str, Annotated], text: str, head: str, role: str, expected: list[str]) -> None:
    annotated = parsed[text]
    roles = Roles(annotated, partial(load_codebook().language.words, "modality"))
    token = next(t for t in annotated.tokens if t.text == head)
    assert [t.text for t in roles.fill(token.i, role)] == expected
