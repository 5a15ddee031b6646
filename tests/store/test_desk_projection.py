"""Yields tests that the rows of the desk stay in step with the records: replaced, spliced, renamed, taken over from an older record, cut off in between."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from dragoman.core.desk import DocumentFilter, EntityFilter, EventFilter, Page, QuestionFilter, SearchFilter
from dragoman.core.mentions import Extracted, Tombstone
from dragoman.core.parts import Put, Splice
from dragoman.core.resolved import Resolved
from dragoman.store import sqlite_drawn, sqlite_parts
from dragoman.store.base import Arrival
from dragoman.store.sqlite import SqliteStore
from tests.store.desk_records import make_desk

ALL = Page(1, 500)
TABLES = ("desk_events", "desk_parties", "desk_claims", "desk_entities", "desk_questions", "desk_ties", "desk_shifts", "desk_gatherings", "event_words")


@pytest.fixture
def made(tmp_path: Path) -> Iterator[tuple[SqliteStore, Resolved]]:
    store, resolved = make_desk(tmp_path / "r.db", 20, 80)
    yield store, resolved
    store.close()


def shown(store: SqliteStore) -> list[Any]:
    """All that the lists of the desk show."""
    desk = store.desk
    return [
        desk.events(EventFilter(), ALL),
        desk.event_facets(EventFilter(), top=99),
        desk.documents(DocumentFilter(), ALL),
        desk.entities(EntityFilter(), ALL),
        desk.questions(QuestionFilter(), ALL),
        desk.pairs(most=500),
        desk.gatherings("stories", page=ALL),
        desk.search(SearchFilter("trade OR the"), ALL),
        desk.counts(),
    ]


def test_the_same_records_in_another_file_show_the_same(made: tuple[SqliteStore, Resolved], tmp_path: Path) -> None:
    store, resolved = made
    other, _ = make_desk(tmp_path / "other.db", 20, 80)
    half = replace(resolved, events=resolved.events[::2], questions=resolved.questions[::3], ties=())
    other.replace_resolved(half, "half", None, other.stamps()[0])
    assert other.desk.events(EventFilter()).total == len(half.events)
    other.replace_resolved(resolved, "whole", None, other.stamps()[0])
    assert shown(other) == shown(store)
    other.close()


def test_what_is_the_same_is_not_written_again(made: tuple[SqliteStore, Resolved]) -> None:
    store, resolved = made
    before = store.ask("SELECT total_changes()")[0][0]
    store.replace_resolved(resolved, "again", None, store.stamps()[0])
    assert store.ask("SELECT total_changes()")[0][0] - before == 2  # the two notes
    assert store.note("resolved_for") == "again"


def test_nothing_is_left_of_records_that_go(made: tuple[SqliteStore, Resolved]) -> None:
    store, _ = made
    store.replace_resolved(Resolved(), "empty")
    assert {table: store.ask(f"SELECT count(*) FROM {table}")[0][0] for table in TABLES} == dict.fromkeys(TABLES, 0)
    assert store.desk.events(EventFilter()).total == 0
    assert all(row.events == row.claims == 0 for row in store.desk.documents(DocumentFilter(), ALL).items)


def test_a_splice_is_shown_at_once(made: tuple[SqliteStore, Resolved]) -> None:
    store, resolved = made
    first, second = resolved.events[:2]
    put = Put("events", replace(first, summary="Ferries stopped.", type="PROTEST"), frozenset(m.doc for m in first.mentions))
    assert store.splice(Splice({}, put=(put,), drop=frozenset({("events", second.id)}), turn=store.note("turn")))
    row = store.desk.event(first.id)
    assert row is not None
    assert row.event.summary == "Ferries stopped."
    assert store.desk.events(EventFilter(about="ferries")).total == 1
    assert store.desk.event(second.id) is None
    assert store.desk.events(EventFilter()).total == len(resolved.events) - 1


def test_a_renamed_record_is_found_by_both_ids(made: tuple[SqliteStore, Resolved]) -> None:
    store, resolved = made
    old = resolved.events[0]
    new = replace(old, id="e-000000000000-000000-000001-aaaa")
    documents = frozenset(m.doc for m in old.mentions)
    splice = Splice({}, put=(Put("events", new, documents),), drop=frozenset({("events", old.id)}), renamed={old.id: new.id}, turn=store.note("turn"))
    assert store.splice(splice)
    for key in (old.id, new.id):
        row = store.desk.event(key)
        assert row is not None
        assert row.event.id == new.id
    assert store.desk.events(EventFilter(ids=(old.id,))).items[0].event.id == new.id
    assert store.desk.current(old.id) == new.id


def test_origins_that_change_are_counted_anew_in_what_they_tell(made: tuple[SqliteStore, Resolved]) -> None:
    store, resolved = made
    row = next(row for row in store.desk.events(EventFilter(outlets=2), ALL).items if row.origins > 1)
    told = sorted({m.doc for m in row.event.mentions})
    copied = [(doc, told[0]) for doc in told]
    origins = tuple(sorted((dict(resolved.origins) | dict(copied)).items()))
    store.replace_resolved(replace(resolved, origins=origins), "copied", None, store.stamps()[0])
    after = store.desk.event(row.event.id)
    assert after is not None
    assert after.origins == 1


def test_a_removed_document_goes_from_the_lists_at_once(made: tuple[SqliteStore, Resolved]) -> None:
    store, _ = made
    key = store.desk.documents(DocumentFilter()).items[0].id
    number = store.desk.latest()
    store.remove(Tombstone(key, "2031-01-01T00:00:00Z", "ana"))
    assert store.desk.documents(DocumentFilter()).total == 19
    assert store.desk.document(key) is None
    assert store.desk.latest() == number


def test_after_a_removal_not_even_the_outlet_is_left_in_the_file(tmp_path: Path) -> None:
    path = tmp_path / "r.db"
    store, resolved = make_desk(path, 20, 80)
    event = resolved.events[0]
    document = replace(store.documents()[0], outlet="Vanishing Gazette", id="d-ffffffffffff", sha256="f" * 64)
    store.put_coded(Extracted(document), b"raw", Arrival("/v.txt", "v.txt", "added", document.id))
    told = replace(event.mentions[0], id="em-ffffffffffff-000000-000001-aaaa", doc=document.id)
    both = replace(event, mentions=(*event.mentions, told))
    store.replace_resolved(replace(resolved, events=(both, *resolved.events[1:])), "with", None, store.stamps()[0])
    assert store.desk.events(EventFilter(outlet=("Vanishing Gazette",))).total == 1
    store.remove(Tombstone(document.id, "2031-01-01T00:00:00Z", "ana"))
    store.replace_resolved(resolved, "without", None, store.stamps()[0])
    assert store.desk.events(EventFilter(outlet=("Vanishing Gazette",))).total == 0
    store.close()
    assert not any(b"Vanishing Gazette" in file.read_bytes() for file in tmp_path.iterdir())


def test_a_record_of_an_older_version_is_drawn_when_it_is_opened(made: tuple[SqliteStore, Resolved], tmp_path: Path) -> None:
    store, _ = made
    wanted = shown(store)
    store.close()
    _strip(tmp_path / "r.db")
    again = SqliteStore(tmp_path / "r.db")
    assert shown(again) == wanted
    again.close()


def test_what_was_cut_off_is_drawn_when_the_record_is_opened_next(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_parts, "AT_ONCE", 10)
    monkeypatch.setattr(sqlite_drawn.SqliteDrawn, "_catch_up", lambda self: None)
    store, resolved = make_desk(tmp_path / "r.db", 20, 80)
    assert store.desk.events(EventFilter()).total == 0
    store.close()
    monkeypatch.undo()
    again = SqliteStore(tmp_path / "r.db")
    assert again.desk.events(EventFilter()).total == len(resolved.events)
    again.close()


def test_many_changes_are_drawn_in_lots_that_give_the_same(made: tuple[SqliteStore, Resolved], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sqlite_parts, "AT_ONCE", 10)
    monkeypatch.setattr(sqlite_drawn, "AT_ONCE", 10)
    monkeypatch.setattr(sqlite_drawn, "_BREATH", 0)
    other, _ = make_desk(tmp_path / "other.db", 20, 80)
    assert shown(other) == shown(made[0])
    other.close()


def test_readers_are_not_kept_waiting_by_one_who_writes(made: tuple[SqliteStore, Resolved], tmp_path: Path) -> None:
    store, resolved = made
    with sqlite3.connect(tmp_path / "r.db", isolation_level=None) as writer:
        writer.execute("BEGIN IMMEDIATE")
        writer.execute("DELETE FROM desk_events")
        reader = SqliteStore(tmp_path / "r.db")
        assert reader.desk.events(EventFilter()).total == len(resolved.events)
        reader.close()
        writer.execute("ROLLBACK")
    writer.close()
    assert store.desk.events(EventFilter()).total == len(resolved.events)


def _strip(path: Path) -> None:
    """Takes out of a record all that the fifth migration and the next brought."""
    db = sqlite3.connect(path, isolation_level=None)
    names = "desk_%", "%_words", "searches", "last_visits", "odds"
    for kind, name in db.execute("SELECT type, name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        if not name.endswith("_words"):
            db.execute(f"DROP {kind} {name}")
    for pattern in names:
        for (name,) in db.execute("SELECT name FROM sqlite_master WHERE type = 'table' AND name LIKE ? AND name <> 'words'", (pattern,)).fetchall():
            db.execute(f"DROP TABLE {name}")
    db.execute("DROP INDEX entity_mentions_by_entity")
    db.execute("DELETE FROM meta WHERE key IN ('desk', 'desk_turn')")
    db.execute("PRAGMA user_version = 4")
    db.close()
