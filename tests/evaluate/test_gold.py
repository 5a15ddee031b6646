"""Where the gold of a record and its texts may lie."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.core.errors import NotFoundError
from dragoman.evaluate.gold import read_gold


def write(folder: Path, file: str, prefix: str = "") -> None:
    folder.mkdir(parents=True, exist_ok=True)
    (folder / f"{prefix}events.json").write_text(json.dumps({"events": []}), encoding="utf-8")
    (folder / f"{prefix}claims.json").write_text(json.dumps({"docs": {"D": {"file": file}}, "claims": []}), encoding="utf-8")


@pytest.mark.parametrize("place", ["gold", ".", "seeds", "gold/../../seeds"])
def test_texts_lie_with_the_gold_above_it_or_in_a_folder_of_seeds(tmp_path: Path, place: str) -> None:
    root = tmp_path / "root"
    write(root / "gold", "report.txt")
    (root / place).mkdir(parents=True, exist_ok=True)
    (root / place / "report.txt").write_text("Norland closed its embassy.", encoding="utf-8")
    (text,) = read_gold(root / "gold").texts
    assert text.samefile(root / place / "report.txt")


def test_a_file_of_many_reports_is_read_once(tmp_path: Path) -> None:
    write(tmp_path, "reports.jsonl:2", prefix="own_")
    (tmp_path / "reports.jsonl").write_text("", encoding="utf-8")
    assert read_gold(tmp_path).texts == (tmp_path / "reports.jsonl",)


def test_a_folder_without_gold_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=tmp_path.name):
        read_gold(tmp_path)
