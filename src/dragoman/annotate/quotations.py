"""Yields Quotation: what stands between quotation marks of any make, nested, mixed, or open across paragraphs."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from typing import TYPE_CHECKING

from dragoman.annotate.quotation_marks import DOUBLE, SINGLE, Mark, marks_of
from dragoman.core.documents import Quotation, Token

if TYPE_CHECKING:
    from dragoman.codebook import Codebook

SCARE_WORDS = 3
LONGEST_TITLE = 12
"""Words of the title of a work."""
DEEPEST = 8
"""Quotations within quotations that are followed."""
REACH = 600
"""Code points within which a single mark must find its partner."""
LOST = 4
"""Paragraphs without a mark that may stand between the one where a quotation opens and the one where it closes."""

LONGEST_CAPTION = 60
"""Code points of a line below a quotation that tells whose it is and closes it."""

Found = tuple[int, int, int, int]

_PRINTED = re.compile(r"\S")
_LAST_WORD = re.compile(r"\w+$")
_ENDS = frozenset(",.!?…")
_DASHES = frozenset("-–—")
_SMALL = frozenset({"ADP", "DET", "CCONJ", "SCONJ", "PART", "PRON"})
_FAMILIES = {
    "“": ("low", "curly"),
    "‘": ("low", "curly"),
    "”": ("curly", "low"),
    "’": ("curly", "low"),
    "''": ("tex", "low"),
    "'": ("straight", "tex", "curly"),
}
"""Makes that a sign closes before others; any other sign closes its own make first."""


class _Open:
    """A mark that waits for its partner. holds: a quotation in marks of the same make lies within."""

    __slots__ = ("holds", "mark")

    def __init__(self, mark: Mark) -> None:
        self.mark, self.holds = mark, False


def find_marked(text: str, paragraphs: Sequence[tuple[int, int]], codebook: Codebook) -> list[Found]:
    """(start, end, inner start, inner end) of all quotations; paragraphs: (start, end) of the lines to look at, in order.

    A double quotation that is still open at the end of its paragraph runs to that end: the writer either goes on in the next
    paragraph, which then opens with a mark of its own or closes what it never opened, or forgot the partner. A lone single mark
    is an apostrophe, unless its paragraph and the next begin with it. Nothing is refused: an odd mark costs its paragraph alone.
    """
    elided, clipped = codebook.language.words("quotations", "elided"), codebook.language.words("quotations", "clipped")
    own = [marks_of(text, start, end, elided) for start, end in paragraphs]
    leads = [_lead(text, marks, span) for marks, span in zip(own, paragraphs, strict=True)] + [None]
    found: list[Found] = []
    waiting: list[tuple[int, int]] | None = None  # paragraphs without a mark behind one that ends open
    for n, (start, end) in enumerate(paragraphs):
        scan = _Paragraph(text, start, end, own[n], leads[n], leads[n + 1], clipped)
        found.extend(scan.run())
        if waiting is not None and (rest := scan.rest()) is not None:
            found.extend((a, b, a, b) for a, b in waiting if a < b)
            found.append(rest)
        if waiting is not None and not scan.doubles and len(waiting) < LOST:
            waiting.append((start, scan.last))
        else:
            waiting = [] if scan.ends_open else None
    return sorted(found, key=lambda q: (q[0], -q[1]))


def _lead(text: str, marks: list[Mark], span: tuple[int, int]) -> Mark | None:
    """The mark that a paragraph begins with."""
    first = _PRINTED.search(text, *span)
    return marks[0] if marks and first is not None and marks[0].start == first.start() else None


class _Paragraph:
    """Pairs the marks of one paragraph. stray: a first double mark that closes what this paragraph never opened; ends_open: a double quotation does."""

    def __init__(self, text: str, start: int, end: int, marks: list[Mark], lead: Mark | None, following: Mark | None, clipped: frozenset[str]) -> None:
        """lead: the mark that it begins with; following: the one that the next paragraph begins with; clipped: what an apostrophe may follow."""
        self.text, self.start, self.marks, self.clipped = text, start, marks, clipped
        self.last = end
        while self.last > start and text[self.last - 1].isspace():
            self.last -= 1
        self.doubles = [m for m in marks if m.kind == DOUBLE]
        self.lead, self.following = lead, following
        self.stack: list[_Open] = []
        self.found: list[Found] = []
        self.stray: Mark | None = None
        self.ends_open = False
        singles = [m for m in marks if m.kind == SINGLE]
        self.closers = [m for m in singles if m.closing and (m.side != "open" or m.make == "curly")]
        self.sure = [m for m in self.closers if not self._owns(m)]
        self.openers = [m.start for m in singles if m.opening and not m.closing and not m.clipped and m.sign != "’"]

    def run(self) -> list[Found]:
        """The quotations of the paragraph, in no order."""
        seen = 0
        for mark in self.marks:
            if mark.kind == SINGLE:
                act = self._single(mark)
            else:
                seen += 1
                act = self._double(mark, self.doubles[seen] if seen < len(self.doubles) else None)
                if not act and seen == 1 and mark.closing and not mark.opening and not mark.measured and self.text[mark.start - 1] in _ENDS:
                    self.stray = mark
            if act == "open":
                self.stack = [*self.stack[1 - DEEPEST :], _Open(mark)]
            elif act == "close":
                self._close(mark)
        self._finish()
        return self.found

    def rest(self) -> Found | None:
        """What closes a quotation of an earlier paragraph; None where no mark does, and for a caption that merely stands before the mark."""
        if self.stray is None:
            return None
        caption = self.stray.end >= self.last and self.stray.end - self.start < LONGEST_CAPTION and not self.text[self.start].islower()
        return None if caption else (self.start, self.stray.end, self.start, self.stray.start)

    def _waits(self, kind: str, *makes: str) -> bool:
        return any(o.mark.kind == kind and (not makes or o.mark.make in makes) for o in self.stack)

    def _double(self, mark: Mark, following: Mark | None) -> str:
        """ "open", "close", or nothing for a sign of measure or a stray mark. following: the next double mark."""
        waits, only_opens, only_closes = self._waits(DOUBLE), mark.opening and not mark.closing, mark.closing and not mark.opening
        if mark.side == "open":
            ends = only_closes or (not mark.opening and self._before(mark) in _ENDS)
            turned = ends and mark.make in {"curly", "angle"} and self._waits(DOUBLE, *_FAMILIES.get(mark.sign, (mark.make,)))
            return "close" if turned else "open"
        if mark.side == "close":
            fresh = mark.make in {"angle", "tex"} and only_opens and not self._waits(DOUBLE, mark.make)
            return "open" if fresh or (only_opens and not waits) else "close" if waits else ""
        if mark.measured and (not waits or (following is not None and following.closing and not following.opening)):
            return ""
        if waits and (mark.closing or not mark.opening or self.text[mark.start - 1] in _DASHES):
            return "close"
        return "open" if mark.opening or not mark.closing else ""

    def _single(self, mark: Mark) -> str:
        """ "open", "close", or nothing for an apostrophe."""
        if mark.opening and not mark.clipped and (mark.side != "close" or self._answered(mark)) and self._has_partner(mark):
            return "open"
        if not mark.closing or not self._waits(SINGLE) or self._is_apostrophe(mark):
            return ""
        return "close"

    def _answered(self, mark: Mark) -> bool:
        """’We go,’ he said: closing marks on both sides, behind a pause and before one."""
        before = self._before(mark)
        k = bisect_right(self.sure, mark.start, key=_begin)
        near = k < len(self.sure) and self.sure[k].start < mark.start + REACH
        return near and self.text[self.sure[k].start - 1] in _ENDS and (before in _ENDS | {":"} or mark.start == self.start)

    def _before(self, mark: Mark) -> str:
        """The last printed character near before the mark."""
        return self.text[max(self.start, mark.start - 3) : mark.start].rstrip()[-1:]

    def _has_partner(self, mark: Mark) -> bool:
        """May a single mark close in the next REACH code points, or does the next paragraph go on as this one began?"""
        k = bisect_right(self.closers, mark.start, key=_begin)
        return (k < len(self.closers) and self.closers[k].start < mark.start + REACH) or self._leads_on(mark)

    def _leads_on(self, mark: Mark) -> bool:
        """Does the paragraph begin with the mark, and the next one with one like it?"""
        after = self.following
        return mark is self.lead and after is not None and (mark.make, mark.kind) == (after.make, after.kind) and after.opening and not after.clipped

    def _owns(self, mark: Mark) -> bool:
        """`the ministers' plan`, `goin' home`, `a 10' wall`: may the closing mark be an apostrophe or a sign of measure?"""
        after = self.text[mark.end : mark.end + 2]
        if len(after) < 2 or not after[0].isspace() or not (after[1].isalnum() or after[1] in '“"«(‘'):
            return False
        word = _LAST_WORD.search(self.text, max(self.start, mark.start - 12), mark.start)
        last = word.group().lower() if word is not None else ""
        return mark.measured or last.endswith("s") or last in self.clipped or f"-{last[-2:]}" in self.clipped

    def _is_apostrophe(self, mark: Mark) -> bool:
        """Another mark closes for sure before one opens; before a capital, which may begin a sentence, only one behind a comma or a full stop."""
        if not self._owns(mark):
            return False
        if self.stack and self.stack[-1].mark.kind == DOUBLE:
            return True
        k = bisect_right(self.sure, mark.start, key=_begin)
        if k == len(self.sure) or self.sure[k].start > mark.end + REACH:
            return False
        if self.text[mark.end + 1].isupper() and self.text[self.sure[k].start - 1] not in _ENDS:
            return False
        return bisect_right(self.openers, mark.start) == bisect_left(self.openers, self.sure[k].start)

    def _close(self, mark: Mark) -> None:
        """Pairs the mark with the nearest that waits in its make, else with the nearest of its kind; what opened between the two had no partner."""
        makes = _FAMILIES.get(mark.sign, (mark.make,))
        ranked = [(makes.index(o.mark.make) if o.mark.make in makes else len(makes), -n) for n, o in enumerate(self.stack) if o.mark.kind == mark.kind]
        at = -min(ranked)[1]
        opened = self.stack[at].mark
        below = self.stack[:at]
        if opened.end < mark.start:
            self.found.append((opened.start, mark.end, opened.end, mark.start))
        if opened.kind == DOUBLE and any(o.mark.make == opened.make and o.mark.kind == DOUBLE for o in below):
            after = self.text[mark.end : mark.end + 1]
            if self.text[mark.start - 1] in _ENDS and (not after or after.isspace()):
                # Whole speech within speech of the same make: the partner of the outer one was forgotten
                below = [o for o in below if o.mark.make != opened.make or o.mark.kind != DOUBLE]
            for o in below:
                o.holds = o.holds or o.mark.make == opened.make
        self.stack = below

    def _finish(self) -> None:
        for n, o in enumerate(self.stack):
            mark, leads_on = o.mark, self._leads_on(o.mark)
            forgotten = (o.holds and not leads_on) or any(later.mark.make == mark.make for later in self.stack[n + 1 :])
            if mark.end < self.last and not forgotten and (mark.kind == DOUBLE or leads_on):
                self.found.append((mark.start, self.last, mark.end, self.last))
                self.ends_open = self.ends_open or mark.kind == DOUBLE


def _begin(mark: Mark) -> int:
    return mark.start


def judge_quotations(marked: Sequence[Found], tokens: Sequence[Token], codebook: Codebook) -> tuple[Quotation, ...]:
    """Quotations with `scare` set where no cue, comma or colon ties them to a speaker and they are at most three words without a verb, or a title."""
    cues = codebook.language.words("quotations", "cues")
    starts = [token.start for token in tokens]
    return tuple(Quotation(*q, scare=_is_scare(q, tokens, starts, cues)) for q in marked)


def _is_scare(q: Found, tokens: Sequence[Token], starts: list[int], cues: frozenset[str]) -> bool:
    start, end, inner_start, inner_end = q
    first, last = bisect_left(starts, start), bisect_left(starts, end)
    if last - first > 2 * LONGEST_TITLE:
        return False
    inside = [t for t in tokens[first:last] if t.start >= inner_start and t.end <= inner_end]
    words = [t for t in inside if t.pos not in {"PUNCT", "SPACE", "SYM"}]
    short = len(words) <= SCARE_WORDS and not any(t.tag in {"VBZ", "VBD", "VBP", "VB", "MD"} for t in words)
    if not words or not (short or _is_title(words)):
        return False
    sentence = words[0].sentence
    near = [t for t in (*tokens[max(0, first - 4) : first], *tokens[last : last + 6]) if t.sentence == sentence]
    if inside[-1].text in ("!?" if short else ".,!?") or not near or (first and tokens[first - 1].text in {",", ":"}):
        return False
    return not any(t.lemma in cues and tokens[max(0, t.i - 1)].text != "-" for t in near)  # `so-called` calls nobody anything


def _is_title(words: Sequence[Token]) -> bool:
    """`The Long Road to the North`: capitals but for small words within."""
    great = [t for t in words if t.text[0].isupper() or t.text[0].isdigit()]
    return len(words) <= LONGEST_TITLE and len(great) > 1 and words[0] in great and words[-1] in great and all(t in great or t.pos in _SMALL for t in words)
