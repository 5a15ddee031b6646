"""The search in a browser: from a word to the very place where it stands, kept searches, narrow screens."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Looking, Served

pytestmark = pytest.mark.browser
PATHS = ["/search?q=russia", "/search?q=russia&kind=events", "/search?q=xylophone", "/documents?outlet=Halyard+News&copies=all"]


@pytest.mark.parametrize(("size", "scheme"), [("desk", "light"), ("desk", "dark"), ("phone", "light"), ("phone", "dark")])
@pytest.mark.parametrize("path", PATHS)
def test_a_search_fits_and_has_no_serious_fault_of_access(served: Served, looking: Looking, path: str, size: str, scheme: str) -> None:
    look = looking(served, size, scheme)
    look.open(path)
    assert look.axe() == []
    assert look.is_as_wide_as_its_window()


def test_a_find_opens_with_its_word_on_the_screen(served: Served, looking: Looking) -> None:
    page = looking(served, "phone").open("/about")
    page.keyboard.press("/")
    page.keyboard.type("fraying Kremlin OR Kremlin")
    page.keyboard.press("Enter")
    page.wait_for_url("**/search?**")
    page.fill("#find", "Rossotrudnichestvo")
    page.press("#find", "Enter")
    page.click(".kinds >> text=Reports")
    page.click(".find-one .says a >> nth=0")
    page.wait_for_url("**/documents/**")
    box = page.locator(".m-asked >> nth=0").bounding_box()
    assert box
    assert 0 < box["y"] < 844


def test_j_and_enter_open_a_find(served: Served, looking: Looking) -> None:
    page = looking(served).open("/search?q=russia&kind=events")
    page.keyboard.press("j")
    page.keyboard.press("j")
    assert page.locator(".find-one.current").count() == 1
    assert page.evaluate("document.activeElement.closest('.find-one').classList.contains('current')")


def test_a_search_is_kept_and_let_go_without_scripts(own_served: Served, looking: Looking) -> None:
    page = looking(own_served, scripts=False).open("/search?q=russia")
    page.fill("#save-name", "Russia")
    page.click("text=Save >> nth=-1")
    page.wait_for_url("**saved=Russia")
    assert page.locator(".notice").inner_text().startswith("Saved as Russia")
    page.goto(f"{own_served.url}/search")
    page.click("text=Delete")
    page.locator("text=None yet").wait_for()  # a click does not wait for the page that its form leads to
    assert page.locator("text=Russia >> visible=true").count() == 0


def test_an_empty_record_says_what_to_do_next(empty_served: Served, looking: Looking) -> None:
    look = looking(empty_served, "phone")
    for path in ("/search", "/documents"):
        look.open(path)
        assert look.axe() == []
        assert look.page.locator(".empty a[href='/']").count() == 1
