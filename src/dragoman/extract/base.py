"""Yields the boundary of an extractor: from an annotated document to all that it tells."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Annotated
from dragoman.core.mentions import Extracted
from dragoman.core.opinions import Opinion, Question


class Extractor(Protocol):
    """A way to draw mentions from a document; `name` with its version stands in `made_by`."""

    name: str

    def extract(self, annotated: Annotated, codebook: Codebook) -> Extracted:
        """Entities, events, claims and attributes of one document, each with the spans that it rests on."""


class SecondOpinion(Protocol):
    """Somebody else who judges what one party does to another; `name` with its version stands in `made_by`."""

    name: str

    def judge(self, annotated: Annotated, questions: Sequence[Question]) -> Sequence[Opinion]:
        """An opinion on each question about a document, in order; the same for the same question whatever else is asked."""
