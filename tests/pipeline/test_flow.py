"""The whole flow with the real coder: the same dump for any order, any number of runs, one process or several."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.app import App, open_app
from dragoman.core.settings import Settings
from dragoman.export.interchange import KINDS, dump_lines, encode_line
from dragoman.pipeline import Coding, Wanted, bare_document
from tests.pipeline.conftest import REPORTS

OVERLAY = Path(__file__).parents[1] / "codebook" / "overlay"


def dump(app: App) -> list[str]:
    record, upkeep = app.dump()
    return [encode_line(line) for line in dump_lines(record, upkeep)]


def added(record: Path, *paths: Path, jobs: int = 1) -> list[str]:
    with open_app(Settings(record, OVERLAY, jobs=jobs), create=True) as app:
        for path in paths:
            app.add(Wanted([path]))
        return dump(app)


@pytest.mark.slow
def test_the_same_reports_give_the_same_bytes(tmp_path: Path, reports: Path) -> None:
    whole = added(tmp_path / "whole.db", reports)
    backwards = added(tmp_path / "backwards.db", *(reports / name for name in sorted(REPORTS, reverse=True)))
    assert whole == backwards
    assert added(tmp_path / "whole.db", reports) == whole


@pytest.mark.slow
def test_several_processes_give_the_bytes_of_one(tmp_path: Path, reports: Path) -> None:
    for n in range(16):
        (reports / f"{n}.txt").write_text(f"{REPORTS['closure.txt']}Norland expelled {n + 2} Estavian envoys on 9 March 2025.\n", encoding="utf-8")
    assert added(tmp_path / "several.db", reports, jobs=2) == added(tmp_path / "one.db", reports, jobs=1)


@pytest.mark.slow
def test_resolving_anew_changes_nothing(tmp_path: Path, reports: Path) -> None:
    before = added(tmp_path / "record.db", reports)
    with open_app(Settings(tmp_path / "record.db", OVERLAY)) as app:
        app.resolve(again=True)
        assert dump(app) == before


@pytest.mark.slow
def test_a_dump_starts_with_its_header_and_quotes_its_documents(tmp_path: Path, reports: Path) -> None:
    lines = [json.loads(line) for line in added(tmp_path / "record.db", reports)]
    assert (lines[0]["kind"], lines[0]["as_of"]) == ("header", "2025-03-12")
    kinds = [line["kind"] for line in lines[1:]]
    assert kinds == sorted(kinds, key=KINDS.index)
    text = {line["id"]: line["text"] for line in lines if line["kind"] == "document"}
    told = [(mention["doc"], span) for line in lines if line["kind"] == "event" for mention in line["mentions"] for span in mention["evidence"]]
    assert told
    assert all(text[doc][span["start"] : span["end"]] == span["text"] for doc, span in told)


def test_an_error_of_the_coder_costs_one_document_only(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("dragoman.pipeline.coding.extract", fail)
    document = replace(bare_document("Norland shut the pass.", "2025-03-10"), path="a.txt")
    coded = Coding(None, "v1").prepare()(document)
    assert coded.extracted.document == document
    assert coded.failure is not None
    assert (coded.failure.input, coded.failure.error, coded.failure.message) == ("a.txt", "extraction", "KeyError: 'x'")
