"""Yields the publication day of a report and its last update, with what each rests on and how sure that is; None rather than a guess."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.core.documents import Published, Zone
from dragoman.ingest.addresses import EARLIEST, date_order, path_days
from dragoman.ingest.base import MAX_CODED
from dragoman.ingest.days import FIRST_YEAR, LAST_YEAR, WrittenDay, written_days, written_months
from dragoman.ingest.months import load_calendar
from dragoman.ingest.relative import days_ago
from dragoman.ingest.stamps import read_stamp
from dragoman.ingest.words import load_words

CONFIDENCE = {
    "metadata": 0.97,
    "url-path": 0.95,
    "byline": 0.95,
    "byline-year-inferred": 0.9,
    "given": 0.9,
    "dateline": 0.85,
    "page": 0.7,
    "byline-month-known": 0.75,
    "byline-year-of-reading": 0.6,
    "update": 0.6,
    "image-path": 0.6,
    "relative": 0.4,
}
"""How sure each basis is, 0 to 1. Set by hand on 2026-11-22: an image is uploaded on its page's day or before, a lower bound; an update is an upper one."""

_PATHS = re.compile(r"\]\(([^\s()]{1,500})")
_AHEAD = 60
"""Code points before a date in which a word of the future makes it no bound for the day of publication."""
_BEFORE = 40
"""Code points before a date in which a word says that it is that of an update."""
_SLACK = dt.timedelta(days=1)
"""By which clocks elsewhere may be ahead."""
_NOUGHT = frozenset({dt.date(1900, 1, 1), dt.date(1904, 1, 1), dt.date(1969, 12, 31), dt.date(1970, 1, 1), dt.date(1980, 1, 1)})
"""Days that clocks and tables give where nothing was set."""


@dataclass(frozen=True, slots=True)
class Clues:
    """What is known of a report's days beside its text; each None where it is not.

    metadata, updated: what fields or tags say; url: its address; page: what an extractor found on the page; given, given_updated: what led to it says;
    images: paths; today: ISO day of reading, which nothing lies after by more than a day; seen: ISO day on which the page was as it is; lang: of the text;
    dateline: the days that stand there.
    """

    metadata: str | None = None
    updated: str | None = None
    url: str | None = None
    page: str | None = None
    given: str | None = None
    given_updated: str | None = None
    images: tuple[str, ...] = ()
    today: str | None = None
    seen: str | None = None
    lang: str | None = None
    dateline: tuple[WrittenDay, ...] = ()


@dataclass(slots=True)
class _Case:
    """The days of one report. latest: the last day that can be meant."""

    text: str
    clues: Clues
    latest: dt.date
    order: str | None = None
    first: list[WrittenDay] = field(default_factory=list)
    updates: list[WrittenDay] = field(default_factory=list)
    stamps: list[str] = field(default_factory=list)

    def stamped(self, value: str | None, own: Sequence[dt.date] = ()) -> dt.date | None:
        stamp = read_stamp(value, lang=self.clues.lang, order=self.order)
        day = stamp.local(own) if stamp else None
        return day if day and day not in _NOUGHT and day.year >= FIRST_YEAR and day <= self.latest else None

    def plausible(self, day: dt.date | None) -> dt.date | None:
        return day if day and day.year >= EARLIEST and day <= self.latest else None


def publication_days(text: str, zones: Sequence[Zone], clues: Clues) -> tuple[Published | None, Published | None]:
    """The day on which a report was first published, by the first of these that there is, and that of its last update, where one is told.

    What a field or tag says (in the outlet's own zone); the path of its address; a full date in a byline; what an extractor found on the page; a
    byline's day and month, in the year nearest to a day that is known, else in the smallest that puts it on or after the latest full date
    that the text tells of, else in the latest that is past; a dateline likewise; what led to the report; the update; the latest date in the
    paths of images; `3 hours ago`. A day after the day of reading is passed over, and one before 1990 unless a field or tag gives it: archives are
    older than the web. A date that the text tells of is never taken.
    """
    case = _case(text, zones, clues)
    published = next(_published(case), None)
    updated = next((found for found in _updated(case, published) if published is None or found.day > published.day), None)
    return published, updated


