"""Yields a Document from its text and what its format tells about it; what that leaves open is read from the text."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.core.documents import Document
from dragoman.core.errors import InputError
from dragoman.core.ids import document_id, sha256_hex
from dragoman.ingest.base import coded_until
from dragoman.ingest.byline import read_credits
from dragoman.ingest.dates import publication_day
from dragoman.ingest.words import load_words
from dragoman.ingest.zones import find_zones

_STOP_SHARE = 0.15
"""Least share of commonest words in English text; running English has 0.3 to 0.45, French and German under 0.1 (own count, 2026-11-22)."""


@dataclass(frozen=True, slots=True)
class Told:
    """What the format itself tells.

    published: as written; page_day: what an extractor found on the page; images: their paths; kinds: zone kinds of lines, by their words.
    """

    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    page_day: str | None = None
    lang: str | None = None
    images: tuple[str, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)


def assemble(raw: bytes, text: str, path: str, importer: str, told: Told) -> Document:
    """The document of a text. raw: its bytes, which its id and sha256 are made of; InputError (no-text) where the text is blank."""
    if not text.strip("\ufeff \t\r\n\x0b\x0c\xa0\u2028\u2029"):
        raise InputError("no-text", f"{path!r} holds no text")
    zones = find_zones(text, told.kinds)
    found = read_credits(text, zones)
    title = next((zone for zone in zones if zone.kind == "title"), None)
    return Document(
        id=document_id(raw),
        text=text,
        sha256=sha256_hex(raw),
        importer=importer,
        path=path,
        url=told.url,
        title=told.title or (text[title.start : title.end] if title else None),
        outlet=told.outlet or found.outlet,
        author=told.author or found.author,
        lang=told.lang or language_of(text),
        published=publication_day(text, zones, metadata=told.published, url=told.url, images=told.images, page=told.page_day),
        zones=zones,
        coded_until=coded_until(text),
    )


def language_of(text: str) -> str | None:
    """`en` where enough of the first words are the commonest of English, else None: another language, or under 8 words."""
    words = re.findall(r"[^\W\d_]+", text[:5000].lower())
    share = sum(word in load_words().stop_words for word in words) / max(1, len(words))
    return "en" if len(words) >= 8 and share >= _STOP_SHARE else None
