"""Yields Quantity: numbers in a text with their bounds and what they count: `at least 30 people`, `dozens`, `between 10 and 12`, `$1.5 million`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

_DIGITS = r"\d{1,3}(?:[,\u202f\u00a0]\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?"
_NOUN = re.compile(r"(?:\s+(?:of\s+)?(?:the\s+|its\s+|their\s+)?([^\W\d_][\w'-]*))(?:\s+([^\W\d_][\w'-]*))?(?:\s+([^\W\d_][\w'-]*))?")
_YEAR = re.compile(r"(?:1[89]|20)\d\d$")
_NAMED = re.compile(r"(?:^|\s)([A-Z][\w-]*)\s+$")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b|:\d|\.\d|-year")
_BESIDE = 200
"""Code points on each side of a number that tell what it counts: the whole of a long text for each of its numbers would take the square of its length."""


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number with its bounds (equal where it is exact, high None where it is open) and unit: a currency, percent, km …, or the noun counted, or empty."""

    low: float
    high: float | None
    unit: str
    measured: bool
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Numerals:
    """The words for numbers of a language. found: the pattern of a quantity with its hedge."""

    ones: Mapping[str, float]
    scales: Mapping[str, float]
    vague: Mapping[str, tuple[float, float]]
    hedges: Mapping[str, str]
    units: Mapping[str, tuple[str, float]]
    plurals: frozenset[str]
    months: re.Pattern[str]
    found: re.Pattern[str]


def numerals_of(table: Mapping[str, Any]) -> Numerals:
    """The table `numbers` of a language as patterns. Keys: ones, scales, vague, hedges (least, most, about), units, plurals, months."""
    ones = {str(k): float(v) for k, v in table["ones"].items()}
    scales = {str(k): float(v) for k, v in table["scales"].items()}
    vague = {str(k): (float(v[0]), float(v[1])) for k, v in table["vague"].items()}
    hedges = {str(word): kind for kind, words in table["hedges"].items() for word in words}
    units = {str(word): (str(name), float(row["times"])) for name, row in table["units"].items() for word in row["words"]}
    return _compiled(tuple(ones.items()), tuple(scales.items()), tuple(vague.items()), tuple(hedges.items()), tuple(units.items()),
                     tuple(map(str, table["plurals"])), tuple(map(str, table["months"])))  # fmt: skip


@lru_cache(maxsize=8)
def _compiled(ones: Any, scales: Any, vague: Any, hedges: Any, units: Any, plurals: Any, months: Any) -> Numerals:
    def any_of(rows: Any) -> str:
        return "|".join(re.escape(k) for k in sorted((r[0] for r in rows), key=lambda k: (-len(k), k)))

    words = rf"(?:{any_of(ones)})(?:[- ](?:and )?(?:{any_of(ones)}|{any_of(scales)}))*"
    number = rf"(?:{_DIGITS}|{words})(?:[ -]?(?:{any_of(scales)})\b)*"
    money = any_of([u for u in units if not u[0][0].isalnum()])
    one = rf"(?:(?:{money}) ?)?(?:{number})"
    hedge = rf"(?<![\w.,-])(?P<hedge>(?:{any_of(hedges)}) )?"
    span = rf"(?:between|from) (?P<a>{one}) (?:and|to) (?P<b>{one})|(?P<c>{one})(?: to |[-–])(?P<d>{one})"
    found = rf"{hedge}(?:{span}|(?P<v>{any_of(vague)})|(?P<n>{one}))(?![\w])(?P<more> or more| or so)?"
    month = re.compile(rf"(?:{'|'.join(months)})\b", re.IGNORECASE)
    return Numerals(dict(ones), dict(scales), dict(vague), dict(hedges), dict(units), frozenset(plurals), month, re.compile(found, re.IGNORECASE))


