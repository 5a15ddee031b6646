"""Yields the lines of a PDF's pages in reading order, column by column, without running heads, feet and page numbers."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.ingest.pdf_words import Word

_GAP = 0.9
"""Widths of an m that part two stretches of text on one line; blanks between words have 0.25 to 0.6."""
_SAME_LINE = 0.36
"""Heights of an m by which words of one line may lie higher or lower (footnote marks)."""
_EDGE_ROWS = 3
_PAGE_NUMBER = re.compile(r"(?:[-–—|•·]\s*)?(?:(?:page|p\.|pg\.)\s*)?(?:\d{1,4}|[ivxl]{1,6})(?:\s*(?:/|of)\s*\d{1,4})?(?:\s*[-–—|•·])?", re.IGNORECASE)
_PRINTED = re.compile(
    r"\d{1,2}[./]\d{1,2}[./]\d{2,4},? \d{1,2}:\d{2}(?: ?[AP]M)?\b.*|(?P<address>(?:https?|file)://\S+)(?: .{0,10})? \d{1,4}/\d{1,4}", re.IGNORECASE
)
"""What browsers print above and below: when, what, whence, which page."""
_DEPTH = 6
_MOST = 2000
"""Stretches of words on a page, beyond which columns are not looked for; a page of a newspaper has 600."""
_FLOWS = 8
"""Columns of a region, at most; a file that jumps more often was written in no order at all."""
_LEAST = 2
"""Lines that a column has at least: the last of a text may be short."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line of one column. first: width of its first word; column: names the columns of all pages that have the same place; page: from 0."""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool
    first: float
    column: str
    page: int


