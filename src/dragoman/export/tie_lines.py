"""Yields the lines of a dump that say how states stand to each other: ties, responses, shifts."""

from __future__ import annotations

from typing import Any

from dragoman.core.ties import Response, Shift, Tie

Line = dict[str, Any]


def tie_line(tie: Tie) -> Line:
    """A tie of one ordered pair in one period."""
    announced = tie.announced
    return {
        "actor": tie.actor,
        "recipient": tie.recipient,
        "period": {"unit": tie.period.unit, "start": tie.period.start, "end": tie.period.end},
        "score": tie.score,
        "goldstein": tie.goldstein,
        "n": tie.n,
        "events": list(tie.events),
        "coverage": {"documents": tie.documents, "origins": tie.origins},
        "announced": {"n": announced.n, "score": announced.score, "events": list(announced.events)} if announced else None,
    }


def response_line(response: Response) -> Line:
    """A reaction to an action."""
    return {
        "action": response.action,
        "reaction": response.reaction,
        "lag_days": response.lag_days,
        "basis": response.basis,
        "evidence": [{"doc": e.doc, "start": e.start, "end": e.end, "text": e.text} for e in response.evidence],
        "disputed": response.disputed,
    }


def shift_line(shift: Shift) -> Line:
    """A change point of a tie."""
    return {
        "actor": shift.actor,
        "recipient": shift.recipient,
        "date": {"start": shift.date.start, "end": shift.date.end},
        "before": shift.before,
        "after": shift.after,
        "confidence": shift.confidence,
        "events": list(shift.events),
        "n_before": shift.n_before,
        "n_after": shift.n_after,
    }
