"""Yields the publication day of a report with what it rests on and how sure that is; None rather than a guess."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable, Sequence

from dragoman.core.documents import Published, Zone
from dragoman.ingest.days import LAST_YEAR, WrittenDay, written_days, written_months
from dragoman.ingest.words import load_words

CONFIDENCE = {
    "metadata": 0.97,
    "url-path": 0.95,
    "byline": 0.95,
    "byline-year-inferred": 0.9,
    "dateline": 0.85,
    "page": 0.7,
    "byline-month-known": 0.75,
    "image-path": 0.6,
}
"""How sure each basis is, 0 to 1. Set by hand on 2026-11-22: an image is uploaded on its page's day or before, a lower bound."""

_IN_PATH = re.compile(r"(?<=/)(\d{4})[/-](\d{1,2})[/-](\d{1,2})(?=[/_.?-]|$)|(?<=/)(\d{4})(\d{2})(\d{2})(?=[/_.?-]|$)")
_PATHS = re.compile(r"\]\(([^\s()]{1,500})")
_DATELINE = re.compile(r"\s?(?:--|[—–])\s")
_AHEAD = 60
"""Code points before a date in which a word of the future makes it no bound for the day of publication."""


def publication_day(
    text: str,
    zones: Sequence[Zone],
    *,
    metadata: str | None = None,
    url: str | None = None,
    images: Iterable[str] = (),
    page: str | None = None,
) -> Published | None:
    """The day on which a report was published, by the first of these that there is, or None.

    metadata: what a field or tag says; url: its path's date; a full date in a byline; page: what an extractor found on the page; a
    byline's day and month, in the smallest year that puts it on or after the latest full date that the text tells of; a dateline
    before the first paragraph; the latest date in image paths (`images`, and those of markdown images in the text).
    A date that the text tells of is never taken for the day of publication.
    """
    told = _metadata_day(metadata)
    if told:
        return _published(told, "metadata")
    paths = list(path_days(url or ""))
    if paths:
        return _published(max(paths), "url-path")
    pictures = [day for path in (*images, *_PATHS.findall(text)) for day in path_days(path)]
    byline = _byline_days(text, zones)
    full = [day.date for day in byline if day.date]
    if full:
        return _published(full[0], "byline")
    on_page = _metadata_day(page)
    if on_page:
        return _published(on_page, "page")
    for basis, days in (("byline", byline), ("dateline", _dateline_days(text, zones))):
        for day in days:
            found = _with_year(day, text, pictures, basis)
            if found:
                return found
    return _published(max(pictures), "image-path") if pictures else None


def path_days(path: str) -> list[dt.date]:
    """Dates in a URL or file path: /2025/02/12/, /2025-02-12-, /20250212/; impossible ones are left out."""
    days = []
    for match in _IN_PATH.finditer(path):
        year, month, day = (int(part) for part in match.groups() if part)
        try:
            found = dt.date(year, month, day)
        except ValueError:
            continue
        if 1990 <= year <= LAST_YEAR:  # no page is older than the web
            days.append(found)
    return days


def _published(day: dt.date, basis: str, confidence: str | None = None) -> Published:
    return Published(day.isoformat(), basis, CONFIDENCE[confidence or basis])


def _metadata_day(value: str | None) -> dt.date | None:
    """The day of a metadata value: ISO with or without a time (its own zone's day is kept), or written out."""
    if not value:
        return None
    for day in written_days(re.sub(r"^(\d{4}-\d{2}-\d{2})[T ].*", r"\1", value.strip()[:100], flags=re.DOTALL)):
        if day.date:
            return day.date
    return None


def _byline_days(text: str, zones: Sequence[Zone]) -> list[WrittenDay]:
    """Days in bylines in text order, those of first publication before those of an update."""
    days: list[tuple[bool, WrittenDay]] = []
    update = load_words().update_words
    for zone in zones:
        if zone.kind == "byline":
            for day in written_days(text, zone.start, zone.end):
                before = set(re.findall(r"[a-z]+", text[max(zone.start, day.start - 25) : day.start].lower()))
                days.append((bool(before & update), day))
    return [day for _, day in sorted(days, key=lambda pair: (pair[0], pair[1].start))]


def _dateline_days(text: str, zones: Sequence[Zone]) -> list[WrittenDay]:
    """Days in the dateline (`PORT SARN, 14 March (Corvid) --`) with which the first paragraph that has one begins."""
    for zone in [z for z in zones if z.kind == "body"][:3]:
        dash = _DATELINE.search(text, zone.start, min(zone.end, zone.start + 90))
        if dash and text[zone.start : dash.start()].split(",")[0].split("(")[0].strip().isupper():
            return written_days(text, zone.start, dash.start())
    return []


def _with_year(day: WrittenDay, text: str, pictures: Sequence[dt.date], basis: str) -> Published | None:
    """The day in its own year, else in the smallest that the dates in the text and the image paths allow; None without such."""
    if day.date:
        return _published(day.date, basis)
    told = [d.date for d in written_days(text) if d.date and not _lies_ahead(text, d.start)] + list(pictures)
    months = [first for offset, first in written_months(text) if not _lies_ahead(text, offset)]
    if not told and not months:
        return None
    latest = max(told + months)
    for year in range(latest.year, min(latest.year + 8, LAST_YEAR) + 1):
        candidate = day.in_year(year)
        if candidate and candidate >= latest and day.weekday in (None, candidate.weekday()):
            if basis == "dateline":
                return _published(candidate, basis)
            return _published(candidate, basis, "byline-year-inferred" if told else "byline-month-known")
    return None


def _lies_ahead(text: str, offset: int) -> bool:
    """Does a word of the future stand before the date in its clause, or one like `until` right before it?"""
    clause = re.split(r"[.!?;\n]", text[max(0, offset - _AHEAD) : offset])[-1].lower()
    before = re.findall(r"[a-z]+", clause)
    return bool(set(before) & load_words().future_words or set(before[-1:]) & load_words().bound_words)
