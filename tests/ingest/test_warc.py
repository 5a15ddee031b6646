"""WARC archives, and gzip files of other formats."""

from __future__ import annotations

import gzip
import json
import time

import pytest

from dragoman.core.errors import InputError
from dragoman.core.mentions import Failure
from dragoman.ingest import Given, read_input
from tests.ingest.containers import documents, item, links, outline, page, rss, warc
from tests.ingest.reading import BODY, MORE

HTML = "Content-Type: text/html; charset=utf-8"
GATE = page("Gate shut", BODY, MORE)


def resource(payload: bytes, length: int | None = None, media: str = "text/plain") -> bytes:
    """A record as bytes, whose length may be a lie."""
    head = f"WARC/1.0\r\nWARC-Type: resource\r\nWARC-Target-URI: https://a.example/1\r\nContent-Type: {media}\r\n"
    return f"{head}Content-Length: {len(payload) if length is None else length}\r\n\r\n".encode() + payload + b"\r\n\r\n"


@pytest.mark.parametrize("packed", [True, False])
def test_pages_that_were_answered_are_read_and_all_else_is_passed_over(packed: bool) -> None:
    replies = {
        "https://a.example/1": ("200 OK", HTML, GATE),
        "https://a.example/2": ("404 Not Found", HTML, GATE),
        "https://a.example/3.png": ("200 OK", "Content-Type: image/png", b"\x89PNG"),
        "https://a.example/robots.txt": ("200 OK", "Content-Type: text/plain", b"User-agent: *"),
        "https://a.example/5": ("200 OK", "Content-Type: text/plain", MORE.encode()),
        "https://a.example/6": ("200 OK", "Content-Type: application/rss+xml", rss(item(1))),
    }
    path = "a.warc.gz" if packed else "a.warc"
    raw = warc(replies, packed=packed)
    assert outline(raw, path) == [(f"{path}#1", "part"), (f"{path}#5", "part"), (f"{path}#6#1", "link")]
    first, second = documents(raw, path)
    assert (first.url, first.title, first.importer) == ("https://a.example/1", "Gate shut", "html")
    assert (second.url, second.text) == ("https://a.example/5", MORE)


def test_a_page_has_the_id_of_its_own_bytes() -> None:
    (saved,) = documents(warc({"https://a.example/1": ("200 OK", HTML, GATE)}), "a.warc.gz")
    assert saved.id == documents(GATE, "a.html")[0].id


def test_the_day_of_saving_is_no_publication_but_bounds_it() -> None:
    text = "Gate shut\n12 March 2031\n\n" + BODY
    reply = {"https://a.example/1": ("200 OK", "Content-Type: text/plain", text.encode())}
    assert documents(warc({"https://a.example/1": ("200 OK", HTML, GATE)}), "a.warc.gz")[0].published is None
    late, early = (documents(warc(reply, day=day), "a.warc.gz", Given(today="2031-06-01"))[0] for day in ("2031-03-20", "2031-03-01"))
    assert late.published
    assert late.published.day == "2031-03-12"
    assert early.published is None or early.published.day <= "2031-03-02"


@pytest.mark.parametrize("encoding", ["gzip", "deflate"])
def test_what_the_server_packed_is_unpacked(encoding: str) -> None:
    import zlib

    payload = gzip.compress(GATE) if encoding == "gzip" else zlib.compress(GATE)
    raw = warc({"https://a.example/1": ("200 OK", f"{HTML}\nContent-Encoding: {encoding}", payload)})
    assert documents(raw, "a.warc.gz")[0].title == "Gate shut"
    cut = warc({"https://a.example/1": ("200 OK", f"{HTML}\nContent-Encoding: {encoding}", payload[:-30])})
    assert outline(cut, "a.warc.gz") == [("a.warc.gz#1", "malformed")]


def test_the_charset_that_only_the_server_named_is_known() -> None:
    feed = rss(item(1).replace("Gate 1 shut", "Кран закрыт")).decode().replace(' encoding="UTF-8"', "").encode("cp1251")
    raw = warc({"https://a.example/f": ("200 OK", "Content-Type: application/rss+xml; charset=Windows-1251", feed)})
    assert links(raw, "a.warc.gz")[0].told.title == "Кран закрыт"


