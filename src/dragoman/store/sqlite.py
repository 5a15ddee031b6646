"""Yields SqliteStore: a record in one SQLite file (WAL, one transaction per document) behind the Reader and Writer of `base`."""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from functools import cache
from importlib import resources
from pathlib import Path
from typing import Any

from dragoman.core.documents import Document, Timex
from dragoman.core.errors import StoreError
from dragoman.core.ids import sha256_hex
from dragoman.core.mentions import Extracted, Failure, Input, Judgement
from dragoman.core.resolved import Resolved
from dragoman.store import encoding
from dragoman.store.base import Arrival

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


class SqliteStore:
    """A record in one file. Not for use by two threads at once; any number of processes may open the same file."""

    def __init__(self, path: Path) -> None:
        """Opens the record at a path, or makes one; StoreError where the file is no record or was made by a newer version."""
        self.path = path
        self._read, self._write = load_queries("read"), load_queries("write")
        try:
            self._db = sqlite3.connect(path, timeout=WAIT_SECONDS, isolation_level=None)
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

    # Reader

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

    def documents(self) -> tuple[Document, ...]:
        """All documents, by id."""
        return tuple(encoding.decode_document(*row) for row in self._rows("documents"))

    def document(self, key: str) -> Document | None:
        """One document by id."""
        rows = self._rows("document", key)
        return encoding.decode_document(*rows[0]) if rows else None

    def versions(self) -> dict[str, str]:
        """Document id to the version that it was coded with."""
        return dict(self._rows("versions"))

    def extracted(self) -> Iterator[Extracted]:
        """What was drawn from each document, by document id."""
        for record, text, path, version, times, drawn in self._rows("extracted"):
            yield encoding.decode_extracted(encoding.decode_document(record, text, path), version, times, drawn)

    def times(self) -> dict[str, tuple[Timex, ...]]:
        """Document id to its time expressions."""
        return {key: encoding.decode_times(times) for key, times in self._rows("times")}

    def resolved(self) -> Resolved:
        """The resolved records as they were last replaced."""
        return encoding.decode_resolved([(kind, record) for kind, record in self._rows("resolved")])

    def note(self, key: str) -> str:
        """What was noted under a key, empty where nothing was."""
        rows = self._rows("meta", key)
        return str(rows[0][0]) if rows else ""

    def brought_by(self, location: str) -> frozenset[str]:
        """Ids of the documents that the file at a location brought."""
        return frozenset(row[0] for row in self._rows("brought_by", location))

    def inputs(self) -> tuple[Input, ...]:
        """What became of each input, by path."""
        found: dict[tuple[str, str], Input] = {}
        for path, state, document, error, first in self._rows("inputs"):
            if document and state != "updated":
                state = "added" if path == first else "copy"
            found.setdefault((path, document), Input(path, state, document or None, error))
        return tuple(found.values())

    def failures(self) -> tuple[Failure, ...]:
        """What could not be read or coded."""
        found = {replace(encoding.decode_failure(record), input=path) if path else encoding.decode_failure(record) for record, path in self._rows("failures")}
        return tuple(sorted(found, key=lambda f: (f.input, f.stage, f.error, f.message)))

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, by time and id."""
        return tuple(encoding.decode_judgement(row[0]) for row in self._rows("judgements"))

    def redirects(self) -> dict[str, str]:
        """Ids that went, to those that took their place."""
        return dict(self._rows("redirects"))

    def search(self, words: str) -> tuple[str, ...]:
        """Ids of the documents that hold all the words, best first."""
        query = encoding.match_query(words)
        return tuple(row[0] for row in self._rows("search", query)) if query else ()

    def raw(self, sha256: str) -> bytes | None:
        """The bytes of an input as they were read."""
        rows = self._rows("raw", sha256)
        return encoding.unpack(rows[0][0]) if rows else None

    # Writer

    def put_coded(self, extracted: Extracted, raw: bytes, arrival: Arrival, failure: Failure | None = None) -> None:
        """A document with all that was drawn from it, its bytes and its arrival, in one transaction."""
        document = extracted.document
        with self._transaction():
            self._put_document(document)
            if not self._rows("raw", key := sha256_hex(raw)):
                self._do("put_raw", key, encoding.pack(raw))
            self._do("put_extracted", document.id, extracted.version, encoding.encode(extracted.times), encoding.encode_drawn(extracted))
            self._do("drop_failures", "", document.id)
            if failure is not None:
                self._do("put_failure", "", document.id, encoding.encode(failure))
            self._put_arrival(arrival)

    def put_arrival(self, arrival: Arrival, document: Document | None = None) -> None:
        """An arrival that needs no coding."""
        with self._transaction():
            if document is not None:
                self._do("set_path", document.path, document.id, document.path)
            self._put_arrival(arrival)

    def close_input(self, location: str, documents: frozenset[str], failures: Sequence[Failure]) -> None:
        """The file at a location brought these documents and failures, and no others."""
        with self._transaction():
            gone = self.brought_by(location) - documents
            for key in sorted(gone | ({""} if documents else set())):
                self._do("drop_input", location, key)
            self._do("drop_failures", location, "")
            for failure in failures:
                self._do("put_failure", location, "", encoding.encode(failure))

    def replace_resolved(self, resolved: Resolved, resolved_for: str) -> None:
        """All resolved records at once; ids that go leave a redirect."""
        rows = encoding.resolved_rows(resolved)
        with self._transaction():
            old = {row[0] for row in self._rows("resolved_ids")}
            self._do("drop_resolved")
            self._db.executemany(self._write["put_resolved"], rows)
            for key, new in encoding.find_redirects(old, resolved).items():
                self._do("put_redirect", key, new)
            for _, _, key, _ in rows:
                self._do("drop_redirect", key)
            self._do("put_meta", "resolved_for", resolved_for)

    def put_note(self, key: str, value: str) -> None:
        """Notes a value under a key."""
        with self._transaction():
            self._do("put_meta", key, value)

    def put_judgement(self, judgement: Judgement) -> None:
        """Adds a judgement; where one of this id is there, it stays."""
        with self._transaction():
            self._do("put_judgement", judgement.id, judgement.at, encoding.encode(judgement))

    def _put_document(self, document: Document) -> None:
        folded = encoding.fold(f"{document.title or ''}\n{document.text}")
        record = encoding.encode_document(document)
        self._do("put_document", document.id, document.path, document.sha256, record, document.text, folded)

    def _put_arrival(self, arrival: Arrival) -> None:
        self._do("put_input", arrival.location, arrival.path, arrival.document or "", arrival.state, arrival.error)


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
