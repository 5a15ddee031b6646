"""The bare coder under PETRARCH's own lists: its codes, its pairs, and what it does not read."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

from dragoman.core.records import Party
from dragoman.export.parties import dumped_party, party_line
from tests.surface.conftest import Run

LISTS = Path(__file__).parents[1] / "codebook" / "petrarch"


def test_lists_of_petrarch_are_taken_up(run: Run, tmp_path: Path) -> None:
    shutil.copytree(LISTS, tmp_path / "mine")
    line = {"id": "a", "text": "Norland and the foreign minister of Estavia held talks.", "date": "2012-05-01"}
    (tmp_path / "in.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    found = run("code", tmp_path / "in.jsonl", "--codebook", tmp_path / "mine")
    assert found.exit_code == 0, found.output
    (answer,) = map(json.loads, found.stdout.splitlines())
    pairs = [(e["actors"][0]["code"], e["recipients"][0]["code"]) for e in answer["events"] if e["type"] == "CONSULT"]
    assert pairs == [("XNO", "XESGOVFRM"), ("XESGOVFRM", "XNO")]
    assert all(len(e["actors"]) == len(e["recipients"]) == 1 for e in answer["events"])


def test_a_list_that_cannot_be_read_stops_the_run_and_says_where(run: Run, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "my.actors.txt").write_text("NORLAND [XNO\n", encoding="utf-8")
    (tmp_path / "in.jsonl").write_text('{"id":"a","text":"Birds sang."}\n', encoding="utf-8")
    found = run("code", tmp_path / "in.jsonl", "--codebook", tmp_path / "mine")
    assert found.exit_code != 0
    assert "my.actors.txt, line 1" in str(found.exception)


def test_a_dump_holds_of_such_codes_what_its_format_allows() -> None:
    exact = Party(None, "the foreign minister", "XNO", "GOVFRM", "XNOGOVFRM")
    assert dumped_party(exact) == party_line(exact) | {"sector": "GOV"}
    assert dumped_party(Party(None, "Isles", "XT1", "/XT2", "XT1/XT2")) == {
        "entity": None,
        "name": "Isles",
        "country": None,
        "sector": None,
        "code": None,
    }
