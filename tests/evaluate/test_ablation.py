"""The ablation of naming: each layer is measured by itself, on texts that lie beside the gold."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.evaluate.ablation import STAGES, main, measure_ablation

TEXT = "The Danish Foreign Ministry protested on Monday. The ministry said Copenhagen would wait.\n"


@pytest.fixture
def gold(tmp_path: Path) -> Path:
    (tmp_path / "text.txt").write_text(TEXT, encoding="utf-8")
    marks = [("Danish Foreign Ministry", "m", "name"), ("The ministry", "m", "nominal"), ("Copenhagen", "s", "metonym")]
    mentions = [
        {"doc": "1", "start": TEXT.index(words), "end": TEXT.index(words) + len(words), "entity": e, "form": form, "nested": False} for words, e, form in marks
    ]
    entities = [{"id": "m", "type": "ministry"}, {"id": "s", "type": "state"}]
    (tmp_path / "test_entities.json").write_text(
        json.dumps({"docs": {"1": {"file": "text.txt"}}, "entities": entities, "mentions": mentions}), encoding="utf-8"
    )
    return tmp_path


def test_coreference_unites_what_names_alone_leave_apart(gold: Path) -> None:
    table = measure_ablation(gold)
    assert list(table) == list(STAGES)
    assert table["+ coreference"]["b_cubed"].value == 1.0
    assert (table["+ whole document"]["b_cubed"].value or 0) < 1.0
    assert table["+ whole document"]["outer"].value == 1.0


def test_the_table_is_printed_and_a_folder_without_gold_is_told(gold: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main([str(gold)]) == 0
    assert capsys.readouterr().out.count("\n") == 2 + len(STAGES)
    (tmp_path / "empty").mkdir()
    assert main([str(tmp_path / "empty")]) == 1
    assert "entities.json" in capsys.readouterr().err
