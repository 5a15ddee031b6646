"""Yields the values of periods: this year, the third quarter, the 1990s, that month, and words like `recently` that name no date."""

from __future__ import annotations

import datetime as dt
import re

from dragoman.annotate import time_calendar as cal
from dragoman.annotate.time_amounts import duration_value, number_of, unit_of
from dragoman.annotate.time_context import Context, Found, ValueFunction, Words, direction, get, has

_AFTER_TOLD = frozenset({"following", "preceding", "previous", "prior"})
"""Words that count from what was told last, not from the publication."""


def deictic(words: Words, ctx: Context) -> Found | None:
    """`last year`, `this week`, `earlier this month`, `the end of next year`, `the following year`."""
    unit = unit_of(words)
    if unit is None:
        return None
    code = str(unit.value)
    if len(words) > 1 and words[0].capital and unit.capital:
        return None  # the name of a programme or paper
    if code in {"TH", "TM", "TS"}:
        return Found("DURATION", duration_value(1.0, code))
    if code in {"DE", "CE"} and has(words, "last", "next"):
        return Found("DURATION", duration_value(1.0, code), "dct")
    step = direction(words)
    # `the following year` and `the previous day` are counted from what was told last, the rest from the publication
    next_day = code == "D" and has(words, "next")  # `the next day` is never counted from today: that is tomorrow
    told = ctx.last_day() if next_day or any(w.text in _AFTER_TOLD for w in words) else None
    point = ctx.story()
    if point and code in {"Y", "M"} and (code == "Y" or point[1]) and any(w.text in _AFTER_TOLD for w in words):
        told = dt.date(point[0], point[1] or 1, 1)  # `the next year` in a story is that after the one told
    start = told or (None if next_day else ctx.dct)
    if start is None:
        return Found("DATE", {-1: "PAST_REF", 0: "PRESENT_REF", 1: "FUTURE_REF"}[step])
    at = cal.shifted(start, step, "W" if code == "WE" else code)
    if at is None:
        return None
    return Found("DATE", cal.value_of(at, code), "dct" if told is None else start.isoformat())


def anaphor(words: Words, ctx: Context) -> Found | None:
    """`that month`, `the same day`: the unit that holds the date told last."""
    unit, part = unit_of(words), get(words, "part")
    day = ctx.last_day() or _told_start(ctx)
    if part:
        base = day or ctx.dct
        return Found("TIME", f"{base.isoformat()}T{part.value}", base.isoformat()) if base else None
    if unit is None:
        return None
    code = str(unit.value)
    for value in reversed(ctx.told):
        known = cal.range_of(value)
        if known is None or known.start is None:
            continue
        if code == "D" and len(value) < 10:
            continue
        first = cal.parse_day((known.start + "-01-01")[:10])
        if first:
            return Found("DATE", cal.value_of(first, code), value)
    return Found("DATE", cal.value_of(ctx.dct, code), "dct") if ctx.dct and code in {"Y", "D"} else Found("DATE", "PAST_REF")


def _told_start(ctx: Context) -> dt.date | None:
    for value in reversed(ctx.told):
        known = cal.range_of(value)
        if known and known.start:
            return cal.parse_day((known.start + "-01-01")[:10])
    return None


def this_day(words: Words, ctx: Context) -> Found | None:
    """`this day`, `this very week`: counted from the publication."""
    unit = unit_of(words)
    told = ctx.last_day() if ctx.story() else None  # in a story `this day` is the one told
    day = told or ctx.dct
    return Found("DATE", cal.value_of(day, str(unit.value)), told.isoformat() if told else "dct") if unit and day else None


def moment(words: Words, ctx: Context) -> Found | None:
    """`this time`, `this moment`: now; `that time`: the date told last, else some time past."""
    if has(words, "this"):
        following = ctx.after.kind if ctx.after else ""
        return None if following in {"unit", "today", "month", "part"} else Found("DATE", "PRESENT_REF", "dct")
    told = ctx.last_day()
    return Found("DATE", told.isoformat() if told else "PAST_REF", told.isoformat() if told else None)


