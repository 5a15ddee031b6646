"""Yields Sketch: what is needed of a resolved event to tie it to others: its parties, when it was said, its words and numbers."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.core.records import Event, Party
from dragoman.resolve.event_frames import stem

_WORD = re.compile(r"[^\W\d_]{4,}")
_NUMBER = re.compile(r"\b\d[\d,.]*\b")
_SYMMETRIC = {"AGREE", "CONSULT", "COOPERATE", "SUPPORT"}
_MOST = 12
"""Tellings of an event of which the words are read."""


@dataclass(frozen=True, slots=True)
class Sketch:
    """An event with its ordered pairs of parties (countries, else entities; for what two do together in both orders), the ISO day on which it was first
    said or None, stems of its words, the number of what it is done to or None, and its verb, where that is told."""

    event: Event
    pairs: tuple[tuple[str, str], ...]
    said: str | None
    words: frozenset[str]
    count: str | None
    verb: str | None

    def share(self, other: Sketch) -> float:
        """Share of the words of the one with fewer that the other has, 0 to 1."""
        fewer = min(len(self.words), len(other.words))
        return len(self.words & other.words) / fewer if fewer else 0.0


def sketch_of(event: Event, published: Mapping[str, str]) -> Sketch:
    """published: ISO day by document."""
    days = sorted(published[m.doc][:10] for m in event.mentions if len(published.get(m.doc, "")) >= 10)
    values = dict(event.values)
    names = {stem(w) for p in (*event.actors, *event.recipients) for w in _WORD.findall((p.name or "").lower())}
    told = " ".join(m.evidence[0].text for m in event.mentions[:_MOST])
    thing = values.get("object", "")
    number = _NUMBER.search(thing) or next((found for p in event.recipients if (found := _NUMBER.search(p.name or ""))), None)
    words = frozenset(stem(w) for w in _WORD.findall(told.lower())) - names
    return Sketch(event, _pairs(event), days[0] if days else None, words, number[0] if number else None, values.get("verb"))


def _pairs(event: Event) -> tuple[tuple[str, str], ...]:
    """Where only one side is told, the other is empty, and nothing is tied by it but what leaves it out too."""
    actors, recipients = sorted(_keys(event.actors)), sorted(_keys(event.recipients))
    if event.type in _SYMMETRIC:
        both = sorted({*actors, *recipients})
        return tuple((a, b) for a in both for b in both if a != b)
    return tuple((a, r) for a in actors or [""] for r in recipients or [""] if a or r)


def _keys(parties: tuple[Party, ...]) -> set[str]:
    return {key for p in parties if (key := p.country or p.entity)}
