"""The frame of every page: it fits, it can be read by everybody, it works by keys and without scripts."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Looking, Served

pytestmark = pytest.mark.browser
WAYS = [("desk", "light"), ("desk", "dark"), ("phone", "light"), ("phone", "dark")]
PATHS = [
    "/",
    "/search",
    "/documents",
    "/inputs",
    "/review",
    "/review/log",
    "/about",
    "/users",
    "/events",
    "/events?view=table",
    "/events?view=map",
    "/questions",
    "/who",
    "/incidents",
    "/stories",
    "/brief",
    "/brief?pair=AZE,RUS",
    "/ties",
    "/ties/AZE/RUS",
]
"""Screens that must fit and be open to everybody; a new one is added here."""


@pytest.mark.parametrize(("size", "scheme"), WAYS)
@pytest.mark.parametrize("path", PATHS)
def test_a_page_fits_and_has_no_serious_fault_of_access(served: Served, looking: Looking, path: str, size: str, scheme: str) -> None:
    look = looking(served, size, scheme)
    look.open(path)
    assert look.axe() == []
    assert look.is_as_wide_as_its_window()


def test_the_look_changes_at_once_and_stays(served: Served, looking: Looking) -> None:
    look = looking(served)
    page = look.open("/about")
    page.keyboard.press("t")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"
    page = look.open("/about")
    assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_the_look_changes_without_scripts_too(served: Served, looking: Looking) -> None:
    page = looking(served, scripts=False).open("/about")
    page.click(".theme button")
    assert page.get_attribute("html", "data-theme") == "dark"
    assert page.url.endswith("/about")


def test_a_question_mark_shows_the_keys_and_a_slash_leads_to_the_search(served: Served, looking: Looking) -> None:
    page = looking(served).open("/users")
    page.keyboard.press("?")
    page.wait_for_selector("dialog[open] table")
    page.keyboard.press("Escape")
    page.keyboard.press("/")
    assert page.evaluate("document.activeElement.id") == "find"


def test_g_and_a_letter_lead_to_a_screen_but_not_while_typing(served: Served, looking: Looking) -> None:
    page = looking(served).open("/about")
    page.focus("#find")
    page.keyboard.type("gh")
    assert page.input_value("#find") == "gh"
    page.keyboard.press("Escape")
    page.keyboard.type("gh")
    page.wait_for_url("**/")


def test_the_first_tab_leads_past_the_navigation(served: Served, looking: Looking) -> None:
    page = looking(served).open("/about")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"
