"""Yields records that gather events: incidents with phases and casualties, proceedings with findings and deadlines, stories."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.core.dates import UNKNOWN, DateRange
from dragoman.core.documents import Evidence
from dragoman.core.records import Link


@dataclass(frozen=True, slots=True)
class Phase:
    """A step of an incident: order from 1; seconds since the step before, where told; at: the time of day told for it (`06:42`).

    apart: the seconds part what the step itself counts (`two bangs 24 seconds apart`), not this step from the one before.
    """

    event: str
    order: int
    after_seconds: int | None
    at: str | None = None
    apart: bool = False


@dataclass(frozen=True, slots=True)
class Toll:
    """Casualties as one account gives them: what (dead, injured, missing, survived), how many, of how many; date: of the accident.

    told: ISO day of the first report that gives this figure. event: the event that tells it. superseded: a later report tells of more of them.
    """

    what: str
    n: int | None
    of: int | None
    date: DateRange
    chain: tuple[Link, ...]
    evidence: tuple[Evidence, ...]
    told: str | None = None
    event: str | None = None
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class Incident:
    """An accident or the like, its phases in order, casualties, who and what was involved; damage: events that tell what was destroyed or holed."""

    id: str
    name: str
    event: str
    phases: tuple[Phase, ...]
    casualties: tuple[Toll, ...]
    involved: tuple[str, ...]
    proceedings: tuple[str, ...]
    damage: tuple[str, ...] = ()
    documents: tuple[str, ...] = ()
    """Ids of the reports that tell of it, in whatever words."""


@dataclass(frozen=True, slots=True)
class PaperOfProceeding:
    """A document that a proceeding brought out; pages: its length, where told."""

    name: str
    date: DateRange
    evidence: tuple[Evidence, ...]
    pages: int | None = None


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
    """Documents and events of one happening, or of one affair (its parent). date: days that it spans; head: the event that a happening turns on."""

    id: str
    name: str
    level: str
    documents: tuple[str, ...]
    events: tuple[str, ...]
    parent: str | None
    date: DateRange = UNKNOWN
    head: str | None = None
