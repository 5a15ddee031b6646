"""Yields SqliteStore: a record in one SQLite file (WAL, one transaction per document) behind the Reader and Writer of `base`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING

from dragoman.core.documents import Document, Timex
from dragoman.core.errors import NotFoundError
from dragoman.core.ids import sha256_hex
from dragoman.core.judged import with_undone
from dragoman.core.mentions import Extracted, Failure, Input, Judgement, Tombstone
from dragoman.core.visits import Visit
from dragoman.store import encoding
from dragoman.store.base import Arrival
from dragoman.store.desk_stale import state_of
from dragoman.store.sqlite_file import has_full_text, sqlite_version
from dragoman.store.sqlite_parts import SqliteParts

if TYPE_CHECKING:
    from pathlib import Path

    from dragoman.store.desk_reads import NameOf
    from dragoman.store.sqlite_desk import SqliteDesk

__all__ = ["SqliteStore", "has_full_text", "sqlite_version"]


class SqliteStore(SqliteParts):
    """A record in one file. Not for use by two threads at once; any number of processes may open the same file."""

    def __init__(self, path: Path, name_of: NameOf = lambda code: None) -> None:
        """Opens the record at a path, or makes one; errors as `SqliteFile`. name_of: as `DeskReads` takes it."""
        super().__init__(path)
        self._name_of = name_of

    @cached_property
    def desk(self) -> SqliteDesk:
        """The reads that pages are made of."""
        from dragoman.store.sqlite_desk import SqliteDesk  # only now: numpy is slow to load, and most commands show no pages

        return SqliteDesk(self, self._name_of)

    # Reader

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

    def brought_by(self, location: str) -> dict[str, frozenset[str]]:
        """Part to ids of the documents that it brought, of the file or page at a location."""
        found: dict[str, set[str]] = {}
        for part, document in self._rows("brought_by", location):
            found.setdefault(part, set()).add(document)
        return {part: frozenset(ids) for part, ids in found.items()}

    def failed(self) -> tuple[dict[str, str], frozenset[str]]:
        """{location: error code} of inputs with failures, and ids of documents whose coding failed."""
        rows = [(location, document, encoding.decode_failure(record)) for location, document, record in self._rows("failed")]
        return {location: failure.error for location, _, failure in rows if location}, frozenset(document for _, document, _ in rows if document)

    def locations_of(self, document: str) -> tuple[str, ...]:
        """Where a document came from, sorted."""
        return tuple(row[0] for row in self._rows("locations_of", document))

    def called(self, location: str) -> str | None:
        """The path by which the input at a location was told, without that of a part."""
        rows = self._rows("called", location)
        return str(rows[0][0]).removesuffix(rows[0][1]) if rows else None

    def tombstones(self) -> tuple[Tombstone, ...]:
        """Documents that were removed, by id."""
        return tuple(Tombstone(*row) for row in self._rows("tombstones"))

    def visit(self, url: str) -> Visit | None:
        """The last fetch of an address that brought something."""
        rows = self._rows("visit", url)
        return encoding.decode_visit(rows[0][0]) if rows else None

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
        return with_undone(encoding.decode_judgement(row[0]) for row in self._rows("judgements"))

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
            self._put_drawn(extracted, failure)
            self._do("drop_tombstone", document.id)
            self._put_arrival(arrival)

    def put_recoded(self, coded: Sequence[tuple[Extracted, Failure | None]]) -> None:
        """Documents of the record that were coded anew, in one transaction."""
        with self._transaction():
            known = {row[0] for row in self._rows("versions")}
            for extracted, failure in coded:
                if extracted.document.id in known:
                    self._put_drawn(extracted, failure)

    def put_arrival(self, arrival: Arrival, document: Document | None = None) -> None:
        """An arrival that needs no coding."""
        with self._transaction():
            if document is not None:
                self._do("set_path", document.path, document.id, document.path)
            self._put_arrival(arrival)

    def close_input(self, location: str, kept: frozenset[tuple[str, str]], failures: Sequence[Failure]) -> None:
        """The file at a location brought these (part, document or empty) and failures, and no others."""
        with self._transaction():
            for part, document in sorted({(part, document) for part, document in self._rows("rows_of", location)} - kept):
                self._do("drop_input", location, part, document)
            self._do("drop_failures", location, "")
            for failure in failures:
                self._do("put_failure", location, "", encoding.encode(failure))

    def remove(self, tombstone: Tombstone) -> None:
        """Takes a document out with all that rests on it alone; NotFoundError where it is not in the record.

        Its words are overwritten in the file, not only let go; those in resolved records are when these are replaced next.
        """
        self._db.execute("PRAGMA secure_delete = ON")
        with self._transaction():
            document = self.document(tombstone.id)
            if document is None:
                raise NotFoundError(f"the record has no document {tombstone.id!r}")
            self._do("drop_document", document.id)
            self._do("drop_inputs_of", document.id)
            self._do("drop_failures_of", document.id)
            if not self._rows("sharing", document.sha256)[0][0]:
                self._do("drop_raw", document.sha256)
            self._do("put_tombstone", tombstone.id, tombstone.at, tombstone.by, tombstone.why)
            self._do("put_meta", "removed", "yes")
            self._do("optimize_words")  # until its parts are merged, the index keeps the words of what was deleted

    def put_visit(self, visit: Visit) -> None:
        """Notes the last fetch of an address."""
        with self._transaction():
            self._do("put_visit", visit.url, encoding.encode(visit))

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
        day = document.published.day if document.published else None
        self._do("put_document", document.id, document.path, document.sha256, record, document.text, folded, day)

    def _put_drawn(self, extracted: Extracted, failure: Failure | None) -> None:
        key = extracted.document.id
        self._do("put_extracted", key, extracted.version, encoding.encode(extracted.times), encoding.encode_drawn(extracted))
        self._do("drop_failures", "", key)
        if failure is not None:
            self._do("put_failure", "", key, encoding.encode(failure))
        self._do("put_state", state_of(extracted.document, failed=failure is not None), key)

    def _put_arrival(self, arrival: Arrival) -> None:
        self._do("put_input", arrival.location, arrival.part, arrival.path, arrival.document or "", arrival.state, arrival.error)
