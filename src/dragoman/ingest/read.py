"""Yields the files under given paths, and the documents of one file by the importer that takes its suffix."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath

from dragoman.core.discover import discover
from dragoman.core.documents import Document
from dragoman.core.errors import InputError, NotFoundError
from dragoman.core.mentions import Failure
from dragoman.ingest.base import MAX_BYTES, Importer, InputFile, too_large

COMPANION_SUFFIXES = (".md", ".json", ".yaml", ".yml", ".csv", ".toml")
"""What lies beside reports in a folder (notes, codebooks): passed over there where no importer takes it; given by itself it fails."""


def read_input(raw: bytes, path: str) -> list[Document | Failure]:
    """Documents of one file and the Failures of its bad parts, in the file's order. path: names the file, its suffix picks the importer.

    InputError where the whole file is bad: too-large, unknown-format, encoding, unreadable, malformed, no-text.
    """
    if len(raw) > MAX_BYTES:
        raise too_large(path, len(raw))
    return list(importer_of(path).read(raw, path))


def importer_of(path: str) -> Importer:
    """The importer that takes a path's suffix; InputError (unknown-format) where none does."""
    by_suffix = _by_suffix()
    suffix = PurePosixPath(path).suffix.lower()
    if suffix not in by_suffix:
        raise InputError("unknown-format", f"{path!r}: no importer takes {suffix or 'a file without a suffix'}; known: {', '.join(by_suffix)}")
    return by_suffix[suffix]


@lru_cache(maxsize=1)
def _by_suffix() -> dict[str, Importer]:
    plugins: list[Importer] = list(discover("dragoman.ingest").values())
    return dict(sorted((suffix, plugin) for plugin in plugins for suffix in plugin.suffixes))


def find_inputs(paths: Sequence[Path]) -> list[InputFile]:
    """Files to read, sorted by path, each file once: those given, and all in given folders and below but hidden ones and companions.

    A file of unknown format is listed too, so that reading it leaves a Failure instead of nothing. NotFoundError where a path is missing.
    """
    found: dict[Path, InputFile] = {}
    for given in paths:
        if given.is_dir():
            files = [InputFile(file.relative_to(given).as_posix(), file) for file in given.rglob("*") if _is_wanted(file, given)]
        elif given.exists():
            files = [InputFile(given.name, given)]
        else:
            raise NotFoundError(f"there is no file or folder {str(given)!r}; check the spelling, or give a path from the current folder")
        for entry in files:
            found.setdefault(entry.file.resolve(), entry)
    return sorted(found.values())


def _is_wanted(file: Path, folder: Path) -> bool:
    hidden = any(part.startswith(".") for part in file.relative_to(folder).parts)
    suffix = file.suffix.lower()
    companion = suffix not in _by_suffix() and (suffix in COMPANION_SUFFIXES or file.stem.upper() in ("README", "LICENSE"))
    return not hidden and not companion and file.is_file()
