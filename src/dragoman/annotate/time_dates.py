"""Yields the values of dates: days, months, weekdays, seasons, holidays and times of day."""

from __future__ import annotations

import datetime as dt

from dragoman.annotate import time_calendar as cal
from dragoman.annotate.time_context import SLACK, Context, Found, ValueFunction, Words, direction, get, has


def iso(words: Words, ctx: Context) -> Found | None:
    """`2024-12-25`, `12/25/2024`, `25.12.2024`; month first in the American way unless that is no month."""
    raw = words[0].text
    if words[0].kind == "isodate":
        return Found("TIME" if "t" in raw else "DATE", raw.upper()) if cal.parse_day(raw) else None
    a, b, year = (int(x) for x in raw.replace(".", "/").split("/"))
    if year < 100:
        year += 1900 if ctx.dct and year + 2000 > ctx.dct.year + 10 else 2000
    day = cal.make_day(year, b, a) if "." in raw else cal.make_day(year, a, b)
    day = day or cal.make_day(year, b, a) or cal.make_day(year, a, b)
    return Found("DATE", day.isoformat()) if day else None


def date(words: Words, ctx: Context) -> Found | None:
    """`Tuesday, December 25, 2024`, `13 February`, `the 5th of May`."""
    month = get(words, "month", "weakmonth")
    numbers = [w for w in words if w.kind in {"small", "ordinal"} or (w.kind == "numword" and w.value > 1)]
    if month is None or not numbers:
        return None
    day = int(sum(float(w.value) for w in numbers))
    year = _year(words) or ctx.borrowed_year()
    made = _dated(year, int(month.value), day, ctx)
    return Found("DATE", made, None if year else "dct") if made else None


def _dated(year: int | None, month: int, day: int, ctx: Context) -> str | None:
    if year is None:
        if ctx.dct is None:
            found = cal.make_day(2000, month, day)
            return f"XXXX-{month:02d}-{day:02d}" if found else None
        year = cal.near_year(ctx.dct, month, day, SLACK, ctx.ahead)
        year = ctx.other_year(month) or year
    made = cal.make_day(year, month, day)
    return made.isoformat() if made else None


def _year(words: Words) -> int | None:
    found = get(words, "year")
    return int(found.value) if found else None


def month(words: Words, ctx: Context) -> Found | None:
    """`July 2022`, `last May`, `early January`, `June last year`."""
    named = get(words, "month", "weakmonth")
    if named is None:
        return None
    number, year = int(named.value), _year(words) or ctx.borrowed_year()
    if has(words, "that"):  # `October of that year`
        told = ctx.last_point()
        year = told[0] if told else year
    if year:
        return Found("DATE", f"{year:04d}-{number:02d}")
    if ctx.dct is None:
        return Found("DATE", f"XXXX-{number:02d}")
    return Found("DATE", f"{_month_year(words, number, ctx.dct, ctx):04d}-{number:02d}", "dct")


def _month_year(words: Words, number: int, dct: dt.date, ctx: Context) -> int:
    if has(words, "unit"):
        return dct.year + direction(words)
    if has(words, "last"):
        return dct.year - (number >= dct.month)
    if has(words, "next"):
        return dct.year + (number <= dct.month)
    if has(words, "this"):
        return dct.year
    year = ctx.other_year(number)
    if year:
        return year
    return dct.year + (number < dct.month) if ctx.ahead else dct.year - (number > dct.month)


def month_alone(words: Words, ctx: Context) -> Found | None:
    """`January`; a month that is also a word or a name needs a preposition before it."""
    cue = ctx.before is not None and ctx.before.text in ctx.grammar.month_cues
    weak = words[0].kind == "weakmonth"
    named = ctx.after is not None and ctx.after.capital and ctx.after.kind == "other" and ctx.after.text != "\n"
    behind = ctx.before is not None and ctx.before.capital and ctx.before.kind == "other" and ctx.before.text not in ctx.grammar.month_cues
    if (weak and not cue) or ((named or behind) and not cue) or (named and words[0].text in ctx.grammar.names):
        return None
    return month(words, ctx)


def weekday(words: Words, ctx: Context) -> Found | None:
    """`Friday`, `last Friday`, `on Tuesday morning`: the latest such day up to the publication unless words point ahead."""
    named = get(words, "weekday")
    if named is None:
        return None
    part = get(words, "part")
    day = weekday_of(int(named.value), words, ctx)
    if day is None:
        return Found("TIME" if part else "DATE", f"XXXX-WXX-{named.value}" + (f"T{part.value}" if part else ""))
    return Found("TIME" if part else "DATE", day.isoformat() + (f"T{part.value}" if part else ""), "dct")


