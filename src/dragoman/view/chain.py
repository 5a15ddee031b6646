"""Yields Chain: the acts of a pair in order, which of them answers or only follows which, after how long and on which words, and where that is disputed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dragoman.core.records import Event, Party
from dragoman.core.ties import Response
from dragoman.view.days import sort_key
from dragoman.view.first_movers import first_movers
from dragoman.view.record import Record
from dragoman.view.selection import Selection, select

_TOLD = frozenset({"done", "threatened", "demanded", "planned", "alleged"})


@dataclass(frozen=True, slots=True)
class ChainLink:
    """What an act answers or follows. to: number of the other act; basis stated or lag; words: those that state it, as (document, start, end, text)."""

    to: int
    event: str
    basis: str
    lag_days: int | None
    disputed: bool
    words: tuple[tuple[str, int, int, str], ...]


@dataclass(frozen=True, slots=True)
class ChainAct:
    """One act. n: its number in the chain, from 1; start, end: its date as the texts give it; links: what it answers, then what it only follows."""

    n: int
    event: str
    start: str | None
    end: str | None
    type: str
    modality: str
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    summary: str
    links: tuple[ChainLink, ...]


@dataclass(frozen=True, slots=True)
class Chain:
    """acts: dated ones in order of time, and undated ones that words tie to another; disputes: pairs of numbers that accounts order both ways.

    claims: ids of claims on who began, or provoked whom; undated: acts between the two that no report dates and no words tie to another: not shown.
    """

    a: str
    b: str
    acts: tuple[ChainAct, ...]
    disputes: tuple[tuple[int, int], ...]
    claims: tuple[str, ...]
    undated: int

    def as_json(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)


def show_chain(record: Record, a: str, b: str, since: str | None = None, until: str | None = None, about: str | None = None) -> tuple[Chain, Selection]:
    """The chain of a pair with the selection that its citations go by; arguments and errors as in `select`."""
    selection = select(record, a, b, since, until, about)
    return build_chain(selection), selection


def build_chain(selection: Selection) -> Chain:
    """The chain of the acts between the two, with acts of or towards others that one of these answers."""
    record = selection.record
    between = {e.id for e in selection.events if e.id in selection.between and e.ontology == "PLOVER" and e.modality in _TOLD}
    responses = [r for r in record.resolved.responses if r.reaction in between and r.action in record.event]
    tied = {key for r in responses for key in (r.action, r.reaction) if r.basis == "stated"}
    shown = [record.event[key] for key in sorted(between | {r.action for r in responses}) if record.event[key].date.known or key in tied]
    shown.sort(key=lambda e: (*sort_key(e.date), e.id))
    ordered = _in_order(shown, responses)
    number = {event.id: n for n, event in enumerate(ordered, 1)}
    links: dict[str, list[Response]] = {}
    for response in responses:
        if response.action in number and response.reaction in number:
            links.setdefault(response.reaction, []).append(response)
    acts = tuple(_act(event, number, links.get(event.id, [])) for event in ordered)
    disputes = {tuple(sorted((number[r.action], number[r.reaction]))) for r in responses if r.disputed and r.action in number}
    claims = tuple(claim.id for claim in first_movers(selection, frozenset(number)))
    return Chain(
        selection.a.name, selection.b.name if selection.b else "", acts, tuple(sorted((p[0], p[1]) for p in disputes)), claims, len(between - set(number))
    )


def _in_order(events: Sequence[Event], responses: Sequence[Response]) -> list[Event]:
    """By date, acts of one day in the order that words give them, undated ones before what answers them or after what they answer, else last."""
    tied = [(r.action, r.reaction) for r in responses if r.basis == "stated" and not r.disputed]
    action = {reaction: first for first, reaction in tied}
    key = {e.id: sort_key(e.date) for e in events}
    ordered: list[Event] = []
    for day in sorted(set(key.values())):
        waiting = [e for e in events if key[e.id] == day and e.date.known]
        while waiting:
            ids = {e.id for e in waiting}
            free = next((e for e in waiting if action.get(e.id) not in ids), waiting[0])
            ordered.append(free)
            waiting.remove(free)
    for event in (e for e in events if not e.date.known):
        at = {e.id: n for n, e in enumerate(ordered)}
        answered = [at[reaction] for first, reaction in tied if first == event.id and reaction in at]
        answering = [at[first] + 1 for first, reaction in tied if reaction == event.id and first in at]
        ordered.insert(min(answered, default=max(answering, default=len(ordered))), event)
    return ordered


def _act(event: Event, number: dict[str, int], responses: Sequence[Response]) -> ChainAct:
    ordered = sorted(responses, key=lambda r: (r.basis != "stated", number[r.action]))
    links = tuple(
        ChainLink(number[r.action], r.action, r.basis, r.lag_days, r.disputed, tuple((e.doc, e.start, e.end, e.text) for e in r.evidence)) for r in ordered
    )
    actors, recipients = _codes(event.actors), _codes(event.recipients)
    return ChainAct(number[event.id], event.id, event.date.start, event.date.end, event.type, event.modality, actors, recipients, event.summary, links)


def _codes(parties: Sequence[Party]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(p.country or p.name or p.entity or "?" for p in parties))
