"""What an entity of a place or state is told to be: its own entry of GeoNames, its degrees, and what it lies in."""

from __future__ import annotations

from dataclasses import replace

from dragoman.core.mentions import Extracted
from dragoman.core.records import Entity
from tests.resolve.drawn import drawn, resolve


def placed(name: str, key: str | None, kind: str = "place", country: str | None = None) -> Extracted:
    document = drawn(name, kind=kind, country=country)
    return replace(document, entities=tuple(replace(mention, key=key) for mention in document.entities))


def only(name: str, key: str | None, kind: str = "place", country: str | None = None) -> Entity:
    [entity] = resolve(placed(name, key, kind, country)).entities
    return entity


def test_a_state_has_its_own_entry_and_no_degrees() -> None:
    norway = only("Norway", "Norway", "state", "NOR")
    assert norway.ids["geonames"] == "3144096"
    assert norway.ids["iso3"] == "NOR"
    assert norway.place is None


def test_a_town_has_degrees_and_the_entry_of_its_region() -> None:
    paris = only("Paris", "Paris, Texas", country="USA")
    assert paris.place
    assert (paris.place.geonames, paris.ids["geonames"]) == (4717560, "4717560")
    assert paris.ids["region"] == "4736286"


def test_towns_of_one_name_are_two_entities() -> None:
    found = resolve(placed("Paris", "Paris, Texas", country="USA"), placed("The city of Paris", "Paris", country="FRA"))
    assert sorted(e.name for e in found.entities) == ["Paris", "Paris, Texas"]


def test_a_region_has_its_iso_code() -> None:
    assert only("Bavaria", "Bavaria", country="DEU").ids["iso3166_2"] == "DE-BY"


def test_an_airport_has_its_code_and_degrees_and_another_building_has_none() -> None:
    airport = only("Oslo Airport", "Oslo Gardermoen Airport", "facility", "NOR")
    assert airport.ids["icao"] == "ENGM"
    assert airport.place
    assert only("Oslo Opera House", None, "facility", "NOR").place is None


def test_a_disputed_island_names_who_claims_it() -> None:
    assert only("Senkaku Islands", "Senkaku Islands").ids["claimed_by"] == "JPN/CHN/TWN"
