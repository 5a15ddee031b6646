"""The desk answers, finds its pages by itself, and says plainly what went wrong."""

from __future__ import annotations

import gc
import time
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from dragoman.core.settings import Settings
from dragoman.web import server
from dragoman.web.server import SELDOM, find_routers


def test_every_module_of_pages_with_a_router_is_found() -> None:
    assert len(find_routers()) >= 3


def test_a_page_has_one_head_and_a_way_past_the_navigation(desk: TestClient) -> None:
    page = desk.get("/about").text
    assert page.count("<h1") == 1
    assert '<a class="skip" href="#main">' in page


def test_an_address_that_leads_nowhere_says_so_and_names_it(desk: TestClient) -> None:
    found = desk.get("/nowhere<b>")
    assert found.status_code == 404
    assert "/nowhere&lt;b&gt;" in found.text
    assert "<code>not-found</code>" in found.text


def test_what_asks_for_json_is_told_of_errors_in_json(desk: TestClient) -> None:
    found = desk.get("/api/nowhere")
    assert found.status_code == 404
    assert found.json()["error"]["code"] == "not-found"


def test_styles_are_kept_for_long_under_an_address_with_their_hash(desk: TestClient) -> None:
    page = desk.get("/about").text
    address = page.split('rel="stylesheet" href="')[1].split('"')[0]
    assert "immutable" in desk.get(address).headers["cache-control"]
    assert desk.get("/styles/base.css").headers["cache-control"] == "no-cache"


def test_pages_are_not_held_up_by_looks_for_garbage(own_desk: TestClient, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(server, "LITTLE", 1 << 60)
    before = gc.get_stats()[2]["collections"]
    assert gc.get_threshold() == SELDOM
    for _ in range(3):
        own_desk.get("/events")
    assert gc.get_stats()[2]["collections"] == before


def test_garbage_is_looked_for_between_pages(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(server, "TIDY", 0.01)
    monkeypatch.setattr(server, "LITTLE", -1)
    with TestClient(server.create_app(Settings(record=tmp_path / "r.db"))):
        before, until = gc.get_stats()[2]["collections"], time.monotonic() + 10
        while gc.get_stats()[2]["collections"] < before + 2:
            assert time.monotonic() < until
            time.sleep(0.01)
