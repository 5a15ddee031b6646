"""Yields proof that the codebook is shown, searched and checked by command, in tables and in JSON."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from dragoman.codebook import load_codebook
from dragoman.core.errors import NotFoundError
from tests.surface.conftest import Run

RULE = """type: SANCTION
triggers:
  en:
    - verb: [blackball]
      with: {object: ["kind:state"]}
      mode: discontinue
examples:
  - text: "Norland blackballed Karsia after the vote."
    events: [{type: SANCTION, actors: [Norland], recipients: [Karsia], mode: discontinue}]
"""


@pytest.fixture
def rules(tmp_path: Path) -> Callable[[str], Path]:
    """Writes a folder of one event file."""

    def write(text: str) -> Path:
        (tmp_path / "events").mkdir()
        (tmp_path / "events" / "SANCTION.yaml").write_text(text, encoding="utf-8")
        return tmp_path

    return write


def test_the_overview_has_a_line_for_each_type(run: Run) -> None:
    lines = run("codebook").output.splitlines()
    assert len(lines) == 1 + len(load_codebook().types)
    assert lines[1].startswith("ACCUSE\tPLOVER\t3\t-2\t110\t")


def test_a_type_is_shown_with_modes_codes_triggers_and_examples(run: Run) -> None:
    shown = run("codebook", "show", "SANCTION").output
    assert "expel\t-5.5\t166" in shown
    assert "\n163\t" in shown
    assert "events/SANCTION.yaml:" in shown
    assert "near misses" in shown


def test_a_code_is_shown_with_type_and_goldstein_value(run: Run) -> None:
    (code,) = json.loads(run("codebook", "show", "0841", "--json").output)["codes"]
    assert (code["type"], code["mode"], code["goldstein"]) == ("RETREAT", "release", 7.0)


def test_what_is_nowhere_in_the_codebook_is_not_found(run: Run) -> None:
    assert isinstance(run("codebook", "show", "gossip").exception, NotFoundError)
    assert isinstance(run("codebook", "search", "marzipan").exception, NotFoundError)


def test_search_lists_what_and_where(run: Run) -> None:
    hits = json.loads(run("codebook", "search", "persona", "grata", "--json").output)
    assert any(hit["kind"] == "trigger" and hit["name"] == "SANCTION" for hit in hits)


def test_rules_of_your_own_are_found_with_their_folder(run: Run, rules: Callable[[str], Path]) -> None:
    folder = rules(RULE)
    assert f"{folder}/events/SANCTION.yaml:4" in run("--codebook", folder, "codebook", "search", "blackball").output


def test_wrong_files_are_told_and_end_with_1(run: Run, rules: Callable[[str], Path]) -> None:
    found = run("codebook", "check", rules(RULE.replace("mode:", "mood:")))
    assert found.exit_code == 1
    assert "SANCTION.yaml:4\tSANCTION.yaml#1 has unknown keys ['mood']" in found.output
    assert found.output.splitlines()[-1] == "the files cannot be read: 2 wrong"


def test_examples_that_are_coded_otherwise_are_told_and_triggers_without_example_hinted(run: Run, rules: Callable[[str], Path]) -> None:
    folder = rules(RULE.replace("recipients: [Karsia]", "recipients: [Vesperia]").replace("examples:", "    - {verb: [besmirchify]}\nexamples:"))
    problems = [p for p in json.loads(run("codebook", "check", folder, "--json").output)["problems"] if str(folder) in p["where"]]
    assert [(p["severity"], p["where"].rpartition(":")[2]) for p in problems] == [("error", "9"), ("hint", "7")]
    listed, _, came = problems[0]["message"].partition("came")
    assert "recipients [Vesperia]" in listed
    assert "recipients [Karsia]" in came
    assert "no example reaches this trigger of SANCTION (verb besmirchify" in problems[1]["message"]
