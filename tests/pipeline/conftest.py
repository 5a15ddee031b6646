"""Yields a folder of invented reports and a fresh record for the tests of the flow."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.store.sqlite import SqliteStore

REPORTS = {
    "closure.txt": (
        "Norland shuts the Estavian consulate\nThe Harbour Post, 10 March 2025\n\n"
        "Norland closed the Estavian consulate in Port Sarn on 6 March 2025. Estavian deputy Ivo Marel threatened to shut the crossing to Norland.\n"
    ),
    "denial.txt": (
        "Estavia rejects the charge\nEstavia Today, 11 March 2025\n\n"
        "Estavia's Foreign Ministry denied that a mine of its navy had sunk the ferry Halcyon. Twelve people died, spokesman Oskar Velin said.\n"
    ),
    "accord.txt": (
        "Karsia and Vesperia sign a fishing accord\nThe Lagoon Gazette, 12 March 2025\n\n"
        "Karsia and Vesperia signed an accord on fishing in the strait on 11 March 2025. Vesperian Prime Minister Una Selk called it fair.\n"
    ),
}


@pytest.fixture
def reports(tmp_path: Path) -> Path:
    folder = tmp_path / "reports"
    folder.mkdir()
    for name, text in REPORTS.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def store(tmp_path: Path) -> Iterator[SqliteStore]:
    made = SqliteStore(tmp_path / "record.db")
    yield made
    made.close()
