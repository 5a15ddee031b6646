"""Yields SqliteDesk: the reads of the desk on a record in SQLite."""

from __future__ import annotations

from dragoman.store.desk_search import DeskSearch


class SqliteDesk(DeskSearch):
    """All reads of the desk, behind `Desk` of `desk_base`; each sees one moment."""
