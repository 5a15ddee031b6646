"""Yields the figures of who says what against a gold in PolNeAR's layout: tokens of source, cue and content, and whole attributions near enough."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.core.documents import Span
from dragoman.core.errors import UsageError
from dragoman.core.mentions import Attribution
from dragoman.evaluate.gold import read_lines
from dragoman.evaluate.metrics import Balance, Figure, Measured, Share
from dragoman.pipeline import Drawing, bare_document, draw_attributions, draw_by_rules

ROLES = ("source", "cue", "content")
FORMS = ("direct", "mixed", "indirect")
"""Of a gold content: all within quotation marks but for a word, in part, not at all."""
NEAR = 0.5
"""Share of the tokens of two contents that both must have for the two to be near enough."""

_NUMBER = r"\d+(?:[.,]\d+)*"
_INITIALS = r"(?:[^\W\d_]\.)+[^\W\d_]\.?"
_NEGATION = r"n['’]t\b"
_CLITIC = r"['’](?:d|ll|m|re|s|ve)\b"
TOKEN = re.compile(rf"{_NUMBER}|{_INITIALS}|{_CLITIC}|\w+(?={_NEGATION})|{_NEGATION}|\w+|[^\w\s]", re.IGNORECASE)
"""Words as treebanks cut them (do n't, Norland 's, U.S.), numbers, and every other sign alone."""
EDGES = "“”\"'‘’`.,;:!?-–—()[] \n\t\r\xa0"
"""Signs at the ends of a span that are not judged: golds differ on whether a quotation mark or a full stop belongs to what is said."""

_MARK = re.compile(r"[“”\"]")
_QUOTED = re.compile(r"[“\"][^“”\"]*[”\"]")
_WHOLE = re.compile(r"[“\"].*[”\"][.,!?]?", re.DOTALL)

Spans = tuple[tuple[int, int], ...]
Tokens = frozenset[int]


@dataclass(frozen=True, slots=True)
class Said:
    """One attribution, of a gold or found: half-open spans of code points by role."""

    source: Spans
    cue: Spans
    content: Spans


@dataclass(frozen=True, slots=True)
class Report:
    """A text with the attributions marked in it."""

    text: str
    said: tuple[Said, ...]


def measure_attributions(file: Path, overlay: Path | None = None, *, with_model: bool = True) -> Measured:
    """Reads a gold's texts: lines {"text","attributions":[{"source","cue","content"}]}, each role a list of [start, end, …].

    with_model: False: as the rules alone see it. Errors: those of `read_lines`; UsageError where no line is in it.
    """
    golds, digest = read_lines(file, _read)
    if not golds:
        raise UsageError(f"the gold {str(file)!r} is empty; give a file of JSON Lines, a text a line")
    draw = Drawing(overlay, draw_attributions if with_model else draw_by_rules).prepare()
    found = [[_said(attribution) for attribution in draw(bare_document(gold.text, None))] for gold in golds]
    return Measured(digest, evaluate_attributions(golds, found))


def evaluate_attributions(golds: Sequence[Report], found: Sequence[Sequence[Said]]) -> dict[str, Figure]:
    """{name: figure} over texts in the same order.

    source, cue, content: tokens that stand in that role in any attribution of a text. ar_soft: whole attributions, each used once, that share a token
    of the cue and one of the source (or neither has any) and of the content at least NEAR; ar_exact: those of them that hold the same tokens in all
    three roles. recall_direct, recall_mixed, recall_indirect: share of the gold attributions of a form that are found near enough.
    """
    tallies = [_tally(gold, given) for gold, given in zip(golds, found, strict=True)]
    figures: dict[str, Figure] = {
        name: Balance(*(sum(tally[name][part] for tally in tallies) for part in range(3))) for name in (*ROLES, "ar_soft", "ar_exact")
    }
    for form in FORMS:
        name = f"recall_{form}"
        figures[name] = Share(sum(tally[name][0] for tally in tallies), sum(tally[name][2] for tally in tallies))
    return figures


def form_of(words: str) -> str:
    """One of FORMS, by the double quotation marks in the words of a content."""
    words = words.strip()
    if not _MARK.search(words):
        return "indirect"
    if _WHOLE.fullmatch(words) and len(_QUOTED.sub("", words).split()) <= 1:
        return "direct"
    return "mixed"


@dataclass(frozen=True, slots=True)
class _Cut:
    """An attribution as tokens."""

    source: Tokens
    cue: Tokens
    content: Tokens

    def of(self, role: str) -> Tokens:
        return {"source": self.source, "cue": self.cue, "content": self.content}[role]

    def is_near(self, other: _Cut) -> bool:
        """Are the two one attribution, told apart only by their edges?"""
        shared, either = len(self.content & other.content), len(self.content | other.content)
        return either > 0 and shared >= NEAR * either and _meet(self.source, other.source) and _meet(self.cue, other.cue)


def _tally(gold: Report, found: Iterable[Said]) -> dict[str, tuple[int, int, int]]:
    """{figure: (right, given, gold)} of one text."""
    cut = _cutter(gold.text)
    marked, given = ([_Cut(cut(said.source), cut(said.cue), cut(said.content)) for said in side] for side in (gold.said, found))
    tally = {}
    for role in ROLES:
        wanted, got = (frozenset[int]().union(*(entry.of(role) for entry in side)) for side in (marked, given))
        tally[role] = (len(wanted & got), len(got), len(wanted))
    free, exact = list(given), 0
    forms = {form: [0, 0] for form in FORMS}
    for said, entry in zip(gold.said, marked, strict=True):
        form = forms[form_of(" ".join(gold.text[start:end] for start, end in said.content))]
        form[1] += 1
        at = next((at for at, other in enumerate(free) if entry.is_near(other)), None)
        if at is not None:
            form[0] += 1
            exact += free.pop(at) == entry
    whole = {"ar_soft": (len(given) - len(free), len(given), len(marked)), "ar_exact": (exact, len(given), len(marked))}
    return {**tally, **whole, **{f"recall_{form}": (near, near, of) for form, (near, of) in forms.items()}}


def _cutter(text: str) -> Callable[[Spans], Tokens]:
    """Gives the tokens of a text, by number, that some spans touch once their edges are cut off."""
    bounds = [match.span() for match in TOKEN.finditer(text)]
    starts, ends = [start for start, _ in bounds], [end for _, end in bounds]

    def cut(spans: Spans) -> Tokens:
        tokens: set[int] = set()
        for start, end in spans:
            inner = text[start:end].rstrip(EDGES)
            first = start + len(inner) - len(inner.lstrip(EDGES))
            tokens.update(range(bisect_right(ends, first), bisect_left(starts, start + len(inner))))
        return frozenset(tokens)

    return cut


def _meet(a: Tokens, b: Tokens) -> bool:
    return bool(a & b) or not (a or b)


def _said(found: Attribution) -> Said:
    return Said(_spans(found.source), _spans((found.cue,) if found.cue else ()), _spans(found.content))


def _spans(spans: Iterable[Span]) -> Spans:
    return tuple((span.start, span.end) for span in spans)


def _read(line: dict[str, Any]) -> Report:
    text = line["text"]
    if not isinstance(text, str):
        raise ValueError(f"its text is no text, but {type(text).__name__}")
    said = tuple(Said(*(_marked(entry, role, len(text)) for role in ROLES)) for entry in line["attributions"])
    return Report(text, said)


def _marked(entry: dict[str, Any], role: str, length: int) -> Spans:
    spans = tuple((int(span[0]), int(span[1])) for span in entry.get(role) or ())
    if not all(0 <= start <= end <= length for start, end in spans):
        raise ValueError(f"a {role} lies outside of the text")
    return spans
