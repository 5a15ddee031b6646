"""Yields DeskEvents: lists, facets, swimlanes and maps of events, filtered and counted by their packed columns."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.core.desk import EVENT_FACETS, EVENT_SORTS, FIRST, LANES, EventFilter, Facet, FacetValue, Found, Page, found_of
from dragoman.core.desk_rows import EventMark, EventRow
from dragoman.store import encoding
from dragoman.store.desk_base import TOP
from dragoman.store.desk_columns import Columns, Mask, counted, month_number, say_month_number
from dragoman.store.desk_draw import NOWHERE
from dragoman.store.desk_drawing import listed
from dragoman.store.desk_filter import DeskFilter, all_of, one_of
from dragoman.store.desk_pack import PRECISIONS, day_of

_PARTIES = {"actor": 0, "recipient": 1}
_UNDATED_LAST = 1 << 40


class DeskEvents(DeskFilter):
    """Events of the desk."""

    def events(self, asked: EventFilter, page: Page = FIRST, sort: str = "-time") -> Found[EventRow]:
        """Events; sort: one of EVENT_SORTS."""
        one_of("sort", sort, EVENT_SORTS)
        with self._file.snapshot():
            columns = self._all()
            places = np.flatnonzero(all_of(self._masks(asked, columns), len(columns)))
            chosen = _sorted(columns, places, sort, page.skipped + page.size)[page.skipped :]
            return found_of(self._event_rows(columns, chosen), len(places), page)

    def event(self, key: str) -> EventRow | None:
        """One event; an id that went leads to what took its place."""
        with self._file.snapshot():
            rows = self._rows("event_row", key) or self._rows("event_row", self._current(key))
            if not rows:
                return None
            columns = self._all()
            return next(iter(self._event_rows(columns, columns.at[[rows[0][0]]])), None)

    def _event_rows(self, columns: Columns, places: NDArray[Any]) -> tuple[EventRow, ...]:
        events = columns.events
        rows = events["row"][places]
        found = self._rows("event_records", listed(map(int, rows)))
        records = dict(zip((row[0] for row in found), encoding.decode_records("events", [row[1] for row in found]), strict=True))
        told = {name: events[name][places].tolist() for name in ("tellings", "outlets", "origins", "precision")}
        return tuple(
            EventRow(records[row], told["tellings"][n], told["outlets"][n], told["origins"][n], PRECISIONS[told["precision"][n]])
            for n, row in enumerate(rows.tolist())
            if row in records
        )

    def event_facets(self, asked: EventFilter, top: int = TOP, names: Iterable[str] | None = None) -> tuple[Facet, ...]:
        """Facets of events, those named, else all."""
        with self._file.snapshot():
            columns = self._all()
            masks = self._masks(asked, columns)
            wanted = EVENT_FACETS if names is None else tuple(names)
            for name in wanted:
                one_of("facet", name, EVENT_FACETS)
            return tuple(self._facet(name, asked, columns, all_of(masks, len(columns), name), top) for name in wanted)

    def _facet(self, name: str, asked: EventFilter, columns: Columns, mask: Mask, top: int) -> Facet:
        keys = _keys_of(columns, name, mask)
        values, counts = counted(keys)
        order = np.argsort(values if name in {"month", "quad"} else -counts, kind="stable")
        kept = dict(zip(values[order].tolist(), counts[order].tolist(), strict=True))
        chosen = self._chosen(name, getattr(asked, name))
        shown = list(kept)[-top:] if name == "month" else list(kept)[:top]
        shown += [key for key in chosen if key not in shown]
        labels = self._labels_of(name, shown)
        told = [FacetValue(*labels[key], kept.get(key, 0), key in chosen) for key in shown if key in labels]
        if name not in {"month", "quad"}:
            told.sort(key=lambda value: (-value.n, value.value))
        elif name == "month":
            told.sort(key=lambda value: value.value)
        return Facet(name, tuple(told), len(set(kept) - set(shown)))

    def _chosen(self, name: str, values: Sequence[str]) -> list[int]:
        if name == "month":
            return list(map(month_number, values))
        if name == "quad":
            return [int(value) for value in values if value in {"1", "2", "3", "4"}]
        if name in _PARTIES:
            countries, entities = self._keys(values)
            return countries + [-row for row in entities]
        return self._numbers(values)

    def _labels_of(self, name: str, keys: Sequence[int]) -> dict[int, tuple[str, str]]:
        """{number: (value, label)} of a facet."""
        if name == "month":
            return {key: (say_month_number(key), say_month_number(key)) for key in keys if key >= 0}
        if name == "quad":
            return {key: (str(key), str(key)) for key in keys}
        if name in _PARTIES or name == "country":
            return self._labels(keys)
        words = self._word_of()
        return {key: (words[key], words[key]) for key in keys if key in words}

    def event_marks(self, asked: EventFilter, by: str = "actor", most: int = 2000) -> Found[EventMark]:
        """Events as a chart draws them, the latest so many in order of time."""
        one_of("lane", by, LANES)
        with self._file.snapshot():
            columns = self._all()
            places = np.flatnonzero(all_of(self._masks(asked, columns), len(columns)))
            chosen = _sorted(columns, places, "-time", most)[::-1]
            return Found(self._marks(columns, chosen, by), len(places))

    def _marks(self, columns: Columns, places: NDArray[Any], by: str) -> tuple[EventMark, ...]:
        events, words = columns.events, self._word_of()
        told = {row: (key, summary) for row, key, summary in self._rows("event_ids", listed(events["row"][places].tolist()))}
        where = {no: rest for no, *rest in self._rows("places", listed(events["place"][places].tolist()))}
        lanes = self._lanes_of(columns, places, by)
        names = ("row", "first", "last", "precision", "type", "modality", "review", "outlets", "origins", "score", "sure", "country", "place")
        column = {name: events[name][places].tolist() for name in names}
        marks = []
        for n, at in enumerate(places.tolist()):
            if column["row"][n] not in told:
                continue
            key, summary = told[column["row"][n]]
            *_, lat, lon = where.get(column["place"][n], (NOWHERE, NOWHERE))
            score = column["score"][n]
            marks.append(
                EventMark(
                    id=key,
                    first=day_of(column["first"][n]),
                    last=day_of(column["last"][n]),
                    precision=PRECISIONS[column["precision"][n]],
                    type=words.get(column["type"][n], ""),
                    modality=words.get(column["modality"][n], ""),
                    review=words.get(column["review"][n], ""),
                    summary=summary,
                    lanes=lanes.get(at, ()),
                    outlets=column["outlets"][n],
                    origins=column["origins"][n],
                    score=None if score != score else round(score, 3),
                    sure=round(column["sure"][n], 3),
                    country=words.get(column["country"][n]),
                    lat=None if lat == NOWHERE else lat,
                    lon=None if lon == NOWHERE else lon,
                )
            )
        return tuple(marks)

    def _lanes_of(self, columns: Columns, places: NDArray[Any], by: str) -> dict[int, tuple[str, ...]]:
        """{place of an event: values of the lane field}."""
        at, keys = lane_rows(columns, by, columns.of_places(places))
        labels = self.lane_labels(columns, by, counted(keys)[0])
        found: dict[int, list[str]] = {}
        for place, key in zip(at.tolist(), keys.tolist(), strict=True):
            if key in labels:
                found.setdefault(place, []).append(labels[key][0])
        return {place: tuple(values) for place, values in found.items()}

    def lane_labels(self, columns: Columns, by: str, keys: NDArray[Any]) -> dict[int, tuple[str, str]]:
        """{number of a lane: (value, label)}."""
        if by != "pair":
            return self._labels_of(by, keys.tolist())
        sides = {key: unpair(key) for key in keys.tolist()}
        labels = self._labels(side for pair in sides.values() for side in pair)
        found = {}
        for key, pair in sides.items():
            if all(side in labels for side in pair):
                (a, a_label), (b, b_label) = sorted(labels[side] for side in pair)
                found[key] = (f"{a}~{b}" if a.startswith("n-") or b.startswith("n-") else f"{a}-{b}", f"{a_label} – {b_label}")
        return found


def lane_rows(columns: Columns, by: str, mask: Mask) -> tuple[NDArray[Any], NDArray[Any]]:
    """(place of the event, number of the lane), one row for each lane of each event kept."""
    if by in _PARTIES:
        rows = (columns.parties["side"] == _PARTIES[by]) & (columns.parties["lead"] == 1) & mask[columns.party_at]
        return columns.party_at[rows], columns.party_key[rows]
    if by == "outlet":
        rows = (columns.told["lead"] == 1) & (columns.told["outlet"] > 0) & mask[columns.told_at]
        return columns.told_at[rows], columns.told["outlet"][rows]
    if by == "pair":
        rows = (columns.pairs["lead"] == 1) & mask[columns.pair_at]
        a, b = columns.pairs["a"][rows], columns.pairs["b"][rows]
        return columns.pair_at[rows], pair_number(np.minimum(a, b), np.maximum(a, b))
    places = np.flatnonzero(mask)
    values: NDArray[Any] = columns.events[by][places]
    return places[values > 0], values[values > 0]


def pair_number(a: NDArray[Any], b: NDArray[Any]) -> NDArray[Any]:
    """One number of two keys, each within 31 bits either side of naught."""
    number: NDArray[Any] = (a + 2**30) << 32 | (b + 2**30)
    return number


def unpair(number: int) -> tuple[int, int]:
    """The two keys of a pair's number."""
    return (number >> 32) - 2**30, (number & 0xFFFFFFFF) - 2**30


