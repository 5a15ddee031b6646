"""`code --pair` answers every line with a type of PLOVER's, and names a line whose parties it cannot read."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest

from dragoman.codebook import load_codebook
from tests.surface.conftest import OVERLAY, Run

TEXT = "Norland accused Estavia of spying on its embassy."
LINES = [
    {"id": "a", "text": TEXT, "source": [0, 7], "target": [16, 23]},
    {"id": "b", "text": TEXT, "source": [16, 23], "target": None},
    {"id": "c", "text": "Birds sang.", "source": [0, 5], "target": [6, 10]},
]


def ask(run: Run, folder: Path, lines: list[dict[str, Any]]) -> Any:
    (folder / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    return run("code", folder / "in.jsonl", "--pair", "--codebook", OVERLAY)


def test_every_pair_has_a_type_a_quad_a_modality_and_scores(run: Run, tmp_path: Path) -> None:
    found = ask(run, tmp_path, LINES)
    assert found.exit_code == 0, found.output
    answers = [json.loads(line) for line in found.stdout.splitlines()]
    assert [answer["id"] for answer in answers] == ["a", "b", "c"]
    plover = {name for name, kind in load_codebook(OVERLAY).types.items() if kind.ontology == "PLOVER"}
    for answer in answers:
        assert set(answer) == {"id", "type", "quad", "modality", "scores"}
        assert answer["type"] in plover
        assert answer["quad"] in {1, 2, 3, 4}
        assert set(answer["scores"]) <= plover
        assert sum(answer["scores"].values()) == pytest.approx(1, abs=0.01)
    assert (answers[0]["type"], answers[0]["quad"], answers[0]["modality"]) == ("ACCUSE", 3, "done")


def test_two_runs_give_the_same_bytes(run: Run, tmp_path: Path) -> None:
    assert ask(run, tmp_path, LINES).stdout == ask(run, tmp_path, LINES).stdout


@pytest.mark.parametrize(
    ("source", "complaint"), [([0], "no .start, end."), ("ab", "no .start, end."), ([40, 90], "outside"), ([7, 7], "outside"), ([-1, 3], "outside")]
)
def test_a_party_that_is_no_span_of_the_text_is_named(run: Run, tmp_path: Path, source: object, complaint: str) -> None:
    found = ask(run, tmp_path, [{**LINES[0], "source": source}, LINES[1]])
    assert found.exit_code == 1
    assert re.search(f"line 1 has a source .*{complaint}", found.stderr)
    first, second = (json.loads(line) for line in found.stdout.splitlines())
    assert first["failure"]["error"] == "malformed"
    assert second["type"]
