"""Yields proof that the commands write the views, in every format, and refuse what cannot be written."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import typer
from typer.testing import CliRunner

from dragoman.cli import stories, ties, views
from dragoman.core.errors import UsageError
from dragoman.view.record import Record
from tests.view.conftest import record as record


@pytest.fixture
def app(record: Record, monkeypatch: pytest.MonkeyPatch) -> typer.Typer:
    monkeypatch.setattr(views, "_read", lambda _: record)
    found = typer.Typer()
    views.register(found)
    stories.register(found)
    ties.register(found)
    return found


@pytest.mark.parametrize(
    ("arguments", "title"),
    [
        ("brief Norland Estavia", "# Norland – Estavia"),
        ("timeline XNO XES", "# Norland – Estavia"),
        ("who Quill", "# Ada Quill"),
        ("questions --about mine", "# Questions about mine"),
        ("ties Norland Estavian", "# Norland – Estavia"),
        ("ties XNO XES --by year", "# Norland – Estavia"),
        ("responses XNO XES --since 2031-03", "# Norland – Estavia"),
        ("incident ferry", "# The ferry Gull sank"),
    ],
)
def test_each_command_writes_its_view(app: typer.Typer, arguments: str, title: str) -> None:
    result = CliRunner().invoke(app, arguments.split(), catch_exceptions=False)
    assert result.exit_code == 0
    assert result.stdout.splitlines()[0] == title


def test_ties_come_as_json(app: typer.Typer) -> None:
    result = CliRunner().invoke(app, ["ties", "XNO", "XES", "--json"], catch_exceptions=False)
    assert json.loads(result.stdout)["rows"][0]["reports"] == 2


def test_a_chain_comes_as_json(app: typer.Typer) -> None:
    result = CliRunner().invoke(app, ["responses", "XNO", "XES", "--json"], catch_exceptions=False)
    (answering,) = [act for act in json.loads(result.stdout)["acts"] if act["links"]]
    assert answering["links"][0]["basis"] == "stated"


@pytest.mark.parametrize(("form", "magic"), [("md", b"# Norland"), ("html", b"<!DOCTYPE html>"), ("docx", b"PK")])
def test_a_brief_is_written_to_a_file_in_every_format(app: typer.Typer, tmp_path: Path, form: str, magic: bytes) -> None:
    out = tmp_path / f"brief.{form}"
    result = CliRunner().invoke(app, ["brief", "Norland", "Estavia", "--format", form, "--out", str(out)], catch_exceptions=False)
    assert result.stdout == ""
    assert out.read_bytes().startswith(magic)


@pytest.mark.parametrize(("form", "words"), [("pdf", "there are: md, html, docx"), ("docx", "name a file with --out")])
def test_a_format_that_cannot_be_written_is_refused(app: typer.Typer, form: str, words: str) -> None:
    with pytest.raises(UsageError, match=words):
        CliRunner().invoke(app, ["brief", "Norland", "Estavia", "--format", form], catch_exceptions=False)
