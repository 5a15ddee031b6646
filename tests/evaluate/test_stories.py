"""Grouping by story is measured on reports whose stories are known, and on nothing else."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.core.errors import NotFoundError, UsageError
from dragoman.evaluate.stories import measure_stories

FERRY = "The ferry Gull sank off Port Amsel. Divers searched the wreck of the ferry for its bell and its log."
VOTE = "Voters in Karsia chose a new parliament. The ballots from the highland districts are still being counted."


def test_affairs_are_read_from_a_folder_of_topics_and_held_against_their_files(tmp_path: Path) -> None:
    for name, text in (("ferry", FERRY), ("vote", VOTE)):
        lines = [json.dumps({"date": f"2031-03-0{n + 1}", "text": f"{text} Report {n}."}) for n in range(3)]
        (tmp_path / f"{name}.articles.jsonl").write_text("\n".join(lines), encoding="utf-8")
    figures = measure_stories(tmp_path).figures
    assert {name: figure.value for name, figure in figures.items()} == {"b_cubed": 1.0, "pure": 1.0, "whole": 1.0}


def test_happenings_are_read_from_lines_with_their_subtopic(tmp_path: Path) -> None:
    file = tmp_path / "gold.jsonl"
    file.write_text("\n".join(json.dumps({"subtopic": f"{n}", "text": text}) for n, text in enumerate((FERRY, VOTE))), encoding="utf-8")
    assert measure_stories(file).figures["pure"].value == 1.0


def test_of_a_folder_of_folders_each_is_one_story(tmp_path: Path) -> None:
    (tmp_path / "gull").mkdir()
    (tmp_path / "gull" / "1.json").write_text(json.dumps({"date": "2031-03-01", "text": FERRY}), encoding="utf-8")
    assert measure_stories(tmp_path).figures["whole"].value == 1.0


def test_a_folder_without_reports_and_a_report_without_text_are_refused(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match=r"neither files NAME\.articles\.jsonl"):
        measure_stories(tmp_path)
    (tmp_path / "gull").mkdir()
    (tmp_path / "gull" / "1.json").write_text("{}", encoding="utf-8")
    with pytest.raises(UsageError, match="is no report of a story"):
        measure_stories(tmp_path)
