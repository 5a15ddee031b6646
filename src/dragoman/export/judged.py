"""Yields what persons have judged as data: reviewed events as gold, and examples, right and wrong, to train on."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations
from typing import Any

from dragoman.core.documents import Document
from dragoman.core.errors import UsageError
from dragoman.core.judged import DIFFERENT, SAME, decision_of, standing
from dragoman.core.mentions import Judgement
from dragoman.core.records import Event, EventTold, Party
from dragoman.resolve.judged_events import MACHINE, REJECTED
from dragoman.view.record import Record

LAYOUTS = ("gold", "training")
_AROUND = 300
"""Code points on either side of the evidence within which its sentence or paragraph is sought."""
_MOST_PAIRS = 200
Line = dict[str, Any]


def judged_lines(record: Record, judgements: Sequence[Judgement], layout: str) -> Iterator[Line]:
    """JSON objects in stable order, each with `kind`; UsageError where the layout is unknown.

    gold: `event`, one for each event that was accepted, edited or added, as hand-made golds have them. training: `sentence`, the words of each telling
    that was judged with the events in them, none where they were thrown out; `pair`, two tellings or two names with whether they are one.
    """
    if layout not in LAYOUTS:
        raise UsageError(f"judgements are not written as {layout!r}; known: {', '.join(LAYOUTS)}")
    if layout == "gold":
        yield from (_gold(record, event) for event in record.resolved.events if event.review != MACHINE)
    else:
        yield from _sentences(record)
        yield from _pairs(record, judgements)


def _gold(record: Record, event: Event) -> Line:
    return {
        "kind": "event",
        "id": event.id,
        "line": event.summary,
        "date": event.date.start if event.date.start == event.date.end else None,
        "start": event.date.start,
        "end": event.date.end,
        "actors": [p.name for p in event.actors if p.name],
        "recipients": [p.name for p in event.recipients if p.name],
        "type": _type(event),
        "mode": event.mode,
        "modality": event.modality,
        "place": event.place.name if event.place else None,
        "on_whose_word": (event.chain[-1].name or event.chain[-1].type) if event.chain else "outlet",
        "parent": event.parent,
        "review": event.review,
        "mentions": [_quote(record, told, n) for told in event.mentions for n in range(len(told.evidence))],
    }


def _type(event: Event) -> str:
    return event.type if event.ontology == "PLOVER" else f"OTHER:{event.type}"


def _quote(record: Record, told: EventTold, n: int) -> Line:
    document, words = record.document[told.doc], told.evidence[n]
    return {"doc": document.path or document.url or document.id, "start": words.start, "end": words.end, "quote": words.text}


def _sentences(record: Record) -> Iterator[Line]:
    """By the words of each telling that was judged."""
    told: dict[tuple[str, int, int], list[Event]] = {}
    for event in (*record.resolved.events, *record.resolved.rejected):
        if event.review != MACHINE:
            for mention in event.mentions:
                told.setdefault(_around(record.document[mention.doc], mention), []).append(event)
    for (doc, start, end), events in sorted(told.items()):
        document = record.document[doc]
        day = document.published.day if document.published else None
        kept = [_example(event) for event in events if event.review != REJECTED]
        wrong = [_example(event) for event in events if event.review == REJECTED]
        yield {"kind": "sentence", "id": f"{doc}:{start}-{end}", "text": document.text[start:end], "date": day, "events": kept, "not": wrong}


def _around(document: Document, told: EventTold) -> tuple[str, int, int]:
    """The lines that hold the evidence, or so much of them as is near."""
    first, last = min(e.start for e in told.evidence), max(e.end for e in told.evidence)
    start = max(document.text.rfind("\n", max(0, first - _AROUND), first) + 1, first - _AROUND, 0)
    stop = document.text.find("\n", last, last + _AROUND)
    return told.doc, start, stop if stop >= 0 else min(len(document.text), last + _AROUND)


def _example(event: Event) -> Line:
    """As sentence golds have it: names with codes on both sides."""
    return {
        "code": event.type,
        "ontology": event.ontology,
        "mode": event.mode,
        "cameo": event.cameo,
        "modality": event.modality,
        "source_actors": [_actor(p) for p in event.actors],
        "target_actors": [_actor(p) for p in event.recipients],
        "date": event.date.start if event.date.start == event.date.end else None,
    }


def _actor(party: Party) -> Line:
    return {"actorText": party.name, "code": party.country, "sector": party.sector}


def _pairs(record: Record, judgements: Sequence[Judgement]) -> Iterator[Line]:
    """Two mentions that a person called one or two, with their words."""
    words = _words(record)
    for judgement in standing(judgements):
        decision = decision_of(judgement) if judgement.verdict in {SAME, DIFFERENT} else None
        found: list[tuple[str, str, bool]] = []
        for n, part in enumerate(decision.parts if decision else ()):
            found += [(a, b, True) for a, b in combinations(part, 2)] if decision and decision.bound else []
            found += [(a, b, False) for other in (decision.parts[n + 1 :] if decision else ()) for a in part for b in other]
        for a, b, same in [row for row in found if row[0] in words and row[1] in words][:_MOST_PAIRS]:
            yield {"kind": "pair", "id": f"{judgement.id}:{a}:{b}", "a": words[a], "b": words[b], "same": same, "by": judgement.by}


def _words(record: Record) -> Mapping[str, Line]:
    """{mention: its words and where they stand}."""
    events = (*record.resolved.events, *record.resolved.rejected)
    found: dict[str, Line] = {m.id: {"mention": m.id, "doc": m.doc, **_span(m)} for e in events for m in e.mentions}
    return found | {m.id: {"mention": m.id, "doc": m.doc, "start": m.start, "end": m.end, "text": m.text} for e in record.resolved.entities for m in e.mentions}


def _span(told: EventTold) -> Line:
    words = told.evidence[0]
    return {"start": words.start, "end": words.end, "text": words.text}
