"""A question to look at: its answers stand side by side, on a phone one below the other, open to everybody in light and dark."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Look, Looking, Served

pytestmark = pytest.mark.browser
WAYS = [("desk", "light"), ("desk", "dark"), ("phone", "light"), ("phone", "dark")]


def _cause(look: Look) -> Page:
    page = look.open("/questions")
    page.click("text=What caused the crash")
    page.wait_for_selector(".answers")
    return page


@pytest.mark.parametrize(("size", "scheme"), WAYS)
def test_a_question_fits_and_is_open_to_everybody(served: Served, looking: Looking, size: str, scheme: str) -> None:
    look = looking(served, size, scheme)
    _cause(look)
    assert look.axe() == []
    assert look.is_as_wide_as_its_window()


def _lefts(page: Page) -> list[float]:
    return [box["x"] for answer in page.locator(".answers.steps .answer").all() if (box := answer.bounding_box())]


def test_answers_are_columns_at_a_desk_and_stack_on_a_phone(served: Served, looking: Looking) -> None:
    wide = _lefts(_cause(looking(served)))
    assert wide == sorted(set(wide))
    assert len(set(_lefts(_cause(looking(served, "phone"))))) == 1


def test_a_quote_leads_to_its_place_in_the_report(served: Served, looking: Looking) -> None:
    page = _cause(looking(served))
    page.click(".cell a:text('in the report')")
    page.wait_for_url("**/documents/d-*")
    assert "at=" in page.url


def test_filters_work_without_scripts(served: Served, looking: Looking) -> None:
    page = looking(served, scripts=False).open("/questions?which=all")
    page.fill("#f-words", "closed")
    page.click(".narrow button")
    assert "which=all" in page.url
    assert "words=closed" in page.url
