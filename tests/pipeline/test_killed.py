"""A run that is killed loses nothing that it reported and leaves nothing half done."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from dragoman.core.resolved import Resolved
from dragoman.pipeline import Wanted, add, read_record
from dragoman.store.sqlite import SqliteStore
from tests.pipeline.engines import PlainEngine

REPORTS = 12
LIMIT = 30.0
"""Seconds after which the test gives up on the other process."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "many"
    made.mkdir()
    for n in range(REPORTS):
        (made / f"{n:02}.txt").write_text(f"2031 was the year in which Norland sold barge number {n} to the Estavian fleet.\n", encoding="utf-8")
    return made


def count_documents(record: Path) -> int:
    if not record.exists():
        return 0
    with closing(sqlite3.connect(record, timeout=5)) as db:
        try:
            return int(db.execute("SELECT count(*) FROM extracted").fetchone()[0])
        except sqlite3.OperationalError:  # not made yet
            return 0


def kill_after(documents: int, record: Path, folder: Path) -> int:
    """Adds in another process, kills it once so many documents are in, returns how many were."""
    root = Path(__file__).parents[2]
    running = subprocess.Popen([sys.executable, "-m", "tests.pipeline.engines", str(record), str(folder)], cwd=root)
    until = time.monotonic() + LIMIT
    while count_documents(record) < documents:
        assert time.monotonic() < until
        assert running.poll() is None
        time.sleep(0.01)
    os.kill(running.pid, signal.SIGKILL)
    running.wait()
    return count_documents(record)


def stored(store: SqliteStore) -> tuple[object, ...]:
    return store.documents(), store.inputs(), store.failures(), list(store.extracted()), store.resolved()


@pytest.mark.slow
@pytest.mark.parametrize("documents", [1, 6, 11])
def test_adding_again_after_a_kill_gives_the_undisturbed_record(tmp_path: Path, folder: Path, documents: int) -> None:
    killed = kill_after(documents, tmp_path / "killed.db", folder)
    assert documents <= killed < REPORTS
    found = []
    for name in ("killed", "whole"):
        store = SqliteStore(tmp_path / f"{name}.db")
        add(Wanted([folder]), store, PlainEngine(), None)
        read_record(store, None)
        found.append(stored(store))
        store.close()
    assert found[0] == found[1]


def test_what_a_killed_run_left_unresolved_is_resolved_by_who_reads(tmp_path: Path, folder: Path) -> None:
    store = SqliteStore(tmp_path / "record.db")
    add(Wanted([folder]), store, PlainEngine(), None)
    assert store.resolved() == Resolved()
    assert len(read_record(store, None).resolved.origins) == REPORTS
    assert len(store.resolved().origins) == REPORTS
    store.close()
