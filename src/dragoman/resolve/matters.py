"""Yields matters: measures of one side against another that several accounts tell under different names of who is hit."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set

from dragoman.core.records import Entity, Event

APART = 14  # days between two tellings of one measure


def find_matters(events: Sequence[Event], entities: Mapping[str, Entity], measures: Set[str]) -> dict[str, str]:
    """{event id: id of the event that stands for the matter}, of all measures that belong together; events alone in their matter are left out.

    Two measures are one matter where type and mode are the same, actor and recipient are of the same two countries, both hit persons or both bodies, and
    their dates are no more than two weeks apart; one without an actor joins where it hits the same entity and only one matter does.
    """
    groups: list[list[Event]] = []
    open_: list[Event] = []
    for event in sorted((e for e in events if e.type in measures and e.modality == "done"), key=lambda e: e.id):
        if not _countries(event.actors):
            open_.append(event)
            continue
        home = next((g for g in groups if all(_same(event, other, entities) for other in g)), None)
        groups.append([event]) if home is None else home.append(event)
    for event in open_:
        homes = [g for g in groups if any(_hits_same(event, other) for other in g) and all(_near(event, other) for other in g)]
        if len(homes) == 1:
            homes[0].append(event)
    return {event.id: min(e.id for e in group) for group in groups if len(group) > 1 for event in group}


def _countries(parties: Sequence[object]) -> frozenset[str]:
    return frozenset(c for c in (getattr(p, "country", None) for p in parties) if c)


def _same(a: Event, b: Event, entities: Mapping[str, Entity]) -> bool:
    return (
        a.type == b.type
        and (a.mode == b.mode or a.mode is None or b.mode is None)
        and bool(_countries(a.actors) & _countries(b.actors))
        and bool(_countries(a.recipients) & _countries(b.recipients))
        and _hits_person(a, entities) == _hits_person(b, entities)
        and _near(a, b)
    )


def _hits_person(event: Event, entities: Mapping[str, Entity]) -> bool:
    return any(entities[p.entity].type in {"person", "group"} for p in event.recipients if p.entity is not None and p.entity in entities)


def _hits_same(a: Event, b: Event) -> bool:
    mine, theirs = ({p.entity for p in e.recipients if p.entity} for e in (a, b))
    return a.type == b.type and bool(mine & theirs)


def _near(a: Event, b: Event) -> bool:
    gap = a.date.apart(b.date)
    return gap is None or gap <= APART
