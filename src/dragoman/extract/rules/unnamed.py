"""Yields event mentions with the name of somebody whom the lead only describes: `arrested an opposition journalist … Ivo Marel was led away`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.core.mentions import EventMention
from dragoman.extract.rules.matching import EntityIndex

_TYPES = frozenset({"COERCE", "ASSAULT"})
_NEW = frozenset({"a", "an"})


def with_names_of_the_described(events: Sequence[EventMention], index: EntityIndex) -> tuple[EventMention, ...]:
    """The events, in order; one done to somebody new and one of the same kind told later of a name alone are one: each has what the other tells.

    Only where a text tells one of each: of several arrests nobody knows which is meant.
    """
    found = {e.id: e for e in events}
    for kind, mode in dict.fromkeys((e.type, e.mode) for e in events if e.type in _TYPES and e.mode is not None):
        alike = [e for e in events if (e.type, e.mode) == (kind, mode) and e.modality == "done" and not e.passing]
        described = [e for e in alike if e.actors and _struck(e, index) == "described"]
        named = [e for e in alike if _struck(e, index) == "named"]
        if len(described) != 1 or len(named) != 1 or named[0].actors or named[0].date.known or named[0].trigger < described[0].trigger:
            continue
        first, later = described[0], named[0]
        found[first.id] = replace(first, recipients=later.recipients)
        found[later.id] = replace(later, actors=first.actors, date=first.date)
    return tuple(found[e.id] for e in events)


def _struck(event: EventMention, index: EntityIndex) -> str | None:
    """How the one person is told to whom it was done; None for several, and for what is no person."""
    mention = index.by_id.get(event.recipients[0].mention or "") if len(event.recipients) == 1 else None
    if mention is None or mention.kind != "person":
        return None
    if mention.form == "name":
        return "named"
    return "described" if mention.form == "nominal" and mention.text.lower().split()[0] in _NEW and index.first(mention).id == mention.id else None
