"""Yields what the twin model learns from: tellings of stories, and pairs of them drawn by lot."""

from __future__ import annotations

import gzip
import itertools
import json
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.core.twins import TellingWords

FAMILY = {"REJECT": "SANCTION", "COERCE": "SANCTION"}
"""Types that outlets use for one another count as one."""
MOST_ALIKE = 130
"""Pairs of one deed that are drawn of a story."""
OTHERS = 2.5
"""Pairs of two deeds that are drawn for each of one."""
SHARES = (0.6, 0.25, 0.15)
"""Of these, those of one family of types, those of other types between the same parties, and those with a word that tells nothing."""


@dataclass(frozen=True, slots=True)
class Told:
    """A telling. report: in which; deeds: which of its story, none where it only seems to tell one; types: families; parties: codes of states."""

    shown: TellingWords
    report: str
    deeds: frozenset[str]
    types: frozenset[str]
    parties: frozenset[str]


@dataclass(frozen=True, slots=True)
class Pair:
    """Two tellings of two reports, and whether they tell one deed."""

    a: TellingWords
    b: TellingWords
    one: bool


def read_stories(path: Path) -> dict[str, list[Told]]:
    """The stories of a file as `marking` writes it, in file order."""
    with gzip.open(path, "rt", encoding="utf-8") as lines:
        stories = [json.loads(line) for line in lines]
    return {story["story"]: [_told(row) for row in story["tellings"]] for story in stories}


def _told(row: dict[str, Any]) -> Told:
    times = tuple((place, (days[0], days[1]) if days else None) for place, days in row["times"])
    shown = TellingWords(tuple(row["words"]), tuple(row["states"]), tuple(row["names"]), times, row["at"], row["published"])
    types = frozenset(FAMILY.get(kind, kind) for kind in row["types"])
    return Told(shown, row["report"], frozenset(row["deeds"]), types, frozenset(row["parties"]))


def of_two_reports(told: list[Told]) -> Iterator[tuple[Told, Told]]:
    """All pairs of tellings of two reports."""
    return ((a, b) for a, b in itertools.combinations(told, 2) if a.report != b.report)


def drawn_pairs(told: list[Told], lot: random.Random) -> list[Pair]:
    """Pairs of a story, drawn by lot; either of two comes first as often."""
    alike: list[tuple[Told, Told]] = []
    others: tuple[list[tuple[Told, Told]], ...] = ([], [], [])
    for a, b in of_two_reports(told):
        if a.deeds & b.deeds:
            alike.append((a, b))
        elif bool(a.deeds) != bool(b.deeds):
            others[2].append((a, b))
        elif a.deeds and a.types & b.types:
            others[0].append((a, b))
        elif a.parties & b.parties:
            others[1].append((a, b))
    for pairs in (alike, *others):
        lot.shuffle(pairs)
    count = int(OTHERS * min(len(alike), MOST_ALIKE))
    drawn = [(a, b, True) for a, b in alike[:MOST_ALIKE]]
    drawn += [(a, b, False) for pairs, share in zip(others, SHARES, strict=True) for a, b in pairs[: int(share * count)]]
    return [Pair(a.shown, b.shown, one) if lot.random() < 0.5 else Pair(b.shown, a.shown, one) for a, b, one in drawn]
