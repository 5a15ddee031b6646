"""Yields the values of lengths and of what is counted by them: durations, `three years ago`, `every two weeks`."""

from __future__ import annotations

from dragoman.annotate import time_calendar as cal
from dragoman.annotate.time_context import Context, Found, ValueFunction, Words, get, has
from dragoman.annotate.time_words import TimeWord
from dragoman.core.dates import DateRange

_UNIT_KINDS = ("unit", "units", "weekend", "quarter", "summers")
_NUMBERS = {"small", "number", "year", "numword", "fraction"}
_FRACTIONS = {"1/2": 0.5, "½": 0.5, "1/4": 0.25, "¼": 0.25, "3/4": 0.75, "¾": 0.75, "1/3": 1 / 3}


def number_of(words: Words) -> float | None:
    """The number that the words write: `24`, `twenty five`, `two thousand`, `2 1/2`, `two and a half`; None where they write none."""
    total, group, seen = 0.0, 0.0, False
    for word in words:
        if word.kind == "fraction":
            group, seen = group + _FRACTIONS.get(word.text, 0.5), True
        elif word.kind == "halfyear" and seen:
            group += 0.5
        elif word.kind in {"small", "number", "year"}:
            group, seen = group + float(word.value), True
        elif word.kind == "numword":
            value = float(word.value)
            if value in {100, 12}:
                group = max(group, 1) * value if word.text in {"hundred", "dozen"} else group + value
            elif value == 1000:
                total, group = total + max(group, 1) * 1000, 0.0
            else:
                group += value
            seen = True
    return total + group if seen else None


def unit_of(words: Words) -> TimeWord | None:
    """The unit word, the last where there are several."""
    found = [w for w in words if w.kind in _UNIT_KINDS]
    return found[0] if found else None


def amount_of(words: Words) -> float | None:
    """How many: a number, 1 for `a`, None for `several` and the like or where nothing counts."""
    if has(words, "some") or (has(words, "recent") and has(words, "units")):
        return None
    number = number_of(words)
    if number is None and has(words, "a"):
        return 1.0 + (0.5 if has(words, "halfyear") else 0.0)
    return number


def duration_value(amount: float | None, unit: str) -> str:
    """`P3Y`, `PT24S`, `PXW`; decades and centuries in years where they are counted."""
    clock = unit in {"TS", "TM", "TH"}
    letter = unit[1] if clock else {"F": "W", "DE": "Y", "CE": "Y", "ML": "Y"}.get(unit, unit)
    factor = {"F": 2, "DE": 10, "CE": 100, "ML": 1000}.get(unit, 1)
    if amount is None:
        return f"P{'T' if clock else ''}X{letter if unit not in {'DE', 'CE', 'ML'} else unit}"
    total = amount * factor
    return f"P{'T' if clock else ''}{int(total) if total == int(total) else round(total, 2)}{letter}"


def duration(words: Words, ctx: Context) -> Found | None:
    """`24 seconds`, `the past three years`, `two-year`, `many years`, `a decade`."""
    unit = unit_of(words)
    if unit is None:
        return None
    if any(w.text == "old" for w in (*words, *([ctx.after] if ctx.after else []))):
        return None  # an age
    if unit.kind == "summers":
        return Found("DURATION", f"P{int(amount_of(words) or 1)}{unit.value}")
    amount = amount_of(words)
    if amount is None and unit.kind in {"unit"} and not has(words, "some"):
        amount = 1.0
    value = duration_value(amount, str(unit.value))
    if not has(words, "last", "next") or ctx.dct is None:
        link = ctx.clause() if ctx.after is not None and ctx.after.text in {"after", "before"} else None
        return Found("DURATION", value, link)
    other = cal.shifted(ctx.dct, amount * (-1 if has(words, "last") else 1), str(unit.value)) if amount else None
    return Found("DURATION", value, "dct", DateRange(*sorted([other.isoformat(), ctx.dct.isoformat()])) if other else None)


