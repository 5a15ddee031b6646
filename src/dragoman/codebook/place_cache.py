"""Yields the one PlaceIndex of this process, from a file in the user's cache folder, which the first run makes and all later ones share."""

from __future__ import annotations

import contextlib
import gc
import mmap
import os
import tempfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from dragoman.codebook.place_index import PlaceIndex, pack
from dragoman.codebook.place_sources import listed_places, sources_key

KEPT = 3
"""Files that stay: of this version of the tables, and of others that may be installed beside it."""


@cache
def place_index() -> PlaceIndex:
    """All places, read on first use: some milliseconds; where the file is missing, damaged or of other sources it is made, in some seconds and 500 MB.

    Where the folder cannot be written to, the index is held in memory, and each process makes its own.
    """
    return open_index(cache_folder())


def cache_folder() -> Path:
    """The folder `dragoman` in XDG_CACHE_HOME, else in `.cache` of the home folder. It holds nothing that cannot be made again."""
    # read here and not from Settings: the place of the file changes no answer, and the index is asked for deep below where settings are known
    told = os.environ.get("XDG_CACHE_HOME", "")
    try:
        return (Path(told) if Path(told).is_absolute() else Path.home() / ".cache") / "dragoman"
    except RuntimeError:  # no home folder
        return Path(os.devnull) / "dragoman"


def open_index(folder: Path) -> PlaceIndex:
    """The index kept in the folder, made first where it is not there or not whole; in memory where the folder cannot be used."""
    key = sources_key()
    path = folder / f"places-{key.hex()}.bin"
    known = _read(path, key)
    if known:
        return known
    with _alone(folder, path) as writable:
        known = _read(path, key)  # another process may have made it meanwhile
        if known:
            return known
        data = _made(key)
        if writable and _write(path, data):
            known = _read(path, key)
    return known or PlaceIndex(memoryview(data), key)


def _made(key: bytes) -> bytes:
    """The bytes of a new table; without the search for cycles, of which millions of rows have none, it takes half the time."""
    searching = gc.isenabled()
    gc.disable()
    try:
        return pack(listed_places(), key)
    finally:
        if searching:
            gc.enable()


def _read(path: Path, key: bytes) -> PlaceIndex | None:
    """The index of a file, mapped; None where there is none, or none that is whole."""
    try:
        with path.open("rb") as file:
            return PlaceIndex(memoryview(mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)), key)
    except (OSError, ValueError):
        return None


def _write(path: Path, data: bytes) -> bool:
    """Writes it whole or not at all: under another name first."""
    temporary = ""
    try:
        handle, temporary = tempfile.mkstemp(dir=path.parent, prefix=path.stem)
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        Path(temporary).replace(path)
        _tidy(path.parent)
    except OSError:
        if temporary:
            Path(temporary).unlink(missing_ok=True)
        return False
    return True


def _tidy(folder: Path) -> None:
    """Leaves only the newest files: a process that still reads one keeps it until it ends."""
    files = sorted(folder.glob("places-*.bin"), key=lambda path: (path.stat().st_mtime_ns, path.name), reverse=True)
    for old in files[KEPT:]:
        old.unlink(missing_ok=True)
        old.with_suffix(".lock").unlink(missing_ok=True)


@contextlib.contextmanager
def _alone(folder: Path, path: Path) -> Iterator[bool]:
    """Holds other processes back that want to make the same file; is the folder writable?"""
    try:
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        lock = path.with_suffix(".lock").open("wb")
    except OSError:
        yield False
        return
    with lock:
        with contextlib.suppress(ImportError, OSError):  # no such locks there: the file is made twice, and is the same
            import fcntl

            fcntl.flock(lock, fcntl.LOCK_EX)
        yield True
