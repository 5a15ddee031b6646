"""Yields PlaceKeys: by what a place goes, what holds it (region, state) and where it lies, so that two places can be nested."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.codebook.places import Place, places_named, state_place
from dragoman.core.records import Entity

if TYPE_CHECKING:
    from dragoman.codebook.gazetteer import Gazetteer

_EARTH = 6371.0


@dataclass(frozen=True, slots=True)
class PlaceKeys:
    """own, within: keys (entity ids, `country:LVA`, `area:LVA.25`); spot: degrees or None; country: alpha-3 or None."""

    own: frozenset[str]
    within: frozenset[str]
    spot: tuple[float, float] | None
    country: str | None


def place_keys(entity: Entity, gazetteer: Gazetteer | None) -> PlaceKeys:
    """Keys of a place or state. A place that no list has lies in nothing that is known."""
    if entity.type == "state":
        own = {entity.id, *([f"country:{entity.country}"] if entity.country else [])}
        return PlaceKeys(frozenset(own), frozenset(), None, entity.country)
    listed = _listed(entity, gazetteer)
    country = listed.country if listed else entity.country
    own, within = {entity.id}, {f"country:{country}"} if country else set()
    if listed is not None and listed.area and country:
        (own if listed.level == "region" else within).add(f"area:{country}.{listed.area}")
    spot = (listed.lat, listed.lon) if listed and listed.level in {"town", "airport"} and listed.lat is not None and listed.lon is not None else None
    return PlaceKeys(frozenset(own), frozenset(within - own), spot, country)


def _listed(entity: Entity, gazetteer: Gazetteer | None) -> Place | None:
    """The place of the lists that the entity was resolved to, by its GeoNames id."""
    if gazetteer is None or entity.place is None:
        return None
    if entity.type == "state" and entity.country:
        return state_place(entity.country, gazetteer)
    named = [p for p in places_named(entity.name, gazetteer) if p.geonames is not None and p.geonames == entity.place.geonames]
    return named[0] if named else None


def kilometres(a: tuple[float, float], b: tuple[float, float]) -> float:
    """Great-circle distance of two points in degrees."""
    x, y = math.radians(a[0]), math.radians(b[0])
    half = math.sin((y - x) / 2) ** 2 + math.cos(x) * math.cos(y) * math.sin(math.radians(b[1] - a[1]) / 2) ** 2
    return 2 * _EARTH * math.asin(min(1.0, math.sqrt(half)))