@pytest.mark.parametrize(
    ("bad", "code"),
    [
        (resource(b"x", length=-5), "malformed"),
        (b"WARC/1.0\r\nnonsense\r\n\r\nmore of it\r\n", "malformed"),
        (resource(b"caf\xe9", media="application/json"), "encoding"),
        (resource(b"{", media="application/json"), "malformed"),
    ],
)
def test_a_broken_record_is_a_failure_and_the_next_is_read(bad: bytes, code: str) -> None:
    raw = resource(BODY.encode()) + bad + resource(MORE.encode())
    assert outline(raw, "a.warc") == [("a.warc#1", "part"), ("a.warc#2", code), ("a.warc#3", "part")]


def test_a_broken_member_of_a_packed_archive_is_passed_and_a_cut_one_said() -> None:
    members = [gzip.compress(resource(words.encode() * 5), mtime=0) for words in (BODY, MORE, BODY + MORE)]
    broken = [members[0][:40] + b"\xff\x00\xff\x00" + members[0][44:], *members[1:]]
    assert [code for _, code in outline(b"".join(broken), "a.warc.gz")] == ["malformed", "part", "part"]
    broken = [members[0], members[1][:40] + b"\xff\x00\xff\x00" + members[1][44:], members[2]]
    assert [code for _, code in outline(b"".join(broken), "a.warc.gz")] == ["part", "malformed", "part"]
    assert [code for _, code in outline(b"".join(members)[:-20], "a.warc.gz")] == ["part", "part", "malformed"]
    (failure,) = [f for f in read_input(resource(BODY.encode(), length=10**15), "a.warc") if isinstance(f, Failure)]
    assert (failure.error, "ends too early" in failure.message) == ("unreadable", True)


def test_a_gzip_file_of_another_format_is_read_by_its_inner_name() -> None:
    line = json.dumps({"text": BODY}).encode()
    assert outline(gzip.compress(line + b"\n" + line), "a.jsonl.gz") == [("a.jsonl.gz/a.jsonl:1", "part"), ("a.jsonl.gz/a.jsonl:2", "part")]
    assert documents(gzip.compress(GATE), "download")[0].importer == "html"
    assert outline(gzip.compress(gzip.compress(gzip.compress(BODY.encode()))), "a.txt.gz.gz.gz")[0][1] == "too-deep"


@pytest.mark.parametrize(
    ("raw", "path"),
    [
        (gzip.compress(b"a" * 300_000_000, 1), "a.txt.gz"),
        (gzip.compress(b"a" * 50_000_000, 9), "a.jsonl.gz"),
        (gzip.compress(resource(b"a" * 50_000_000), 9), "a.warc.gz"),
        (warc({"https://a.example/1": ("200 OK", f"{HTML}\nContent-Encoding: gzip", gzip.compress(b"a" * 50_000_000))}), "a.warc.gz"),
    ],
    ids=["text", "lines", "record", "answer"],
)
def test_bombs_are_refused_in_time(raw: bytes, path: str) -> None:
    start = time.process_time()
    try:
        codes = [code for _, code in outline(raw, path)]
    except InputError as error:
        codes = [error.code]
    assert codes == ["too-large"]
    assert time.process_time() - start < 3


@pytest.mark.parametrize(
    ("raw", "path", "code"),
    [
        (b"nothing", "a.warc", "malformed"),
        (b"\x1f\x8bnothing", "a.txt.gz", "malformed"),
        (gzip.compress(BODY.encode())[:-12], "a.txt.gz", "malformed"),
        (gzip.compress(b"x"), "a.xyz.gz", "unknown-format"),
        (warc({"https://a.example/1": ("404 Not Found", HTML, GATE)}), "a.warc.gz", "no-text"),
    ],
)
def test_what_holds_no_page_is_refused(raw: bytes, path: str, code: str) -> None:
    with pytest.raises(InputError) as caught:
        list(read_input(raw, path))
    assert caught.value.code == code


def test_a_flood_of_broken_records_ends() -> None:
    found = outline(b"WARC/1.0\r\n\r\n" * 20_000, "a.warc")
    assert found[-1][1] == "too-large"
    assert len(found) < 10_010
