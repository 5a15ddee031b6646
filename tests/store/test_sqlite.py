"""What a record in one SQLite file must do beside the contract of all stores."""

from __future__ import annotations

import sqlite3
import zlib
from concurrent.futures import ThreadPoolExecutor, wait
from pathlib import Path

import pytest

from dragoman.core.errors import StoreError
from dragoman.core.resolved import Resolved
from dragoman.store import encoding
from dragoman.store.sqlite import SqliteStore, has_full_text
from dragoman.store.sqlite_file import load_migrations, load_queries
from tests.store.records import make_arrival, make_document, make_extracted, make_resolved


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "record.db"


def test_a_text_file_is_no_record(path: Path) -> None:
    path.write_text("not a database, and long enough to be taken for one: " * 10, encoding="utf-8")
    with pytest.raises(StoreError, match="cannot be used"):
        SqliteStore(path)


def test_another_database_is_no_record_and_stays_as_it_was(path: Path) -> None:
    with sqlite3.connect(path) as other:
        other.execute("CREATE TABLE bills (amount REAL)")
    other.close()
    before = path.read_bytes()
    with pytest.raises(StoreError, match="no record of Dragoman"):
        SqliteStore(path)
    assert path.read_bytes() == before


def test_a_record_of_a_newer_version_is_refused(path: Path) -> None:
    SqliteStore(path).close()
    with sqlite3.connect(path) as db:
        db.execute(f"PRAGMA user_version = {len(load_migrations()) + 1}")
    db.close()
    with pytest.raises(StoreError, match="newer Dragoman"):
        SqliteStore(path)


def test_a_folder_is_no_record(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be opened"):
        SqliteStore(tmp_path)


def test_a_record_that_another_makes_meanwhile_is_a_record(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    ask, others = SqliteStore._value, ThreadPoolExecutor(1)

    def made_between(store: SqliteStore, sql: str) -> object:
        answer = ask(store, sql)
        if sql == "PRAGMA application_id":
            monkeypatch.setattr(SqliteStore, "_value", ask)
            made = others.submit(lambda: SqliteStore(path).close())
            wait([made], timeout=0.5)  # where we hold the file it waits for us, or else it is done long before
        return answer

    monkeypatch.setattr(SqliteStore, "_value", made_between)
    store = SqliteStore(path)
    others.shutdown()
    assert store.documents() == ()
    store.close()


def test_a_transaction_that_fails_leaves_nothing_behind(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, document = SqliteStore(path), make_document()

    def fail(raw: bytes) -> bytes:
        raise MemoryError

    monkeypatch.setattr(encoding, "pack", fail)
    with pytest.raises(MemoryError):
        store.put_coded(make_extracted(document), b"raw", make_arrival(document))
    assert (store.documents(), store.inputs()) == ((), ())
    store.close()


def test_a_reader_sees_the_old_records_while_a_snapshot_lasts(path: Path) -> None:
    writer, reader = SqliteStore(path), SqliteStore(path)
    document = make_document()
    writer.put_coded(make_extracted(document), b"raw", make_arrival(document))
    writer.replace_resolved(make_resolved(*writer.extracted()), "first")
    with reader.snapshot():
        assert len(reader.resolved().entities) == 1
        writer.replace_resolved(Resolved(), "second")
        assert len(reader.resolved().entities) == 1
    assert reader.resolved() == Resolved()
    writer.close()
    reader.close()


def test_what_was_put_survives_a_new_opening(path: Path) -> None:
    store, document = SqliteStore(path), make_document()
    store.put_coded(make_extracted(document), b"raw", make_arrival(document))
    store.close()
    again = SqliteStore(path)
    assert again.documents() == (document,)
    again.close()


def test_raw_bytes_lie_compressed(path: Path) -> None:
    store, document = SqliteStore(path), make_document()
    raw = b"the pass " * 1000
    store.put_coded(make_extracted(document), raw, make_arrival(document))
    store.close()
    with sqlite3.connect(path) as db:
        ((packed,),) = db.execute("SELECT bytes FROM raw").fetchall()
    db.close()
    assert zlib.decompress(packed) == raw
    assert len(packed) < len(raw) / 10


def test_a_record_waits_for_others_and_syncs_each_commit(path: Path) -> None:
    store = SqliteStore(path)
    settings = {name: store._value(f"PRAGMA {name}") for name in ("journal_mode", "synchronous", "busy_timeout", "foreign_keys")}
    assert settings == {"journal_mode": "wal", "synchronous": 2, "busy_timeout": 30_000, "foreign_keys": 1}
    store.close()


def test_this_python_can_search_full_text() -> None:
    assert has_full_text()


def test_each_query_has_a_name_of_its_own() -> None:
    read, write = load_queries("read"), load_queries("write")
    assert not set(read) & set(write)
    assert all(sql.strip().endswith(";") for sql in (*read.values(), *write.values()))
