"""Answers that cost much are kept while the record stands, and no longer; of a pair's ties only those asked for are read."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.core.desk import EventFilter
from dragoman.core.resolved import Resolved
from dragoman.store.desk_reads import KEPT
from dragoman.store.sqlite import SqliteStore
from tests.store.desk_records import make_desk

Made = tuple[SqliteStore, Resolved]


@pytest.fixture
def made(tmp_path: Path) -> Iterator[Made]:
    store, resolved = make_desk(tmp_path / "r.db", 30, 150)
    yield store, resolved
    store.close()


def test_pairs_shifts_and_periods_are_read_once_while_the_record_stands(made: Made) -> None:
    desk = made[0].desk
    for read in (lambda: desk.pairs(unit="year"), desk.periods, desk.shifts):
        assert read() is read()


def test_what_is_kept_is_read_anew_when_the_record_turned(made: Made) -> None:
    store, resolved = made
    before, events = store.desk.pairs(unit="year"), store.desk.events(EventFilter()).total
    assert before
    assert events
    gone = replace(resolved, ties=(), shifts=(), responses=(), questions=(), claims=(), events=resolved.events[:1])
    with_other = SqliteStore(store.path)
    with_other.replace_resolved(gone, "made", None, with_other.stamps()[0])
    with_other.close()
    assert store.desk.pairs(unit="year") == ()
    assert store.desk.events(EventFilter()).total == 1


def test_only_so_many_answers_are_kept_and_those_asked_for_last(made: Made) -> None:
    desk = made[0].desk
    often = desk.periods()
    for year in range(2000, 2000 + 2 * KEPT):
        desk.pairs(since=str(year))
        assert desk.periods() is often
    assert len(desk._kept) == KEPT


def test_of_a_pair_the_ties_of_one_unit_are_read_and_those_after_a_day(made: Made) -> None:
    store, resolved = made
    first = store.desk.pairs(unit="year")[0]
    every = store.of_pair("ties", first.actor, first.recipient)
    assert {t.period.unit for t in every} == {"day", "week", "month", "year"}
    assert store.of_pair("ties", first.actor, first.recipient, "month") == tuple(t for t in every if t.period.unit == "month")
    day = sorted(t.period.start for t in every)[len(every) // 2]
    assert store.of_pair("ties", first.actor, first.recipient, "", day) == tuple(t for t in every if t.period.start > day)
    assert set(every) <= set(resolved.ties)
