"""Yields a reader of invented dispatches, through all stages up to the resolved entities."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from dragoman.annotate import annotate
from dragoman.codebook import load_codebook
from dragoman.core.documents import Document, Published
from dragoman.core.ids import document_id
from dragoman.core.mentions import Extracted, Judgement
from dragoman.extract import extract
from dragoman.models.spacy_model import LoadedModel
from dragoman.resolve.entities import EntityResolution, resolve_entities

OVERLAY = Path(__file__).parents[1] / "codebook" / "overlay"
Read = Callable[..., EntityResolution]


@pytest.fixture(scope="session")
def code_texts(english: LoadedModel) -> Callable[[Sequence[str]], list[Extracted]]:
    """Codes texts that were published on 10 March 2031."""
    codebook = load_codebook(OVERLAY)

    def run(texts: Sequence[str]) -> list[Extracted]:
        day = Published("2031-03-10", "metadata", 1.0)
        documents = [Document(document_id(t.encode()), t, "0" * 64, "test", outlet="The Harbour Post", published=day) for t in texts]
        return [extract(annotated, codebook) for annotated in annotate(documents, english.nlp, codebook)]

    return run


@pytest.fixture(scope="session")
def read(code_texts: Callable[[Sequence[str]], list[Extracted]]) -> Read:
    """Resolves texts, each a report of its own."""
    codebook = load_codebook(OVERLAY)

    def run(*texts: str, judgements: Sequence[Judgement] = ()) -> EntityResolution:
        return resolve_entities(code_texts(texts), judgements, codebook)

    return run
