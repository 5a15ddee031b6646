"""An opened record is lent to one at a time, kept for the next, and let go when another file takes its place."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier

import pytest
from fastapi.testclient import TestClient

from dragoman.app import App, open_app
from dragoman.core.settings import Settings
from dragoman.web.pool import KEPT, Pool


@pytest.fixture
def pool(tmp_path: Path) -> Pool:
    settings = Settings(record=tmp_path / "a.db")
    return Pool(settings.record, lambda: open_app(settings, create=True))


def test_the_next_one_is_lent_what_the_last_one_gave_back(pool: Pool) -> None:
    with pool.lend() as first:
        pass
    with pool.lend() as second:
        assert second is first


def test_two_at_once_are_lent_two(pool: Pool) -> None:
    with pool.lend() as first, pool.lend() as second:
        assert first is not second


def test_what_one_thread_gave_back_another_may_use(pool: Pool) -> None:
    with pool.lend():
        pass

    def read() -> int:
        with pool.lend() as app:
            return len(app.store.documents())

    with ThreadPoolExecutor(1) as threads:
        assert threads.submit(read).result() == 0


def test_a_record_that_took_the_place_of_another_is_read(pool: Pool, tmp_path: Path) -> None:
    with pool.lend() as first:
        pass
    other = Settings(record=tmp_path / "b.db")
    with open_app(other, create=True) as app:
        app.store.put_note("told", "by the other")
    for old in tmp_path.glob("a.db*"):
        old.unlink()
    (tmp_path / "b.db").replace(tmp_path / "a.db")
    with pool.lend() as second:
        assert second is not first
        assert second.store.note("told") == "by the other"


def test_no_more_are_kept_than_a_desk_needs(pool: Pool) -> None:
    together = Barrier(KEPT + 2)

    def hold() -> App:
        with pool.lend() as app:
            together.wait(60)
            return app

    with ThreadPoolExecutor(KEPT + 2) as threads:
        lent = {id(found.result()) for found in [threads.submit(hold) for _ in range(KEPT + 2)]}
    assert len(lent) == KEPT + 2
    assert len(pool._free) == KEPT
    pool.close()


def test_many_requests_at_once_are_all_answered(own_desk: TestClient) -> None:
    with ThreadPoolExecutor(12) as threads:
        answers = list(threads.map(lambda n: own_desk.get("/users" if n % 2 else "/about").status_code, range(60)))
    assert set(answers) == {200}
