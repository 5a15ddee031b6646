"""Yields proof that the queue puts the least sure first, asks nothing twice, and goes on where it was left."""

from __future__ import annotations

import pytest

from dragoman.app import App
from dragoman.core.errors import JudgementError
from dragoman.review.acts import Act
from dragoman.review.queue import KINDS, QueueFilter, act_for
from tests.review.conftest import Only, clusters

EVENTS = frozenset({"event"})


def test_the_least_sure_come_first_and_pages_follow_each_other(app: App) -> None:
    every = app.review.queue(QueueFilter(most=200)).items
    assert [item.sure for item in every] == sorted(item.sure for item in every)
    first = app.review.queue(QueueFilter(most=2))
    second = app.review.queue(QueueFilter(most=2, after=first.items[-1].id))
    assert [*first.items, *second.items] == list(every[:4])
    assert first.total == len(every) == sum(first.counts.values())


def test_what_was_judged_is_asked_no_more_until_that_is_undone(app: App) -> None:
    item = app.review.queue(QueueFilter(EVENTS)).items[0]
    (made,) = app.judge(act_for(item, "accept"), "ana")
    assert app.review.item(item.id) is None
    app.undo(made.id, "ana")
    assert app.review.item(item.id) == item


def test_what_was_skipped_stands_last_for_who_skipped_it(app: App) -> None:
    first = app.review.queue(QueueFilter(EVENTS)).items[0]
    app.review.skip(first.id, "ana")
    assert app.review.queue(QueueFilter(EVENTS, most=200), "ana").items[-1].id == first.id
    assert app.review.queue(QueueFilter(EVENTS), "ben").items[0].id == first.id


def test_what_somebody_is_unsure_of_is_asked_only_on_demand(app: App) -> None:
    item = app.review.queue(QueueFilter(EVENTS)).items[0]
    app.judge(act_for(item, "unsure"), "ana")
    assert item.id not in {i.id for i in app.review.queue(QueueFilter(most=200)).items}
    assert item.id in {i.id for i in app.review.queue(QueueFilter(most=200, unsure=True)).items}


def test_what_was_parted_is_not_asked_again_as_near_nor_as_joined(app: App, only: Only) -> None:
    event = only("consulate")
    app.judge(Act("split", (event.mentions[0].id,)), "ana")
    parts = {e.id for e in app.record().resolved.events if {m.id for m in e.mentions} <= {m.id for m in event.mentions}}
    assert len(parts) == 2
    assert not any(set(item.subjects) == parts for item in app.review.queue(QueueFilter(frozenset({"near"}), most=200)).items)
    assert not any(event.mentions[0].id in item.mentions for item in app.review.queue(QueueFilter(frozenset({"merge"}), most=200)).items)


def test_identical_ones_have_one_mark_and_take_one_verdict(app: App, only: Only) -> None:
    event = only("consulate")
    app.judge(Act("split", (event.mentions[0].id,)), "ana")
    items = list(app.review.queue(QueueFilter(EVENTS, most=200)).items)
    alike = [item for item in items if sum(other.like == item.like for other in items) > 1]
    assert len(alike) == 2
    made = app.judge(Act("accept", tuple(item.subjects[0] for item in alike)), "ana")
    assert len(made) == 2
    assert sum(e.review == "accepted" for e in app.record().resolved.events) == 2


def test_an_answer_that_is_none_is_refused(app: App) -> None:
    item = app.review.queue(QueueFilter(EVENTS)).items[0]
    for answer in ("edit", "same", ""):
        with pytest.raises(JudgementError):
            act_for(item, answer)
    with pytest.raises(JudgementError):
        app.review.queue(QueueFilter(frozenset({"gossip"})))
    assert set(app.review.queue().counts) == set(KINDS)


def test_asking_changes_nothing(app: App) -> None:
    before = clusters(app)
    assert app.review.queue() == app.review.queue()
    assert clusters(app) == before
