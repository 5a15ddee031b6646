"""Yields what the days of two tellings say about their being one deed: the days told, and those on which the reports came out."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Mapping
from typing import Any

from dragoman.core.counted import can_mean, days_between
from dragoman.resolve.event_frames import Frame

_DAY = len("2024-05-19")
_MONTH = 31
"""Days: an interval that is longer says too little."""


def at_odds(a: Frame, b: Frame, weights: Mapping[str, Any]) -> bool:
    """Do the days forbid one deed: too far apart, news that came before the deed, or a report that came out before it was done?"""
    apart = a.date.apart(b.date)
    if apart is not None and apart > weights["news_days" if a.weak and b.weak else "days"] and not is_carried_past(a, b):
        return True
    if a.mention.doc == b.mention.doc and _two_days(a, b):
        return True
    if not (_may_be(a, b) and _may_be(b, a)) or _told_apart(a, b, weights):
        return True
    many = a.count is not None and a.count == b.count and a.count[0] >= weights["many"]
    if a.modality != "real" or b.modality != "real" or many:
        return False  # a number that is shared outweighs a day that may be read wrong
    return _told_before(a, b, weights) or _told_before(b, a, weights)


def is_carried_past(a: Frame, b: Frame) -> bool:
    """Is the day of the one that of its report's news, carried on to a later sentence, and that of the other before it: may the sentence look back?"""
    return _is_past(a, b) or _is_past(b, a)


def is_past_news(a: Frame, b: Frame, weights: Mapping[str, Any]) -> bool:
    """The same, by more days than news takes?"""
    apart = a.date.apart(b.date)
    return apart is not None and apart > weights["days"] and is_carried_past(a, b)


def _is_past(later: Frame, earlier: Frame) -> bool:
    one, other = later.date.days(), earlier.date.days()
    real = later.modality == earlier.modality == "real" and later.mention.doc != earlier.mention.doc
    return later.carried and real and one is not None and other is not None and one[0] > other[1]


def _two_days(a: Frame, b: Frame) -> bool:
    """One report that tells of two days tells of two deeds: what is new today is not what it dates to last Sunday."""
    days = [f.date.start for f in (a, b) if f.date.start == f.date.end and len(f.date.start or "") == _DAY]
    return len(set(days)) > 1


def _may_be(a: Frame, b: Frame) -> bool:
    """`in June`, `on Wednesday` of a report without a day: may that be when b was?"""
    return not a.counted or can_mean(a.counted, b.date)


def _told_apart(a: Frame, b: Frame, weights: Mapping[str, Any]) -> bool:
    """`arrested a year ago and sentenced in March`, of a report without a day."""
    one_report = a.mention.doc == b.mention.doc and bool(a.counted) and bool(b.counted)
    return one_report and days_between(a.counted, b.counted) > weights["days"]


def _told_before(a: Frame, b: Frame, weights: Mapping[str, Any]) -> bool:
    """Is a told as done in a report that came out, or that has it as its news, before b's day?"""
    bounds = b.date.days()
    if bounds is None or b.carried:
        return False
    told = a.date.days() if a.weak else None
    day = told[1] if told else _day(a.published)
    return day is not None and (bounds[0] - day).days > weights["days" if b.weak else "before"]


def looks_back(a: Frame, b: Frame, weights: Mapping[str, Any]) -> bool:
    """Does one of two reports tell a deed without its day, that is not the news of those days, and with no number that both give?"""
    if a.mention.doc == b.mention.doc or a.modality != "real" or _has_day(a) == _has_day(b):
        return False
    if _same_year(a, b):
        return False
    if a.count is not None and a.count == b.count and a.count[0] >= weights["many"]:
        return False
    one, other = _day(a.published), _day(b.published)
    return one is None or other is None or abs((one - other).days) > weights["fresh_days"]


def _has_day(frame: Frame) -> bool:
    return frame.date.known and frame.date.span_days() <= _MONTH


def time_score(a: Frame, b: Frame, weights: Mapping[str, Any]) -> float:
    """Positive where the days told agree, negative where single days differ that both tell; of undated news by the days on which it came out."""
    apart = a.date.apart(b.date)
    if apart is None or max(a.date.span_days(), b.date.span_days()) > _MONTH:
        return float(weights["year"]) if apart == 0 and _same_year(a, b) else _news_score(a, b, weights)
    exact = a.date.span_days() == 1 and b.date.span_days() == 1
    if apart == 0:
        return float(weights["date"]) if exact else float(weights["month"])
    if a.weak or b.weak:
        return -min(float(weights["late_news"] * apart), float(weights["carried"]) if is_carried_past(a, b) else math.inf)
    return -float(weights["other_day"] if _same_target(a, b) else weights["other_deed"])


def _same_year(a: Frame, b: Frame) -> bool:
    """Do both tell one and the same year, or a day or month of it?"""
    told = {(f.date.start or "")[:4] for f in (a, b)} | {(f.date.end or "")[:4] for f in (a, b)}
    return len(told) == 1 and told != {""} and not (a.weak or b.weak)


def _same_target(a: Frame, b: Frame) -> bool:
    """Is it done to the same named person or body, in the same place, or to as many: so that it is likelier the day that is disputed?"""
    named = a.recipients.named & a.recipients.own & b.recipients.named
    return bool(named) or (a.place is not None and a.place == b.place) or (a.count is not None and a.count == b.count)


def _news_score(a: Frame, b: Frame, weights: Mapping[str, Any]) -> float:
    """Two reports that come out together rather tell one deed; that one comes later says nothing, since what was done and said is recalled for years."""
    one, other = _day(a.published), _day(b.published)
    if one is None or other is None or a.mention.doc == b.mention.doc:
        return 0.0
    return float(weights["fresh"]) if abs((one - other).days) <= weights["fresh_days"] else 0.0


def is_announcement(a: Frame, b: Frame, weights: Mapping[str, Any]) -> bool:
    """Is the one a measure told as done and the other the words that announced it, on the day of the deed or later, of as many or of the same thing?

    A plan that was told before the deed's day is another event: it is linked, not merged.
    """
    plan, deed = (a, b) if a.modality == "planned" else (b, a)
    if plan.modality != "planned" or deed.modality != "real" or plan.mention.type != deed.mention.type or plan.mention.type not in weights["announced"]:
        return False
    alike = len(plan.thing & deed.thing) + (plan.trigger == deed.trigger and plan.mention.mode == deed.mention.mode)
    same = plan.count == deed.count if plan.count and deed.count else not plan.thing.isdisjoint(deed.thing) and alike >= weights["like_thing"]
    told, bounds = _day(plan.published), deed.date.days()
    if not same or told is None or bounds is None or deed.date.span_days() > weights["days"] * 2:
        return False
    to_come = plan.date.days()
    if to_come is not None and not plan.weak and to_come[0] > told:
        return False
    return bool(0 <= (told - bounds[0]).days <= weights["days"])


def _day(iso: str | None) -> dt.date | None:
    """A day of the calendar; None for what is none, and for a month or year."""
    if iso is None or len(iso) < 10:
        return None
    try:
        return dt.date.fromisoformat(iso[:10])
    except ValueError:
        return None
