"""The samples give the expected records, in any order of adding, and a dump of them keeps to the format."""

from __future__ import annotations

import copy
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from dragoman.export.interchange import encode_line
from tests.golden.regenerate import HERE, OVERLAYS, SAMPLES, Made, expected_files, main, make
from tests.surface.format_page import Checker

Line = dict[str, Any]


@pytest.mark.parametrize("name", OVERLAYS)
def test_the_samples_give_the_expected_records(made: dict[str, Made], name: str) -> None:
    given = expected_files(name, made[name])
    expected = {file.name: file.read_text(encoding="utf-8") for file in (HERE / "expected").glob(f"{name}-*")}
    assert sorted(given) == sorted(expected)
    changed = {file: _difference(expected[file], text) for file, text in given.items() if text != expected[file]}
    assert changed == {}, "if that is meant: make golden, and review it with git diff"


@pytest.mark.parametrize("name", OVERLAYS)
def test_the_order_of_adding_does_not_matter(made: dict[str, Made], name: str, tmp_path: Path) -> None:
    files = sorted(file for file in (SAMPLES / name).iterdir() if file.is_file())
    half = len(files) // 2
    backwards = make(name, tmp_path / "record.db", [files[:half:-1], files[half::-1]])
    assert [encode_line(line) for line in backwards.dump] == [encode_line(line) for line in made[name].dump]
    assert backwards.brief == made[name].brief


@pytest.mark.parametrize("name", OVERLAYS)
def test_a_dump_of_the_samples_keeps_to_the_format(made: dict[str, Made], name: str) -> None:
    assert Checker(made[name].dump).wrong() == []


def _drop_a_field(line: Line) -> None:
    del line["modality"]


def _add_a_field(line: Line) -> None:
    line["mood"] = "sour"


def _shift_a_span(line: Line) -> None:
    line["mentions"][0]["evidence"][0]["start"] += 1


def _name_nobody(line: Line) -> None:
    line["parent"] = "e-nothing"


def _leave_the_list(line: Line) -> None:
    line["modality"] = "rumoured"


def _exceed_one(line: Line) -> None:
    line["mentions"][0]["confidence"] = 1.5


@pytest.mark.parametrize("damage", [_drop_a_field, _add_a_field, _shift_a_span, _name_nobody, _leave_the_list, _exceed_one])
def test_the_check_of_the_format_finds_damage(made: dict[str, Made], damage: Callable[[Line], None]) -> None:
    dump = [copy.deepcopy(line) if line["kind"] == "event" else line for line in made["estavia"].dump]
    damage(next(line for line in dump if line["kind"] == "event"))
    assert len(Checker(dump).wrong()) == 1


def test_the_samples_hold_records_of_nearly_every_kind(made: dict[str, Made]) -> None:
    kinds = {line["kind"] for entry in made.values() for line in entry.dump}
    assert set(Checker([]).kinds) - kinds <= {"response", "shift", "judgement", "failure"}


def _difference(old: str, new: str) -> list[str]:
    before, after = old.splitlines(), new.splitlines()
    return [f"- {line}" for line in before if line not in after][:5] + [f"+ {line}" for line in after if line not in before][:5]


@pytest.mark.parametrize("arguments", [["--help"], ["affair"], ["--quiet"]])
def test_making_the_expected_files_anew_takes_no_arguments(arguments: list[str]) -> None:
    before = {file: file.stat().st_mtime_ns for file in (HERE / "expected").iterdir()}
    with pytest.raises(SystemExit):
        main(arguments)
    assert {file: file.stat().st_mtime_ns for file in (HERE / "expected").iterdir()} == before
