"""Yields what the shipped YAML files hold, from a file in the user's cache folder: to parse them takes longer than all else at the start."""

from __future__ import annotations

import contextlib
import hashlib
import marshal
import os
import sys
import tempfile
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import yaml

from dragoman.codebook.place_cache import cache_folder

KEPT = 3
"""Files that stay: of this version of the rules, and of others that may be installed beside it."""
_SUM = 32
"""Bytes of the checksum that a file begins with, so that a damaged one is not read."""

Mappings = Mapping[str, Any]


def read_all(folder: Path, parse: Callable[[Path], dict[str, Any]], cache: Path | None = None) -> dict[Path, Mappings]:
    """{path: its mapping} of all YAML files below a folder; parsed by `parse` where the cache has not these very bytes, and then kept there.

    cache: the folder to keep it in, else that of the user; where it cannot be used, all is parsed each time.
    """
    paths = sorted(folder.rglob("*.yaml"))
    kept = (cache or cache_folder()) / f"codebook-{_key(folder, paths)}.bin"
    found = _read(kept)
    if found is None or len(found) != len(paths):
        found = [parse(path) for path in paths]
        _write(kept, found)
    return dict(zip(paths, found, strict=True))


def _key(folder: Path, paths: list[Path]) -> str:
    """Of names, bytes, and what reads them: another version may understand the same bytes otherwise."""
    total = hashlib.sha256(f"1 {yaml.__version__} {sys.implementation.cache_tag} {marshal.version}".encode())
    for path in paths:
        total.update(path.relative_to(folder).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return total.hexdigest()[:24]


def _read(path: Path) -> list[Mappings] | None:
    """None where there is no such file, or none that is whole."""
    try:
        raw = path.read_bytes()
        if hashlib.sha256(raw[_SUM:]).digest() != raw[:_SUM]:
            return None
        found: list[Mappings] = marshal.loads(raw[_SUM:])
        return found
    except (OSError, ValueError, EOFError, TypeError):
        return None


def _write(path: Path, found: list[Mappings]) -> None:
    """Whole or not at all: under another name first."""
    temporary = ""
    try:
        data = marshal.dumps(found)
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.stem)
        with os.fdopen(handle, "wb") as file:
            file.write(hashlib.sha256(data).digest() + data)
        Path(temporary).replace(path)
        files = sorted(path.parent.glob("codebook-*.bin"), key=lambda file: (file.stat().st_mtime_ns, file.name), reverse=True)
        for old in files[KEPT:]:
            old.unlink(missing_ok=True)
    except (OSError, ValueError):  # ValueError: something in it that cannot be kept so, such as a date
        if temporary:
            with contextlib.suppress(OSError):
                Path(temporary).unlink(missing_ok=True)
