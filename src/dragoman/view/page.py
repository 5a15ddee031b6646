"""Yields Page: a view as titled sections of headings, paragraphs, lists and tables with numbered quotes, before it is written as Markdown or HTML."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of words. style: plain, strong, emph or struck (overtaken). Words of documents stand here as they are; writers escape them."""

    text: str
    style: str = "plain"


@dataclass(frozen=True, slots=True)
class Cite:
    """A reference to a numbered quote of the page."""

    number: int


Line = tuple[Run | Cite, ...]
"""One line of words and references."""


@dataclass(frozen=True, slots=True)
class Paragraph:
    """Sentences that stand together."""

    line: Line


@dataclass(frozen=True, slots=True)
class Item:
    """A point of a list, with points of its own below it."""

    line: Line
    below: tuple[Line, ...] = ()


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list; ordered: numbered from 1."""

    items: tuple[Item, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Heading:
    """A title within a section; it leads what follows, up to the next."""

    line: Line


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of as many cells as there are heads. caption: what it shows, for those who hear it; grouped: an empty first cell goes with the one above."""

    heads: tuple[str, ...]
    rows: tuple[tuple[Line, ...], ...]
    caption: str = ""
    grouped: bool = False


Block = Heading | Paragraph | Bullets | Table


@dataclass(frozen=True, slots=True)
class Section:
    """A titled part of a page; one without blocks is left out by whoever builds the page."""

    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class Quote:
    """Exact words with their place: letter and id of the document, code points from start up to, not including, end."""

    number: int
    letter: str
    doc: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Page:
    """A view to read: title, a line below it, sections, and the quotes that its references number."""

    title: str
    subtitle: Line
    sections: tuple[Section, ...]
    quotes: tuple[Quote, ...]


def plain(text: str) -> Line:
    """A line of plain words; empty for empty words."""
    return (Run(text),) if text else ()


def strong(text: str) -> Line:
    """A line of words that stand out."""
    return (Run(text, "strong"),)


def emph(text: str) -> Line:
    """A line of words set apart."""
    return (Run(text, "emph"),)


def struck(text: str) -> Line:
    """A line of words that later news overtook; say so in words beside it, since not everybody sees the stroke."""
    return (Run(text, "struck"),)


def join(lines: list[Line] | tuple[Line, ...], between: str) -> Line:
    """Lines run together; empty ones are left out."""
    found: list[Run | Cite] = []
    for line in lines:
        if line and found:
            found.append(Run(between))
        found.extend(line)
    return tuple(found)


def sections(*found: Section | None) -> tuple[Section, ...]:
    """Those that have something in them."""
    return tuple(section for section in found if section is not None and section.blocks)


def text_of(line: Line) -> str:
    """The bare words of a line, references as [n]."""
    return "".join(run.text if isinstance(run, Run) else f"[{run.number}]" for run in line)
