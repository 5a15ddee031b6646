"""Yields proof that a model folder is taken only when it holds exactly the pinned files."""

from pathlib import Path

import pytest

from dragoman.core.errors import ModelError
from dragoman.models.manifest import Manifest, check_files, combine_digests, digest_files, read_manifest


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "ner").mkdir()
    (tmp_path / "ner" / "model").write_bytes(b"weights")
    (tmp_path / "meta.json").write_text("{}")
    return tmp_path


@pytest.fixture
def manifest(folder: Path) -> Manifest:
    return Manifest(name="toy", version="1.0", files=digest_files(folder))


def test_the_pinned_files_are_accepted(folder: Path, manifest: Manifest) -> None:
    assert check_files(folder, manifest) == combine_digests(manifest.files)


def test_an_altered_file_is_refused_by_name(folder: Path, manifest: Manifest) -> None:
    (folder / "ner" / "model").write_bytes(b"weighTs")
    with pytest.raises(ModelError, match=r"'ner/model'.*has the SHA-256"):
        check_files(folder, manifest)


def test_a_missing_file_is_refused_by_name(folder: Path, manifest: Manifest) -> None:
    (folder / "meta.json").unlink()
    with pytest.raises(ModelError, match=r"'meta\.json'.*is missing"):
        check_files(folder, manifest)


def test_a_planted_file_is_refused_by_name(folder: Path, manifest: Manifest) -> None:
    (folder / "extra.bin").write_bytes(b"?")
    with pytest.raises(ModelError, match=r"'extra\.bin'.*not part of the pinned model"):
        check_files(folder, manifest)


def test_the_combined_digest_does_not_depend_on_order() -> None:
    assert combine_digests({"a": "1", "b": "2"}) == combine_digests({"b": "2", "a": "1"})


def test_a_broken_manifest_is_named(tmp_path: Path) -> None:
    (tmp_path / "toy.json").write_text('{"name": "toy"}')
    with pytest.raises(ModelError, match=r"'toy\.json' cannot be read"):
        read_manifest(tmp_path / "toy.json")
