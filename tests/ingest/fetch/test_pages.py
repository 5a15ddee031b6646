"""Yields proof of what a fetched page brings along: bytes, type, validators; of redirects, status codes and politeness of the request itself."""

from __future__ import annotations

import gzip
import zlib

import pytest

from dragoman.core.errors import InputError
from dragoman.core.ids import sha256_hex
from dragoman.core.visits import Visit
from dragoman.ingest.fetch import Fetched, Fetcher, Unchanged
from dragoman.ingest.fetch.addresses import parse_address
from dragoman.ingest.fetch.answers import Answer, next_address
from dragoman.ingest.fetch.refused import RefusedError
from tests.ingest.fetch.site import OTHER, PAGE, PUBLIC, Dial, Names, Site, a_fetcher, code_of, page_of, redirect, reply

LINK = "http://good.example/page"


def test_a_page_comes_with_its_type_and_what_to_remember(site: Site, fetcher: Fetcher) -> None:
    site.pages["/page"] = reply(ETag='"v1"', Last_Modified="Mon, 03 Mar 2031 08:00:00 GMT", content_type='Text/HTML; Charset="UTF-8"')
    visit = Visit(LINK, "2031-03-04T12:00:01Z", '"v1"', "Mon, 03 Mar 2031 08:00:00 GMT", 200, sha256_hex(PAGE))
    assert fetcher.fetch(LINK) == Fetched(LINK, LINK, PAGE, "text/html", "utf-8", visit)


def test_a_request_names_its_program_and_its_host_and_nothing_of_its_user(site: Site, fetcher: Fetcher) -> None:
    fetcher.fetch(LINK)
    _, headers = site.asked[-1]
    assert sorted(headers) == ["accept", "accept-encoding", "accept-language", "host", "user-agent"]
    assert (headers["host"], headers["user-agent"].split("/")[0]) == ("good.example", "Dragoman")


