"""Yields Stamp, the day of a machine's or a person's date stamp: ISO, RFC 822, epoch seconds, written out in any language."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterable
from dataclasses import dataclass
from email.utils import parsedate_to_datetime

from dragoman.ingest.days import written_days

_ISO = re.compile(
    r"(?P<day>\d{4}-\d{2}-\d{2}|\d{4}/\d{2}/\d{2}|\d{8})"
    r"(?:(?:[T\s]\s?|(?<=\d{8}))(?P<hour>\d{2}):?(?P<minute>\d{2})(?::?\d{2})?(?:[.,]\d{1,9})?\s?(?P<zone>Z|UTC|GMT|[+-]\d{2}:?\d{2})?)?(?!\d)",
    re.IGNORECASE,
)
_EPOCH = re.compile(r"(?:/?Date\()?(\d{9,10})(?:\.\d{1,9})?\)?/?|(?:/?Date\()?(\d{12,13})(?:[+-]\d{4})?\)?/?")
_RFC = re.compile(r"(?:[A-Za-z]{3,9},?\s)?\d{1,2}[\s-][A-Za-z]{3,9}[\s-]\d{2,4}\s\d{1,2}:\d{2}")
_UTC = re.compile(r"Z|UTC|GMT|[+-]00:?00", re.IGNORECASE)
_EAST, _WEST = 14, 12
"""Hours by which clocks run ahead of and behind UTC at most."""


@dataclass(frozen=True, slots=True)
class Stamp:
    """A day as stamped, in the stamp's own zone; hour: 0 to 23 where it is given in UTC, so that the outlet's own day may be a neighbour; else None."""

    day: dt.date
    hour: int | None = None

    def local(self, days: Iterable[dt.date]) -> dt.date:
        """The first of the outlet's own days that a clock somewhere can have shown at that hour of UTC, else the stamped day."""
        return next((day for day in days if day == self.day or self._is_neighbour(day)), self.day)

    def _is_neighbour(self, day: dt.date) -> bool:
        apart = (day - self.day).days
        return self.hour is not None and ((apart == 1 and self.hour >= 24 - _EAST) or (apart == -1 and self.hour < _WEST))


def read_stamp(value: str | None, *, lang: str | None = None, order: str | None = None) -> Stamp | None:
    """The day of a stamp; None where it names no one day (a year and month, a date whose day and month may be either way round, `yesterday`)."""
    text = (value or "").strip()[:100]
    if not text:
        return None
    iso = _ISO.match(text)
    if iso:
        return _iso(iso)
    epoch = _EPOCH.fullmatch(text)
    if epoch:
        moment = dt.datetime.fromtimestamp(int(epoch.group(1) or 0) or int(epoch.group(2)) / 1000, dt.UTC)
        return Stamp(moment.date(), moment.hour)
    if _RFC.match(text):
        try:
            moment = parsedate_to_datetime(text)
            return Stamp(moment.date(), moment.hour if not moment.utcoffset() and _UTC.search(text) else None)
        except (ValueError, TypeError, IndexError):
            pass
    days = (day for day in written_days(text, lang=lang, order=order) if not day.unsure)
    return next((Stamp(day.date) for day in days if day.date), None)


def _iso(match: re.Match[str]) -> Stamp | None:
    try:
        day = dt.date.fromisoformat(re.sub(r"[-/]", "", match.group("day")))
    except ValueError:
        return None
    hour, zone = match.group("hour"), match.group("zone")
    return Stamp(day, int(hour) if hour and zone and _UTC.fullmatch(zone) and int(hour) < 24 else None)
