"""Yields the paragraphs of a PDF from its lines: wrapped lines joined, also over the ends of columns and pages; and its title and headings."""

from __future__ import annotations

import math
import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.ingest.byline import is_byline, is_masthead
from dragoman.ingest.lines import Line as TextLine
from dragoman.ingest.pdf_layout import Line
from dragoman.ingest.reflow import clean, goes_on, join, words_of
from dragoman.ingest.words import load_words

_BLANK = 0.25
"""Width of a blank in widths of an m."""
_INDENT = 0.8
_LARGER = 1.12
"""By how much a title's or a heading's letters are larger than those of the text."""
_BESIDE = 30
"""Characters of the shortest line that may be one beside a picture."""
_SENTENCE_END = re.compile(r"[.!?…][\"'”’»)]*$")
_DIVIDING = 0.03
"""Share of lines that end in a hyphen from which words were divided by the setter; compounds alone give one or two in a hundred."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph, a title or a heading, with its letters' size in points and whether they are bold."""

    text: str
    size: float
    bold: bool
    page: int


@dataclass(frozen=True, slots=True)
class _Measure:
    """What the lines of a document are measured by: right edges and left edges by column, usual pitch by size, size of the text."""

    right: dict[tuple[str, float], float]
    left: dict[tuple[str, int], float]
    pitch: float
    body: float
    indented: bool


def paragraphs(lines: Sequence[Line]) -> list[Block]:
    """Paragraphs in the order of the lines."""
    if not lines:
        return []
    measure = _measure(lines)
    words = words_of([line.text for line in lines])
    hyphens = sum(line.text.endswith(("-", "\xad")) for line in lines)
    divides = hyphens >= _DIVIDING * len(lines) or len(lines) < 30
    found: list[list[Line]] = []
    for i, line in enumerate(lines):
        if found and _continues(found[-1], line, measure, _local_edge(lines, i - 1)):
            found[-1].append(line)
        else:
            found.append([line])
    return [block for block in (_block(group, words, divides) for group in found) if block.text]


def body_size(blocks: Sequence[Block]) -> float:
    """The size in which the most characters are set, in points."""
    sizes: Counter[float] = Counter()
    for block in blocks:
        sizes[block.size] += len(block.text)
    return min(sizes, key=lambda size: (-sizes[size], size)) if sizes else 0.0


def title_of(blocks: Sequence[Block]) -> int | None:
    """The block that is the title by its size: the largest of those on the first page, the first of equals, but no outlet's name; or None."""
    body = body_size(blocks)
    first = blocks[0].page if blocks else 0
    candidates = [
        i
        for i, block in enumerate(blocks[:40])
        if block.page == first
        and block.size >= _LARGER * body
        and len(block.text) <= 300
        and (len(block.text.split()) >= 3 or len(block.text) >= 15)
        and not is_masthead(block.text)
        and not is_byline(TextLine(0, len(block.text), block.text, False), named=True)
    ]
    return max(candidates, key=lambda i: (blocks[i].size, -i)) if candidates else None


def kinds_of(blocks: Sequence[Block]) -> dict[str, str]:
    """Zone kinds by words: the title, headings that stand out by size or weight within the text, and menus of sections' names."""
    body, title = body_size(blocks), title_of(blocks)
    menus = (block.text for block in blocks if set(block.text.lower().split()) <= load_words().section_labels)
    kinds = dict.fromkeys(menus, "boilerplate") | ({blocks[title].text: "title"} if title is not None else {})
    started = False
    for i, block in enumerate(blocks):
        plain = block.size < _LARGER * body
        if plain and len(block.text) >= 120:
            started = True
        short = len(block.text) <= 110 and len(block.text.split()) <= 14 and not re.search(r"[.:;,]$", block.text)
        if started and i != title and short and (not plain or block.bold) and any(len(b.text) >= 120 for b in blocks[i + 1 :][:3]):
            kinds.setdefault(block.text, "heading")
    return kinds


def _block(group: Sequence[Line], words: frozenset[str], divides: bool) -> Block:
    text = join([line.text for line in group], words, divides=divides)
    return Block(clean(text), group[0].size, all(line.bold for line in group), group[0].page)


