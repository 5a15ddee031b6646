"""Yields what else a clause says of an event: counts of casualties, amounts of money, seconds between steps."""

from __future__ import annotations

import re

from dragoman.core.documents import Annotated, Span
from dragoman.extract.rules.spans import times_over

_NUMBER = {w: n for n, w in enumerate(["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"])}
_N = r"(\d{1,3}(?:,\d{3})+|\d+|" + "|".join(_NUMBER) + r")"
_OF = re.compile(rf"\b{_N}\s+of\s+(?:the\s+|its\s+|all\s+)?{_N}\b", re.I)
_OF_THEM = re.compile(rf"\bof\s+(?:the\s+|its\s+|all\s+)?{_N}\s+(?:\w+\s+){{0,4}}\w+,\s+{_N}\b", re.I)
_WHO = "people|persons|passengers|dead|died|killed|injured|wounded|victims|soldiers|civilians|crew|survivors|survived"
_COUNT = re.compile(rf"\b{_N}\s+(?:other\s+|more\s+)?(?:{_WHO})\b", re.I)
_KILLED = re.compile(rf"\b(?:killing|killed|killed\s+at\s+least|injured|injuring|wounded|wounding)\s+(?:at\s+least\s+|some\s+|about\s+)?{_N}\b", re.I)
_MONEY = re.compile(r"([$€£])\s?(\d[\d,.]*)\s*(million|billion|bn|m|thousand)?", re.I)
_SCALE = {"million": 1_000_000, "m": 1_000_000, "billion": 1_000_000_000, "bn": 1_000_000_000, "thousand": 1_000, "": 1}
_UNIT = {"$": "USD", "€": "EUR", "£": "GBP"}
_HURT = re.compile(r"\b(?:injur|wound|hurt)", re.I)
_ALIVE = re.compile(r"\b(?:surviv|rescued)", re.I)


def casualties(annotated: Annotated, span: Span) -> tuple[tuple[str, str], ...]:
    """(what, n, of) of a clause about casualties; what is dead, injured or survived."""
    words = annotated.document.text[span.start : span.end]
    what = "injured" if _HURT.search(words) else "survived" if _ALIVE.search(words) else "dead"
    if match := _OF_THEM.search(words):
        return ("what", what), ("n", _count(match[2])), ("of", _count(match[1]))
    if match := _OF.search(words):
        return ("what", what), ("n", _count(match[1])), ("of", _count(match[2]))
    match = _KILLED.search(words) or _COUNT.search(words)
    return (("what", what), ("n", _count(match[1]))) if match else (("what", what),)


def amount(annotated: Annotated, span: Span) -> tuple[tuple[str, str], ...]:
    """(amount, unit) of the first sum of money, in whole units of the currency."""
    match = _MONEY.search(annotated.document.text[span.start : span.end])
    if not match:
        return ()
    try:
        number = float(match[2].replace(",", "").rstrip("."))
    except ValueError:
        return ()
    return ("amount", f"{number * _SCALE[(match[3] or '').lower()]:.0f}"), ("unit", _UNIT[match[1]])


def _count(word: str) -> str:
    return str(_NUMBER.get(word.lower(), word.replace(",", "")))


def interval(annotated: Annotated, span: Span) -> tuple[tuple[str, str], ...]:
    """(after_seconds) where a duration in seconds or minutes stands inside the clause."""
    for timex in times_over(annotated, span.start, span.end):
        inside = span.start <= timex.start and timex.end <= span.end
        match = re.fullmatch(r"PT(\d+)([SM])", timex.value or "")
        if inside and match:
            return (("after_seconds", str(int(match[1]) * (60 if match[2] == "M" else 1))),)
    return ()
