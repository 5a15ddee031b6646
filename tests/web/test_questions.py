"""Questions: the list keeps to its filters, and one question shows each answer with whose word it rests on."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from dragoman.cli.main import app
from dragoman.core.settings import Settings
from tests.web.conftest import enter

CAUSE = "What caused the crash"


def _page(desk: TestClient, words: str = CAUSE) -> str:
    found = re.search(rf'href="(/questions/q-[^"]+)"><bdi>{words}', desk.get("/questions?which=all").text)
    assert found, f"no question begins {words!r}"
    return desk.get(found[1]).text


def test_the_list_begins_with_what_is_most_contested(desk: TestClient) -> None:
    html = desk.get("/questions").text
    assert html.index("contradiction") < html.index("degrees of precision")


def test_the_answers_run_from_the_vaguest_to_the_sharpest(desk: TestClient) -> None:
    html = _page(desk)
    assert html.index("the vaguest") < html.index("the sharpest")
    assert html.index("foreign objects</bdi></h3>") < html.index("Pantsir-S1 missile (Russia)</bdi></h3>")


def test_a_contradiction_is_told_by_a_sign_and_in_words(desk: TestClient) -> None:
    html = _page(desk)
    assert re.search(r'difference large contradiction"><span class="sign" aria-hidden="true">≠</span> contradiction', html)
    assert "against these" in html


@pytest.mark.parametrize(
    ("words", "kind", "said"),
    [("Whose fault", "blame", "different blame"), ("When did Azerbaijan close", "dates", "dates differ")],
)
def test_other_differences_are_marked_apart_from_contradiction(desk: TestClient, words: str, kind: str, said: str) -> None:
    assert re.search(rf'difference large {kind}"><span class="sign" aria-hidden="true">[^≠]</span> {said}', _page(desk, words))


def test_a_figure_that_later_news_overtook_says_so(tmp_path: Path) -> None:
    record, reports = tmp_path / "ferry.db", tmp_path / "ferry.jsonl"
    told = {"2021-05-06": "At least nine people were killed.", "2021-05-07": "31 people were killed, the interior ministry said on Friday."}
    rows = ({"id": day, "date": day, "text": f"The Turkish ferry Sarabande sank off Mersin on 6 May 2021. {toll}"} for day, toll in told.items())
    reports.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    assert CliRunner().invoke(app, ["--record", str(record), "add", str(reports)]).exit_code == 0
    with enter(Settings(record=record)) as desk:
        html = _page(desk, "How many")
    assert re.search(r'difference large overtaken"><span class="sign" aria-hidden="true">[^≠]</span> overtaken', html)


def test_a_cell_has_the_words_of_the_report_the_chain_and_the_day(desk: TestClient) -> None:
    html = _page(desk)
    cell = html[html.index("Pantsir-S1 missile (Russia)</bdi></h3>") :]
    assert cell.index("Northgate Post") < cell.index("Reuters") < cell.index("by 5 Feb 2025") < cell.index("a Russian Pantsir-S1 missile shot down")
    assert re.search(r'href="/documents/d-[0-9a-f]+\?at=\d+-\d+#s\d+-\d+">in the report', cell)


def test_what_only_one_outlet_tells_says_so(desk: TestClient) -> None:
    assert "only <bdi>Northgate Post</bdi> tells this" in _page(desk)


def test_silence_is_kept_apart_from_denial(desk: TestClient) -> None:
    html = _page(desk)
    assert "∅ not contained" in html
    assert "Not saying something is no denial of it" in html


def test_a_filter_holds_in_the_list_and_in_its_export(desk: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(desk.get("/questions?which=all&slot=date&format=csv").text)))
    assert rows
    assert {row["slot"] for row in rows} == {"date"}
    assert f"{len(rows)} question" in desk.get("/questions?which=all&slot=date").text


def test_one_question_is_exported_with_who_holds_each_answer(desk: TestClient) -> None:
    found = re.search(r"/questions/(q-[^\"?]+)", desk.get("/questions").text)
    assert found
    line = desk.get(f"/questions/{found[1]}?format=json").json()[0]
    assert line["id"] == found[1]
    assert all(version["held_by"] for version in line["versions"])


def test_a_question_that_is_not_there_is_not_found(desk: TestClient) -> None:
    assert desk.get("/questions/q-none").status_code == 404


@pytest.mark.parametrize("query", ["which=none", "sort=none", "format=xml"])
def test_what_the_list_does_not_know_is_refused(desk: TestClient, query: str) -> None:
    assert desk.get(f"/questions?{query}").status_code == 400


def test_words_of_a_filter_are_text_and_no_markup(desk: TestClient) -> None:
    html = desk.get("/questions", params={"words": "<script>alert(1)</script>"}).text
    assert "<script>alert" not in html
    assert "No question is like this" in html


def test_an_empty_record_says_what_to_do(empty_desk: TestClient) -> None:
    assert "Add reports" in empty_desk.get("/questions").text


def test_more_voices_than_outlets_are_no_origins(desk: TestClient) -> None:
    page = desk.get("/questions?which=all").text
    told = re.findall(r'<span class="told">answered by (\d+) outlets?(?:, ([^<]*))?</span>', page)
    assert any("on the word of" in said for _, said in told)
    assert all(int(said.split()[0]) < int(outlets) for outlets, said in told if "origin" in said)


def test_what_is_asked_is_said_in_words(desk: TestClient) -> None:
    assert "who is responsible" in desk.get("/questions?which=all").text
    assert "where" in desk.get("/questions?which=all&slot=place").text.split('class="chosen"')[1].split("</ul>")[0]
