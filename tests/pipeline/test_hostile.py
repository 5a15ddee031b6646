"""Files made to exhaust whoever reads them: each comes to an end, in bounds, and the good ones beside them are read."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.pipeline.hostile import write_all

SECONDS, PARSES, KIB = 10.0, 4.0, 1 << 20
"""A file may take so many processor seconds, or so many times its bare parse where the machine is slow; memory of the process that codes."""
CODES = {
    "openings.html": {"too-large", "no-text"},
    "entities.xml": {"malformed"},
    "bomb.zip": {"too-large"},
    "nested.zip": {"too-large"},
    "broken.pdf": {"malformed", "no-text"},
    "garbage.pdf": {"malformed"},
    "locked.pdf": {"encrypted"},
    "none.docx": {"malformed", "too-large"},
    "nul.txt": {"unreadable"},
    "wide.txt": {"unreadable"},
    "deep.json": {"malformed"},
    "columns.csv": {"too-large", "malformed", "missing-field"},
    "field.csv": {"malformed"},
}
READ = {
    "a good one.txt",
    "z good one.txt",
    "attributes.html",
    "nested.html",
    "unclosed.html",
    "line.txt",
    "line.html",
    "surrogates.jsonl",
    "latin.txt",
    "lying.html",
}


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    folder = tmp_path_factory.mktemp("hostile")
    names = write_all(folder)
    command = [sys.executable, "-m", "tests.pipeline.hostile", str(folder)]
    made = subprocess.run(command, cwd=Path(__file__).parents[2], capture_output=True, text=True, check=True)
    found: dict[str, Any] = json.loads(made.stdout)
    assert sorted(found["files"]) == names
    return found


@pytest.mark.slow
def test_each_comes_to_an_end_and_says_which(told: dict[str, Any]) -> None:
    silent = [name for name, entry in told["files"].items() if not entry["documents"] and not entry["errors"]]
    assert silent == []
    assert {name: told["files"][name]["errors"] for name, codes in CODES.items() if not codes & set(told["files"][name]["errors"])} == {}


@pytest.mark.slow
def test_none_takes_more_than_its_time_or_memory(told: dict[str, Any]) -> None:
    late = {name: entry["seconds"] for name, entry in told["files"].items() if entry["seconds"] > max(SECONDS, PARSES * entry["parse"])}
    assert late == {}
    assert [name for name, entry in told["files"].items() if {"timeout", "memory", "crash"} & set(entry["errors"])] == []
    assert told["peak_kib"] < KIB


@pytest.mark.slow
def test_what_holds_a_report_is_read_all_the_same(told: dict[str, Any]) -> None:
    assert {name for name in READ if not told["files"][name]["documents"]} == set()