def weekday_of(number: int, words: Words, ctx: Context) -> dt.date | None:
    """The day that a weekday's name means, None without a publication day."""
    if ctx.dct is None:
        return None
    back = (ctx.dct.isoweekday() - number) % 7
    if has(words, "last"):
        return ctx.dct - dt.timedelta(days=back or 7)
    appointed = ctx.before is not None and ctx.before.text in ctx.grammar.appointing  # `called a vote for Sunday`
    if has(words, "next") or ((ctx.soon or appointed) and back):
        return ctx.dct + dt.timedelta(days=(7 - back) or 7)
    return ctx.dct - dt.timedelta(days=back)


def today(words: Words, ctx: Context) -> Found | None:
    """`yesterday`, `late today`, `tomorrow morning`."""
    named, part = get(words, "today"), get(words, "part")
    if named is None:
        return None
    if ctx.dct is None:
        return Found("DATE", {0: "PRESENT_REF", -1: "PAST_REF", 1: "FUTURE_REF"}[int(named.value)])
    day = ctx.dct + dt.timedelta(days=int(named.value))
    return Found("TIME" if part else "DATE", day.isoformat() + (f"T{part.value}" if part else ""), "dct")


def tonight(words: Words, ctx: Context) -> Found | None:
    """`tonight`, `overnight`."""
    return Found("TIME", (ctx.dct.isoformat() if ctx.dct else "XXXX-XX-XX") + "TNI", "dct")


def part(words: Words, ctx: Context) -> Found | None:
    """`this morning`, `last night`, `the next morning`, `mid afternoon`."""
    named = get(words, "part")
    if named is None:
        return None
    step = direction(words)
    start = (ctx.last_day() or ctx.dct) if has(words, "the") else ctx.dct
    if start is None:
        return Found("TIME", f"XXXX-XX-XXT{named.value}")
    return Found("TIME", f"{(start + dt.timedelta(days=step)).isoformat()}T{named.value}", "dct" if start == ctx.dct else start.isoformat())


def season(words: Words, ctx: Context) -> Found | None:
    """`last fall`, `the winter of 1994`, `spring`."""
    named, year = get(words, "season", "fall"), _year(words) or ctx.borrowed_year()
    if named is None:
        return None
    name = str(named.value)
    if year is None and ctx.dct is None:
        return Found("DATE", f"XXXX-{name}")
    if year is None and ctx.dct is not None:
        begins, ends = cal.SEASONS[name]
        now, year = ctx.dct.month, ctx.dct.year
        if has(words, "last"):
            year -= begins > ends or ends >= now
        elif has(words, "next") or (ctx.ahead and not has(words, "this")):
            year += ends < now and begins < ends
        elif not has(words, "this"):
            year = ctx.other_year(begins) or year - (begins > now)
    return Found("DATE", f"{year:04d}-{name}", None if _year(words) else "dct")


def holiday(words: Words, ctx: Context) -> Found | None:
    """`Christmas`, `Thanksgiving Day`, `New Year's Eve`: the nearest that is past unless words point ahead."""
    named = get(words, "holiday")
    if named is None:
        return None
    year = _year(words) or (ctx.dct.year if ctx.dct else None)
    if year is None:
        return Found("DATE", None)
    day = _holiday(str(named.value), year)
    if _year(words) is None and ctx.dct is not None:
        if day > ctx.dct + dt.timedelta(days=SLACK) and not ctx.ahead and not has(words, "this", "next"):
            day = _holiday(str(named.value), year - 1)
        elif day < ctx.dct and (ctx.ahead or has(words, "next")):
            day = _holiday(str(named.value), year + 1)
        elif day >= ctx.dct and has(words, "last"):
            day = _holiday(str(named.value), year - 1)
    if has(words, "eve"):
        day -= dt.timedelta(days=1)
    if any(w.value == "W" for w in words if w.kind == "unit"):
        return Found("DATE", cal.value_of(day, "W"), "dct")
    return Found("DATE", day.isoformat(), "dct")


def _holiday(code: str, year: int) -> dt.date:
    if code == "TG":
        return cal.nth_weekday(year, 11, 4, 4)
    if code == "EA":
        return cal.easter(year)
    month_number, day = code.split("-")
    return dt.date(year, int(month_number), int(day))


