"""Yields Pool: opened records, one lent to each request at a time, so that none waits for SQLite to warm up and none shares a connection."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from dragoman.app import App

Identity = tuple[int, int] | None
KEPT = 8
"""Opened records that are kept for later requests; what more there are at a busy moment are closed after it."""


class Pool:
    """Opened records of one file. Where another file took its place, those of the old one are let go."""

    def __init__(self, path: Path, make: Callable[[], App]) -> None:
        """path: the record; make: opens it."""
        self._path = path
        self._make = make
        self._lock = Lock()
        self._free: list[tuple[Identity, App]] = []
        self._closed = False

    @contextmanager
    def lend(self) -> Iterator[App]:
        """An opened record, for one at a time; errors as `open_app`."""
        now = self._identity()
        app = self._taken(now) or self._make()
        now = now or self._identity()
        try:
            yield app
        finally:
            with self._lock:
                keep = not self._closed and len(self._free) < KEPT and now == self._identity()
                if keep:
                    self._free.append((now, app))
            if not keep:
                app.store.close()

    def close(self) -> None:
        """Lets go of all that are not lent; those come to be closed when they are given back."""
        with self._lock:
            self._closed = True
            free, self._free = self._free, []
        for _, app in free:
            app.store.close()

    def _taken(self, now: Identity) -> App | None:
        stale: list[App] = []
        found: App | None = None
        with self._lock:
            while self._free and found is None:
                known, app = self._free.pop()
                if known == now:
                    found = app
                else:
                    stale.append(app)
        for app in stale:
            app.store.close()
        return found

    def _identity(self) -> Identity:
        try:
            stat = self._path.stat()
        except OSError:
            return None
        return stat.st_dev, stat.st_ino
