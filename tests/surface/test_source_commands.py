"""Yields proof that `dragoman sources` writes the table, a profile and JSON, and says so where nobody has the name."""

from __future__ import annotations

import json

import pytest
import typer
from typer.testing import CliRunner

from dragoman.cli import sources
from dragoman.core.errors import NotFoundError
from dragoman.view.record import Record
from tests.view.conftest import record as record


@pytest.fixture
def app(record: Record, monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    monkeypatch.setattr(sources, "_read", lambda _: record)
    found = typer.Typer()
    sources.register(found)
    found.callback()(lambda: None)  # with one command alone it would stand without its name
    return found


@pytest.mark.parametrize(
    ("name", "title"), [((), "# Sources"), (("Quill",), "# Ada Quill"), (("Ledger",), "# Ledger"), (("naval officer",), "# a naval officer")]
)
def test_the_command_writes_the_table_and_the_profile(app: typer.Typer, name: tuple[str, ...], title: str) -> None:
    result = CliRunner().invoke(app, ["sources", *name], catch_exceptions=False)
    assert result.stdout.splitlines()[0] == title


def test_json_holds_sources_and_outlets(app: typer.Typer) -> None:
    found = json.loads(CliRunner().invoke(app, ["sources", "--json"], catch_exceptions=False).stdout)
    assert {source["name"] for source in found["sources"]} == {"a naval officer", "Ada Quill", "Harbour Board", "Tidings"}
    assert {outlet["name"]: len(outlet["documents"]) for outlet in found["outlets"]} == {"Courier": 1, "Ledger": 1}


def test_html_is_one_page(app: typer.Typer) -> None:
    result = CliRunner().invoke(app, ["sources", "Tidings", "--format", "html"], catch_exceptions=False)
    assert result.stdout.startswith("<!DOCTYPE html>")


def test_a_name_that_nobody_bears_is_not_found(app: typer.Typer) -> None:
    with pytest.raises(NotFoundError, match="nobody called 'Zyx' is quoted"):
        CliRunner().invoke(app, ["sources", "Zyx"], catch_exceptions=False)
