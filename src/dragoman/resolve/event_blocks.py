"""Yields Block: where an event mention is looked for, by its parties and the days that it may be of."""

from __future__ import annotations

from hashlib import blake2b
from itertools import combinations, product
from typing import NamedTuple

from dragoman.core.dates import DateRange
from dragoman.resolve.event_frames import Frame, Side

WINDOW = 6
"""Days that two dated tellings may lie apart and still be compared; wider than any veto on dates, which is the score's to cast."""
NEVER, EVER = -(10**7), 10**7
"""First and last day of a telling without a date, in days counted from the year 1."""
_MOST_KEYS = 4
_MOST_STATES = 3
_WIDE = 31


class Block(NamedTuple):
    """One place where a mention is looked for.

    key: hash of the parties, odd where it is of one party alone: there only pairs count of which a mention leaves a side open (half). first, last: days
    that it may be of; kind, near: hashes of its type, and of type and trigger.
    """

    key: int
    first: int
    last: int
    kind: int
    near: int
    half: bool


def blocks_of(frame: Frame) -> tuple[Block, ...]:
    """All blocks of a mention, by key: of each pair of its parties, and of each party alone, so that tellings that leave a side out are found.

    Every mention stands beside what is told of its states, and one that leaves a side out (`The plane was hit on Tuesday`) beside what is told of those
    that its words or its report name.
    """
    first, last = days_of(frame.date)
    mention = frame.mention
    kind, near = _hash(mention.type, frame.modality), _hash(mention.type, frame.trigger)
    if frame.reminder:
        return tuple(Block(key, first, last, kind, near, True) for key in sorted(_remindered(frame)))
    actors, recipients = _keys(frame.actors), _keys(frame.recipients)
    half = not frame.actors.countries or not frame.recipients.countries
    found = {_hash("pair", *sorted((a, r))) & ~1 for a, r in product(actors, recipients)} if not half else set()
    found |= {_hash(role, key) | 1 for role, keys in (("actor", actors), ("recipient", recipients)) for key in keys}
    if half:
        found.add(_hash("told", mention.type, frame.trigger) | 1)
    found |= {_hash("of", mention.type, state) | 1 for state in _states(frame)}
    return tuple(Block(key, first, last, kind, near, half) for key in sorted(found))


def _states(frame: Frame) -> list[str]:
    """The states of whose deeds a telling may be one: its parties, and where it leaves a side out those that are named beside it and most in its report."""
    actors, recipients = frame.actors.countries, frame.recipients.countries
    beside = frame.near_countries | frame.report_countries if not actors or not recipients else frozenset()
    parties = actors | recipients
    return [*sorted(parties)[:_MOST_KEYS], *sorted(beside - parties)[:_MOST_KEYS]]


def _remindered(frame: Frame) -> set[int]:
    """Where words that only name a deed are looked for: beside what is told of any two states in their sentence, or of the one, and by the word."""
    states = sorted(frame.near_countries | frame.actors.countries | frame.recipients.countries)[:_MOST_STATES]
    found = {_hash("pair", a, b) & ~1 for a, b in combinations(states, 2)}
    found |= {_hash(role, state) | 1 for state in states[:1] for role in ("actor", "recipient")} if len(states) == 1 else set()
    kinds = dict(frame.mention.values).get("kinds", frame.mention.type).split()
    return {*found, *(_hash("told", kind, frame.trigger) | 1 for kind in kinds)}


def days_of(date: DateRange) -> tuple[int, int]:
    """First and last day of a date, counted from the year 1; the whole of time where it is unknown, open or wider than a month."""
    bounds = date.days() if date.start and date.end and date.span_days() <= _WIDE else None
    return (bounds[0].toordinal(), bounds[1].toordinal()) if bounds else (NEVER, EVER)


def _keys(side: Side) -> list[str]:
    """Countries where there are any, else words of names: no ids, which move when a new document names somebody first."""
    return sorted(side.countries or side.words)[:_MOST_KEYS]


def _hash(*parts: str) -> int:
    """A number of 62 bits, the same on any machine."""
    return int.from_bytes(blake2b("\x1f".join(parts).encode(), digest_size=8).digest(), "big") >> 2
