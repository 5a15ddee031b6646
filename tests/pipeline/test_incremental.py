"""Documents fitted into what is resolved: the same events as of all at once, what goes with one that is removed, and nothing written out of date."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.core.mentions import Extracted, Tombstone
from dragoman.core.parts import Splice
from dragoman.core.records import Event
from dragoman.core.resolved import Resolved
from dragoman.engine.local import LocalEngine
from dragoman.evaluate.scaled import write_reports
from dragoman.pipeline import bare_document, code_documents, resolving
from dragoman.store.sqlite import SqliteStore
from tests.store.records import make_arrival

SIZE, FIRST = 36, 16


@pytest.fixture(scope="module")
def coded() -> Sequence[Extracted]:
    """Reports of a script, coded."""
    documents = [replace(bare_document(short.text, short.day), outlet=short.outlet, path=short.name) for short in write_reports(SIZE)]
    engine = LocalEngine(1)
    found = [coded.extracted for coded in code_documents(documents, engine, None)]
    engine.close()
    return found


@pytest.fixture
def all_fitted(monkeypatch: pytest.MonkeyPatch) -> None:
    """However much of a record is new, it is fitted in."""
    monkeypatch.setattr(resolving, "WORTH", 0)


@pytest.fixture
def grown(tmp_path: Path, coded: Sequence[Extracted], all_fitted: None) -> Iterator[SqliteStore]:
    """A record of some reports, to which the others were added one by one."""
    store = SqliteStore(tmp_path / "grown.db")
    for drawn in coded[:FIRST]:
        put(store, drawn)
    resolving.resolve_all(store, None, again=True)
    for drawn in coded[FIRST:]:
        put(store, drawn)
        resolving.resolve_all(store, None, small=0)
    yield store
    store.close()


def put(store: SqliteStore, drawn: Extracted) -> None:
    store.put_coded(drawn, drawn.document.text.encode(), make_arrival(drawn.document))


def in_full(store: SqliteStore) -> Resolved:
    resolving.resolve_all(store, None, again=True)
    return store.resolved()


def pairs(events: Sequence[Event]) -> set[tuple[str, str]]:
    return {(a.id, b.id) for event in events for a in event.mentions for b in event.mentions if a.id < b.id}


def test_reports_added_one_by_one_tell_the_events_of_all_at_once(grown: SqliteStore) -> None:
    one_by_one = grown.resolved()
    whole = in_full(grown)
    assert pairs(one_by_one.events) == pairs(whole.events) != set()
    assert (one_by_one.events, one_by_one.ties, one_by_one.responses) == (whole.events, whole.ties, whole.responses)


def test_reports_added_one_by_one_name_whom_all_at_once_name(grown: SqliteStore) -> None:
    one_by_one = [replace(entity, reasons=()) for entity in grown.resolved().entities]
    assert one_by_one == [replace(entity, reasons=()) for entity in in_full(grown).entities]


def test_after_a_full_resolve_no_order_of_adding_shows(tmp_path: Path, coded: Sequence[Extracted], grown: SqliteStore) -> None:
    other = SqliteStore(tmp_path / "other.db")
    for drawn in reversed(coded):
        put(other, drawn)
    assert in_full(other) == in_full(grown)
    other.close()


def test_what_a_removed_report_told_goes_with_it_and_no_more(grown: SqliteStore) -> None:
    gone = max(grown.resolved().events, key=lambda event: len(event.mentions)).mentions[0].doc
    grown.remove(Tombstone(gone, "2025-01-01T00:00:00", "mara"))
    resolving.resolve_all(grown, None, small=0)
    left = grown.resolved()
    assert not any(mention.doc == gone for kind in (left.entities, left.events, left.claims) for record in kind for mention in record.mentions)
    assert pairs(left.events) == pairs(in_full(grown).events)


def test_an_id_that_goes_leads_to_the_one_in_its_place(grown: SqliteStore) -> None:
    ids = {record.id for kind in (grown.resolved().entities, grown.resolved().events) for record in kind}
    assert {new for old, new in grown.redirects().items() if old[:2] in {"n-", "e-"}} <= ids
    assert grown.redirects().keys().isdisjoint(ids)


def test_what_was_worked_out_before_another_process_wrote_is_not_written(grown: SqliteStore) -> None:
    before = grown.resolved()
    assert not grown.splice(Splice({}, drop=frozenset({("events", before.events[0].id)}), turn="0"))
    assert grown.resolved() == before


def test_a_run_that_was_cut_off_before_it_resolved_is_made_up_for(grown: SqliteStore, coded: Sequence[Extracted]) -> None:
    put(grown, coded[-1])
    assert coded[-1].document.id in {key for key, stamp in grown.stamps()[0].items() if grown.stamps()[1][key] != stamp}
    resolving.resolve_all(grown, None, small=0)
    assert grown.stamps()[0] == grown.stamps()[1]
