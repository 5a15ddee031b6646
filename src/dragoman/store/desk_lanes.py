"""Yields DeskLanes: what charts and maps count: events of each lane by day, week, month or year, and of each place."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.core.desk import LANES, UNITS, EventFilter
from dragoman.core.desk_rows import Bucket, Lane, Lanes, PlaceRow, Places
from dragoman.store.desk_base import TOP
from dragoman.store.desk_columns import Columns, Mask, counted, counted_by, start_of
from dragoman.store.desk_draw import NOWHERE
from dragoman.store.desk_drawing import listed
from dragoman.store.desk_events import DeskEvents, lane_rows
from dragoman.store.desk_filter import all_of, one_of
from dragoman.store.desk_pack import NEVER

MOST_BUCKETS = 130
"""Units of time that a chart is cut into, where the unit is left to it."""


class DeskLanes(DeskEvents):
    """Swimlanes and maps of the desk."""

    def lanes(self, asked: EventFilter, by: str = "actor", unit: str = "", most: int = TOP) -> Lanes:
        """Swimlanes with counts per day, week, month or year; no unit: the finest that cuts the time into 130 parts at most."""
        one_of("lane", by, LANES)
        one_of("unit", unit, ("", *UNITS))
        with self._file.snapshot():
            columns = self._all()
            mask = all_of(self._masks(asked, columns), len(columns))
            unit = unit or _fitting(columns, mask)
            number, held = columns.unit_of(unit)
            at, keys = lane_rows(columns, by, mask)
            values, counts = counted(keys)
            labels = self.lane_labels(columns, by, values[np.argsort(-counts, kind="stable")][: most * 2])
            totals = {key: n for key, n in zip(values.tolist(), counts.tolist(), strict=True) if key in labels}
            shown = sorted(totals, key=lambda key: (-totals[key], labels[key][0]))[:most]
            rows = held[at] & np.isin(keys, shown)
            buckets = self._buckets(columns, at[rows], keys[rows], number, unit)
            lanes = tuple(Lane(*labels[key], totals[key], tuple(buckets.get(key, ()))) for key in shown)
            undated = int((columns.day[mask] == NEVER).sum())
            total = int(mask.sum())
            return Lanes(by, unit, lanes, len(values) - len(shown), total, undated, total - undated - int((held & mask).sum()))

    def _buckets(self, columns: Columns, at: NDArray[np.int64], keys: NDArray[np.int64], number: NDArray[np.int64], unit: str) -> dict[int, list[Bucket]]:
        """{lane: its buckets by time}."""
        events, words = columns.events, self._word_of()
        ordered = np.lexsort((number[at], keys))
        at, keys = at[ordered], keys[ordered]
        if not len(at):
            return {}
        begins = np.flatnonzero(np.r_[True, (np.diff(keys) != 0) | (np.diff(number[at]) != 0)])
        group = np.repeat(np.arange(len(begins)), np.diff(np.r_[begins, len(at)]))
        modality, score = events["modality"][at].astype(np.int64), events["score"][at]
        modalities: list[dict[str, int]] = [{} for _ in begins]
        for at_group, word, n in counted_by(group, modality):
            modalities[at_group][words.get(word, "")] = n
        done = ~np.isnan(score) & np.isin(modality, self._numbers(("done",)))
        scored = np.bincount(group[done], minlength=len(begins))
        sums = np.bincount(group[done], weights=score[done], minlength=len(begins))
        found: dict[int, list[Bucket]] = {}
        for n, (key, bucket) in enumerate(zip(keys[begins].tolist(), number[at[begins]].tolist(), strict=True)):
            mean = round(float(sums[n] / scored[n]), 3) if scored[n] else None
            found.setdefault(key, []).append(Bucket(start_of(bucket, unit), sum(modalities[n].values()), modalities[n], mean))
        return found

    def places(self, asked: EventFilter, most: int = 500) -> Places:
        """Places of events, for a map."""
        with self._file.snapshot():
            columns = self._all()
            mask = all_of(self._masks(asked, columns), len(columns))
            place = columns.events["place"][mask]
            values, counts = counted(place[place > 0])
            kept = values[np.argsort(-counts, kind="stable")][:most]
            told = self._told_at(place, columns.events["modality"][mask], kept)
            found = []
            for no, name, country, lat, lon in self._rows("places", listed(kept.tolist())):
                degrees = (None, None) if lat == NOWHERE else (lat, lon)
                found.append(PlaceRow(name, country or None, degrees[0], degrees[1], sum(told[no].values()), told[no]))
            found.sort(key=lambda row: (-row.n, row.name, row.country or ""))
            return Places(tuple(found), self._countries(columns, mask), len(values) - len(kept), int(mask.sum()), int((place == 0).sum()))

    def _told_at(self, place: NDArray[Any], modality: NDArray[Any], kept: NDArray[Any]) -> dict[int, dict[str, int]]:
        """{place: {modality: events}}."""
        shown, words = np.isin(place, kept), self._word_of()
        told: dict[int, dict[str, int]] = {}
        for no, word, n in counted_by(place[shown], modality[shown]):
            told.setdefault(no, {})[words.get(word, "")] = n
        return told

    def _countries(self, columns: Columns, mask: Mask) -> dict[str, int]:
        country, words = columns.events["country"][mask], self._word_of()
        codes, times = counted(country[country > 0])
        found = {words[code]: n for code, n in zip(codes.tolist(), times.tolist(), strict=True)}
        return {code: found[code] for code in sorted(found, key=lambda code: (-found[code], code))}


def _fitting(columns: Columns, mask: Mask) -> str:
    for unit in UNITS:
        number, held = columns.unit_of(unit)
        kept = number[held & mask]
        if not len(kept) or int(kept.max() - kept.min()) < MOST_BUCKETS:
            return unit
    return UNITS[-1]