def _case(text: str, zones: Sequence[Zone], clues: Clues) -> _Case:
    latest = dt.date.fromisoformat(clues.today) + _SLACK if clues.today else dt.date(LAST_YEAR, 12, 31)
    case = _Case(text, clues, latest)
    days = list(_byline_days(text, zones, clues.lang))
    values = [value for value in (clues.metadata, clues.updated, clues.page, clues.given, clues.given_updated) if value]
    doubted = [day for day, _ in days if day.unsure] + [day for value in values for day in written_days(value[:100]) if day.unsure]
    if doubted:
        case.order = _order(case, doubted, [day for day, _ in days if not day.unsure])
        days = list(_byline_days(text, zones, clues.lang, case.order))
    case.first = [day for day, kind in days if kind == "first" and not day.unsure]
    case.updates = [day for day, kind in days if kind == "update" and not day.unsure]
    case.stamps = [text[zone.start : zone.end] for zone in zones if zone.kind == "byline"]
    return case


def _published(case: _Case) -> Iterator[Published]:
    """All that there is, the best first."""
    clues, text = case.clues, case.text
    paths = [day for day in path_days(clues.url or "") if case.plausible(day)]
    full = [day.date for day in case.first if day.date and case.plausible(day.date)]
    yield from _on(case.stamped(clues.metadata, [*paths, *full]), "metadata")
    yield from _on(max(paths, default=None), "url-path")
    yield from _on(next(iter(full), None), "byline")
    yield from _on(case.stamped(clues.page), "page")
    pictures = [day for path in (*clues.images, *_PATHS.findall(text[:MAX_CODED])) for day in path_days(path) if case.plausible(day)]
    for basis, days in (("byline", case.first), ("dateline", clues.dateline)):
        for day in days:
            yield from _with_year(day, case, pictures, basis)
    yield from _on(case.stamped(clues.given), "given")
    changed = [case.stamped(clues.updated), *(case.plausible(day.date) for day in case.updates)]
    yield from _on(min((day for day in changed if day), default=None), "update")
    yield from _on(max(pictures, default=None), "image-path")
    ago = next((since for line in case.stamps if (since := days_ago(line)) is not None), None) if clues.seen else None
    if ago is not None and clues.seen:
        yield from _on(dt.date.fromisoformat(clues.seen) - dt.timedelta(days=ago), "relative")


def _updated(case: _Case, published: Published | None) -> Iterator[Published]:
    yield from _on(case.stamped(case.clues.updated), "metadata")
    since = dt.date.fromisoformat(published.day) if published else None
    for day in case.updates:
        if day.date or since is None:
            yield from _on(case.plausible(day.date), "byline")
        else:
            later = (found for year in (since.year, since.year + 1) if (found := case.plausible(day.in_year(year))) and found > since)
            yield from _on(next(later, None), "byline")
    yield from _on(case.stamped(case.clues.given_updated), "given")


def _on(day: dt.date | None, basis: str, confidence: str | None = None) -> Iterator[Published]:
    if day:
        yield Published(day.isoformat(), basis, CONFIDENCE[confidence or basis])


def _byline_days(text: str, zones: Sequence[Zone], lang: str | None, order: str | None = None) -> Iterator[tuple[WrittenDay, str]]:
    """Days in bylines in text order, each with what happened on it: first (publication), update or print."""
    words, others = load_words(), load_calendar().update_words
    for zone in zones:
        if zone.kind != "byline":
            continue
        last = zone.start
        for day in written_days(text, zone.start, zone.end, lang=lang, order=order):
            before = text[max(last, day.start - _BEFORE) : day.start].lower()
            last = day.end
            tokens = set(re.findall(r"[^\W\d_]+", before))
            update = tokens & words.update_words or any(phrase in before for phrase in others)
            yield day, "print" if tokens & words.print_words else "update" if update else "first"


