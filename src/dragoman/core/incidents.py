"""Yields records that gather events: incidents with phases and casualties, proceedings with findings and deadlines, stories."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.core.dates import DateRange
from dragoman.core.documents import Evidence
from dragoman.core.records import Link


@dataclass(frozen=True, slots=True)
class Phase:
    """A step of an incident: order from 1; seconds since the step before, where told."""

    event: str
    order: int
    after_seconds: int | None


@dataclass(frozen=True, slots=True)
class Toll:
    """Casualties as one account gives them: what (dead, injured, survived), how many, of how many."""

    what: str
    n: int | None
    of: int | None
    date: DateRange
    chain: tuple[Link, ...]
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Incident:
    """An accident or the like, its phases in order, casualties, who and what was involved."""

    id: str
    name: str
    event: str
    phases: tuple[Phase, ...]
    casualties: tuple[Toll, ...]
    involved: tuple[str, ...]
    proceedings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PaperOfProceeding:
    """A document that a proceeding brought out."""

    name: str
    date: DateRange
    evidence: tuple[Evidence, ...]


@dataclass(frozen=True, slots=True)
class Deadline:
    """What is due when, on what ground; state open, met or overdue, judged by the record's `as_of`, never by the clock."""

    what: str
    due: DateRange
    basis: str | None
    evidence: tuple[Evidence, ...]
    state: str


@dataclass(frozen=True, slots=True)
class Proceeding:
    """An official inquiry: bodies, papers, findings, absences kept as absences, deadlines."""

    id: str
    name: str
    about: str
    bodies: tuple[str, ...]
    documents: tuple[PaperOfProceeding, ...]
    findings: tuple[str, ...]
    absences: tuple[str, ...]
    deadlines: tuple[Deadline, ...]


@dataclass(frozen=True, slots=True)
class Story:
    """Documents and events of one happening, or of one affair (its parent)."""

    id: str
    name: str
    level: str
    documents: tuple[str, ...]
    events: tuple[str, ...]
    parent: str | None
