"""Yields responses: reactions that the words tie to an action, and reactions that merely follow one, marked apart."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from dragoman.core.documents import Document
from dragoman.core.records import Event
from dragoman.core.ties import Response
from dragoman.relate.dyads import COUNTED, directed_pairs

LONGEST_LAG = 10
"""Days within which an answer in kind is listed as following on; a convention, not tuned."""


def make_responses(events: Sequence[Event], documents: Mapping[str, Document], stated_links: Sequence[tuple[str, str, int, int]]) -> tuple[Response, ...]:
    """Responses sorted by action and reaction.

    stated_links: (event mention of the reaction, event mention of the action, start, end of the words that tie them) from the texts.
    """
    by_mention = {m.id: (e, m.doc) for e in events for m in e.mentions}
    found: dict[tuple[str, str], Response] = {}
    for reaction_id, action_id, start, end in sorted(stated_links):
        if reaction_id in by_mention and action_id in by_mention:
            (reaction, doc), (action, _) = by_mention[reaction_id], by_mention[action_id]
            key = (action.id, reaction.id)
            if action.id != reaction.id and key not in found and (reaction.id, action.id) not in found:
                found[key] = Response(*key, _lag(action, reaction), "stated", (documents[doc].evidence(start, end),))
    for response in _by_lag(events):
        if (response.action, response.reaction) not in found and (response.reaction, response.action) not in found:
            found[response.action, response.reaction] = response
    return tuple(found[key] for key in sorted(found))


def _day(event: Event) -> tuple[dt.date, dt.date] | None:
    if event.date.start is None or event.date.end is None or event.date.span_days() > 10:
        return None
    return event.date.days()


def _lag(action: Event, reaction: Event) -> int | None:
    """Whole days from the end of the action to the start of the reaction; None where a date is missing or wide."""
    first, second = _day(action), _day(reaction)
    return None if first is None or second is None else max(0, (second[0] - first[1]).days)


def _by_lag(events: Sequence[Event]) -> list[Response]:
    """For each dated conflict act, the nearest earlier conflict act of the other side within LONGEST_LAG days."""
    dated = [e for e in events if e.ontology == "PLOVER" and e.quad in {3, 4} and e.modality in COUNTED and _day(e)]
    by_pair: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in dated:
        for pair in set(directed_pairs(event)):
            by_pair[pair].append(event)
    responses = []
    for reaction in sorted(dated, key=lambda e: e.id):
        turned = {(b, a) for a, b in directed_pairs(reaction)}
        others = (a for pair in turned for a in by_pair.get(pair, ()) if a.id != reaction.id)
        earlier = [(lag, a.id) for a in others if (lag := _strict_lag(a, reaction)) is not None]
        if earlier:
            lag, action = min(earlier)
            responses.append(Response(action, reaction.id, lag, "lag", ()))
    return responses


def _strict_lag(action: Event, reaction: Event) -> int | None:
    first, second = _day(action), _day(reaction)
    if first is None or second is None:
        return None
    lag = (second[0] - first[1]).days
    return lag if 0 < lag <= LONGEST_LAG else None
