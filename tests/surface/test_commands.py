"""What commands print, and the exit status with which they end."""

from __future__ import annotations

import json
import os
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman import __version__
from tests.surface.conftest import OVERLAY, REPORT, Run

Status = Callable[..., tuple[int, str]]


def test_the_version_is_printed(run: Run) -> None:
    assert run("--version").output == f"dragoman {__version__}\n"


def test_a_record_that_is_not_there_is_not_made_by_reading(status: Status, tmp_path: Path) -> None:
    code, words = status("--record", tmp_path / "none.db", "dump")
    assert (code, words.startswith("error[not-found]: ")) == (3, True)
    assert not (tmp_path / "none.db").exists()


def test_a_file_that_is_no_record_is_refused(status: Status, tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("words " * 100, encoding="utf-8")
    code, words = status("--record", tmp_path / "a.db", "dump")
    assert (code, words.startswith("error[store]: ")) == (5, True)


def test_where_nothing_can_be_read_the_status_is_two(status: Status, tmp_path: Path) -> None:
    code, words = status("--record", tmp_path / "a.db", "add", tmp_path / "none.txt")
    assert (code, words.startswith("error[nothing-read]: ")) == (2, True)


def test_an_unknown_kind_is_answered_with_those_that_are_known(status: Status, record: Path) -> None:
    code, words = status("--record", record, "dump", "--kind", "evnt")
    assert (code, "event" in words) == (2, True)


@pytest.mark.parametrize(("option", "value"), [("--as-of", "soon"), ("--as-of", "2025-02"), ("--jobs", "many")])
def test_a_setting_that_cannot_be_is_refused(status: Status, option: str, value: str) -> None:
    code, words = status(option, value, "inputs")
    assert (code, value in words) == (2, True)


def test_a_bad_input_among_good_ones_is_told_and_the_status_is_naught(run: Run, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text(REPORT, encoding="utf-8")
    (tmp_path / "bad.txt").write_bytes(b"\xff\xff\xfe broken")
    found = run("--record", tmp_path / "a.db", "add", tmp_path / "good.txt", tmp_path / "bad.txt", "--json")
    assert found.exit_code == 0
    states = {entry["path"]: entry["state"] for entry in json.loads(found.stdout)["inputs"]}
    assert states == {"good.txt": "added", "bad.txt": "failed"}


def test_a_dump_of_one_kind_has_its_header_first(run: Run, record: Path) -> None:
    lines = [json.loads(line) for line in run("--record", record, "dump", "--kind", "document").stdout.splitlines()]
    assert [line["kind"] for line in lines] == ["header", "document"]
    assert lines[1]["text"] == REPORT
    assert "rules" in lines[0]["models"]


@pytest.mark.parametrize("command", ["events", "claims", "incidents", "proceedings", "stories", "inputs"])
def test_lists_are_tables_with_heads_and_json_with_the_fields_of_a_dump(run: Run, record: Path, command: str) -> None:
    table, objects = run("--record", record, command), run("--record", record, command, "--json")
    assert (table.exit_code, objects.exit_code) == (0, 0)
    assert len(table.stdout.splitlines()) == len(json.loads(objects.stdout)) + 1


def test_an_event_is_listed_by_its_sentence(run: Run, record: Path) -> None:
    rows = [line.split("\t") for line in run("--record", record, "--codebook", OVERLAY, "events", "--type", "sanction").stdout.splitlines()[1:]]
    assert [row[1] for row in rows] == ["SANCTION"] * len(rows)
    assert any("Norland" in row[3] for row in rows)


def test_a_type_that_no_event_has_is_answered_with_those_there_are(status: Status, record: Path) -> None:
    code, words = status("--record", record, "events", "--type", "AID")
    assert (code, "SANCTION" in words) == (3, True)


@pytest.mark.parametrize("command", [("brief",), ("timeline", "Norland"), ("who", "Estavia"), ("questions",), ("ties", "XNO", "XES")])
def test_views_are_written_as_markdown_and_html(run: Run, record: Path, tmp_path: Path, command: tuple[str, ...]) -> None:
    assert run("--record", record, *command).stdout.startswith("# ")
    assert run("--record", record, *command, "--format", "html", "--out", tmp_path / "page.html").exit_code == 0
    assert (tmp_path / "page.html").read_text(encoding="utf-8").lower().startswith("<!doctype html>")


def test_the_doctor_finds_all_well(run: Run, record: Path) -> None:
    found = run("--record", record, "doctor", "--json")
    assert found.exit_code == 0
    whats = {entry["what"]: entry["well"] for entry in json.loads(found.stdout)}
    assert {"python", "sqlite", "spacy", "model", "codebook", "record"} <= set(whats)
    assert all(whats.values())


def test_the_doctor_says_what_is_wrong(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.db").write_text("words " * 100, encoding="utf-8")
    assert run("--record", tmp_path / "a.db", "doctor").exit_code == 1


def test_what_a_terminal_would_obey_is_not_printed(run: Run, tmp_path: Path) -> None:
    (tmp_path / "odd\x1b[2J.txt").write_text(REPORT, encoding="utf-8")
    found = run("--record", tmp_path / "a.db", "add", tmp_path)
    assert "odd\ufffd[2J.txt" in found.output
    assert "\x1b" not in found.output


def test_a_document_is_listed_removed_and_restored(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    record = ("--record", tmp_path / "a.db")
    run(*record, "add", tmp_path / "a.txt")
    assert "Norland shuts the Estavian consulate" in run(*record, "documents", "--about", "consulate").output
    assert run(*record, "remove", "a.txt", "--by", "mara", "--why", "a test").output.startswith("removed d-")
    assert json.loads(run(*record, "documents", "--json").output) == []
    assert "added" in run(*record, "add", "--restore", tmp_path / "a.txt").output


def test_a_column_that_is_no_field_is_refused_and_one_that_is_one_is_read(run: Run, status: Status, tmp_path: Path) -> None:
    (tmp_path / "a.csv").write_text("story,when\n" + '"' + REPORT.replace('"', "'") + '",2025-03-10\n', encoding="utf-8")
    code, words = status("--record", tmp_path / "a.db", "add", "--column", "body=story", tmp_path / "a.csv")
    assert (code, "text" in words) == (2, True)
    found = run("--record", tmp_path / "a.db", "add", "--column", "text=story", "--column", "published=when", tmp_path / "a.csv", "--json")
    assert [entry["state"] for entry in json.loads(found.stdout)["inputs"]] == ["added"]


def test_a_watch_stops_after_its_rounds(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT, encoding="utf-8")
    os.utime(tmp_path / "a.txt", (1_700_000_000, 1_700_000_000))
    assert "1 added" in run("--record", tmp_path / "a.db", "watch", tmp_path / "a.txt", "--rounds", "1").output


def test_a_text_in_another_language_is_kept_and_said_to_be_uncoded(run: Run, tmp_path: Path) -> None:
    text = "Die Regierung von Norland schloss am Montag das Konsulat von Estavia in Port Sarn, teilte das Außenministerium in einer kurzen Note mit. " * 3
    (tmp_path / "a.txt").write_text(text, encoding="utf-8")
    found = run("--record", tmp_path / "a.db", "add", tmp_path / "a.txt")
    assert "not coded for their language: 1 de" in found.output
    (line,) = [json.loads(row) for row in run("--record", tmp_path / "a.db", "dump", "--kind", "document").stdout.splitlines()[1:]]
    assert [(span["start"], span["end"], span["lang"]) for span in line["uncoded"]] == [(0, len(text), "de")]


def test_a_text_that_is_too_long_is_stored_whole_and_said_to_be_coded_in_part(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(REPORT + "x" * 210_000, encoding="utf-8")
    found = run("--record", tmp_path / "a.db", "add", tmp_path / "a.txt")
    assert "coded only up to the limit of length: 1" in found.output
    (line,) = [json.loads(row) for row in run("--record", tmp_path / "a.db", "dump", "--kind", "document").stdout.splitlines()[1:]]
    assert (len(line["text"]) > 210_000, line["coded_until"] <= 200_000) == (True, True)
