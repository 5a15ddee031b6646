"""Yields what the twin model is shown of two tellings: the pieces of both, whose each is, and what the two have in common."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.core.twins import Days, TellingWords
from dragoman.models.wordpiece import CLS, SEP, UNKNOWN, WordPieces

RANKS = 6
"""States that are told apart by how often both tellings name them; the last stands for all others."""
TELLS, NAME_OF_BOTH, DAY_OF_BOTH, DAY, TIME, OTHER_NAME = 1, 2, 3, 4, 5, 13
"""Marks of a word: it tells the deed; a name that both have; days that fit one of the other's; other days; a time of unknown days; any other name."""
UNDATED, LATER = 6, 12
GAPS = (1, 4, 14, 60, 400)
"""Marks of a pair, UNDATED to LATER: a report has no day, or so many days at most lie between the two."""
MARKS = 16
CLOSE, NARROW = 1, 32
"""Days by which two times may miss each other, and of which a time may have fewer than."""
MOST_WORDS = 60
"""Pieces of one word that are shown."""


@dataclass(frozen=True, slots=True)
class ShownPair:
    """Pieces of both tellings, one after the other, with rank, mark and side of each; at: where the words stand that tell."""

    ids: list[int]
    ranks: list[int]
    marks: list[int]
    sides: list[int]
    at: tuple[int, int]


def show_pair(a: TellingWords, b: TellingWords, pieces: WordPieces) -> ShownPair:
    """Two tellings as the model wants them."""
    ranks = _ranks(a, b)
    shown = ShownPair([pieces.ids[CLS]], [0], [_gap(a.published, b.published)], [0], (0, 0))
    at = [_add(shown, one, other, side, ranks, pieces) for side, (one, other) in enumerate(((a, b), (b, a)))]
    return ShownPair(shown.ids, shown.ranks, shown.marks, shown.sides, (at[0], at[1]))


def _add(shown: ShownPair, one: TellingWords, other: TellingWords, side: int, ranks: dict[str, int], pieces: WordPieces) -> int:
    """Adds a telling and what ends it; the place of the word that tells."""
    marks, tells = _marks(one, other), 0
    for place, word in enumerate(one.words):
        found = (pieces.of(word) or (pieces.ids[UNKNOWN],))[:MOST_WORDS]
        if place == one.at:
            tells = len(shown.ids)
        shown.ids.extend(found)
        shown.ranks.extend([ranks.get(one.states[place], 0)] * len(found))
        shown.marks.extend([marks[place]] * len(found))
        shown.sides.extend([side] * len(found))
    for numbers, number in ((shown.ids, pieces.ids[SEP]), (shown.ranks, 0), (shown.marks, 0), (shown.sides, side)):
        numbers.append(number)
    return tells


def _ranks(a: TellingWords, b: TellingWords) -> dict[str, int]:
    named = Counter(state for state in (*a.states, *b.states) if state)
    return {state: min(RANKS, number) for number, state in enumerate(sorted(named, key=lambda s: (-named[s], s)), 1)}


def _marks(one: TellingWords, other: TellingWords) -> list[int]:
    theirs = {name for name in other.names if name}
    days = [time for _, time in other.times if time] + ([(other.published, other.published)] if other.published else [])
    marks = [(NAME_OF_BOTH if name in theirs else OTHER_NAME) if name else 0 for name in one.names]
    for place, time in one.times:
        if not marks[place]:
            marks[place] = TIME if time is None else DAY_OF_BOTH if _meets(time, days) else DAY
    marks[one.at] = TELLS
    return marks


def _meets(time: Days, others: Sequence[Days]) -> bool:
    narrow = time[1] - time[0] < NARROW
    return narrow and any(time[0] - CLOSE <= last and first - CLOSE <= time[1] and last - first < NARROW for first, last in others)


def _gap(a: int | None, b: int | None) -> int:
    if a is None or b is None:
        return UNDATED
    return next((UNDATED + number for number, days in enumerate(GAPS, 1) if abs(a - b) <= days), LATER)
