"""What coding adds to the bare parse is told with its limit, by the rules alone and with each model that there is."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.evaluate.bench import describe, marks, measure_stages

SECONDS = {"bare parse": 2.0, "events": 0.5, "saying": 0.3, "extract": 1.5}


def test_each_coder_is_told_with_its_limit() -> None:
    assert marks(SECONDS) == [
        "event coder: 0.25 x the bare parse, at most 0.4: pass",
        "attribution and claims: 0.15 x the bare parse, at most 0.5: pass",
    ]


def test_a_model_is_told_beside_the_rules() -> None:
    told = marks({**SECONDS, "with model": 2.5, "heard": 0.5})
    assert "event coder with model: 0.75 x the bare parse, at most 1.0: pass" in told
    assert "attribution and claims with model: 0.40 x the bare parse, at most 0.5: pass" in told


def test_too_dear_is_told_as_such() -> None:
    assert "attribution and claims with model: 0.65 x the bare parse, at most 0.5: FAIL" in marks({**SECONDS, "heard": 1.0})


@pytest.mark.slow
def test_given_paths_are_measured(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text('The minister of Norland said that Estavia had closed the border. "We will not pay," she said.\n', encoding="utf-8")
    costs, documents, words = measure_stages([tmp_path])
    assert (documents, words) == (1, 17)
    assert any(line.startswith("attribution and claims: ") for line in describe(costs, documents, words))