def the_unit(words: Words, ctx: Context) -> Found | None:
    """`the day`, `the week`: that of the date told last; `the year`: a length, as news of results use it."""
    unit = unit_of(words)
    if unit is None:
        return None
    clause = ctx.clause()
    if clause in {"after", "before"}:  # `the day after, he left`: counted from the date told last
        told = ctx.last_day()
        at = cal.shifted(told, 1 if clause == "after" else -1, str(unit.value)) if told else None
        return Found("DATE", cal.value_of(at, str(unit.value)), told.isoformat()) if at and told else Found("DATE", None, clause)
    if clause:
        return Found("DATE", None, clause)  # `the day the ship sank`: only the events can tell
    if unit.value not in {"D", "W", "Y"}:
        return None
    day = ctx.last_day() or ctx.dct
    if unit.value == "Y":
        return Found("DATE", cal.value_of(ctx.dct, "Y"), "dct") if has(words, "fully") and ctx.dct else Found("DURATION", "P1Y")
    return Found("DATE", cal.value_of(day, str(unit.value)), day.isoformat()) if day else None


def the_year(words: Words, ctx: Context) -> Found | None:
    """`the end of the year`, `the beginning of that month`."""
    unit = unit_of(words)
    if unit is None:
        return None
    story = ctx.story()
    day = ctx.last_day() if has(words, "that") else dt.date(story[0], story[1] or 1, 1) if story and (story[1] or unit.value == "Y") else ctx.dct
    day = day or ctx.dct
    return Found("DATE", cal.value_of(day, str(unit.value)), day.isoformat()) if day else None


def year_end(words: Words, ctx: Context) -> Found | None:
    """`year-end`: the last day of the year."""
    if words[0].value != "Y" or ctx.dct is None:
        return None
    year = ctx.dct.year - (ctx.dct.month <= 3 and not ctx.ahead)
    return Found("DATE", f"{year:04d}-12-31", "dct")


def quarter(words: Words, ctx: Context) -> Found | None:
    """`the third quarter`, `this year's first half`, `the fourth quarter of 2005`; without a year the latest that has ended or begun."""
    year_word, ordinal, half = get(words, "year"), get(words, "ordinal"), has(words, "halfyear")
    number = int(ordinal.value) if ordinal else None
    if number is not None and number > (2 if half else 4):
        return None
    if ctx.dct is None and year_word is None:
        return Found("DATE", f"XXXX-{'H' if half else 'Q'}{number or 'X'}")
    if number is None:
        return _pointed_quarter(words, ctx, half)
    if year_word:
        year = int(year_word.value)
    elif ctx.dct is not None:
        size = 6 if half else 3
        now = (ctx.dct.month - 1) // size + 1
        named = has(words, "unit")
        year = ctx.dct.year + (direction(words) if named else 0)
        if not named and number > now and not ctx.ahead:
            year -= number - now > 1 or not half
    return Found("DATE", f"{year:04d}-{'H' if half else 'Q'}{number}", None if year_word else "dct")


def _pointed_quarter(words: Words, ctx: Context, half: bool) -> Found | None:
    """`the latest quarter`: the one told last, else the one that has ended."""
    if ctx.dct is None or half:
        return None
    told = ctx.last_quarter()
    if has(words, "latest") and told:
        return Found("DATE", told, told)
    step = -1 if has(words, "latest", "last") else 1 if has(words, "next") else 0
    at = cal.shifted(ctx.dct, step, "Q")
    return Found("DATE", cal.value_of(at, "Q"), "dct") if at else None


def quarter_anaphor(words: Words, ctx: Context) -> Found | None:
    """`the quarter`, `the latest period`: the quarter told last, else the one that has just ended."""
    told = ctx.last_quarter()
    if told:
        return Found("DATE", told, told)
    at = cal.shifted(ctx.dct, -1, "Q") if ctx.dct else None
    return Found("DATE", cal.value_of(at, "Q"), "dct") if at else None


def year_back(words: Words, ctx: Context) -> Found | None:
    """`a year earlier`, `year-ago`: a year before the quarter or date told last where quarters are told, else before the publication."""
    unit = unit_of([w for w in words if w.kind == "unit"])
    if unit is None:
        return None
    counted = number_of([w for w in words if w.kind == "numword"]) or 1.0
    told = next((v for v in reversed(ctx.told) if v[:4].isdigit()), None)
    quarterly = told is not None and told[4:6] == "-Q"
    if unit.value == "Y" and told and (quarterly or (has(words, "earlier", "same") and not has(words, "ago"))):
        return Found("DATE", f"{int(told[:4]) - int(counted):04d}" + told[4:].split("T")[0], told)
    start = ctx.dct
    if not has(words, "ago"):
        start = ctx.last_gone() or ctx.dct
    at = cal.shifted(start, -counted, str(unit.value)) if start else None
    if at is None:
        return Found("DATE", "PAST_REF")
    code = str(unit.value)
    return Found("DATE", cal.value_of(at, "Y" if code in {"DE", "CE"} else code), "dct")


