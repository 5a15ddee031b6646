"""`code --actors` answers one line for each line, and names a line whose actor it cannot read."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.surface.conftest import OVERLAY, Run


def test_each_actor_is_coded_in_order_by_its_own_line_alone(run: Run, tmp_path: Path) -> None:
    lines = [
        {"id": "a", "actor": "Norlandic fishermen"},
        {"id": "b", "actor": "the ministry", "context": "Estavia", "query_date": "October 1, 2021"},
        {"id": "c", "actor": None, "context": None, "query_date": None},
        {"actor": "the United Nations", "query_date": "today", "note": 7},
    ]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    found = run("code", tmp_path / "in.jsonl", "--actors", "--codebook", OVERLAY)
    assert found.exit_code == 0, found.output
    assert [json.loads(line) for line in found.stdout.splitlines()] == [
        {"id": "a", "country": "XNO", "sector": "AGR", "name": None},
        {"id": "b", "country": "XES", "sector": "GOV", "name": None},
        {"id": "c", "country": None, "sector": None, "name": None},
        {"id": None, "country": "UNO", "sector": None, "name": "United Nations"},
    ]


@pytest.mark.parametrize(
    ("line", "complaint"),
    [
        ('{"id": 1}', "line 1 is no JSON object with the field actor"),
        ('{"actor": 5}', "line 1 has an actor that is no text, but int"),
        ("[1]", "line 1 is no JSON object, but list"),
        ("{", "line 1 is no JSON"),
        ('{"actor": "a man", "query_date": 2021}', "line 1 has a query_date that is no text"),
        ('{"actor": "a man", "context": ["x"]}', "line 1 has a context that is no text"),
    ],
)
def test_an_actor_that_cannot_be_read_is_named_by_the_number_of_its_line(run: Run, tmp_path: Path, line: str, complaint: str) -> None:
    (tmp_path / "in.jsonl").write_text(line + "\n", encoding="utf-8")
    found = run("code", tmp_path / "in.jsonl", "--actors")
    assert found.exit_code != 0
    assert complaint in found.stderr
    assert set(json.loads(found.stdout)) == {"id", "failure"}


def test_actors_and_places_cannot_be_asked_at_once(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("", encoding="utf-8")
    found = run("code", tmp_path / "in.jsonl", "--actors", "--places")
    assert found.exit_code != 0
    assert "--actors" in str(found.exception)
