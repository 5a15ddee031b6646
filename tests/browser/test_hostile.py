"""Hostile words in a browser: nothing of theirs runs, nothing leads elsewhere, and the page stays as wide as its window."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from dragoman.core.settings import Settings
from tests.browser.conftest import Looking, Served, serving
from tests.web.hostile import hostile_record

pytestmark = [pytest.mark.browser, pytest.mark.slow]
SCREENS = (
    "/",
    "/search?q=spokesman",
    "/documents",
    "/events",
    "/events?view=table",
    "/questions",
    "/who",
    "/stories",
    "/ties",
    "/ties?view=network",
    "/review",
    "/review/log",
)
RAN = "window.zq9 !== undefined || document.querySelector('[onerror], [onload], zq9-element, zq9-break') !== null"


@pytest.fixture(scope="module")
def hostile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    with serving(Settings(record=hostile_record(tmp_path_factory.mktemp("hostile")))) as found:
        yield found


@pytest.mark.parametrize("path", SCREENS)
def test_a_screen_of_hostile_words_runs_none_of_them(hostile: Served, looking: Looking, path: str) -> None:
    look = looking(hostile)
    page = look.open(path)
    page.wait_for_timeout(300)
    assert not page.evaluate(RAN)
    assert look.is_as_wide_as_its_window()


def test_the_reports_themselves_run_nothing_and_fit_a_phone(hostile: Served, looking: Looking) -> None:
    look = looking(hostile, "phone")
    page = look.open("/documents")
    links = page.eval_on_selector_all("main a[href^='/documents/d-']", "found => found.map(one => one.pathname)")
    assert len(links) > 20
    for link in dict.fromkeys(links[:60]):
        look.open(link)
        assert not page.evaluate(RAN), link
        assert look.is_as_wide_as_its_window(), link
