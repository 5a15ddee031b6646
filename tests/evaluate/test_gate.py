"""The gate holds floors, and lowers none unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.core.errors import UsageError
from dragoman.evaluate import gate
from dragoman.evaluate.gate import FLOORS, Floors, find_breaches, raise_floors, read_floors, write_floors

PINNED = Floors("abc", {"events.recall": 0.5, "events.precision": 0.8})


def test_a_figure_below_its_floor_is_a_breach() -> None:
    assert find_breaches(PINNED, "abc", {"events.recall": 0.5, "events.precision": 0.8}) == []
    (breach,) = find_breaches(PINNED, "abc", {"events.recall": 0.4999, "events.precision": 0.9})
    assert "events.recall" in breach


def test_a_figure_that_is_no_more_is_a_breach() -> None:
    assert len(find_breaches(PINNED, "abc", {"events.recall": 0.6})) == 1


def test_floors_of_another_gold_do_not_count() -> None:
    (breach,) = find_breaches(PINNED, "xyz", {"events.recall": 1.0, "events.precision": 1.0})
    assert "xyz" in breach


def test_a_floor_is_not_lowered_unless_that_is_said() -> None:
    worse = {"events.recall": 0.4, "events.precision": 0.9}
    with pytest.raises(UsageError, match=r"events\.recall"):
        raise_floors(PINNED, "abc", worse, lower=False)
    assert raise_floors(PINNED, "abc", worse, lower=True).figures == worse


def test_a_floor_holds_for_the_figure_that_it_was_made_from() -> None:
    figures = {"events.recall": 2 / 3, "events.precision": 0.99999}
    assert find_breaches(raise_floors(None, "abc", figures, lower=False), "abc", figures) == []


def test_floors_survive_being_written(tmp_path: Path) -> None:
    write_floors(tmp_path / "floors.yaml", {"seeds": PINNED})
    assert read_floors(tmp_path / "floors.yaml") == {"seeds": PINNED}


def test_the_shipped_floors_can_be_read() -> None:
    assert all(0 <= value <= 1 for floors in read_floors(FLOORS).values() for value in floors.figures.values())


def test_without_gold_the_gate_says_that_it_measured_nothing(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    monkeypatch.delenv("DRAGOMAN_GOLD", raising=False)
    assert gate.main([]) == 0
    assert "SKIPPED" in capsys.readouterr().err


def test_gold_that_is_not_there_fails_the_gate(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DRAGOMAN_GOLD", str(tmp_path))
    assert gate.main([]) == 1
