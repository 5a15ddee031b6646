"""Yields the blocks of a text, each cut into pieces at the borders of what is marked in it; together they are the text, code point for code point."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.core.documents import Span, Zone

PART = 20_000
"""Code points of a text that one page shows, about; a longer text is shown in parts."""
_LINES = re.compile(r"[^\r\n]+")
_BLANK = re.compile(r"\r?\n[ \t]*(?:\r?\n[ \t]*)+")
_ENDS = ("\n\n", "\n", ". ", " ")


@dataclass(frozen=True, slots=True)
class Mark:
    """A span that stands for something. kind: event, claim, name, time, hit or asked; of: which one, a number or id."""

    start: int
    end: int
    kind: str
    of: str = ""


@dataclass(frozen=True, slots=True)
class Piece:
    """Words between two borders. kinds: of the marks over them; of: what these stand for; begins: marks that begin here; ends: those that end here."""

    start: int
    text: str
    kinds: tuple[str, ...] = ()
    of: tuple[str, ...] = ()
    begins: tuple[Mark, ...] = ()
    ends: tuple[Mark, ...] = ()


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, or what is between two (kind `gap`: line ends and blanks); else kind is that of its zone, `body` where it is in none."""

    start: int
    kind: str
    pieces: tuple[Piece, ...]

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(piece.text for piece in self.pieces)


def parts_of(text: str, size: int = PART) -> tuple[Span, ...]:
    """Spans of about so many code points that make up the text in order, each up to the end of a paragraph, line, sentence or word where there is one."""
    found, start = [], 0
    while len(text) - start > size + size // 5:
        latest = start + size
        earliest = latest - size // 5
        cuts = ((text.rfind(end, earliest, latest), len(end)) for end in _ENDS)
        end = next((at + length for at, length in cuts if at >= 0), latest)
        found.append(Span(start, end))
        start = end
    return (*found, Span(start, len(text)))


def blocks_of(text: str, zones: Sequence[Zone], marks: Iterable[Mark], part: Span | None = None) -> tuple[Block, ...]:
    """The paragraphs of a part of a text, or of all of it, with the marks that touch it cut off at its ends."""
    part = part or Span(0, len(text))
    inside = sorted(
        (m for m in marks if m.start < part.end and m.end > part.start and m.start < m.end),
        key=lambda m: (m.start, -m.end, m.kind, m.of),
    )
    blocks, done, at = [], 0, part.start
    for span, kind in _paragraphs(text, zones, part):
        if span.start > at:
            blocks.append(_gap(text, at, span.start))
        while done < len(inside) and inside[done].end <= span.start:
            done += 1
        blocks.append(Block(span.start, kind, tuple(_pieces(text, span, [m for m in _until(inside, done, span.end) if m.end > span.start]))))
        at = span.end
    if at < part.end:
        blocks.append(_gap(text, at, part.end))
    return tuple(blocks)


def _gap(text: str, start: int, end: int) -> Block:
    return Block(start, "gap", (Piece(start, text[start:end]),))


def _until(marks: Sequence[Mark], first: int, end: int) -> Sequence[Mark]:
    return marks[first : bisect_left(marks, end, key=lambda m: m.start)]


def _paragraphs(text: str, zones: Sequence[Zone], part: Span) -> Iterable[tuple[Span, str]]:
    """Paragraphs within a part and their kinds: zones, cut at blank lines, and lines that are in none."""
    at = part.start
    for zone in sorted(zones, key=lambda z: (z.start, z.end)):
        if zone.end <= at or zone.start >= part.end:
            continue
        start, end = max(zone.start, at), min(zone.end, part.end)
        yield from ((Span(m.start(), m.end()), "body") for m in _LINES.finditer(text, at, start) if m[0].strip())
        for span in _between(text, _BLANK, start, end):
            yield span, zone.kind
        at = end
    yield from ((Span(m.start(), m.end()), "body") for m in _LINES.finditer(text, at, part.end) if m[0].strip())


def _between(text: str, gaps: re.Pattern[str], start: int, end: int) -> Iterable[Span]:
    at = start
    for gap in gaps.finditer(text, start, end):
        if text[at : gap.start()].strip():
            yield Span(at, gap.start())
            at = gap.end()
    if text[at:end].strip():
        yield Span(at, end)


def _pieces(text: str, span: Span, marks: Sequence[Mark]) -> Iterable[Piece]:
    borders = sorted({span.start, span.end, *(x for m in marks for x in (m.start, m.end) if span.start < x < span.end)})
    over: list[Mark] = []
    left = deque(marks)
    for start, end in pairwise(borders):
        over = [m for m in over if m.end > start]
        while left and left[0].start <= start:
            over.append(left.popleft())
        yield Piece(
            start,
            text[start:end],
            tuple(dict.fromkeys(m.kind for m in over)),
            tuple(dict.fromkeys(m.of for m in over if m.of)),
            tuple(m for m in over if m.start == start),
            tuple(m for m in over if m.end == end),
        )
