"""Yields towns of at least 15 000 people, seats of regions and first-level regions by any of their Latin names, from the index of places."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.codebook.place_cache import place_index
from dragoman.codebook.place_index import Place


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
    """The city of that name: in the country if one is given, else in a preferred one, else the largest; a region only where nothing else bears the name."""
    if not _latin(name):
        return None
    found = [place for place in place_index().named(name.replace("’", "'")) if place.level in {"town", "region"} and (not country or place.country == country)]
    regions = [place for place in found if place.level == "region"]
    # `Western` and `Central` are regions of many states, and mean none of them
    found = [place for place in found if place.large] or (regions if len(regions) == 1 else [])
    first = min(found, key=lambda place: _rank(place, prefer), default=None)
    return City(first.name, first.country, first.lat, first.lon, first.geonames, first.population) if first else None


def _rank(place: Place, prefer: frozenset[str]) -> tuple[bool, bool, int, int]:
    """Smaller is better: in a preferred country, so called by its main name, the more people."""
    return place.country not in prefer, not place.main, -place.population, place.geonames or 0


def _latin(name: str) -> bool:
    """Could English print write the name so? It begins with a capital and has no letter beyond Latin Extended-B."""
    return bool(name) and name[0].isupper() and all(ord(letter) < 0x250 or letter in "’ʻʼ" for letter in name)
