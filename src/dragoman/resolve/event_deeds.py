"""Yields Deed, what the tellings of one deed say together, and Shelves, on which a few deeds lie near any words that may name one."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from dragoman.core.dates import DateRange, first_day
from dragoman.resolve.dates import date_of_tellings
from dragoman.resolve.event_blocks import EVER, NEVER
from dragoman.resolve.event_frames import Frame
from dragoman.resolve.event_twins import Shown

_PERSON = "person"
_MOST_STATES = 5
_MOST_SHOWN = 2


@dataclass(frozen=True, slots=True)
class Report:
    """Whom a report names, anywhere in it: entity ids, and the states that these are or are of."""

    entities: frozenset[str]
    countries: frozenset[str]


NOTHING = Report(frozenset(), frozenset())


@dataclass(frozen=True, slots=True)
class Deed:
    """What the tellings of one deed say together: types, modes, triggers, sides, places, counts, date, stems of the words, documents.

    shown: some tellings, each of another document, as a twin model sees them.
    """

    types: frozenset[str]
    modes: frozenset[str]
    triggers: frozenset[str]
    actors: frozenset[str]
    recipients: frozenset[str]
    persons: frozenset[str]
    named: frozenset[str]
    doers: frozenset[str]
    places: frozenset[str]
    counts: frozenset[tuple[float, float | None]]
    spans: frozenset[float]
    date: DateRange
    stems: frozenset[str]
    docs: frozenset[str]
    shown: tuple[Shown, ...] = field(default=(), compare=False)


def deed_of(cluster: Sequence[Frame]) -> Deed:
    """What the tellings of a cluster say together."""
    sides = [f.recipients for f in cluster]
    return Deed(
        types=frozenset(f.mention.type for f in cluster),
        modes=frozenset(f.mention.mode for f in cluster if f.mention.mode),
        triggers=frozenset(f.trigger for f in cluster),
        actors=frozenset(c for f in cluster for c in f.actors.countries),
        recipients=frozenset(c for s in sides for c in s.countries),
        persons=frozenset(e for s in sides if s.kinds == {_PERSON} for e in s.named & s.own),
        named=frozenset(e for s in sides for e in s.named & s.own),
        doers=frozenset(e for f in cluster for e in own_doers(f)),
        places=frozenset(f.place for f in cluster if f.place) | frozenset(p for f in cluster for p in f.near_places),
        counts=frozenset(f.count for f in cluster if f.count),
        spans=frozenset(x for f in cluster for x in f.spans),
        date=date_of_tellings([f.mention for f in cluster]),
        stems=frozenset(s for s, n in Counter(s for f in cluster for s in f.stems).items() if n * 4 >= len(cluster)),
        docs=frozenset(f.mention.doc for f in cluster),
        shown=tuple({f.mention.doc: f.shown for f in cluster if f.shown is not None}.values())[:_MOST_SHOWN],
    )


def own_doers(frame: Frame) -> frozenset[str]:
    """Who did it, by name, where it was nobody who acts for a state."""
    side = frame.actors
    return frozenset() if side.official else side.named & side.own


def kinds_of(reminder: Frame) -> tuple[str, ...]:
    """The types that an reminder may be of."""
    return tuple(dict(reminder.mention.values).get("kinds", reminder.mention.type).split())


class Shelves:
    """Deeds that were done by type and by whom or what they name, so that an reminder is held against a few, however large the record."""

    def __init__(self, clusters: Sequence[Sequence[Frame]], deeds: Sequence[Deed]) -> None:
        """clusters, deeds: side by side."""
        self._held: dict[tuple[str, str], list[tuple[int, int]]] = defaultdict(list)
        for k, deed in enumerate(deeds):
            if clusters[k][0].modality == "real":
                bounds = deed.date.days()
                day = bounds[0].toordinal() if bounds else NEVER
                for kind in deed.types:
                    for name in _names_of(deed):
                        self._held[kind, name].append((day, k))
        for held in self._held.values():
            held.sort()

    def near(self, reminder: Frame, weights: Mapping[str, Any]) -> list[int]:
        """Places of the deeds that share a type and a name with an reminder; of many under one name those that came last before it, or nearest to its day."""
        seen = reminder.near_countries | reminder.actors.countries | reminder.recipients.countries
        names = (
            *(reminder.near | reminder.recipients.entities),
            *seen,
            *_pairs(seen),
            f"={reminder.trigger}",
            *([_number(reminder.count)] if reminder.count else []),
        )
        kinds = {other for kind in kinds_of(reminder) for other in (kind, *weights["near"].get(kind, ()))}
        told = reminder.date.days() if reminder.date.known else None
        last = told[1].toordinal() if told else first_day(reminder.published).toordinal() if reminder.published else EVER
        found: set[int] = set()
        for key in sorted((kind, name) for kind in kinds for name in names):
            held = self._held.get(key, ())
            end = bisect_right(held, (last + weights["days"], len(self._held) + EVER))
            found.update(k for _, k in held[max(0, end - weights["most"]) : end])
        return sorted(found)


def _names_of(deed: Deed) -> tuple[str, ...]:
    states = deed.actors | deed.recipients
    return (*deed.named, *deed.places, *states, *_pairs(states), *(f"={word}" for word in deed.triggers), *(_number(count) for count in deed.counts))


def _number(count: tuple[float, float | None]) -> str:
    return f"#{count[0]}"


def _pairs(countries: frozenset[str]) -> list[str]:
    return [f"{a} {b}" for a, b in combinations(sorted(countries)[:_MOST_STATES], 2)]
