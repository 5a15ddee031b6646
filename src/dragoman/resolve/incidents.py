"""Yields incidents: a crash, sinking or the like with its phases in order, casualties, damage, and who was involved."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.codebook.model import Codebook
from dragoman.core.dates import DateRange
from dragoman.core.incidents import Incident
from dragoman.core.mentions import Extracted
from dragoman.core.records import Entity, Event
from dragoman.resolve.incident_steps import StepWords, order_steps, step_words
from dragoman.resolve.incident_tolls import TollWords, find_tolls, toll_words

_INVOLVED = frozenset({"craft", "organisation", "person", "group", "facility"})
_THINGS = frozenset({"craft", "facility"})
_HOLDING = frozenset({"INCIDENT", "FINDING", "ASSAULT", "OTHER"})
_LONGEST_APART = 1
"""Days that a phase may lie from the head: incidents of this kind are a matter of hours."""
_STEM = 4
_MOST_NEAR = 400
"""Events that are looked at for one incident, those told with it most: a bound, never reached by one accident."""


@dataclass(frozen=True, slots=True)
class _Words:
    heads: frozenset[str]
    damage: frozenset[str]
    steps: StepWords
    tolls: TollWords


def resolve_incidents(events: Sequence[Event], entities: Mapping[str, Entity], codebook: Codebook, drawn: Sequence[Extracted] = ()) -> tuple[Incident, ...]:
    """One incident per INCIDENT event that can head one; phases and casualties of the same reports and days. Proceedings are tied later.

    drawn: the documents, for times of day and figures that stand beside the words of an event; without them only the events' own words are read.
    """
    language = codebook.language
    words = _Words(language.words("incidents", "heads"), language.words("incidents", "damage"), step_words(codebook), toll_words(codebook))
    texts = {text.document.id: text for text in drawn}
    by_doc: dict[str, list[Event]] = {}
    for event in events:
        for doc in sorted(_docs(event)):
            by_doc.setdefault(doc, []).append(event)
    heads = [e for e in events if e.type == "INCIDENT" and (dict(e.values).get("verb") in words.heads or _word(e) & words.heads)]
    concrete = frozenset(e.id for e in heads if _is_concrete(e, entities, by_doc))
    groups = _grouped(heads, concrete, words.heads)
    return tuple(sorted((_incident(group, by_doc, entities, words, texts) for group in groups), key=lambda i: i.id))


def _entities(events: Sequence[Event], entities: Mapping[str, Entity]) -> list[Entity]:
    """Those that take part in events, with repeats."""
    return [entity for e in events for p in (*e.recipients, *e.actors) if (entity := entities.get(p.entity or ""))]


def _word(event: Event) -> set[str]:
    return {w.strip(".,").lower() for m in event.mentions for w in m.evidence[0].text.split()}


def _is_concrete(event: Event, entities: Mapping[str, Entity], by_doc: Mapping[str, Sequence[Event]]) -> bool:
    """Did it befall a craft or a building, or are casualties told with it? A talk that collapsed and a party that was crashed are no accidents."""
    if event.modality not in {"done", "alleged"}:
        return False
    parties = _entities((event,), entities)
    if any(e.type in _THINGS for e in parties):
        return True
    near = (e for doc in sorted(_docs(event)) for e in by_doc[doc] if e.type in {"CASUALTIES", "RESCUE"})
    return (not parties or any(e.type in {"place", "organisation"} for e in parties)) and any(_near(e.date, event.date) for e in near)


def _grouped(heads: Sequence[Event], concrete: frozenset[str], words: frozenset[str]) -> list[list[Event]]:
    """Heads that are one accident, the most told first: about the same days, in the same reports or with a name and the kind of blow in common.

    concrete: ids of those that can be an accident of their own; others (`the derailment near Hagen`) only tell of one that is.
    """
    groups: list[list[Event]] = []
    by_key: dict[str, list[int]] = {}
    for event in sorted(heads, key=lambda e: (e.id not in concrete, -len(e.mentions), not e.date.known, e.id)):
        keys = sorted({*(f"d {doc}" for doc in _docs(event)), *(f"n {name}" for name in _names(event))})
        near = sorted({n for key in keys for n in by_key.get(key, ())})
        found = next((n for n in near if _is_one(event, groups[n][0], words)), None)
        if found is None and event.id not in concrete:
            continue
        if found is None:
            found = len(groups)
            groups.append([])
        groups[found].append(event)
        for key in keys:
            if found not in by_key.setdefault(key, []):
                by_key[key].append(found)
    return groups


def _is_one(event: Event, head: Event, words: frozenset[str]) -> bool:
    if not _near(event.date, head.date) or event.modality not in {"done", "alleged"}:
        return False
    return bool(_docs(event) & _docs(head)) or bool(head.date.known and _names(event) & _names(head) and _blows(event, words) & _blows(head, words))


def _names(event: Event) -> set[str]:
    """Capitalised words of who and where."""
    named = " ".join([*(p.name or "" for p in (*event.recipients, *event.actors)), *(m.evidence[0].text for m in event.mentions)])
    return {w.lower() for w in re.findall(r"(?<=[\s'’(])[A-Z][^\W\d_]{3,}", f" {named}")}


def _blows(event: Event, words: frozenset[str]) -> set[str]:
    """The first letters of the words for what befell (`sink`, `sinking`)."""
    return {w[:_STEM] for w in (*_word(event), dict(event.values).get("verb", "")) if w in words}


def _docs(event: Event) -> set[str]:
    return {m.doc for m in event.mentions}


def _near(a: DateRange, b: DateRange) -> bool:
    apart = a.apart(b)
    return apart is None or apart <= _LONGEST_APART


def _incident(
    group: Sequence[Event], by_doc: Mapping[str, Sequence[Event]], entities: Mapping[str, Entity], words: _Words, texts: Mapping[str, Extracted]
) -> Incident:
    head, heads = group[0], {e.id for e in group}
    docs = sorted({doc for event in group for doc in _docs(event)})
    near = {e.id: e for doc in docs for e in by_doc[doc] if e.id not in heads and _near(e.date, head.date)}
    events = sorted(near.values(), key=lambda e: e.id)[:_MOST_NEAR]
    craft = frozenset(e.id for e in _entities(group, entities) if e.type in _THINGS)
    steps = [e for e in events if e.modality in {"done", "alleged"} and _is_step(e, head, craft)]
    phases = order_steps(steps, head, texts, words.steps)
    told = {phase.event for phase in phases}
    parties = _entities([e for e in (head, *steps) if e.id in told], entities)
    # What the inquiry finds is dated by its report, not by the accident.
    found = sorted({e.id: e for doc in docs for e in by_doc[doc]}.values(), key=lambda e: e.id)[:_MOST_NEAR]
    return Incident(
        id="i" + head.id[1:],
        name=_name(head),
        event=head.id,
        phases=phases,
        casualties=find_tolls([e for e in events if _is_toll(e, craft, entities)], texts, words.tolls),
        involved=tuple(sorted({e.id for e in parties if e.type in _INVOLVED})),
        proceedings=(),
        documents=tuple(docs),
        damage=tuple(e.id for e in found if e.id not in heads and _is_damage(e, words.damage)),
    )


def _is_step(event: Event, head: Event, craft: frozenset[str]) -> bool:
    """A step of the accident: what befell, but not the blow itself in other words; the journey, where the same craft made it."""
    values = dict(event.values)
    if event.type == "INCIDENT":
        named = bool(event.actors or event.recipients or values.get("verb"))
        verb = values.get("verb", "")
        return named and not (verb and verb == dict(head.values).get("verb"))
    whole = bool(values.get("object") or values.get("rest"))
    return event.type == "FLIGHT" and whole and any(p.entity in craft for p in (*event.actors, *event.recipients))


def _is_toll(event: Event, craft: frozenset[str], entities: Mapping[str, Entity]) -> bool:
    """Casualties; people killed by the craft itself (`the ferry sank, killing nine`) are casualties too."""
    if event.type == "CASUALTIES":
        return True
    actors = [entities.get(p.entity or "") for p in event.actors]
    return event.type == "ASSAULT" and bool(actors) and all(e is not None and (e.id in craft or e.type == "craft") for e in actors)


def _is_damage(event: Event, words: frozenset[str]) -> bool:
    told = {w.strip(".,\"'”’").lower() for m in event.mentions for span in m.evidence[:1] for w in span.text.split()}
    return event.type in _HOLDING and event.modality == "done" and ("absence", "true") not in event.values and bool(told & words)


def _name(head: Event) -> str:
    named = dict(head.values).get("named")
    return named[0].upper() + named[1:] if named else head.summary.rstrip(".")
