"""The places of the world: what a name may mean, by what name the record knows each, and what it lies in."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.codebook import load_codebook
from dragoman.codebook.cities import city_named
from dragoman.codebook.gazetteer import Gazetteer
from dragoman.codebook.place_index import Place
from dragoman.codebook.place_keys import place_key, place_of_key
from dragoman.codebook.places import places_named, state_place, us_state

ESTAVIA = Path(__file__).parents[2] / "samples" / "estavia" / "codebook"


@pytest.fixture(scope="module")
def gazetteer() -> Gazetteer:
    return load_codebook().gazetteer


def one(name: str, gazetteer: Gazetteer, level: str, country: str) -> Place:
    return max((place for place in places_named(name, gazetteer) if (place.level, place.country) == (level, country)), key=lambda place: place.population)


@pytest.mark.parametrize(
    ("name", "level", "country", "code"),
    [
        ("Bavaria", "region", "DEU", "DE-BY"),
        ("Kharkiv Oblast", "region", "UKR", "UA-63"),
        ("Nakhchivan", "region", "AZE", "AZ-NX"),
        ("Ontario", "region", "CAN", "CA-ON"),
        ("Sinaloa", "region", "MEX", "MX-SIN"),
        ("Cook County", "county", "USA", None),
    ],
)
def test_regions_and_counties_are_listed_with_their_codes(gazetteer: Gazetteer, name: str, level: str, country: str, code: str | None) -> None:
    place = one(name, gazetteer, level, country)
    assert place.geonames
    assert place.lat is not None
    assert code in {None, place.code}


def test_every_state_has_its_own_entry_and_a_middle(gazetteer: Gazetteer) -> None:
    states = [state.code for state in gazetteer.by_code.values() if state.status == "state"]
    lacking = [code for code in states if not (place := state_place(code, gazetteer)) or place.lat is None or not place.geonames]
    assert lacking == []


def test_a_region_called_after_its_town_is_not_meant_by_the_name_alone(gazetteer: Gazetteer) -> None:
    assert {place.level for place in places_named("Kursk", gazetteer)} == {"town"}
    assert {place.level for place in places_named("New York", gazetteer)} >= {"town", "region"}


@pytest.mark.parametrize(
    ("name", "level", "country", "key"),
    [
        ("Paris", "town", "FRA", "Paris"),
        ("Paris", "town", "USA", "Paris, Texas"),
        ("London", "town", "CAN", "London, Ontario"),
        ("Tripoli", "town", "LBN", "Tripoli, Lebanon"),
        ("Georgia", "state", "GEO", "Georgia"),
        ("Georgia", "region", "USA", "Georgia (US state)"),
        ("Washington", "region", "USA", "Washington State"),
    ],
)
def test_a_place_and_its_key_lead_to_one_another(gazetteer: Gazetteer, name: str, level: str, country: str, key: str) -> None:
    place = one(name, gazetteer, level, country)
    assert place_key(place, gazetteer) == key
    found = place_of_key(key, gazetteer)
    assert found
    assert (found.geonames, found.level, found.country) == (place.geonames, level, country)


def test_a_capital_of_the_overlay_lies_where_the_overlay_says() -> None:
    gazetteer = load_codebook(ESTAVIA).gazetteer
    state = next(state for state in gazetteer.by_code.values() if state.code == "XNO" and state.capital)
    found = place_of_key(state.capital or "", gazetteer)
    assert found
    assert (found.country, found.lat, found.geonames) == ("XNO", state.lat, None)


def test_a_name_of_many_regions_is_no_city() -> None:
    assert city_named("Western") is None
    bavaria = city_named("Saxony-Anhalt")
    assert bavaria
    assert bavaria.country == "DEU"


def test_a_state_of_the_us_is_known_by_its_two_letters() -> None:
    texas = us_state("TX")
    assert texas
    assert (texas.name, us_state("XX"), us_state("Tex")) == ("Texas", None, None)
