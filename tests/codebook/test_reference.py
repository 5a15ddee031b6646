"""Yields proof that the reference page names every key of the codebook, and that its example of an overlay does what it says."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.codebook import load_codebook
from dragoman.codebook import types as keys
from dragoman.codebook.load import FOLDER
from dragoman.extract.rules import arguments

PAGE = (Path(__file__).parents[2] / "docs/reference/codebook.md").read_text(encoding="utf-8")
EVENT_FILES = sorted((FOLDER / "events").glob("*.yaml"))


@pytest.mark.parametrize("key", sorted(keys._KEYS | keys._TRIGGER_KEYS | keys.MODALITIES))
def test_the_reference_page_names_every_key(key: str) -> None:
    assert f"`{key}`" in PAGE


@pytest.mark.parametrize("role", sorted({*arguments._NAMED, *arguments._CHILDREN}))
def test_the_reference_page_names_every_role(role: str) -> None:
    assert f"| `{role}` |" in PAGE


def test_the_overlay_of_the_reference_page_adds_one_trigger(tmp_path: Path) -> None:
    snippet = re.search(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    assert snippet is not None
    (tmp_path / "events").mkdir()
    (tmp_path / "events" / "SANCTION.yaml").write_text(snippet.group(1), encoding="utf-8")
    shipped, overlaid = load_codebook().types["SANCTION"], load_codebook(tmp_path).types["SANCTION"]
    assert len(overlaid.triggers) == len(shipped.triggers) + 1
    assert overlaid.triggers[-1].lemmas == ("ostracise", "ostracize")
    assert overlaid.score == shipped.score


def unquoted(value: Any) -> Iterator[bool]:
    """Every true and false that YAML made of an unquoted `on` or `off`."""
    if isinstance(value, bool):
        yield value
    if isinstance(value, dict):
        for key, inner in value.items():
            yield from unquoted(key)
            yield from unquoted(inner)
    if isinstance(value, list):
        for inner in value:
            yield from unquoted(inner)


@pytest.mark.parametrize("path", EVENT_FILES, ids=lambda path: str(path.stem))
def test_no_preposition_is_read_as_true_or_false(path: Path) -> None:
    assert not list(unquoted(yaml.safe_load(path.read_text(encoding="utf-8"))))


def test_words_of_classes_and_contexts_are_lower_case_and_listed_once() -> None:
    for name in ("classes.yaml", "contexts.yaml"):
        for key, words in yaml.safe_load((FOLDER / name).read_text(encoding="utf-8")).items():
            assert [w for w in words if w != str(w).lower()] == [], key
            assert sorted(words) == sorted(set(words)), key
