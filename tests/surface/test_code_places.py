"""`code --places` answers one line for each line, and names a line whose toponyms it cannot read."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from tests.surface.conftest import Run

TEXT = "A tram stopped in Oslo."


def test_each_given_toponym_is_placed_and_nothing_else(run: Run, tmp_path: Path) -> None:
    lines = [{"doc_id": "a", "text": TEXT, "toponyms": [{"start": 18, "end": 22}]}, {"doc_id": "b", "text": TEXT, "toponyms": []}]
    (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    found = run("code", tmp_path / "in.jsonl", "--places")
    assert found.exit_code == 0, found.output
    first, second = (json.loads(line) for line in found.stdout.splitlines())
    (oslo,) = first["toponyms"]
    assert (oslo["start"], oslo["end"], oslo["geonames"], oslo["country"], oslo["kind"], oslo["guessed"]) == (18, 22, 3143244, "NOR", "literal", False)
    assert (round(oslo["lat"]), round(oslo["lon"])) == (60, 11)
    assert second == {"doc_id": "b", "toponyms": []}


@pytest.mark.parametrize(
    ("toponyms", "complaint"),
    [(None, "no toponyms"), ([{"start": 1}], "no toponyms"), ([{"start": 20, "end": 90}], "outside"), ([{"start": 4, "end": 4}], "outside")],
)
def test_toponyms_that_cannot_be_read_are_named_by_the_number_of_their_text(run: Run, tmp_path: Path, toponyms: object, complaint: str) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps({"text": TEXT, "toponyms": toponyms}) + "\n", encoding="utf-8")
    found = run("code", tmp_path / "in.jsonl", "--places")
    assert found.exit_code != 0
    assert re.search(f"line 1 .*{complaint}", found.stderr)
    assert json.loads(found.stdout)["toponyms"] == []


def test_only_one_kind_of_answer_can_be_asked_for(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("", encoding="utf-8")
    found = run("code", tmp_path / "in.jsonl", "--places", "--times")
    assert found.exit_code != 0
    assert "--places" in str(found.exception)
