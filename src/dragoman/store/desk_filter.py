"""Yields what each field of an EventFilter keeps of all events, and the words behind their numbers."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from dragoman.core.dates import first_day, is_partial, last_day
from dragoman.core.desk import EventFilter
from dragoman.core.errors import UsageError
from dragoman.store.desk_columns import Columns, Mask, is_in, month_number
from dragoman.store.desk_drawing import listed
from dragoman.store.desk_pack import NEVER
from dragoman.store.desk_reads import DeskReads
from dragoman.store.desk_words import read_words

_SIDES = {"actor": (0,), "recipient": (1,), "party": (0, 1)}
_WORDS = ("type", "modality", "ontology", "review", "country")


class DeskFilter(DeskReads):
    """Masks of events."""

    def _masks(self, asked: EventFilter, columns: Columns) -> dict[str, Mask]:
        """{field: events that it keeps}, of the fields that ask for something."""
        events = columns.events
        masks = {name: is_in(events[name], self._numbers(getattr(asked, name))) for name in _WORDS if getattr(asked, name)}
        for name, sides in _SIDES.items():
            if values := getattr(asked, name):
                masks[name] = columns.with_party(sides, *self._keys(values))
        if asked.pair:
            masks["pair"] = columns.between(self._keys(asked.pair[:1]), self._keys(asked.pair[1:]))
        if asked.quad:
            masks["quad"] = is_in(events["quad"], (int(value) for value in asked.quad if value in {"1", "2", "3", "4"}))
        if asked.month:
            masks["month"] = is_in(events["month"], map(month_number, asked.month))
        if asked.outlet:
            masks["outlet"] = columns.of_places(columns.told_at[is_in(columns.told["outlet"], self._numbers(asked.outlet))])
        return masks | self._times(asked, columns) | self._others(asked, columns)

    def _times(self, asked: EventFilter, columns: Columns) -> dict[str, Mask]:
        """What dates keep; of an undated event the days of the reports stand for its own."""
        events, masks = columns.events, dict[str, Mask]()
        low, high = days_of(asked.since, asked.until)
        undated = columns.day == NEVER
        if low:
            masks["since"] = np.where(undated, events["seen_last"], events["last"]) >= low.toordinal()
        if high:
            masks["until"] = np.where(undated, events["seen"], events["first"]) <= high.toordinal()
        if asked.dated is not None:
            masks["dated"] = undated != asked.dated
        return masks

    def _others(self, asked: EventFilter, columns: Columns) -> dict[str, Mask]:
        events, masks = columns.events, dict[str, Mask]()
        if asked.outlets:
            masks["outlets"] = events["outlets"] >= asked.outlets
        if asked.after:
            masks["after"] = events["born"] > asked.after
        if asked.document is not None:
            masks["document"] = self._told_in([asked.document], columns)
        if asked.documents:
            masks["documents"] = self._told_in(asked.documents, columns)
        if asked.ids is not None:
            masks["ids"] = columns.of_rows(row[0] for row in self._rows("event_rows", listed(self._current(key) or key for key in asked.ids)))
        if asked.about.strip():
            query = read_words(asked.about).query()
            masks["about"] = columns.of_rows(row[0] for row in self._rows("event_words", query)) if query else columns.none()
        return masks

    def _told_in(self, documents: Iterable[str], columns: Columns) -> Mask:
        rows = [row[0] for row in self._rows("documents_rows", listed(documents))]
        return columns.of_places(columns.told_at[is_in(columns.told["doc"], rows)])

    def _numbers(self, words: Iterable[str]) -> list[int]:
        """Numbers of the words that the record has."""
        return [row[0] for word in words for row in self._rows("word", word)]

    def _keys(self, values: Iterable[str]) -> tuple[list[int], list[int]]:
        """(numbers of countries, rows of entities) of codes and ids."""
        values = tuple(values)
        ids = [self._current(value) or value for value in values if is_id(value)]
        return self._numbers(value for value in values if not is_id(value)), [row[0] for key in ids for row in self._rows("entity_row", key)]

    def _labels(self, keys: Iterable[int]) -> dict[int, tuple[str, str]]:
        """{country's number or minus an entity's row: (code or id, name)}."""
        keys = sorted(set(keys))
        words = self._word_of()
        codes = {key: words.get(key, "") for key in keys if key > 0}
        states = self._states(codes.values())
        found = {key: (code, states.get(code, code)) for key, code in codes.items()}
        return found | {-row: (key, name) for row, key, name in self._rows("entity_names", listed(-key for key in keys if key < 0))}

    def _states(self, codes: Iterable[str]) -> Mapping[str, str]:
        """{code: name} of states and bodies: the state's that reports name so most, else the codebook's."""
        codes = sorted(set(codes))
        known = {code: name for code in codes if (name := self._name_of(code))}
        return known | {code: name for code, name, _ in self._rows("states", listed(codes))}

    def _word_of(self) -> dict[int, str]:
        return dict(self._rows("words"))


def is_id(value: str) -> bool:
    """Is it an id of an entity, and no code?"""
    return value.startswith("n-")


def days_of(since: str | None, until: str | None) -> tuple[dt.date | None, dt.date | None]:
    """First and last day that partial ISO dates allow; UsageError where one is none."""
    for name, value in (("since", since), ("until", until)):
        if value and not is_partial(value):
            raise UsageError(f"{name} is a day, month or year like 2025-02-13, 2025-02 or 2025; not {value!r}")
    return first_day(since) if since else None, last_day(until) if until else None


def all_of(masks: Mapping[str, Mask], count: int, but: str = "") -> Mask:
    """What all fields keep together, one left out."""
    kept = np.ones(count, bool)
    for name, mask in masks.items():
        if name != but:
            kept &= mask
    return kept


def one_of(name: str, value: Any, allowed: Iterable[str]) -> None:
    """UsageError where a value is none of those allowed."""
    if value not in allowed:
        raise UsageError(f"{name} is one of {', '.join(sorted(allowed))}; not {value!r}")
