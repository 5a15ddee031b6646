"""What the record's keeper may do: remove, restore, try again, watch; the coder and the web are stand-ins."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dragoman.app import App
from dragoman.core.errors import NotFoundError, UsageError
from dragoman.core.settings import Settings
from dragoman.pipeline import Wanted
from dragoman.store.sqlite import SqliteStore
from tests.pipeline.conftest import REPORTS
from tests.pipeline.engines import PlainEngine
from tests.pipeline.pages import Pages, page

NOW = dt.datetime(2031, 3, 20, 12, tzinfo=dt.UTC)
ADDRESS = "https://harbourpost.example/ferry"


@pytest.fixture
def app(store: SqliteStore, monkeypatch: pytest.MonkeyPatch) -> App:
    @contextmanager
    def engine(settings: Settings) -> Iterator[PlainEngine]:
        yield PlainEngine()

    monkeypatch.setattr("dragoman.app.open_engine", engine)
    return App(Settings(), store, clock=lambda: NOW, fetching=lambda: Pages({}))


def states(app: App, *given: str | Path, restore: bool = False) -> dict[str, str]:
    return {entry.path: entry.state for entry in app.add(Wanted(given, restore=restore)).inputs}


def holds(folder: Path, word: bytes) -> bool:
    """Does a file of the record have a word in it, whatever the case?"""
    return any(word in path.read_bytes().lower() for path in folder.glob("record.db*"))


def test_a_removed_document_is_gone_and_does_not_come_back_by_itself(app: App, reports: Path) -> None:
    states(app, reports)
    gone = app.remove("closure.txt", "mara", "told in confidence")
    assert gone.id not in {document.id for document in app.record().documents}
    assert [(stone.id, stone.by, stone.why) for stone in app.store.tombstones()] == [(gone.id, "mara", "told in confidence")]
    assert states(app, reports)["closure.txt"] == "failed"
    assert [failure.error for failure in app.store.failures()] == ["removed"]


def test_a_removed_document_comes_back_where_that_is_asked_for(app: App, reports: Path) -> None:
    states(app, reports)
    gone = app.remove("closure.txt", "mara", None)
    assert states(app, reports, restore=True)["closure.txt"] == "added"
    assert (app.store.tombstones(), app.store.failures()) == ((), ())
    assert gone.id in app.store.versions()


def test_a_record_with_a_document_removed_is_as_if_it_had_never_come(app: App, reports: Path, tmp_path: Path) -> None:
    states(app, reports)
    app.remove("closure.txt", "mara", None)
    other = App(app.settings, SqliteStore(tmp_path / "other.db"), clock=lambda: NOW, fetching=lambda: Pages({}))
    states(other, reports / "accord.txt", reports / "denial.txt")
    assert app.store.resolved() == other.store.resolved()
    assert app.store.documents() == other.store.documents()
    other.store.close()


def test_no_word_of_a_removed_document_is_left_in_the_file(app: App, reports: Path, tmp_path: Path) -> None:
    (reports / "secret.txt").write_text("Norland hid the Quillaxon convoy from Estavia on 6 March 2025, a guard said.\n" * 40, encoding="utf-8")
    states(app, reports)
    assert holds(tmp_path, b"quillaxon")
    app.remove("secret.txt", "mara", None)
    assert not holds(tmp_path, b"quillaxon")


def test_a_document_is_removed_by_the_beginning_of_its_id_but_not_by_that_of_two(app: App, reports: Path) -> None:
    states(app, reports)
    keys = sorted(app.store.versions())
    with pytest.raises(UsageError, match="could be any of"):
        app.remove("d-", "mara", None)
    with pytest.raises(NotFoundError, match=r"nothing\.txt"):
        app.remove("nothing.txt", "mara", None)
    assert app.remove(keys[0][:9], "mara", None).id == keys[0]


def test_what_failed_is_tried_again_under_its_old_name(app: App, reports: Path) -> None:
    broken = reports / "below" / "broken.txt"
    broken.parent.mkdir()
    broken.write_bytes(b"\xff\xfe\x00\xd8 no text")
    assert states(app, reports)["below/broken.txt"] == "failed"
    broken.write_text("Estavia opened the crossing to Norland again on 9 March 2031, its border guard said in a note.\n", encoding="utf-8")
    assert {entry.path: entry.state for entry in app.retry().inputs} == {"below/broken.txt": "added"}
    assert app.store.failures() == ()
    with pytest.raises(UsageError, match="nothing failed"):
        app.retry()


def test_a_text_that_could_not_be_coded_is_coded_again(app: App, reports: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    odd = reports / "odd.txt"
    odd.write_text("Norland said the unspeakable on 10 March 2031 in a long speech to its fleet.\n", encoding="utf-8")
    states(app, reports)
    assert [failure.stage for failure in app.retry().failures] == ["extract"]


def test_a_watch_reads_what_is_new_and_leaves_what_it_has_seen(app: App, reports: Path) -> None:
    for file in reports.iterdir():
        os.utime(file, (NOW.timestamp() - 60, NOW.timestamp() - 60))
    rounds = app.watch(Wanted([reports]))
    assert {entry.path for entry in next(rounds).inputs} == set(REPORTS)
    assert next(rounds).inputs == ()
    late = reports / "late.txt"
    late.write_text("Norland let the Estavian ferry go on 12 March 2031, the harbour master of Port Sarn said in the evening.\n", encoding="utf-8")
    os.utime(late, (NOW.timestamp() - 1, NOW.timestamp() - 1))
    assert next(rounds).inputs == ()  # it may still be being written
    os.utime(late, (NOW.timestamp() - 60, NOW.timestamp() - 60))
    assert {entry.path: entry.state for entry in next(rounds).inputs} == {"late.txt": "added"}


def test_a_watch_asks_for_a_page_each_time(store: SqliteStore, app: App) -> None:
    web = Pages(
        {ADDRESS: page("Ferries stopped", "2031-03-10", "Norland stopped two Estavian ferries in the strait on 6 March 2031, its navy said in a note.")}
    )
    watched = App(app.settings, store, clock=lambda: NOW, fetching=lambda: web)
    rounds = watched.watch(Wanted([ADDRESS]))
    assert [[entry.state for entry in next(rounds).inputs] for _ in range(2)] == [["added"], ["unchanged"]]
    assert web.asked == [ADDRESS, ADDRESS]
