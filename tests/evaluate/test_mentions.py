"""The measure of which mentions are one event: what is shown, what is judged, and the links."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.core.errors import NotFoundError, UsageError
from dragoman.evaluate.mentions import GoldText, evaluate_mentions, measure_mentions

TEXT = "The ferry sank off the cape . Its captain denied that it sank by his fault ."


def write(file: Path, *marks: tuple[int, int, str, str, bool]) -> Path:
    """One line of gold: (start, end, type, chain, scored)."""
    mentions = [{"id": f"m{s}", "type": kind, "start": s, "end": e, "chain": chain, "scored": scored} for s, e, kind, chain, scored in marks]
    file.write_text(json.dumps({"doc": "1", "text": TEXT, "mentions": mentions}) + "\n", encoding="utf-8")
    return file


SANK, CAPTAIN, DENIED, AGAIN = (10, 14), (34, 41), (42, 48), (57, 61)


def test_one_event_told_twice_is_found_and_persons_are_not_judged(tmp_path: Path) -> None:
    marks = [(*SANK, "ACTION", "s", True), (*CAPTAIN, "HUMAN", "c", True), (*DENIED, "ACTION", "d", True), (*AGAIN, "ACTION", "s", True)]
    found = measure_mentions(write(tmp_path / "g.jsonl", *marks), with_model=False).figures
    assert {name: round(figure.value or 0, 6) for name, figure in found.items()} == dict.fromkeys(("muc", "b_cubed", "ceafe", "conll", "lea", "links"), 1.0)


def test_what_is_not_scored_is_shown_but_not_judged(tmp_path: Path) -> None:
    file = write(tmp_path / "g.jsonl", (*SANK, "ACTION", "s", True), (*DENIED, "NEG_ACTION", "d", True), (*AGAIN, "ACTION", "other", False))
    found = measure_mentions(file, with_model=False).figures
    assert found["b_cubed"].value == 1.0


def test_links_are_pairs_of_one_event() -> None:
    gold = [GoldText({}, ("a", "a", "a")), GoldText({}, ("b", None, "b"))]
    links = evaluate_mentions(gold, ["x", "x", "y", "y", "x", "z"])["links"]
    assert str(links) == "P 50.0  R 25.0  F1 33.3"


def test_a_gold_of_another_layout_is_named_by_its_line(tmp_path: Path) -> None:
    (tmp_path / "g.jsonl").write_text('{"text": "A"}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="line 1"):
        measure_mentions(tmp_path / "g.jsonl")
    with pytest.raises(UsageError, match="outside"):
        measure_mentions(write(tmp_path / "out.jsonl", (5, 900, "ACTION", "s", True)))
    with pytest.raises(NotFoundError):
        measure_mentions(tmp_path / "none.jsonl")
    (tmp_path / "empty.jsonl").write_text("", encoding="utf-8")
    with pytest.raises(UsageError, match="empty"):
        measure_mentions(tmp_path / "empty.jsonl")
