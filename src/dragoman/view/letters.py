"""Yields the letters that stand for documents in a view (A, B … Z, AA …) and words for a document's outlet and day."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from string import ascii_uppercase

from dragoman.core.dates import say_day
from dragoman.core.documents import Document

UNDATED = "9999"
_BASES = {
    "metadata": "metadata of the file",
    "url-path": "path of the link",
    "image-path": "path of an image",
    "byline": "byline",
    "text": "the text",
    "file-name": "name of the file",
}


def letters_of(documents: Iterable[Document]) -> Mapping[str, str]:
    """Document id to letter, by day of publication and then id; undated documents come last."""
    ordered = sorted(documents, key=lambda d: (d.published.day if d.published else UNDATED, d.id))
    return {document.id: letter(n) for n, document in enumerate(ordered)}


def letter(n: int) -> str:
    """The n-th letter from 0: A … Z, AA, AB …"""
    found = ""
    n += 1
    while n:
        n, rest = divmod(n - 1, len(ascii_uppercase))
        found = ascii_uppercase[rest] + found
    return found


def say_outlet(document: Document) -> str:
    """The outlet's name, or that the text names none."""
    return document.outlet or "outlet not named in the text"


def say_published(document: Document) -> str:
    """`13 February 2025 (byline)`; sure only as far as its basis is."""
    published = document.published
    if published is None:
        return "day of publication unknown"
    basis = _BASES.get(published.basis, published.basis.replace("-", " "))
    return f"{say_day(published.day)} ({basis})"
