"""Yields DeskReads: what all reads of the desk share: queries, one moment for each, what is kept between them, the events' columns, and ids that went."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Hashable
from typing import Any

from dragoman.core.errors import StoreError
from dragoman.store.desk_columns import Columns
from dragoman.store.sqlite_file import SqliteFile, load_queries

KEPT = 24
"""Answers that are kept at one time, the columns among them."""


type NameOf = Callable[[str], str | None]
"""The name of a state or body by its code, None where it has none."""


class DeskReads:
    """Reads of a record that is open. Its columns, and answers that cost much, are kept until the resolved records turn."""

    def __init__(self, file: SqliteFile, name_of: NameOf = lambda code: None) -> None:
        """file: the record; name_of: what a code of a state or body means where no report names it."""
        self._file = file
        self._name_of = name_of
        self._turned = ""
        self._kept: dict[Hashable, Any] = {}

    def _rows(self, name: str, *values: object) -> list[tuple[Any, ...]]:
        return self._ask(load_queries("desk")[name], *values)

    def _ask(self, sql: str, *values: object) -> list[tuple[Any, ...]]:
        try:
            return self._file.ask(sql, *values)
        except sqlite3.Error as error:
            raise StoreError(f"the record {str(self._file.path)!r} cannot be read: {error}") from error

    def _all(self) -> Columns:
        """The events of the moment that is read."""
        return self._once("columns", lambda: Columns(self._ask))

    def _once[Answer](self, asked: Hashable, read: Callable[[], Answer]) -> Answer:
        """What a read of resolved records gives, within a snapshot; read again only when they turned, or when much else was asked since."""
        turn = "".join(row[0] for row in self._rows("turn"))
        if turn != self._turned:
            self._turned, self._kept = turn, {}
        answer: Answer = self._kept.pop(asked) if asked in self._kept else read()
        self._kept[asked] = answer
        while len(self._kept) > KEPT:
            del self._kept[next(iter(self._kept))]
        return answer

    def _current(self, key: str) -> str | None:
        """What took the place of an id that went, None where nothing is known of it."""
        rows = self._rows("redirect", key)
        return str(rows[0][0]) if rows else None
