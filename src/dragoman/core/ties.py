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
class Tie:
    """Mean score of one ordered pair in one period, with the events counted and the coverage beside it."""

    actor: str
    recipient: str
    period: Period
    score: float
    goldstein: float | None
    n: int
    events: tuple[str, ...]
    documents: int
    origins: int


@dataclass(frozen=True, slots=True)
class Response:
    """A reaction tied to an action: basis `stated` (the words that say so are the evidence) or `lag` (order in time only)."""

    action: str
    reaction: str
    lag_days: int | None
    basis: str
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Shift:
    """A change point of a tie: mean score before and after, confidence 0 to 1."""

    actor: str
    recipient: str
    date: DateRange
    before: float
    after: float
    confidence: float
