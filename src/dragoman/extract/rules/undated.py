"""Yields the events of a report that has no day with what their days would be counted from: `last month`, `on Monday`, the day of the news."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.codebook.model import Codebook
from dragoman.core.counted import NOMINAL, counted, is_counted, plain_values
from dragoman.core.documents import Annotated, Published
from dragoman.core.heard_deeds import HeardDeed
from dragoman.core.mentions import Attribution, EntityMention, EventMention
from dragoman.extract.rules.events import find_events

COUNTED = "counted"
"""The name of the value that holds the code of core/counted.py."""


def find_events_and_days(
    annotated: Annotated,
    entities: tuple[EntityMention, ...],
    attributions: tuple[Attribution, ...],
    codebook: Codebook,
    heard: Sequence[HeardDeed] = (),
) -> tuple[tuple[EventMention, ...], tuple[EventMention, ...]]:
    """As `find_events`; in a report without a day, events that no words date have a value `counted` where the day of the report would date them."""
    found = find_events(annotated, entities, attributions, codebook, heard)
    if not is_counted(annotated.document):
        return found
    document = replace(annotated.document, published=Published(NOMINAL, "nominal", 1.0))
    as_if = find_events(replace(annotated, document=document, times=annotated.nominal), entities, attributions, codebook, heard)
    plain = plain_values(annotated.times, annotated.nominal)
    codes = {e.id: code for events in as_if for e in events if (code := counted(e.date, plain))}
    told, reminders = (tuple(_with(e, codes.get(e.id, "")) for e in events) for events in found)
    return told, reminders


def _with(event: EventMention, code: str) -> EventMention:
    return replace(event, values=(*event.values, (COUNTED, code))) if code and not event.date.known else event
