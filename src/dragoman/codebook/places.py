"""Yields every place that a name may mean: states, regions, their counties, airports, and towns of 500 people or more."""

from __future__ import annotations

from dataclasses import replace

from dragoman.codebook.cities import City
from dragoman.codebook.gazetteer import Gazetteer, GazetteerEntry, plain
from dragoman.codebook.place_cache import place_index
from dragoman.codebook.place_index import Place

__all__ = ["Place", "area_of", "places_named", "state_place", "us_state"]

REGION_ENDINGS = (" (US state)", " State", " region", " Oblast", " province")
"""By which our own table tells a region from a state or town of its name."""
_REGION = 5_000_000
"""People that a listed region is taken to have: the table does not say."""
_CAPITAL = 500_000
"""People that a capital without a town of its name is taken to have."""


def places_named(name: str, gazetteer: Gazetteer) -> tuple[Place, ...]:
    """All that the name may mean, states and regions first; empty where it is not listed."""
    found: list[Place] = []
    for entry in gazetteer.lookup(name):
        place = _listed(entry, gazetteer)
        if place and place not in found:
            found.append(place)
    known = {place.geonames for place in found if place.geonames}
    others = [place for place in place_index().named(plain(name)) if place.geonames not in known]
    return tuple(found + _with_capitals(name, _without_namesakes(others), gazetteer))


def _without_namesakes(places: list[Place]) -> list[Place]:
    """Without regions and counties that are called after a town in them, which a name alone means; not so the states of the US."""
    seats = {(town.country, town.area, large) for town in places if town.level == "town" for large in {town.large, False}}

    def kept(place: Place) -> bool:
        if place.level == "region" and place.country != "USA":
            return (place.country, place.area, True) not in seats
        return place.level != "county" or (place.country, place.area, False) not in seats

    return [place for place in places if kept(place)]


def us_state(code: str) -> Place | None:
    """The state of the US of a two-letter code."""
    return place_index().coded(f"US.{code}") if len(code) == 2 else None


def state_place(code: str, gazetteer: Gazetteer) -> Place | None:
    """The state of an alpha-3 code as a place, with its own GeoNames id where it has one."""
    state, known = gazetteer.state(code), place_index().coded(code) if len(code) == 3 else None
    return known or (Place(state.name, "state", state.code, None, state.lat, state.lon, None, _REGION) if state else None)


def area_of(place: Place, gazetteer: Gazetteer) -> Place | None:
    """The first-level region that a place lies in; None where it is not known, or is one itself."""
    state = gazetteer.state(place.country)
    if place.level not in {"town", "county"} or not (state and state.iso2 and place.area):
        return None
    return place_index().coded(f"{state.iso2}.{place.area}")


def _listed(entry: GazetteerEntry, gazetteer: Gazetteer) -> Place | None:
    """The state or region that an entry of the gazetteer names as a place; None for governments and all else."""
    if entry.kind == "state" and entry.form != "metonym":
        return state_place(entry.ids.get("iso3", ""), gazetteer)
    return _region(gazetteer.regions[entry.key]) if entry.key in gazetteer.regions else None


def _with_capitals(name: str, places: list[Place], gazetteer: Gazetteer) -> list[Place]:
    """The places, marked where one is a capital: the most populous town of its state; one that only the gazetteer lists is added."""
    marked = list(places)
    for entry in gazetteer.lookup(name):
        if entry.kind == "place" and entry.key not in gazetteer.regions:
            towns = [place for place in places if place.level == "town" and place.country == entry.country]
            first = max(towns, key=lambda town: town.population, default=None)
            state = gazetteer.state(entry.country)
            if first:
                marked[marked.index(first)] = replace(first, capital=True, main=True)
            elif state:
                marked.append(Place(entry.key, "town", state.code, None, state.lat, state.lon, None, _CAPITAL, capital=True))
    return marked


def _region(region: City) -> Place:
    """The region of our table: the first-level one of that name in its state, where there is one, with its id."""
    bare = next((region.name.removesuffix(ending) for ending in REGION_ENDINGS if region.name.endswith(ending)), region.name)
    names = [region.name, bare, *(f"{bare} {kind}" for kind in ("Oblast", "Region", "Province"))]
    if region.country:
        for place in (place for name in names for place in place_index().named(plain(name))):
            if place.level == "region" and place.country == region.country:
                return replace(place, name=region.name, main=True, large=True, lat=region.lat, lon=region.lon)
    return Place(region.name, "region", region.country, None, region.lat, region.lon, region.geonames, _REGION, large=True)
