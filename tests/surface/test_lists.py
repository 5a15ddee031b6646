"""Yields proof that lists are taken in, matched, shown in the dossier and the dump, and taken out again by command."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.surface.conftest import OVERLAY, Run

LINES = (
    {"id": "NK-1", "schema": "Vessel", "properties": {"name": ["MV Halcyon", "Halcyon"], "country": ["pa"], "wikidataId": ["Q42"]}},
    {"id": "NK-2", "schema": "PublicBody", "properties": {"name": ["Grey Heron Company"]}},
    {"id": "s", "schema": "Sanction", "properties": {"entity": ["NK-1"], "authority": ["Port Board"], "startDate": ["2021-02"], "program": ["Cargo rules"]}},
)


@pytest.fixture
def listed(run: Run, record: Path, tmp_path: Path) -> Path:
    """A record of its own with a list of two entries and a bad line."""
    shutil.copy(record, tmp_path / "own.db")
    (tmp_path / "boats.json").write_text("\n".join([*map(json.dumps, LINES), "no line"]), encoding="utf-8")
    found = run("--record", tmp_path / "own.db", "--codebook", OVERLAY, "lists", "add", tmp_path / "boats.json")
    assert found.exit_code == 0, found.output
    assert found.output.startswith("2 entries in list boats; 1 of the record's names")
    assert "line 4 was left out" in found.output
    return tmp_path / "own.db"


def dumped(run: Run, path: Path) -> list[dict[str, object]]:
    lines = run("--record", path, "--codebook", OVERLAY, "dump", "--kind", "entity").output.splitlines()
    return [line for line in map(json.loads, lines) if line["kind"] == "entity"]


def test_what_a_list_says_stands_in_the_dump_beside_what_the_texts_say(run: Run, listed: Path) -> None:
    (ferry,) = [e for e in dumped(run, listed) if "Halcyon" in str(e["name"])]
    (match,) = ferry["matches"]  # type: ignore[misc]
    assert (match["list"], match["id"], match["state"]) == ("boats", "NK-1", "same")
    assert match["measures"][0]["authority"] == "Port Board"
    assert match["measures"][0]["date"] == {"start": "2021-02", "end": None}
    assert ferry["listings"] == []
    assert (ferry["country"], ferry["ids"]) == ("PAN", {"wikidata": "Q42"})


def test_the_dossier_says_that_it_is_from_a_list(run: Run, listed: Path) -> None:
    words = run("--record", listed, "--codebook", OVERLAY, "who", "Halcyon").output
    assert "On lists" in words
    assert "sanctions by Port Board, since February 2021: Cargo rules" in words


def test_the_lists_are_shown(run: Run, listed: Path) -> None:
    (head,) = json.loads(run("--record", listed, "lists", "--json").output)
    assert (head["name"], head["entries"], head["file"]) == ("boats", 2, "boats.json")


def test_a_list_that_is_taken_out_leaves_nothing(run: Run, record: Path, listed: Path) -> None:
    assert run("--record", listed, "--codebook", OVERLAY, "lists", "remove", "boats").exit_code == 0
    assert dumped(run, listed) == dumped(run, record)


def test_a_list_of_the_same_name_takes_the_place_of_the_old(run: Run, listed: Path) -> None:
    (listed.parent / "boats.csv").write_text("name\nGrey Heron\n", encoding="utf-8")
    run("--record", listed, "--codebook", OVERLAY, "lists", "add", listed.parent / "boats.csv")
    (head,) = json.loads(run("--record", listed, "lists", "--json").output)
    assert head["entries"] == 1
    assert all(not e["matches"] for e in dumped(run, listed))


def test_a_bad_list_changes_nothing(status: Callable[..., tuple[int, str]], run: Run, listed: Path) -> None:
    (listed.parent / "boats.csv").write_text("vessel,flag\nHalcyon,PA\n", encoding="utf-8")
    code, words = status("--record", listed, "--codebook", OVERLAY, "lists", "add", listed.parent / "boats.csv")
    assert (code != 0, "error[missing-field]" in words, "'name'" in words) == (True, True, True)
    (head,) = json.loads(run("--record", listed, "lists", "--json").output)
    assert head["entries"] == 2


def test_a_list_that_is_not_there_cannot_be_taken_out(status: Callable[..., tuple[int, str]], listed: Path) -> None:
    assert status("--record", listed, "lists", "remove", "planes")[0] == 3
