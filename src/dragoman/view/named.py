"""Yields a Page in which the letters of reports are written out as outlet and day: what is read on a screen has no key at its end to look into."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import replace

from dragoman.core.documents import Document
from dragoman.view.days import say_short
from dragoman.view.page import Block, Bullets, Item, Line, Page, Quote, Run, Section

_LETTER = re.compile(r"(\s*\(?)([A-Z]{1,2})(?=$|[\s,)])")
"""A letter where whose word it is begins: ` (F ← the ministry)`, `F ← the ministry`."""


def names_of(documents: Iterable[Document], quotes: Iterable[Quote]) -> Mapping[str, str]:
    """Letter to `Caspian Courier, 7 Feb 2025`, for the reports that are quoted."""
    known = {document.id: document for document in documents}
    return {quote.letter: _name(known[quote.doc]) for quote in quotes if quote.doc in known}


def named(page: Page, names: Mapping[str, str]) -> Page:
    """The page with names for letters."""
    sections = tuple(Section(section.title, tuple(_block(block, names) for block in section.blocks)) for section in page.sections)
    return replace(page, sections=sections, quotes=tuple(replace(quote, letter=names.get(quote.letter, quote.letter)) for quote in page.quotes))


def spelt(words: str, names: Mapping[str, str]) -> str:
    """Words that may begin with a letter, with its name: `Caspian Courier, 7 Feb 2025 ← the ministry`."""
    found = _LETTER.match(words)
    return f"{found[1]}{names[found[2]]}{words[found.end() :]}" if found and found[2] in names else words


def _block(block: Block, names: Mapping[str, str]) -> Block:
    if not isinstance(block, Bullets):
        return block
    return replace(block, items=tuple(Item(_line(item.line, names), tuple(_line(line, names) for line in item.below)) for item in block.items))


def _line(line: Line, names: Mapping[str, str]) -> Line:
    """In a list whose word it is stands in slanted letters; a key to the letters begins with an upright one, which goes."""
    if len(line) > 1 and isinstance(line[0], Run) and line[0].style == "strong" and line[0].text in names and isinstance(line[1], Run):
        return (replace(line[1], text=line[1].text.removeprefix(": ")), *line[2:])
    return tuple(replace(part, text=spelt(part.text, names)) if isinstance(part, Run) and part.style == "emph" else part for part in line)


def _name(document: Document) -> str:
    day = f", {say_short(document.published.day)}" if document.published else ""
    return f"{document.outlet or 'a report of no named outlet'}{day}"
