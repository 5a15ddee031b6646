"""The English pipeline, the shipped codebook, and a reader of one text for the annotation tests."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import pytest
from spacy.language import Language

from dragoman.annotate import annotate
from dragoman.codebook import Codebook, load_codebook
from dragoman.core.documents import Annotated, Document, Published, Zone
from dragoman.models.spacy_model import load_english


@pytest.fixture(scope="session")
def codebook() -> Codebook:
    return load_codebook()


@pytest.fixture(scope="session")
def nlp() -> Language:
    return load_english().nlp


@pytest.fixture(scope="session")
def read(nlp: Language, codebook: Codebook) -> Callable[..., Annotated]:
    """read(text, zones=[(start, end, kind)], day="2025-02-13", coded_until=None)."""

    def run(text: str, zones: Sequence[tuple[int, int, str]] = (), day: str | None = None, coded_until: int | None = None) -> Annotated:
        published = Published(day, "metadata", 1.0) if day else None
        marked = tuple(Zone(*zone) for zone in zones)
        document = Document("d-1", text, "0", "text", published=published, zones=marked, coded_until=coded_until)
        return next(annotate([document], nlp, codebook))

    return run
