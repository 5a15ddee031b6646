"""Yields Mark: the signs of a paragraph that may open or close a quotation, apostrophes and signs of measure left out."""

from __future__ import annotations

import re
from dataclasses import dataclass

DOUBLE, SINGLE = "double", "single"

_SIGNS = (
    # sign, make, side on which it stands by itself ("" where either), kind
    ('"', "straight", "", DOUBLE),
    ("＂", "straight", "", DOUBLE),
    ("″", "prime", "", DOUBLE),
    ("ʺ", "prime", "", DOUBLE),
    ("``", "tex", "open", DOUBLE),
    ("''", "tex", "close", DOUBLE),
    ("“", "curly", "open", DOUBLE),
    ("‟", "curly", "open", DOUBLE),
    ("”", "curly", "close", DOUBLE),
    ("„", "low", "open", DOUBLE),
    (",,", "low", "open", DOUBLE),
    ("«", "angle", "open", DOUBLE),
    ("»", "angle", "close", DOUBLE),
    ("<<", "angle", "open", DOUBLE),
    (">>", "angle", "close", DOUBLE),
    ("《", "title", "open", DOUBLE),
    ("》", "title", "close", DOUBLE),
    ("❝", "ornament", "open", DOUBLE),
    ("❞", "ornament", "close", DOUBLE),
    ("〝", "slanted", "open", DOUBLE),
    ("〞", "slanted", "close", DOUBLE),
    ("〟", "slanted", "close", DOUBLE),
    ("「", "corner", "open", DOUBLE),
    ("」", "corner", "close", DOUBLE),
    ("『", "inner corner", "open", DOUBLE),
    ("』", "inner corner", "close", DOUBLE),
    ("'", "straight", "", SINGLE),
    ("＇", "straight", "", SINGLE),
    ("‘", "curly", "open", SINGLE),
    ("‛", "curly", "open", SINGLE),
    ("’", "curly", "close", SINGLE),
    ("‚", "low", "open", SINGLE),
    ("‹", "angle", "open", SINGLE),
    ("›", "angle", "close", SINGLE),
    ("`", "tex", "open", SINGLE),
    ("´", "tex", "close", SINGLE),
    ("❛", "ornament", "open", SINGLE),
    ("❜", "ornament", "close", SINGLE),
)
_MADE = {sign: (make, side, kind) for sign, make, side, kind in _SIGNS}
# Three apostrophes are one and two, or two and one; three grave accents two and one: which, the side on which they stand tells
_MARK = re.compile("'''(?!')|" + "|".join(re.escape(sign) for sign in sorted(_MADE, key=len, reverse=True)))
_ALWAYS = frozenset({"corner", "inner corner", "title", "ornament"})
"""Makes that are written without blanks around them: the sign alone says on which side it stands."""
_BEFORE_OPENING = frozenset("([{-–—/\"“'‘«„…‹‚`「『＂″❝〝")
_AFTER_CLOSING = frozenset(".,;:!?)]}-–—/\"”'’»…›´“‘」』＂″❞〞")
_CLIPPED_AND = re.compile(r"(?<!\w)['’‘`]n['’‘](?!\w)", re.IGNORECASE)
_DECADE = re.compile(r"\d\ds?\b")
_WORD = re.compile(r"\w+")
_OWNING = re.compile(r"s\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Mark:
    """One sign at `start` up to `end`. side: open, close, or "" where the sign is the same on both.

    opening, closing: what stands beside it lets it open or close; measured: a digit stands before it, so it may be inches, feet, minutes
    or seconds; clipped: it may be the apostrophe of a word cut off in front.
    """

    start: int
    end: int
    sign: str
    make: str
    side: str
    kind: str
    opening: bool
    closing: bool
    measured: bool
    clipped: bool


def marks_of(text: str, start: int, end: int, elided: frozenset[str]) -> list[Mark]:
    """The marks of a paragraph in order. elided: words written with an apostrophe for what is cut off in front, without it, in lower case."""
    ands = {k for match in _CLIPPED_AND.finditer(text, start, end) for k in (match.start(), match.end() - 1)}
    marks: list[Mark] = []
    while end > start and text[end - 1].isspace():
        end -= 1
    for found in _MARK.finditer(text, start, end):
        for a, b in _cut(text, found.start(), found.end(), start, end):
            mark = None if a in ands else _mark(text, (a, b), (start, end), elided)
            if mark is not None:
                marks.append(mark)
    return marks


def _cut(text: str, a: int, b: int, start: int, end: int) -> tuple[tuple[int, int], ...]:
    if b - a < 3:
        return ((a, b),)
    opening = (a == start or text[a - 1].isspace()) and b < end and not text[b].isspace()
    return ((a, a + 2), (a + 2, b)) if opening else ((a, a + 1), (a + 1, b))


def _mark(text: str, at: tuple[int, int], line: tuple[int, int], elided: frozenset[str]) -> Mark | None:
    (a, b), (start, end) = at, line
    sign = text[a:b]
    make, side, kind = _MADE[sign]
    before, after = text[a - 1] if a > start else " ", text[b] if b < end else " "
    opening = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
    closing = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING)
    closing = closing or (b == end and a > start)
    if make in _ALWAYS:
        opening, closing = side == "open", side == "close"
    elif sign in {",,", "‚"} and not (opening and after.isalnum()):
        return None  # commas
    elif sign in {"<<", ">>"} and not (opening or closing):
        return None
    elif kind == SINGLE:
        if before.isalnum() and after.isalnum():
            return None
        if sign in {"'", "’"} and before in _AFTER_CLOSING and _OWNING.match(text, b) and a > start + 1 and not text[a - 2].isspace():
            return None  # the "Herald"'s editor
    word = _WORD.match(text, b) if kind == SINGLE and opening else None
    clipped = word is not None and sign != "`" and (word.group().lower() in elided or _DECADE.match(text, b) is not None)
    measured = before.isnumeric() and not opening
    return Mark(a, b, sign, make, side, kind, opening, closing, measured, clipped)
