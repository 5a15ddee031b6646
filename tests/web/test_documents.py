"""Tests of the list of documents and of the page of one."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from typer.testing import CliRunner

from dragoman.app import open_app
from dragoman.cli.main import app
from dragoman.core.desk import DocumentFilter
from dragoman.core.settings import Settings
from dragoman.core.visits import Visit
from dragoman.web.verbatim import verbatim
from tests.web.conftest import enter

EVIL = (
    'Norland closed the "office" <script>alert(1)</script>\n\nBy Ada Quill, <b onmouseover=alert(2)>Ledger</b>\n\n'
    "Norland\u202e accused Estavia of <img src=x onerror=alert(3)> on 3 March 2031.\r\nIt said &amp; 'so' {{ 7*7 }} ]]> --> 😀 Estavia denied it.\n"
)


class Words(HTMLParser):
    """The text of the article of a page, as a browser has it, and the elements in it."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.inside = False
        self.text = ""
        self.tags: set[str] = set()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes where the article begins and what is in it."""
        if self.inside:
            self.tags.add(tag)
        self.inside = self.inside or tag == "article"

    def handle_endtag(self, tag: str) -> None:
        """Notes where it ends."""
        self.inside = self.inside and tag != "article"

    def handle_data(self, data: str) -> None:
        """Takes its words."""
        self.text += data if self.inside else ""


def words(html: str) -> Words:
    """The article of a page."""
    found = Words()
    found.feed(html)
    return found


def first(record: Path, about: str = "Rossotrudnichestvo Demirel registration") -> str:
    """The id of the report that holds these words."""
    return open_app(Settings(record=record)).desk.documents(DocumentFilter(about=about)).items[0].id


@pytest.fixture(scope="module")
def evil(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[TestClient, str, str]]:
    """A desk with one report full of markup, its id and its text."""
    folder = tmp_path_factory.mktemp("evil")
    (folder / "evil.txt").write_bytes(EVIL.encode())
    assert CliRunner().invoke(app, ["--record", str(folder / "r.db"), "add", str(folder / "evil.txt")]).exit_code == 0
    desk = open_app(Settings(record=folder / "r.db")).desk
    (row,) = desk.documents(DocumentFilter()).items
    page = desk.document(row.id)
    assert page
    with enter(Settings(record=folder / "r.db")) as client:
        yield client, row.id, page.document.text


def test_the_list_folds_copies_into_what_they_copy(desk: TestClient) -> None:
    folded, whole = desk.get("/documents").text, desk.get("/documents?copies=all").text
    assert "11 reports" in folded
    assert "1 copy of the same words is folded" in folded
    assert "12 reports" in whole
    assert "The Bosun Gazette" in whole


def test_a_filter_of_the_address_narrows_the_list_and_its_export(desk: TestClient) -> None:
    page = desk.get("/documents?outlet=Halyard+News")
    assert "3 reports" in page.text
    rows = list(csv.DictReader(io.StringIO(desk.get("/documents?outlet=Halyard+News&format=csv").text)))
    assert [row["outlet"] for row in rows] == ["Halyard News"] * 3
    assert len(desk.get("/documents?outlet=Halyard+News&format=json").json()) == 3


def test_a_filter_that_makes_no_sense_is_told(desk: TestClient) -> None:
    for query in ("state=nonsense", "from=yesterday", "sort=random", "page=0", "format=xls"):
        assert desk.get(f"/documents?{query}").status_code in (400, 422), query


def test_a_list_that_is_empty_says_what_to_do(desk: TestClient, empty_desk: TestClient) -> None:
    assert "No report is like this" in desk.get("/documents?about=xylophone").text
    assert "dragoman add" in empty_desk.get("/documents").text


def test_the_text_of_a_report_stands_on_its_page_sign_for_sign(desk: TestClient, sample_record: Path) -> None:
    reads = open_app(Settings(record=sample_record)).desk
    for row in reads.documents(DocumentFilter()).items:
        page = reads.document(row.id)
        assert page
        assert words(desk.get(f"/documents/{row.id}").text).text == page.document.text


def test_markup_in_a_report_is_words_and_its_offsets_hold(evil: tuple[TestClient, str, str]) -> None:
    client, key, text = evil
    answer = client.get(f"/documents/{key}")
    found = words(answer.text)
    assert found.tags <= {"p", "h1", "span", "a"}
    assert found.text == text
    assert "<script>alert" not in answer.text
    assert "onerror=alert(3)>" not in answer.text.replace("&gt;", "")


def test_markup_in_a_report_is_words_in_lists_and_exports_too(evil: tuple[TestClient, str, str]) -> None:
    client, _, _ = evil
    for path in ("/documents", "/search?q=norland", "/search?q=norland&kind=documents"):
        assert "<script>alert" not in client.get(path).text
        assert "<img" not in client.get(path).text
    assert client.get("/search?q=norland&format=json").json()


def test_signs_that_a_browser_would_change_are_sent_so_that_it_does_not() -> None:
    assert verbatim("a\r\nb<\0\ud800") == "a&#13;\nb&lt;\ufffd\ufffd"


def test_asked_words_are_marked_without_scripts(desk: TestClient, sample_record: Path) -> None:
    key = first(sample_record)
    html = desk.get(f"/documents/{key}?at=102-125").text
    assert re.search(r'id="s102-125"></span>.{0,200}m-asked', html)
    assert 'name="start" inputmode="numeric" pattern="[0-9]+" required value="102"' in html


def test_a_place_that_is_none_is_told(desk: TestClient, sample_record: Path) -> None:
    assert desk.get(f"/documents/{first(sample_record)}?at=here").status_code == 400
    assert desk.get(f"/documents/{first(sample_record)}?at=999999999").status_code == 200


def test_a_report_that_is_not_there_is_not_found(desk: TestClient) -> None:
    assert desk.get("/documents/d-nonsense").status_code == 404


def test_places_of_words_that_were_sought_are_marked_and_counted(desk: TestClient, sample_record: Path) -> None:
    html = desk.get(f"/documents/{first(sample_record)}?q=rossotrudnichestvo").text
    assert "stands in 3 places" in html
    assert html.count("m-hit") >= 3


def test_a_number_in_the_text_leads_to_its_entry_and_back(desk: TestClient, sample_record: Path) -> None:
    html = desk.get(f"/documents/{first(sample_record)}").text
    numbers = set(re.findall(r'class="ref ref-\w+" href="#r(\d+)"', html))
    assert numbers == set(re.findall(r'<li id="r(\d+)"', html))
    assert set(re.findall(r'class="place" href="#(s\d+-\d+)"', html)) <= set(re.findall(r'id="(s\d+-\d+)"', html))


def test_a_copy_tells_what_it_changed(desk: TestClient, sample_record: Path) -> None:
    row = open_app(Settings(record=sample_record)).desk.documents(DocumentFilter(kin=("copy",))).items[0]
    html = desk.get(f"/documents/{row.id}").text
    assert "This is a copy of" in html
    assert "<ins><bdi>" in html


def test_an_address_is_a_link_only_where_it_leads_to_the_web(desk: TestClient, sample_record: Path) -> None:
    row = open_app(Settings(record=sample_record)).desk.documents(DocumentFilter(outlet=("The Quayside Herald",))).items[0]
    assert f'<a href="{row.url}" rel="noreferrer noopener external">' in desk.get(f"/documents/{row.id}").text


def test_what_is_added_from_selected_words_is_marked_on_the_page(own_desk: TestClient, tmp_path: Path) -> None:
    key = first(tmp_path / "affair.db")
    text = words(own_desk.get(f"/documents/{key}").text).text
    start = text.index("legal entity")
    place = {"start": str(start), "end": str(start + 12), "next": f"/documents/{key}?at={start}-{start + 12}#s{start}-{start + 12}"}
    told = {"kind": "add", "what": "entity", "doc": key, "type": "law", "name": "", "entity": "", "note": ""} | place
    answer = own_desk.post("/judgements", data=told)
    assert answer.status_code == 200
    assert answer.url.path == f"/documents/{key}"
    assert re.search(r'class="m [^"]*m-name[^"]*"[^>]*>legal entity<', answer.text)


def test_two_megabytes_of_text_are_shown_by_part_with_links_to_the_next(tmp_path: Path) -> None:
    (tmp_path / "long.txt").write_text("Посол вернулся домой вечером. " * 36_000, encoding="utf-8")
    assert CliRunner().invoke(app, ["--record", str(tmp_path / "r.db"), "add", str(tmp_path / "long.txt")]).exit_code == 0
    (row,) = open_app(Settings(record=tmp_path / "r.db")).desk.documents(DocumentFilter()).items
    with enter(Settings(record=tmp_path / "r.db")) as client:
        answer = client.get(f"/documents/{row.id}?at=500000-500005")
        assert "Part 26 of 54" in answer.text
        assert f'rel="next" href="/documents/{row.id}?part=27"' in answer.text
        assert len(answer.content) < 200_000
        assert 'id="s500000-500005"' in answer.text


def test_a_report_that_came_by_a_link_says_when_it_was_fetched(own_desk: TestClient, tmp_path: Path) -> None:
    with open_app(Settings(record=tmp_path / "affair.db")) as opened:
        key = opened.desk.documents(DocumentFilter()).items[0].id
        opened.store.put_visit(Visit(opened.store.locations_of(key)[0], "2025-02-13T08:05:00Z", None, None, 200, None))
        other = opened.desk.documents(DocumentFilter()).items[1].id
    assert "13 February 2025, 08:05 UTC" in own_desk.get(f"/documents/{key}").text
    assert "Fetched" not in own_desk.get(f"/documents/{other}").text
