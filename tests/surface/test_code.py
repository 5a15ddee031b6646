"""The bare coder answers one line for each line, in order, in the layouts that other programs read."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.surface.conftest import OVERLAY, Run

CLOSURE = "Norland closed the Estavian consulate on 6 March 2025."


@pytest.fixture
def code(run: Run, tmp_path: Path) -> Callable[..., list[dict[str, Any]]]:
    def run_code(lines: list[dict[str, Any]], *options: str) -> list[dict[str, Any]]:
        (tmp_path / "in.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
        found = run("code", tmp_path / "in.jsonl", "--codebook", OVERLAY, *options)
        assert found.exit_code == 0, found.output
        return [json.loads(line) for line in found.stdout.splitlines()]

    return run_code


def test_each_text_is_answered_with_its_events(code: Callable[..., list[dict[str, Any]]]) -> None:
    found = code([{"id": "a", "text": CLOSURE, "date": "2025-03-10"}, {"id": "b", "text": ""}, {"id": "c", "text": "Birds sang."}])
    assert [answer["id"] for answer in found] == ["a", "b", "c"]
    (event,) = found[0]["events"]
    assert (event["type"], event["modality"]) == ("SANCTION", "done")
    assert [party["country"] for party in event["actors"] + event["recipients"]] == ["XNO", "XES"]
    assert all(CLOSURE[e["start"] : e["end"]] == e["text"] for e in event["evidence"])
    assert found[1]["events"] == found[2]["events"] == []


def test_a_text_is_coded_alike_whatever_stands_beside_it(code: Callable[..., list[dict[str, Any]]]) -> None:
    alone = code([{"id": "a", "text": CLOSURE}])
    assert code([{"id": "x", "text": "Estavia closed the consulate of Norland."}, {"id": "a", "text": CLOSURE}])[1:] == alone


def test_attributions_are_spans(code: Callable[..., list[dict[str, Any]]]) -> None:
    text = "Estavia will reopen the crossing, spokesman Oskar Velin said."
    (answer,) = code([{"doc_id": "a", "text": text}], "--attributions")
    (found,) = answer["attributions"]
    assert [text[start:end] for start, end in found["cue"]] == ["said"]
    assert "Oskar Velin" in " ".join(text[start:end] for start, end in found["source"])
    assert text[found["content"][0][0] :].startswith("Estavia will reopen")


def test_times_are_read_against_the_day_that_is_given(code: Callable[..., list[dict[str, Any]]]) -> None:
    (answer,) = code([{"doc_id": "a", "dct": "2025-03-10", "text": "Norland paid yesterday."}], "--times")
    assert [(time["type"], time["value"]) for time in answer["timexes"]] == [("DATE", "2025-03-09")]


@pytest.mark.parametrize(
    ("line", "code", "complaint"),
    [
        ("no JSON", "malformed", "line 3 is no JSON"),
        ("[1]", "missing-field", "line 3 is no JSON object, but list"),
        ('{"id": "b"}', "missing-field", "line 3 is no JSON object with the field text; it has id"),
        ('{"id": "b", "text": null}', "missing-field", "line 3 is no JSON object with the field text"),
        ('{"id": "b", "text": "Birds sang.", "date": 7}', "malformed", "line 3 has a date that is no text, but int"),
    ],
)
def test_a_bad_line_is_answered_with_its_failure_and_the_run_goes_on(run: Run, tmp_path: Path, line: str, code: str, complaint: str) -> None:
    birds = '{"id": "a", "text": "Birds sang."}\n'
    (tmp_path / "in.jsonl").write_text(f"{birds}\n{line}\n{birds}", encoding="utf-8")
    found = run("code", tmp_path / "in.jsonl")
    assert found.exit_code == 1
    first, bad, last = (json.loads(answer) for answer in found.stdout.splitlines())
    assert first == last == {"id": "a", "events": []}
    assert (bad["id"], bad["events"], bad["failure"]["error"]) == ("b" if '"id"' in line else None, [], code)
    assert bad["failure"]["message"].startswith(complaint)
    assert found.stderr.splitlines() == [
        f"failed[{code}]: {bad['failure']['message']}",
        "1 of 3 lines could not be coded; why is said above, and in their answers",
    ]


def test_bytes_that_are_no_text_and_endless_lines_are_failures_too(run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.cli.arriving.LONGEST", 100)
    (tmp_path / "in.jsonl").write_bytes(b'\xef\xbb\xbf{"text": "Birds sang."}\n{"text": "Z\xfcrich"}\n{"text": "' + b"a" * 200_000 + b'"}')
    found = run("code", tmp_path / "in.jsonl")
    answers = [json.loads(answer) for answer in found.stdout.splitlines()]
    assert [answer.get("failure", {}).get("error") for answer in answers] == [None, "encoding", "too-large"]


def test_where_no_line_can_be_coded_the_run_has_failed(status: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text("nothing\nof\nuse\n", encoding="utf-8")
    code, told = status("code", tmp_path / "in.jsonl", "--actors")
    assert code == 2
    assert "error[nothing-read]: none of the 3 lines" in told


def test_what_is_no_file_of_lines_is_told(status: Callable[..., tuple[int, str]], tmp_path: Path) -> None:
    assert status("code", tmp_path / "none.jsonl") == (3, f"error[not-found]: there is no file {str(tmp_path / 'none.jsonl')!r}\n")
    assert status("code", tmp_path)[0] == 1
