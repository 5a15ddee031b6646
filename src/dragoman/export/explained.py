"""Yields, as JSON objects, why events came out and what came to nothing: words, rules of the codebook, roles, modality, and rivals."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from dragoman.codebook.model import Trigger
from dragoman.core.documents import Document, Span
from dragoman.core.mentions import Attribution
from dragoman.core.records import Event
from dragoman.export.lines import Line, span_line
from dragoman.extract.reasons import Held, Mood, Reason, Reasons, Rival

Locate = Callable[[Trigger], tuple[str, str]]
"""(file and line, words of the codebook) of a trigger."""


def explained_answer(answer: Line, events: Sequence[Event], reasons: Reasons, document: Document, locate: Locate) -> Line:
    """The answer of the bare coder with `explain` for each event, a list with an entry for each telling, and `left_out`."""
    teller = _Teller(document, locate)
    lines = [
        line | {"explain": [teller.reason(reasons.events[told.id]) for told in event.mentions if told.id in reasons.events]}
        for line, event in zip(answer["events"], events, strict=True)
    ]
    told = {mention.id for event in events for mention in event.mentions}
    passing = [_passing(reason.trigger, reason) for key, reason in reasons.events.items() if key not in told and reason.trigger]
    left = sorted((*reasons.left_out, *passing), key=lambda rival: rival.head)
    return answer | {"events": lines, "left_out": [teller.rival(rival) for rival in left]}


def _passing(trigger: Trigger, reason: Reason) -> Rival:
    return Rival(trigger, reason.event.trigger, "named only to sort or explain something else, or nobody's that is known")


class _Teller:
    def __init__(self, document: Document, locate: Locate) -> None:
        self.document, self.locate = document, locate

    def reason(self, reason: Reason) -> Line:
        event = reason.event
        return {
            "word": self._span(event.trigger),
            "rule": self._rule(reason.trigger),
            "conditions": [self._held(held) for held in reason.held],
            "actor_role": reason.actor,
            "recipient_role": reason.recipient,
            "modality": self._mood(reason.mood),
            "attribution": self._attribution(reason.attribution),
            "made_by": event.made_by,
            "confidence": event.confidence,
            "competed": [self.rival(rival) for rival in reason.rivals],
        }

    def rival(self, rival: Rival) -> Line:
        """A trigger that made no event, and why."""
        return {"type": rival.trigger.type, "word": self._span(rival.head), "rule": self._rule(rival.trigger), "why": rival.why}

    def _rule(self, trigger: Trigger | None) -> Line | None:
        if trigger is None:
            return None
        where, words = self.locate(trigger)
        return {"name": trigger.where, "where": where, "text": words, "priority": trigger.priority}

    def _held(self, held: Held) -> Line:
        return {"role": held.role, "must_not": held.negated, "asks": held.asks, "words": [self._span(word) for word in held.words]}

    def _mood(self, mood: Mood) -> Line:
        return {"value": mood.modality, "word": self._span(mood.word) if mood.word else None, "list": mood.words, "cause": mood.cause}

    def _attribution(self, attribution: Attribution | None) -> Line | None:
        if attribution is None:
            return None
        chain = [link.name or link.type for link in attribution.chain]
        cue = self._span(attribution.cue) if attribution.cue else None
        return {"source": [self._span(span) for span in attribution.source], "cue": cue, "kind": attribution.kind, "chain": chain}

    def _span(self, span: Span) -> dict[str, Any]:
        return span_line(self.document.evidence(span.start, span.end))
