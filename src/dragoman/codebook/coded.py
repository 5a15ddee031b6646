"""Yields which languages can be coded, and the stretches of a document that are not coded for their language."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path

from dragoman.core.documents import Document, Passage

_LANGUAGES = Path(__file__).parent / "languages"
_FULL = "en"
"""The language whose word lists are all there; another can be coded when it has as many."""


@lru_cache(maxsize=1)
def coded_languages() -> frozenset[str]:
    """ISO 639-1 codes of the languages whose folder holds every list that coding needs."""
    needed = {path.name for path in (_LANGUAGES / _FULL).glob("*.yaml")}
    return frozenset(folder.name for folder in _LANGUAGES.iterdir() if folder.is_dir() and needed <= {path.name for path in folder.glob("*.yaml")})


def uncoded(document: Document) -> tuple[Passage, ...]:
    """What nothing is drawn from, because its language cannot be coded: the whole text, or passages of it, in order.

    Text behind `coded_until` is left out for its length and is not told here. A document of unknown language is coded.
    """
    if document.lang is not None and document.lang not in coded_languages():
        return (Passage(0, len(document.text), document.lang),)
    return tuple(passage for passage in document.passages if passage.lang not in coded_languages())
