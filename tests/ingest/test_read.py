"""Which files are read, and by which importer."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.core.errors import InputError, NotFoundError
from dragoman.ingest import find_inputs, read_input
from dragoman.ingest.base import MAX_BYTES, InputFile


def filled(folder: Path, *names: str) -> Path:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text("x")
    return folder


def test_folders_are_read_in_order_without_hidden_files_and_companions(tmp_path: Path) -> None:
    folder = filled(tmp_path, "b.txt", "a/c.html", "a/.d.txt", ".e/f.txt", "README.md", "README", "gold/x.json", "a.yaml", "g.pdf")
    assert [entry.path for entry in find_inputs([folder])] == ["a/c.html", "b.txt", "g.pdf", "gold/x.json"]


def test_a_given_file_is_listed_whatever_its_kind_and_only_once(tmp_path: Path) -> None:
    folder = filled(tmp_path, "b.txt", "notes.md")
    assert [entry.path for entry in find_inputs([folder / "notes.md", folder, folder / "b.txt"])] == ["b.txt", "notes.md"]


def test_a_missing_path_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"gone\.txt"):
        find_inputs([tmp_path / "gone.txt"])


def test_an_unknown_suffix_fails_and_names_the_known_ones() -> None:
    with pytest.raises(InputError, match=r"\.html.*\.jsonl.*\.txt") as caught:
        list(read_input(b"x", "g.xyz"))
    assert caught.value.code == "unknown-format"


def test_a_file_that_cannot_be_read_or_is_too_large_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputError) as caught:
        InputFile("a.txt", tmp_path / "a.txt").read_bytes()
    assert caught.value.code == "unreadable"
    with (tmp_path / "b.txt").open("wb") as file:
        file.truncate(MAX_BYTES + 1)
    with pytest.raises(InputError) as caught:
        InputFile("b.txt", tmp_path / "b.txt").read_bytes()
    assert caught.value.code == "too-large"
