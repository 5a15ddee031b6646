"""Yields proof that no server can make the fetcher take more, wait longer or unpack more than its limits."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Iterator
from itertools import repeat
from time import monotonic, sleep

import pytest

from dragoman.ingest.fetch import Clock, Fetcher, Limits
from dragoman.ingest.fetch.body import MEMBERS, PIECE, read_body
from dragoman.ingest.fetch.refused import RefusedError
from tests.ingest.fetch.site import PAGE, Dial, Site, Time, a_fetcher, code_of, page_of, reply, trust

LINK = "http://good.example/page"
SMALL = Limits(size=200_000)
HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nConnection: close\r\n"


def slowly(*chunks: bytes, wait: float = 0.02) -> Iterator[bytes]:
    for chunk in chunks:
        yield chunk
        sleep(wait)


def test_a_body_that_says_it_is_too_large_is_not_read(site: Site, dial: Dial) -> None:
    site.pages["/page"] = reply(PAGE, content_length="200001")
    with a_fetcher(dial, limits=SMALL) as fetcher:
        assert code_of(fetcher, LINK) == "too-large"


@pytest.mark.parametrize("head", [HEAD + b"\r\n", HEAD + b"Transfer-Encoding: chunked\r\n\r\n"], ids=["plain", "chunked"])
def test_a_body_without_end_is_cut_off(site: Site, dial: Dial, head: bytes) -> None:
    chunk = b"400\r\n" + b"a" * 1024 + b"\r\n" if b"chunked" in head else b"a" * 1024
    site.pages["/page"] = lambda headers: iter([head, *repeat(chunk, 2000)])
    with a_fetcher(dial, limits=SMALL) as fetcher:
        assert code_of(fetcher, LINK) == "too-large"


@pytest.mark.parametrize("packed", [gzip.compress(b"a" * 30_000_000), zlib.compress(b"a" * 30_000_000)], ids=["gzip", "deflate"])
def test_a_packed_bomb_is_not_unpacked(site: Site, fetcher: Fetcher, packed: bytes) -> None:
    site.pages["/page"] = reply(packed, content_encoding="gzip" if packed[0] == 0x1F else "deflate")
    assert code_of(fetcher, LINK) == "too-large"


def test_a_bomb_is_refused_for_what_it_is_though_it_would_fit() -> None:
    with pytest.raises(RefusedError) as caught:
        read_body([gzip.compress(b"a" * 3_000_000)], "gzip", 20_000_000)
    assert caught.value.code == "too-large"


def test_a_bomb_is_known_after_a_few_pieces() -> None:
    read = []
    packed = gzip.compress(b"a" * 30_000_000)
    with pytest.raises(RefusedError):
        read_body((read.append(place) or packed[place : place + 1000] for place in range(0, len(packed), 1000)), "gzip", 20_000_000)
    assert len(read) * 1000 < 10 * PIECE


def test_a_row_of_empty_packages_ends() -> None:
    assert read_body([gzip.compress(b"") * (MEMBERS + 5) + gzip.compress(b"late")], "gzip", 1000_000) == b""


@pytest.mark.parametrize("size", [1, 2, 7])
def test_a_body_may_come_in_any_pieces(size: int) -> None:
    packed = gzip.compress(PAGE[:9]) + gzip.compress(PAGE[9:]) + b"\0\0\0"
    assert read_body((packed[place : place + size] for place in range(0, len(packed), size)), "gzip", 1000) == PAGE


@pytest.mark.parametrize(
    ("encoding", "body"), [("gzip", PAGE), ("gzip", gzip.compress(PAGE)[:-9]), ("gzip", b"\x1f"), ("deflate", PAGE), ("br", PAGE), ("gzip, gzip", PAGE)]
)
def test_a_body_that_cannot_be_unpacked_is_malformed(site: Site, fetcher: Fetcher, encoding: str, body: bytes) -> None:
    site.pages["/page"] = reply(body, content_encoding=encoding)
    assert code_of(fetcher, LINK) == "malformed"


def test_a_body_that_is_shorter_than_it_says_is_not_taken(site: Site, fetcher: Fetcher) -> None:
    site.pages["/page"] = reply(PAGE, content_length=str(len(PAGE) + 9), connection="close")
    assert code_of(fetcher, LINK) == "unreachable"


def test_a_body_that_is_longer_than_it_says_is_taken_as_it_says(site: Site, fetcher: Fetcher) -> None:
    site.pages["/page"] = reply(PAGE, content_length="5", connection="close")
    assert page_of(fetcher, LINK).raw == PAGE[:5]


@pytest.mark.parametrize(
    "raw",
    [
        b"\r\n",
        b"GET / HTTP/1.1\r\n\r\n",
        b"SSH-2.0-OpenSSH_9.6\r\n",
        HEAD + b"Content-Length: 5\r\nContent-Length: 6\r\n\r\nabcdef",
        HEAD + b"Content-Length: -5\r\n\r\nabcdef",
        HEAD + b"Transfer-Encoding: chunked\r\n\r\nzz\r\n",
        HEAD + b"X: " + b"a" * 200_000 + b"\r\n\r\n",
        HEAD + b"X: a\r\n" * 30_000 + b"\r\n",
        HEAD + b"X: a\0b\r\n\r\n",
        b"HTTP/1.1 101 Switching\r\nConnection: close\r\nUpgrade: x\r\n\r\n",
    ],
    ids=["blank", "request", "ssh", "two lengths", "negative", "chunks", "long header", "many headers", "nul", "upgrade"],
)
def test_what_is_no_http_is_no_page(site: Site, fetcher: Fetcher, raw: bytes) -> None:
    site.pages["/page"] = [raw + b" connection: close"] if b"lose" not in raw else [raw]
    assert code_of(fetcher, LINK) in ("unreachable", "http-status")


def patient(dial: Dial, limits: Limits) -> Fetcher:
    """A fetcher whose clock runs; without polite delays."""
    return Fetcher(resolver=lambda host, port, seconds: ["93.184.215.14"], connect=dial, clock=Clock(sleep=Time().slept.append), limits=limits, tls=trust())


def test_a_silent_server_is_given_up(site: Site, dial: Dial) -> None:
    site.pages["/page"] = lambda headers: slowly(b"", HEAD, wait=0.25)
    with patient(dial, Limits(read=0.02)) as fetcher:
        assert code_of(fetcher, LINK) == "timeout"


@pytest.mark.parametrize("start", [HEAD + b"\r\n", HEAD + b"X-Long: ", b"HTTP/1.1 100 Go on\r\n\r\n"], ids=["body", "headers", "go on"])
def test_a_server_that_drips_is_given_up(site: Site, dial: Dial, start: bytes) -> None:
    site.pages["/page"] = lambda headers: slowly(start, *repeat(b"HTTP/1.1 100 Go on\r\n\r\n" if b"100" in start else b"a", 4))
    began = monotonic()
    with patient(dial, Limits(total=0.04)) as fetcher:
        assert code_of(fetcher, LINK) == "timeout"
    assert monotonic() - began < 5
