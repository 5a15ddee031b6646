"""Yields proof that a desk answers before a long judgement holds, says so on its pages, and works it in beside them, after a restart too."""

from __future__ import annotations

import datetime as dt
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dragoman.app import open_app
from dragoman.core.desk import EventFilter
from dragoman.core.settings import Settings
from dragoman.pipeline import reviewing
from dragoman.review.acts import Act
from dragoman.web.settling import FAILED, Settler
from tests.web.conftest import enter

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
NOTICE = "What was decided is kept."


def until(true: Callable[[], bool]) -> None:
    """Waits for something that comes to be true."""
    end = time.monotonic() + 120
    while not true():
        assert time.monotonic() < end, "it did not come to that"
        time.sleep(0.05)


def settled(desk: TestClient) -> bool:
    """Does all hold that was judged?"""
    return not desk.get("/api/settling").json()["settling"]


def states(desk: TestClient) -> list[str]:
    """What persons said of events that are shown."""
    return [row["review"] for row in desk.get("/events", params={"format": "json"}).json() if row["review"] != "machine"]


def test_a_long_judgement_is_answered_at_once_and_pages_say_so_until_it_holds(own_desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewing, "SOON", 0.0)
    event = own_desk.get("/review", params={"kind": "event", "format": "json"}).json()[0]["records"][0]
    told = own_desk.post("/judgements?format=json", data={"act": "accept", "record": event}).json()
    assert (told["holds"], len(told["judgements"])) == (False, 1)
    assert NOTICE in own_desk.get("/events").text
    assert "still being worked into the record" in own_desk.get("/review/export").text
    until(lambda: settled(own_desk))
    assert states(own_desk) == ["accepted"]
    assert NOTICE not in own_desk.get("/events").text


def test_what_was_judged_when_the_desk_was_shut_is_worked_in_when_it_opens(sample_record: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(reviewing, "SOON", 0.0)
    record = tmp_path / "affair.db"
    shutil.copy(sample_record, record)
    with open_app(Settings(record)) as app:
        app.review.judge(Act("accept", (app.desk.events(EventFilter()).items[0].event.id,)), "ana", soon=True)
    with enter(Settings(record)) as desk:
        assert not settled(desk)
        until(lambda: settled(desk))
        assert states(desk) == ["accepted"]


def test_a_process_that_dies_is_told_of_and_can_be_tried_again(tmp_path: Path) -> None:
    fails = tmp_path / "fails"
    fails.touch()
    told = f"import os, sys, json; sys.stdin.readline(); os.path.exists({str(fails)!r}) and sys.exit(3); print(json.dumps(dict(over=True)), flush=True)"
    settler = Settler(Settings(tmp_path / "affair.db"), lambda: NOON, (sys.executable, "-c", told))
    settler.start()
    try:
        assert settler.state is None
        settler.want()
        until(lambda: settler.state is not None and settler.state.wrong == FAILED)
        fails.unlink()
        settler.want()
        until(lambda: settler.state is None)
    finally:
        settler.close()


def test_a_desk_that_is_shut_ends_the_process(tmp_path: Path) -> None:
    settler = Settler(Settings(tmp_path / "affair.db"), lambda: NOON, (sys.executable, "-c", "import time; time.sleep(600)"))
    settler.start()
    settler.want()
    until(lambda: settler._run is not None)
    began = time.monotonic()
    settler.close()
    assert time.monotonic() - began < 9
