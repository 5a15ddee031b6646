"""Review in a browser: decided by keys, one after the other, by anybody, and without scripts."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Looking, Served

pytestmark = pytest.mark.browser
WAYS = [("desk", "light"), ("desk", "dark"), ("phone", "light"), ("phone", "dark")]
PATHS = ["/review", "/review?kind=merge", "/review?kind=near", "/review?kind=claim", "/review?kind=proposal", "/review/log", "/review/agreement"]


def press(page: Page, key: str) -> None:
    """Presses a key that leads to a page."""
    page.wait_for_load_state("load")  # before, no script hears keys
    with page.expect_navigation():
        page.keyboard.press(key)


def left(page: Page) -> int:
    """How many things are left to decide."""
    return int(page.inner_text(".progress-line label").split(", ")[1].split()[0].replace(",", ""))


@pytest.mark.parametrize(("size", "scheme"), WAYS)
def test_every_page_of_review_fits_and_has_no_serious_fault_of_access(served: Served, looking: Looking, size: str, scheme: str) -> None:
    look = looking(served, size, scheme)
    for path in PATHS:
        page = look.open(path)
        for details in page.locator("details.act-edit").all():
            details.evaluate("d => { d.open = true; }")
        assert (path, look.axe()) == (path, [])
        assert look.is_as_wide_as_its_window()


def test_keys_decide_go_on_skip_and_undo(own_served: Served, looking: Looking) -> None:
    look = looking(own_served)
    page = look.open("/review?kind=event")
    n, first = left(page), page.inner_text(".side-says")
    press(page, "s")
    assert (left(page), page.inner_text(".side-says") != first) == (n, True)
    press(page, "a")
    assert left(page) < n
    assert "accepted" in page.inner_text(".just-done")
    press(page, "r")
    assert "threw out" in page.inner_text(".just-done")
    m = left(page)
    press(page, "u")
    assert left(page) > m
    assert look.axe() == []


def test_e_leads_into_the_form_and_what_is_typed_there_is_no_key(own_served: Served, looking: Looking) -> None:
    page = looking(own_served).open("/review?kind=event")
    page.keyboard.press("e")
    page.wait_for_selector("details.act-edit[open]")
    assert page.evaluate("document.activeElement.name") == "actors"
    page.keyboard.press("End")
    page.keyboard.type("; aras")
    assert page.input_value("details.act-edit input[name=actors]").endswith("; aras")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    assert "aras" in page.inner_text(".just-done")


def test_two_records_are_told_apart_by_a_figure(own_served: Served, looking: Looking) -> None:
    page = looking(own_served).open("/review?kind=near")
    n = left(page)
    press(page, "2")
    assert left(page) == n - 1
    assert "apart" in page.inner_text(".just-done")


def test_without_scripts_every_answer_is_a_button(own_served: Served, looking: Looking) -> None:
    page = looking(own_served, scripts=False).open("/review?kind=event")
    n = left(page)
    page.click("button:has-text('Accept and next')")
    assert left(page) < n
    page.click("button:has-text('Undo')")
    assert left(page) == n
    page.click("nav[aria-label='Pages of review'] a:has-text('Log')")
    assert page.locator("li.entry").count() == 2