@dataclass(frozen=True, slots=True)
class Laid:
    """Lines in reading order, and the rows that were taken out at the edges of pages (each once, in order)."""

    lines: tuple[Line, ...]
    edges: tuple[str, ...]
    address: str | None


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Words on one line without a wide gap. place: in the order of the file."""

    words: tuple[Word, ...]
    place: int

    @property
    def left(self) -> float:
        return self.words[0].left

    @property
    def right(self) -> float:
        return self.words[-1].right

    @property
    def base(self) -> float:
        return self.words[0].base

    @property
    def size(self) -> float:
        return max(word.size for word in self.words)

    @property
    def text(self) -> str:
        return " ".join(word.text for word in self.words)


_Row = list[_Stretch]


def lay_out(sheets: Sequence[Sequence[Word]]) -> Laid:
    """The lines of pages, each given as its words in any order of columns."""
    pages = [_rows(list(_stretches(words))) for words in sheets]
    repeated = _repeated(pages)
    edges: dict[str, None] = {}
    address: str | None = None
    lines: list[Line] = []
    for number, rows in enumerate(pages):
        kept, gone = _without_edges(rows, repeated)
        edges.update(dict.fromkeys(gone))
        for text in gone:
            printed = _PRINTED.fullmatch(text)
            address = address or (printed and printed.group("address")) or None
        stretches = [stretch for row in kept for stretch in row]
        lines.extend(_lines(stretches, number, "c", _DEPTH if len(stretches) <= _MOST else 0))
    return Laid(tuple(lines), tuple(edges), address if address and address.lower().startswith("http") else None)


def _stretches(words: Sequence[Word]) -> Iterator[_Stretch]:
    run: list[Word] = []
    place = 0
    for word in _initials_joined(words):
        last = run[-1] if run else None
        if last:
            em = max(last.size, word.size)
            apart = abs(word.base - run[0].base) > _SAME_LINE * em or not -0.3 * em <= word.left - last.right <= _GAP * em
            if apart:
                yield _Stretch(tuple(run), place)
                place += 1
                run = []
        run.append(word)
    if run:
        yield _Stretch(tuple(run), place)


def _initials_joined(words: Sequence[Word]) -> Iterator[Word]:
    """A large first letter that stands apart from its word is put back to it."""
    initial: Word | None = None
    for word in words:
        if initial:
            if word.size * 1.6 < initial.size and word.left - initial.right < word.size and initial.base < word.base + 0.2 * initial.size:
                yield Word(initial.text + word.text, word.left, word.right, word.base, word.size, word.bold)
            else:
                yield from (initial, word)
            initial = None
        elif len(word.text) == 1 and word.text.isupper():
            initial = word
        else:
            yield word
    if initial:
        yield initial


def _rows(stretches: Sequence[_Stretch]) -> list[_Row]:
    """Stretches on the same height, top row first, each from left to right."""
    rows: list[_Row] = []
    for stretch in sorted(stretches, key=lambda s: (-s.base, s.left)):
        if rows and abs(rows[-1][0].base - stretch.base) <= _SAME_LINE * min(rows[-1][0].size, stretch.size):
            rows[-1].append(stretch)
        else:
            rows.append([stretch])
    return [sorted(row, key=lambda s: s.left) for row in rows]


def _row_text(row: _Row) -> str:
    return " ".join(stretch.text for stretch in row)


def _key(row: _Row) -> tuple[str, int]:
    return re.sub(r"\d+|\b[ivxl]+\b", "#", _row_text(row).lower()), round(row[0].size)


def _edge_rows(rows: Sequence[_Row]) -> Iterator[int]:
    for i in range(len(rows)):
        if i < _EDGE_ROWS or i >= len(rows) - _EDGE_ROWS:
            yield i


def _repeated(pages: Sequence[Sequence[_Row]]) -> frozenset[tuple[str, int]]:
    """Rows near the edges of several pages that differ in numbers alone: on two pages, and on a fifth of them."""
    seen = Counter(key for rows in pages for key in {_key(rows[i]) for i in _edge_rows(rows)})
    return frozenset(key for key, count in seen.items() if count >= max(2, 0.2 * len(pages)))


def _without_edges(rows: Sequence[_Row], repeated: frozenset[tuple[str, int]]) -> tuple[list[_Row], list[str]]:
    dropped: set[int] = set()
    edges = set(_edge_rows(rows))
    for inward in (range(len(rows)), range(len(rows) - 1, -1, -1)):
        for i in inward:  # only where nothing but such rows lies beyond it
            text = _row_text(rows[i])
            if not ((i in edges and _key(rows[i]) in repeated) or _PAGE_NUMBER.fullmatch(text) or _PRINTED.fullmatch(text)):
                break
            dropped.add(i)
    return [row for i, row in enumerate(rows) if i not in dropped], [_row_text(rows[i]) for i in sorted(dropped)]


def _lines(stretches: Sequence[_Stretch], page: int, path: str, depth: int) -> Iterator[Line]:
    """Lines of a region: columns from left to right between what spans them."""
    gutter = _gutter(stretches) if depth and len(stretches) >= 6 else None
    if gutter is None:
        for flow in _flows(stretches):
            yield from _single(flow, page, path)
        return
    for band in _bands(stretches, gutter):
        left = [s for s in band if s.right <= gutter]
        right = [s for s in band if s.left >= gutter]
        if _are_columns(left, right) and len(left) + len(right) == len(band):
            yield from _lines(left, page, path + "l", depth - 1)
            yield from _lines(right, page, path + "r", depth - 1)
        else:
            yield from _lines(band, page, path, 0)


def _flows(stretches: Sequence[_Stretch]) -> list[list[_Stretch]]:
    """Where no gutter shows, what the file writes from top to bottom and then again from higher up, beside the first, is a column too."""
    flows: list[list[_Stretch]] = []
    for stretch in sorted(stretches, key=lambda s: s.place):
        if not flows or stretch.base > flows[-1][-1].base + 1.5 * stretch.size:
            flows.append([])
        flows[-1].append(stretch)
    ordered: list[list[_Stretch]] = []
    for flow in flows:
        top, bottom = max(s.base for s in flow), min(s.base for s in flow)
        beside = any(min(s.base for s in other) <= top and bottom <= max(s.base for s in other) for other in ordered)
        above = next((i for i, other in enumerate(ordered) if bottom > max(s.base for s in other)), len(ordered))
        ordered.insert(len(ordered) if beside else above, flow)
    return ordered if len(ordered) <= _FLOWS else [list(stretches)]


def _single(stretches: Sequence[_Stretch], page: int, path: str) -> Iterator[Line]:
    rows = _rows(stretches)
    left = min((row[0].left for row in rows), default=0.0)
    for row in rows:
        words = [word for stretch in row for word in stretch.words]
        size = Counter(round(word.size, 1) for word in words for _ in word.text).most_common(1)[0][0]
        bold = sum(len(word.text) for word in words if word.bold) * 2 > sum(len(word.text) for word in words)
        text = " ".join(word.text for word in words)
        width = words[0].right - words[0].left
        yield Line(text, row[0].left, row[-1].right, row[0].base, size, bold, width, f"{path}{round(left / 20)}", page)


def _gutter(stretches: Sequence[_Stretch]) -> float | None:
    """Where the white strip lies that parts the most lines into columns; None where the region is one column."""
    starts = Counter(round(s.left) for s in stretches)
    first = min(starts)
    best: tuple[int, float] | None = None
    for at in sorted(at for at, count in starts.items() if count + starts[at + 1] >= _LEAST and at > first + 20)[:40]:
        x = at - 1.5
        parted = 0
        for band in _bands(stretches, x):
            left, right = [s for s in band if s.right <= x], [s for s in band if s.left >= x]
            parted += len(band) if _are_columns(left, right) else 0
        if parted and (best is None or parted > best[0]):
            best = (parted, x)
    return best[1] if best else None


def _bands(stretches: Sequence[_Stretch], x: float) -> list[list[_Stretch]]:
    """Stretches from top to bottom, in groups that either all lie beside x or all cross it."""
    bands: list[list[_Stretch]] = []
    crossing: bool | None = None
    for row in _rows(stretches):
        crosses = any(s.left < x < s.right for s in row)
        if crosses is not crossing:
            bands.append([])
            crossing = crosses
        bands[-1].extend(row)
    return bands


def _are_columns(left: Sequence[_Stretch], right: Sequence[_Stretch]) -> bool:
    """Do both sides hold several lines of running text, side by side? Cells of a table are shorter."""
    if min(len(left), len(right)) < _LEAST or len(left) + len(right) < 6:
        return False
    if any(sum(len(s.text) for s in side) < 14 * len(side) for side in (left, right)):
        return False
    top, bottom = min(left[0].base, right[0].base), max(left[-1].base, right[-1].base)
    return top - bottom > 0.4 * min(left[0].base - left[-1].base, right[0].base - right[-1].base)
