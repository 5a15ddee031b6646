"""Yields Timex: the time expressions of a text with their TIMEX3 values, found by a grammar over classes of words."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from dragoman.annotate import time_calendar as cal
from dragoman.annotate.time_amounts import AMOUNTS
from dragoman.annotate.time_context import Context, Found
from dragoman.annotate.time_dates import DATES
from dragoman.annotate.time_nights import joined_nights
from dragoman.annotate.time_periods import PERIODS
from dragoman.annotate.time_words import Grammar, TimeWord, grammar_of
from dragoman.core.dates import DateRange, on
from dragoman.core.documents import Timex, Token

if TYPE_CHECKING:
    from dragoman.codebook import Codebook

REACH = 10
"""Words before an expression, in its sentence, among which words that point ahead are looked for."""

_VALUES = {**DATES, **AMOUNTS, **PERIODS}


def tag_times(text: str, dct: str | None, codebook: Codebook, tokens: Sequence[Token] | None = None) -> tuple[Timex, ...]:
    """All time expressions of a text, in order, none overlapping.

    dct: ISO day (or day and time) of the publication; None leaves years that are not told open (`XXXX-02-06`). tokens: a parse
    of the text, where there is one: it keeps words that are no time there (the verb `may`) out.
    """
    grammar = grammar_of(codebook.language.table("time"))
    words = grammar.read(text)
    ctx = Context(grammar, cal.parse_day(dct))
    verbs = frozenset(t.start for t in tokens if t.pos in {"VERB", "AUX"}) if tokens else frozenset[int]()
    found: list[Timex] = []
    behind = line = 0
    ctx.words, ctx.codes = words, grammar.codes(words)
    for first, last, names in _matches(ctx.codes, grammar):
        for at in range(behind, first):
            if words[at].kind == "line":
                ctx.next_line(at - line)
                line = at + 1
        behind = last
        span = words[first:last]
        if len(span) == 1 and span[0].start in verbs:
            continue
        ctx.before = words[first - 1] if first else None
        ctx.end = last
        ctx.ahead = _points_ahead(words, first, grammar.ahead, grammar)
        ctx.soon = _points_ahead(words, first, grammar.soon, grammar)
        made = next((f for f in (_value(name, span, ctx) for name in names) if f), None)
        if made is None:
            continue
        while span and span[-1].kind == "poss":
            span = span[:-1]
        if made.value and made.value[:2].isdigit() and "year_back" not in names:
            ctx.remember(made.value, made.anchor is None or (made.anchor == "dct" and (not _YEARLESS & set(names) or ctx.recent(made.value))))
        days = made.range or (cal.range_of(made.value) if made.type in _DATED else None)
        found.append(Timex(span[0].start, span[-1].end, made.type, made.value, made.anchor, days))
    return joined_nights(text, _anchored(text, found, ctx.dct))


def _anchored(text: str, found: list[Timex], dct: dt.date | None) -> list[Timex]:
    """`a day after February 5`: a length before `after` or `before` and a date is counted from that date; `one day after.` from the date told last.

    `A day before, …` where none was told: from the publication.
    """
    done: list[Timex] = []
    for at, timex in enumerate(found):
        following = found[at + 1] if at + 1 < len(found) else None
        if timex.type == "DURATION" and following is not None and following.range is not None and following.start - timex.end < 14:
            link = text[timex.end : following.start].split()
            day = cal.counted_from(following.value, timex.value, link[0]) if link and link[0] in {"after", "before"} else None
            if day:
                timex = replace(timex, anchor=following.value, range=on(day.isoformat()))
        if timex.type == "DURATION" and timex.range is None and (ending := _AFTERWARDS.match(text, timex.end)):
            told = next((t for t in reversed(done) if t.type in _DATED and t.range is not None and _one_day(t.range)), None)
            base = told.value if told is not None else dct.isoformat() if dct is not None and ending.group(1) == "before" else None
            day = cal.counted_from(base, timex.value, ending.group(1)) if base is not None else None
            if day:
                timex = Timex(timex.start, ending.end(), "DATE", day.isoformat(), base if told is not None else "dct", on(day.isoformat()))
        done.append(timex)
    return done


def _one_day(days: DateRange) -> bool:
    return days.start == days.end and len(days.start or "") == len("2024-05-19")


_AFTERWARDS = re.compile(r"\s+(after|before)(?=\s*(?:[.,;:)!?]|$))", re.MULTILINE)
_YEARLESS = frozenset({"date", "month", "month_alone", "season", "season_alone", "holiday", "clock", "hour_of_part", "quarter", "the_year"})
"""Rules whose values, counted from the publication, say nothing of how near it the text is: the year is a guess."""
_DATED = frozenset({"DATE", "TIME"})
_SET_OFF = frozenset({"it", "them", "off", "up", "out", "fire", "a", "the"})
"""Behind `set` they make it what somebody did, and no date to come (`is set for May`)."""


def _value(name: str, span: list[TimeWord], ctx: Context) -> Found | None:
    if name == "year" and not _is_year(span, ctx):
        return None
    if name == "spoken_year" and span[-1].text == "thousand" and ctx.before is not None and ctx.before.text not in ctx.grammar.before_year - {"than"}:
        return None  # `fewer than two thousand men`
    return _VALUES[name](span, ctx)


def _matches(codes: str, grammar: Grammar) -> list[tuple[int, int, list[str]]]:
    """(first word, behind the last, names of the rules that match there, best first): longest from the left, none overlapping."""
    spans: dict[tuple[int, int], list[str]] = {}
    for rule in grammar.rules:
        for match in rule.pattern.finditer(codes):
            names = spans.setdefault(match.span(), [])
            if rule.name not in names:
                names.append(rule.name)
    chosen: list[tuple[int, int, list[str]]] = []
    at = 0
    for (first, last), names in sorted(spans.items(), key=lambda item: (item[0][0], -item[0][1])):
        if first >= at:
            chosen.append((first, last, names))
            at = last
    return chosen


def _later(year: int, word: TimeWord) -> bool:
    """`1915-17`, `1861-1865`: is the second of two numbers the end of a span of years?"""
    if word.kind == "year":
        return year < int(word.value) < year + 200
    return word.kind in {"small", "number"} and len(word.text) == 2 and year % 100 < int(word.value)


def _points_ahead(words: list[TimeWord], first: int, pointers: frozenset[str], grammar: Grammar) -> bool:
    """Does a word of the same sentence, a little before, say that what follows is still to come?"""
    following = ""
    for at in reversed(range(max(0, first - REACH), first)):
        word = words[at]
        if word.text in {"\n", ".", "!", "?", ";"}:
            return False
        doer = word.text in grammar.agent and at < first - 1  # `signed by Norland on 1 January`: whose deed it is, no term
        doer = doer or (word.text == "set" and following in _SET_OFF)  # `had set it off`
        if word.text in pointers and not doer and not (word.kind == "weakmonth" and at and words[at - 1].kind == "in"):  # `in May` points nowhere
            return True
        if word.text in grammar.bound and following == "to":
            return True  # `is to ask parliament on Monday`
        past = word.text in grammar.past_words or (word.kind == "other" and word.text.endswith("ed"))
        if past and not (at and words[at - 1].text in grammar.infinitive):
            return False
        following = word.text
    return False


def _is_year(span: list[TimeWord], ctx: Context) -> bool:
    """Is a number of four digits a year here? Not after a currency sign or before a counted noun."""
    if len(span) > 1 or span[0].kind != "year":
        return True
    value = int(span[0].value)
    before = ctx.before.text if ctx.before else "\n"
    after = ctx.after
    if before in ctx.grammar.not_a_year_after or (after is not None and (after.text in ctx.grammar.after_number or after.kind == "units")):
        return False
    if after is not None and after.kind == "dash":
        second = ctx.words[ctx.end + 1] if ctx.end + 1 < len(ctx.words) else None
        return second is not None and 1500 <= value <= 2040 and (_later(value, second) or second.start > after.end)
    if before in ctx.grammar.before_year:
        return True
    if not 1900 <= value <= 2040 or (ctx.before and ctx.before.kind == "dash"):
        return False
    return after is None or not after.text[0].isalpha() or after.capital or len(after.text) <= 4 or not after.text.endswith("s")
