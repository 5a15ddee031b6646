"""Yields SqliteFile: an SQLite file that is a record, opened, migrated, and read and written in transactions."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping
from contextlib import closing, contextmanager
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from dragoman.core.errors import StoreError

APPLICATION = 0x44524147  # "DRAG": marks the file as ours in its header
WAIT_SECONDS = 30.0


@cache
def load_queries(name: str) -> Mapping[str, str]:
    """{name: SQL} of `queries/<name>.sql`, where each query follows a line `-- name: …`."""
    text = resources.files("dragoman.store").joinpath("queries", f"{name}.sql").read_text(encoding="utf-8")
    parts = re.split(r"^-- name: (\w+)\n", text, flags=re.MULTILINE)[1:]
    return dict(zip(parts[::2], parts[1::2], strict=True))


@cache
def load_migrations() -> tuple[str, ...]:
    """The migrations in order; the number of a record's version is how many of them it has seen."""
    folder = resources.files("dragoman.store").joinpath("migrations")
    files = sorted((f for f in folder.iterdir() if f.name.endswith(".sql")), key=lambda f: f.name)
    return tuple(f.read_text(encoding="utf-8") for f in files)


def sqlite_version() -> str:
    """Version of the SQLite that Python was built with."""
    return sqlite3.sqlite_version


def has_full_text() -> bool:
    """Was SQLite built with FTS5, which search needs?"""
    with closing(sqlite3.connect(":memory:")) as db:
        try:
            db.execute("CREATE VIRTUAL TABLE probe USING fts5(words)")
        except sqlite3.OperationalError:
            return False
    return True


class SqliteFile:
    """The file of a record. One thread after another may use it, never two at once; any number of processes may open the same file."""

    def __init__(self, path: Path) -> None:
        """Opens the record at a path, or makes one; StoreError where the file is no record or was made by a newer version."""
        self.path = path
        self._read, self._write = load_queries("read"), load_queries("write")
        try:
            self._db = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None, check_same_thread=False)
        except sqlite3.Error as error:
            raise StoreError(f"the record {str(path)!r} cannot be opened: {error}") from error
        try:
            self._prepare()
        except sqlite3.DatabaseError as error:
            self._db.close()
            raise StoreError(f"the record {str(path)!r} cannot be used: {error}; name another with --record") from error
        except StoreError:
            self._db.close()
            raise

    def _prepare(self) -> None:
        with self.snapshot():  # another process may be making the record: its mark and its tables are seen together or not at all
            version = int(self._value("PRAGMA user_version"))
            application = int(self._value("PRAGMA application_id"))
            tables = int(self._value("SELECT count(*) FROM sqlite_master"))
        if application != APPLICATION and (tables or version):
            raise StoreError(f"{str(self.path)!r} is a database, but no record of Dragoman's; name another with --record")
        if version > len(load_migrations()):
            raise StoreError(f"the record {str(self.path)!r} was made by a newer Dragoman (version {version} of the format); update Dragoman")
        self._db.execute("PRAGMA foreign_keys = ON")
        # What was reported as added must be there after a power cut, not only after a crash of ours.
        self._db.execute("PRAGMA synchronous = FULL")
        self._db.execute("PRAGMA journal_size_limit = 67108864")  # bytes of the log that stay on the disk after a large change
        self._db.execute("PRAGMA cache_size = -32768")  # KiB: what one document touches in a large record
        if version < len(load_migrations()):
            self._db.execute("PRAGMA journal_mode = WAL")
            self._migrate()

    def _migrate(self) -> None:
        with self._transaction():
            version = int(self._value("PRAGMA user_version"))  # again, under the lock: another process may have been first
            for number, script in enumerate(load_migrations()[version:], version + 1):
                for statement in _statements(script):
                    self._db.execute(statement)
                self._db.execute(f"PRAGMA user_version = {number}")
            self._db.execute(f"PRAGMA application_id = {APPLICATION}")

    def close(self) -> None:
        """Lets go of the file."""
        self._db.close()

    def _value(self, sql: str) -> Any:
        return self._db.execute(sql).fetchone()[0]

    def _rows(self, name: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            return self._db.execute(self._read[name], values).fetchall()
        except sqlite3.Error as error:
            raise StoreError(f"the record {str(self.path)!r} cannot be read: {error}") from error

    def ask(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        """The rows of a query; `?1` in it stands for the first value, as often as it is there."""
        if "?1" in sql:
            return self._db.execute(sql, {str(n): value for n, value in enumerate(values, 1)}).fetchall()
        return self._db.execute(sql, values).fetchall()

    def write(self, name: str, *values: object) -> None:
        """One statement of `write.sql`, in a transaction of its own."""
        with self._transaction():
            self._do(name, *values)

    def note(self, key: str) -> str:
        """What was noted under a key, empty where nothing was."""
        rows = self._rows("meta", key)
        return str(rows[0][0]) if rows else ""

    def _do(self, name: str, *values: object) -> None:
        self._db.execute(self._write[name], values)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        try:
            self._db.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._db.execute("ROLLBACK")
                raise
            self._db.execute("COMMIT")
        except sqlite3.Error as error:
            if self._db.in_transaction:
                self._db.execute("ROLLBACK")
            raise StoreError(f"the record {str(self.path)!r} cannot be written: {error}") from error

    @contextmanager
    def snapshot(self) -> Iterator[None]:
        """All reads inside see one moment, whatever others write meanwhile."""
        if self._db.in_transaction:
            yield
            return
        self._db.execute("BEGIN")
        try:
            yield
        finally:
            self._db.execute("COMMIT")


def _statements(script: str) -> Iterator[str]:
    """The statements of a migration one by one, so that they run inside our transaction (`executescript` would commit it)."""
    buffer = ""
    for line in script.splitlines(keepends=True):
        buffer += line
        if sqlite3.complete_statement(buffer):
            yield buffer
            buffer = ""
    if buffer.strip():
        yield buffer
