"""The brief: in the desk's frame, as files, about whatever the screens before it show."""

from __future__ import annotations

import io
import re
import zipfile

import pytest
from fastapi.testclient import TestClient

PAIR = "/brief?pair=AZE,RUS"


def test_a_brief_stands_in_the_frame_and_its_numbers_open_quotes(desk: TestClient) -> None:
    html = desk.get(PAIR).text
    assert 'class="masthead"' in html
    assert re.search(r'<a class="cite" href="#q1">\[1\]</a>', html)
    assert re.search(r'<li id="q1">\[1\].*?<a href="/documents/d-[0-9a-f]+\?at=\d+-\d+', html)


def test_a_brief_in_the_frame_has_no_style_or_script_of_its_own(desk: TestClient) -> None:
    html = desk.get(PAIR).text
    assert "<style" not in html
    assert 'style="' not in html
    assert not re.search(r"<script(?![^>]*\bsrc=)", html)


@pytest.mark.parametrize(("form", "kind"), [("html", "text/html"), ("md", "text/markdown"), ("docx", "application/vnd.openxmlformats")])
def test_a_brief_is_taken_away_as_a_file(desk: TestClient, form: str, kind: str) -> None:
    answer = desk.get(f"{PAIR}&format={form}")
    assert answer.headers["content-type"].startswith(kind)
    assert answer.headers["content-disposition"] == f'attachment; filename="brief.{form}"'


def test_the_word_file_holds_the_brief(desk: TestClient) -> None:
    packed = zipfile.ZipFile(io.BytesIO(desk.get(f"{PAIR}&format=docx").content))
    assert "What happened" in packed.read("word/document.xml").decode()


def test_names_do_as_well_as_codes(desk: TestClient) -> None:
    assert "Azerbaijan – Russia" in desk.get("/brief", params={"pair": "azerbaijan, Russia"}).text


def test_days_narrow_a_brief_and_its_files(desk: TestClient) -> None:
    html = desk.get(f"{PAIR}&from=2025-02-10").text
    assert "granted Ukraine" in desk.get(PAIR).text
    assert "granted Ukraine" not in html
    assert "from=2025-02-10&amp;format=docx" in html


@pytest.mark.parametrize("pattern", [r"/stories/(s-[^\"]+)", r"/incidents/(i-[^\"]+)", r"/who/(n-[^\"?]+)", r"/events/(e-[^\"?]+)"])
def test_a_brief_is_about_any_record(desk: TestClient, pattern: str) -> None:
    page = desk.get(pattern[: pattern.index("/", 1)]).text
    found = re.search(pattern, page)
    assert found
    answer = desk.get("/brief", params={"about": found[1]})
    assert answer.status_code == 200
    assert "Sources</h2>" in answer.text


def test_a_brief_is_about_words(desk: TestClient) -> None:
    assert "What happened" in desk.get("/brief", params={"about": "registration"}).text


@pytest.mark.parametrize("query", ["pair=AZE", "pair=AZE,AZE", "pair=AZE,RUS&format=pdf", "pair=AZE,RUS&from=soon"])
def test_what_no_brief_can_be_made_of_is_refused(desk: TestClient, query: str) -> None:
    assert desk.get(f"/brief?{query}").status_code == 400


def test_nobody_is_not_found(desk: TestClient) -> None:
    assert desk.get("/brief?pair=AZE,Atlantis").status_code == 404


def test_without_a_subject_it_asks_for_one(desk: TestClient) -> None:
    html = desk.get("/brief").text
    assert 'name="pair"' in html
    assert 'href="/brief?pair=' in html


def test_an_empty_record_says_what_to_do(empty_desk: TestClient) -> None:
    assert "Add reports" in empty_desk.get("/brief").text


def test_what_no_brief_can_be_made_of_is_said_beside_the_form(desk: TestClient) -> None:
    answer = desk.get("/brief", params={"pair": "Azerbaijan, Nowhere"})
    assert answer.status_code == 404
    assert 'value="Azerbaijan, Nowhere"' in answer.text
    assert "nobody and nothing" in answer.text
    assert "“From” is a day" in desk.get("/brief", params={"about": "crash", "from": "soon"}).text