def _order(case: _Case, doubted: Sequence[WrittenDay], sure: Sequence[WrittenDay]) -> str | None:
    """Which way round 03/04/2031 is: as other such dates of the text, as another date of the report, as in its country, as in its language."""
    numeric = [day for day in written_days(case.text, 0, MAX_CODED) if day.date and "/" in case.text[day.start : day.end]]
    told = {_way_round(case.text[day.start : day.end]) for day in numeric if not day.unsure} - {None}
    if len(told) == 1:
        return told.pop()
    values = (case.clues.metadata, case.clues.page, case.clues.given)
    stamps = [stamp.day for value in values if (stamp := read_stamp(value, lang=case.clues.lang))]
    known = {*path_days(case.clues.url or ""), *stamps, *(day.date for day in (*sure, *case.clues.dateline) if day.date)}
    known |= {day.date for day in written_days(case.text, 0, MAX_CODED, lang=case.clues.lang) if day.date and not day.unsure}
    ways = {"DMY": {day.date for day in doubted}, "MDY": {WrittenDay(0, 0, day.year, day.day, day.month).date for day in doubted}}
    fitting = [way for way, days in ways.items() if days & known]
    return fitting[0] if len(fitting) == 1 else date_order(case.clues.url, case.clues.lang)


def _way_round(words: str) -> str | None:
    parts = re.fullmatch(r"(\d{1,2})/(\d{1,2})/\d{4}", words)
    if parts is None or parts.group(1) == parts.group(2):
        return None
    return "DMY" if int(parts.group(1)) > 12 else "MDY"


def _with_year(day: WrittenDay, case: _Case, pictures: Sequence[dt.date], basis: str) -> Iterator[Published]:
    """The day in its own year, else in that which other days allow; nothing where none does."""
    if day.date:
        yield from _on(case.plausible(day.date), basis)
        return
    years = range(EARLIEST, case.latest.year + 1)
    near = [found for value in (case.clues.updated, case.clues.given) if (found := case.stamped(value))]
    near += [found for update in case.updates if (found := case.plausible(update.date))]
    for anchor in near:
        fitting = [found for year in (anchor.year, anchor.year - 1) if (found := case.plausible(day.in_year(year))) and found <= anchor + _SLACK]
        if fitting:
            yield from _on(fitting[0], basis)
            return
    told = [d.date for d in written_days(case.text, 0, MAX_CODED) if d.date and not d.unsure and not _lies_ahead(case.text, d.start)] + list(pictures)
    months = [first for offset, first in written_months(case.text[:MAX_CODED]) if not _lies_ahead(case.text, offset)]
    bounds = [bound for bound in (*told, *months) if bound <= case.latest]
    possible = [found for year in years if (found := case.plausible(day.in_year(year))) and day.weekday in (None, found.weekday())]
    if bounds:
        fitting = [found for found in possible if found >= max(bounds) and found.year <= max(bounds).year + 8]
        inferred = "dateline" if basis == "dateline" else "byline-year-inferred" if any(bound in told for bound in bounds) else "byline-month-known"
        yield from _on(next(iter(fitting), None), basis, inferred)
    elif case.clues.today:
        yield from _on(next(reversed(possible), None), basis, "byline-year-of-reading")


def _lies_ahead(text: str, offset: int) -> bool:
    """Does a word of the future stand before the date in its clause, or one like `until` right before it?"""
    clause = re.split(r"[.!?;\n]", text[max(0, offset - _AHEAD) : offset])[-1].lower()
    before = re.findall(r"[a-z]+", clause)
    return bool(set(before) & load_words().future_words or set(before[-1:]) & load_words().bound_words)
