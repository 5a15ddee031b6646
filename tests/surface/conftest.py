"""Yields a runner of command lines, and a record of a few invented reports to run them on."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman.cli.main import app, main

Run = Callable[..., Result]
OVERLAY = Path(__file__).parents[1] / "codebook" / "overlay"
REPORT = (
    "Norland shuts the Estavian consulate\nThe Harbour Post, 10 March 2025\n\n"
    "Norland closed the Estavian consulate in Port Sarn on 6 March 2025. Estavia's Foreign Ministry denied that a mine had sunk the ferry Halcyon. "
    "On 7 March Estavia threatened to shut the crossing to Norland.\n"
)


@pytest.fixture
def run() -> Run:
    """Runs a command line; an error of ours stays in `exception`."""
    return lambda *arguments: CliRunner().invoke(app, list(map(str, arguments)))


@pytest.fixture
def status(capsys: pytest.CaptureFixture[str]) -> Callable[..., tuple[int, str]]:
    """(exit status, standard error) of a command line, through the error handler."""

    def run_whole(*arguments: object) -> tuple[int, str]:
        with pytest.raises(SystemExit) as stop:
            main(list(map(str, arguments)))
        return int(stop.value.code or 0), capsys.readouterr().err

    return run_whole


@pytest.fixture(scope="session")
def record(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A record of one report; tests only read it."""
    folder = tmp_path_factory.mktemp("surface")
    (folder / "report.txt").write_text(REPORT, encoding="utf-8")
    found = CliRunner().invoke(app, ["--record", str(folder / "a.db"), "--codebook", str(OVERLAY), "add", str(folder / "report.txt")])
    assert found.exit_code == 0, found.output
    return folder / "a.db"
