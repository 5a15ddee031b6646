"""The shipped rules come from the cache only while they are, byte for byte, what was parsed for it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from dragoman.codebook.load import FOLDER, read_yaml
from dragoman.codebook.yaml_cache import KEPT, read_all


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    (tmp_path / "rules" / "events").mkdir(parents=True)
    (tmp_path / "rules" / "a.yaml").write_text("on: [off, 1, 2.5]\n", encoding="utf-8")
    (tmp_path / "rules" / "events" / "b.yaml").write_text("b: {c: null, 7: true}\n", encoding="utf-8")
    return tmp_path / "rules"


def never(path: Path) -> dict[str, Any]:
    raise AssertionError(path)


def test_what_comes_from_the_cache_is_what_was_parsed(tmp_path: Path) -> None:
    parsed = read_all(FOLDER, read_yaml, tmp_path)
    assert read_all(FOLDER, never, tmp_path) == parsed == {path: read_yaml(path) for path in FOLDER.rglob("*.yaml")}


def test_a_changed_file_is_parsed_anew(rules: Path, tmp_path: Path) -> None:
    read_all(rules, read_yaml, tmp_path)
    (rules / "a.yaml").write_text("on: [off, 1, 2.6]\n", encoding="utf-8")
    assert read_all(rules, read_yaml, tmp_path)[rules / "a.yaml"] == {"on": ["off", 1, 2.6]}


@pytest.mark.parametrize("damage", [b"", b"short", b"x" * 500])
def test_a_damaged_file_is_made_again(rules: Path, tmp_path: Path, damage: bytes) -> None:
    parsed = read_all(rules, read_yaml, tmp_path)
    (kept,) = tmp_path.glob("codebook-*.bin")
    kept.write_bytes(damage)
    assert read_all(rules, read_yaml, tmp_path) == parsed
    assert read_all(rules, never, tmp_path) == parsed


def test_without_a_folder_to_write_to_all_is_parsed(rules: Path, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("", encoding="utf-8")
    assert len(read_all(rules, read_yaml, tmp_path / "file" / "cache")) == 2


def test_what_cannot_be_kept_is_parsed_each_time(rules: Path, tmp_path: Path) -> None:
    (rules / "a.yaml").write_text("day: 2025-03-06\n", encoding="utf-8")
    assert read_all(rules, read_yaml, tmp_path) == read_all(rules, read_yaml, tmp_path)
    assert list(tmp_path.glob("*codebook*")) == []


def test_only_the_newest_files_stay(rules: Path, tmp_path: Path) -> None:
    for number in range(KEPT + 2):
        (rules / "a.yaml").write_text(f"a: {number}\n", encoding="utf-8")
        read_all(rules, read_yaml, tmp_path)
    assert len(list(tmp_path.glob("codebook-*.bin"))) == KEPT


def test_a_write_that_fails_at_once_removes_nothing(rules: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(**_: object) -> tuple[int, str]:
        raise OSError("no space left")

    def removed(path: Path, missing_ok: bool = False) -> None:
        raise AssertionError(path)

    monkeypatch.setattr("dragoman.codebook.yaml_cache.tempfile.mkstemp", full)
    monkeypatch.setattr(Path, "unlink", removed)
    assert len(read_all(rules, read_yaml, tmp_path)) == 2
