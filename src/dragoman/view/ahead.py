"""Yields what lies ahead of an affair: deadlines that are not met, and acts that are planned."""

from __future__ import annotations

from dragoman.core.dates import first_day
from dragoman.core.incidents import Deadline, Incident, Proceeding
from dragoman.core.records import Event
from dragoman.view.days import say_range
from dragoman.view.inquiry import deadline_line
from dragoman.view.page import Item, Line, plain
from dragoman.view.quoting import Quoter
from dragoman.view.selection import Selection
from dragoman.view.sentences import undated_sentence
from dragoman.view.whose_word import event_voices

MOST_PLANS = 8
STALE = 92
"""Days after its date for which a plan still counts as ahead."""


def incidents_of(selection: Selection) -> list[Incident]:
    """Incidents that the selected events hold, the one with most phases first."""
    found = [i for i in selection.record.resolved.incidents if i.event in selection.ids]
    return sorted(found, key=lambda i: (-len(i.phases), i.id))


def proceedings_of(selection: Selection) -> list[Proceeding]:
    """Inquiries into them, and into selected events, the one with most findings first."""
    about = {i.id for i in incidents_of(selection)} | selection.ids
    found = [p for p in selection.record.resolved.proceedings if p.about in about]
    return sorted(found, key=lambda p: (-len(p.findings) - len(p.absences), p.id))


def ahead_items(selection: Selection, quoter: Quoter) -> tuple[Item, ...]:
    """Deadlines by day, then plans: those whose time is not over by the record's day."""
    deadlines = [d for p in proceedings_of(selection) for d in p.deadlines if d.state != "met"]
    found = [Item(deadline_line(d, quoter)) for d in sorted(deadlines, key=_due)]
    plans = [e for e in selection.events if e.modality == "planned" and e.ontology == "PLOVER" and not _is_over(e, selection.record.as_of)]
    plans.sort(key=lambda e: (e.id not in selection.between, e.id))
    return (*found, *(Item(_plan(e, selection, quoter)) for e in plans[:MOST_PLANS]))


def _plan(event: Event, selection: Selection, quoter: Quoter) -> Line:
    when = f", {say_range(event.date)}" if event.date.known else ""
    return (*plain(f"{undated_sentence(event)} ({event_voices(event, selection.letters)}{when})"), *quoter.cite_event(event))


def _due(deadline: Deadline) -> tuple[str, str]:
    return deadline.due.end or deadline.due.start or "9999", deadline.what


def _is_over(event: Event, as_of: str | None) -> bool:
    """Is the plan stale? Its date may be the day on which it was reported, so it stays for a while after that."""
    days = event.date.days()
    return bool(days and as_of and (first_day(as_of) - days[1]).days > STALE)
