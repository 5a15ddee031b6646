"""Yields Drawing: what the rows of the desk are drawn with, and what is left to count when they are."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dragoman.core.dates import DateRange
from dragoman.store import encoding
from dragoman.store.sqlite_file import load_queries

SEGMENT = 4096
"""Events packed together; those that change are packed anew with their segment."""


@dataclass(frozen=True, slots=True)
class DocumentHead:
    """What of a document counts for events: row, number, outlet, day and origin."""

    row: int
    number: int
    outlet: str | None
    day: str | None
    origin: str


@dataclass(slots=True)
class Drawing:
    """One refreshing of the desk, within a transaction. segments, documents, entities, sources: what must be packed or counted anew."""

    db: sqlite3.Connection
    segments: set[int] = field(default_factory=set)
    documents: set[int] = field(default_factory=set)
    entities: set[int] = field(default_factory=set)
    sources: set[str] = field(default_factory=set)
    _words: dict[str, int] = field(default_factory=dict)
    _heads: dict[str, DocumentHead] = field(default_factory=dict)

    def rows(self, name: str, *values: object) -> list[tuple[Any, ...]]:
        """What a query of `project.sql` gives."""
        return self.db.execute(load_queries("project")[name], values).fetchall()

    def many(self, name: str, rows: Sequence[tuple[Any, ...]]) -> None:
        """A statement for each of many rows."""
        self.db.executemany(load_queries("project")[name], rows)

    def word(self, word: str | None) -> int:
        """The number of a word, 0 for none."""
        if not word:
            return 0
        if word not in self._words:
            found = self.rows("word", word) or self.rows("put_word", word)
            self._words[word] = int(found[0][0])
        return self._words[word]

    def heads(self, documents: Iterable[str]) -> dict[str, DocumentHead]:
        """Heads of the documents that are in the record."""
        wanted = set(documents)
        missing = wanted - self._heads.keys()
        if missing:
            self._heads |= {row[0]: DocumentHead(*row[1:]) for row in self.rows("heads", listed(missing))}
        return {key: self._heads[key] for key in sorted(wanted & self._heads.keys())}

    def forget_heads(self) -> None:
        """Documents were changed: their heads are read again."""
        self._heads.clear()

    def entity_rows(self, ids: Iterable[str | None]) -> dict[str, int]:
        """{entity: its row} of those that are there."""
        return {key: row for row, key in self.rows("rows_of_entities", listed(filter(None, ids)))}

    def put_words(self, kind: str, row: int, *words: str) -> None:
        """What a row can be found by, folded, where that changed. kind: events, claims, questions, entities."""
        folded = tuple(encoding.fold(part) for part in words)
        was = self.rows(f"words_of_{kind}", row)
        if was and was[0] == folded:
            return
        if was:
            self.rows(f"drop_words_of_{kind}", row)
        self.rows(f"put_words_of_{kind}", row, *folded)

    def touch_event(self, row: int) -> None:
        """The segment of an event is packed anew."""
        self.segments.add(row // SEGMENT)


def listed(values: Iterable[Any]) -> str:
    """Values as the JSON list that queries read."""
    return json.dumps(sorted(set(values)))


def ends(date: DateRange) -> tuple[str | None, str | None]:
    """First and last ISO day, None where unknown or open."""
    days = date.days()
    if days is None:
        return None, None
    return days[0].isoformat() if date.start else None, days[1].isoformat() if date.end else None
