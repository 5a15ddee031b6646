"""Yields the files under given paths, and the documents of one file by the importer that takes its suffix."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path, PurePosixPath

from dragoman.core.discover import discover
from dragoman.core.errors import InputError, NotFoundError
from dragoman.ingest.base import Importer, InputFile, too_large
from dragoman.ingest.told import Found, Given

HEAD = 4096
"""Bytes by which a format is told where nothing names it."""
COMPANION_SUFFIXES = (".json", ".csv", ".tsv", ".yaml", ".yml", ".toml", ".j2")
"""What lies beside reports in a folder (gold, codebooks, settings, templates): passed over there where it holds no reports; given by itself it fails."""
NOTES = ("README", "LICENSE", "CHANGELOG", "CONTRIBUTING", "NOTICE")
"""Names of files that tell of a folder and are no reports, whatever their suffix."""


def read_input(raw: bytes, path: str, given: Given | None = None) -> Iterator[Found]:
    """Documents, links and Failures of bad parts of one file, in its order. path: names the file; its suffix picks the importer.

    InputError where the whole file is bad: too-large, unknown-format, encoding, unreadable, malformed, no-text.
    """
    given = given or Given()
    importer = importer_of(path, raw[:HEAD], given.media)
    if len(raw) > importer.limit:
        raise too_large(path, len(raw), importer.limit)
    yield from importer.read(raw, path, given)


def importer_of(path: str, head: bytes = b"", media: str | None = None) -> Importer:
    """The importer by a path's suffix, else by the type that a server named, else by how the file begins; InputError (unknown-format) where none."""
    by_suffix = _by_suffix()
    suffix = PurePosixPath(path).suffix.lower()
    if suffix in by_suffix and not media:
        return by_suffix[suffix]
    plugins = _plugins()
    named = next((plugin for plugin in plugins if media in plugin.media), None) or by_suffix.get(suffix)
    found = named or next((plugin for plugin in plugins if plugin.takes(head)), None)
    if found is None:
        raise InputError("unknown-format", f"{path!r}: no importer takes {suffix or 'a file without a suffix'}; known: {', '.join(by_suffix)}")
    return found


@lru_cache(maxsize=1)
def _plugins() -> tuple[Importer, ...]:
    return tuple(discover("dragoman.ingest").values())


@lru_cache(maxsize=1)
def _by_suffix() -> dict[str, Importer]:
    return dict(sorted((suffix, plugin) for plugin in _plugins() for suffix in plugin.suffixes))


def find_inputs(paths: Sequence[Path]) -> list[InputFile]:
    """Files to read, sorted by path, each file once: those given, and all in given folders and below but hidden ones and companions.

    A file of unknown format is listed too, so that reading it leaves a Failure instead of nothing. NotFoundError where a path is missing.
    """
    found: dict[Path, InputFile] = {}
    for given in paths:
        if given.is_dir():
            wanted = (file for file in given.rglob("*") if _is_wanted(file, given))
            files = [InputFile(file.relative_to(given).as_posix(), file, beside=file.suffix.lower() in COMPANION_SUFFIXES) for file in wanted]
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
    companion = suffix not in _by_suffix() and suffix in COMPANION_SUFFIXES
    return not hidden and not companion and file.stem.upper() not in NOTES and file.is_file()