def _keys_of(columns: Columns, name: str, mask: Mask) -> NDArray[Any]:
    """The numbers of a facet's values, once for each event that has them."""
    if name in _PARTIES or name == "outlet":
        return lane_rows(columns, name, mask)[1]
    values: NDArray[Any] = columns.events[name][mask]
    return values[values >= 0] if name == "month" else values[values > 0]


def _sorted(columns: Columns, places: NDArray[Any], sort: str, most: int) -> NDArray[Any]:
    """The first so many of some events in an order that no two share."""
    events, day = columns.events, columns.day[places].astype(np.int64)
    latest = np.where(day > 0, -day, _UNDATED_LAST)
    if sort in {"time", "-time"}:
        first = np.where(day > 0, day, _UNDATED_LAST) if sort == "time" else latest
    elif sort == "told":
        first = -(events["outlets"][places].astype(np.int64) << 20 | events["origins"][places])
    elif sort == "sure":
        first = (events["sure"][places] * 1e6).astype(np.int64)
    else:
        score = events["score"][places]
        scaled = np.nan_to_num(score * (1e6 if sort == "score" else -1e6)).astype(np.int64)
        first = np.where(np.isnan(score), _UNDATED_LAST, scaled)
    if most < len(places):
        kept = np.flatnonzero(first <= np.partition(first, most - 1)[most - 1])
        places, first, latest = places[kept], first[kept], latest[kept]
    order = np.lexsort((events["row"][places], events["order"][places], latest, first))
    chosen: NDArray[Any] = places[order[:most]]
    return chosen
