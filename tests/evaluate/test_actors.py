"""The figures of actors: what counts as the same state, sector and name, and what is not judged."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.codebook.actors_people import ActorCode
from dragoman.core.errors import InputError, NotFoundError, UsageError
from dragoman.evaluate.actors import PHRASES, GoldActor, evaluate_actors, measure_actors, read_phrases

OVERLAY = Path(__file__).parents[1] / "codebook" / "overlay"


def values(gold: GoldActor, found: ActorCode) -> dict[str, float | None]:
    return {name: figure.value for name, figure in evaluate_actors([(gold, found)]).items()}


def test_codes_must_be_equal_and_names_alike_but_for_accents_and_case() -> None:
    gold = GoldActor("a", country="XNO", sector="GOV", name="Ilja Nemé")
    assert values(gold, ActorCode("XNO", "GOV", "ilja neme")) == {"country": 1.0, "sector": 1.0, "name": 1.0}
    assert values(gold, ActorCode("XES", None, "Ilja Nem")) == {"country": 0.0, "sector": 0.0, "name": 0.0}


def test_an_empty_code_is_right_where_nothing_is_told() -> None:
    assert values(GoldActor("a", country="", sector=""), ActorCode())["sector"] == 1.0
    assert values(GoldActor("a", country="", sector=""), ActorCode("XNO", "GOV")) == {"country": 0.0, "sector": 0.0, "name": None}


def test_nobody_known_may_be_left_without_a_sector() -> None:
    assert values(GoldActor("a", sector="UNK"), ActorCode())["sector"] == 1.0
    assert values(GoldActor("a", sector="UNK"), ActorCode(None, "CVL"))["sector"] == 0.0


def test_what_the_gold_leaves_open_is_not_judged() -> None:
    assert values(GoldActor("a", sector="????"), ActorCode("XNO", "GOV", "A")) == {"country": None, "sector": None, "name": None}


def test_a_gold_file_is_coded_from_its_phrases_alone(tmp_path: Path) -> None:
    lines = [
        {"actor": "Norlandic fishermen", "context": None, "query_date": None, "expect": {"country": "XNO", "code_1": "AGR"}, "marks": []},
        {"actor": "the ministry", "context": "Estavia", "expect": {"country": "XES", "code_1": "MIL", "wiki": {"NotEq": "A"}}},
        {"actor": None, "expect": {"code_1": "REB"}},
        {"actor": "a man", "expect": {"code_1": "REB"}, "marks": ["skip"]},
    ]
    (tmp_path / "gold.jsonl").write_text("".join(json.dumps(line) + "\n" for line in lines), encoding="utf-8")
    found = measure_actors(tmp_path / "gold.jsonl", OVERLAY).figures
    assert {name: figure.value for name, figure in found.items()} == {"country": 1.0, "sector": 0.5, "name": None}


def test_a_gold_that_is_missing_or_of_another_layout_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"none\.jsonl"):
        measure_actors(tmp_path / "none.jsonl")
    (tmp_path / "gold.jsonl").write_text('{"actor": "a man"}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="line 1"):
        measure_actors(tmp_path / "gold.jsonl")


def test_phrases_of_our_own_are_measured_by_part(tmp_path: Path) -> None:
    rows = [
        '{actor: "Norlandic fishermen", country: XNO, sector: AGR, part: tune}',
        '{actor: "Estavian judges", country: XNO, part: tune}',
        '{actor: "masked gunmen", country: "", sector: UAF, part: held}',
    ]
    (tmp_path / "own.yaml").write_text("phrases:\n" + "".join(f"  - {row}\n" for row in rows), encoding="utf-8")
    found = measure_actors(tmp_path / "own.yaml", OVERLAY).figures
    assert {name: figure.value for name, figure in found.items()} == {"tune.country": 0.5, "tune.sector": 1.0, "held.country": 1.0, "held.sector": 1.0}


@pytest.mark.parametrize("row", ["{actor: a man, part: other}", "{actor: a man, sector: no, part: tune}", "{part: tune}", "a man"])
def test_a_file_of_phrases_of_another_shape_is_named(tmp_path: Path, row: str) -> None:
    (tmp_path / "own.yaml").write_text(f"phrases:\n  - {row}\n", encoding="utf-8")
    with pytest.raises(InputError, match=r"own\.yaml"):
        measure_actors(tmp_path / "own.yaml")


def test_the_shipped_phrases_are_many_and_some_are_held_out_of_tuning() -> None:
    phrases = read_phrases(PHRASES)
    assert len({(p.gold.actor, p.gold.query_date) for p in phrases}) == len(phrases) >= 350
    assert {p.part for p in phrases} == {"tune", "held"}
    assert len({p.gold.country for p in phrases}) > 100


def test_what_tells_titles_of_an_encyclopedia_apart_is_no_name(tmp_path: Path) -> None:
    line = {"actor": "Norlandic Minister Ilka Orr", "expect": {"wiki": "Ilka Orr (politician)"}}
    (tmp_path / "gold.jsonl").write_text(json.dumps(line) + "\n", encoding="utf-8")
    assert measure_actors(tmp_path / "gold.jsonl", OVERLAY).figures["name"].value == 1.0
