"""Yields event mentions with the day that a later word for the same deed tells: `police stormed it … Friday night's raid`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.core.documents import Annotated, Token
from dragoman.core.mentions import EventMention

_TYPES = frozenset({"ASSAULT", "COERCE", "SANCTION", "MOBILIZE", "PROTEST"})
_KNOWN = frozenset({"the", "this", "that", "these", "those"})
_NEAR = 2
"""Sentences between the deed and the word for it."""


def with_recalled_days(annotated: Annotated, events: Sequence[EventMention], reminders: Sequence[EventMention]) -> tuple[EventMention, ...]:
    """The events, in order; one without a day has that of a noun that takes it as known, where it can mean no other deed told before it."""
    at = {t.start: t for t in annotated.tokens}
    dated = [(at[r.trigger.start], r) for r in reminders if r.date.start and r.date.end and r.trigger.start in at]
    known = [(t, r) for t, r in dated if t.pos == "NOUN" and _definite(annotated, t)]
    if not known:
        return tuple(events)
    days = {}
    for noun, reminder in known:
        kinds = dict(reminder.values).get("kinds", reminder.type).split()
        for kind in _TYPES.intersection(kinds):
            near = [e for e in events if e.type == kind and _before(annotated, at.get(e.trigger.start), noun)]
            if len({e.trigger.start for e in near}) == 1 and not any(e.date.known or e.modality != "done" for e in near):
                days.update({e.id: reminder.date for e in near if e.id not in days})
    return tuple(replace(e, date=days[e.id]) if e.id in days else e for e in events)


def _definite(annotated: Annotated, noun: Token) -> bool:
    return any(c.dep == "poss" or (c.dep == "det" and c.lemma in _KNOWN) for c in annotated.children(noun.i))


def _before(annotated: Annotated, deed: Token | None, noun: Token) -> bool:
    """Is the deed told before the noun, and not long before?"""
    return deed is not None and deed.i < noun.i and 0 <= annotated.sentence_of(noun.i).i - annotated.sentence_of(deed.i).i <= _NEAR
