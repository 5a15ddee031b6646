"""Hostile words in every field: they are shown as words in every screen and file, and make nothing of their own."""

from __future__ import annotations

import csv
import io
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient
from lxml import etree, html

from dragoman.core.settings import Settings
from tests.web.conftest import enter
from tests.web.hostile import MARK, PAYLOADS, hostile_record
from tests.web.markup import wrongs

pytestmark = pytest.mark.slow
STARTS = (
    "/",
    "/search?q=spokesman",
    "/documents",
    "/events",
    "/events?view=table",
    "/events?view=map",
    "/questions",
    "/who",
    "/stories",
    "/ties",
    "/ties?view=network",
    "/review",
    "/review/log",
    "/review/agreement",
    "/brief",
    "/about",
    "/users",
    "/ties?unit=year",
)
MOST = 220
"""Pages that are looked at."""
FORMULA = ("=", "+", "-", "@", "\t", "\r")


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[TestClient]:
    with enter(Settings(record=hostile_record(tmp_path_factory.mktemp("hostile")))) as client:
        yield client


@pytest.fixture(scope="module")
def pages(hostile: TestClient) -> dict[str, str]:
    """{address: page} of what can be reached: some of each kind of page."""
    found: dict[str, str] = {}
    kinds: dict[str, int] = {}
    waiting = list(STARTS)
    while waiting and len(found) < MOST:
        address = waiting.pop(0)
        kind = re.sub(r"(?<=/)[a-z]{1,2}-[^/?]+|=[^&]*|[A-Z]{3}", "*", address)
        if address in found or kinds.get(kind, 0) >= 12 or "format=" in address or "/static/" in address:
            continue
        answer = hostile.get(address)
        if answer.status_code == 404 and address in STARTS:
            continue  # a screen that is not there shows nothing
        assert answer.status_code < 500, f"{address}: {answer.text[:300]}"
        assert "default-src 'none'" in answer.headers["content-security-policy"], address
        assert "unsafe" not in answer.headers["content-security-policy"]
        assert answer.headers["x-content-type-options"] == "nosniff"
        if not answer.headers.get("content-type", "").startswith("text/html"):
            continue
        kinds[kind] = kinds.get(kind, 0) + 1
        found[address] = answer.text
        links = html.document_fromstring(answer.text).xpath("//a/@href")
        waiting += [link.split("#")[0] for link in links if link.startswith("/") and not link.startswith("//")]
    return found


def cells(text: str) -> list[str]:
    return [cell for row in csv.reader(io.StringIO(text, newline="")) for cell in row]


def is_number(cell: str) -> bool:
    return re.fullmatch(r"-?\d+(\.\d+)?(e-?\d+)?", cell) is not None


def test_there_are_many_ways_to_be_hostile() -> None:
    assert len(set(PAYLOADS)) >= 60


def test_no_page_holds_what_no_template_wrote(pages: dict[str, str]) -> None:
    assert {address: found for address, text in pages.items() if (found := wrongs(text))} == {}
    assert len(pages) > 40


def test_no_page_works_out_what_words_ask_for(pages: dict[str, str]) -> None:
    assert [address for address, text in pages.items() if str(7919 * 7907) in text] == []
    assert [address for address, text in pages.items() if "root:x:0" in text] == []


def test_words_stand_in_the_page_of_their_report_as_they_were(hostile: TestClient) -> None:
    listed = hostile.get("/documents?format=json").json()
    seen = 0
    for row in listed[:30]:
        page = html.document_fromstring(hostile.get(f"/documents/{row['id']}").text)
        title = " ".join(row["title"].split())[:40]
        seen += title in " ".join(page.text_content().split())
    assert seen >= len(listed[:30]) * 0.9


@pytest.mark.parametrize("path", ["/documents", "/events", "/questions", "/who", "/ties"])
def test_no_cell_of_a_table_to_take_away_is_a_formula(hostile: TestClient, path: str) -> None:
    answer = hostile.get(f"{path}?format=csv")
    assert answer.headers["content-type"].startswith("text/csv")
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    assert [cell[:60] for cell in cells(answer.text) if cell.startswith(FORMULA) and not is_number(cell)] == []


