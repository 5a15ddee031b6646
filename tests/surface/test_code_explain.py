"""`code --explain` says of each event by which words, rule and roles it came out, and of what came to nothing why."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tests.surface.conftest import OVERLAY, Run

CLOSURE = "Norland closed the Estavian consulate."
Explain = Callable[[str], dict[str, Any]]


@pytest.fixture
def explain(run: Run, tmp_path: Path) -> Explain:
    def explain_text(text: str) -> dict[str, Any]:
        (tmp_path / "in.jsonl").write_text(json.dumps({"id": "a", "text": text}) + "\n", encoding="utf-8")
        found = run("code", tmp_path / "in.jsonl", "--explain", "--json", "--codebook", OVERLAY)
        assert found.exit_code == 0, found.output
        answer: dict[str, Any] = json.loads(found.stdout)
        return answer

    return explain_text


def why(answer: dict[str, Any], type_name: str) -> dict[str, Any]:
    (event,) = (event for event in answer["events"] if event["type"] == type_name)
    (told,) = event["explain"]
    assert isinstance(told, dict)
    return told


def test_an_event_is_explained_by_word_rule_conditions_and_roles(explain: Explain) -> None:
    told = why(explain(CLOSURE), "SANCTION")
    assert told["word"] == {"start": 8, "end": 14, "text": "closed"}
    assert told["rule"]["where"].startswith("events/SANCTION.yaml:")
    assert "close" in told["rule"]["text"]
    assert ("object", ["consulate"]) in [(held["role"], [word["text"] for word in held["words"]]) for held in told["conditions"]]
    assert told["actor_role"] == "subject"
    assert told["recipient_role"].startswith("object")
    assert told["rule"]["name"] in told["made_by"]


@pytest.mark.parametrize(
    ("text", "modality", "word"),
    [
        (CLOSURE, "done", None),
        ("Norland may close the Estavian consulate.", "hypothetical", "may"),
        ("Norland did not close the Estavian consulate.", "denied", "not"),
        ("According to Estavia, Norland bombed an Estavian village.", "alleged", "According to"),
    ],
)
def test_modality_is_told_by_the_word_that_decided_it(explain: Explain, text: str, modality: str, word: str | None) -> None:
    told = why(explain(text), "ASSAULT" if "bombed" in text else "SANCTION")["modality"]
    assert (told["value"], told["word"] and told["word"]["text"]) == (modality, word)


def test_an_event_on_the_word_of_another_names_who_says_it(explain: Explain) -> None:
    told = why(explain("According to Estavia, Norland bombed an Estavian village."), "ASSAULT")["attribution"]
    assert [span["text"] for span in told["source"]] == ["Estavia"]
    assert told["chain"][-1] == "Estavia"


def test_what_competed_lost_for_a_reason(explain: Explain) -> None:
    told = why(explain(CLOSURE), "SANCTION")
    assert told["competed"]
    assert all(rival["why"] and rival["rule"]["name"] != told["rule"]["name"] for rival in told["competed"])


def test_words_that_make_no_event_are_told_with_what_they_lack(explain: Explain) -> None:
    answer = explain("A shop closed its doors. Somebody bombed somewhere.")
    assert answer["events"] == []
    reasons = {(rival["type"], rival["word"]["text"]): rival["why"] for rival in answer["left_out"]}
    assert "needs" in reasons["SANCTION", "closed"]
    assert "'doors'" in reasons["SANCTION", "closed"]
    assert reasons["ASSAULT", "bombed"] == "nobody known takes part"


def test_the_events_are_those_of_the_coder_without_reasons(explain: Explain, run: Run, tmp_path: Path) -> None:
    explained = explain(f"{CLOSURE} Estavia threatened to cut ties with Norland, which will not withdraw its troops.")
    plain = json.loads(run("code", tmp_path / "in.jsonl", "--codebook", OVERLAY).stdout)
    assert [{key: value for key, value in event.items() if key != "explain"} for event in explained["events"]] == plain["events"]


def test_people_read_it_as_rows_under_each_event(run: Run, tmp_path: Path) -> None:
    (tmp_path / "in.jsonl").write_text(json.dumps({"id": 7, "text": CLOSURE}) + "\nbad\n", encoding="utf-8")
    found = run("code", tmp_path / "in.jsonl", "--explain", "--codebook", OVERLAY)
    lines = found.stdout.splitlines()
    assert lines[0] == "text 7"
    assert lines[1].startswith("  SANCTION")
    assert "XNO → XES" in lines[1]
    assert "    word            closed" in lines
    assert "text without id" in lines
    assert any(line.startswith("  not coded: line 2 is no JSON") for line in lines)
