"""Yields a record of invented reports that tell the same deeds, and an app on a copy of it for each test to judge in."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dragoman.app import App, open_app
from dragoman.core.records import Event
from dragoman.core.settings import Settings
from dragoman.export.interchange import dump_lines, encode_line
from dragoman.pipeline import Wanted

OVERLAY = Path(__file__).parents[1] / "codebook" / "overlay"
REPORTS = {
    "a": (
        "Norland shuts the Estavian consulate\nThe Harbour Post, 10 March 2031\n\nNorland closed the Estavian consulate in Port Sarn on 6 March 2031. "
        "Estavia's Foreign Ministry denied that a mine had sunk the ferry Halcyon. On 7 March Estavia threatened to close the crossing to Norland.\n"
    ),
    "b": (
        "Consulate closed\nThe Grey Heron, 11 March 2031\n\nOn 6 March 2031 Norland closed the consulate of Estavia in Port Sarn. "
        "Norland's Foreign Minister Ilja Sorin accused Estavia of espionage on 8 March 2031.\n"
    ),
    "c": (
        "A week of quarrels\nThe Morning Lamp, 14 March 2031\n\nThe closure came first: Norland closed the Estavian consulate in Port Sarn on 6 March 2031. "
        "Sorin accused Estavia of espionage on 8 March 2031. Estavia expelled two Norlandic diplomats on 12 March 2031.\n"
    ),
}
NOW = dt.datetime(2031, 4, 1, 12, 0, tzinfo=dt.UTC)


def settings_of(record: Path) -> Settings:
    """Of a record with the tests' own states."""
    return Settings(record=record, codebook=OVERLAY, jobs=1)


@pytest.fixture(scope="session")
def read_record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The reports, read and resolved; tests only copy it."""
    folder = tmp_path_factory.mktemp("review")
    for name, text in REPORTS.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    with open_app(settings_of(folder / "r.db"), create=True) as app:
        app.add(Wanted([folder / f"{name}.txt" for name in REPORTS]))
    return folder / "r.db"


@pytest.fixture
def app(read_record: Path, tmp_path: Path) -> Iterator[App]:
    """An app on a copy of the record; its clock stands still."""
    shutil.copy(read_record, tmp_path / "own.db")
    with open_app(settings_of(tmp_path / "own.db")) as opened:
        yield App(opened.settings, opened.store, clock=lambda: NOW)


Only = Callable[..., Event]


@pytest.fixture
def only(app: App) -> Only:
    """The one event, as it stands, whose summary holds some words."""

    def find(words: str, *, rejected: bool = False) -> Event:
        resolved = app.record().resolved
        (event,) = [e for e in (resolved.rejected if rejected else resolved.events) if words in e.summary]
        return event

    return find


def dumped(app: App) -> list[str]:
    """The dump without judgements."""
    return [encode_line(line) for line in dump_lines(*app.dump()) if line["kind"] != "judgement"]


def clusters(app: App, kind: str = "events") -> set[frozenset[str]]:
    """Mentions of each record of a kind."""
    return {frozenset(m.id for m in record.mentions) for record in getattr(app.record().resolved, kind)}
