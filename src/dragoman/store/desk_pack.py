"""Yields packed events: rows of fixed width that are filtered and counted by the hundred thousand, and what makes them of an Event."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from zlib import crc32

import numpy as np
from numpy.typing import NDArray

from dragoman.core.dates import DateRange, first_day
from dragoman.core.records import Event, Party
from dragoman.store.desk_drawing import DocumentHead

Rows = NDArray[Any]
Word = Callable[[str | None], int]
NEVER, EVER = 0, 4_000_000
"""Days before and after every other."""
PRECISIONS = ("none", "day", "days", "month", "year", "open")
_LONGEST_DAYS, _LONGEST_MONTH, _LONGEST_YEAR = 27, 31, 366


def _fields(told: str) -> np.dtype[Any]:
    return np.dtype([(name, kind) for name, _, kind in (field.partition(":") for field in told.split())])


EVENT = _fields(
    "row:<i4 order:<u8 first:<i4 last:<i4 seen:<i4 seen_last:<i4 month:<i4 precision:i1 type:<i4 modality:<i4 ontology:<i4 review:<i4 quad:i1 place:<i4 "
    "country:<i4 score:<f4 sure:<f4 tellings:<i4 outlets:<i4 origins:<i4 born:<i4 latest:<i4"
)
"""order: breaks ties; seen: first and last day of the reports; month: year * 12 + month - 1 that holds all its days, else -1. Words by number, 0 for none."""
PARTY = _fields("event:<i4 side:i1 lead:i1 country:<i4 entity:<i4")
"""side 0 actor, 1 recipient; lead: the first of its key on that side of the event; key: the country, else the entity."""
TOLD = _fields("event:<i4 doc:<i4 outlet:<i4 lead:i1")
"""lead: the first of its outlet."""
PAIR = _fields("event:<i4 a:<i8 b:<i8 lead:i1")
"""Keys of the two, actor first: a country's number, or minus an entity's. lead: the first of the two ways round."""
DTYPES: Mapping[str, np.dtype[Any]] = {"events": EVENT, "parties": PARTY, "told": TOLD, "pairs": PAIR}


@dataclass(frozen=True, slots=True)
class Packed:
    """One event as bytes of each kind, and the entities (numbers) in it."""

    events: bytes
    parties: bytes
    told: bytes
    pairs: bytes
    entities: tuple[int, ...]


def pack_event(
    event: Event, row: int, documents: Mapping[str, DocumentHead], entities: Mapping[str, int], word: Callable[[str | None], int], place: int
) -> Packed:
    """The bytes of an event. documents: heads of those that tell it; entities: {id: number}; word: gives a word's number; place: its number or 0."""
    heads = [documents[key] for key in dict.fromkeys(m.doc for m in event.mentions) if key in documents]
    outlets = [word(head.outlet) for head in heads]
    leads = {n: min(k for k, other in enumerate(outlets) if other == n) for n in set(outlets)}
    first, last, precision, month = _days(event.date)
    seen = [first_day(h.day).toordinal() for h in heads if h.day]
    numbers = [h.number for h in heads]
    voices = {n for n in outlets if n} | {-h.row for h, n in zip(heads, outlets, strict=True) if not n}
    parties = [(side, party) for side, group in ((0, event.actors), (1, event.recipients)) for party in group]
    packed = np.zeros(1, EVENT)
    when = (row, order_of(event.id), first, last, min(seen, default=NEVER), max(seen, default=NEVER), month, precision)
    what = (word(event.type), word(event.modality), word(event.ontology), word(event.review), event.quad or 0, place)
    where = (word(event.place.country) if event.place else 0, np.nan if event.score is None else event.score)
    counts = (max((m.confidence for m in event.mentions), default=0.0), len(event.mentions), len(voices), len({h.origin for h in heads}))
    packed[0] = (*when, *what, *where, *counts, min(numbers, default=0), max(numbers, default=0))
    rows, keys = _parties(parties, row, entities, word)
    told = [(row, h.row, n, int(leads[n] == k)) for k, (h, n) in enumerate(zip(heads, outlets, strict=True))]
    ways = sorted({(a, b) for a in keys[0] for b in keys[1] or keys[0] if a != b})
    pairs = [(row, a, b, int(a < b or (b, a) not in ways)) for a, b in ways]
    found = tuple(sorted({entities[p.entity] for _, p in parties if p.entity in entities and p.entity}))
    return Packed(packed.tobytes(), _bytes(rows, PARTY), _bytes(told, TOLD), _bytes(pairs, PAIR), found)


def _parties(
    parties: Sequence[tuple[int, Party]], row: int, entities: Mapping[str, int], word: Word
) -> tuple[list[tuple[int, ...]], tuple[list[int], list[int]]]:
    """Rows of the parties, and the keys of either side."""
    rows: list[tuple[int, ...]] = []
    keys: tuple[list[int], list[int]] = ([], [])
    for side, party in parties:
        country, entity = word(party.country), entities.get(party.entity or "", 0)
        key = country or -entity
        lead = bool(key) and key not in keys[side]
        if lead:
            keys[side].append(key)
        rows.append((row, side, int(lead), country, entity))
    return rows, keys


def _bytes(rows: Sequence[tuple[int, ...]], dtype: np.dtype[Any]) -> bytes:
    return np.array(rows, dtype).tobytes() if rows else b""


def _days(date: DateRange) -> tuple[int, int, int, int]:
    """First and last day, precision (place in PRECISIONS), month."""
    days = date.days()
    if days is None:
        return NEVER, NEVER, 0, -1
    first = days[0].toordinal() if date.start else NEVER
    last = days[1].toordinal() if date.end else EVER
    one_month = date.start and date.end and days[0].year * 12 + days[0].month == days[1].year * 12 + days[1].month
    return first, last, _precision(date, last - first), days[0].year * 12 + days[0].month - 1 if one_month else -1


def _precision(date: DateRange, span: int) -> int:
    if not date.start or not date.end:
        return PRECISIONS.index("open")
    if span == 0:
        return PRECISIONS.index("day")
    whole = date.start == date.end and {len("2025"): "year", len("2025-02"): "month"}.get(len(date.start))
    if whole:
        return PRECISIONS.index(whole)
    name = "days" if span < _LONGEST_DAYS else "month" if span < _LONGEST_MONTH else "year" if span < _LONGEST_YEAR else "open"
    return PRECISIONS.index(name)


def order_of(key: str) -> int:
    """A number that orders events of one day by document and place, as their ids do."""
    parts = key.split("-")
    try:
        return (int(parts[1], 16) >> 12) % 2**36 << 28 | min(int(parts[2]), 2**20 - 1) << 8 | crc32(key.encode()) & 0xFF
    except (IndexError, ValueError):
        return int.from_bytes(key.encode()[:8].ljust(8, b"\0"))


def day_of(ordinal: int) -> str | None:
    """The ISO day of a number, None before and after all."""
    return dt.date.fromordinal(ordinal).isoformat() if NEVER < ordinal < EVER else None
