"""Yields desks to test pages on: one of a record made from the samples, one of an empty record, and browsers of them without a network."""

from __future__ import annotations

import datetime as dt
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dragoman.core.settings import Settings
from dragoman.web.server import create_app
from dragoman.web.site import Access

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
"""The time at every desk of these tests."""
BASE = "http://127.0.0.1:8421"


def enter(settings: Settings) -> TestClient:
    """Somebody who has opened a desk by its link; what they post carries the form's token."""
    app = create_app(settings, Access(), clock=lambda: NOON)
    client = TestClient(app, base_url=BASE, raise_server_exceptions=False)
    client.get("/about", params={"token": app.state.site.sessions.invite()})
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/about").text)
    assert found, "the page has no form"
    client.headers["x-csrf-token"] = found[1]
    return client


@pytest.fixture(scope="session")
def desk(sample_record: Path) -> Iterator[TestClient]:
    """A browser at the desk of the samples, for tests that change nothing."""
    with enter(Settings(record=sample_record)) as client:
        yield client


@pytest.fixture
def own_desk(sample_record: Path, tmp_path: Path) -> Iterator[TestClient]:
    """The same on a copy of one's own, for tests that change something."""
    record = tmp_path / "affair.db"
    shutil.copy(sample_record, record)
    with enter(Settings(record=record)) as client:
        yield client


@pytest.fixture
def empty_desk(tmp_path: Path) -> Iterator[TestClient]:
    """A browser at the desk of a record that holds nothing."""
    with enter(Settings(record=tmp_path / "empty.db")) as client:
        yield client
