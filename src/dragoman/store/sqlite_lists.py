"""Yields SqliteLists: the part of a record in SQLite that holds the lists a user brought."""

from __future__ import annotations

import json
from collections.abc import Iterable

from dragoman.codebook.name_keys import name_keys
from dragoman.core.errors import NotFoundError
from dragoman.core.listed import Listed, ListHead
from dragoman.store import encoding
from dragoman.store.sqlite_file import SqliteFile


class SqliteLists(SqliteFile):
    """Lists in the file of a record."""

    def lists(self) -> tuple[ListHead, ...]:
        """The lists of the record, by name."""
        return tuple(encoding.decode_list(row[0]) for row in self._rows("lists"))

    def listed(self, keys: Iterable[str]) -> tuple[Listed, ...]:
        """Entries that have a name with one of the keys (`codebook.name_keys`), by list and id."""
        wanted = sorted(set(keys))
        return tuple(encoding.decode_listed(row[2]) for row in self._rows("listed", json.dumps(wanted))) if wanted else ()

    def put_list(self, head: ListHead, entries: Iterable[Listed]) -> ListHead:
        """A list with its entries, in place of one of that name, together or not at all; gives the head with how many entries went in.

        Of two entries with one id the first is kept.
        """
        with self._transaction():
            self._do("drop_list", head.name)
            self._do("put_list", head.name, encoding.encode(head))
            count = sum(self._put_entry(entry) for entry in entries)
            told = ListHead(head.name, head.file, head.sha256, count, head.at)
            self._do("put_list", head.name, encoding.encode(told))
        return told

    def drop_list(self, name: str) -> None:
        """Takes a list out; NotFoundError where there is none of that name."""
        if all(head.name != name for head in self.lists()):
            raise NotFoundError(f"the record has no list {name!r}; 'dragoman lists' shows those it has")
        with self._transaction():
            self._do("drop_list", name)

    def _put_entry(self, entry: Listed) -> bool:
        row = self._db.execute(self._write["put_listed"], (entry.list, entry.id, encoding.encode(entry))).fetchone()
        if row is None:
            return False
        keys = sorted({key for name in entry.names for key in name_keys(name)})
        self._db.executemany(self._write["put_listed_name"], [(key, row[0]) for key in keys])
        return True
