"""The gate holds floors, and lowers none unasked."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.core.errors import NotFoundError, UsageError
from dragoman.evaluate import gate
from dragoman.evaluate.gate import FLOORS, MARGIN, OWN, SETS, Floors, find_breaches, raise_floors, read_floors, write_floors
from dragoman.evaluate.metrics import Measured, Share

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
    assert raise_floors(PINNED, "abc", worse, lower=True).figures == {name: pytest.approx(value - MARGIN) for name, value in worse.items()}


def test_floors_pinned_twice_on_the_same_figures_stay() -> None:
    once = raise_floors(None, "abc", {"type": 2 / 3, "dyad": 0.001}, lower=False)
    assert raise_floors(once, "abc", {"type": 2 / 3, "dyad": 0.001}, lower=False) == once
    assert once.figures["dyad"] == 0


def test_a_floor_holds_for_the_figure_that_it_was_made_from() -> None:
    figures = {"events.recall": 2 / 3, "events.precision": 0.99999}
    floors = raise_floors(None, "abc", figures, lower=False)
    assert find_breaches(floors, "abc", figures) == []
    assert len(find_breaches(floors, "abc", {name: value - MARGIN - 0.001 for name, value in figures.items()})) == 2


def test_floors_survive_being_written(tmp_path: Path) -> None:
    write_floors(tmp_path / "floors.yaml", {"seeds": PINNED})
    assert read_floors(tmp_path / "floors.yaml") == {"seeds": PINNED}


def test_every_set_has_shipped_floors_and_no_floor_is_without_a_set() -> None:
    assert set(read_floors(FLOORS)) == set(SETS | OWN)


def test_the_shipped_floors_can_be_read() -> None:
    assert all(0 <= value <= 1 for floors in read_floors(FLOORS).values() for value in floors.figures.values())


def test_without_gold_only_our_own_sets_are_measured_and_the_gate_says_so(
    two_sets: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.delenv("DRAGOMAN_GOLD", raising=False)
    monkeypatch.setattr(gate, "OWN", {"ours": lambda: Measured("abc", {"type": Share(8, 10)})})
    write_floors(two_sets / "floors.yaml", {"ours": Floors("abc", {"type": 0.7})})
    assert gate.main([]) == 0
    write_floors(two_sets / "floors.yaml", {"ours": Floors("abc", {"type": 0.9})})
    assert gate.main([]) == 1
    assert "SKIPPED" in capsys.readouterr().err


def test_gold_that_is_not_there_fails_the_gate(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("DRAGOMAN_GOLD", str(tmp_path))
    monkeypatch.setattr(gate, "OWN", {})
    assert gate.main([]) == 1


@pytest.fixture
def two_sets(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Path:
    """The folder of the gate's golds: set `there` gives 8 of 10, set `gone` has no gold. The file of floors lies in it too."""

    def missing(file: Path) -> Measured:
        raise NotFoundError(f"there is no gold {file.name!r}")

    monkeypatch.setenv("DRAGOMAN_GOLD", str(tmp_path))
    monkeypatch.setattr(gate, "FLOORS", tmp_path / "floors.yaml")
    monkeypatch.setattr(gate, "OWN", {})
    monkeypatch.setattr(gate, "SETS", {"gone": ("gone.jsonl", missing), "there": ("there.jsonl", lambda _: Measured("abc", {"type": Share(8, 10)}))})
    return tmp_path


def test_a_set_whose_gold_is_missing_is_skipped_aloud_and_keeps_its_floors(two_sets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write_floors(two_sets / "floors.yaml", {"gone": PINNED, "there": Floors("abc", {"type": 0.7})})
    assert gate.main([]) == 0
    assert "SKIPPED: gone" in capsys.readouterr().err
    assert gate.main(["--update"]) == 0
    assert read_floors(two_sets / "floors.yaml") == {"gone": PINNED, "there": Floors("abc", {"type": round(0.8 - gate.MARGIN, 4)})}


def test_the_gate_fails_where_one_set_fell_and_does_not_pin_that_unasked(two_sets: Path, capsys: pytest.CaptureFixture[str]) -> None:
    fallen = {"there": Floors("abc", {"type": 0.9})}
    write_floors(two_sets / "floors.yaml", fallen)
    assert gate.main([]) == gate.main(["--update"]) == 1
    assert "there: type" in capsys.readouterr().err
    assert read_floors(two_sets / "floors.yaml") == fallen
    assert gate.main(["--update", "--lower"]) == gate.main([]) == 0


@pytest.mark.parametrize("pinned", [{}, {"there": Floors("abc", {"type": 0.5}), "stranger": PINNED}], ids=["a set without floors", "floors without a set"])
def test_what_nothing_holds_is_a_breach(two_sets: Path, pinned: dict[str, Floors]) -> None:
    write_floors(two_sets / "floors.yaml", pinned)
    assert gate.main([]) == 1
