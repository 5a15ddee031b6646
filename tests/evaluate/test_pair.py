"""The figures of given pairs: which answers count as right, and how the means are made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.evaluate.metrics import Share
from dragoman.evaluate.pair import GoldPair, evaluate_pairs, measure_pair
from dragoman.extract.pairs import PairAnswer

OVERLAY = Path(__file__).parents[1] / "codebook" / "overlay"


def gold(kind: str, quad: int | None = 3, todo: bool = False) -> GoldPair:
    return GoldPair({}, kind, quad, todo)


def answer(kind: str, quad: int = 3, modality: str = "done") -> PairAnswer:
    return PairAnswer(kind, quad, modality, {kind: 1.0})


def test_to_concede_and_to_retreat_are_both_to_yield() -> None:
    figures = evaluate_pairs([gold("YIELD", 2), gold("YIELD", 2)], [answer("CONCEDE", 2), answer("RETREAT", 2)])
    assert figures["root_macro_f1"].value == 1.0


def test_every_type_of_the_gold_weighs_the_same() -> None:
    golds = [gold("ACCUSE"), gold("ACCUSE"), gold("ACCUSE"), gold("AID", 2)]
    figures = evaluate_pairs(golds, [answer("ACCUSE")] * 4)
    assert figures["root_accuracy"].value == 0.75
    assert figures["root_macro_f1"].value == pytest.approx((6 / 7 + 0) / 2)
    assert figures["quad_macro_f1"].value == pytest.approx((6 / 7 + 0) / 2)


def test_a_pair_without_a_class_is_not_judged_on_it() -> None:
    figures = evaluate_pairs([gold("ACCUSE"), gold("AID", None)], [answer("ACCUSE"), answer("AID", 2)])
    assert figures["quad_accuracy"] == Share(1, 1)


def test_what_is_threatened_or_demanded_has_not_been_done() -> None:
    golds = [gold("THREATEN", todo=True), gold("THREATEN")]
    assert evaluate_pairs(golds, [answer("THREATEN", modality="threatened")] * 2)["done_todo"] == Share(1, 2)


@pytest.mark.parametrize("with_model", [True, False])
def test_a_gold_is_judged_without_its_answers(tmp_path: Path, with_model: bool) -> None:
    text = "Norland accused Estavia of lying."
    event = {"source_span": [0, 7], "target_span": [16, 23], "code": "ACCUSE", "quad": 3, "modality": "done"}
    (tmp_path / "gold.jsonl").write_text(json.dumps({"id": "a", "text": text, "events": [event]}), encoding="utf-8")
    figures = measure_pair(tmp_path / "gold.jsonl", OVERLAY, with_model=with_model).figures
    assert {name: figure.value for name, figure in figures.items()} == dict.fromkeys(figures, 1.0)