def test_proxies_of_the_environment_are_not_used(site: Site, fetcher: Fetcher, dial: Dial, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("http_proxy", "HTTP_PROXY", "https_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, "http://127.0.0.1:9/")
    assert page_of(fetcher, LINK).raw == PAGE
    assert dial.asked == [(PUBLIC, 80)]


def test_cookies_are_not_sent_back(site: Site, fetcher: Fetcher) -> None:
    site.pages["/page"] = reply(set_cookie="who=me")
    fetcher.fetch(LINK)
    fetcher.fetch(LINK)
    assert "cookie" not in site.asked[-1][1]


def test_what_has_not_changed_is_not_sent_again(site: Site, fetcher: Fetcher) -> None:
    site.pages["/page"] = lambda headers: reply(b"", 304, content_length="") if headers.get("if-none-match") == '"v1"' else reply(ETag='"v1"')
    first = page_of(fetcher, LINK).visit
    again = fetcher.fetch(LINK, first)
    assert isinstance(again, Unchanged)
    assert (again.visit.status, again.visit.etag, again.visit.sha256, again.visit.at > first.at) == (304, '"v1"', first.sha256, True)


def test_a_day_is_a_validator_too(site: Site, fetcher: Fetcher) -> None:
    day = "Mon, 03 Mar 2031 08:00:00 GMT"
    fetcher.fetch(LINK, Visit(LINK, "2031-03-03T09:00:00Z", "bad\r\nX: y", day, 200, None))
    assert site.asked[-1][1]["if-modified-since"] == day
    assert "if-none-match" not in site.asked[-1][1]


def test_a_304_that_nobody_asked_for_is_an_error(site: Site, fetcher: Fetcher) -> None:
    site.pages["/page"] = reply(b"", 304, content_length="")
    assert code_of(fetcher, LINK) == "http-status"


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_redirects_are_followed_with_the_robots_of_each_site(site: Site, dial: Dial, fetcher: Fetcher, status: int) -> None:
    site.pages |= {"/old": redirect("//other.example/new", status), "/new": redirect("page", status)}
    found = page_of(fetcher, "http://good.example/old")
    assert (found.url, found.asked, found.raw) == ("http://other.example/page", "http://good.example/old", PAGE)
    assert [path for path, _ in site.asked] == ["/robots.txt", "/old", "/robots.txt", "/new", "/page"]
    assert dial.asked == [(PUBLIC, 80), (OTHER, 80)]


@pytest.mark.parametrize("target", ["/ä b", "http://good.example/%C3%A4%20b", "./x/../ä b#top"])
def test_a_redirect_may_be_written_carelessly(site: Site, fetcher: Fetcher, target: str) -> None:
    site.pages |= {"/old": redirect(target), "/%C3%A4%20b": reply()}
    assert page_of(fetcher, "http://good.example/old").url == "http://good.example/%C3%A4%20b"


def test_a_circle_of_redirects_ends(site: Site, fetcher: Fetcher) -> None:
    site.pages |= {"/a": redirect("/b"), "/b": redirect("/a#x")}
    assert code_of(fetcher, "http://good.example/a") == "http-status"
    assert site.paths() == ["/a", "/b"]


def test_five_redirects_are_followed_and_no_more(site: Site, fetcher: Fetcher) -> None:
    site.pages |= {f"/{hop}": redirect(f"/{hop + 1}") for hop in range(1, 7)}
    site.pages["/7"] = reply()
    assert page_of(fetcher, "http://good.example/2").raw == PAGE
    assert code_of(fetcher, "http://good.example/1") == "http-status"


def test_a_meta_refresh_is_not_followed(site: Site, fetcher: Fetcher) -> None:
    site.pages["/page"] = reply(b'<meta http-equiv="refresh" content="0; url=/other">')
    assert page_of(fetcher, LINK).url == LINK
    assert site.paths() == ["/page"]


def test_a_redirect_does_not_lead_from_https_to_http() -> None:
    answer = Answer(301, {"location": "http://good.example/"}, iter(()))
    with pytest.raises(RefusedError, match="from https to http") as caught:
        next_address(parse_address("https://good.example/"), answer)
    assert caught.value.code == "bad-address"


@pytest.mark.parametrize("status", [206, 300, 302, 400, 401, 403, 404, 410, 429, 451, 500, 503, 520])
def test_an_error_of_the_site_is_told_with_its_number(site: Site, fetcher: Fetcher, status: int) -> None:
    site.pages["/page"] = reply(b"no", status)
    with pytest.raises(InputError, match=rf"'http://good.example/page': .*status {status}") as caught:
        fetcher.fetch(LINK)
    assert caught.value.code == "http-status"


@pytest.mark.parametrize(("status", "body"), [(203, PAGE), (200, b""), (204, b"")])
def test_other_good_answers_are_pages_too(site: Site, fetcher: Fetcher, status: int, body: bytes) -> None:
    site.pages["/page"] = reply(body, status, content_length="" if status == 204 else str(len(body)))
    assert page_of(fetcher, LINK).raw == body


@pytest.mark.parametrize(("written", "media"), [("application/octet-stream", "application/octet-stream"), ("", None), ("nonsense", None)])
def test_a_type_that_says_little_is_no_reason_to_refuse(site: Site, fetcher: Fetcher, written: str, media: str | None) -> None:
    site.pages["/page"] = reply(content_type=written)
    assert page_of(fetcher, LINK).media == media


@pytest.mark.parametrize("media", ["video/mp4", "audio/mpeg", "image/svg+xml; a=b", "Font/woff2"])
def test_pictures_and_films_are_refused_unread(site: Site, fetcher: Fetcher, media: str) -> None:
    site.pages["/page"] = reply(content_type=media, content_length="9000000000")
    assert code_of(fetcher, LINK) == "unknown-format"


def bare(body: bytes) -> bytes:
    packer = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return packer.compress(body) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(PAGE)),
        ("GZIP", gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:])),
        ("x-gzip", gzip.compress(PAGE) + b"\0" * 600),
        ("deflate", zlib.compress(PAGE)),
        ("deflate", bare(PAGE)),
        ("identity", PAGE),
    ],
)
def test_packed_bodies_are_unpacked(site: Site, fetcher: Fetcher, encoding: str, packed: bytes) -> None:
    site.pages["/page"] = reply(packed, content_encoding=encoding)
    assert page_of(fetcher, LINK).raw == PAGE


def test_another_address_is_tried_where_one_does_not_answer(site: Site) -> None:
    dial = Dial(site, deaf=["2606:2800::1"])
    with a_fetcher(dial, Names({"good.example": ["2606:2800::1", PUBLIC]})) as fetcher:
        assert page_of(fetcher, LINK).raw == PAGE
    assert dial.asked == [("2606:2800::1", 80), (PUBLIC, 80)]


def test_a_site_that_is_not_there_is_unreachable() -> None:
    dial = Dial()
    with a_fetcher(dial) as fetcher:
        assert code_of(fetcher, LINK) == "unreachable"
        assert code_of(fetcher, "http://nowhere.example/") == "unreachable"
    assert dial.asked == [(PUBLIC, 80)]
