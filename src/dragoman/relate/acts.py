"""Yields Acts: the events of a corpus by who did what to whom and when, in which the act that an answer names is sought."""

from __future__ import annotations

import datetime as dt
from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence

from dragoman.core.dates import DateRange
from dragoman.core.records import Event
from dragoman.relate.dyads import Pair, directed_pairs, key_of

_MOST = 200
"""Acts of a pair that are looked at for one answer: a hot pair has thousands."""
_UNREAL = frozenset({"denied", "hypothetical"})

ANYBODY = "*"

Days = tuple[dt.date, dt.date]


class Acts:
    """Dated acts between parties, by ordered pair and in order of their last day."""

    def __init__(self, events: Sequence[Event], organisations: Collection[str], widest: int) -> None:
        """events: any; organisations: ids of entities that are one; widest: days that a date may span."""
        self.organisations, self.widest = organisations, widest
        self._days: dict[DateRange, Days | None] = {}
        found: dict[Pair, list[tuple[dt.date, str, Event]]] = defaultdict(list)
        for event in events:
            days = self.days(event)
            if event.ontology == "PLOVER" and days and event.modality not in _UNREAL:
                for pair in sorted(set(directed_pairs(event, organisations))):
                    found[pair].append((days[1], event.id, event))
        beyond = [(pair, row) for (a, b), rows in found.items() for row in rows for pair in ((ANYBODY, b), (a, ANYBODY))]
        for pair, row in beyond:
            found[pair].append(row)
        self._of_pair = {pair: sorted(rows, key=lambda row: row[:2]) for pair, rows in found.items()}
        self._ends = {pair: [row[0] for row in rows] for pair, rows in self._of_pair.items()}

    def days(self, event: Event) -> Days | None:
        """First and last day of a date that is closed and narrow enough to put acts in order."""
        if event.date not in self._days:
            open_ = event.date.start is None or event.date.end is None or event.date.span_days() > self.widest
            self._days[event.date] = None if open_ else event.date.days()
        return self._days[event.date]

    def turned(self, event: Event) -> list[Pair]:
        """The pairs of an act, turned round: whose act it may answer; of one against nobody told, anybody's towards who did it."""
        turned = sorted({(b, a) for a, b in directed_pairs(event, self.organisations)})
        if turned or event.recipients:
            return turned
        doers = {key_of(party, self.organisations) for party in event.actors}
        return sorted((ANYBODY, key) for key in doers if key)

    def before(self, pairs: Sequence[Pair], latest: dt.date, back: int) -> Iterator[Event]:
        """Acts of these pairs that ended by a day and not more than so many days before it, the latest first within a pair."""
        for pair in pairs:
            rows = self._of_pair.get(pair, [])
            high = bisect_right(self._ends.get(pair, []), latest)
            for end, _, event in reversed(rows[max(0, high - _MOST) : high]):
                if (latest - end).days > back:
                    break
                yield event

    def named(self, reaction: Event, types: Collection[str], told: dt.date | None, back: int) -> Event | None:
        """The act of the other side that the words of a reaction name: of these types (any for none), the nearest before, of those of one day the most told.

        told: the day of the report, for a reaction that is not dated itself.
        """
        days = self.days(reaction)
        latest = days[1] if days else told
        if latest is None or not (types or reaction.recipients):
            return None
        struck = sorted({key for p in reaction.recipients if (key := key_of(p, self.organisations))})
        # `sanctions on Norland over its attack on Karsia`: what was done to a third
        for pairs in (self.turned(reaction), [(key, ANYBODY) for key in struck] if types else []):
            fitting = [e for e in self.before(pairs, latest, back) if e.id != reaction.id and (e.type in types if types else e.quad in {None, 3, 4})]
            if fitting:
                return min(fitting, key=lambda e: ((latest - self._end(e)).days, -len(e.mentions), e.id))
        return None

    def followed(self, reaction: Event, longest: int) -> Event | None:
        """The nearest conflict act of the other side that ended before the day on which this began; of those of one day the gravest."""
        days = self.days(reaction)
        if days is None or days[0] == dt.date.min or not reaction.recipients:
            return None
        earlier = self.before(self.turned(reaction), days[0] - dt.timedelta(1), longest - 1)
        fitting = [e for e in earlier if e.id != reaction.id and e.quad in {3, 4} and e.score is not None and e.modality in {"done", "threatened", "demanded"}]
        return min(fitting, key=lambda e: ((days[0] - self._end(e)).days, e.score or 0.0, e.id), default=None)

    def _end(self, event: Event) -> dt.date:
        days = self.days(event)
        return days[1] if days else dt.date.max
