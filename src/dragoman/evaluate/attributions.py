"""Yields the figures of who says what against a gold in PolNeAR's layout: tokens of source, cue and content, and whole attributions near enough."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.core.documents import Span
from dragoman.core.mentions import Attribution
from dragoman.evaluate.gold import read_lines
from dragoman.evaluate.metrics import Balance, Figure, Measured
from dragoman.pipeline import Drawing, bare_document, draw_attributions

ROLES = ("source", "cue", "content")
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


def measure_attributions(file: Path, overlay: Path | None = None) -> Measured:
    """Reads a gold's texts: lines {"text","attributions":[{"source","cue","content"}]}, each role a list of [start, end, …].

    Errors: those of `read_lines`.
    """
    golds, digest = read_lines(file, _read)
    draw = Drawing(overlay, draw_attributions).prepare()
    found = [[_said(attribution) for attribution in draw(bare_document(gold.text, None))] for gold in golds]
    return Measured(digest, evaluate_attributions(golds, found))


def evaluate_attributions(golds: Sequence[Report], found: Sequence[Sequence[Said]]) -> dict[str, Figure]:
    """{name: figure} over texts in the same order.

    source, cue, content: tokens that stand in that role in any attribution of a text. ar_soft: whole attributions, each used once, that share a token
    of the cue and one of the source (or neither has any) and of the content at least NEAR.
    """
    tallies = [_tally(gold, given) for gold, given in zip(golds, found, strict=True)]
    names = (*ROLES, "ar_soft")
    return {name: Balance(*(sum(tally[name][part] for tally in tallies) for part in range(3))) for name in names}


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
    free = list(given)
    for entry in marked:
        at = next((at for at, other in enumerate(free) if entry.is_near(other)), None)
        if at is not None:
            del free[at]
    return {**tally, "ar_soft": (len(given) - len(free), len(given), len(marked))}


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
    said = (Said(*(tuple((span[0], span[1]) for span in entry.get(role) or ()) for role in ROLES)) for entry in line["attributions"])
    return Report(line["text"], tuple(said))
