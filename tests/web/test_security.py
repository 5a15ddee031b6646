"""Only who has the link, or a password, comes in; only our own pages change anything; nothing large, frequent or from elsewhere is taken."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dragoman.core.settings import Settings
from dragoman.web.headers import POLICY
from dragoman.web.server import create_app
from dragoman.web.site import Access, Sizes
from tests.web.conftest import BASE, NOON, enter

REMOTE = Access(host="0.0.0.0", port=8421, names=("desk.example",))
PASSWORD = "a grey harbour"


@pytest.fixture
def stranger(tmp_path: Path) -> TestClient:
    """Somebody without the link."""
    return TestClient(create_app(Settings(record=tmp_path / "a.db"), clock=lambda: NOON), base_url=BASE)


@pytest.fixture
def remote(tmp_path: Path) -> TestClient:
    """Somebody at a desk that others can reach, where dana, rosa and ada have passwords."""
    app = create_app(Settings(record=tmp_path / "a.db"), REMOTE, clock=lambda: NOON)
    for name, role in (("rosa", "reader"), ("dana", "reviewer"), ("ada", "admin")):
        app.state.site.users.add(name, PASSWORD, role)
    return TestClient(app, base_url="http://192.0.2.7:8421")


def sign_in(client: TestClient, name: str) -> str:
    """Signs in and gives the token that forms carry."""
    assert client.post("/login", data={"name": name, "password": PASSWORD, "next": "/about"}).status_code == 200
    found = re.search(r'name="csrf" value="([^"]+)"', client.get("/about").text)
    assert found
    return found[1]


@pytest.mark.parametrize("path", ["/", "/about", "/users", "/api/events", "/nowhere", "//evil.example/", "/styles/../users"])
def test_a_stranger_sees_no_page(stranger: TestClient, path: str) -> None:
    assert stranger.get(path).status_code == 401


def test_the_link_lets_one_browser_in_and_then_no_other(stranger: TestClient) -> None:
    token = stranger.app.state.site.sessions.invite()  # type: ignore[attr-defined]
    found = stranger.get("/about", params={"token": token, "q": "a b"}, follow_redirects=False)
    assert (found.status_code, found.headers["location"]) == (303, "/about?q=a+b")
    assert stranger.get("/about").status_code == 200
    stranger.cookies.clear()
    again = stranger.get("/about", params={"token": token})
    assert again.status_code == 401
    assert "used already" in again.text


def test_the_cookie_is_for_this_site_alone_and_no_script_reads_it(stranger: TestClient) -> None:
    token = stranger.app.state.site.sessions.invite()  # type: ignore[attr-defined]
    cookie = stranger.get("/about", params={"token": token}, follow_redirects=False).headers["set-cookie"].lower()
    assert cookie.startswith("dragoman-8421=")
    assert "httponly" in cookie
    assert "samesite=strict" in cookie


@pytest.mark.parametrize("path", ["//evil.example", "//evil.example/%2e%2e"])
def test_the_link_leads_to_no_other_host(stranger: TestClient, path: str) -> None:
    token = stranger.app.state.site.sessions.invite()  # type: ignore[attr-defined]
    found = stranger.get(f"{BASE}{path}?token={token}", follow_redirects=False)
    assert re.match(r"/(?!/)", found.headers["location"])


@pytest.mark.parametrize(
    "host", ["evil.example", "evil.example:8421", "127.0.0.1:80", "127.0.0.1.evil.example:8421", "192.168.1.5:8421", "", "[::1", "0.0.0.0:8421"]
)
def test_a_name_that_is_not_the_desks_is_refused_even_with_a_session(empty_desk: TestClient, host: str) -> None:
    found = empty_desk.get("/about", headers={"host": host})
    assert found.status_code == 400
    assert "is not called" in found.text


@pytest.mark.parametrize("host", ["127.0.0.1:8421", "localhost:8421", "LOCALHOST:8421", "[::1]:8421"])
def test_this_machines_own_names_are_the_desks(empty_desk: TestClient, host: str) -> None:
    key = empty_desk.cookies["dragoman-8421"]
    assert empty_desk.get("/about", headers={"host": host, "cookie": f"dragoman-8421={key}"}).status_code == 200


@pytest.mark.parametrize(("host", "status"), [("desk.example", 200), ("192.0.2.7:8421", 200), ("evil.example:8421", 400), ("192.0.2.7:22", 400)])
def test_a_desk_that_others_reach_answers_to_addresses_and_to_the_names_that_it_was_given(remote: TestClient, host: str, status: int) -> None:
    assert remote.get("/login", headers={"host": host}).status_code == status


@pytest.mark.parametrize(
    "headers",
    [
        {"origin": "http://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:9999"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
    ],
)
def test_what_comes_from_another_sites_page_changes_nothing(empty_desk: TestClient, headers: dict[str, str]) -> None:
    assert empty_desk.post("/theme", data={"theme": "dark"}, headers=headers).status_code == 403


@pytest.mark.parametrize("given", ["", "wrong", "ошибка".encode()])
def test_a_form_without_the_sessions_token_changes_nothing(empty_desk: TestClient, given: str | bytes) -> None:
    found = empty_desk.post("/theme", data={"theme": "dark"}, headers={"x-csrf-token": given})
    assert found.status_code == 403
    assert "earlier session" in found.text


def test_a_form_carries_its_token_in_a_field(empty_desk: TestClient) -> None:
    token = empty_desk.headers.pop("x-csrf-token")
    assert empty_desk.post("/theme", data={"theme": "dark"}).status_code == 403
    assert empty_desk.post("/theme", data={"theme": "dark", "csrf": token}, follow_redirects=False).status_code == 303


@pytest.mark.parametrize("path", ["/about", "/nowhere", "/styles/base.css", "/users"])
def test_every_answer_carries_the_policy(empty_desk: TestClient, path: str) -> None:
    headers = empty_desk.get(path).headers
    assert headers["content-security-policy"] == POLICY
    assert headers["x-content-type-options"] == "nosniff"
    assert headers["cross-origin-resource-policy"] == "same-origin"
    assert "unsafe" not in POLICY


def test_no_page_is_kept_by_a_browser(empty_desk: TestClient) -> None:
    assert empty_desk.get("/about").headers["cache-control"] == "no-store"


def test_a_page_holds_no_script_or_style_of_its_own(empty_desk: TestClient) -> None:
    for path in ("/about", "/users", "/nowhere"):
        text = empty_desk.get(path).text
        assert not re.search(r"<script(?![^>]*(?:\bsrc=|application/json))|<style|\sstyle=|\son\w+=|javascript:", text)


def test_more_than_a_request_may_hold_is_refused(tmp_path: Path) -> None:
    app = create_app(Settings(record=tmp_path / "a.db"), sizes=Sizes(any=1000, inputs=1000), clock=lambda: NOON)
    client = TestClient(app, base_url=BASE)
    client.get("/about", params={"token": app.state.site.sessions.invite()})
    assert client.post("/theme", data={"theme": "x" * 2000}).status_code == 413

    def in_pieces() -> object:
        yield from [b"theme=" + b"x" * 600] * 3

    pieces = client.post("/theme", content=in_pieces(), headers={"content-type": "application/x-www-form-urlencoded"})  # type: ignore[arg-type]
    assert pieces.status_code == 413


def test_tries_with_wrong_links_come_to_an_end(stranger: TestClient) -> None:
    statuses = [stranger.get("/about", params={"token": f"guess{n}"}).status_code for n in range(12)]
    assert statuses[:10] == [401] * 10
    assert statuses[10:] == [429] * 2


def test_tries_with_wrong_passwords_come_to_an_end(remote: TestClient) -> None:
    statuses = [remote.post("/login", data={"name": "dana", "password": f"guess number {n}"}).status_code for n in range(11)]
    assert statuses == [401] * 10 + [429]


def test_changes_in_too_short_a_time_come_to_an_end(empty_desk: TestClient) -> None:
    statuses = {empty_desk.post("/theme", data={"theme": "dark"}, follow_redirects=False).status_code for _ in range(260)}
    assert statuses == {303, 429}


def test_where_others_reach_the_desk_a_stranger_is_asked_for_a_password(remote: TestClient) -> None:
    found = remote.get("/events?type=AID", follow_redirects=False)
    assert (found.status_code, found.headers["location"]) == (303, "/login?next=%2Fevents%3Ftype%3DAID")
    assert remote.get("/api/events", follow_redirects=False).status_code == 401
    assert 'type="password"' in remote.get("/login").text


def test_a_token_opens_no_desk_that_others_reach(remote: TestClient) -> None:
    token = remote.app.state.site.sessions.invite()  # type: ignore[attr-defined]
    assert remote.get("/about", params={"token": token}, follow_redirects=False).headers["location"].startswith("/login")


@pytest.mark.parametrize("next_page", ["//evil.example", "https://evil.example", "/\\evil.example", "/a\nb", "javascript:alert(1)"])
def test_signing_in_leads_to_no_other_site(remote: TestClient, next_page: str) -> None:
    found = remote.post("/login", data={"name": "dana", "password": PASSWORD, "next": next_page}, follow_redirects=False)
    assert (found.status_code, found.headers["location"]) == (303, "/")


def test_a_reader_changes_nothing_but_how_the_desk_looks(remote: TestClient) -> None:
    token = sign_in(remote, "rosa")
    assert remote.post("/theme", data={"theme": "dark", "csrf": token}, follow_redirects=False).status_code == 303
    found = remote.post("/link", data={"csrf": token})
    assert found.status_code == 403
    assert "needs the role" in found.text


def test_only_an_admin_sees_and_changes_users(remote: TestClient) -> None:
    token = sign_in(remote, "dana")
    assert remote.get("/users").status_code == 403
    assert remote.post("/users/rosa/role", data={"role": "admin", "csrf": token}).status_code == 403
    remote.cookies.clear()
    token = sign_in(remote, "ada")
    assert remote.post("/users/rosa/role", data={"role": "reviewer", "csrf": token}).status_code == 200
    assert remote.app.state.site.users.find("rosa").role == "reviewer"  # type: ignore[attr-defined]


def test_a_user_who_is_taken_out_is_out_at_once(remote: TestClient) -> None:
    sign_in(remote, "rosa")
    assert remote.get("/about").status_code == 200
    remote.app.state.site.users.remove("rosa")  # type: ignore[attr-defined]
    assert remote.get("/about", follow_redirects=False).status_code == 303


def test_a_session_is_of_no_use_after_signing_out(remote: TestClient) -> None:
    token = sign_in(remote, "dana")
    key = remote.cookies["dragoman-8421"]
    remote.post("/logout", data={"csrf": token})
    assert remote.get("/about", headers={"cookie": f"dragoman-8421={key}"}, follow_redirects=False).status_code == 303


def test_a_page_that_fails_says_so_without_what_failed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    client = enter(Settings(record=tmp_path / "a.db"))
    monkeypatch.setattr(client.app.state.site.users, "all", lambda: 1 / 0)  # type: ignore[attr-defined]
    found = client.get("/users")
    assert found.status_code == 500
    assert "division" not in found.text
    assert found.headers["content-security-policy"] == POLICY