def clock(words: Words, ctx: Context) -> Found | None:
    """`7:15 p.m.`, `18:00 UTC`, `noon Thursday`, `9 a.m. on Feb. 4`; of the day named, else told last, else of the publication."""
    hour, minute = _hour(words)
    if hour is None:
        return None
    zone = get(words, "zone")
    rest = [w for w in words if w.kind not in {"clock", "ampm", "zone", "noon", "oclock"}]
    day: str | None = None
    if has(rest, "month", "weakmonth"):
        after = [w for at, w in enumerate(words) if w.kind != "small" or (at + 1 >= len(words) or words[at + 1].kind not in {"ampm", "oclock", "zone"})]
        found = date(after, ctx)
        day = found.value if found else None
    elif has(rest, "weekday"):
        named = get(rest, "weekday")
        near = weekday_of(int(named.value), rest, ctx) if named else None
        day = near.isoformat() if near else None
    elif has(rest, "today", "tonight"):
        found = today(rest, ctx)
        day = found.value if found and ctx.dct else ctx.dct.isoformat() if ctx.dct else None
    else:
        near = ctx.last_day() if ctx.told and cal.parse_day(ctx.told[-1]) else ctx.dct
        day = near.isoformat() if near else None
    value = f"{(day or 'XXXX-XX-XX')[:10]}T{hour:02d}:{minute:02d}"
    return Found("TIME", value + ("Z" if zone and zone.text in {"utc", "gmt"} else ""), "dct")


def _hour(words: Words) -> tuple[int | None, int]:
    noon = get(words, "noon")
    if noon:
        return int(str(noon.value)[:2]), 0
    named, half = get(words, "clock"), get(words, "ampm")
    if named:
        bits = named.text.replace(".", ":").split(":")
        hour, minute = int(bits[0]), int(bits[1])
    else:
        first = get(words, "small", "numword")
        if first is None:
            return None, 0
        hour, minute = int(first.value), 0
    if half:
        if hour > 12:
            return None, 0
        hour = hour % 12 + int(half.value)
    return (hour, minute) if hour < 25 and minute < 60 else (None, 0)


def hour_of_part(words: Words, ctx: Context) -> Found | None:
    """`4 in the morning`."""
    hour, _ = _hour(words)
    named = get(words, "part")
    if hour is None or named is None or hour > 12:
        return None
    hour = hour % 12 + (12 if named.value in {"AF", "EV"} or (named.value == "NI" and hour > 5) else 0)
    near = ctx.last_day() or ctx.dct
    return Found("TIME", f"{near.isoformat() if near else 'XXXX-XX-XX'}T{hour:02d}:00", "dct")


def tail(words: Words, ctx: Context) -> Found | None:
    """The second number of `1915-17`, `May 4 and 5`, `March 5-9, 1918`, and the first of `6-7 January 1916`."""
    number = words[0]
    if ctx.before is None:
        return None
    at = ctx.end - len(words)
    if at > 1 and ctx.words[at - 2].kind == "year":
        first = int(ctx.words[at - 2].value)
        value = first - first % 100 + int(number.value)
        return Found("DATE", f"{value:04d}") if first < value and len(number.text) == 2 and number.kind in {"small", "number"} else None
    named = next((w for w in ctx.words[ctx.end : ctx.end + 4] if w.kind in {"month", "weakmonth"}), None)
    if named is not None and ctx.after is not None and ctx.after.kind in {"dash", "and", "to"}:
        year = ctx.borrowed_year()
        made = _dated(year, int(named.value), int(number.value), ctx)
        return Found("DATE", made, None if year else "dct") if made else None
    told = cal.parse_day(ctx.told[-1]) if ctx.told else None
    year = _year(words) or (told.year if told else None)
    made_day = cal.make_day(year, told.month, int(number.value)) if told and year and int(number.value) > told.day else None
    return Found("DATE", made_day.isoformat(), None if _year(words) else "dct") if made_day else None


DATES: dict[str, ValueFunction] = {
    "iso": iso, "date": date, "month": month, "month_alone": month_alone, "weekday": weekday, "today": today, "tonight": tonight, "part": part,
    "the_day": part, "season": season, "season_alone": season, "holiday": holiday, "clock": clock, "hour_of_part": hour_of_part, "tail": tail,
}  # fmt: skip
