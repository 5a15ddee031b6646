"""Yields the boundary of an extractor: from an annotated document to all that it tells."""

from __future__ import annotations

from typing import Protocol

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Annotated
from dragoman.core.mentions import Extracted


class Extractor(Protocol):
    """A way to draw mentions from a document; `name` with its version stands in `made_by`."""

    name: str

    def extract(self, annotated: Annotated, codebook: Codebook) -> Extracted:
        """Entities, events, claims and attributes of one document, each with the spans that it rests on."""
