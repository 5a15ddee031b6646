"""Yields the events of a document that were told near one: before it, of its kind, of the same sufferers."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence

from dragoman.core.documents import Annotated, Token
from dragoman.core.mentions import EventMention, Participant

NEAR, FAR = 2, 5
"""Sentences back in which an answer finds what it answers, and one more of the same its like."""
_MOST = 40
"""Events that are looked at on each side."""


class Earlier:
    """The events of one document, in text order."""

    def __init__(self, annotated: Annotated) -> None:
        """annotated: the document."""
        self.token = {t.start: t for t in annotated.tokens}

    def at(self, event: EventMention) -> Token:
        """The trigger."""
        return self.token[event.trigger.start]

    def last(
        self, event: EventMention, before: Sequence[EventMention], far: int, fits: Callable[[EventMention], bool], types: frozenset[str] = frozenset()
    ) -> EventMention | None:
        """The nearest deed between parties told before, at most `far` sentences back, that fits: of the same type, or of one of the types given."""
        here = self.at(event).sentence
        for other in reversed(before[-_MOST:]):
            if self.at(other).sentence < here - far:
                return None
            if other.ontology == "PLOVER" and other.type in (types or {event.type}) and other.modality in {"done", event.modality} and fits(other):
                return other
        return None

    def around(self, event: EventMention, events: Sequence[EventMention], kind: str | None = None) -> list[EventMention]:
        """Events of the same type, or of another that is given, nearest first, those of the same distance in text order; events: in text order."""
        here = bisect_left(events, event.trigger, key=lambda e: e.trigger)
        sentence = self.at(event).sentence
        near = [e for e in events[max(here - _MOST, 0) : here + _MOST] if e.type == (kind or event.type)]
        return sorted(near, key=lambda e: (abs(self.at(e).sentence - sentence), e.trigger))


def shared(a: Sequence[Participant], b: Sequence[Participant]) -> bool:
    """Are there people of one state on both sides?"""
    return bool(countries(a) & countries(b))


def countries(side: Sequence[Participant]) -> set[str]:
    """The states of a side."""
    return {p.country for p in side if p.country}