def quantities_of(text: str, numerals: Numerals) -> Iterator[Quantity]:
    """The quantities of a text in order; no dates, years, ordinals, clock times, and no numbers that are part of a name (`Flight 8243`)."""
    for match in numerals.found.finditer(text):
        bounds = _bounds(match, numerals)
        if bounds is None or _no_count(text, match, numerals):
            continue
        symbol = next((u for g in "abcdn" if match[g] for u in numerals.units if not u[0].isalnum() and match[g].startswith(u)), None)
        unit, measured = _unit(text[match.end() : match.end() + _BESIDE], symbol, numerals)
        times = numerals.units[symbol][1] if symbol else measured[1] if measured else 1.0
        name = numerals.units[symbol][0] if symbol else measured[0] if measured else unit
        high = bounds[1] * times if bounds[1] is not None else None
        yield Quantity(bounds[0] * times, high, name, bool(symbol or measured), match.start(), match.end(), match[0].strip())


def _bounds(match: re.Match[str], numerals: Numerals) -> tuple[float, float | None] | None:
    if match["v"]:
        return numerals.vague[match["v"].lower()]
    pair = (match["a"], match["b"]) if match["a"] else (match["c"], match["d"]) if match["c"] else None
    if pair:
        low, high = _value(pair[0], numerals), _value(pair[1], numerals)
        if low is None or high is None or high < low:
            return None
        return low, high
    value = _value(match["n"], numerals)
    if value is None:
        return None
    hedge = numerals.hedges.get((match["hedge"] or "").strip().lower())
    if hedge == "least" or (match["more"] or "").strip().lower() == "or more":
        return value, None
    if hedge == "most":
        return 0.0, value
    if hedge == "about" or match["more"]:
        return value * 0.9, value * 1.1
    return value, value


def _value(words: str, numerals: Numerals) -> float | None:
    """`1.5 million`, `$40`, `one hundred and five` as a number."""
    total, part = 0.0, 0.0
    seen = False
    for token in re.findall(rf"{_DIGITS}|[^\W\d_]+", words.lower()):
        if token[0].isdigit():
            part, seen = part + float(re.sub(r"[,\u202f\u00a0]", "", token)), True
        elif token in numerals.ones:
            part, seen = part + numerals.ones[token], True
        elif token in numerals.scales:
            scale = numerals.scales[token]
            part, seen = (part or 1.0) * scale, True
            if scale >= 1000:
                total, part = total + part, 0.0
    return total + part if seen else None


def _no_count(text: str, match: re.Match[str], numerals: Numerals) -> bool:
    before, after = text[max(0, match.start() - _BESIDE) : match.start()], text[match.end() : match.end() + _BESIDE]
    if match["hedge"] or match["v"]:
        return bool(numerals.months.match(after.lstrip()))
    last = before.split()[-1:]
    opens = bool(last) and last[0].endswith(".") and match[0][:1].isupper()  # `… in December. Twelve were held`
    if (last and not opens and numerals.months.fullmatch(last[0].rstrip(".,"))) or numerals.months.match(after.lstrip()) or _ORDINAL.match(after):
        return True
    plain = match[0].strip()
    if _YEAR.match(plain) and not re.match(r"\s*(?:people|%|[a-z]+s\b)", after):
        return True
    named = _NAMED.search(before)
    return bool(plain[0].isdigit() and named and named[1].lower() not in numerals.plurals)


def _unit(after: str, symbol: str | None, numerals: Numerals) -> tuple[str, tuple[str, float] | None]:
    """The noun behind a number, and the unit where it is one."""
    if symbol:
        return "", None
    tight = re.match(r"\s?(%|[^\W\d_]+)", after)
    if tight and tight[1].lower() in numerals.units:
        return "", numerals.units[tight[1].lower()]
    match = _NOUN.match(after)
    nouns = [w for w in (match.groups() if match else ()) if w]
    for word in nouns:
        lower = word.lower()
        if lower in numerals.units and lower != "%":
            return "", numerals.units[lower]
        if lower in numerals.plurals or (lower.endswith("s") and len(lower) > 3 and not lower.endswith(("ss", "'s", "is", "was", "has"))):
            return lower, None
    return "", None
