"""Yields clusters of tellings with the days that other tellings give them: after what they followed, and of the report that found them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from dragoman.core.dates import UNKNOWN, DateRange
from dragoman.core.mentions import SUPPOSED, EventMention, Extracted
from dragoman.resolve.event_frames import Frame

_NEWS_DAY = "dated"
"""What stands in the values of a deed whose day is that of the report's news."""
_FEW = 7
"""Days that a text may leave open and still tell when it was."""
_ROUNDS = 4
"""Deeds dated by deeds that are dated by deeds."""


def date_of_tellings(mentions: Sequence[EventMention]) -> DateRange:
    """The narrowest date told; where narrow ones differ, the interval that holds them all. The day of a report's news counts where none is told.

    Of days of the news that lie weeks apart only the first counts: later reports say again what was said.
    """
    told = [m for m in mentions if _tells_day(m)] or _first_told([m for m in mentions if m.date.known])
    known = sorted({m.date for m in told}, key=lambda d: (d.span_days(), d.start or "", d.end or ""))
    if not known:
        return UNKNOWN
    narrow = [d for d in known if d.span_days() == known[0].span_days()]
    starts, ends = [d.start for d in narrow if d.start], [d.end for d in narrow if d.end]
    return DateRange(min(starts) if starts else None, max(ends) if ends else None)


def _first_told(mentions: Sequence[EventMention]) -> list[EventMention]:
    """The mentions but for those of a day of the news that lies more than a few days after the first such."""
    news = {m.id: days[0] for m in mentions if _NEWS_DAY in dict(m.values) and m.date.span_days() <= _FEW and (days := m.date.days()) is not None}
    first = min(news.values(), default=None)
    return [m for m in mentions if first is None or m.id not in news or (news[m.id] - first).days <= _FEW]


def supposed_date(mentions: Sequence[EventMention]) -> DateRange:
    """The narrowest days that a deed is supposed to be of, the earliest of such; good only where no telling, of whatever report, gives a day."""
    found = [DateRange(*value.split("/")) for m in mentions for name, value in m.values if name == SUPPOSED]
    return min(found, key=lambda d: (d.span_days(), d.start or "", d.end or ""), default=UNKNOWN)


def _tells_day(mention: EventMention) -> bool:
    """Does the text itself give a day, or a few?"""
    return mention.date.known and _NEWS_DAY not in dict(mention.values) and mention.date.span_days() <= _FEW


def with_days_of_others(clusters: Sequence[list[Frame]], published: Mapping[str, str]) -> list[list[Frame]]:
    """The clusters; open or unknown dates closed by the happenings, of whatever document, that a telling says they lie after, before or in.

    Findings of an inquiry are of the one day on which it is told to have reported. Where two days fit, neither is taken, and no deed that is done
    is dated behind a document that tells it. published: ISO day by document, for those that have one.
    """
    days = [date_of_tellings([f.mention for f in cluster]) for cluster in clusters]
    home = {f.mention.id: k for k, cluster in enumerate(clusters) for f in cluster}
    hung = {k: found for k, cluster in enumerate(clusters) if (found := _hung(cluster, home, k))}
    for k, day in _found_days(clusters, days).items():
        days[k] = day
    for _ in range(_ROUNDS):
        before = list(days)
        for k, anchors in hung.items():
            for relation, j in anchors:
                days[k] = _bounded(days[k], relation, before[j])
        if days == before:
            break
    return [_dated(cluster, day) if _told_by_then(cluster, day, published) else cluster for cluster, day in zip(clusters, days, strict=True)]


def _told_by_then(cluster: list[Frame], day: DateRange, published: Mapping[str, str]) -> bool:
    """Was none of the documents published before the deed can have been done?"""
    last = min((published[doc] for doc in _docs(cluster) if doc in published), default=None)
    bounds = day.days()
    return cluster[0].modality != "real" or last is None or bounds is None or bounds[0].isoformat() <= last


def with_days_in_document(extracted: Extracted) -> Extracted:
    """The document; deeds that hang on others that it dates have their days, before tellings of several documents are compared."""
    dates = {e.id: e.date for e in extracted.events}
    hung = {e.id: [value.split(":", 1) for name, value in e.values if name == "when"] for e in extracted.events}
    for _ in range(_ROUNDS):
        before = dict(dates)
        for key, anchors in hung.items():
            for relation, anchor in anchors:
                dates[key] = _bounded(dates[key], relation, before.get(anchor, UNKNOWN))
        if dates == before:
            break
    return replace(extracted, events=tuple(replace(e, date=dates[e.id]) if dates[e.id] != e.date else e for e in extracted.events))


def _hung(cluster: list[Frame], home: dict[str, int], k: int) -> list[tuple[str, int]]:
    """(relation, other cluster) for each happening that a telling is hung on."""
    told = [value.split(":", 1) for f in cluster for name, value in f.mention.values if name == "when"]
    return sorted({(relation, home[anchor]) for relation, anchor in told if home.get(anchor, k) != k})


def _bounded(days: DateRange, relation: str, other: DateRange) -> DateRange:
    """An open or unknown interval, closed on the side that the relation tells of; as it was where the ends would cross."""
    if days.start is not None and days.end is not None:
        return days
    made = {
        "after": DateRange(days.start or other.start, days.end),
        "before": DateRange(days.start, days.end or other.end),
        "during": days if days.known else other,
    }.get(relation, days)
    bounds = made.days()
    return days if bounds is None or bounds[0] > bounds[1] else made


def _dated(cluster: list[Frame], day: DateRange) -> list[Frame]:
    """The tellings with the day, where none gives it."""
    if not day.known or day == date_of_tellings([f.mention for f in cluster]):
        return cluster
    return [replace(f, mention=replace(f.mention, date=day)) for f in cluster]


def _found_days(clusters: Sequence[list[Frame]], days: Sequence[DateRange]) -> dict[int, DateRange]:
    """{cluster of an undated finding: the day of the report of its inquiry}; documents belong together that tell one accident."""
    findings = [k for k, c in enumerate(clusters) if c[0].mention.type == "FINDING" and not days[k].known and c[0].modality == "real"]
    reports = [k for k, c in enumerate(clusters) if c[0].mention.type == "REPORT" and c[0].modality == "real" and _one_day(days[k])]
    accidents = [_docs(c) for c in clusters if any(f.mention.type == "INCIDENT" and f.step == "head" for f in c)]
    found: dict[int, DateRange] = {}
    for k in findings:
        own = _docs(clusters[k])
        near = {days[r] for r in reports if _docs(clusters[r]) & own}
        wider = {days[r] for told_in in accidents if own <= told_in for r in reports if _docs(clusters[r]) & told_in}
        on = near or wider
        if len(on) == 1:
            found[k] = next(iter(on))
    return found


def _one_day(days: DateRange) -> bool:
    return days.start is not None and days.start == days.end and len(days.start) == 10


def _docs(cluster: list[Frame]) -> set[str]:
    return {f.mention.doc for f in cluster}
