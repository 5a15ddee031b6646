"""`code --attributions` answers each line as it comes, in any number of processes, and a broken line costs itself alone."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.surface.conftest import Run
from tests.surface.test_code_streams import start

GOOD = '{{"doc_id": "{}", "text": "Oskar Velin said that Norland had closed the border."}}'


def test_a_broken_line_is_answered_with_its_failure_and_the_rest_with_who_says_what(run: Run, tmp_path: Path) -> None:
    lines = [GOOD.format("a"), "no JSON", '{"doc_id": "b"}', '{"doc_id": "c", "text": ["a"]}', "[1]", GOOD.format("d")]
    (tmp_path / "in.jsonl").write_text("\n".join(lines), encoding="utf-8")
    found = run("code", tmp_path / "in.jsonl", "--attributions")
    answers = [json.loads(answer) for answer in found.stdout.splitlines()]
    assert found.exit_code == 1
    assert [answer["doc_id"] for answer in answers] == ["a", None, "b", "c", None, "d"]
    assert [len(answer["attributions"]) for answer in answers] == [1, 0, 0, 0, 0, 1]
    assert [answer["failure"]["error"] for answer in answers[1:5]] == ["malformed", "missing-field", "malformed", "missing-field"]
    assert "failed[malformed]: line 2 is no JSON" in found.stderr
    assert "4 of 6 lines could not be coded" in found.stderr


def test_odd_marks_and_nothing_at_all_are_answered(run: Run, tmp_path: Path) -> None:
    texts = ['He said "we go. “No, „never‘ «', "''' \" ``", "", '\ud800 said "so']
    (tmp_path / "in.jsonl").write_text("\n".join(json.dumps({"doc_id": n, "text": text}) for n, text in enumerate(texts)), encoding="utf-8")
    found = run("code", tmp_path / "in.jsonl", "--attributions")
    assert found.exit_code == 0, found.output
    assert ["failure" in json.loads(answer) for answer in found.stdout.splitlines()] == [False] * 4


def test_a_file_that_is_not_there_is_named_with_its_code(status, tmp_path: Path) -> None:
    code, told = status("code", tmp_path / "none.jsonl", "--attributions")
    assert code != 0
    assert "none.jsonl" in told
    assert told.startswith("error[")


@pytest.mark.slow
def test_two_processes_give_the_same_bytes_as_one(tmp_path: Path) -> None:
    lines = [GOOD.format(n) for n in range(24)]
    (tmp_path / "in.jsonl").write_text("\n".join([*lines[:9], "bad", *lines[9:]]), encoding="utf-8")
    told = [start("--attributions", "--jobs", jobs, tmp_path / "in.jsonl").communicate(timeout=300) for jobs in (1, 2)]
    assert told[0] == told[1]
    assert len(told[0][0].splitlines()) == 25


@pytest.mark.slow
def test_a_pipe_that_stays_open_is_answered_line_by_line() -> None:
    with start("--attributions", "--jobs", 2, "-") as process:
        assert process.stdin
        assert process.stdout
        for number in range(6):
            process.stdin.write(GOOD.format(number) + "\n")
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["doc_id"] == str(number)
        process.stdin.close()
        assert process.wait(60) == 0
