"""Yields Chunk: the stretches of a document that are parsed on their own, as copies in which every character keeps its offset."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.codebook.coded import uncoded
from dragoman.core.documents import Document, Passage, Zone

LEFT_OUT = frozenset({"boilerplate", "byline"})
LONGEST = 20_000
"""Code points that the parser is given at once."""

_LINE = re.compile(r"[^\r\n\x0b\x0c\x85\u2028\u2029]+")
_BREAK = re.compile(r"\r\n|[\r\n\x0b\x0c\x85\u2028\u2029]")
_SENTENCE_END = re.compile(r"[.!?…][\"'”’)\]]*\s+(?=[\"'“‘(\[]?[A-Z0-9])")
# `KARSTADT, Norland -- `, `KARSTADT (Agency) - `, `Karstadt, Feb. 6 (Agency) -- `
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.'’-]+(?:[ /][A-Z][A-Z.'’-]+){0,4}(?:,\s[A-Z][\w.'’-]+(?:\s[A-Z0-9][\w.'’-]*){0,2}){0,2}(?:\s\([^()\n]{2,40}\))?"
    r"|[A-Z][\w.'’-]+(?:\s[A-Z][\w.'’-]+){0,2}(?:,\s[A-Z][\w.'’-]+(?:\s[A-Z0-9][\w.'’-]*){0,2}){0,2}\s\([^()\n]{2,40}\)|\([A-Z][^()\n]{1,30}\))"
    r"\s?(?:--|—|–|-|_)\s+(?=\S)"
)
_SAME_WIDTH = {
    **dict.fromkeys(map(ord, "‘’‛ʼ`´′‹›❛❜＇"), "'"),
    **dict.fromkeys(map(ord, "“”„‟«»″ʺ❝❞〝〞〟「」『』《》＂"), '"'),
    **dict.fromkeys([*range(0x2000, 0x200C), 0x00, 0x09, 0xA0, 0x202F, 0x205F, 0x3000, 0xFEFF], " "),
    **dict.fromkeys(range(0xD800, 0xE000), "\ufffd"),
    ord("‐"): "-",
    ord("‑"): "-",
}


@dataclass(frozen=True, slots=True)
class Chunk:
    """`text` is the parser's copy of `document.text[start : start + len(text)]`; paragraph: number of the line, from 0."""

    start: int
    text: str
    zone: str
    paragraph: int

    @property
    def end(self) -> int:
        """Offset in the document just behind the chunk."""
        return self.start + len(self.text)


def find_chunks(document: Document) -> list[Chunk]:
    """The coded parts of a document, one or more a line, in text order; none where nothing is coded.

    Passages in a language that cannot be coded are left out, and so is the whole of a document in one.
    A line is cut where a zone begins or ends, so that a heading, a caption or a glued counter never fuses with a sentence.
    """
    text, zones = document.text, sorted(document.zones, key=lambda zone: (zone.start, zone.end))
    foreign = uncoded(document)
    if foreign and foreign[0].end - foreign[0].start == len(text):
        return []
    limit = len(text) if document.coded_until is None else min(document.coded_until, len(text))
    copy = text[:limit].translate(_SAME_WIDTH)
    chunks: list[Chunk] = []
    paragraph, seen, first = 0, 0, 0
    for line in _LINE.finditer(copy):
        paragraph += sum(1 for _ in _BREAK.finditer(copy, seen, line.start()))
        seen = line.end()
        while first < len(zones) and zones[first].end <= line.start():
            first += 1
        for start, end, kind in _parts(line.start(), line.end(), zones, first):
            if kind not in LEFT_OUT:
                pieces = (piece for a, b in _outside(start, end, foreign) for piece in _pieces(copy, a, b, kind))
                chunks.extend(Chunk(a, copy[a:b], kind, paragraph) for a, b in pieces)
    return chunks


def _parts(start: int, end: int, zones: list[Zone], first: int) -> Iterator[tuple[int, int, str]]:
    """The line cut by the zones that touch it; what no zone covers is body, neighbours of one kind stay together."""
    at, held = start, None
    for k in range(first, len(zones)):
        zone = zones[k]
        if zone.start >= end:
            break
        for a, b, kind in ((at, min(zone.start, end), "body"), (max(at, zone.start), min(zone.end, end), zone.kind)):
            if a >= b:
                continue
            if held and held[2] == kind and kind == "body":
                held = (held[0], b, kind)
            else:
                if held:
                    yield held
                held = (a, b, kind)
            at = b
    if held:
        yield held
    if at < end:
        yield at, end, "body"


def _outside(start: int, end: int, foreign: Sequence[Passage]) -> Iterator[tuple[int, int]]:
    """What of a stretch lies in none of the passages, which are in order."""
    for k in range(bisect_right(foreign, start, key=lambda passage: passage.end), len(foreign)):
        passage = foreign[k]
        if passage.start >= end:
            break
        if start < passage.start:
            yield start, passage.start
        start = passage.end
    if start < end:
        yield start, end


def _pieces(copy: str, start: int, end: int, kind: str) -> Iterator[tuple[int, int]]:
    """Stretches without outer white space, none longer than LONGEST; a dateline stands alone."""
    if kind == "body":
        dateline = _DATELINE.match(copy, _skip(copy, start, end), end)
        if dateline:
            yield dateline.start(), _trim(copy, dateline.start(), dateline.end())
            start = dateline.end()
    while start < end:
        stop = end
        if end - start > LONGEST:
            ends = [m.end() for m in _SENTENCE_END.finditer(copy, start, start + LONGEST)]
            space = copy.rfind(" ", start + LONGEST // 2, start + LONGEST)
            stop = ends[-1] if ends else space + 1 if space > start else start + LONGEST
        a, b = _skip(copy, start, stop), _trim(copy, start, stop)
        if a < b:
            yield a, b
        start = stop


def _skip(copy: str, start: int, end: int) -> int:
    while start < end and copy[start].isspace():
        start += 1
    return start


def _trim(copy: str, start: int, end: int) -> int:
    while end > start and copy[end - 1].isspace():
        end -= 1
    return end
