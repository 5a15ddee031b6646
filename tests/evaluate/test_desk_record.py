"""Yields tests of the invented record that the desk is measured on: it is skewed, repeatable, and every span of it is right."""

from __future__ import annotations

from collections import Counter

from dragoman.evaluate.desk_record import resolve_room, write_record


def test_every_quote_stands_where_it_says() -> None:
    reports, room = write_record(30, 150)
    text = {drawn.document.id: drawn.document.text for drawn in reports}
    resolved = resolve_room(room)
    told = [e for event in resolved.events for m in event.mentions for e in m.evidence]
    told += [e for claim in resolved.claims for m in claim.mentions for e in m.content]
    assert len(told) > 150
    assert all(text[e.doc][e.start : e.end] == e.text for e in told)
    assert all(text[m.doc][m.start : m.end] == m.text for entity in resolved.entities for m in entity.mentions)


def test_what_a_record_names_is_in_it() -> None:
    reports, room = write_record(30, 150)
    assert len(list(reports)) == 30
    resolved = resolve_room(room)
    entities, claims = {e.id for e in resolved.entities}, {c.id for c in resolved.claims}
    assert {p.entity for e in resolved.events for p in (*e.actors, *e.recipients)} <= entities
    assert {link.entity for c in resolved.claims for m in c.mentions for link in m.chain if link.entity} <= entities
    assert {claim for q in resolved.questions for a in q.answers for claim in a.claims} <= claims
    assert len({e.id for e in resolved.events}) == len(resolved.events)


def test_a_few_states_have_most_of_it_and_some_events_are_told_by_several() -> None:
    reports, room = write_record(60, 600)
    list(reports)
    events = resolve_room(room).events
    first = Counter(e.actors[0].country for e in events).most_common(1)[0][1]
    assert first > len(events) // 8
    assert 0.05 < sum(len(e.mentions) > 1 for e in events) / len(events) < 0.5


def test_the_same_seed_gives_the_same_record() -> None:
    made = []
    for _ in range(2):
        reports, room = write_record(10, 40, seed=3)
        made.append((list(reports), resolve_room(room)))
    assert made[0] == made[1]
