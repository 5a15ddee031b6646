"""Yields proof that judgements outlast other documents, other orders of adding and another coding, and that reviewed events never change in silence."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from dragoman.app import App, open_app
from dragoman.pipeline import Wanted, resolving
from dragoman.review.acts import Act
from dragoman.review.queue import QueueFilter, act_for
from tests.review.conftest import REPORTS, Only, clusters, dumped, settings_of


def test_the_same_judgements_give_the_same_record_for_any_order_of_adding(app: App, only: Only, tmp_path: Path) -> None:
    acts = [
        Act("edit", (only("consulate").id,), {"modality": "alleged"}),
        Act("split", (only("consulate").mentions[1].id,)),
        Act("reject", (only("expelled").id,)),
    ]
    for act in acts:
        app.judge(act, "ana")
    for name, text in REPORTS.items():
        (tmp_path / f"{name}.txt").write_text(text, encoding="utf-8")
    with open_app(settings_of(tmp_path / "other.db"), create=True) as other:
        other.add(Wanted([tmp_path / "c.txt"]))
        for judgement in app.judgements():
            other.store.put_judgement(judgement)
        other.add(Wanted([tmp_path / "b.txt"]))
        other.add(Wanted([tmp_path / "a.txt"]))
        other.resolve(again=True)
        app.resolve(again=True)
        assert dumped(other) == dumped(app)


def other_coding(app: App, event: str, **fields: object) -> None:
    """Every telling of an event, coded anew with other fields."""
    (found,) = [e for e in app.record().resolved.events if e.id == event]
    tellings = {m.id for m in found.mentions}
    drawn = [replace(x, events=tuple(replace(m, **fields) if m.id in tellings else m for m in x.events), version="next") for x in app.store.extracted()]  # type: ignore[arg-type]
    app.store.put_recoded([(x, None) for x in drawn])
    app.resolve()


def test_a_reviewed_event_stands_when_the_machine_reads_it_otherwise_and_the_queue_asks(app: App, only: Only) -> None:
    event = only("consulate")
    app.judge(Act("accept", (event.id,)), "ana")
    assert app.review.queue(QueueFilter(frozenset({"proposal"}))).total == 0
    other_coding(app, event.id, modality="planned")
    assert only("consulate").modality == "done"
    (item,) = app.review.queue(QueueFilter(frozenset({"proposal"}))).items
    assert (item.proposed["modality"]["reviewed"], item.proposed["modality"]["machine"]) == ("done", "planned")
    app.judge(act_for(item, "keep"), "ana")
    assert app.review.queue(QueueFilter(frozenset({"proposal"}))).total == 0
    assert only("consulate").modality == "done"


def test_what_the_machine_reads_now_can_be_taken(app: App, only: Only) -> None:
    event = only("consulate")
    app.judge(Act("accept", (event.id,)), "ana")
    other_coding(app, event.id, modality="planned")
    (item,) = app.review.queue(QueueFilter(frozenset({"proposal"}))).items
    app.judge(act_for(item, "take"), "ana")
    (after,) = [e for e in app.record().resolved.events if e.id == event.id]
    assert (after.modality, after.review) == ("planned", "edited")
    assert app.review.queue(QueueFilter(frozenset({"proposal"}))).total == 0


def test_an_accepted_event_stays_when_a_new_coding_finds_it_no_more(app: App, only: Only) -> None:
    event = only("expelled")
    app.judge(Act("accept", (event.id,)), "ana")
    drawn = [replace(x, events=tuple(m for m in x.events if m.id != event.mentions[0].id), version="next") for x in app.store.extracted()]
    app.store.put_recoded([(x, None) for x in drawn])
    app.resolve()
    assert only("expelled").review == "accepted"


def test_two_accepted_events_are_joined_by_a_person_alone(app: App, only: Only) -> None:
    event = only("consulate")
    (made,) = app.judge(Act("split", (event.mentions[0].id,)), "ana")
    parts = [e.id for e in app.record().resolved.events if {m.id for m in e.mentions} <= {m.id for m in event.mentions}]
    app.judge(Act("accept", tuple(parts)), "ana")
    app.undo(made.id, "ana")
    assert len([c for c in clusters(app) if c <= {m.id for m in event.mentions}]) == 2


def test_judging_a_large_record_resolves_what_is_touched_and_gives_the_events_of_all(app: App, only: Only, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(resolving, "WORTH", 1)
    whole: list[object] = []
    monkeypatch.setattr(resolving, "_replace", lambda *_: whole.append(1))
    event, other = only("consulate"), only("accused Estavia")
    people = {e.name: e for e in app.record().resolved.entities}
    for act in (
        Act("edit", (event.id,), {"actors": ["Grey Company"]}),
        Act("split", (event.mentions[-1].id,)),
        Act("reject", (other.id,)),
        Act("edit", (people["Norland"].id,), {"name": "Another Name"}),
        Act("merge", (people["Ilja Sorin"].id, people["Sorin"].id)),
        Act("split", tuple(m.id for m in people["Estavia"].mentions[:2])),
    ):
        for judgement in _made(app, act):
            app.store.put_judgement(judgement)
        resolving.resolve_all(app.store, app.settings.codebook, small=0, judged=True)
    assert not whole
    found = app.store.resolved()
    monkeypatch.undo()
    app.resolve(again=True)
    anew = app.store.resolved()
    assert (found.events, found.ties, found.rejected, found.reviewed) == (anew.events, anew.ties, anew.rejected, anew.reviewed)
    assert [(e.id, e.name, {m.id for m in e.mentions}) for e in found.entities] == [(e.id, e.name, {m.id for m in e.mentions}) for e in anew.entities]


def _made(app: App, act: Act):  # type: ignore[no-untyped-def]
    from dragoman.codebook import load_codebook
    from dragoman.review.judge import Judge, Moments
    from tests.review.conftest import NOW

    last = max((j.at for j in app.judgements()), default="")
    return Judge(app.store, load_codebook(app.settings.codebook), "ana", Moments(lambda: NOW, last)).judge(act)