def _measure(lines: Sequence[Line]) -> _Measure:
    sizes: Counter[float] = Counter()
    for line in lines:
        sizes[line.size] += len(line.text)
    body = min(sizes, key=lambda size: (-sizes[size], size))
    lefts: dict[tuple[str, int], Counter[int]] = defaultdict(Counter)
    for line in lines:
        lefts[line.column, line.page][round(line.left)] += 1
    left = _left_edges(lefts)
    pairs = list(_pairs(lines))
    pitches = Counter(round((a.base - b.base) / body, 1) for a, b in pairs if a.size == b.size == body and 0.5 * body < a.base - b.base < 4 * body)
    usual = sorted(p for p, count in pitches.items() if count >= 0.15 * pitches.total())
    pitch = usual[0] if usual else 1.3
    even = [(a, b) for a, b in pairs if abs((a.base - b.base) / body - pitch) < 0.15 and a.size == b.size == body]
    indents = sum(_is_indented(b, left) for _, b in even)
    return _Measure(_right_edges(lines, body), left, pitch, body, indents >= 2 and indents >= 0.05 * len(even))


def _left_edges(lefts: dict[tuple[str, int], Counter[int]]) -> dict[tuple[str, int], float]:
    """Where lines of a column of a page begin. A few lines may all be indented: they are held against the same column of other pages."""
    own = {key: _commonest_low(count) for key, count in lefts.items()}
    sure: dict[str, list[int]] = defaultdict(list)
    for (column, page), count in lefts.items():
        if count.total() >= 4:
            sure[column.rstrip("0123456789")].append(own[column, page])
    edges = {}
    for (column, page), count in lefts.items():
        at = own[column, page]
        near = [other for other in sure[column.rstrip("0123456789")] if 0 < at - other <= 30] if count.total() < 4 else []
        edges[column, page] = float(max(near, default=at))
    return edges


def _right_edges(lines: Sequence[Line], body: float) -> dict[tuple[str, float], float]:
    """How far lines of a column and a size reach. Of a size that has few lines in it, as far as those of the text do."""
    edges: dict[tuple[str, float], list[float]] = defaultdict(list)
    for line in lines:
        edges[line.column, line.size].append(line.right)
    few = {key for key, values in edges.items() if len(values) < 4 and (key[0], body) in edges}
    return {key: max(edges[key[0], body] if key in few else values) for key, values in edges.items()}


def _commonest_low(lefts: Counter[int]) -> int:
    """The left edge of a column: the leftmost where a good share of the lines begins (first lines may be indented, bullets hang)."""
    return min(at for at, count in lefts.items() if count >= 0.2 * max(lefts.values()))


def _pairs(lines: Sequence[Line]) -> Iterator[tuple[Line, Line]]:
    for before, line in pairwise(lines):
        if (before.page, before.column) == (line.page, line.column) and line.base < before.base:
            yield before, line


def _is_indented(line: Line, left: dict[tuple[str, int], float]) -> bool:
    return line.left - left[line.column, line.page] > _INDENT * line.size


def _local_edge(lines: Sequence[Line], i: int) -> float:
    """How far the lines around one reach, where there are some of its column: beside a picture they all stop short. Else infinity."""
    here = lines[i]
    if len(here.text) < _BESIDE or _SENTENCE_END.search(here.text) or is_byline(TextLine(0, len(here.text), here.text, False), named=True):
        return math.inf
    near = [line for line in (*lines[max(0, i - 3) : i], *lines[i + 1 : i + 4]) if (line.column, line.page, line.size) == (here.column, here.page, here.size)]
    return max(line.right for line in near) if len(near) >= 3 else math.inf


def _continues(group: Sequence[Line], line: Line, measure: _Measure, local: float) -> bool:
    before = group[-1]
    if abs(line.size - before.size) > 0.07 * before.size:
        return False
    same_place = (before.page, before.column) == (line.page, line.column) and line.base < before.base
    lower = line.text[:1].islower()
    if line.bold is not before.bold and not lower:
        return False
    gap = (before.base - line.base) / before.size
    if same_place and gap > (measure.pitch if before.size == measure.body else max(measure.pitch, 1.35)) * 1.25:
        return False
    if same_place and before.size >= _LARGER * measure.body:
        return True  # the lines of a title are broken by its setter
    column_left = measure.left[before.column, before.page]
    indented = _is_indented(line, measure.left)
    if indented and not lower and line.left > before.left + _INDENT * line.size:
        return False
    if indented and measure.indented and _SENTENCE_END.search(before.text):
        return False
    edge = min(measure.right[before.column, before.size], max(local, before.right))
    room = edge - before.right - _BLANK * before.size - line.first
    share = (before.right - column_left) / max(1.0, edge - column_left)
    return goes_on(before.text, line.text, fits=room > 0.3 * before.size, share=share)
