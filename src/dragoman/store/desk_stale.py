"""Yields which records changed that the desk has not drawn yet. Kept apart from the drawing, whose arrays are slow to load."""

from __future__ import annotations

import sqlite3

from dragoman.codebook.coded import uncoded
from dragoman.core.documents import Document
from dragoman.store import encoding
from dragoman.store.desk_drawing import Drawing

FORMAT = "1"
"""Another one each time that rows of the desk are drawn in another way: a record with rows of an older one is drawn anew when it is opened."""
AT_ONCE = 4000
"""Changed records that are drawn in the transaction that changes them; of more, the rest follows in transactions of its own, so that none is long."""


def is_behind(db: sqlite3.Connection, most: int = 0) -> bool:
    """Are there more than so many records that changed and are not drawn?"""
    return int(Drawing(db).rows("stale_count")[0][0]) > most


def mark_all(db: sqlite3.Connection) -> None:
    """Has all rows of all records drawn anew; those of documents at once."""
    drawing = Drawing(db)
    failed = {row[0] for row in drawing.rows("failed_documents")}
    states: list[tuple[str, str]] = []
    for record, text, path in db.execute("SELECT record, text, path FROM documents ORDER BY row"):
        document = encoding.decode_document(record, text, path)
        states.append((state_of(document, failed=document.id in failed), document.id))
    drawing.many("state", states)
    drawing.rows("all_stale")


def state_of(document: Document, *, failed: bool) -> str:
    """One of STATES."""
    if failed:
        return "failed"
    gaps = uncoded(document)
    if any(gap.start == 0 and gap.end == len(document.text) for gap in gaps):
        return "uncoded"
    return "partly" if gaps or document.coded_until is not None else "coded"
