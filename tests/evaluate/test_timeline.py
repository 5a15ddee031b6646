"""Date F1 counts as many days as the gold timeline has, inside its range."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.core.errors import NotFoundError, UsageError
from dragoman.evaluate.timeline import date_f1, measure_timelines

GOLD = frozenset({"2031-03-03", "2031-03-07"})


def test_days_outside_the_range_and_beyond_the_number_of_gold_days_are_not_counted() -> None:
    assert date_f1(GOLD, ["2031-01-01", "2031-03-07", "2031-03-03", "2031-03-05"]) == 1.0
    assert date_f1(GOLD, ["2031-03-05", "2031-03-04", "2031-03-03"]) == 0.0
    assert date_f1(GOLD, []) == 0.0


def test_a_topic_is_ranked_from_its_articles_and_compared_with_each_of_its_timelines(tmp_path: Path) -> None:
    articles = [{"id": "a", "date": "2031-03-05", "text": "The port was shut on 3 March 2031 and again on 7 March 2031. It was shut on 7 March."}]
    (tmp_path / "port.articles.jsonl").write_text("".join(json.dumps(a) + "\n" for a in articles), encoding="utf-8")
    (tmp_path / "port.timelines.json").write_text(json.dumps({"timelines": [[["2031-03-03", ["Shut."]], ["2031-03-07", ["Shut."]]]]}), encoding="utf-8")
    found = measure_timelines(tmp_path / "port.timelines.json").figures
    assert {name: figure.value for name, figure in found.items()} == {"date_f1": 1.0, "published": 0.0}
    assert measure_timelines(tmp_path).figures == found


def test_a_gold_that_is_not_there_or_of_another_layout_is_named(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="timelines"):
        measure_timelines(tmp_path)
    (tmp_path / "port.timelines.json").write_text('{"timelines": [[]]}', encoding="utf-8")
    with pytest.raises(NotFoundError, match=r"articles\.jsonl"):
        measure_timelines(tmp_path / "port.timelines.json")
    (tmp_path / "port.articles.jsonl").write_text('{"id": "a", "text": "x"}\n', encoding="utf-8")
    with pytest.raises(UsageError, match="no gold of timelines"):
        measure_timelines(tmp_path)
