"""Yields proof that what a person decides holds in the record, leaves all else as it was, and can be taken back to the byte."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest

from dragoman.app import App
from dragoman.core.records import Event
from dragoman.review.acts import Act
from dragoman.view.brief import build_brief
from tests.review.conftest import Only, clusters, dumped


def entity(app: App, name: str) -> str:
    """Id of the one entity of a name."""
    (found,) = [e.id for e in app.record().resolved.entities if e.name == name]
    return found


def test_an_accepted_event_says_what_it_said(app: App, only: Only) -> None:
    before = only("consulate")
    app.judge(Act("accept", (before.id,)), "ana")
    after = only("consulate")
    assert (after.review, after.summary, after.actors, after.date) == ("accepted", before.summary, before.actors, before.date)


def test_a_rejected_event_stands_in_no_tie_and_no_brief_but_is_kept(app: App, only: Only) -> None:
    event = only("expelled")
    app.judge(Act("reject", (event.id,)), "ana")
    record = app.record()
    assert only("expelled", rejected=True).review == "rejected"
    assert not any(event.id in tie.events for tie in record.resolved.ties)
    assert "expelled" not in str(build_brief(record, "Norland", "Estavia"))
    assert any(event.id in line and '"review": "rejected"' in line for line in dumped(app))


def test_a_rejected_telling_leaves_the_others(app: App, only: Only) -> None:
    event = only("consulate")
    gone = event.mentions[0].id
    app.judge(Act("reject", (gone,)), "ana")
    assert {m.id for m in only("consulate").mentions} == {m.id for m in event.mentions} - {gone}
    assert [m.id for m in app.record().resolved.rejected[0].mentions] == [gone]


def test_what_was_rejected_may_be_accepted_after_all(app: App, only: Only) -> None:
    event = only("expelled")
    app.judge(Act("reject", (event.id,)), "ana")
    app.judge(Act("accept", (event.id,)), "ben")
    assert only("expelled").review == "accepted"


def test_an_edited_actor_changes_the_event_and_the_tie(app: App, only: Only) -> None:
    event, sorin = only("accused Estavia of espionage"), entity(app, "Ilja Sorin")
    app.judge(Act("edit", (event.id,), {"actors": [{"entity": entity(app, "Estavia")}], "recipients": [{"entity": sorin}], "modality": "alleged"}), "ana")
    after = next(e for e in app.record().resolved.events if e.id == event.id)
    assert [p.name for p in after.actors] == ["Estavia"]
    assert [p.entity for p in after.recipients] == [sorin]
    assert (after.modality, after.review) == ("alleged", "edited")
    assert after.summary.startswith("Estavia allegedly")
    assert not any(event.id in tie.events for tie in app.record().resolved.ties)


def test_a_new_type_brings_its_scores_and_takes_the_mode_of_the_old(app: App, only: Only) -> None:
    event = only("consulate")
    app.judge(Act("edit", (event.id,), {"type": "ACCUSE"}), "ana")
    after = only("consulate")
    assert (after.type, after.mode, after.quad) == ("ACCUSE", None, 3)


def test_an_edited_telling_does_not_speak_for_the_others(app: App, only: Only) -> None:
    event = only("consulate")
    told = event.mentions[0]
    span = [told.evidence[0].start, told.evidence[0].end - 4]
    app.judge(Act("edit", (told.id,), {"evidence": [span]}), "ana")
    after = only("consulate")
    assert (after.date, after.actors, after.modality) == (event.date, event.actors, event.modality)
    assert [after.mentions[0].evidence[0].start, after.mentions[0].evidence[0].end] == span


def test_an_added_event_is_one_like_others_and_names_who_added_it(app: App, only: Only) -> None:
    (document,) = [d for d in app.record().documents if d.title and "week of quarrels" in d.title]
    start = document.text.index("A week of quarrels")
    change = {"what": "event", "doc": document.id, "start": start, "end": start + 18, "type": "PROTEST", "actors": [entity(app, "Norland"), "dockers"]}
    app.judge(Act("add", (), {**change, "date": "2031-03"}), "ana")
    (event,) = [e for e in app.record().resolved.events if e.type == "PROTEST"]
    assert ([p.name for p in event.actors], event.date.start) == (["Norland", "dockers"], "2031-03")
    assert (event.mentions[0].made_by, event.mentions[0].confidence, event.review) == ("person ana", 1.0, "accepted")


def test_an_added_name_is_the_entity_that_it_is_said_to_be(app: App) -> None:
    (document,) = [d for d in app.record().documents if d.title and "week of quarrels" in d.title]
    start, sorin = document.text.index("quarrels"), entity(app, "Ilja Sorin")
    change = {"what": "entity", "doc": document.id, "start": start, "end": start + 8, "entity": sorin}
    (made, _) = app.judge(Act("add", (), change), "ana")
    assert made.subject[0] in {m.id for e in app.record().resolved.entities if e.name == "Ilja Sorin" for m in e.mentions}


def test_an_added_claim_is_told_by_whom_it_is_said_to_be(app: App) -> None:
    document = app.record().documents[0]
    app.judge(Act("add", (), {"what": "claim", "doc": document.id, "start": 0, "end": 12, "speaker": entity(app, "Ilja Sorin"), "polarity": "denied"}), "ana")
    (claim,) = [c for c in app.record().resolved.claims if c.mentions[0].made_by == "person ana"]
    assert (claim.mentions[0].chain[-1].name, claim.mentions[0].polarity) == ("Ilja Sorin", "denied")


def test_a_renamed_entity_is_called_so_in_its_events_and_keeps_the_old_name(app: App, only: Only) -> None:
    norland = entity(app, "Norland")
    app.judge(Act("edit", (norland,), {"name": "Kingdom of Norland"}), "ana")
    assert "Norland" in next(e for e in app.record().resolved.entities if e.id == norland).aliases
    assert only("consulate").actors[0].name == "Kingdom of Norland"


def all_events(app: App) -> list[Event]:
    """Events, by id."""
    return list(app.record().resolved.events)


def test_any_two_events_can_be_joined_and_nothing_else_moves(app: App) -> None:
    before = clusters(app)
    for a, b in list(combinations(all_events(app), 2))[:6]:
        one, other = (frozenset(m.id for m in e.mentions) for e in (a, b))
        (made,) = app.judge(Act("merge", (a.id, b.id)), "ana")
        assert clusters(app) == before - {one, other} | {one | other}
        app.undo(made.id, "ana")
        assert clusters(app) == before


def test_any_telling_can_be_split_off_and_nothing_else_moves(app: App, only: Only) -> None:
    before, event = clusters(app), only("consulate")
    whole = frozenset(m.id for m in event.mentions)
    for told in event.mentions:
        (made,) = app.judge(Act("split", (told.id,)), "ana")
        assert clusters(app) == before - {whole} | {whole - {told.id}, frozenset({told.id})}
        app.undo(made.id, "ana")


def test_entities_are_joined_and_split_as_told(app: App) -> None:
    before, people = clusters(app, "entities"), {e.name: e for e in app.record().resolved.entities}
    one, other = (frozenset(m.id for m in people[name].mentions) for name in ("Ilja Sorin", "Sorin"))
    (_made,) = app.judge(Act("merge", (people["Ilja Sorin"].id, people["Sorin"].id)), "ana")
    assert clusters(app, "entities") == before - {one, other} | {one | other}
    app.judge(Act("split", tuple(other)), "ana")
    assert clusters(app, "entities") == before
    norland = people["Norland"]
    leaving = frozenset(m.id for m in norland.mentions[:2])
    app.judge(Act("split", tuple(leaving)), "ana")
    assert {leaving, frozenset(m.id for m in norland.mentions) - leaving} <= clusters(app, "entities")


ACTS: dict[str, Callable[[Event, Event], Act]] = {
    "accept": lambda a, b: Act("accept", (a.id, b.id)),
    "reject": lambda a, b: Act("reject", (a.id,)),
    "reject a telling": lambda a, b: Act("reject", (a.mentions[-1].id,)),
    "edit": lambda a, b: Act("edit", (a.id,), {"type": "REJECT", "date": "2031", "actors": ["Grey Company"], "place": None}),
    "edit a telling": lambda a, b: Act("edit", (a.mentions[0].id,), {"modality": "planned"}),
    "merge": lambda a, b: Act("merge", (a.id, b.id)),
    "different": lambda a, b: Act("different", (a.id, b.id)),
    "split": lambda a, b: Act("split", (a.mentions[0].id,)),
    "unsure": lambda a, b: Act("unsure", (a.id, b.id)),
    "add": lambda a, b: Act("add", (), {"what": "event", "doc": a.mentions[0].doc, "start": 0, "end": 9, "type": "AID"}),
}


@pytest.mark.parametrize("name", sorted(ACTS))
def test_undoing_leaves_the_dump_as_it_was_and_undoing_that_brings_it_back(app: App, only: Only, name: str) -> None:
    before = dumped(app)
    made = app.judge(ACTS[name](only("consulate"), only("accused Estavia")), "ana")
    judged = dumped(app)
    assert (judged == before) == (name in {"unsure", "different"})
    undone = [app.undo(judgement.id, "ben") for judgement in made]
    assert dumped(app) == before
    for judgement in undone:
        app.undo(judgement.id, "ana")
    assert dumped(app) == judged
    assert {j.id for j in app.judgements() if j.undone_by} == {j.id for j in undone}


@pytest.mark.parametrize("name", sorted(ACTS))
def test_judgements_give_the_same_when_all_is_resolved_anew(app: App, only: Only, name: str) -> None:
    app.judge(ACTS[name](only("consulate"), only("accused Estavia")), "ana")
    judged = dumped(app)
    app.resolve(again=True)
    assert dumped(app) == judged
