"""Yields what is due of the folders and feeds that are watched, and what a folder holds, so that one where nothing changed is not read again."""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Iterable
from pathlib import Path

from dragoman.core.errors import UsageError
from dragoman.ingest import find_inputs
from dragoman.pipeline.sources import is_address
from dragoman.web.jobs_kept import Watch

FOLDER_EVERY = 10
"""Seconds between two looks at a folder: only names, sizes and times are looked at."""
FEED_EVERY = 900
"""Seconds between two looks at a feed."""
SETTLED = 2.0
"""Seconds that files must have been left alone: one that is still being written is not read."""
MOST_WATCHES = 30
MOST_FILES = 20_000
"""Files of a folder that is watched, at most."""


def check_watched(given: str) -> str:
    """The folder, as an absolute path, or the address that is to be watched; UsageError where it is neither."""
    if is_address(given):
        return given
    folder = Path(given).expanduser()
    if not given or not folder.is_dir():
        raise UsageError(f"there is no folder {given!r} on this machine, and it is no address (http, https) either; give the whole path of a folder")
    return str(folder.resolve())


def what_is_due(watches: Iterable[Watch], now: dt.datetime) -> list[Watch]:
    """Those to look at now, the one that waited longest first."""
    due = [watch for watch in watches if not watch.last or (now - dt.datetime.fromisoformat(watch.last)).total_seconds() >= watch.every]
    return sorted(due, key=lambda watch: (watch.last, watch.id))


def state_of(folder: Path, now: dt.datetime) -> str | None:
    """A word for all that a folder holds, another one whenever it holds something else; None where it is being written to.

    UsageError where it is gone or too large.
    """
    if not folder.is_dir():
        raise UsageError(f"the folder {str(folder)!r} is not there any more; make it again, or watch another")
    found = find_inputs([folder])
    if len(found) > MOST_FILES:
        raise UsageError(f"the folder {str(folder)!r} holds {len(found):,} files, and {MOST_FILES:,} can be watched; use 'dragoman watch'")
    digest = hashlib.sha256()
    for entry in found:
        try:
            stat = entry.file.stat()
        except OSError:
            return None
        if 0 <= now.timestamp() - stat.st_mtime < SETTLED:
            return None
        digest.update(f"{entry.path}\0{stat.st_size}\0{stat.st_mtime_ns}\0".encode("utf-8", "surrogateescape"))
    return digest.hexdigest() if found else "empty"
