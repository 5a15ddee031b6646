"""Yields the days that are written out in a text, in any language of the calendar: full dates, and days of a month whose year is left out."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from dragoman.ingest.months import SOLAR, Month, folded, load_calendar, solar_day
from dragoman.ingest.words import load_words

FIRST_YEAR, LAST_YEAR = 1900, 2199
"""A number outside these years is not taken for one."""
_NEAR = 40
"""Code points before a number in which its month or weekday is looked for."""
_WORD = r"[^\W\d_][^\s\d.,;:()\[\]|/·•–—\-\"“”«»'’،]*"
_DIGIT = re.compile(r"\d")
_NUMBER = re.compile(r"(?<![\d.,:/-])\d{1,2}(?![\d:])")
_BREAKS = frozenset("\t\n\r\x0b\x0c\xa0 .,;:()[]|/·•–—-\"“”«»'’،0123456789")
_OTHER_NAME = re.compile(rf"/({_WORD})")
_NUMERIC = (
    (re.compile(r"(?<![\d/.-])(\d{4})-(\d{2})-(\d{2})(?![\d-])"), "YMD"),
    (re.compile(r"(?<![\d/.-])(\d{4})([./])\s?(\d{1,2})\2\s?(\d{1,2})(?!\d|\.\d)"), "YMD"),
    (re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d|\.\d)"), "DMY"),
    (re.compile(r"(?<![\d/.-])(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?![\d/-])"), ""),
    (re.compile(r"(?:(\d{4})\s?[年년]\s?|(?<![\d年년]))(\d{1,2})\s?[月월]\s?(\d{1,2})\s?[日일号號]"), "YMD"),
    (re.compile(r"(\d{4})\s(?:оны?)\s(\d{1,2})(?:-?[рР]|\s?дугаар|\s?дүгээр)?\s(?:сарын?)\s(\d{1,2})"), "YMD"),
    (re.compile(r"(?:\b[Nn]gày\s)?(?<!\d)(\d{1,2})\s[Tt]háng\s(\d{1,2})(?:,?\s(?:năm\s)?(\d{4}))?(?!\d)"), "DMY"),
)
"""Dates in which the month is a number, with the order of their parts; none told where day and month may be either way round."""


@dataclass(frozen=True, slots=True)
class WrittenDay:
    """A day as written: half-open code-point span; year None where it is left out; weekday 0 (Monday) to 6, None where none is given.

    unsure: month and day are one reading of two (03/04/2031, or a name that is another month in another language).
    """

    start: int
    end: int
    year: int | None
    month: int
    day: int
    weekday: int | None = None
    unsure: bool = False

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


def written_days(text: str, start: int = 0, end: int | None = None, *, lang: str | None = None, order: str | None = None) -> list[WrittenDay]:
    """Days written out in text[start:end], by position, without overlap; impossible ones (31 February) are left out.

    lang: language of the text, which decides what a name of two months means; order: DMY or MDY, which decides what 03/04/2031 means.
    Names of months count with a year beside them, or else as full names: English ones with a capital, since `may` is a verb.
    """
    stop = len(text) if end is None else min(end, len(text))
    if not _DIGIT.search(text, start, stop):
        return []
    found: list[WrittenDay] = []
    for days in (_numeric(text, start, stop, order), _year_first(text, start, stop, lang)):
        taken = found
        found = sorted([*taken, *_apart(days, taken)], key=lambda day: day.start)
    return sorted([*found, *_apart(_named(text, start, stop, lang), found)], key=lambda day: day.start)


def _apart(days: Iterator[WrittenDay], taken: list[WrittenDay]) -> Iterator[WrittenDay]:
    """Those that overlap none of the taken, which are sorted, as the days are."""
    at = 0
    for day in days:
        while at < len(taken) and taken[at].end <= day.start:
            at += 1
        if at == len(taken) or taken[at].start >= day.end:
            yield day


def _numeric(text: str, start: int, stop: int, order: str | None) -> Iterator[WrittenDay]:
    found: list[WrittenDay] = []
    for pattern, known in _NUMERIC:
        for match in pattern.finditer(text, start, stop):
            parts = [int(part) if part else None for part in match.groups() if part is None or part[0].isdigit()]
            day = _ordered(match, parts, known or order)
            if day:
                found.append(day)
    last = -1
    for day in sorted(found, key=lambda day: (day.start, -day.end)):
        if day.start >= last:
            last = day.end
            yield day


def _ordered(match: re.Match[str], parts: list[int | None], order: str | None) -> WrittenDay | None:
    """The day of three numbers; where no order is known, that which one part over 12 decides, else one marked as unsure."""
    if order == "YMD":
        year, month, day = parts
        return _possible(match.start(), match.end(), year, month or 0, day or 0)
    first, second, year = parts[0] or 0, parts[1] or 0, parts[2]
    swap = second > 12 or (order == "MDY" and first <= 12)
    month, day = (first, second) if swap else (second, first)
    unsure = order is None and first <= 12 and second <= 12 and first != second
    return _possible(match.start(), match.end(), year, month, day, unsure=unsure)


def _possible(start: int, end: int, year: int | None, month: int, day: int, weekday: int | None = None, *, unsure: bool = False) -> WrittenDay | None:
    """The day, None where the calendar has no such; a year of the Buddhist era is turned into ours."""
    if year is not None and 2440 <= year <= 2740:
        year -= 543
    if year is not None and not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    found = WrittenDay(start, end, year, month, day, weekday, unsure)
    return found if found.in_year(year or 2000) else None


def _year_first(text: str, start: int, stop: int, lang: str | None) -> Iterator[WrittenDay]:
    for match in _patterns().year_first.finditer(text, start, stop):
        day, word = match.group("d1") or match.group("d2"), match.group("m1") or match.group("m2")
        named = _month(word, lang, dated=True)
        if named:
            found = _possible(match.start(), match.end(), int(match.group("year")), named[0].number, int(day), unsure=named[1])
            if found:
                yield found


def _named(text: str, start: int, stop: int, lang: str | None) -> Iterator[WrittenDay]:
    """Days beside the name of their month: number by number, since every date has one."""
    free = start
    for match in _NUMBER.finditer(text, start, stop):
        if match.start() < free:
            continue
        day = _month_before(text, match, free, stop, lang) or _month_after(text, match, free, stop, lang)
        if day:
            free = day.end
            yield day


def _month_before(text: str, match: re.Match[str], free: int, stop: int, lang: str | None) -> WrittenDay | None:
    """`March 10, 2031`."""
    if not text[match.start() - 1 : match.start()].isspace():
        return None
    begins, word = _word_before(text, match.start(), free)
    if not word:
        return None
    ending = _patterns().ending.match(text, match.end(), stop)
    after = ending.end() if ending else match.end()
    if text[after : after + 1].isalnum():
        return None
    year = _patterns().year.match(text, after, stop)
    return _dated(text, (begins, word), match.group(), (after, year), free, lang)


def _month_after(text: str, match: re.Match[str], free: int, stop: int, lang: str | None) -> WrittenDay | None:
    """`10 March 2031`, `10. März 2031`, `10 de marzo de 2031`, `1er mars`; names of two words before those of one."""
    name = _patterns().after_day.match(text, match.end(), stop)
    if not name:
        return None
    for group in ("two", "one"):
        if name.group(group):
            after = name.end(group)
            other = _OTHER_NAME.match(text, after, stop)  # Arabic papers give both names: شباط/فبراير
            if other and _month(other.group(1), lang, dated=True):
                after = other.end()
            after += text[after : after + 1] == "."
            year = _patterns().year.match(text, after, stop)
            found = _dated(text, (match.start(), name.group(group)), match.group(), (after, year), free, lang)
            if found:
                return found
    return None


def _dated(text: str, named: tuple[int, str], day: str, tail: tuple[int, re.Match[str] | None], free: int, lang: str | None) -> WrittenDay | None:
    """The day, its weekday and year taken along; named: where the date begins, and the name of the month; tail: where it ends, and the year."""
    start, name = named
    after, year = tail
    value = int(year.group("year")) if year else None
    plausible = value is not None and (FIRST_YEAR <= value <= LAST_YEAR or 1200 <= value <= 1500 or 2440 <= value <= 2740)
    month = _month(name, lang, dated=plausible)
    if month is None or (value is not None and not plausible):
        return None
    weekday = _weekday_before(text, start, free)
    start = weekday[0] if weekday else start
    end = year.end() if year else after
    if SOLAR in month[0].langs:
        there = solar_day(value, month[0].number, int(day)) if value else None
        return WrittenDay(start, end, there.year, there.month, there.day) if there else None
    return _possible(start, end, value, month[0].number, int(day), weekday[1] if weekday else None, unsure=month[1])


def _weekday_before(text: str, start: int, free: int) -> tuple[int, int] | None:
    """(start, 0 to 6) of the weekday right before a date, None where there is none."""
    begins, name = _word_before(text, start, free)
    if not name:
        return None
    number = load_words().weekdays.get(name.capitalize()) if name.isascii() and name[0].isupper() else None
    if number is None:
        number = load_calendar().weekdays.get(folded(name))
    return None if number is None else (begins, number)


def _word_before(text: str, start: int, free: int) -> tuple[int, str]:
    """Where the word before a date begins, and the word; empty where none stands there, one to three blanks apart, a comma or a dot between."""
    low = max(free, start - _NEAR)
    end = start
    while end > low and text[end - 1].isspace():
        end -= 1
    if not 1 <= start - end <= 3:
        return start, ""
    for mark in (",", "."):
        end -= end > low and text[end - 1] == mark
    begins = end
    while begins > low and text[begins - 1] not in _BREAKS:
        begins -= 1
    return begins, text[begins:end] if begins > low or low in (0, free) else ""


def _month(name: str, lang: str | None, *, dated: bool) -> tuple[Month, bool] | None:
    """The month that a word names and whether that is unsure; dated: a year stands beside it. None where it names none."""
    if name.isascii():
        capital = name.capitalize()
        number = load_words().months.get(capital)
        if number and (name in (capital, name.upper()) or dated):
            return Month(number, frozenset({"en"}), False), False
        if number:
            return None
    word = folded(name)
    months = load_calendar().months
    found = months.get(word) or (months.get(word[1:]) if word[:1] == "ב" else None)  # Hebrew writes `in` and the month as one word
    if not found:
        return None
    fitting = [month for month in found if lang in month.langs] or list(found)
    usable = [month for month in fitting if dated or not month.abbreviated or lang in month.langs]
    return (usable[0], len(usable) > 1) if usable else None


@dataclass(frozen=True, slots=True)
class _Patterns:
    ending: re.Pattern[str]
    after_day: re.Pattern[str]
    year: re.Pattern[str]
    year_first: re.Pattern[str]


@lru_cache(maxsize=1)
def _patterns() -> _Patterns:
    calendar = load_calendar()
    endings, links, marks, after = (
        "|".join(map(re.escape, words)) for words in (calendar.day_endings, calendar.links, calendar.year_marks, calendar.year_endings)
    )
    ending = rf"(?:-?(?:{endings})(?![^\W_])|\.)?"
    link = rf"(?:(?:{links})(?:(?<=['’])|\s))?"
    return _Patterns(
        ending=re.compile(ending, re.IGNORECASE),
        after_day=re.compile(rf"{ending}(?:\s{{1,3}}|-)\s?{link}(?P<two>(?P<one>{_WORD})(?:\s{_WORD})?)", re.IGNORECASE),
        year=re.compile(rf"(?:\s?[,،]?\s{{1,3}}{link}|[-/])(?P<year>\d{{4}})(?!\d)(?:[\s-](?:{after})(?![^\W_]))?", re.IGNORECASE),
        year_first=re.compile(
            rf"(?<!\d)(?P<year>\d{{4}})(?:\.?\s?-?(?:{marks})\b\.?,?|\.)\s{{1,3}}(?:(?P<d1>\d{{1,2}})[.-]?\s{{0,3}}(?P<m1>{_WORD})|(?P<m2>{_WORD})\s(?P<d2>\d{{1,2}})(?!\d))",
            re.IGNORECASE,
        ),
    )


def written_months(text: str) -> list[tuple[int, dt.date]]:
    """(offset, first day) of each month written in English with its year and no day (`January 2025`)."""
    words = load_words()
    pattern = re.compile(rf"(?<!\d )\b({'|'.join(sorted(words.months, key=len, reverse=True))})\s{{1,3}}(\d{{4}})\b")
    return [(m.start(), dt.date(int(m.group(2)), words.months[m.group(1)], 1)) for m in pattern.finditer(text) if FIRST_YEAR <= int(m.group(2)) <= LAST_YEAR]
