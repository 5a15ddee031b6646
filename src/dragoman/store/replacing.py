"""Yields what changes when all resolved records are replaced: the rows that go and those that come, of each table; what stays as it is is left alone."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.core.parts import Index
from dragoman.core.resolved import Resolved
from dragoman.store import encoding
from dragoman.store.rows import bare, face_of, key_of, puts_of

_TABLES: Mapping[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
    "resolved": (("kind", "key"), ("id", "record")),
    "resting": (("document", "kind", "key"), ()),
    "entity_mentions": (("mention",), ("entity", "document", "face", "told", "record")),
    "faces": (("entity", "face"), ("mention", "n")),
    "reasons": (("entity", "position"), ("a", "b", "record")),
    "found_by": (("space", "key", "ref"), ()),
    "blocks": (("key", "first", "mention"), ("last", "kind", "near", "half", "document")),
    "resolved_documents": (("document",), ("stamp",)),
}
"""{table: (columns of its key, other columns)}."""
Row = tuple[Any, ...]
Rows = Mapping[str, dict[Row, Row]]
"""{table: {key: other columns}}."""


@dataclass(frozen=True, slots=True)
class Changes:
    """Keys that go and rows that come, by table; redirects that are new, and ids that lead elsewhere no more."""

    gone: Mapping[str, list[Row]]
    come: Mapping[str, list[Row]]
    redirects: Mapping[str, str]
    back: tuple[str, ...]

    def write(self, db: sqlite3.Connection) -> None:
        """Writes them, within a transaction."""
        for table, (key, other) in _TABLES.items():
            where = " AND ".join(f"{column} = ?" for column in key)
            db.executemany(f"DELETE FROM {table} WHERE {where}", self.gone[table])
            columns = (*key, *other)
            db.executemany(f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})", self.come[table])
        put = "INSERT INTO redirects (old, new) VALUES (?, ?) ON CONFLICT (old) DO UPDATE SET new = excluded.new"
        db.executemany(put, sorted(self.redirects.items()))
        db.executemany("DELETE FROM redirects WHERE old = ?", [(key,) for key in self.back])


def rows_of(resolved: Resolved, index: Index, stamps: Mapping[str, int]) -> Rows:
    """All rows of all tables, as they should be."""
    rows: dict[str, dict[Row, Row]] = {table: {} for table in _TABLES}
    told = frozenset(key for marks in index.marks for key in marks.told)
    for put in puts_of(resolved):
        key = key_of(put.kind, put.record)
        rows["resolved"][put.kind, key] = (str(getattr(put.record, "id", "")), encoding.encode(bare(put.record)))
        if put.kind != "entities":
            rows["resting"].update(((doc, put.kind, key), ()) for doc in put.documents)
    for entity in resolved.entities:
        for m in entity.mentions:
            face = face_of(m)
            rows["entity_mentions"][(m.id,)] = (entity.id, m.doc, face, int(m.id in told), encoding.encode(m))
            first, n = rows["faces"].get((entity.id, face), (m.id, 0))
            rows["faces"][entity.id, face] = (min(first, m.id), n + 1)
        rows["reasons"].update(((entity.id, n), (r.a, r.b, encoding.encode(r))) for n, r in enumerate(entity.reasons))
    for marks in index.marks:
        rows["found_by"].update(((space, key, marks.document), ()) for space, key in marks.keys)
        for mention, mine in marks.blocks.items():
            for number, first, last, kind, near, half in mine:
                rows["blocks"].setdefault((number, first, mention), (last, kind, near, int(half), marks.document))
    rows["found_by"].update(((space, key, ref), ()) for ref, keys in index.keys.items() for space, key in keys)
    rows["resolved_documents"].update(((document,), (stamp,)) for document, stamp in stamps.items())
    return rows


def changes_of(db: sqlite3.Connection, wanted: Rows, resolved: Resolved) -> Changes:
    """What must be written for the rows of a record to be those wanted."""
    gone: dict[str, list[Row]] = {}
    come: dict[str, list[Row]] = {}
    for table, (key, other) in _TABLES.items():
        there = db.execute(f"SELECT {', '.join((*key, *other))} FROM {table}")
        gone[table], come[table] = _differences(there, wanted[table], len(key))
    old = {row[0] for row in db.execute("SELECT id FROM resolved WHERE id <> ''")}
    led = {row[0] for row in db.execute("SELECT old FROM redirects")}
    now = {rest[0] for rest in wanted["resolved"].values()}
    return Changes(gone, come, encoding.find_redirects(old, resolved) if old - now else {}, tuple(sorted(led & now)))


def _differences(there: Iterable[Row], wanted: Mapping[Row, Row], width: int) -> tuple[list[Row], list[Row]]:
    """(keys of rows that go, rows that come); a row that changes is in both."""
    gone: list[Row] = []
    same: set[Row] = set()
    for row in there:
        key = row[:width]
        if wanted.get(key) == row[width:]:
            same.add(key)
        else:
            gone.append(key)
    return sorted(gone), [(*key, *wanted[key]) for key in sorted(wanted.keys() - same)]
