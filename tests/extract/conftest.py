"""Yields a coder of bare sentences over two invented states, for tests of extraction."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.annotate import annotate
from dragoman.codebook import Codebook, load_codebook
from dragoman.core.documents import Document, Published
from dragoman.core.ids import document_id
from dragoman.core.mentions import Extracted
from dragoman.extract import extract
from dragoman.models.spacy_model import LoadedModel

OVERLAY = Path(__file__).parents[1] / "codebook" / "overlay"
Code = Callable[[str], Extracted]


@pytest.fixture(scope="session")
def invented() -> Codebook:
    """The shipped codebook with Norland, Estavia, Vesperia and Karsia laid over it."""
    return load_codebook(OVERLAY)


@pytest.fixture(scope="session")
def code(english: LoadedModel, invented: Codebook) -> Code:
    """Codes a text that was published on 10 March 2031."""

    def run(text: str) -> Extracted:
        document = Document(document_id(text.encode()), text, "0" * 64, "test", outlet="The Harbour Post", published=Published("2031-03-10", "metadata", 1.0))
        (annotated,) = annotate([document], english.nlp, invented)
        return extract(annotated, invented)

    return run
