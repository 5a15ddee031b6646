"""Yields the ISO day that free words tell, for asking who held an office then."""

from __future__ import annotations

import re

_ISO = re.compile(r"(\d{4})(?:-(\d{1,2})(?:-(\d{1,2}))?)?(?![\d-])")
_YEAR = re.compile(r"\b(\d{4})\b")
_DAY = re.compile(r"\b(\d{1,2})(?:st|nd|rd|th)?\b(?!\d)")
_NAME = re.compile(r"[A-Za-z]{3,}")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")


def read_day(words: object) -> str | None:
    """`2021-10-01` of `2021-10-01`, `October 1, 2021` and `1 October 2021`; a month or year where no more is told; None of anything else."""
    text = str(words or "").strip()
    iso = _ISO.match(text)
    if iso:
        parts = [iso.group(1), *(f"{int(part):02d}" for part in iso.groups()[1:] if part)]
        return "-".join(parts)
    year = _YEAR.search(text)
    if not year:
        return None
    month = next((f"{_MONTHS.index(w[:3].lower()) + 1:02d}" for w in _NAME.findall(text) if w[:3].lower() in _MONTHS), None)
    day = _DAY.search(text) if month else None
    return "-".join([year.group(1), *([month] if month else []), *([f"{int(day.group(1)):02d}"] if day else [])])


def is_today(words: object) -> bool:
    """Does the asker mean the present day? No clock is read: it is whenever the tables end."""
    return str(words or "").strip().casefold() in {"today", "now"}
