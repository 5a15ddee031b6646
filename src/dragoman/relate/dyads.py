"""Yields ties: the mean score of each ordered pair of states or organisations in each day, week, month and year that holds a dated act."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping, Sequence
from math import fsum
from typing import Any

from dragoman.core.records import Event, Party
from dragoman.core.ties import Announced, Period, Tie
from dragoman.relate.periods import periods_of

COUNTED = frozenset({"done", "threatened", "demanded"})
"""Modalities that count: in a threat or demand the saying is the deed (interchange, OCCURRENCE types)."""
_MUTUAL = frozenset({"CONSULT", "COOPERATE"})
_COLLECTIVE = frozenset({"IGO", "NGO", "ISM", "IMG", "MNC"})
"""PLOVER's codes that many organisations share: each of these stands under its own id."""
_SAID = frozenset({1, 3})
"""Quads of words: what is done in the saying."""

Pair = tuple[str, str]


def make_ties(
    events: Sequence[Event], origin_of: Mapping[str, str], weights: Mapping[str, Any], organisations: Collection[str] = frozenset()
) -> tuple[Tie, ...]:
    """Ties by pair, start and unit. An act counts once in each unit that holds its whole date; where none does it is left out.

    A pair's ties rest on that pair's events alone, so they can be made anew from these. A period in which something was only announced has no tie.
    origin_of: document id to the document that it copies, else itself; weights: `weights/ties.yaml`; organisations: ids of entities that are one.
    """
    counted: dict[tuple[Pair, Period], list[Event]] = defaultdict(list)
    announced: dict[tuple[Pair, Period], list[Event]] = defaultdict(list)
    for event in events:
        if not (counts(event) or is_announced(event)) or not (periods := periods_of(event.date)):
            continue
        for pair in sorted(set(directed_pairs(event, organisations))):
            for period in periods:
                if counts(event):
                    counted[pair, period].append(event)
                if is_announced(event):
                    announced[pair, period].append(event)
    order = sorted(counted, key=lambda key: (key[0], key[1].start, key[1].unit))
    return tuple(_tie(key, counted[key], announced.get(key, []), origin_of, weights) for key in order)


def counts(event: Event) -> bool:
    """Is it a deed between parties that a tie counts, if it is dated?"""
    return event.ontology == "PLOVER" and event.score is not None and event.modality in COUNTED


def is_announced(event: Event) -> bool:
    """Is it planned or threatened? What is threatened counts too: the threat is made."""
    return event.ontology == "PLOVER" and event.score is not None and event.modality in {"planned", "threatened"}


def weigh_announced(events: Sequence[Event], weights: Mapping[str, Any]) -> Announced | None:
    """What is announced with its mean score, deeds not yet done weighing less; None for no events."""
    if not events:
        return None
    parts = [(e.score or 0.0) * (1.0 if e.quad in _SAID else float(weights["announced"][e.modality])) for e in events]
    return Announced(len(events), round(fsum(parts) / len(parts), 3), tuple(sorted(e.id for e in events)))


def directed_pairs(event: Event, organisations: Collection[str] = frozenset()) -> Iterator[Pair]:
    """(actor, recipient) pairs of keys; where parties stand on one side only, all of them towards each other."""
    actors, recipients = _keys(event.actors, organisations), _keys(event.recipients, organisations)
    if not recipients:
        recipients = actors
    for actor in actors:
        for recipient in recipients:
            if actor != recipient:
                yield actor, recipient
                if event.type in _MUTUAL:
                    yield recipient, actor


def key_of(party: Party, organisations: Collection[str] = frozenset()) -> str | None:
    """ISO alpha-3 or PLOVER's code of a party, the id of an organisation without a code of its own, None for who has neither."""
    if party.entity in organisations and (not party.country or party.country in _COLLECTIVE):
        return party.entity
    return party.country


def _keys(parties: Sequence[Party], organisations: Collection[str]) -> list[str]:
    return list(dict.fromkeys(key for p in parties if (key := key_of(p, organisations))))


def _tie(key: tuple[Pair, Period], events: list[Event], announced: list[Event], origin_of: Mapping[str, str], weights: Mapping[str, Any]) -> Tie:
    (actor, recipient), period = key
    documents = {m.doc for e in events for m in e.mentions}
    return Tie(
        actor=actor,
        recipient=recipient,
        period=period,
        score=mean([e.score for e in events if e.score is not None]) or 0.0,
        goldstein=mean([e.goldstein for e in events if e.goldstein is not None]),
        n=len(events),
        events=tuple(sorted(e.id for e in events)),
        documents=len(documents),
        origins=len({origin_of.get(d, d) for d in documents}),
        announced=weigh_announced(announced, weights),
    )


def mean(scores: Sequence[float]) -> float | None:
    """To three places, the same in any order; None of nothing."""
    return round(fsum(scores) / len(scores), 3) if scores else None
