"""Yields Recoded: one thing that a document tells otherwise once it is coded anew."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Recoded:
    """what: event, entity or claim; how: appeared, gone or retyped; document: id; words: as they stand there; before, after: what they were coded as."""

    what: str
    how: str
    document: str
    words: str
    before: str | None
    after: str | None
