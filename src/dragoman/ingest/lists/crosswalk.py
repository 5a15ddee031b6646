"""Yields Crosswalk: how the words of users' lists stand to ours, from `codebook/crosswalks/lists.yaml` and the table of states."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import Any

import yaml

from dragoman.codebook.model import Codebook
from dragoman.core.dates import UNKNOWN, DateRange, is_partial
from dragoman.core.errors import CodebookError

_FILE = "crosswalks/lists.yaml"
_DAY = 10


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """kinds: schema to kind; sectors: topic to sector, in order of weight; measures: (kind, its words); columns: field to names in order."""

    kinds: Mapping[str, str]
    sectors: Mapping[str, str]
    former: frozenset[str]
    measures: tuple[tuple[str, tuple[str, ...]], ...]
    columns: Mapping[str, tuple[str, ...]]
    countries: Mapping[str, str]
    """ISO alpha-2 code, alpha-3 code or name in lower case -> alpha-3."""

    def countries_of(self, words: Iterable[str]) -> tuple[str, ...]:
        """Alpha-3 codes of codes or names of states, each once, in order; `gb-sct` is of GBR, what is unknown is left out."""
        codes = (self.countries.get(word.strip().lower()) or self.countries.get(word.strip().lower().split("-")[0]) for word in words)
        return tuple(dict.fromkeys(code for code in codes if code))

    def sector_of(self, topics: Iterable[str]) -> str | None:
        """The sector of topics: of a relative or close associate ELI, else that of the weightiest topic."""
        told = {topic.strip() for topic in topics}
        return "ELI" if told & self.former else next((sector for topic, sector in self.sectors.items() if topic in told), None)

    def measure_of(self, *words: str | None) -> str:
        """The kind of a measure by its program and reason."""
        said = " ".join(word.lower() for word in words if word)
        return next((kind for kind, stems in self.measures if any(stem in said for stem in stems)), "sanction")


def read_crosswalk(codebook: Codebook) -> Crosswalk:
    """The crosswalk with the codebook's states; CodebookError where the file lacks a key."""
    table: dict[str, Any] = yaml.safe_load((files("dragoman.codebook") / _FILE).read_text(encoding="utf-8"))
    states = [state for state in codebook.gazetteer.by_code.values() if state.status != "nonstate"]
    countries = {state.iso2.lower(): state.code for state in states if state.iso2}
    for state in states:
        countries |= {name.lower(): state.code for name in (state.code, state.name, *state.official)}
    try:
        return Crosswalk(
            kinds=table["kinds"],
            sectors=table["sectors"],
            former=frozenset(table["former"]),
            measures=tuple((kind, tuple(stems)) for kind, stems in table["measures"].items()),
            columns={field: tuple(names) for field, names in table["columns"].items()},
            countries=countries,
        )
    except (KeyError, TypeError, AttributeError) as error:
        raise CodebookError(f"codebook/{_FILE}: {error}") from error


def span(since: str | None, until: str | None) -> DateRange:
    """The interval of two dates as lists write them (`2014-03-17T00:00:00` too); what is no date is left open."""
    start, end = (day[:_DAY] if day and is_partial(day[:_DAY]) else None for day in (since, until))
    return DateRange(start, end) if start or end else UNKNOWN
