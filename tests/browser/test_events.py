"""Events in a browser: the chart by keys, the card, the zoom, the map, and the same without scripts."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Looking, Served

pytestmark = pytest.mark.browser


def test_arrow_keys_go_from_mark_to_mark_and_enter_opens_it(served: Served, looking: Looking) -> None:
    page = looking(served).open("/events?by=actor")
    page.focus("a.act[tabindex='0']")
    first = page.evaluate("document.activeElement.getAttribute('href')")
    page.keyboard.press("ArrowDown")
    second = page.evaluate("document.activeElement.getAttribute('href')")
    assert second.startswith("/events/e-")
    assert second != first
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{second}")


def test_a_card_tells_what_a_mark_stands_for(served: Served, looking: Looking) -> None:
    page = looking(served).open("/events")
    page.focus("a.act[tabindex='0']")
    says = page.get_attribute("a.act[tabindex='0']", "data-says")
    assert says
    assert says in page.inner_text(".hover-card")


def test_nearer_shows_fewer_days_and_all_brings_them_back(served: Served, looking: Looking) -> None:
    page = looking(served).open("/events?by=type")
    before = page.locator("a.act:not([data-away])").count()
    page.click("button[aria-label^=Nearer]")
    page.click("button[aria-label^=Nearer]")
    assert page.locator("a.act:not([data-away])").count() < before
    page.click("button[aria-label='All days']")
    assert page.locator("a.act:not([data-away])").count() == before


def test_marks_of_one_lane_do_not_lie_on_one_another(served: Served, looking: Looking) -> None:
    page = looking(served, "phone").open("/events?by=type")
    boxes = page.evaluate(
        "[...document.querySelectorAll('.lane')].map(l => [...l.querySelectorAll('a.act:not([data-away]) use')].map(u => {"
        " const b = u.getBoundingClientRect(); return [b.left, b.top]; }))"
    )
    for lane in boxes:
        assert len({(round(x), round(y)) for x, y in lane}) == len(lane)


def test_the_map_has_a_dot_for_a_place_and_a_ring_for_a_country(served: Served, looking: Looking) -> None:
    page = looking(served).open("/events?view=map")
    assert page.locator("circle.dot").count() > 0
    assert page.locator("circle.ring").count() > 0
    page.click("a:has(circle.ring) .hit-area")
    page.wait_for_url("**country=*")


def test_without_scripts_the_chart_is_there_and_the_map_is_a_table(served: Served, looking: Looking) -> None:
    look = looking(served, scripts=False)
    page = look.open("/events")
    assert page.locator("svg a.act").count() > 10
    page = look.open("/events?view=map")
    assert page.locator("table.rows tbody tr").count() > 2
    assert not page.is_visible(".map")


@pytest.mark.parametrize(("size", "scheme"), [("desk", "light"), ("desk", "dark"), ("phone", "light"), ("phone", "dark")])
def test_the_page_of_an_event_fits_and_has_no_serious_fault_of_access(served: Served, looking: Looking, size: str, scheme: str) -> None:
    look = looking(served, size, scheme)
    page = look.open("/events?view=table&sort=told")
    look.open(page.get_attribute("a.says", "href") or "")
    for summary in page.locator("main details > summary").all():
        summary.click()
    assert look.axe() == []
    assert look.is_as_wide_as_its_window()


def test_a_reviewer_accepts_an_act_by_a_key_and_takes_it_back(own_served: Served, looking: Looking) -> None:
    page = looking(own_served).open("/events?view=table&sort=told")
    page.click("a.says >> nth=0")
    page.wait_for_selector(".correct")
    page.wait_for_load_state("load")  # before, no script hears keys
    page.keyboard.press("a")
    page.wait_for_selector(".notice[role=status]")
    page.wait_for_load_state("load")
    assert page.locator(".state.accepted").count() > 0
    page.keyboard.press("u")
    page.wait_for_selector(".state.accepted", state="detached")
