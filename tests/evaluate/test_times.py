"""The figures of time expressions: what counts as found, as the same span and as the same value."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.core.documents import Timex
from dragoman.core.errors import NotFoundError, UsageError
from dragoman.evaluate.metrics import Balance
from dragoman.evaluate.times import GoldTime, evaluate_times, measure_times

GOLD = (GoldTime(0, 8, "2031-03-06"), GoldTime(20, 29, "P2D"))
FOUND = (Timex(0, 8, "DATE", "2031-03-06"), Timex(20, 29, "DURATION", "P2D"))


def values(*found: Timex) -> list[float | None]:
    return [figure.value for figure in evaluate_times([GOLD], [found]).values()]


def test_all_expressions_as_they_are_marked_is_one_and_none_is_nought() -> None:
    assert values(*FOUND) == [1.0, 1.0, 1.0]
    assert values() == [0.0, 0.0, 0.0]


def test_a_span_cut_short_is_found_and_has_its_value_but_not_its_span() -> None:
    assert values(FOUND[0], Timex(22, 29, "DURATION", "P2D")) == [0.5, 1.0, 1.0]


def test_a_wrong_value_and_none_at_all_are_wrong() -> None:
    assert values(FOUND[0], Timex(20, 29, "DURATION", "P3D")) == [1.0, 1.0, 0.5]
    assert values(FOUND[0], Timex(20, 29, "DURATION", None)) == [1.0, 1.0, 0.5]


def test_a_span_that_only_touches_is_not_found() -> None:
    assert values(FOUND[0], Timex(29, 33, "DURATION", "P2D")) == [0.5, 0.5, 0.5]


def test_each_marked_expression_is_used_once_and_the_same_span_goes_first() -> None:
    gold = [(GoldTime(0, 4, "2031"), GoldTime(3, 9, "P1D"))]
    found = [(Timex(3, 9, "DURATION", "P1D"), Timex(0, 9, "DATE", "2031"), Timex(0, 2, "DATE", "2031"))]
    assert evaluate_times(gold, found) == {"strict": Balance(1, 3, 2), "relaxed": Balance(2, 3, 2), "value": Balance(2, 3, 2)}


def test_a_gold_file_is_tagged_from_its_texts_alone(tmp_path: Path) -> None:
    text = "Norland shut the port on 6 March 2031. The harbour master spoke yesterday."
    times = [(text.index(words), words, value) for words, value in (("6 March 2031", "2031-03-06"), ("yesterday", "2031-03-07"))]
    line = {"doc_id": "a", "dct": "2031-03-08", "text": text, "timexes": [{"start": at, "end": at + len(w), "type": "DATE", "value": v} for at, w, v in times]}
    (tmp_path / "gold.jsonl").write_text(json.dumps(line) + "\n\n", encoding="utf-8")
    found = measure_times(tmp_path / "gold.jsonl")
    assert {name: figure.value for name, figure in found.figures.items()} == {"strict": 1.0, "relaxed": 1.0, "value": 1.0, "pace": None}
    assert "documents of 600 words a second" in str(found.figures["pace"])
    (tmp_path / "gold.jsonl").write_text(json.dumps(line | {"timexes": []}), encoding="utf-8")
    assert measure_times(tmp_path / "gold.jsonl").digest != found.digest


def test_a_gold_that_is_not_there_or_of_another_layout_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"gold\.jsonl"):
        measure_times(tmp_path / "gold.jsonl")
    (tmp_path / "gold.jsonl").write_text('\n{"text": "In March."}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="line 2"):
        measure_times(tmp_path / "gold.jsonl")
