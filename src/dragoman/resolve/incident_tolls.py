"""Yields the casualties of an incident as each account gives them, in order of telling: figures that grow overtake those before them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Evidence
from dragoman.core.incidents import Toll
from dragoman.core.mentions import Extracted
from dragoman.core.records import Event, EventTold

_GROWING = frozenset({"dead", "injured", "missing", "drowned"})
_LOOK = 200
"""Characters around the words of a toll in which its figure may stand."""


@dataclass(frozen=True, slots=True)
class TollWords:
    """How a language tells a figure: the surest way first; counts: numbers by word."""

    patterns: tuple[re.Pattern[str], ...]
    counts: Mapping[str, int]


def toll_words(codebook: Codebook) -> TollWords:
    """The words of the codebook's language."""
    counts = {str(w): int(n) for w, n in codebook.language.table("time")["words"]["numword"].items() if str(w) != "couple"}
    number = rf"(\d{{1,3}}(?:,\d{{3}})+|\d{{1,6}}|{'|'.join(sorted(counts, key=lambda w: (-len(w), w)))})\b(?![:%-])(?!\s+(?-i:[A-Z]))"
    ways = [str(way) for way in codebook.language.table("incidents")["tolls"]]
    return TollWords(tuple(re.compile(r"\b" + way.replace("N", number).replace("M", number), re.I) for way in ways), counts)


def find_tolls(events: Sequence[Event], texts: Mapping[str, Extracted], words: TollWords) -> tuple[Toll, ...]:
    """Casualties that events tell, each figure once, on the word of whoever gave it first; by kind, then by the day they were told."""
    found: dict[tuple[str, int | None, int | None], Toll] = {}
    for toll in sorted((t for e in events for t in _tolls(e, texts, words)), key=_order):
        same = found.get((toll.what, toll.n, toll.of))
        found[toll.what, toll.n, toll.of] = replace(same, evidence=tuple(dict.fromkeys((*same.evidence, *toll.evidence)))) if same else toll
    counted = {toll.what for toll in found.values() if toll.n is not None}
    kept = sorted((t for t in found.values() if t.n is not None or t.what not in counted), key=_order)
    return tuple(replace(toll, superseded=any(_overtakes(other, toll) for other in kept)) for toll in kept)


def _order(toll: Toll) -> tuple[str, str, int, str, str]:
    return toll.what, toll.told or "9999", toll.n or 0, toll.event or "", toll.evidence[0].doc


def _overtakes(later: Toll, toll: Toll) -> bool:
    """Does a later report tell of more of them?"""
    if later.what != toll.what or later.what not in _GROWING or later.n is None or toll.n is None or not later.told or not toll.told:
        return False
    return later.told > toll.told and later.n > toll.n


def _tolls(event: Event, texts: Mapping[str, Extracted], words: TollWords) -> list[Toll]:
    """A toll for each telling: one event may be told with other figures day by day."""
    values = dict(event.values)
    given = (_number(values.get("n")), _number(values.get("of")))
    made = []
    for told in event.mentions:
        figure = _figure(told, texts, words)
        figure = given if figure[0] is None or figure[0] in given else figure  # of `of the 40 on board` the second is no toll
        day = _day(told, texts)
        made.append(Toll(values.get("what", "dead"), *figure, event.date, told.chain or event.chain, (_widened(told, texts),), day, event.id))
    return made


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isdecimal() else None


def _day(mention: EventTold, texts: Mapping[str, Extracted]) -> str | None:
    drawn = texts.get(mention.doc)
    return drawn.document.published.day if drawn and drawn.document.published else None


def _figure(mention: EventTold, texts: Mapping[str, Extracted], words: TollWords) -> tuple[int | None, int | None]:
    """(how many, of how many) in the words of a toll, else in its sentence."""
    own = mention.evidence[0].text
    for clause, patterns in ((own, words.patterns), (_widened(mention, texts).text, words.patterns[:-1])):  # a bare number beside it may be anything
        for pattern in patterns:
            match = pattern.search(clause)
            if match:
                numbers = [_count(group, words) for group in match.groups()]
                return numbers[0], numbers[1] if len(numbers) > 1 else None
    return None, None


def _count(text: str, words: TollWords) -> int:
    return words.counts.get(text.lower()) or int(text.replace(",", ""))


def _widened(mention: EventTold, texts: Mapping[str, Extracted]) -> Evidence:
    """The words of a toll; where they hold no figure of their own (`who died`), those of the sentence before it as well."""
    span, drawn = mention.evidence[0], texts.get(mention.doc)
    if drawn is None or re.search(r"\d", span.text) or len(span.text.split()) > 4:
        return span
    text = drawn.document.text
    before = text[max(0, span.start - _LOOK) : span.start]
    start = span.start - len(before) + max((m.end() for m in re.finditer(r"[.!?…]\s|\n", before)), default=0)
    behind = text[span.end : span.end + _LOOK]
    end = span.end + min((m.start() for m in re.finditer(r"[.!?…](?:\s|$)|\n", behind)), default=0)
    return drawn.document.evidence(start, max(end, span.end))
