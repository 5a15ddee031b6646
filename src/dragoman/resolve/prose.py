"""Yields the sentences of a document's prose with their words, for the comparison with another text."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.core.documents import Document
from dragoman.core.runs import PROSE, forms_of, runs_of, word_spans

RUN = 5
READ = 60_000
"""Code points of prose that are compared: about ten thousand words, the length of a long report."""

_END = re.compile(r"[.!?…]+[\"”’»')\]]*(?=\s+[\"“„‘«'(\[]?[^\Wa-z_])|[。！？]+[”」』）]*")
_ABBREVIATION = re.compile(r"(?:^|[\s(“\"‘])(?:[^\W\d_][^\W\d_]{0,2}|(?:[^\W\d_]\.)+[^\W\d_])\.$")
"""A full stop after so few letters ends no sentence: initials, titles, U.S."""
_QUOTED = re.compile(r"[“„«][^”“»\n]{3,}(?:[”“»]|$)|\"[^\"\n]{3,}(?:\"|$)|``[^`\n]{3,}?(?:''|$)", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence, heading or title: its span, its words (folded), and the share of it that stands between quotation marks."""

    start: int
    end: int
    zone: str
    forms: tuple[str, ...]
    quoted: float


@dataclass(frozen=True, slots=True)
class Prose:
    """The prose of a document. body: its sentences in order (of a document without a body, its titles); heads: titles and headings; runs: of the body."""

    document: Document
    body: tuple[Passage, ...]
    heads: tuple[Passage, ...]
    runs: frozenset[bytes]

    @property
    def words(self) -> int:
        """Of the body."""
        return sum(len(passage.forms) for passage in self.body)


def prose_of(document: Document) -> Prose:
    """Its prose, up to READ code points; boilerplate, bylines and captions are no part of it."""
    found: dict[str, list[Passage]] = {kind: [] for kind in PROSE}
    left = READ
    for zone in document.zones:
        if zone.kind in found and left > 0:
            found[zone.kind] += _passages(document.text, zone.start, min(zone.end, zone.start + left), zone.kind)
            left -= zone.end - zone.start
    heads = tuple(sorted(found["title"] + found["heading"], key=lambda passage: passage.start))
    body = tuple(found["body"]) or heads
    forms = [form for passage in body for form in passage.forms]
    return Prose(document, body, heads, frozenset(runs_of(forms, RUN)))


def _passages(text: str, start: int, end: int, kind: str) -> Iterator[Passage]:
    quotes = [(m.start(), m.end()) for m in _QUOTED.finditer(text, start, end)]
    for a, b in _sentences(text, start, end):
        forms = tuple(forms_of(text, a, b))
        if forms:
            inside = sum(max(0, min(b, y) - max(a, x)) for x, y in quotes)
            yield Passage(a, b, kind, forms, inside / (b - a))


def _sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Spans of sentences without the blanks around them; a line end ends a sentence, wherever it stands."""
    for line in re.compile(r"[^\r\n\x0b\x0c\u2028\u2029]+").finditer(text, start, end):
        at = line.start()
        for mark in _END.finditer(text, *line.span()):
            if not _ABBREVIATION.search(text[max(at, mark.end() - 8) : mark.end()]) or mark.group()[-1] not in ".":
                yield from _trimmed(text, at, mark.end())
                at = mark.end()
        yield from _trimmed(text, at, line.end())


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    words = word_spans(text, start, end) if end - start < 3 else None
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    if start < end and words != []:
        yield start, end
