"""The figures of places: what counts as near, as the same entry and as the right kind."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.annotate.places import Toponym
from dragoman.codebook.places import Place
from dragoman.core.errors import NotFoundError
from dragoman.evaluate.places import GoldPlace, evaluate_places, measure_places

TOWN = Place("Arden", "town", "NOR", None, 60.0, 10.0, 7, 5000)


def values(gold: list[GoldPlace], *found: Toponym) -> dict[str, float | None]:
    return {name: figure.value for name, figure in evaluate_places([gold], [found]).items()}


def toponym(lat: float | None = 60.0, kind: str = "literal", guessed: bool = False, place: Place | None = TOWN) -> Toponym:
    return Toponym(0, 5, kind, place, lat, 10.0, guessed)


def test_a_hundred_miles_are_near_and_more_is_not() -> None:
    gold = [GoldPlace(0, 5, 60.0, 10.0)]
    assert values(gold, toponym(61.4))["acc161"] == 1.0
    assert values(gold, toponym(61.5))["acc161"] == 0.0
    assert values(gold, toponym(None))["acc161"] == 0.0
    assert values(gold)["acc161"] == 0.0


def test_a_guess_counts_as_near_but_not_as_listed() -> None:
    found = values([GoldPlace(0, 5, 60.0, 10.0)], toponym(guessed=True, place=None))
    assert (found["acc161"], found["acc161_listed"]) == (1.0, 0.0)


def test_states_are_judged_by_their_entry() -> None:
    gold = [GoldPlace(0, 5, 50.0, 10.0, "7", state=True)]
    assert values(gold, toponym()) == {"acc161": 0.0, "acc161_listed": 0.0, "same_id": 1.0, "country_same_id": 1.0, "literal_metonymic": None}
    assert values(gold, toponym(place=None))["country_same_id"] == 0.0


def test_only_spans_of_one_undisputed_kind_are_judged_for_it() -> None:
    assert values([GoldPlace(0, 5, kind="Literal")], toponym())["literal_metonymic"] == 1.0
    assert values([GoldPlace(0, 5, kind="Metonymic")], toponym())["literal_metonymic"] == 0.0
    assert values([GoldPlace(0, 5, kind="Metonymic"), GoldPlace(0, 5, kind="Literal")], toponym())["literal_metonymic"] is None
    assert values([GoldPlace(0, 5, kind="Mixed")], toponym())["literal_metonymic"] is None


def test_a_gold_file_is_placed_from_its_texts_and_spans_alone(tmp_path: Path) -> None:
    marks = [{"start": 18, "end": 22, "lat": 59.9, "lon": 10.7, "geonameid": "3143244", "kind": "Literal"}]
    line = {"doc_id": "a", "text": "A tram stopped in Oslo.", "toponyms": marks}
    (tmp_path / "gold.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    found = measure_places(tmp_path / "gold.jsonl").figures
    assert {name: figure.value for name, figure in found.items()} == {
        "acc161": 1.0,
        "acc161_listed": 1.0,
        "same_id": 1.0,
        "country_same_id": None,
        "literal_metonymic": 1.0,
    }
    with pytest.raises(NotFoundError, match=r"none\.jsonl"):
        measure_places(tmp_path / "none.jsonl")
