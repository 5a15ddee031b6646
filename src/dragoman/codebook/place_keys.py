"""Yields the one name by which the rest of the record knows a place (`Paris`, `Paris, Texas`), and the place of such a name."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.codebook.gazetteer import Gazetteer
from dragoman.codebook.places import REGION_ENDINGS, Place, area_of, places_named

_FEDERAL = frozenset({"USA", "CAN", "AUS", "IND", "BRA", "MEX", "NGA", "DEU"})
"""States whose towns English print tells apart by the region: `Springfield, Missouri`."""


def place_key(place: Place, gazetteer: Gazetteer) -> str | None:
    """The shortest name that means this place and no other: its own, else with its region, its state, or both; None where none does."""
    return next((key for key in _keys(place, gazetteer) if _same(place_of_key(key, gazetteer), place)), None)


def place_of_key(key: str, gazetteer: Gazetteer) -> Place | None:
    """The place of a name that `place_key` made, or of a listed name: a state, a region of our table, else the most prominent; None where there is none."""
    listed = [entry.key for entry in gazetteer.lookup(key) if entry.key == key and key in gazetteer.regions]
    name, *inside = key.split(", ")
    found = places_named(name, gazetteer) if not listed else places_named(key, gazetteer)
    fitting = [place for place in found if all(part in _containers(place, gazetteer) for part in inside)]
    if listed:
        fitting = [place for place in fitting if place.level == "region" and place.country == gazetteer.regions[key].country] or fitting
    return max(fitting, key=_prominence, default=None)


def _keys(place: Place, gazetteer: Gazetteer) -> Iterator[str]:
    if place.level == "region":
        yield from (key for ending in ("", *REGION_ENDINGS) if (key := f"{place.name}{ending}") in gazetteer.regions)
    yield place.name
    area, state = area_of(place, gazetteer), gazetteer.state(place.country)
    near = [holder for holder in (area.name if area else None, state.name if state else None) if holder]
    for holder in near if place.country in _FEDERAL else reversed(near):
        yield f"{place.name}, {holder}"
    if len(near) > 1:
        yield f"{place.name}, {near[0]}, {near[1]}"


def _containers(place: Place, gazetteer: Gazetteer) -> set[str]:
    area, state = area_of(place, gazetteer), gazetteer.state(place.country)
    return {holder for holder in (area.name if area else None, state.name if state else None) if holder}


def _prominence(place: Place) -> tuple[bool, bool, bool, bool, int, int]:
    """Greater is more: states, capitals, what bears this very name, no airports, then people."""
    return place.level == "state", place.capital, place.main, place.level != "airport", place.population, -(place.geonames or 0)


def _same(one: Place | None, other: Place) -> bool:
    return one is not None and _identity(one) == _identity(other)


def _identity(place: Place) -> tuple[object, ...]:
    return (place.geonames,) if place.geonames else (place.name, place.level, place.country, place.area)
