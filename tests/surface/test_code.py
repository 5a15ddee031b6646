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


@pytest.mark.parametrize("line", ["no JSON", "[1]", '{"id": "a"}'])
def test_a_line_that_is_no_text_is_named(run: Run, tmp_path: Path, line: str) -> None:
    (tmp_path / "in.jsonl").write_text(f'{{"id": "a", "text": "Birds sang."}}\n{line}\n', encoding="utf-8")
    found = run("code", tmp_path / "in.jsonl")
    assert "line 2" in str(found.exception)
