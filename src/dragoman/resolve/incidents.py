"""Yields incidents: a crash, sinking or the like with its phases in order, casualties, and who was involved."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.codebook.model import Codebook
from dragoman.core.dates import DateRange
from dragoman.core.incidents import Incident, Phase, Toll
from dragoman.core.records import Entity, Event

_INVOLVED = {"craft", "organisation", "person", "group"}
_LONGEST_APART = 1
"""Days that a phase may lie from the head: incidents of this kind are a matter of hours."""


def resolve_incidents(events: Sequence[Event], entities: Mapping[str, Entity], codebook: Codebook) -> tuple[Incident, ...]:
    """One incident per INCIDENT event that can head one; phases and casualties of the same documents and days. Proceedings are tied later."""
    heads = codebook.language.words("incidents", "heads")
    candidates = [e for e in events if e.type == "INCIDENT"]
    chosen = _distinct([e for e in candidates if dict(e.values).get("verb") in heads or _word(e) & heads])
    return tuple(sorted((_incident(head, candidates, events, entities) for head in chosen), key=lambda i: i.id))


def _word(event: Event) -> set[str]:
    return {w.strip(".,").lower() for m in event.mentions for w in m.evidence[0].text.split()}


def _distinct(heads: list[Event]) -> list[Event]:
    """Of heads told by overlapping documents about overlapping days only the most told one: the others are tellings that were not merged."""
    kept: list[Event] = []
    for event in sorted(heads, key=lambda e: (-len(e.mentions), not e.date.known, e.id)):
        if not any(_near(event.date, other.date) and _docs(event) & _docs(other) for other in kept):
            kept.append(event)
    return kept


def _docs(event: Event) -> set[str]:
    return {m.doc for m in event.mentions}


def _near(a: DateRange, b: DateRange) -> bool:
    apart = a.apart(b)
    return apart is None or apart <= _LONGEST_APART


def _incident(head: Event, candidates: Sequence[Event], events: Sequence[Event], entities: Mapping[str, Entity]) -> Incident:
    steps = [e for e in candidates if e.id != head.id and _docs(e) & _docs(head) and _near(e.date, head.date) and e.modality in {"done", "alleged"}]
    ordered = [*sorted(steps, key=_position), head]
    tolls = [e for e in events if e.type == "CASUALTIES" and _docs(e) & _docs(head) and _near(e.date, head.date)]
    parties = [p.entity for e in ordered for p in (*e.recipients, *e.actors) if p.entity]
    involved = sorted({e for e in parties if entities[e].type in _INVOLVED})
    return Incident(
        id="i" + head.id[1:],
        name=_name(head),
        event=head.id,
        phases=tuple(Phase(e.id, n, _after(e)) for n, e in enumerate(ordered, 1)),
        casualties=tuple(_toll(e) for e in sorted(tolls, key=lambda e: e.id)),
        involved=tuple(involved),
        proceedings=(),
    )


def _name(head: Event) -> str:
    named = dict(head.values).get("named")
    return named[0].upper() + named[1:] if named else head.summary.rstrip(".")


def _position(event: Event) -> tuple[int, str]:
    """Order of telling in the document that tells it first: phases are told in their order."""
    return min((m.evidence[0].start, m.id) for m in event.mentions)


def _after(event: Event) -> int | None:
    seconds = dict(event.values).get("after_seconds")
    return int(seconds) if seconds else None


def _toll(event: Event) -> Toll:
    values = dict(event.values)
    n, of = values.get("n"), values.get("of")
    evidence = tuple(e for m in event.mentions for e in m.evidence)
    return Toll(values.get("what", "dead"), int(n) if n else None, int(of) if of else None, event.date, event.chain, evidence)
