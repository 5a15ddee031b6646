"""Yields SqliteDrawn: the part of a record in SQLite that keeps the rows of the desk in step, and overwrites what was removed."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager

from dragoman.store.desk_stale import AT_ONCE, FORMAT, is_behind, mark_all
from dragoman.store.sqlite_file import WAIT_SECONDS
from dragoman.store.sqlite_lists import SqliteLists

_REMOVED = "removed"
"""Noted when a document was removed and its words are not overwritten yet."""
_BREATH = 0.12
"""Seconds: longer than SQLite lets a writer that waits sleep before it tries again."""


class SqliteDrawn(SqliteLists):
    """Rows of the desk in the file of a record."""

    def _prepare(self) -> None:
        super()._prepare()
        if self.note("desk") != FORMAT:
            with self._transaction():
                if self.note("desk") != FORMAT:  # again, under the lock: another process may have been first
                    mark_all(self._db)
                    self._do("put_meta", "desk", FORMAT)
        if is_behind(self._db) and not self._is_written():
            self._catch_up()

    def _is_written(self) -> bool:
        """Does another process write right now? What is behind is its to draw."""
        with self._not_waiting():
            try:
                self._db.execute("BEGIN IMMEDIATE")
                self._db.execute("ROLLBACK")
            except sqlite3.OperationalError:
                return True
        return False

    @contextmanager
    def _not_waiting(self) -> Iterator[None]:
        """What is locked is left alone at once."""
        self._db.execute("PRAGMA busy_timeout = 0")
        try:
            yield
        finally:
            self._db.execute(f"PRAGMA busy_timeout = {int(WAIT_SECONDS * 1000)}")

    def _wipe(self) -> None:
        """After a removal, whatever process it was, what is deleted is overwritten."""
        if self.note(_REMOVED):
            self._db.execute("PRAGMA secure_delete = ON")

    def _catch_up(self) -> None:
        """Draws what is not drawn yet, lot by lot, with a breath in between for others to write."""
        while is_behind(self._db):
            with self._transaction():
                self._draw(AT_ONCE)
            time.sleep(_BREATH if is_behind(self._db) else 0)

    def _draw(self, most: int | None = None) -> None:
        from dragoman.store.desk_projection import refresh  # only now: numpy is slow to load, and most commands change nothing

        refresh(self._db, most)

    def _prune(self) -> None:
        from dragoman.store.desk_projection import prune

        prune(self._db)

    def _overwrite(self) -> None:
        """After a removal nothing of what was let go may be left in the file. Where somebody reads the log just now, the next one tries again."""
        if not self.note(_REMOVED):
            return
        with self._transaction():
            self._prune()
            for name in ("event_words", "claim_words", "question_words", "entity_words"):
                self._db.execute(f"INSERT INTO {name} ({name}) VALUES ('optimize')")
        with self._not_waiting():
            busy = self._value("PRAGMA wal_checkpoint(TRUNCATE)")  # the log holds pages as they were
        if not busy:
            self.write("drop_meta", _REMOVED)
