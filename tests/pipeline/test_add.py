"""What becomes of inputs: added, unchanged, copied, updated, failed; the coder is a stand-in."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from dragoman.core.errors import NothingReadError
from dragoman.core.ids import digest
from dragoman.pipeline import Wanted, add
from dragoman.store.sqlite import SqliteStore
from tests.pipeline.conftest import REPORTS
from tests.pipeline.engines import PlainEngine


def states(store: SqliteStore, *paths: Path, engine: PlainEngine | None = None) -> dict[str, str]:
    return {entry.path: entry.state for entry in add(Wanted(paths), store, engine or PlainEngine(), None).inputs}


def stored(store: SqliteStore) -> tuple[object, ...]:
    return store.documents(), store.inputs(), store.failures(), list(store.extracted())


def test_each_report_is_coded_and_stored_once(store: SqliteStore, reports: Path) -> None:
    engine = PlainEngine()
    assert states(store, reports, engine=engine) == dict.fromkeys(REPORTS, "added")
    assert sorted(engine.seen) == sorted(REPORTS)
    assert [drawn.times[0].value for drawn in store.extracted()] == ["2031"] * len(REPORTS)


def test_adding_again_codes_nothing_and_changes_nothing(store: SqliteStore, reports: Path) -> None:
    states(store, reports)
    before, engine = stored(store), PlainEngine()
    assert states(store, reports, engine=engine) == dict.fromkeys(REPORTS, "unchanged")
    assert (engine.seen, stored(store)) == ([], before)


@pytest.mark.parametrize("copy", ["a copy.txt", "z copy.txt"])
def test_a_copy_is_no_new_document(store: SqliteStore, reports: Path, copy: str) -> None:
    states(store, reports)
    shutil.copy(reports / "closure.txt", reports / copy)
    engine = PlainEngine()
    assert states(store, reports, engine=engine)[copy] == "copy"
    assert len(store.documents()) == len(REPORTS)
    named = {entry.path: entry.state for entry in store.inputs()}
    assert named[min(copy, "closure.txt")] == "added"
    assert named[max(copy, "closure.txt")] == "copy"


def test_two_copies_in_one_run_are_coded_once(store: SqliteStore, reports: Path) -> None:
    shutil.copy(reports / "closure.txt", reports / "again.txt")
    engine = PlainEngine()
    states(store, reports, engine=engine)
    assert len(engine.seen) == len(REPORTS)


def test_a_changed_file_is_updated_and_its_old_text_stays(store: SqliteStore, reports: Path) -> None:
    states(store, reports)
    (reports / "closure.txt").write_text(REPORTS["closure.txt"] + "\nThe consulate stayed shut on Sunday, its porter said.\n", encoding="utf-8")
    assert states(store, reports)["closure.txt"] == "updated"
    assert len(store.documents()) == len(REPORTS) + 1
    assert states(store, reports)["closure.txt"] == "unchanged"


def test_a_bad_input_is_recorded_and_the_run_goes_on(store: SqliteStore, reports: Path) -> None:
    (reports / "broken.txt").write_bytes(b"\xff\xfe\x00\xd8 no text")
    found = states(store, reports, reports / "missing.txt")
    assert [found["broken.txt"], found["missing.txt"], found["closure.txt"]] == ["failed", "failed", "added"]
    assert {failure.input for failure in store.failures()} == {"broken.txt", "missing.txt"}


def test_an_empty_file_is_empty(store: SqliteStore, reports: Path) -> None:
    (reports / "blank.txt").write_text(" \n", encoding="utf-8")
    assert states(store, reports)["blank.txt"] == "empty"


def test_where_nothing_can_be_read_the_run_says_so_and_keeps_the_failure(store: SqliteStore, tmp_path: Path) -> None:
    with pytest.raises(NothingReadError, match="nowhere"):
        add(Wanted([tmp_path / "nowhere.txt"]), store, PlainEngine(), None)
    assert [failure.error for failure in store.failures()] == ["unreadable"]
    (tmp_path / "none").mkdir()
    with pytest.raises(NothingReadError, match="no file to read"):
        add(Wanted([tmp_path / "none"]), store, PlainEngine(), None)


def test_a_document_that_cannot_be_coded_is_kept_with_the_reason(store: SqliteStore, reports: Path) -> None:
    (reports / "odd.txt").write_text("Norland said the unspeakable on 10 March 2031 in a long speech to its fleet.\n", encoding="utf-8")
    added = add(Wanted([reports]), store, PlainEngine(), None)
    assert [failure.stage for failure in added.failures] == ["extract"]
    assert "odd.txt" in {document.path for document in store.documents()}
    assert [failure.input for failure in store.failures()] == ["odd.txt"]


def test_what_another_version_coded_is_coded_anew(store: SqliteStore, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    states(store, reports)
    before = store.inputs()
    monkeypatch.setattr("dragoman.pipeline.adding.version_of", lambda codebook: digest("another"))
    assert states(store, reports) == dict.fromkeys(REPORTS, "updated")
    assert set(store.versions().values()) == {digest("another")}
    assert store.inputs() == before


def test_the_order_of_adding_leaves_no_trace(tmp_path: Path, reports: Path) -> None:
    shutil.copy(reports / "closure.txt", reports / "a copy.txt")
    names = sorted(path.name for path in reports.iterdir())
    found = []
    for order in (names, names[::-1]):
        store = SqliteStore(tmp_path / f"{order[0]}.db")
        for name in order:
            states(store, reports / name)
        found.append(stored(store))
        store.close()
    assert found[0] == found[1]
