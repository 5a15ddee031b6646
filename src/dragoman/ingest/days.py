"""Yields the days that are written out in a text: full dates, and days of a month whose year is left out."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from functools import lru_cache

from dragoman.ingest.words import load_words

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""A number outside these years is not taken for one."""


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day as written: half-open code-point span; year None where it is left out; weekday 0 (Monday) to 6, None where none is given."""

    start: int
    end: int
    year: int | None
    month: int
    day: int
    weekday: int | None = None

    def in_year(self, year: int) -> dt.date | None:
        """The day in that year; None for 29 February of a common year."""
        try:
            return dt.date(year, self.month, self.day)
        except ValueError:
            return None

    @property
    def date(self) -> dt.date | None:
        """The full date, None where the year is left out."""
        return self.in_year(self.year) if self.year else None


@lru_cache(maxsize=1)
def _patterns() -> tuple[re.Pattern[str], ...]:
    """Month before day, day before month, ISO, dotted; names with a capital or in capitals only, since `may` is a verb."""
    names = sorted({form for name in load_words().months for form in (name, name.upper())}, key=lambda n: (-len(n), n))
    days = sorted({form for name in load_words().weekdays for form in (name, name.upper())}, key=lambda n: (-len(n), n))
    month = rf"(?P<month>{'|'.join(names)})\b\.?"
    weekday = rf"(?:\b(?P<weekday>{'|'.join(days)})\b\.?,?\s{{1,3}})?"
    day, year = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?", r"(?P<year>\d{4})"
    return (
        re.compile(rf"{weekday}\b{month}\s{{1,3}}{day}\b(?:,?\s{{1,3}}{year}\b)?"),
        re.compile(rf"{weekday}\b{day}\s{{1,3}}(?:of\s)?{month}(?:,?\s{{1,3}}{year}\b)?"),
        re.compile(r"(?<![\d/.-])(?P<year>\d{4})-(?P<month>\d{2})-(?P<day>\d{2})(?![\d-])"),
        re.compile(r"(?<![\d.])(?P<day>\d{1,2})\.(?P<month>\d{1,2})\.(?P<year>\d{4})(?![\d.])"),
    )


def written_days(text: str, start: int = 0, end: int | None = None) -> list[WrittenDay]:
    """Days written out in text[start:end], by position, without overlap; impossible ones (31 February) are left out.

    A number like 03/04/2025 is not read: its parts may be day and month or the other way round.
    """
    found: list[WrittenDay] = []
    for pattern in _patterns():
        for match in pattern.finditer(text, start, len(text) if end is None else end):
            day = _day(match)
            if day and not any(day.start < other.end and other.start < day.end for other in found):
                found.append(day)
    return sorted(found, key=lambda d: d.start)


def _day(match: re.Match[str]) -> WrittenDay | None:
    words, part = load_words(), match.groupdict()
    month = int(part["month"]) if part["month"].isdigit() else words.months[part["month"].capitalize()]
    year = int(part["year"]) if part["year"] else None
    weekday = words.weekdays[part["weekday"].capitalize()] if part.get("weekday") else None
    day = WrittenDay(match.start(), match.end(), year, month, int(part["day"]), weekday)
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    return day if day.in_year(year or 2000) else None


def written_months(text: str) -> list[tuple[int, dt.date]]:
    """(offset, first day) of each month written with its year and no day (`January 2025`)."""
    words = load_words()
    pattern = re.compile(rf"(?<!\d )\b({'|'.join(sorted(words.months, key=len, reverse=True))})\s{{1,3}}(\d{{4}})\b")
    return [(m.start(), dt.date(int(m.group(2)), words.months[m.group(1)], 1)) for m in pattern.finditer(text) if FIRST_YEAR <= int(m.group(2)) <= LAST_YEAR]
