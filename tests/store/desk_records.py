"""Yields a record of invented reports for the tests of the desk: some hundred events that were made, not coded."""

from __future__ import annotations

from pathlib import Path

from dragoman.core.resolved import Resolved
from dragoman.evaluate.desk_record import resolve_room, write_record
from dragoman.store.base import Arrival
from dragoman.store.sqlite import SqliteStore


def make_desk(path: Path, documents: int = 50, events: int = 300) -> tuple[SqliteStore, Resolved]:
    """A store with that record, and the resolved records in it."""
    store = SqliteStore(path)
    reports, room = write_record(documents, events)
    for drawn in reports:
        document = drawn.document
        store.put_coded(drawn, document.text.encode(), Arrival(f"/scale/{document.path}", document.path or "", "added", document.id))
    resolved = resolve_room(room)
    store.replace_resolved(resolved, "made", None, store.stamps()[0])
    return store, resolved
