"""Yields how the desk is brought up to the records that changed, within the transaction that changes them, or where very many change right after."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import batched
from typing import Any

import numpy as np

from dragoman.store import desk_draw as draw
from dragoman.store import encoding
from dragoman.store.desk_columns import Columns
from dragoman.store.desk_drawing import SEGMENT, Drawing, listed

_LOT = 500
"""Records drawn together."""
_STEPS: Sequence[tuple[str, Callable[[Drawing, Sequence[str], Mapping[str, Any]], None]]] = (
    ("origins", draw.draw_origins),
    ("kinships", draw.draw_kinships),
    ("entities", draw.draw_entities),
    ("claims", draw.draw_claims),
    ("events", draw.draw_events),
    ("questions", draw.draw_questions),
    ("ties", draw.draw_ties),
    ("shifts", draw.draw_shifts),
    ("stories", draw.draw_stories),
    ("incidents", draw.draw_incidents),
)
"""In order: what comes later counts what came before. Of other kinds nothing is drawn."""


def refresh(db: sqlite3.Connection, most: int | None = None) -> None:
    """Draws anew what changed; most: no more than about so many records, in the order of the steps."""
    drawing, done = Drawing(db), 0
    for kind, step in _STEPS:
        for keys in _stale(drawing, kind):
            step(drawing, keys, _records(drawing, kind, keys))
            drawing.rows("fresh", kind, listed(keys))
            done += len(keys)
            if most is not None and done >= most:
                _count(drawing)
                return
    drawing.rows("all_fresh")
    _count(drawing)


def _count(drawing: Drawing) -> None:
    """Packs and counts what was touched."""
    for rows in batched(sorted(drawing.entities), _LOT):
        drawing.rows("count_acts", listed(rows))
    for sources in batched(sorted(drawing.sources), _LOT):
        drawing.rows("count_words", listed(sources))
    for rows in batched(sorted(drawing.documents), _LOT):
        drawing.rows("count_of_documents", listed(rows))
    for segment in sorted(drawing.segments):
        _pack(drawing, segment)
    drawing.rows("turned")


def prune(db: sqlite3.Connection) -> None:
    """Lets go of words and places that no event has any more."""
    columns = Columns(lambda sql: db.execute(sql))
    used = [columns.events[name] for name in ("type", "modality", "ontology", "review", "country")]
    used += [columns.parties["country"], columns.told["outlet"], columns.pairs["a"], columns.pairs["b"]]
    words = listed(np.unique(np.concatenate(used)).tolist())
    places = listed(np.unique(columns.events["place"]).tolist())
    db.execute("DELETE FROM desk_words WHERE no NOT IN (SELECT value FROM json_each(?))", (words,))
    db.execute("DELETE FROM desk_places WHERE no NOT IN (SELECT value FROM json_each(?))", (places,))


def _stale(drawing: Drawing, kind: str) -> Iterator[list[str]]:
    while keys := [row[0] for row in drawing.rows("stale", kind, _LOT)]:
        yield keys


def _records(drawing: Drawing, kind: str, keys: Sequence[str]) -> Mapping[str, Any]:
    rows = drawing.rows("records", listed(keys), kind)
    return dict(zip((row[0] for row in rows), encoding.decode_records(kind, [row[1] for row in rows]), strict=True))


def _pack(drawing: Drawing, segment: int) -> None:
    rows = drawing.rows("segment", segment * SEGMENT, (segment + 1) * SEGMENT)
    for n, kind in enumerate(("events", "parties", "told", "pairs")):
        drawing.rows("put_segment", kind, segment, b"".join(row[n] for row in rows))
