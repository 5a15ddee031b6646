"""Yields the days between which a report without a day came out, told from deeds that reports with one date too, and its own deeds dated by them."""

from __future__ import annotations

import datetime as dt
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from dragoman.core.counted import MOST, told_from, told_on
from dragoman.core.dates import first_day
from dragoman.core.mentions import EventMention, Extracted
from dragoman.resolve.dates import date_of_tellings
from dragoman.resolve.event_frames import Frame

Days = tuple[dt.date, dt.date]
COUNTED, ESTIMATED = "counted", ("dated", "estimated")
_ONE_YEAR = 330
"""Days of a window in which a day without a year is told once."""
_BEFORE, _AFTER = 30, 60
"""Days by which a report may lie outside those that tell of the same two states."""
_TWO = 2
_ALIKE = 3
"""Reports with a day that must tell of the same two states."""


def report_days(clusters: Iterable[Sequence[Frame]], undated: frozenset[str]) -> dict[str, Days]:
    """{report without a day: first and last day on which it can have come out}, for those of which its deeds say it within some weeks.

    What `last month` is told of happened in May by another report's word: so this one is of June. A report that tells of a later deed is of
    another time than it seems, and has none.
    """
    told: dict[str, list[Days]] = defaultdict(list)
    latest: dict[str, dt.date] = {}
    for cluster in clusters:
        for doc in sorted({f.mention.doc for f in cluster} & undated):
            others = date_of_tellings([f.mention for f in cluster if f.mention.doc != doc]).days()
            if others is None or (others[1] - others[0]).days > MOST:
                continue
            own = [f.mention for f in cluster if f.mention.doc == doc]
            told[doc] += [made for m in own if (code := _code(m)) and (made := told_from(code, others)) is not None]
            if cluster[0].modality == "real":
                latest[doc] = max(latest.get(doc, dt.date.min), others[0])
    found = {doc: _between(spans, latest.get(doc, dt.date.min)) for doc, spans in told.items() if spans}
    return {doc: days for doc, days in found.items() if days is not None}


def likely_days(frames: Iterable[Frame], undated: frozenset[str]) -> dict[str, Days]:
    """{report without a day: a wide window in which it came out}: that of the reports which tell of the same two states, where these lie within a year.

    It says the year of `on 7 April`, and nothing of `last month`.
    """
    days_of: dict[frozenset[str], dict[str, dt.date]] = defaultdict(dict)
    pairs: dict[str, Counter[frozenset[str]]] = defaultdict(Counter)
    for frame in frames:
        pair = frame.actors.countries | frame.recipients.countries
        if len(pair) == _TWO and frame.mention.doc in undated:
            pairs[frame.mention.doc][pair] += 1
        elif len(pair) == _TWO and frame.published:
            days_of[pair][frame.mention.doc] = first_day(frame.published)
    found = {}
    for doc, counted in pairs.items():
        most = min(counted, key=lambda pair: (-counted[pair], sorted(pair)))
        days = sorted(days_of[most].values())
        if len(days) >= _ALIKE and (days[-1] - days[0]).days <= _ONE_YEAR - _BEFORE:
            found[doc] = (days[0] - dt.timedelta(_BEFORE), days[-1] + dt.timedelta(_AFTER))
    return found


def _between(spans: list[Days], latest: dt.date) -> Days | None:
    """What the narrowest leaves open, narrowed by those that agree with it; not before the latest deed."""
    first, last = dt.date.min, dt.date.max
    for start, end in sorted(set(spans), key=lambda days: (days[1] - days[0], days)):
        if max(first, start) <= min(last, end):
            first, last = max(first, start), min(last, end)
    first = max(first, latest)
    return (first, last) if first <= last and (last - first).days <= MOST else None


def with_report_days(documents: Sequence[Extracted], days: Mapping[str, Days]) -> list[Extracted]:
    """The documents; deeds of reports without a day that would be dated by it have the days that it leaves open."""
    return [replace(x, events=_dated(x.events, d), reminders=_dated(x.reminders, d)) if (d := days.get(x.document.id)) else x for x in documents]


def _dated(events: Sequence[EventMention], days: Days) -> tuple[EventMention, ...]:
    return tuple(_on(e, days) if _code(e) and not e.date.known else e for e in events)


def _on(event: EventMention, published: Days) -> EventMention:
    days = told_on(_code(event), published)
    return replace(event, date=days, values=(*event.values, ESTIMATED)) if days.known and days.span_days() <= MOST else event


def _code(mention: EventMention) -> str:
    return dict(mention.values).get(COUNTED, "")
