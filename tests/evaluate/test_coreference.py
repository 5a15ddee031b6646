"""The measure of coreference: which mentions are judged, and when two are the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.core.errors import NotFoundError, UsageError
from dragoman.evaluate.coreference import measure_coreference

TEXT = "The Danish minister left Oslo . She will return . A bus stopped ."


def write(file: Path, *marks: tuple[str, str, str]) -> Path:
    """One line of gold: (words, type, chain)."""
    mentions = [{"type": kind, "start": TEXT.index(words), "end": TEXT.index(words) + len(words), "chain": chain} for words, kind, chain in marks]
    file.write_text(json.dumps({"doc": "1", "text": TEXT, "mentions": mentions}) + "\n", encoding="utf-8")
    return file


def test_a_pronoun_is_chained_to_the_described_person(tmp_path: Path) -> None:
    found = measure_coreference(write(tmp_path / "g.jsonl", ("minister", "HUMAN", "m"), ("She", "HUMAN", "m"), ("Oslo", "LOC", "o"))).figures
    assert (found["recall"].value, found["muc"].value, found["b_cubed"].value) == (1.0, 1.0, 1.0)


def test_a_joined_stranger_costs_precision_and_deeds_are_not_judged(tmp_path: Path) -> None:
    found = measure_coreference(write(tmp_path / "g.jsonl", ("minister", "HUMAN", "m"), ("She", "HUMAN", "s"), ("left", "ACTION", "l"))).figures
    assert str(found["recall"]) == "100.0 % (2/2)"
    assert str(found["b_cubed"]) == "P 50.0  R 100.0  F1 66.7"


def test_a_name_inside_the_marked_phrase_is_not_the_phrase(tmp_path: Path) -> None:
    found = measure_coreference(write(tmp_path / "g.jsonl", ("Danish minister", "HUMAN", "m"), ("stopped", "NON_HUMAN", "x"))).figures
    assert str(found["recall"]) == "50.0 % (1/2)"


def test_mentions_of_unchecked_sentences_are_left_out(tmp_path: Path) -> None:
    file = write(tmp_path / "g.jsonl", ("minister", "HUMAN", "m"), ("bus", "NON_HUMAN", "b"))
    line = json.loads(file.read_text(encoding="utf-8"))
    line["mentions"][1]["scored"] = False
    file.write_text(json.dumps(line), encoding="utf-8")
    assert str(measure_coreference(file).figures["recall"]) == "100.0 % (1/1)"


def test_a_gold_of_another_layout_is_refused(tmp_path: Path) -> None:
    (tmp_path / "g.jsonl").write_text('{"text": "A."}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="line 1"):
        measure_coreference(tmp_path / "g.jsonl")
    with pytest.raises(NotFoundError):
        measure_coreference(tmp_path / "none.jsonl")
