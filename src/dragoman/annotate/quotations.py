"""Yields Quotation: what stands between quotation marks, straight or curly, single or double, nested, or open across paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.core.documents import Quotation, Token

if TYPE_CHECKING:
    from dragoman.codebook import Codebook

SCARE_WORDS = 3
DEEPEST = 8
"""Quotations within quotations that are followed."""
REACH = 600
"""Code points within which a single mark must find its partner."""

_MARK = re.compile(r"``|''|[\"“”„‟«»'‘’‛]")
_OPENS = {"“": "double", "„": "double", "«": "double", "``": "double", "‘": "single", "‛": "single"}
_CLOSES = {"”": "double", "»": "double", "''": "double"}
_ELISION = re.compile(r"(?:\d\ds?|em|til|tis|twas|cause|n|round)\b", re.IGNORECASE)
_SINGLE_CLOSER = re.compile(r"(?<=[^\s])['’](?!\w)")
_SINGLE_OPENER = re.compile(r"(?<=\s)['‘](?=\w)")
_SMALL_WORD = re.compile(r"\s[a-z]")
_BEFORE_OPENING = frozenset("([{-–—/\"“‘'«„…")
_AFTER_CLOSING = frozenset(".,;:!?)]}-–—/\"”’'»…")


class _Open:
    """A mark that waits for its partner."""

    __slots__ = ("continued", "inner", "kind", "start")

    def __init__(self, kind: str, start: int, inner: int, continued: bool = False) -> None:
        self.kind, self.start, self.inner, self.continued = kind, start, inner, continued


def find_marked(text: str, paragraphs: Sequence[tuple[int, int]]) -> list[tuple[int, int, int, int]]:
    """(start, end, inner start, inner end) of all quotations; paragraphs: (start, end) of the lines to look at, in order.

    A double quotation that is still open at the end of its paragraph runs to that end: the writer either goes on in the next
    paragraph, which then opens with a mark of its own, or forgot the partner. A lone single mark is an apostrophe.
    """
    found: list[tuple[int, int, int, int]] = []
    for start, end in paragraphs:
        found.extend(_scan(text, start, end))
    return sorted(found, key=lambda q: (q[0], -q[1]))


def _scan(text: str, start: int, end: int) -> list[tuple[int, int, int, int]]:
    stack: list[_Open] = []
    found: list[tuple[int, int, int, int]] = []
    closers = [m.start() for m in _SINGLE_CLOSER.finditer(text, start, end)]
    for mark in _MARK.finditer(text, start, end):
        sign, a, b = mark.group(), mark.start(), mark.end()
        role = _role(text, sign, (a, b), (start, end), stack, closers)
        if role is None:
            continue
        act, kind = role
        if act == "open":
            if len(stack) >= DEEPEST:
                continue
            if kind == "double":
                # A second opening before any closing: the partner of the first was forgotten, unless the signs nest.
                while stack and sign == '"' and stack[-1].kind == "double" and text[stack[-1].start] == '"':
                    stack.pop()
            stack.append(_Open(kind, a, b))
        elif any(o.kind == kind for o in stack):
            while stack[-1].kind != kind:
                stack.pop()
            opened = stack.pop()
            if opened.inner < a:
                found.append((opened.start, b, opened.inner, a))
    last = end
    while last > start and text[last - 1].isspace():
        last -= 1
    found.extend((o.start, last, o.inner, last) for o in stack if o.kind == "double" and o.inner < last)
    return found


def _role(text: str, sign: str, at: tuple[int, int], line: tuple[int, int], stack: list[_Open], closers: list[int]) -> tuple[str, str] | None:
    """("open" or "close", "double" or "single") for a mark, None for an apostrophe, a prime or a stray mark."""
    (a, b), (start, end) = at, line
    before = text[a - 1] if a > start else " "
    after = text[b] if b < end else " "
    opening = (before.isspace() or before in _BEFORE_OPENING) and not after.isspace()
    closing = not before.isspace() and (after.isspace() or after in _AFTER_CLOSING)
    kind = _OPENS.get(sign) or _CLOSES.get(sign) or ("double" if sign == '"' else "single")
    waiting = any(o.kind == kind for o in stack)
    if kind == "double":
        if sign in _OPENS:
            return "open", kind
        if sign in _CLOSES:
            return ("close", kind) if waiting else None
        return _straight(before, opening, closing, waiting)
    if before.isalnum() and after.isalnum():
        return None
    if opening and sign != "’" and not _ELISION.match(text, b) and _has_partner(closers, b):
        return "open", kind
    if waiting and closing and not _possessive(text, before, b, closers):
        return "close", kind
    return None


def _straight(before: str, opening: bool, closing: bool, waiting: bool) -> tuple[str, str] | None:
    if waiting and (closing or not opening):
        return "close", "double"
    if opening and not (waiting and before in "-–—"):
        return "open", "double"
    if waiting:
        return "close", "double"
    return None if closing or before.isdigit() else ("open", "double")


def _has_partner(closers: list[int], start: int) -> bool:
    """Is there a single mark that may close in the next REACH code points?"""
    k = bisect_right(closers, start)
    return k < len(closers) and closers[k] < start + REACH


def _possessive(text: str, before: str, b: int, closers: list[int]) -> bool:
    """`the ministers' plan'`: an s before, a small letter behind, and another mark that may close before one that opens."""
    if before not in "sS" or not _SMALL_WORD.match(text, b):
        return False
    k = bisect_right(closers, b)
    return k < len(closers) and closers[k] < b + REACH and not _SINGLE_OPENER.search(text, b, closers[k])


def judge_quotations(marked: Sequence[tuple[int, int, int, int]], tokens: Sequence[Token], codebook: Codebook) -> tuple[Quotation, ...]:
    """Quotations with `scare` set where the words are at most three, hold no verb, and no cue or comma ties them to a speaker."""
    cues = codebook.language.words("quotations", "cues")
    starts = [token.start for token in tokens]
    return tuple(Quotation(*q, scare=_is_scare(q, tokens, starts, cues)) for q in marked)


def _is_scare(q: tuple[int, int, int, int], tokens: Sequence[Token], starts: list[int], cues: frozenset[str]) -> bool:
    start, end, inner_start, inner_end = q
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    inside = [t for t in tokens[first:last] if t.start >= inner_start and t.end <= inner_end]
    words = [t for t in inside if t.pos not in {"PUNCT", "SPACE", "SYM"}]
    if not words or len(words) > SCARE_WORDS or any(t.tag in {"VBZ", "VBD", "VBP", "VB", "MD"} for t in words):
        return False
    sentence = words[0].sentence
    near = [t for t in (*tokens[max(0, first - 4) : first], *tokens[last : last + 6]) if t.sentence == sentence]
    if inside[-1].text in {"!", "?"} or not near or (first and tokens[first - 1].text in {",", ":"}):
        return False
    return not any(t.lemma in cues for t in near)
