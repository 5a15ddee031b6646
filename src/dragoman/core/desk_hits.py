"""Yields Hit and Searched: what a search of the desk finds, with the words around it and the place to open."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from dragoman.core.desk import Facet, Found


@dataclass(frozen=True, slots=True)
class Hit:
    """One find. title: what it is; text: a snippet, marks: spans of the words found, in code points of `text`; more before or after it is cut off.

    document, start, end: where to open, in code points of that document's text; None where no place is known. of: how many such places it has at least.
    """

    kind: str
    id: str
    title: str
    text: str
    marks: tuple[tuple[int, int], ...]
    day: str | None = None
    outlet: str | None = None
    document: str | None = None
    start: int | None = None
    end: int | None = None
    label: str = ""
    """Type of an event or entity, slot of a question, language of a document."""


@dataclass(frozen=True, slots=True)
class Searched:
    """Finds by kind, best first; facets (outlet, lang, type, month) over what was found. hits: of the kinds asked for, an empty page where none."""

    hits: Mapping[str, Found[Hit]] = field(default_factory=dict)
    facets: tuple[Facet, ...] = ()
    words: tuple[str, ...] = ()
    """What was looked for, folded."""
