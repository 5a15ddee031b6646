"""Yields documents and zones of small texts, for the tests of this folder."""

from __future__ import annotations

from dragoman.core.documents import Document
from dragoman.ingest import Part, read_input


def read(text: str | bytes, path: str = "a.txt") -> Document:
    """The one document of a text."""
    (part,) = read_input(text.encode() if isinstance(text, str) else text, path)
    assert isinstance(part, Part)
    return part.document


def zones_of(document: Document) -> list[tuple[str, str]]:
    """(kind, words) of each zone."""
    return [(zone.kind, document.text[zone.start : zone.end]) for zone in document.zones]


BODY = "Norland closed the Estavian consulate in Port Sarn on Monday, the foreign ministry said in a short note.\n"
MORE = "Estavia called the step a mistake and kept its own border crossings open for the time being, officials said.\n"
