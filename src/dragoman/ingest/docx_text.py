"""Yields the paragraphs of a Word document with what their styles make of them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from typing import Any

from dragoman.ingest.reflow import unwrap

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_GONE = frozenset({f"{_W}del", f"{_W}moveFrom", f"{_W}rPr", f"{_W}pPr", f"{_W}instrText", f"{_W}delText", _FALLBACK})
"""What holds no words of the accepted text."""
_LETTERS = {f"{_W}tab": " ", f"{_W}br": "\n", f"{_W}cr": "\n", f"{_W}noBreakHyphen": "-", f"{_W}ptab": " "}
_CELL = 60
"""Characters of a table's cell up to which its row is read as one line."""
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A line of the text. kind: title, top (a heading of the first level), heading, caption, or empty for any other style."""

    text: str
    kind: str


def read_paragraphs(word: Any, limit: int) -> list[Paragraph] | None:
    """Paragraphs of a python-docx document in order: of the body, of tables row by row, of text boxes after the paragraph that they hang on.

    None where they have more characters than the limit.
    """
    kinds = _Kinds(word)
    found: list[tuple[Any, Paragraph]] = []
    open_words = ""
    for element in _paragraphs(word.element.body):
        words = open_words + _words(element)
        limit -= len(words) - len(open_words)
        if limit < 0:
            return None
        open_words = ""
        if element.find(f"{_W}pPr/{_W}rPr/{_W}del") is not None:  # its end was deleted: it runs on into the next
            open_words = words
            continue
        kind, row = kinds.of(element), next(element.iterancestors(f"{_W}tr"), None)
        found.extend((row, Paragraph(line, kind if len(line) <= 300 else "")) for line in unwrap(words.split("\n")))
    found.extend((None, Paragraph(line, "")) for line in unwrap(open_words.split("\n")))
    return list(_rows_joined(found))


def _rows_joined(found: list[tuple[Any, Paragraph]]) -> Iterator[Paragraph]:
    """Rows of short cells as one line each, so that a table of figures does not read as so many headings."""
    for row, group in groupby(found, key=lambda pair: pair[0]):
        cells = [paragraph for _, paragraph in group]
        if row is not None and len(cells) > 1 and all(len(cell.text) <= _CELL for cell in cells):
            yield Paragraph(" | ".join(cell.text for cell in cells), "")
        else:
            yield from cells


class _Kinds:
    """What paragraph styles mean; by their English names, which Word keeps in every language, or by their level in the outline."""

    def __init__(self, word: Any) -> None:
        self._by_id = {}
        for style in list(word.styles)[:5000]:
            base = style.element.find(f"{_W}basedOn")
            level = style.element.find(f"{_W}pPr/{_W}outlineLvl")
            self._by_id[style.style_id] = (str(style.name or ""), base.get(f"{_W}val") if base is not None else None, level is not None)

    def of(self, element: Any) -> str:
        """The kind of a paragraph."""
        style = element.find(f"{_W}pPr/{_W}pStyle")
        name = style.get(f"{_W}val") if style is not None else None
        for _ in range(10):  # a style may be based on a style, and so on; a broken file may go in a circle
            if name not in self._by_id:
                return ""
            words, base, outlined = self._by_id[name]
            kind = _kind(words, outlined)
            if kind:
                return kind
            name = base
        return ""


@lru_cache(maxsize=256)
def _kind(name: str, outlined: bool) -> str:
    heading = _HEADING.match(name)
    if heading:
        return "top" if heading.group(1) == "1" else "heading"
    if name.lower() in ("title", "caption"):
        return name.lower()
    return "heading" if outlined else ""


def _paragraphs(body: Any) -> Iterator[Any]:
    """Paragraph elements in order of the document, those in tables and content controls included, each before those of its text boxes."""
    for element in body.iter(f"{_W}p"):
        above = list(element.iterancestors())
        if not any(outer.tag in _GONE or (outer.tag == f"{_W}tr" and outer.find(f"{_W}trPr/{_W}del") is not None) for outer in above):
            yield element


def _words(element: Any) -> str:
    """The words of a paragraph, without those of paragraphs in it (text boxes); line breaks as such."""
    parts: list[str] = []
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        if child.tag in _GONE or child.tag == f"{_W}p":
            continue
        if child.tag == f"{_W}t":
            parts.append(child.text or "")
        elif child.tag in _LETTERS:
            parts.append(_LETTERS[child.tag])
        elif child.tag != f"{_W}r" or child.find(f"{_W}rPr/{_W}vanish") is None:
            waiting.extend(reversed(child))
    return "".join(parts)
