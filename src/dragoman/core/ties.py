"""Yields how states stand to each other: periods, ties, responses and shifts."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.core.dates import DateRange
from dragoman.core.documents import Evidence


@dataclass(frozen=True, slots=True)
class Period:
    """A day, week, month or year: unit, first and last day (ISO)."""

    unit: str
    start: str
    end: str


@dataclass(frozen=True, slots=True)
class Announced:
    """What one side planned or threatened to do to the other in a period: how many, ids, and their mean score (−10 to 10), deeds not yet done weighing less."""

    n: int
    score: float
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Tie:
    """Mean score of one ordered pair in one period, with the events counted and the coverage beside it.

    actor, recipient: ISO alpha-3 or PLOVER's code, or the id of an organisation that has none of its own. announced: beside the score, never mixed into it.
    """

    actor: str
    recipient: str
    period: Period
    score: float
    goldstein: float | None
    n: int
    events: tuple[str, ...]
    documents: int
    origins: int
    announced: Announced | None = None


@dataclass(frozen=True, slots=True)
class Response:
    """A reaction tied to an action: basis `stated` (the words that say so are the evidence) or `lag` (order in time only).

    disputed: other accounts have it the other way round, so that who began is open; both directions are kept.
    """

    action: str
    reaction: str
    lag_days: int | None
    basis: str
    evidence: tuple[Evidence, ...]
    disputed: bool = False


@dataclass(frozen=True, slots=True)
class Shift:
    """A change point of a tie: mean score of the acts before and after, up to the next one on either side; confidence 0 to 1.

    date: from the last act before to the first after. events: acts after it that made it, the earliest first. n_before, n_after: acts on either side.
    """

    actor: str
    recipient: str
    date: DateRange
    before: float
    after: float
    confidence: float
    events: tuple[str, ...] = ()
    n_before: int = 0
    n_after: int = 0
