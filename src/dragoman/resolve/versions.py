"""Yields whether a report is a later version of another by the same outlet, and whether it says that it corrects it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from typing import Any
from urllib.parse import urlsplit

from dragoman.core.documents import Document
from dragoman.resolve.prose import Prose
from dragoman.resolve.text_likeness import Likeness


class Notes:
    """The words by which a text says that it corrects an earlier one."""

    def __init__(self, starts: Collection[str], phrases: Collection[str]) -> None:
        """starts: at the beginning of a line; phrases: anywhere; without regard to case."""
        first, inside = ("|".join(map(re.escape, sorted(words, key=lambda word: (-len(word), word)))) for words in (starts, phrases))
        self._note = re.compile(rf"^[\W_]*(?:{first})(?:\W|$)|\b(?:{inside})\b", re.IGNORECASE | re.MULTILINE)

    def are_in(self, text: str) -> bool:
        """Does a text hold such a note?"""
        return self._note.search(text.replace("’", "'")) is not None


def version_kind(earlier: Prose, later: Prose, likeness: Likeness, weights: Mapping[str, Any], notes: Notes) -> str | None:
    """`correction` or `update` where the later text is another version of the earlier, else None. weights: codebook/weights/copies.yaml."""
    a, b = earlier.document, later.document
    address = address_of(a) is not None and address_of(a) == address_of(b)
    if not (address or _same_outlet(a, b)):
        return None
    stands = max(likeness.verbatim)
    text = likeness.similarity >= weights["version_text"] or (address and stands >= weights["version_address_text"])
    titled = stands >= weights["version_titled_text"] and _title_likeness(a, b) >= weights["version_title"]
    if not (text or titled):
        return None
    return "correction" if notes.are_in(b.text) and not notes.are_in(a.text) else "update"


def address_of(document: Document) -> str | None:
    """Its web address without scheme, `www.`, fragment and closing slash; None where it has none."""
    if not document.url:
        return None
    try:
        parts = urlsplit(document.url.strip())
    except ValueError:
        return None
    host = parts.netloc.casefold().removeprefix("www.")
    return f"{host}{parts.path.rstrip('/')}{'?' + parts.query if parts.query else ''}" if host else None


def _same_outlet(a: Document, b: Document) -> bool:
    if a.outlet and b.outlet:
        return a.outlet.casefold() == b.outlet.casefold()
    return a.outlet == b.outlet and a.path is not None and a.path == b.path


def _title_likeness(a: Document, b: Document) -> float:
    from rapidfuzz.fuzz import ratio

    return ratio(a.title.casefold(), b.title.casefold()) / 100 if a.title and b.title else 0.0
