"""The place that a given toponym means, and whether the place itself or its government is meant."""

from __future__ import annotations

import pytest

from dragoman.annotate.places import Toponym, resolve_toponyms
from dragoman.codebook import load_codebook


def placed(text: str, *names: str) -> list[Toponym]:
    spans, at = [], 0
    for name in names:
        at = text.index(name, at)
        spans.append((at, at + len(name)))
        at += len(name)
    return list(resolve_toponyms(text, spans, load_codebook()))


def test_a_name_alone_means_its_most_populous_place() -> None:
    [paris] = placed("A tram stopped in Paris.", "Paris")
    assert paris.place
    assert (paris.place.country, paris.place.geonames, paris.guessed) == ("FRA", 2988507, False)


@pytest.mark.parametrize("behind", [", Texas", ", TX", ", Tex.", " (Texas)"])
def test_the_state_behind_a_name_decides(behind: str) -> None:
    [paris] = placed(f"A tram stopped in Paris{behind} on Monday.", "Paris")
    assert paris.place
    assert (paris.place.country, paris.place.area) == ("USA", "TX")


def test_one_name_means_one_place_throughout_a_text() -> None:
    first, second = placed("The mayor of Paris spoke. Nobody in Paris, Texas, was surprised.", "Paris", "Paris")
    assert first.place == second.place
    assert first.place
    assert first.place.area == "TX"


def test_neighbours_and_named_states_decide() -> None:
    alone, *_ = placed("The train left Cordoba late.", "Cordoba")
    spain, *_ = placed("The train left Cordoba for Seville, Malaga and Granada in Spain.", "Cordoba", "Seville", "Malaga", "Granada", "Spain")
    assert alone.place
    assert alone.place.country == "ARG"
    assert spain.place
    assert spain.place.country == "ESP"


def test_a_state_is_told_from_a_region_of_its_name_by_its_neighbours() -> None:
    east, *_ = placed("The talks between Georgia, Armenia and Azerbaijan went on.", "Georgia", "Armenia", "Azerbaijan")
    south, *_ = placed("The road runs from Georgia to Alabama and Tennessee.", "Georgia", "Alabama", "Tennessee")
    assert east.place
    assert (east.place.level, east.place.geonames) == ("state", 614540)
    assert south.place
    assert (south.place.level, south.place.area) == ("region", "GA")


def test_an_unlisted_place_is_guessed_to_lie_where_the_text_is() -> None:
    pond, lyon = placed("Ducks left Quillabar Pond. They were seen in Lyon.", "Quillabar Pond", "Lyon")
    assert pond.place is None
    assert pond.guessed
    assert (pond.lat, pond.lon) == (lyon.lat, lyon.lon)
    [alone] = placed("Ducks left Quillabar Pond.", "Quillabar Pond")
    assert (alone.lat, alone.guessed) == (None, False)


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("Ten trams were built in Norway.", "Norway", "literal"),
        ("Norway said that the trams were late.", "Norway", "metonymic"),
        ("The Norway government bought trams.", "Norway", "metonymic"),
        ("They signed Norway's offer of trams.", "Norway", "metonymic"),
        ("They saw Norway's coast from the tram.", "Norway", "literal"),
        ("Ten Norwegian trams were sold.", "Norwegian", "metonymic"),
        ("The match against Norway was dull.", "Norway", "metonymic"),
        ("The tram firm of Austin, Texas, closed.", "Austin", "literal"),
    ],
)
def test_the_words_around_a_name_tell_the_place_from_its_government(text: str, name: str, kind: str) -> None:
    [found] = placed(text, name)
    assert found.kind == kind


def test_names_joined_by_and_are_of_one_kind() -> None:
    assert [item.kind for item in placed("A note said Chile and Peru refused.", "Chile", "Peru")] == ["metonymic", "metonymic"]
