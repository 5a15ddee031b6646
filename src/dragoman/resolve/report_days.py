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
_DAY = len("05-11")
_RECENT = 45
"""Days after a day without a year in which reports still tell of it so."""
_AFTER_OWN = 10
"""Days after the latest day of its own that it tells within which a short report came out (2026-11: eight of nine on the stories that stand open)."""
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


def likely_days(frames: Sequence[Frame], undated: frozenset[str]) -> dict[str, Days]:
    """{report without a day: a window in which it came out}.

    From the latest day that it tells with its year, some days on; else that of the reports which tell of the same two states, where these lie within a
    year, or of those that came out about the day without a year that it tells. A wide one says the year of `on 7 April`, and nothing of `last month`.
    """
    days_of: dict[frozenset[str], dict[str, dt.date]] = defaultdict(dict)
    pairs: dict[str, Counter[frozenset[str]]] = defaultdict(Counter)
    named: dict[str, set[str]] = defaultdict(set)
    own: dict[str, dt.date] = {}
    for frame in frames:
        pair, doc = frame.actors.countries | frame.recipients.countries, frame.mention.doc
        if len(pair) == _TWO and doc in undated:
            pairs[doc][pair] += 1
        elif len(pair) == _TWO and frame.published:
            days_of[pair][doc] = first_day(frame.published)
        if doc in undated and frame.modality == "real":
            named[doc] |= {day} if (day := frame.counted.removeprefix("N ")) != frame.counted and len(day) == _DAY else set()
            own[doc] = max(own.get(doc, dt.date.min), _told_day(frame))
    found: dict[str, Days] = {}
    for doc, counted in pairs.items():
        most = min(counted, key=lambda pair: (-counted[pair], sorted(pair)))
        days = sorted(days_of[most].values())
        window = _one_year(days) or _about(days, named[doc])
        found |= {doc: window} if window is not None else {}
    return found | {doc: (day, day + dt.timedelta(_AFTER_OWN)) for doc, day in own.items() if day > dt.date.min}


def _one_year(days: Sequence[dt.date]) -> Days | None:
    """The time of reports that lie within a year."""
    if len(days) < _ALIKE or (days[-1] - days[0]).days > _ONE_YEAR - _BEFORE:
        return None
    return days[0] - dt.timedelta(_BEFORE), days[-1] + dt.timedelta(_AFTER)


def _about(days: Sequence[dt.date], named: set[str]) -> Days | None:
    """The weeks after the one year's `2 October` at which any of them came out; None where that may be of two years."""
    told = sorted({date for day in days for name in named for year in (day.year - 1, day.year) if (date := _on_day(year, name)) and _near(date, day)})
    return (told[-1], told[-1] + dt.timedelta(_RECENT)) if told and told[-1].year == told[0].year else None


def _near(told: dt.date, published: dt.date) -> bool:
    return -_BEFORE <= (published - told).days <= _AFTER


def _on_day(year: int, name: str) -> dt.date | None:
    try:
        return dt.date.fromisoformat(f"{year:04d}-{name}")
    except ValueError:  # 29 February
        return None


def _told_day(frame: Frame) -> dt.date:
    """The day that a report's own words tell of a deed with its year; the first of all days where they tell none."""
    date, values = frame.mention.date, dict(frame.mention.values)
    exact = date.start is not None and date.start == date.end and len(date.start) == len("2024-05-19")
    return first_day(date.start or "") if exact and values.get("dated") is None and COUNTED not in values else dt.date.min


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
