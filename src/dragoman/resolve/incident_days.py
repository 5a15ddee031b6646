"""Yields documents in which the steps of an accident carry its day: where one day is told for an accident, its undated steps are of that day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dragoman.core.dates import DateRange
from dragoman.core.mentions import EventMention, Extracted
from dragoman.core.records import Entity
from dragoman.resolve.dates import with_days_in_document

_STEPS = {"INCIDENT", "FLIGHT", "CASUALTIES"}


def with_incident_days(extracted: Extracted, entities: Mapping[str, Entity], of_mention: Mapping[str, str]) -> Extracted:
    """The document with undated steps, and blows against the same craft, dated to the one day that the text gives for the accident, and what hangs on them."""
    steps = [e for e in extracted.events if e.type in _STEPS]
    days = {e.date for e in steps if e.date.start is not None and e.date.start == e.date.end and len(e.date.start) == 10}
    if len(days) != 1:
        return with_days_in_document(extracted)
    (day,) = days
    craft = {of_mention[p.mention] for e in steps for p in (*e.recipients, *e.actors) if p.mention in of_mention and p.mention is not None}
    craft = {c for c in craft if entities[c].type in {"craft", "organisation"}}
    events = tuple(replace(e, date=day) if _open_to(e.date, day) and _belongs(e, craft, entities, of_mention) else e for e in extracted.events)
    return with_days_in_document(replace(extracted, events=events))


def _open_to(date: DateRange, day: DateRange) -> bool:
    """Is a date unknown, or open on a side and not against the day (`after the second landing failed, …`)?"""
    return (date.start is None or date.end is None) and not date.apart(day)


def _belongs(event: EventMention, craft: set[str], entities: Mapping[str, Entity], of_mention: Mapping[str, str]) -> bool:
    if event.type in _STEPS:
        return event.modality in {"done", "alleged"}
    struck = {of_mention[p.mention] for p in event.recipients if p.mention is not None and p.mention in of_mention}
    return event.type == "ASSAULT" and any(s in craft or entities[s].type == "craft" for s in struck)
