"""Yields Told and Given: what a format tells of a document beside its text, and what is known of an input beside its bytes."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.core.documents import Document
from dragoman.core.mentions import Failure


@dataclass(frozen=True, slots=True)
class Told:
    """What the format itself tells; None where it does not.

    published, updated: as written; page_day: what an extractor found on the page; images: their paths; kinds: zone kinds of lines, by their words.
    agency: a news agency that is credited as origin.
    """

    title: str | None = None
    url: str | None = None
    outlet: str | None = None
    author: str | None = None
    published: str | None = None
    updated: str | None = None
    page_day: str | None = None
    lang: str | None = None
    agency: str | None = None
    images: tuple[str, ...] = ()
    kinds: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Given:
    """What is known of an input beside its bytes.

    told: what led to it says of it (a feed's entry, a list of articles), used where the input itself is silent. today: ISO day of reading,
    which no publication lies after; None where that is not to be judged. seen: ISO day on which a page was as it is (fetched, or saved in an archive), from
    which `3 hours ago` counts; None for a file, which may be years old. columns: names of fields or columns by what they hold
    (`{"text": "body"}`), for JSON and tables. depth: how many archives it lies in. media, charset: what a server named (`text/html`, `utf-8`).
    """

    told: Told = field(default_factory=Told)
    today: str | None = None
    seen: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    depth: int = 0
    media: str | None = None
    charset: str | None = None


@dataclass(frozen=True, slots=True)
class Part:
    """A document and the bytes that it was made of: `document.sha256` is their digest."""

    document: Document
    raw: bytes


@dataclass(frozen=True, slots=True)
class Link:
    """A report that lies elsewhere. path: names the place of the link in its input (`links.txt:3`); told: what is said of it there."""

    url: str
    path: str
    told: Told = field(default_factory=Told)


Found = Part | Failure | Link
"""What reading an input yields, piece by piece."""