def ago(words: Words, ctx: Context) -> Found | None:
    """`three years ago`, `two weeks later`, `several months earlier`, `a week from now`."""
    unit = unit_of(words)
    back = has(words, "ago", "earlier")
    vague = "PAST_REF" if back else "FUTURE_REF"
    if unit is None:
        return Found("DATE", "PAST_REF")
    amount, code = amount_of(words), str(unit.value)
    if amount is None:
        return Found("DATE", vague, "dct")
    if code in "MY" and not back and (later := _after_told(ctx, amount, code)) is not None:
        return later
    if code in "DW" and has(words, "later") and (later := _soon_after_told(ctx)) is not None:
        return later
    told = None if has(words, "ago", "ref") else ctx.last_gone() if back else ctx.last_day()
    start = told or ctx.dct
    if start is None:
        return Found("DATE", vague)
    at = cal.shifted(start, -amount if back else amount, code)
    if at is None:
        return Found("DATE", vague)
    if code in {"TH", "TM", "TS"}:
        return Found("TIME", at.isoformat(), start.isoformat())
    precision = {"DE": "Y", "CE": "Y", "ML": "Y"}.get(code, code)
    if code == "W" and amount <= 2:
        precision = "D" if amount == 2 else "W"
    return Found("DATE", cal.value_of(at, precision), "dct" if start == ctx.dct else start.isoformat())


def _after_told(ctx: Context, amount: float, code: str) -> Found | None:
    """`arrested in 2016 and sentenced a year later`: counted from the year or month told last, where no day was told since."""
    told = ctx.told[-1] if ctx.told else ""
    size = {4: 4, 7: 7}.get(len(told), 0) if told[:4].isdigit() and told[5:].isdigit() == (len(told) == 7) else 0
    if not size or (size == 4 and code == "M") or amount != int(amount):
        return None
    months = int(told[:4]) * 12 + (int(told[5:7]) - 1 if size == 7 else 0) + int(amount) * (12 if code == "Y" else 1)
    value = f"{months // 12:04d}" if code == "Y" else f"{months // 12:04d}-{months % 12 + 1:02d}"
    return Found("DATE", value, told)


def _soon_after_told(ctx: Context) -> Found | None:
    """`In January Norland struck. Karsia answered two days later`: in the month told last, where no day was told since."""
    told = ctx.told[-1] if ctx.told else ""
    return Found("DATE", told, told) if len(told) == 7 and told[:4].isdigit() and told[5:].isdigit() else None


def every(words: Words, ctx: Context) -> Found | None:
    """`every day`, `each Thursday`, `every two weeks`, `each July`."""
    weekday, month, part = get(words, "weekday"), get(words, "month", "weakmonth"), get(words, "part")
    if weekday:
        return Found("SET", f"XXXX-WXX-{weekday.value}")
    if month:
        return Found("SET", f"XXXX-{int(month.value):02d}")
    if part:
        return Found("SET", f"XXXX-XX-XXT{part.value}")
    season, unit = get(words, "season"), unit_of(words)
    if season:
        return Found("SET", f"XXXX-{season.value}")
    if unit is None:
        return None
    ordinal = get(words, "ordinal")
    amount = float(ordinal.value) if ordinal else number_of(words)
    return Found("SET", duration_value(amount or 1.0, str(unit.value).replace("WE", "W")))


def every_weekday(words: Words, ctx: Context) -> Found | None:
    """`Tuesdays`, `Tuesday nights`."""
    day, parts = get(words, "weekday", "weekdays"), get(words, "parts")
    return Found("SET", f"XXXX-WXX-{day.value}" + (f"T{parts.value}" if parts else "")) if day else None


def per_unit(words: Words, ctx: Context) -> Found | None:
    """`twice a week`, `three times a year`."""
    unit = unit_of(words)
    return Found("SET", duration_value(1.0, str(unit.value))) if unit else None


def set_word(words: Words, ctx: Context) -> Found | None:
    """`daily`, `annual`."""
    return Found("SET", str(words[0].value))


AMOUNTS: dict[str, ValueFunction] = {
    "duration": duration, "ago": ago, "every": every, "every_weekday": every_weekday, "per_unit": per_unit, "set": set_word,
}  # fmt: skip