@pytest.mark.parametrize("path", ["/documents", "/events", "/questions", "/who", "/ties"])
def test_a_json_file_is_json_and_is_not_taken_for_a_page(hostile: TestClient, path: str) -> None:
    answer = hostile.get(f"{path}?format=json")
    assert answer.headers["content-type"].startswith("application/json")
    assert answer.headers["x-content-type-options"] == "nosniff"
    answer.json()


@pytest.mark.parametrize("payload", PAYLOADS)
def test_words_of_an_address_are_shown_as_words_or_refused(hostile: TestClient, payload: str) -> None:
    for path, key in (
        ("/search", "q"),
        ("/events", "about"),
        ("/who", "q"),
        ("/documents", "about"),
        ("/questions", "words"),
        ("/ties", "about"),
        ("/events", "actor"),
    ):
        answer = hostile.get(path, params={key: payload[:600]})
        assert answer.status_code < 500, (path, answer.text[:400])
        assert wrongs(answer.text) == [], path
        assert str(7919 * 7907) not in answer.text


@pytest.mark.parametrize("payload", PAYLOADS)
def test_words_for_an_id_lead_nowhere(hostile: TestClient, payload: str) -> None:
    from urllib.parse import quote

    for path in ("/documents/", "/events/", "/questions/", "/who/", "/stories/", "/incidents/", "/static/", "/styles/", "/jobs/"):
        answer = hostile.get(path + quote(payload[:200], safe=""))
        assert answer.status_code in (400, 404, 405, 422), (path, answer.status_code)
        if answer.headers.get("content-type", "").startswith("text/html"):
            assert wrongs(answer.text) == [], path


@pytest.mark.parametrize("payload", PAYLOADS)
def test_a_name_for_a_user_is_plain_or_refused(hostile: TestClient, payload: str) -> None:
    answer = hostile.post("/users", data={"name": payload, "password": "a password of twenty", "role": "reader"})
    assert answer.status_code in (400, 422)
    assert wrongs(answer.text) == []


@pytest.mark.parametrize("form", ["html", "md", "docx"])
def test_a_brief_to_take_away_holds_words_alone(hostile: TestClient, form: str) -> None:
    answer = hostile.get("/brief", params={"about": "spokesman", "format": form})
    if answer.status_code == 404:
        pytest.skip("there is no brief about these words")
    assert answer.status_code == 200
    assert "default-src 'none'" in answer.headers["content-security-policy"]
    if form == "html":
        assert wrongs(answer.text, alone=True) == []
    elif form == "md":
        assert re.findall(r"(?<!\\)<[a-zA-Z/!?]", answer.text) == []
        assert re.findall(r"(?<!\\)\]\(javascript", answer.text) == []
    else:
        _is_plain_docx(answer.content)


def _is_plain_docx(content: bytes) -> None:
    with zipfile.ZipFile(io.BytesIO(content)) as packed:
        for name in packed.namelist():
            if name.endswith((".xml", ".rels")):
                tree = etree.fromstring(packed.read(name))
                tags = [one.tag for one in tree.iter() if isinstance(one.tag, str)]
                assert not any(MARK in tag or tag.endswith(("}instrText", "}object", "}altChunk")) for tag in tags)
                assert not [one.get("Target") for one in tree.iter() if (one.get("Target") or "").lower().startswith(("javascript:", "data:", "file:"))]


def test_a_text_of_two_megabytes_is_shown(tmp_path: Path) -> None:
    from dragoman.app import open_app
    from dragoman.pipeline import Wanted

    file = tmp_path / "long.txt"
    file.write_text("Norway praised Spain on 3 March 2025 in Oslo.\n\n" + "<zq9-long>&\n\n" * 170_000, encoding="utf-8")
    settings = Settings(record=tmp_path / "long.db")
    with open_app(settings, create=True) as app:
        app.add(Wanted([str(file)], follow=False))
    with enter(settings) as client:
        for row in client.get("/documents?format=json").json():
            answer = client.get(f"/documents/{row['id']}")
            assert answer.status_code == 200
            assert wrongs(answer.text) == []
