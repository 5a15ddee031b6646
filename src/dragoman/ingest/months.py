"""Yields Calendar: the names of months and days in the languages of `codebook/ingest/calendar.yaml`, and which month a written word is."""

from __future__ import annotations

import datetime as dt
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Any

import yaml

from dragoman.core.errors import CodebookError

_FILE = "ingest/calendar.yaml"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u065f\u0670\u093c\u09bc\u0a3c\u0abc\u200b-\u200f]")
"""Accents, vowel points and joiners, which writers leave out; the vowel signs of Indian scripts are letters and stay."""
SOLAR = "solar"
"""Stands for the language of a month of the Iranian calendar, whose years begin on 21 March."""


@dataclass(frozen=True, slots=True)
class Month:
    """A month that a word names. langs: in which languages; abbreviated: only as a short form, which may be a common word of another language."""

    number: int
    langs: frozenset[str]
    abbreviated: bool


@dataclass(frozen=True, slots=True)
class Calendar:
    """Names by `folded` word: months (several where languages differ: listopad is October or November) and weekdays, 0 for Monday; and lists of words."""

    months: Mapping[str, tuple[Month, ...]]
    weekdays: Mapping[str, int]
    links: tuple[str, ...]
    day_endings: tuple[str, ...]
    year_marks: tuple[str, ...]
    year_endings: tuple[str, ...]
    date_words: frozenset[str]
    update_words: frozenset[str]
    relative_units: Mapping[str, int]
    relative_before: tuple[str, ...]
    relative_after: tuple[str, ...]
    relative_days: Mapping[str, int]
    month_first_domains: frozenset[str]
    worldwide_domains: frozenset[str]
    month_first_languages: frozenset[str]


def folded(word: str) -> str:
    """A word as names are compared: without case, accents, vowel points and dots at its end; the Turkish dotless i is an i."""
    if word.isascii():
        return word.lower().strip(".")
    return _MARKS.sub("", unicodedata.normalize("NFKD", word.casefold())).replace("ı", "i").strip(".׳॰")


@lru_cache(maxsize=1)
def load_calendar() -> Calendar:
    """The shipped names; CodebookError where the file lacks a key or a list of months is not 12 long."""
    table: dict[str, Any] = yaml.load((files("dragoman.codebook") / _FILE).read_text(encoding="utf-8"), Loader=_Loader)
    try:
        found: dict[str, list[Month]] = {}
        for key, short in (("months", False), ("short_months", True)):
            for lang, names in table[key].items():
                _add(found, str(lang), names, short)
        _add(found, SOLAR, table["solar_months"], False)
        weekdays = {folded(form): i for names in table["weekdays"].values() for i, name in enumerate(names) for form in name.split("/") if form}
        return Calendar(
            months={word: tuple(months) for word, months in found.items()},
            weekdays=weekdays,
            links=_phrases(table["links"]),
            day_endings=_phrases(table["day_endings"]),
            year_marks=_phrases(table["year_marks"]),
            year_endings=_phrases(table["year_endings"]),
            date_words=frozenset(map(str, table["date_words"])),
            update_words=frozenset(map(str, table["update_words"])),
            relative_units={str(word): int(days) for word, days in table["relative_units"].items()},
            relative_before=_phrases(table["relative_before"]),
            relative_after=_phrases(table["relative_after"]),
            relative_days={str(word): int(days) for word, days in table["relative_days"].items()},
            month_first_domains=frozenset(map(str, table["month_first_domains"])),
            worldwide_domains=frozenset(map(str, table["worldwide_domains"])),
            month_first_languages=frozenset(map(str, table["month_first_languages"])),
        )
    except (KeyError, AttributeError, ValueError) as error:
        raise CodebookError(f"codebook/{_FILE}: {error}") from error


def _add(found: dict[str, list[Month]], lang: str, names: list[str], short: bool) -> None:
    """Note a language's names; a month that another language writes alike is one Month of both."""
    if len(names) != 12:
        raise ValueError(f"{lang} has {len(names)} months")
    for number, forms in enumerate(names, start=1):
        for word in {folded(form) for form in forms.split("/") if form}:
            months = found.setdefault(word, [])
            same = next((i for i, month in enumerate(months) if month.number == number and (SOLAR in month.langs) == (lang == SOLAR)), None)
            if same is None:
                months.append(Month(number, frozenset({lang}), short))
            else:
                months[same] = Month(number, months[same].langs | {lang}, months[same].abbreviated and short)


def _phrases(words: Iterable[Any]) -> tuple[str, ...]:
    """The longest first, so that a pattern of alternatives takes the longest."""
    return tuple(sorted(map(str, words), key=lambda word: (-len(word), word)))


def solar_day(year: int, month: int, day: int) -> dt.date | None:
    """The day of a date in the Iranian calendar (years 1200 to 1500), None where there is none.

    By the 33-year rule of leap years, which agrees with the observed calendar from 1178 to 1633 (Borkowski 1996).
    """
    if not (1200 <= year <= 1500 and 1 <= month <= 12 and 1 <= day <= (31 if month <= 6 else 30)):
        return None
    leaps = _leaps(year - 1) - _leaps(1403 - 1)
    first = dt.date(2024, 3, 20) + dt.timedelta(days=365 * (year - 1403) + leaps)  # 1 Farvardin 1403 was 20 March 2024
    passed = 31 * (month - 1) if month <= 7 else 186 + 30 * (month - 7)
    if month == 12 and day == 30 and _leaps(year) == _leaps(year - 1):
        return None
    return first + dt.timedelta(days=passed + day - 1)


def _leaps(year: int) -> int:
    """Leap years up to and with that year, counted from a fixed point: in each 33 years those with remainder 1, 5, 9, 13, 17, 22, 26, 30."""
    cycles, rest = divmod(year, 33)
    return 8 * cycles + sum(rest >= leap for leap in (1, 5, 9, 13, 17, 22, 26, 30))
