"""Yields Columns: the packed events of a record as arrays, with what a filter keeps of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.core.dates import DateRange
from dragoman.store.desk_pack import DTYPES, EVER, NEVER, Rows

Mask = NDArray[np.bool_]
_CLOSE = 1 << 20
"""Span of values that are counted without sorting them."""
_EPOCH = 719_163
"""The day from which numpy counts, as an ordinal."""


class Table:
    """Rows of one kind; a column is laid out for itself when it is first asked for."""

    def __init__(self, rows: Rows) -> None:
        """rows: as they are packed."""
        self._rows, self._columns = rows, dict[str, NDArray[Any]]()

    def __len__(self) -> int:
        """How many rows."""
        return len(self._rows)

    def __getitem__(self, name: str) -> NDArray[Any]:
        """A column."""
        if name not in self._columns:
            self._columns[name] = np.ascontiguousarray(self._rows[name])
        return self._columns[name]


class Columns:
    """All events as arrays. An event is called by its place in them; `at` gives the place of a row."""

    def __init__(self, ask: Callable[[str], Iterable[tuple[Any, ...]]]) -> None:
        """ask: gives the rows of a query."""
        data: dict[str, list[bytes]] = {kind: [] for kind in DTYPES}
        for kind, packed in ask("SELECT kind, data FROM desk_segments ORDER BY segment"):
            data[kind].append(packed)
        tables = {kind: Table(np.frombuffer(b"".join(parts), DTYPES[kind])) for kind, parts in data.items()}
        self.events, self.parties, self.told, self.pairs = tables["events"], tables["parties"], tables["told"], tables["pairs"]

    def __len__(self) -> int:
        """How many events."""
        return len(self.events)

    @cached_property
    def at(self) -> NDArray[np.int32]:
        """Row of an event to its place, -1 where there is none."""
        rows = self.events["row"]
        places = np.full(int(rows[-1]) + 1 if len(rows) else 1, -1, np.int32)
        places[rows] = np.arange(len(rows), dtype=np.int32)
        return places

    @cached_property
    def party_at(self) -> NDArray[Any]:
        """Place of the event of each party."""
        return self._placed(self.parties)

    @cached_property
    def told_at(self) -> NDArray[Any]:
        """Place of the event of each report."""
        return self._placed(self.told)

    @cached_property
    def pair_at(self) -> NDArray[Any]:
        """Place of the event of each pair."""
        return self._placed(self.pairs)

    def _placed(self, table: Table) -> NDArray[Any]:
        places: NDArray[Any] = self.at[table["event"]]
        return places

    @cached_property
    def party_key(self) -> NDArray[np.int64]:
        """Country, else minus the entity, of each party."""
        country = self.parties["country"].astype(np.int64)
        return np.where(country > 0, country, -self.parties["entity"].astype(np.int64))

    @cached_property
    def day(self) -> NDArray[np.int32]:
        """The day by which an event is put in order: its first, else its last; 0 for none."""
        first, last = self.events["first"], self.events["last"]
        return np.where(first > NEVER, first, np.where(last < EVER, last, NEVER)).astype(np.int32)

    def none(self) -> Mask:
        """No event."""
        return np.zeros(len(self), bool)

    def of_rows(self, rows: Iterable[int]) -> Mask:
        """Events of some rows, those that are there."""
        mask = self.none()
        wanted = np.fromiter(rows, np.int64)
        places = self.at[wanted[wanted < len(self.at)]]
        mask[places[places >= 0]] = True
        return mask

    def of_places(self, places: NDArray[Any]) -> Mask:
        """Events at some places."""
        mask = self.none()
        mask[places] = True
        return mask

    def with_party(self, sides: tuple[int, ...], countries: Iterable[int], entities: Iterable[int]) -> Mask:
        """Events with one of some countries or entities on one of some sides."""
        parties = self.parties
        found = is_in(parties["country"], countries) | is_in(parties["entity"], entities)
        if len(sides) == 1:
            found &= parties["side"] == sides[0]
        return self.of_places(self.party_at[found])

    def between(self, a: tuple[Iterable[int], Iterable[int]], b: tuple[Iterable[int], Iterable[int]]) -> Mask:
        """Events in which one of two acts towards the other, or both act together. a, b: (countries, entities) of each."""
        acts, suffers = [self.with_party((0,), *side) for side in (a, b)], [self.with_party((1,), *side) for side in (a, b)]
        alone = ~self.of_places(self.party_at[self.parties["side"] == 1])
        return (acts[0] & suffers[1]) | (acts[1] & suffers[0]) | (alone & acts[0] & acts[1])

    def unit_of(self, unit: str) -> tuple[NDArray[np.int64], Mask]:
        """(number of the unit that holds an event, is it held by one?): days, weeks, months or years from the beginning of the calendar."""
        first, last = self.events["first"], self.events["last"]
        known = (first > NEVER) & (last < EVER)
        starts, ends = _units(first, unit), _units(last, unit)
        return starts, known & (starts == ends)


def is_in(column: NDArray[Any], values: Iterable[int]) -> Mask:
    """Which are one of some numbers."""
    wanted = sorted(set(values))
    if not wanted:
        return np.zeros(len(column), bool)
    found: Mask = column == wanted[0]
    if len(wanted) < 8:
        for value in wanted[1:]:
            found |= column == value
        return found
    return np.isin(column, wanted)


def counted(keys: NDArray[Any]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """(values in order, how often each is there): as numpy.unique, but without sorting where the values lie close."""
    if not len(keys):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    low, high = int(keys.min()), int(keys.max())
    if high - low > _CLOSE:
        values, counts = np.unique(keys, return_counts=True)
        return values.astype(np.int64), counts
    counts = np.bincount(keys.astype(np.int64) - low)
    found = np.flatnonzero(counts)
    return found + low, counts[found]


def counted_by(groups: NDArray[Any], keys: NDArray[Any]) -> list[tuple[int, int, int]]:
    """(group, key, how often), of groups from 0 and few different keys."""
    values, _ = counted(keys)
    if not len(values):
        return []
    pairs, counts = counted(groups.astype(np.int64) * len(values) + np.searchsorted(values, keys))
    return list(zip((pairs // len(values)).tolist(), values[pairs % len(values)].tolist(), counts.tolist(), strict=True))


def _units(days: NDArray[Any], unit: str) -> NDArray[np.int64]:
    if unit == "day":
        return days.astype(np.int64)
    if unit == "week":
        return (days.astype(np.int64) - 1) // 7
    dates = (days.astype(np.int64) - _EPOCH).astype("datetime64[D]")
    return dates.astype("datetime64[M]" if unit == "month" else "datetime64[Y]").astype(np.int64)


def start_of(number: int, unit: str) -> str:
    """First ISO day of a unit of time by its number."""
    if unit in {"day", "week"}:
        day = number if unit == "day" else number * 7 + 1
        return str(np.datetime64(day - _EPOCH, "D"))
    return str(np.datetime64(number, "M" if unit == "month" else "Y").astype("datetime64[D]"))


def month_number(value: str) -> int:
    """`2025-02` as year * 12 + month - 1; -2, which no event has, for what is none."""
    year, _, month = value.partition("-")
    if year.isdigit() and month.isdigit() and 1 <= int(month) <= 12:
        return int(year) * 12 + int(month) - 1
    return -2


def say_month_number(number: int) -> str:
    """`2025-02`."""
    return f"{number // 12:04d}-{number % 12 + 1:02d}"


def day_text(date: DateRange) -> str | None:
    """The first ISO day of a date, else its last."""
    return date.start or date.end
