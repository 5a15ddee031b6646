"""Yields proof that a record can be reviewed by command: what to look at, judgements, their log, undoing, agreement and export."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.surface.conftest import OVERLAY, Run

Do = Callable[..., Any]


@pytest.fixture
def do(run: Run, record: Path, tmp_path: Path) -> Do:
    """Runs a command on a record of its own, and gives its output; JSON where it was asked for."""
    shutil.copy(record, tmp_path / "own.db")

    def run_it(*arguments: object) -> Any:
        found = run("--record", tmp_path / "own.db", "--codebook", OVERLAY, *arguments)
        if found.exception is not None and not isinstance(found.exception, SystemExit):
            raise found.exception
        assert found.exit_code == 0, found.output
        return json.loads(found.stdout) if "--json" in arguments else found.stdout

    return run_it


def events(do: Do) -> dict[str, dict[str, Any]]:
    return {line["type"]: line for line in map(json.loads, do("dump", "--kind", "event").splitlines()) if line["kind"] == "event"}


def test_an_edit_is_seen_at_once_and_undone_by_its_id(do: Do) -> None:
    event = events(do)["SANCTION"]
    said = do("judge", "edit", event["id"], "--set", "modality=alleged", "--set", "actors=Grey Company,Norland", "--by", "ana", "--note", "one side's word")
    assert "ana edited" in said
    after = events(do)["SANCTION"]
    assert (after["modality"], [a["name"] for a in after["actors"]], after["review"]) == ("alleged", ["Grey Company", "Norland"], "edited")
    do("judge", "undo", said.split()[0], "--by", "ben")
    assert events(do)["SANCTION"] == event


def test_an_item_of_the_queue_is_answered_by_its_id(do: Do) -> None:
    found = do("review", "--kind", "event", "--json")
    item = found["items"][0]["id"]
    do("judge", "answer", item, "--answer", "accept", "--by", "ana")
    left = do("review", "--kind", "event", "--json")
    assert (left["total"], item in {i["id"] for i in left["items"]}) == (found["total"] - 1, False)


def test_words_of_a_document_become_an_event(do: Do) -> None:
    event = events(do)["SANCTION"]
    doc = event["mentions"][0]["doc"]
    do(
        "judge",
        "add",
        "--doc",
        doc,
        "--start",
        0,
        "--end",
        7,
        "--set",
        "what=event",
        "--set",
        "type=AID",
        "--set",
        'date={"start": "2025-03", "end": null}',
        "--by",
        "ana",
    )
    assert events(do)["AID"]["date"] == {"start": "2025-03", "end": None}


def test_the_log_the_agreement_and_the_export(do: Do, tmp_path: Path) -> None:
    event = events(do)["SANCTION"]["id"]
    for who in ("ana", "ben"):
        do("judge", "accept", event, "--by", who)
    assert [entry["by"] for entry in do("judgements", "--json")] == ["ben", "ana"]
    (verdict, *_) = do("judgements", "--agreement", "ana", "ben", "--json")
    assert (verdict["field"], verdict["n"], verdict["enough"]) == ("verdict", 1, False)
    assert "too few" in do("judgements", "--agreement", "ana", "ben")
    assert do("judgements", "--export", tmp_path / "gold.jsonl").startswith("1 lines")
    (line,) = (tmp_path / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    assert json.loads(line)["review"] == "accepted"


def test_what_cannot_be_judged_ends_with_its_code(status: Callable[..., tuple[int, str]], record: Path) -> None:
    code, words = status("--record", record, "--codebook", OVERLAY, "judge", "accept", "e-000000000000-000000-000001-0000", "--by", "ana")
    assert (code, words.startswith("error[no-such-subject]")) == (2, True)
    code, words = status("--record", record, "--codebook", OVERLAY, "judge", "edit", "e-1", "--set", "modality", "--by", "ana")
    assert (code, words.startswith("error[usage]")) == (2, True)


def test_a_person_says_whom_an_entry_of_a_list_means(do: Do, tmp_path: Path) -> None:
    (tmp_path / "boats.json").write_text(json.dumps({"id": "NK-1", "schema": "Vessel", "properties": {"name": ["Halcyon"]}}), encoding="utf-8")
    do("lists", "add", tmp_path / "boats.json")

    def ferry() -> dict[str, Any]:
        (found,) = [line for line in map(json.loads, do("dump", "--kind", "entity").splitlines()) if "Halcyon" in str(line.get("name"))]
        return dict(found)

    assert ferry()["matches"]
    said = do("judge", "different", ferry()["id"], "list:boats/NK-1", "--by", "ana")
    assert not ferry()["matches"]
    do("judge", "undo", said.split()[0], "--by", "ana")
    assert ferry()["matches"]
