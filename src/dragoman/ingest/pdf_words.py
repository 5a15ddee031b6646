"""Yields the words of a PDF's pages with their places, sizes and weights, turned upright."""

from __future__ import annotations

import ctypes
import math
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

HYPHEN = 2
"""What pdfium gives for the hyphen that ends a line; no line break follows it."""
_BOLD = (b"bold", b"black", b"heavy", b"semibold", b"demi")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a page: its edges and the line it stands on, in points from the lower left corner; size of its font; is it bold?"""

    text: str
    left: float
    right: float
    base: float
    size: float
    bold: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page as its words in the order of the file. unread: characters without a meaning (fonts that do not tell which letters they draw)."""

    words: tuple[Word, ...]
    unread: int


@dataclass(slots=True)
class _Placed:
    text: str
    start: tuple[float, float]
    end: float
    size: float
    quarter: int
    bold: bool


def read_sheet(textpage: Any) -> Sheet:
    """The words of a page of pypdfium2; of text in several directions (a stamp in the margin, a watermark) only that in the commonest."""
    reader = _Reader(textpage)
    placed = list(reader.words())
    turns = Counter(word.quarter for word in placed if len(word.text) > 1) or Counter(word.quarter for word in placed)
    main = min(turns, key=lambda turn: (-turns[turn], turn)) if turns else 0
    upright = (word for word in placed if word.quarter == main)
    return Sheet(tuple(Word(w.text, w.start[0], max(w.end, w.start[0]), w.start[1], w.size, w.bold) for w in upright), reader.unread)


class _Reader:
    """Walks the characters of one page. A call per character, all others per word: a long report has a million characters."""

    def __init__(self, textpage: Any) -> None:
        import pypdfium2.raw as raw  # a tenth of a second, which a run over plain text need not pay

        self.raw, self.page = raw, textpage.raw
        self.count = int(raw.FPDFText_CountChars(self.page))
        self.unread = 0
        self._matrix, self._box = raw.FS_MATRIX(), raw.FS_RECTF()
        self._x, self._y = ctypes.c_double(), ctypes.c_double()
        self._name, self._flags = ctypes.create_string_buffer(128), ctypes.c_int()

    def words(self) -> Iterator[_Placed]:
        """Words in the order of the file; a hyphen at the end of a line ends its word."""
        unicode_of, page = self.raw.FPDFText_GetUnicode, self.page
        letters: list[str] = []
        first = 0
        for i in range(self.count):
            code = unicode_of(page, i)
            if code <= 32 or code == 0xA0 or 0xE000 <= code < 0xF900 or code >= 0xFFFD:
                self.unread += code >= 0xE000 or 0 < code < 9
                if code == HYPHEN and letters:
                    self.unread -= 1
                    letters.append("-")
                if letters:
                    yield self._placed(letters, first, i - (code != HYPHEN))
                letters = []
                continue
            if not letters:
                first = i
            letters.append(chr(code))
        if letters:
            yield self._placed(letters, first, self.count - 1)

    def _placed(self, letters: list[str], first: int, last: int) -> _Placed:
        raw, page = self.raw, self.page
        text = "".join(letters).encode("utf-16", "surrogatepass").decode("utf-16", "ignore")
        raw.FPDFText_GetMatrix(page, first, self._matrix)
        matrix = self._matrix
        size = raw.FPDFText_GetFontSize(page, first) * (math.hypot(matrix.c, matrix.d) or 1.0)
        quarter = round(math.atan2(matrix.b, matrix.a) / (math.pi / 2)) % 4
        raw.FPDFText_GetCharOrigin(page, first, self._x, self._y)
        x, y = self._x.value, self._y.value
        raw.FPDFText_GetLooseCharBox(page, last, self._box)
        box = self._box
        start, end = (((x, y), box.right), ((y, -x), box.top), ((-x, -y), -box.left), ((-y, x), -box.bottom))[quarter]
        return _Placed(text, start, end, abs(size) or 1.0, quarter, self._is_bold(first))

    def _is_bold(self, i: int) -> bool:
        length = self.raw.FPDFText_GetFontInfo(self.page, i, self._name, 128, self._flags)
        name = self._name.raw[: min(length, 128)].lower() if length else b""
        return any(part in name for part in _BOLD)
