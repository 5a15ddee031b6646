"""Yields tests of lines without an end: what the parser is given at once, and sentences that are no prose."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from dragoman.annotate import annotate
from dragoman.annotate.base import PARSED_TEXT
from dragoman.annotate.tokens import LONGEST_SENTENCE
from dragoman.codebook import load_codebook
from dragoman.core.documents import Annotated, Document
from dragoman.models.spacy_model import load_english

SAID = "He said she said "


def annotated(text: str) -> Annotated:
    return next(annotate([Document("d", text, "0" * 64, "test")], load_english().nlp, load_codebook()))


def test_a_sentence_that_never_ends_is_cut_into_trees_of_their_own() -> None:
    text = annotated(SAID * 150)
    assert [s.last - s.first for s in text.sentences] == [LONGEST_SENTENCE] * 4
    assert [s.first for s in text.sentences] == [0, 150, 300, 450]
    assert all(text.tokens[token.head].sentence == token.sentence for token in text.tokens)
    assert {token.dep for token in text.tokens if token.head == token.i} == {"ROOT"}


def test_the_parser_holds_little_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    nlp, sizes = load_english().nlp, list[int]()
    pipe = nlp.pipe

    def watched(docs: Any, **options: Any) -> Iterator[Any]:
        given = list(docs)
        sizes.append(sum(len(doc.text) for doc in given))
        yield from pipe(given, **options)

    monkeypatch.setattr(nlp, "pipe", watched)
    text = annotated("Norland closed the border with Estavia. " * 1_200)
    assert len(text.sentences) == 1_200
    assert len(sizes) == 3
    assert max(sizes) <= PARSED_TEXT
