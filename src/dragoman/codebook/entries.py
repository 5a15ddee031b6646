"""Yields where the entries of a codebook stand, file and line, with their own words, so that people find what they want to change."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

from dragoman.codebook.load import FOLDER

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
LISTS = ("triggers", "examples", "near_misses", "codes", "modes")


@dataclass(frozen=True, slots=True)
class Entry:
    """An item of a list, or a key with its value. file: as shown to people; line: from 1; key: of a mapping, else ""; text: its source on one line."""

    file: str
    line: int
    key: str
    text: str

    @property
    def where(self) -> str:
        """File and line."""
        return f"{self.file}:{self.line}"


class Entries:
    """The entries of some folders, each file read when it is asked for; a file that is no YAML has none."""

    def __init__(self, folders: Sequence[Path]) -> None:
        """folders: the shipped codebook, then what is laid over it."""
        self.folders = tuple(folders)
        self._read: dict[str, dict[str, tuple[Entry, ...]]] = {}

    def of_type(self, name: str, key: str) -> tuple[Entry, ...]:
        """Entries of `triggers`, `examples`, `near_misses`, `codes` or `modes` of an event type, in the order of the loaded type's triggers and examples."""
        if name not in self._read:
            files = [self._keys(folder, f"events/{name}.yaml") for folder in self.folders]
            self._read[name] = {key: tuple(entry for file in files for entry in file.get(key, ())) for key in LISTS}
        return self._read[name][key]

    def of_file(self, path: str) -> tuple[Entry, ...]:
        """The keys of a file such as `classes.yaml`, of all folders, each with its value."""
        return tuple(entry for folder in self.folders for entry in self._mapping(*_source(folder, path)))

    def _keys(self, folder: Path, path: str) -> dict[str, tuple[Entry, ...]]:
        shown, text, root = _source(folder, path)
        found: dict[str, tuple[Entry, ...]] = {}
        for key, node in _pairs(root):
            if key == "triggers":
                node = next((below for language, below in _pairs(node) if language == "en"), None)
            found[key] = tuple(self._mapping(shown, text, node)) or tuple(_entry(shown, text, "", item) for item in _items(node))
        return found

    def _mapping(self, shown: str, text: str, node: Any) -> Iterator[Entry]:
        for key, value in _pairs(node):
            entry = _entry(shown, text, key, value)
            yield Entry(shown, entry.line, key, entry.text)


def shown_as(folder: Path, path: str) -> str:
    """How a file of a folder is named to people: of the shipped one by its place in it, of another with the folder."""
    return path if folder == FOLDER else f"{folder}/{path}"


def _source(folder: Path, path: str) -> tuple[str, str, Any]:
    """(how the file is called, its text, its root node or None)."""
    file = folder / path
    try:
        text = file.read_text(encoding="utf-8")
        root = yaml.compose(text, Loader=_Loader)
    except (OSError, UnicodeDecodeError, yaml.YAMLError):
        return shown_as(folder, path), "", None
    return shown_as(folder, path), text, root


def _pairs(node: Any) -> list[tuple[str, Any]]:
    return [(str(key.value), value) for key, value in node.value] if isinstance(node, yaml.MappingNode) else []


def _items(node: Any) -> list[Any]:
    return list(node.value) if isinstance(node, yaml.SequenceNode) else []


def _entry(shown: str, text: str, key: str, node: Any) -> Entry:
    source = text[node.start_mark.index : node.end_mark.index]
    lines = (line.strip() for line in source.splitlines())
    kept = [line for line in lines if line and not line.startswith("#")]
    return Entry(shown, node.start_mark.line + 1, key, _joined(kept, block=not source.startswith(("{", "[", '"', "'"))))


def _joined(lines: list[str], *, block: bool) -> str:
    """In one line; keys of a block stand apart by semicolons, a line that goes on with an open bracket does not."""
    told, depth = "", 0
    for line in lines:
        told += line if not told else f"; {line}" if block and depth == 0 else f" {line}"
        depth += sum(map(line.count, "[{")) - sum(map(line.count, "]}"))
    return told
