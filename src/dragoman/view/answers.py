"""Yields who answered whom: acts that the words tie to an earlier act, and acts that merely follow one, marked apart."""

from __future__ import annotations

from dragoman.core.ties import Response
from dragoman.view.counting import count
from dragoman.view.days import say_range, sort_key
from dragoman.view.page import Bullets, Item, Line, Section, emph, plain
from dragoman.view.quoting import Quoter
from dragoman.view.selection import Selection
from dragoman.view.sentences import undated_sentence

MOST_RESPONSES = 15


def responses_section(selection: Selection, quoter: Quoter) -> Section | None:
    """Responses between selected acts, in order of the action; None where there are none."""
    events = selection.record.event
    found = [r for r in selection.record.resolved.responses if r.action in selection.ids and r.reaction in selection.ids]
    found.sort(key=lambda r: (r.basis != "stated", *sort_key(events[r.action].date), *sort_key(events[r.reaction].date), r.action, r.reaction))
    items = tuple(Item(_response(r, selection, quoter)) for r in found[:MOST_RESPONSES])
    return Section("Who answered whom", (Bullets(items),)) if items else None


def _response(response: Response, selection: Selection, quoter: Quoter) -> Line:
    """`X did this (3 Feb) → Y did that (6 Feb) (stated) [7]`."""
    first, second = (_act(selection, event) for event in (response.action, response.reaction))
    return (*plain(f"{first} → {second} "), *_basis(response, quoter))


def _basis(response: Response, quoter: Quoter) -> Line:
    if response.basis == "stated":
        other = "; ⇄ disputed: other accounts have it the other way round" if response.disputed else ""
        return (*emph(f"(stated{other})"), *quoter.cite(response.evidence[:2]))
    lag = f"{count(response.lag_days, 'day')} later" if response.lag_days else "soon after"
    return emph(f"(followed {lag}: order in time only)")


def _act(selection: Selection, event_id: str) -> str:
    event = selection.record.event[event_id]
    return f"{undated_sentence(event)} ({say_range(event.date, short=True)})" if event.date.known else undated_sentence(event)
