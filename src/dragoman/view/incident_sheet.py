"""Yields IncidentSheet: an incident with its phases and the time between them, casualties from day to day, damage, who was involved, and its inquiries."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.core.incidents import Deadline, Incident, Phase, Toll
from dragoman.core.records import Entity, Event
from dragoman.view.incident import find_incident, inquiry_sections, say_figure, say_seconds, says_something, words_of_damage
from dragoman.view.inquiry import say_term
from dragoman.view.letters import letters_of
from dragoman.view.page import Line, Page, Quote
from dragoman.view.people import is_named
from dragoman.view.quoting import Quoter
from dragoman.view.record import Record
from dragoman.view.sentences import undated_sentence
from dragoman.view.whose_word import say_chain

STATES = {"open": "due", "overdue": "overdue", "met": "met"}
"""States of a deadline in words."""


@dataclass(frozen=True, slots=True)
class Step:
    """A phase. at: the time of day told for it; since: how long after the step before, or how far apart what it counts is; cites: its quotes."""

    event: Event
    words: str
    at: str
    since: str
    cites: Line


@dataclass(frozen=True, slots=True)
class TollRow:
    """A figure of casualties. share: of the highest of its kind, 0 to 100; day: on which it was first told; letter and chain: on whose word."""

    figure: str
    what: str
    share: float
    day: str | None
    chain: str
    overtaken: bool
    cites: Line


@dataclass(frozen=True, slots=True)
class Due:
    """A deadline with its state in words, what it is reckoned by, and its quotes."""

    deadline: Deadline
    state: str
    term: str
    cites: Line


@dataclass(frozen=True, slots=True)
class IncidentSheet:
    """An incident to look at. head: what happened; inquiries: sections to read; quotes: of all that is cited; parties: named ones who were involved."""

    incident: Incident
    head: Event
    steps: tuple[Step, ...]
    tolls: tuple[TollRow, ...]
    damage: tuple[tuple[Event, str, Line], ...]
    parties: tuple[Entity, ...]
    inquiries: Page
    due: tuple[Due, ...]
    quotes: tuple[Quote, ...]
    letters: Mapping[str, str]


def incident_sheet(record: Record, key: str) -> IncidentSheet:
    """The sheet of an incident; NotFoundError where there is none."""
    incident = find_incident(record, key)
    letters = letters_of(record.documents)
    quoter = Quoter(letters)
    steps = _steps(record, incident, quoter)
    tolls = _tolls(incident, quoter, letters)
    damage = [e for key in incident.damage if (e := record.event.get(key)) and any(m.doc in letters for m in e.mentions)]
    told = tuple((e, words_of_damage(e, letters), quoter.cite_event(e)) for e in damage)
    due = tuple(
        Due(deadline, STATES.get(deadline.state, deadline.state), say_term(deadline), quoter.cite(deadline.evidence[:2]))
        for p in record.resolved.proceedings
        if p.id in incident.proceedings
        for deadline in p.deadlines
    )
    parties = tuple(one for key in incident.involved if (one := record.entity.get(key)) and is_named(one))
    inquiries = Page(incident.name, (), tuple(inquiry_sections(record, incident, quoter, letters, due=False)), ())
    return IncidentSheet(incident, record.event[incident.event], steps, tolls, told, parties, inquiries, due, quoter.quotes(), letters)


def _steps(record: Record, incident: Incident, quoter: Quoter) -> tuple[Step, ...]:
    ordered = [p for p in sorted(incident.phases, key=lambda p: p.order) if p.event in record.event]
    return tuple(_step(incident, p, record.event[p.event], quoter) for p in ordered if says_something(record.event[p.event]))


def _step(incident: Incident, phase: Phase, event: Event, quoter: Quoter) -> Step:
    since = ""
    if phase.after_seconds is not None:
        lasting = say_seconds(phase.after_seconds)
        since = f"{lasting} apart" if phase.apart else f"{lasting} later"
    words = incident.name if event.id == incident.event and event.actors and event.recipients else undated_sentence(event)
    return Step(event, words, phase.at or "", since, quoter.cite_event(event))


def _tolls(incident: Incident, quoter: Quoter, letters: Mapping[str, str]) -> tuple[TollRow, ...]:
    """By kind, then by the day they were first told."""
    tolls = [toll for toll in incident.casualties if any(e.doc in letters for e in toll.evidence)]
    tolls.sort(key=lambda t: (t.what, t.told or "9999", t.n or 0))
    most = {what: max((t.n or 0 for t in tolls if t.what == what), default=0) for what in {t.what for t in tolls}}
    return tuple(_toll(toll, most[toll.what], quoter, letters) for toll in tolls)


def _toll(toll: Toll, most: int, quoter: Quoter, letters: Mapping[str, str]) -> TollRow:
    evidence = [e for e in toll.evidence if e.doc in letters]
    share = round(100.0 * (toll.n or 0) / most, 1) if most else 0.0
    chain = say_chain(toll.chain, letters[evidence[0].doc])
    return TollRow(say_figure(toll), toll.what, share, toll.told, chain, toll.superseded, quoter.cite(evidence[:2]))