def weekend(words: Words, ctx: Context) -> Found | None:
    """`the weekend`: the last one, or the coming one where words point ahead."""
    if ctx.dct is None:
        return None
    step = 0 if ctx.ahead or ctx.dct.isoweekday() >= 6 else -1
    return Found("DATE", cal.value_of(ctx.dct + dt.timedelta(weeks=step), "WE"), "dct")


def year(words: Words, ctx: Context) -> Found | None:
    """`2008`, `fiscal 1989`, `the end of 1990`, `the year two thousand`."""
    found = get(words, "year")
    if found is None:
        spoken = [w for w in words if w.kind == "numword"]
        first, rest = number_of(spoken[:1]), number_of(spoken[1:])
        value = first * 100 + rest if first and 10 < first < 21 and rest and 10 <= rest < 100 else number_of(spoken)
        return Found("DATE", f"{int(value):04d}") if value and 1000 <= value <= 2100 else None
    return Found("DATE", f"{int(found.value):04d}")


def year_bc(words: Words, ctx: Context) -> Found | None:
    """`490 BC`, `April 480 BC`: years before our era, which name no days of our calendar."""
    number, month = get(words, "small", "number", "year"), get(words, "month", "weakmonth")
    if number is None or not 0 < float(number.value) < 10_000:
        return None
    return Found("DATE", f"BC{int(number.value):04d}" + (f"-{int(month.value):02d}" if month else ""))


def decade(words: Words, ctx: Context) -> Found | None:
    """`the 1990s`, `the late '70s`, `the nineties`."""
    named = get(words, "nineties")
    if named:
        lead = get(words, "numword")
        return Found("DATE", f"{int(lead.value) if lead else 19}{named.value}")
    plain = re.sub(r"\D", "", words[-1].text)
    if len(plain) == 4:
        return Found("DATE", plain[:3]) if "1000" < plain <= "2100" else None
    return Found("DATE", ("20" if plain < "30" else "19") + plain[0]) if words[-1].text[0] in "'’" or has(words, "the") else None


def century(words: Words, ctx: Context) -> Found | None:
    """`the 20th century`."""
    ordinal, unit = get(words, "ordinal"), unit_of(words)
    if ordinal is None or unit is None or unit.value != "CE":
        return None
    return Found("DATE", f"{int(ordinal.value) - 1:02d}")


def ref(words: Words, ctx: Context) -> Found | None:
    """`now`, `recently`, `soon`: PRESENT_REF, PAST_REF, FUTURE_REF; `as soon as` and `shortly after` tell an order, no time."""
    value = str(words[-1].value)
    if ctx.before and ctx.before.text == "as":
        return None
    if words[-1].text in {"shortly", "soon"} and ctx.after and ctx.after.text in {"after", "before", "later"}:
        return None
    return Found("DATE", value)


def constant(value: str) -> ValueFunction:
    """A function that always says the same."""

    def say(words: Words, ctx: Context) -> Found | None:
        return Found("DATE", value)

    return say


def past(words: Words, ctx: Context) -> Found | None:
    """`the past`, as a noun; `the previous`, `the last` before a noun are none."""
    return Found("DATE", "PAST_REF") if words[-1].text == "past" and (ctx.after is None or not ctx.after.text[0].isalpha()) else None


def current(words: Words, ctx: Context) -> Found | None:
    """`current`."""
    return Found("DATE", "PRESENT_REF") if words[0].text == "current" else None


def recent_units(words: Words, ctx: Context) -> Found | None:
    """`recent years`, `coming months`."""
    return Found("DATE", "PAST_REF" if has(words, "recent") else "FUTURE_REF")


PERIODS: dict[str, ValueFunction] = {
    "deictic": deictic, "anaphor": anaphor, "this_day": this_day, "moment": moment, "the_unit": the_unit, "the_year": the_year,
    "year_end": year_end, "quarter": quarter, "quarter_anaphor": quarter_anaphor, "year_back": year_back, "weekend": weekend, "year": year, "year_bc": year_bc,
    "spoken_year": year, "decade": decade, "century": century, "ref": ref, "past": past, "future": constant("FUTURE_REF"), "now": constant("PRESENT_REF"),
    "current": current, "recent_units": recent_units,
}  # fmt: skip
