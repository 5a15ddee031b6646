"""Yields pairs of records that were kept apart by little: deeds of one kind, parties and days; people and bodies with names alike."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from dragoman.codebook.skeleton import fold
from dragoman.core.records import Entity, Event
from dragoman.resolve.event_sketches import sketch_of

_DAYS = 3
"""Days that two deeds may lie apart and still be one."""
_ALIKE = 0.5
"""Share of the words of the shorter account that the other must have."""
_LARGEST = 60
"""Records under one key that are held against each other; of more, those that come first."""
_TYPES = frozenset({"person", "organisation", "craft", "group", "facility"})
_WORD = re.compile(r"[^\W\d_]{3,}")


def near_events(events: Sequence[Event]) -> Iterator[tuple[Event, Event, float, str]]:
    """(a, b, how alike from 0 to 1, why) of two events of one type, modality and pair of parties, with days that meet or nearly, told in words alike."""
    blocks: dict[tuple[str, ...], list[Event]] = defaultdict(list)
    for event in events:
        for pair in sketch_of(event, {}).pairs[:4]:
            blocks[event.type, event.modality, *sorted(pair)].append(event)
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks):
        for a, b in combinations(sorted(blocks[key], key=lambda e: e.id)[:_LARGEST], 2):
            apart = a.date.apart(b.date)
            if a.id == b.id or (a.id, b.id) in seen or apart is None or apart > _DAYS:
                continue
            seen.add((a.id, b.id))
            share = sketch_of(a, {}).share(sketch_of(b, {}))
            if share >= _ALIKE:
                days = "on the same day" if apart == 0 else f"{apart} day{'s' * (apart > 1)} apart"
                yield a, b, share, f"Both are {a.type} of the same parties, {days}, and share {round(100 * share)} % of the words of the shorter account."


def near_entities(entities: Sequence[Entity]) -> Iterator[tuple[Entity, Entity, float, str]]:
    """The same of two entities of one type: all words of the shorter name stand in the other, and no state speaks against it."""
    blocks: dict[tuple[str, str], list[tuple[Entity, frozenset[str]]]] = defaultdict(list)
    for entity in entities:
        words = frozenset(_WORD.findall(fold(entity.name)))
        if entity.type in _TYPES and words and any(m.form in {"name", "acronym", "alias"} for m in entity.mentions):
            for word in sorted(words):
                blocks[entity.type, word].append((entity, words))
    seen: set[tuple[str, str]] = set()
    for key in sorted(blocks):
        if len(blocks[key]) > _LARGEST:
            continue
        for (a, mine), (b, theirs) in combinations(sorted(blocks[key], key=lambda row: row[0].id), 2):
            if a.id == b.id or (a.id, b.id) in seen or not (mine <= theirs or theirs <= mine) or (a.country and b.country and a.country != b.country):
                continue
            seen.add((a.id, b.id))
            alike = len(mine & theirs) / len(mine | theirs)
            yield a, b, round(0.3 + 0.5 * alike, 4), f"“{a.name}” and “{b.name}” share all the words of the shorter name."
