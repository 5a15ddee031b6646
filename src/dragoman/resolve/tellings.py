"""Yields Told: a claim with one of its tellings and what its document tells in and before those words."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from dragoman.core.documents import Timex
from dragoman.core.mentions import ClaimMention, EntityMention, EventMention, Extracted
from dragoman.core.records import Claim
from dragoman.resolve.claim_context import Told

_SENTENCE_END = re.compile(r"[.!?]['\"”’)]*\s|\n")
SAYINGS = frozenset({"STATEMENT", "REPORT", "FINDING", "ACCUSE", "REQUEST", "THREATEN", "OTHER"})
"""Types that a cue tells as such: `accused`, `demanded`."""
LED_IN = 400  # code points before a claim that are looked at for what it speaks of


class Telling:
    """The mentions of one document, to be looked up by place and by id."""

    def __init__(self, item: Extracted) -> None:
        """item: what the document tells."""
        self._text = item.document.text
        self._day = item.document.published.day if item.document.published else ""
        self._entities = sorted(item.entities, key=_begin)
        self._by_id = {m.id: m for m in item.entities}
        self._events = {e.id: e for e in item.events}
        self._triggers = sorted(item.events, key=_trigger)
        self._times = sorted(item.times, key=_begin)

    def told(self, claim: Claim, mention: ClaimMention) -> Told:
        """A telling with the entity and event mentions inside its words, and the event that its cue tells (`announced the closure`)."""
        spans = mention.content
        text = " ".join(" ".join(self._text[s.start : s.end] for s in spans).split())
        start, end = min(s.start for s in spans), max(s.end for s in spans)
        first, last = bisect_left(self._entities, start, key=_begin), bisect_right(self._entities, end, key=_begin)
        inside = tuple(m for m in self._entities[first:last] if any(s.start <= m.start and m.end <= s.end for s in spans))
        about = [self._events[i] for i in mention.about if i in self._events]
        cue = self._text[mention.cue.start : mention.cue.end].lower() if mention.cue else ""
        if mention.cue:
            a, b = bisect_left(self._triggers, mention.cue.start, key=_trigger), bisect_right(self._triggers, mention.cue.end, key=_trigger)
            about = [*(e for e in self._triggers[a:b] if e.trigger.end <= mention.cue.end and e not in about and e.type not in SAYINGS), *about]
        lead = self._text[max(0, start - LED_IN) : start]
        opens = max((m.end() for m in _SENTENCE_END.finditer(lead)), default=0)
        began = start - len(lead) + opens
        led = tuple(self._entities[bisect_left(self._entities, began, key=_begin) : first])
        times = tuple(t for t in self._times[bisect_left(self._times, start, key=_begin) : bisect_right(self._times, end, key=_begin)] if t.end <= end)
        lower = text.lower().replace("’", "'")
        speakers = tuple(self._by_id[link.mention] for link in mention.chain if link.mention in self._by_id)
        return Told(claim, mention, text, lower, inside, tuple(about), start, self._day, times, lead[opens:], cue, led, speakers)


def _begin(mention: EntityMention | Timex) -> int:
    return mention.start


def _trigger(event: EventMention) -> int:
    return event.trigger.start
