"""Tests of the search: kinds with counts, filters, snippets, the place where a find opens, and searches that are kept."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from fastapi.testclient import TestClient

from dragoman.app import open_app
from dragoman.core.desk import KINDS, SearchFilter
from dragoman.core.settings import Settings
from dragoman.store.desk_search import DeskSearch
from dragoman.store.desk_words import Asked
from dragoman.web.users import local_user


def test_without_words_the_page_says_how_to_search(desk: TestClient) -> None:
    html = desk.get("/search").text
    assert "How to search" in html
    assert "12 reports" in html


def test_with_nothing_in_the_record_the_page_says_what_to_do(empty_desk: TestClient) -> None:
    assert "nothing to search yet" in empty_desk.get("/search").text


def test_one_box_finds_reports_names_acts_statements_and_questions(desk: TestClient) -> None:
    html = desk.get("/search?q=russia").text
    for word in ("Reports", "Names", "Acts", "Statements", "Questions"):
        found = re.search(rf'{word} <span class="n">(\d+)</span>', html)
        assert found, word
        assert int(found[1]) > 0, word


@pytest.mark.parametrize("kind", ["documents", "claims"])
def test_the_tab_of_one_kind_counts_all_kinds_as_the_first_does_and_seeks_none_twice(desk: TestClient, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    counts = re.compile(r'(\w+) <span class="n">(\d+)</span>')
    every = counts.findall(desk.get("/search?q=russia").text)[: len(KINDS)]
    sought, match = list[str](), DeskSearch._match

    def noted(self: DeskSearch, one: str, asked: SearchFilter, words: Asked) -> Any:
        sought.append(one)
        return match(self, one, asked, words)

    monkeypatch.setattr(DeskSearch, "_match", noted)
    assert counts.findall(desk.get(f"/search?q=russia&kind={kind}").text)[: len(KINDS)] == every
    assert sorted(sought) == sorted(KINDS)


def test_a_name_is_found_in_another_spelling(desk: TestClient) -> None:
    assert "Hajizada" in desk.get("/search?q=hacizade&kind=entities").text


def test_a_find_opens_at_the_hit_and_its_snippet_marks_it(desk: TestClient) -> None:
    html = desk.get("/search?q=rossotrudnichestvo&kind=documents").text
    assert "<mark>Rossotrudnichestvo</mark>" in html
    found = re.search(r'href="(/documents/[^"]*at=(\d+)-(\d+)[^"]*)"', html)
    assert found
    page = desk.get(found[1].replace("&amp;", "&").split("#")[0]).text
    assert f'id="s{found[2]}-{found[3]}"' in page


def test_a_filter_narrows_all_counts(desk: TestClient) -> None:
    html = desk.get("/search?q=russia&outlet=Caspian+Courier").text
    assert 'Reports <span class="n">2</span>' in html


def test_an_export_holds_what_the_tab_counts(desk: TestClient) -> None:
    html = desk.get("/search?q=russia&kind=claims").text
    found = re.search(r'Statements <span class="n">(\d+)</span>', html)
    assert found
    rows = desk.get("/search?q=russia&kind=claims&format=json").json()
    assert len(rows) == int(found[1])
    assert {row["kind"] for row in rows} == {"claims"}


def test_words_that_nothing_holds_give_advice(desk: TestClient) -> None:
    assert "Nothing holds these words" in desk.get("/search?q=xylophone").text


def test_odd_words_are_no_error_and_no_markup(desk: TestClient) -> None:
    for odd in ('"', "(", "NEAR(", "*", "-", "' OR 1=1 --", "<script>alert(1)</script>", "\u202e\u202e", "AND", "a" * 390, "{{7*7}}", "%00"):
        answer = desk.get("/search", params={"q": odd})
        assert answer.status_code == 200, odd
        assert "<script>alert" not in answer.text


def test_what_is_no_filter_is_told(desk: TestClient) -> None:
    for query in ("kind=nonsense", "from=yesterday", "format=xls", "page=0", f"x=1&q={'a' * 500}"):
        assert desk.get(f"/search?q=russia&{query}").status_code in (400, 422), query


def test_a_search_is_kept_and_tells_what_is_new_and_is_let_go(own_desk: TestClient, tmp_path: Path) -> None:
    answer = own_desk.post("/searches", data={"name": "Russia & co", "q": "russia", "outlet": "Caspian Courier"})
    assert answer.status_code == 200
    assert "Nothing has come in" in answer.text
    reads = open_app(Settings(record=tmp_path / "affair.db")).desk
    (kept,) = reads.saved(local_user().name)
    assert kept.asked.outlet == ("Caspian Courier",)
    reads.save(replace(kept, seen=8))
    html = own_desk.get("/search").text
    assert "Russia &amp; co" in html
    assert re.search(r'class="fresh">1 report[^s][^<]* new<', html)
    own_desk.post("/searches/seen", data={"name": kept.name})
    assert "nothing new" in own_desk.get("/search").text
    own_desk.post("/searches/forget", data={"name": kept.name})
    assert "None yet" in own_desk.get("/search").text
    assert own_desk.post("/searches/forget", data={"name": kept.name}).status_code == 404


def test_a_kept_search_of_one_kind_opens_and_counts_that_kind_alone(own_desk: TestClient, tmp_path: Path) -> None:
    page = own_desk.get("/search?q=russia&kind=events&from=2025").text
    form = re.search(r'action="/searches">(.*?)</form>', page, re.DOTALL)
    assert form
    fields = dict(re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)"', form[1])) | {"name": "acts"}
    opened = own_desk.post("/searches", data=fields)
    assert dict(opened.request.url.params) == {"q": "russia", "kind": "events", "from": "2025", "saved": "acts"}
    reads = open_app(Settings(record=tmp_path / "affair.db")).desk
    (kept,) = reads.saved(local_user().name)
    reads.save(replace(kept, seen=0))
    total = len(own_desk.get("/search?q=russia&kind=events&from=2025&format=json").json())
    assert re.search(rf'acts only</span> <span class="fresh">{total} acts new<', own_desk.get("/search").text)
    assert own_desk.post("/searches", data={"name": "x", "q": "russia", "kind": "nonsense"}).status_code == 400


def test_a_search_without_a_name_is_not_kept(own_desk: TestClient) -> None:
    assert own_desk.post("/searches", data={"name": " ", "q": "russia"}).status_code == 400


def test_a_find_does_not_say_its_words_twice(desk: TestClient) -> None:
    page = desk.get("/search?q=aktau&kind=claims").text
    for find in page.split('<li class="find-one"')[1:]:
        title, _, rest = re.sub("<mark>|</mark>", "", find).partition('</p>\n<p class="snippet">')
        said = re.sub("<[^>]+>", "", title.rsplit("<bdi>", 1)[-1]).strip().rstrip(".").lower()
        assert not rest or said != re.sub("<[^>]+>", "", rest.split("</p>")[0]).strip().rstrip(".").lower()
