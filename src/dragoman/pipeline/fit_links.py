"""Yields events with their ties to others: what a new deed fulfils, denies or is part of, and older events of its parties that do so to it."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from dragoman.codebook.model import Codebook
from dragoman.core.records import Event
from dragoman.pipeline.fit_events import FittedEvents
from dragoman.pipeline.fit_rest import party_keys
from dragoman.pipeline.fit_view import View
from dragoman.relate.dyads import directed_pairs
from dragoman.resolve.event_links import with_links

_OF_PAIR = 1000
"""Events of one pair that are looked at; of more, those of the smallest ids."""
_OF_PARTY = 200


def fit_links(view: View, fitted: FittedEvents, documents: Collection[str], codebook: Codebook) -> tuple[Event, ...]:
    """The events that are new or changed, linked, and older ones whose links lead to one of these, or led to one that went.

    documents: those whose events are looked at beside all events of the same pairs.
    """
    put = {e.id: e for e in fitted.put}
    keys = {f"{a} {b}" for e in fitted.put for pair in directed_pairs(e) for a, b in (pair, pair[::-1])}
    alone = {key for e in fitted.put for key in party_keys(e)}
    found = (*view.store.found_by("pair", keys, _OF_PAIR).values(), *view.store.found_by("party", alone, _OF_PARTY).values())
    ids = {event for events in found for event in events} - fitted.gone - put.keys()
    near: dict[str, Event] = {e.id: e for e in (*view.store.parts("events", ids), *view.events(documents))} | put
    days = view.store.days(m.doc for e in near.values() for m in e.mentions)
    linked = with_links([near[key] for key in sorted(near)], days, codebook.weights("event_links"))
    gone = fitted.gone | put.keys()
    return tuple(e for e in linked if e.id in put or (_leads(e, put) and _links(e) != _links(near[e.id])) or _leads(near[e.id], gone - put.keys()))


def _links(event: Event) -> Sequence[str | None]:
    return event.fulfils, event.denies, event.parent


def _leads(event: Event, ids: Collection[str]) -> bool:
    return any(key in ids for key in _links(event) if key)
