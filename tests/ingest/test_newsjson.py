"""JSON files: answers of news services, lists of articles, one article."""

from __future__ import annotations

import json
from typing import Any

import pytest

from dragoman.core.errors import InputError
from dragoman.ingest import Given, read_input
from tests.ingest.containers import documents, links, outline
from tests.ingest.reading import BODY, MORE, read


def dump(value: Any) -> bytes:
    return json.dumps(value).encode()


def test_a_gdelt_article_list_gives_links_with_what_it_tells() -> None:
    article = {"url": "https://a.example/1", "title": "Gate shut", "seendate": "20310306T101500Z", "domain": "a.example", "language": "Azerbaijani"}
    (link,) = links(dump({"articles": [article, article]}), "g.json")
    assert (link.url, link.path) == ("https://a.example/1", "g.json#1")
    assert (link.told.title, link.told.published, link.told.outlet, link.told.lang) == ("Gate shut", "2031-03-06T10:15:00Z", "a.example", "az")


def test_a_text_that_newsapi_cut_off_is_a_link_and_a_whole_one_a_document() -> None:
    common = {"source": {"id": None, "name": "The Harbour Post"}, "author": "Lena Torvik", "title": "Gate shut", "publishedAt": "2031-03-06T10:15:00Z"}
    cut = common | {"url": "https://a.example/1", "description": "d", "content": "Norland closed the gate… [+1234 chars]"}
    whole = common | {"url": "https://a.example/2", "content": BODY}
    raw = dump({"status": "ok", "totalResults": 2, "articles": [cut, whole]})
    assert outline(raw, "n.json") == [("n.json#1", "link"), ("n.json#2", "part")]
    (link,), (document,) = links(raw, "n.json"), documents(raw, "n.json")
    assert (link.told.outlet, link.told.author, link.told.published) == ("The Harbour Post", "Lena Torvik", "2031-03-06T10:15:00Z")
    assert (document.text, document.outlet, document.url) == (BODY, "The Harbour Post", "https://a.example/2")


def test_the_guardians_layout_is_read_with_its_fields() -> None:
    item = {"webTitle": "Gate shut", "webUrl": "https://a.example/1", "webPublicationDate": "2031-03-06T10:15:00Z"}
    html = item | {"fields": {"body": f"<p>{BODY}</p><p>{MORE}</p>", "byline": "Lena Torvik"}}
    plain = item | {"fields": {"bodyText": BODY, "body": "<p>x</p>"}}
    first, second = documents(dump({"response": {"status": "ok", "results": [html, plain]}}), "g.json")
    assert (first.title, first.author, first.published and first.published.day) == ("Gate shut", "Lena Torvik", "2031-03-06")
    assert BODY in first.text
    assert MORE in first.text
    assert "<p>" not in first.text
    assert second.text == BODY


@pytest.mark.parametrize("key", ["articles", "results", "data", "items", "docs"])
def test_lists_of_other_services_are_found_by_their_key(key: str) -> None:
    assert [d.text for d in documents(dump({"pagination": {}, key: [{"title": "T", "content": BODY}]}), "a.json")] == [BODY]


def test_a_text_for_paying_readers_is_a_link() -> None:
    assert outline(dump({"results": [{"link": "https://a.example/1", "content": "ONLY AVAILABLE IN PAID PLANS"}]}), "a.json") == [("a.json#1", "link")]


def test_a_json_feed_lends_its_title_as_outlet() -> None:
    feed = {"version": "https://jsonfeed.org/version/1.1", "title": "The Harbour Post", "items": [{"id": "1", "content_text": BODY}]}
    assert documents(dump(feed), "f.json")[0].outlet == "The Harbour Post"


def test_a_list_of_objects_and_one_object_are_read() -> None:
    assert outline(dump([{"text": BODY}, 7, {"text": MORE}]), "a.json") == [("a.json#1", "part"), ("a.json#2", "malformed"), ("a.json#3", "part")]
    raw = dump({"maintext": BODY, "title": "T"})
    assert (read(raw, "a.json").path, read(raw, "a.json").text) == ("a.json", BODY)


def test_a_list_of_addresses_gives_links() -> None:
    assert outline(dump(["https://a.example/1", "https://a.example/1", "x"]), "a.json") == [("a.json#1", "link"), ("a.json#3", "bad-address")]


def test_json_lines_under_the_wrong_name_are_read() -> None:
    assert outline(dump({"text": BODY}) + b"\n" + dump({"text": MORE}), "a.json") == [("a.json:1", "part"), ("a.json:2", "part")]


def test_an_article_has_the_same_id_wherever_it_stands_in_a_list() -> None:
    first, second = {"text": BODY, "title": "A"}, {"title": "B", "text": MORE}
    assert [d.id for d in documents(dump([first, second]), "a.json")] == [d.id for d in documents(dump([second, first]), "b.json")][::-1]


@pytest.mark.parametrize(
    ("raw", "code", "words"),
    [
        (b'{"name": "x", "version": 2}', "malformed", "expected an article"),
        (b'{"url": "https://a.example/settings"}', "malformed", "expected an article"),
        (b"7", "malformed", "expected an article"),
        (b'[{"a": 1}]', "malformed", "expected an article"),
        (b'{"status": "error", "message": "the key is wrong"}', "malformed", "the key is wrong"),
        (b'{"articles": []}', "no-text", "no articles"),
        (b"{}", "no-text", "empty answer"),
        (b"{nothing", "malformed", "no JSON"),
        (b"[" * 100_000, "malformed", "no JSON that can be read"),
        (b'{"articles":' * 100_000, "malformed", "no JSON that can be read"),
        (b"1" * 10_000, "malformed", "no JSON that can be read"),
    ],
)
def test_what_holds_no_article_is_refused_with_what_would_have(raw: bytes, code: str, words: str) -> None:
    with pytest.raises(InputError, match=words) as caught:
        list(read_input(raw, "a.json"))
    assert caught.value.code == code


def test_a_named_column_that_no_article_has_is_refused() -> None:
    with pytest.raises(InputError, match=r"'wann'.*'text'"):
        list(read_input(dump([{"text": BODY}]), "a.json", Given(columns={"published": "wann"})))


def test_json_without_a_name_is_told_by_how_it_begins() -> None:
    assert documents(dump([{"text": BODY}]), "download")[0].importer == "newsjson"
    assert documents(dump({"articles": [{"text": BODY}]}), "download")[0].importer == "newsjson"
    assert documents(dump({"text": BODY}) + b"\n" + dump({"text": MORE}), "download")[0].importer == "jsonl"
