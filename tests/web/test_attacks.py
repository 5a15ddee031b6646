"""Yields proof that requests made to harm come to nothing: forms of others, roles that are too low, numbers and words without end, spreadsheets that act."""

from __future__ import annotations

import asyncio
import csv
import io
import re
import time
from collections.abc import Iterator
from typing import Any

import pytest
from fastapi.routing import APIRoute
from fastapi.testclient import TestClient

from dragoman.core.settings import Settings
from dragoman.web.exports import export
from dragoman.web.security import READERS, caller_of
from dragoman.web.server import create_app, find_routers
from dragoman.web.site import Access, Sizes
from tests.web.conftest import NOON
from tests.web.test_security import PASSWORD, REMOTE, sign_in

ROUTES = [route for router in find_routers() for route in router.routes if isinstance(route, APIRoute)]
POSTS = sorted((re.sub(r"\{\w+\}", "x", one.path), READERS in one.tags) for one in ROUTES if "POST" in (one.methods or ()))
PAGES = [one for one in ROUTES if "GET" in (one.methods or ())]
ASKED = sorted((re.sub(r"\{\w+\}", "NOR", page.path), field.alias) for page in PAGES for field in page.dependant.query_params)
ENDLESS = ("1" + "0" * 30, "9" * 5000, "2025-13-45", "AAA-BBB-CCC", "(" * 3000, "a* " * 2000)


@pytest.fixture
def remote(tmp_path: Any) -> Iterator[TestClient]:
    """Somebody at a desk that others can reach, where rosa may read and dana may judge."""
    app = create_app(Settings(record=tmp_path / "a.db"), REMOTE, clock=lambda: NOON, sizes=Sizes(any=1 << 16, inputs=1 << 20))
    for name, role in (("rosa", "reader"), ("dana", "reviewer")):
        app.state.site.users.add(name, PASSWORD, role)
    with TestClient(app, base_url="http://192.0.2.7:8421", raise_server_exceptions=False) as client:
        yield client


def test_there_are_forms_to_test() -> None:
    assert len(POSTS) > 15


def test_no_form_is_taken_without_the_token_or_from_another_site(remote: TestClient) -> None:
    token = sign_in(remote, "dana")
    for path, _ in POSTS:
        if path == "/login":
            continue
        assert remote.post(path, data={"csrf": "guessed"}).status_code == 403, path
        assert remote.post(path, content=b"{}", headers={"content-type": "application/json"}).status_code in (403, 422), path
        for headers in ({"origin": "https://evil.example"}, {"origin": "null"}, {"sec-fetch-site": "cross-site"}, {"sec-fetch-site": "same-site"}):
            assert remote.post(path, data={"csrf": token}, headers=headers).status_code == 403, (path, headers)


def test_a_reader_sends_no_form_that_is_not_for_readers(remote: TestClient) -> None:
    token = sign_in(remote, "rosa")
    for path, is_for_readers in POSTS:
        if not is_for_readers and path != "/login":
            assert remote.post(path, data={"csrf": token}).status_code in (403, 422), path
    assert remote.app.state.site.users.find("rosa").role == "reader"  # type: ignore[attr-defined]


def test_what_a_reader_sends_to_be_read_is_refused_before_it_is_read(remote: TestClient) -> None:
    token = sign_in(remote, "rosa")

    def pieces() -> Iterator[bytes]:
        yield from [b"x" * (1 << 16)] * 8

    answer = remote.post("/inputs", content=pieces(), headers={"content-type": "multipart/form-data; boundary=x", "x-csrf-token": token})
    assert answer.status_code == 403
    assert "role" in answer.text


def test_a_session_ends_with_the_password_that_opened_it(remote: TestClient) -> None:
    sign_in(remote, "dana")
    users = remote.app.state.site.users  # type: ignore[attr-defined]
    users.remove("dana")
    users.add("dana", "another harbour", "reviewer")
    assert remote.get("/about", follow_redirects=False).status_code == 303


def test_tries_are_counted_by_the_network_of_an_address() -> None:
    assert caller_of("192.0.2.7") == caller_of("::ffff:192.0.2.7") == "192.0.2.7"
    assert caller_of("2001:db8:1:2::1") == caller_of("2001:db8:1:2:ffff::9%eth0") != caller_of("2001:db8:1:3::1")
    assert len(caller_of("testclient" * 100)) == 64


def test_over_tls_the_cookie_is_taken_from_this_host_alone() -> None:
    assert Access(port=8421, secure=True).cookie == "__Host-dragoman-8421"


@pytest.mark.parametrize(("path", "name"), ASKED)
def test_no_number_or_word_in_an_address_fails_a_page(desk: TestClient, path: str, name: str) -> None:
    for value in ENDLESS:
        began = time.monotonic()
        answer = desk.get(path, params={name: value} | ({"q": "russia"} if path == "/search" and name != "q" else {}))
        assert answer.status_code < 500, (path, name, value[:40])
        assert time.monotonic() - began < 20, (path, name, value[:40])


def test_a_name_without_end_in_a_form_is_refused_at_once(own_desk: TestClient) -> None:
    event = own_desk.get("/review", params={"kind": "event", "format": "json"}).json()[0]["records"][0]
    began = time.process_time()
    answer = own_desk.post("/judgements", data={"act": "edit", "record": event, "actors": "a" + " " * 300_000 + "b"})
    assert (answer.status_code, time.process_time() - began < 5) == (422, True)


@pytest.mark.parametrize("word", ["=1+1", "+1", "-1+2", "@SUM(1)", "\t=1", "\r=1", "\n=1", "＝1", "＋1", "－1", "＠x"])
def test_no_cell_begins_as_a_formula(word: str) -> None:
    async def read() -> bytes:
        return b"".join([chunk async for chunk in export("csv", "x", ("a", "b"), [{"a": word, "b": [word, "x"]}]).body_iterator])  # type: ignore[misc]

    (_, row) = csv.reader(io.StringIO(asyncio.run(read()).decode(), newline=""))
    assert all(cell.startswith("'") for cell in row)
