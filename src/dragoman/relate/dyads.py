"""Yields ties: the mean score of each ordered pair of states or organisations in each month (or year, where the texts give no more)."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence

from dragoman.core.records import Event, Party
from dragoman.core.ties import Period, Tie

COUNTED = frozenset({"done", "threatened", "demanded"})
"""Modalities that count: in a threat or demand the saying is the deed (interchange, OCCURRENCE types)."""


def make_ties(events: Sequence[Event], origin_of: Mapping[str, str]) -> tuple[Tie, ...]:
    """Ties sorted by pair and period. Events that are undated, or dated to more than one year, are left out: no date is made up.

    origin_of: document id to the document that it copies, else itself.
    """
    groups: dict[tuple[str, str, Period], list[Event]] = defaultdict(list)
    for event in events:
        period = period_of(event)
        if event.ontology == "PLOVER" and event.modality in COUNTED and event.score is not None and period is not None:
            for pair in sorted(set(directed_pairs(event))):
                groups[*pair, period].append(event)
    order = sorted(groups, key=lambda k: (k[0], k[1], k[2].start, k[2].unit))
    return tuple(_tie(key, groups[key], origin_of) for key in order)


def directed_pairs(event: Event) -> Iterator[tuple[str, str]]:
    """(actor, recipient) pairs of country codes; where parties stand on one side only, all of them towards each other."""
    actors, recipients = _codes(event.actors), _codes(event.recipients)
    if not recipients:
        recipients = actors
    for actor in actors:
        for recipient in recipients:
            if actor != recipient:
                yield actor, recipient
                if event.type in {"CONSULT", "COOPERATE"}:
                    yield recipient, actor


def _codes(parties: Sequence[Party]) -> list[str]:
    return list(dict.fromkeys(p.country for p in parties if p.country))


def period_of(event: Event) -> Period | None:
    """The month that holds the event's date, else its year; None where it has none or spans more."""
    days = event.date.days()
    if days is None or event.date.start is None or event.date.end is None:
        return None
    first, last = days
    if (first.year, first.month) == (last.year, last.month):
        start = first.replace(day=1)
        following = dt.date(start.year + start.month // 12, start.month % 12 + 1, 1)
        return Period("month", start.isoformat(), (following - dt.timedelta(1)).isoformat())
    if first.year == last.year:
        return Period("year", f"{first.year}-01-01", f"{first.year}-12-31")
    return None


def _tie(key: tuple[str, str, Period], events: list[Event], origin_of: Mapping[str, str]) -> Tie:
    actor, recipient, period = key
    scores = [e.score for e in events if e.score is not None]
    goldstein = [e.goldstein for e in events if e.goldstein is not None]
    documents = {m.doc for e in events for m in e.mentions}
    return Tie(
        actor=actor,
        recipient=recipient,
        period=period,
        score=round(sum(scores) / len(scores), 3),
        goldstein=round(sum(goldstein) / len(goldstein), 3) if goldstein else None,
        n=len(events),
        events=tuple(sorted(e.id for e in events)),
        documents=len(documents),
        origins=len({origin_of.get(d, d) for d in documents}),
    )
