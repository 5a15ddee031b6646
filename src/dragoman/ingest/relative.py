"""Yields how many days ago a stamp like `3 hours ago` or `yesterday` says that a report came out."""

from __future__ import annotations

import re
from functools import lru_cache

from dragoman.ingest.months import load_calendar
from dragoman.ingest.words import load_words

_LONGEST = 60
_MARKS = "|,·(:—–-"


def days_ago(text: str) -> int | None:
    """Whole days between the stamp in a short line and the day of reading; 0 for hours and minutes; None where there is no such stamp.

    Months and years are not read: they are too vague for a day.
    """
    match = _find(text)
    if match is None:
        return None
    if match.group("day"):
        return load_calendar().relative_days[match.group("day").lower()]
    number, unit = (match.group("n1"), match.group("u1")) if match.group("n1") else (match.group("n2"), match.group("u2"))
    return load_calendar().relative_units[unit.lower()] * (int(number) if number.isdigit() else 1)


def relative_stamp(text: str) -> tuple[int, int] | None:
    """Where in a short line such a stamp stands."""
    match = _find(text)
    return match.span() if match else None


def _find(text: str) -> re.Match[str] | None:
    match = _stamp().search(text) if len(text) <= _LONGEST else None
    return match if match and (match.group("day") is None or _stands_alone(text, match)) else None


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Is a word like `today` a part of the line by itself, and not one of a name (`Estavia Today`)?"""
    before, after = text[: match.start()].rstrip(), text[match.end() :].lstrip()
    words = load_words().date_line_words | load_words().update_words | load_calendar().date_words | load_calendar().update_words
    is_first = not before or before[-1] in _MARKS or before.rsplit(None, 1)[-1].lower() in words
    return is_first and (not after or after[0] in _MARKS + ")" or after.split(None, 1)[0].lower() in words or after[0].isdigit())


@lru_cache(maxsize=1)
def _stamp() -> re.Pattern[str]:
    calendar = load_calendar()
    units = "|".join(sorted(calendar.relative_units, key=lambda word: (-len(word), word)))
    days = "|".join(re.escape(day) for day in sorted(calendar.relative_days, key=lambda word: (-len(word), word)))
    before, after = ("|".join(map(re.escape, words)) for words in (calendar.relative_before, calendar.relative_after))
    number = r"\d{1,2}|an?|one"
    return re.compile(
        rf"(?<!\w)(?:(?:{before})\s(?P<n1>{number})\s?(?P<u1>{units})|(?P<n2>{number})\s?(?P<u2>{units})\s(?:{after})|(?P<day>{days}))(?!\w)", re.IGNORECASE
    )
