"""Ties: the drawing that is pointed at, and the network with its slider."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Looking, Served

pytestmark = pytest.mark.browser
WAYS = [("desk", "light"), ("phone", "dark")]


def pair(served: Served) -> str:
    with served.site.pool.lend() as app:
        row = app.desk.pairs(unit="year")[0]
    return f"/ties/{row.actor}/{row.recipient}"


@pytest.mark.parametrize(("size", "scheme"), WAYS)
def test_a_pair_fits_and_is_open_to_everybody(served: Served, looking: Looking, size: str, scheme: str) -> None:
    look = looking(served, size, scheme)
    look.open(pair(served))
    assert look.axe() == []
    assert look.is_as_wide_as_its_window()


def test_arrow_keys_read_a_period_out_and_enter_opens_its_acts(served: Served, looking: Looking) -> None:
    page = looking(served).open(pair(served))
    page.focus("figure.tie")
    page.keyboard.press("End")
    assert page.inner_text("[data-readout]").startswith(page.inner_text(".course-table tbody tr:first-child th"))
    page.keyboard.press("Enter")
    page.wait_for_url("**/events?pair=*")


def test_dragging_over_periods_shows_these_alone(served: Served, looking: Looking) -> None:
    page = looking(served).open(f"{pair(served)}?unit=day")
    bands = page.locator("svg.wide .band")
    first, second = bands.nth(0).bounding_box(), bands.nth(1).bounding_box()
    assert first
    assert second
    page.mouse.move(first["x"] + first["width"] / 2, first["y"] + 3)
    page.mouse.down()
    page.mouse.move(second["x"] + second["width"] / 2, first["y"] + 3)
    page.mouse.up()
    page.wait_for_url("**from=*")
    assert page.locator(".course-table tbody tr").count() == 2


def test_the_course_and_its_table_stand_without_scripts(served: Served, looking: Looking) -> None:
    page = looking(served, scripts=False).open(pair(served))
    assert page.locator("svg.wide .dots a").count() > 0
    assert page.locator(".course-table tbody tr").count() > 0


@pytest.mark.parametrize(("size", "scheme"), WAYS)
def test_the_network_is_drawn_and_its_slider_moves_through_time(served: Served, looking: Looking, size: str, scheme: str) -> None:
    look = looking(served, size, scheme)
    page = look.open("/ties?view=network")
    page.wait_for_selector(".network canvas")
    page.focus("#network-time")
    page.keyboard.press("ArrowRight")
    assert page.inner_text(".network output") != "all time"
    assert page.input_value("#f-period") != ""
    assert look.axe() == []
    assert look.is_as_wide_as_its_window()
