"""Yields Asked, the words of a user as full-text search reads them, and where in a text they stand."""

from __future__ import annotations

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property, lru_cache
from itertools import accumulate

from dragoman.store.encoding import fold

MOST_TERMS = 16
"""Words of a search beyond these are not read."""
_TERM = re.compile(r'(-?)"([^"]*)"?|(\S+)')
_PIECE = re.compile(r"[a-z0-9]+")
_OTHER = re.compile(r"[^\x00-\x7f]")
_CHUNK = 20_000
_AROUND = 110
"""Code points of a snippet on either side of a find."""
_LOOKED_AT = 60
"""Finds among which the place with most of the words is sought."""


@dataclass(frozen=True, slots=True)
class Term:
    """Words side by side, folded; prefix: the last of them may go on."""

    pieces: tuple[str, ...]
    prefix: bool = False

    def query(self) -> str:
        """As FTS5 reads it: quoted, so that nothing in it is syntax."""
        return f'"{" ".join(self.pieces)}"{" *" if self.prefix else ""}'

    def pattern(self) -> str:
        """A pattern for folded text."""
        return "[^a-z0-9]+".join(self.pieces) + ("[a-z0-9]*" if self.prefix else "")


@dataclass(frozen=True)
class Asked:
    """What must be there: one of each group; and what must not."""

    groups: tuple[tuple[Term, ...], ...]
    out: tuple[Term, ...] = ()

    def query(self, column: str = "") -> str:
        """An FTS5 query, empty where nothing is sought."""
        if not self.groups:
            return ""
        wanted = " AND ".join(f"({' OR '.join(term.query() for term in group)})" for group in self.groups)
        query = f"({wanted}) NOT ({' OR '.join(term.query() for term in self.out)})" if self.out else wanted
        return f"{{{column}}} : ({query})" if column else query

    def beginnings(self) -> str:
        """An FTS5 query for words that begin so, whatever must not be there."""
        return " AND ".join(f"({' OR '.join(Term(term.pieces, True).query() for term in group)})" for group in self.groups)

    def begins(self, name: str) -> bool:
        """Does a name hold words that begin so, of each group one?"""
        folded = fold(name)
        return all(any(re.search(rf"(?<![a-z0-9]){Term(term.pieces, True).pattern()}", folded) for term in group) for group in self.groups)

    @property
    def words(self) -> tuple[str, ...]:
        """What is sought, folded, each once."""
        return tuple(dict.fromkeys(" ".join(term.pieces) for group in self.groups for term in group))

    @cached_property
    def _pattern(self) -> re.Pattern[str]:
        terms = sorted({term.pattern() for group in self.groups for term in group}, key=lambda words: (-len(words), words))
        return re.compile(rf"(?<![a-z0-9])(?:{'|'.join(terms)})(?![a-z0-9])")

    @cached_property
    def _firsts(self) -> tuple[str, ...]:
        return tuple({term.pieces[0] for group in self.groups for term in group})

    def spots(self, text: str, most: int) -> list[tuple[int, int]]:
        """At most so many spans of a text where a term stands, in order, in code points."""
        found: list[tuple[int, int]] = []
        start = 0
        while self.groups and start < len(text) and len(found) < most:
            end = _cut(text, start)
            found += [(a + start, b + start) for a, b in self._within(text[start:end])]
            start = end
        return found[:most]

    def _within(self, chunk: str) -> list[tuple[int, int]]:
        folded = fold(chunk)
        if not any(word in folded for word in self._firsts):
            return []
        spans = [match.span() for match in self._pattern.finditer(folded)]
        if not spans or chunk.isascii():
            return spans
        placed = _Placed(chunk)
        return [(placed.letter(a), placed.letter(b - 1) + 1) for a, b in spans]

    def snippet(self, text: str) -> tuple[str, tuple[tuple[int, int], ...], tuple[int, int] | None]:
        """(words around the best place, marks in them, that place in the text): the place with most different terms near; the beginning where none is."""
        spots = self.spots(text, _LOOKED_AT)
        if not spots:
            return _plain(text[: 2 * _AROUND]), (), None
        best = max(spots, key=lambda spot: (len({fold(text[a:b]) for a, b in spots if 0 <= a - spot[0] <= _AROUND}), -spot[0]))
        start, end = _word_start(text, best[0] - _AROUND // 2), _word_end(text, best[1] + _AROUND)
        marks = tuple((a - start, b - start) for a, b in spots if start <= a and b <= end)
        return _plain(text[start:end]), marks, best


def read_words(words: str) -> Asked:
    """What a user asks for: words, `"phrases"`, `-not`, `this OR that`, `begin*`; marks and signs part words."""
    groups: list[list[Term]] = []
    out: list[Term] = []
    either = False
    for match in list(_TERM.finditer(words))[:MOST_TERMS]:
        minus, phrase, word = match.groups()
        if word == "OR" and groups:
            either = True
            continue
        negative = bool(minus) or (word or "").startswith("-")
        pieces = tuple(_PIECE.findall(fold(phrase if word is None else word)))
        if not pieces:
            continue
        term = Term(pieces, (phrase if word is None else word).endswith("*"))
        if negative:
            out.append(term)
        elif either:
            groups[-1].append(term)
        else:
            groups.append([term])
        either = False
    return Asked(tuple(map(tuple, groups)), tuple(out))


class _Placed:
    """Which letter of a text a place in the folded text comes from: only letters that are not ASCII change their length."""

    def __init__(self, text: str) -> None:
        self._at = [match.start() for match in _OTHER.finditer(text)]
        lengths = [len(_folded(text[at])) for at in self._at]
        self._shifts = list(accumulate((n - 1 for n in lengths), initial=0))
        self._ends = [at + shift + n for at, shift, n in zip(self._at, self._shifts, lengths, strict=False)]

    def letter(self, place: int) -> int:
        """The letter that stands there."""
        before = bisect_right(self._ends, place)
        unchanged = place - self._shifts[before]
        return self._at[before] if before < len(self._at) and unchanged >= self._at[before] else unchanged


@lru_cache(maxsize=1 << 14)
def _folded(letter: str) -> str:
    return fold(letter)


def _cut(text: str, start: int) -> int:
    """Where a stretch from here on ends: at a blank, so that no word is cut."""
    end = start + _CHUNK
    if end >= len(text):
        return len(text)
    blank = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
    return blank + 1 if blank > start else end


def _word_start(text: str, at: int) -> int:
    if at <= 0:
        return 0
    blank = text.find(" ", at, at + 20)
    return blank + 1 if blank >= 0 else at


def _word_end(text: str, at: int) -> int:
    if at >= len(text):
        return len(text)
    blank = text.rfind(" ", at - 20, at)
    return blank if blank >= 0 else at


def _plain(text: str) -> str:
    """The same length, breaks and tabs as blanks."""
    return re.sub(r"\s", " ", text)
