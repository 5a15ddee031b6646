"""Yields how telling each act of an affair is, by which the brief and the short timeline choose what to show."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping, Sequence

from dragoman.codebook.load import load_codebook
from dragoman.core.dates import first_day
from dragoman.core.records import Event
from dragoman.resolve.salient_days import told_days, weigh_days
from dragoman.view.ahead import incidents_of
from dragoman.view.days import sort_key
from dragoman.view.selection import Selection
from dragoman.view.sentences import is_bare

_PACE = 60
"""Days that make an act half as recent; a convention, not tuned, as all below."""
_UNDATED = 0.7
_BARE = 0.6
_DOUBT = {"alleged": 0.7, "planned": 0.9, "hypothetical": 0.5, "denied": 0.7}
_OCCURRENCES = {"INCIDENT": 8.0, "CASUALTIES": 5.0, "DISSOLUTION": 5.0, "RESCUE": 4.0, "APPOINTMENT": 3.0, "FINDING": 3.0}
"""What stands for the score of what is no act between parties, on the same scale of 0 to 10; of all others 1."""
_ORIGINS, _REPORTS, _BOTH_SIDES, _DAY, _FIRST = 2.0, 0.5, 1.0, 2.0, 1.0
_NARROW = 3
"""Days that a date may span to be told of by the days that reports name."""


def surest(event: Event) -> float:
    """How sure the coder is of its surest telling, 0 to 1."""
    return max((told.confidence for told in event.mentions), default=0.0)


def weigh(selection: Selection) -> dict[str, float]:
    """{event id: weight, 0 or more} of the events of a selection.

    More for the score (0 to 10), each doubling of origins and of reports, two sides, a day that reports name and look back on, and the first act of its kind;
    less with doubt, with age, without a date, and for a sentence that says little.
    """
    days, firsts = _days(selection), _firsts(selection)
    return {event.id: _weight(event, selection, days, event.id in firsts) for event in selection.events}


def most_telling(events: Sequence[Event], selection: Selection, most: int) -> list[Event]:
    """At most so many of the events, the most telling first: heads of accidents before acts between the two, and these before others."""
    weights, heads = weigh(selection), {incident.event for incident in incidents_of(selection)}
    ranked = {e.id: weights[e.id] + (5.0 if e.id in selection.between else 0.0) + (20.0 if e.id in heads else 0.0) for e in events}
    return sorted(events, key=lambda e: (-ranked[e.id], e.id))[:most]


def _weight(event: Event, selection: Selection, days: Mapping[str, float], first: bool) -> float:
    reports = {m.doc for m in event.mentions}
    origins = {selection.record.origin.get(doc, doc) for doc in reports}
    found = abs(event.score) if event.score is not None else _OCCURRENCES.get(event.type, 1.0)
    found += _ORIGINS * math.log2(max(1, len(origins))) + _REPORTS * math.log2(max(1, len(reports)))
    found += _BOTH_SIDES * bool(event.actors and event.recipients) + _DAY * _day_of(event, days) + _FIRST * first
    found *= surest(event) * _DOUBT.get(event.modality, 1.0)
    if is_bare(event):
        found *= _BARE if event.recipients else _BARE * _BARE
    span, end = event.date.days(), selection.window.end
    if span is None or end is None:
        return found * _UNDATED
    return found / (1 + max(0, (first_day(end) - span[1]).days) / _PACE)


def _days(selection: Selection) -> dict[str, float]:
    """{ISO day: 0 to 1, the most telling day of the affair's reports has 1}."""
    times, weights = selection.record.times, load_codebook().weights("salience")["days"]
    told = (told_days(d.text, d.published.day if d.published else None, times.get(d.id, ()), weights) for d in selection.documents)
    found = weigh_days(told, weights)
    most = max(found.values(), default=0.0)
    return {day: weight / most for day, weight in found.items()} if most else {}


def _day_of(event: Event, days: Mapping[str, float]) -> float:
    span = event.date.days()
    if span is None or not event.date.start or not event.date.end or (span[1] - span[0]).days >= _NARROW:
        return 0.0
    return max(days.get((span[0] + dt.timedelta(n)).isoformat(), 0.0) for n in range((span[1] - span[0]).days + 1))


def _firsts(selection: Selection) -> set[str]:
    """Ids of the first dated act of each type and modality by each side."""
    firsts: dict[tuple[object, ...], str] = {}
    for event in sorted((e for e in selection.events if e.date.known), key=lambda e: (*sort_key(e.date), e.id)):
        actors = tuple(sorted({p.country or p.entity or "" for p in event.actors}))
        firsts.setdefault((event.type, event.modality, actors), event.id)
    return set(firsts.values())
