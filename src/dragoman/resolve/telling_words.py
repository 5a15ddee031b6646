"""Yields TellingWords: the words around each telling of a document, cut out of its text, with names masked, states and days beside them."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from dragoman.core.dates import first_day
from dragoman.core.documents import Timex
from dragoman.core.mentions import EntityMention, Extracted
from dragoman.core.twins import Days, TellingWords
from dragoman.models.pair_words import DEMONYM, MASKS, OTHER

AROUND = 22
"""Words on either side of the word that tells."""
REACH = 420
"""Characters in which they are sought."""
_LONGEST = 200
"""Characters of the longest mention that is looked at."""
_DAY = len("2024-05-19")
BESIDE = 150
"""Characters on either side by which two tellings are known to stand in the same words."""
_WORD = re.compile(r"[^\W\d_]+|\d+(?:[.,]\d+)*|[^\w\s]")
_BARE = frozenset({"nominal", "pronoun"})


class Teller:
    """Cuts the words of tellings out of one document."""

    def __init__(self, extracted: Extracted) -> None:
        document = extracted.document
        day = document.published.day if document.published else None
        self._text = document.text
        self._published = first_day(day).toordinal() if day is not None and len(day) >= _DAY else None
        kept = [m for m in extracted.entities if m.end - m.start <= _LONGEST]
        self._names = _Spans([m for m in kept if m.form not in _BARE])
        self._states = _Spans([m for m in kept if m.country])
        self._times = {time.start: _days(time) for time in extracted.times}

    def of(self, begin: int, end: int) -> TellingWords:
        """The words around the one that tells a deed; begin, end: where it stands in the text."""
        words, last, at = list[tuple[str, str, str, int]](), None, 0
        for found in _WORD.finditer(self._text, max(0, begin - REACH), end + REACH):
            name = self._names.over(found.start(), found.end(), widest=True)
            if name is None or name is not last:
                state = self._states.over(found.start(), found.end(), widest=False)
                if found.start() <= begin:
                    at = len(words)
                words.append((*_shown(found.group(), name), (state.country or "") if state else "", found.start()))
            last = name
        first = max(0, at - AROUND)
        cut = words[first : at + AROUND + 1]
        times = tuple((place, self._times[start]) for place, (_, _, _, start) in enumerate(cut) if start in self._times)
        columns = tuple(zip(*((word, state, key) for word, key, state, _ in cut), strict=True))
        return TellingWords(columns[0], columns[1], columns[2], times, at - first, self._published)

    def beside(self, begin: int, end: int) -> str:
        """The text right around it: tellings in which it is the same have the same words."""
        return self._text[max(0, begin - BESIDE) : end + BESIDE]


class _Spans:
    """Mentions by where they stand."""

    def __init__(self, mentions: list[EntityMention]) -> None:
        self._mentions = sorted(mentions, key=lambda m: (m.start, m.end, m.id))
        self._starts = [m.start for m in self._mentions]

    def over(self, start: int, end: int, *, widest: bool) -> EntityMention | None:
        """The widest or narrowest mention that holds a stretch of text."""
        near = self._mentions[bisect_left(self._starts, start - _LONGEST) : bisect_right(self._starts, start)]
        held = [m for m in near if m.end >= end]
        return (max if widest else min)(held, key=lambda m: (m.end - m.start, m.id)) if held else None


def _shown(word: str, name: EntityMention | None) -> tuple[str, str]:
    """(the word or the mask of the name that it begins, the name's last word)."""
    if name is None:
        return word, ""
    if name.kind == "state":
        return DEMONYM if name.form == "demonym" else MASKS["state"], ""
    return MASKS.get(name.kind, OTHER), name.text.split()[-1].lower()


def _days(time: Timex) -> Days | None:
    bounds = time.range.days() if time.range is not None and time.range.known else None
    return (bounds[0].toordinal(), bounds[1].toordinal()) if bounds else None
