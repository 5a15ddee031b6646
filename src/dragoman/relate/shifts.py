"""Yields shifts: days on which the acts of one side towards another went over to another level, with the acts that made it."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, fsum
from typing import Any

from dragoman.core.dates import DateRange
from dragoman.core.ids import digest
from dragoman.core.records import Event
from dragoman.core.ties import Shift
from dragoman.relate.dyads import Pair, counts, directed_pairs


@dataclass(frozen=True, slots=True)
class Act:
    """A counted act with its place in the order: the middle of its date."""

    day: dt.date
    id: str
    score: float


def make_shifts(events: Sequence[Event], weights: Mapping[str, Any], organisations: Collection[str] = frozenset()) -> tuple[Shift, ...]:
    """Shifts by pair and date. A pair's shifts rest on that pair's events alone. Of too few days with acts nothing is said.

    weights: `weights/ties.yaml`; organisations: ids of entities that are one.
    """
    series: dict[Pair, list[Act]] = defaultdict(list)
    for event in events:
        if counts(event) and (act := act_of(event, weights)):
            for pair in sorted(set(directed_pairs(event, organisations))):
                series[pair].append(act)
    return tuple(shift for pair in sorted(series) for shift in shifts_of(pair, series[pair], weights))


def act_of(event: Event, weights: Mapping[str, Any]) -> Act | None:
    """The event's place in the order of acts; None where it has no score or its date is open or too wide to have one."""
    days = event.date.days()
    if days is None or event.score is None or not (event.date.start and event.date.end) or event.date.span_days() > int(weights["shift_widest"]):
        return None
    return Act(dt.date.fromordinal((days[0].toordinal() + days[1].toordinal()) // 2), event.id, event.score)


def shifts_of(pair: Pair, acts: Sequence[Act], weights: Mapping[str, Any]) -> tuple[Shift, ...]:
    """Shifts of one pair in order; acts in any order.

    The acts of one day are one value, their mean: a day of many blows is one turn. The order alone matters, not how far apart the days lie. Only a change is
    kept whose two means stay `shift_step` apart whichever single act is left out.
    """
    ordered = sorted(acts, key=lambda act: (act.day, act.id))
    days = _by_day(ordered)
    if len(days) < int(weights["shift_days"]):
        return ()
    from dragoman.relate.breaks import find_breaks  # only now: numpy is slow to load

    lots = _lots(days, int(weights["longest"]))
    values = [round(fsum(a.score for a in lot) / len(lot), 6) for lot in lots]
    seed = int(digest(*pair, *(f"{lot[0].day} {value}" for lot, value in zip(lots, values, strict=True)))[:8], 16)
    chance, shuffles = float(weights["shift_chance"]), int(weights["shuffles"])
    breaks = find_breaks(values, int(weights["shift_side"]), int(weights["shift_days"]), chance, shuffles, seed)
    kept: list[tuple[int, float]] = [(b.at, b.chance) for b in breaks]
    while kept:
        edges = [0, *(at for at, _ in kept), len(lots)]
        segments = [[a for lot in lots[low:high] for a in lot] for low, high in pairwise(edges)]
        weak = [n for n in range(len(kept)) if _steadfast(segments[n], segments[n + 1]) < float(weights["shift_step"])]
        if not weak:
            return tuple(_shift(pair, segments[n], segments[n + 1], kept[n][1], int(weights["named_events"])) for n in range(len(kept)))
        # a break that falls joins its two sides, which changes what its neighbours part
        del kept[max(weak, key=lambda n: (kept[n][1], n))]
    return ()


def _by_day(ordered: Sequence[Act]) -> list[list[Act]]:
    days: list[list[Act]] = []
    for act in ordered:
        if days and days[-1][0].day == act.day:
            days[-1].append(act)
        else:
            days.append([act])
    return days


def _lots(days: list[list[Act]], most: int) -> list[list[Act]]:
    """At most so many: of a long series neighbouring days are taken together."""
    size = ceil(len(days) / most)
    return [[act for day in days[at : at + size] for act in day] for at in range(0, len(days), size)]


def _steadfast(before: Sequence[Act], after: Sequence[Act]) -> float:
    """Points by which the means differ at least, whichever single act is left out; 0 where leaving one out turns the change round."""
    left, right = [a.score for a in before], [a.score for a in after]
    if min(len(left), len(right)) < 2:
        return 0.0
    way = 1.0 if _mean(right) > _mean(left) else -1.0
    nearest = (max if way > 0 else min)(right)
    lowest = (min if way > 0 else max)(left)
    bare_right = (fsum(right) - nearest) / (len(right) - 1)
    bare_left = (fsum(left) - lowest) / (len(left) - 1)
    return max(0.0, min(way * (bare_right - _mean(left)), way * (_mean(right) - bare_left)))


def _shift(pair: Pair, before: list[Act], after: list[Act], chance: float, most: int) -> Shift:
    low, high = _mean([a.score for a in before]), _mean([a.score for a in after])
    middle, way = (low + high) / 2, 1.0 if high > low else -1.0
    made_by = [a.id for a in after if way * (a.score - middle) > 0][:most]
    when = DateRange(before[-1].day.isoformat(), after[0].day.isoformat())
    return Shift(*pair, when, round(low, 3), round(high, 3), round(1.0 - chance, 3), tuple(made_by), len(before), len(after))


def _mean(scores: Sequence[float]) -> float:
    return fsum(scores) / len(scores)
