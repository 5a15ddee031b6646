"""`code --mentions` clusters the mentions of all lines together, in any order of lines, and names a line that it cannot read."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from pathlib import Path

import pytest

from tests.surface.conftest import Run

FERRY = "The ferry Halcyon sank off the cape on Monday. Its sinking was told by the coast guard."
TRAM = "Tram drivers of the city went on strike over wages. The strike halted all lines."


def line(key: str, text: str, *words: str) -> dict[str, object]:
    mentions = [{"id": f"{key}:{word}", "start": text.index(word), "end": text.index(word) + len(word)} for word in words]
    return {"doc_id": key, "text": text, "mentions": mentions}


LINES = [line("a", FERRY, "sank", "told"), line("b", FERRY + " Nobody was hurt.", "sank"), line("c", TRAM, "strike", "halted")]


def write(file: Path, lines: Sequence[object]) -> Path:
    file.write_text("".join(json.dumps(one) + "\n" for one in lines), encoding="utf-8")
    return file


def answers(run: Run, file: Path) -> dict[str, str]:
    found = run("code", file, "--mentions")
    assert found.exit_code == 0, found.output
    return {answer["id"]: answer["cluster"] for answer in map(json.loads, found.stdout.splitlines())}


def test_one_deed_told_by_two_texts_is_one_cluster(run: Run, tmp_path: Path) -> None:
    found = answers(run, write(tmp_path / "in.jsonl", LINES))
    assert list(found) == ["a:sank", "a:told", "b:sank", "c:strike", "c:halted"]
    assert found["a:sank"] == found["b:sank"]
    assert len({found["a:sank"], found["a:told"], found["c:strike"], found["c:halted"]}) == 4


def test_the_order_of_lines_changes_no_cluster_and_no_name(run: Run, tmp_path: Path) -> None:
    assert answers(run, write(tmp_path / "one.jsonl", LINES)) == answers(run, write(tmp_path / "two.jsonl", LINES[::-1]))


@pytest.mark.parametrize(
    ("mentions", "complaint"),
    [
        (None, "no mentions"),
        ([{"start": 1, "end": 2}], "no mentions"),
        ([{"id": 1, "start": 0, "end": 900}], "outside"),
        ([{"id": 1, "start": 4, "end": 4}], "outside"),
    ],
)
def test_a_line_that_cannot_be_read_is_named_and_the_others_are_answered(run: Run, tmp_path: Path, mentions: object, complaint: str) -> None:
    bad = {"doc_id": "x", "text": FERRY, "mentions": mentions}
    found = run("code", write(tmp_path / "in.jsonl", [LINES[0], bad, LINES[2]]), "--mentions")
    assert found.exit_code == 1
    assert re.search(f"line 2 .*{complaint}", found.stderr)
    told = [json.loads(answer) for answer in found.stdout.splitlines()]
    assert [one["id"] for one in told] == ["a:sank", "a:told", None, "c:strike", "c:halted"]
    assert (told[2]["doc_id"], told[2]["cluster"], "message" in told[2]["failure"]) == ("x", None, True)


def test_texts_without_mentions_and_odd_texts_are_no_trouble(run: Run, tmp_path: Path) -> None:
    odd = [line("a", "\ud800 fell.", "fell"), {"text": "", "mentions": []}, line("c", "  \n ", " "), {"doc_id": 4, "text": "A", "mentions": []}]
    assert len(answers(run, write(tmp_path / "in.jsonl", odd))) == 2


def test_two_forms_cannot_be_asked_at_once(run: Run, tmp_path: Path) -> None:
    found = run("code", write(tmp_path / "in.jsonl", []), "--mentions", "--timeline")
    assert found.exit_code != 0
    assert "--mentions" in str(found.exception)
