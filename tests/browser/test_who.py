"""Dossiers to look at and correct: two names laid side by side, made one by a key, and parted again."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Looking, Served

pytestmark = pytest.mark.browser
WAYS = [("desk", "light"), ("desk", "dark"), ("phone", "light"), ("phone", "dark")]


@pytest.mark.parametrize(("size", "scheme"), WAYS)
def test_a_dossier_and_two_side_by_side_are_open_to_everybody(served: Served, looking: Looking, size: str, scheme: str) -> None:
    look = looking(served, size, scheme)
    look.open("/who?q=Zatulin").click("th bdi:text-is('Konstantin Zatulin')")
    assert look.axe() == []
    assert look.is_as_wide_as_its_window()
    look.page.fill("#compare", "Milonov")
    look.page.press("#compare", "Enter")
    look.page.click(".near bdi:text-is('Vitaly Milonov')")
    assert look.axe() == []
    assert look.is_as_wide_as_its_window()


def test_two_are_made_one_and_the_undo_parts_them(own_served: Served, looking: Looking) -> None:
    page = looking(own_served).open("/who?q=Zatulin")
    page.click("th bdi:text-is('Konstantin Zatulin')")
    page.fill("#compare", "Milonov")
    page.press("#compare", "Enter")
    page.click(".near bdi:text-is('Vitaly Milonov')")
    page.click("text=Same: make them one")
    page.wait_for_selector(".decided")
    assert "Vitaly Milonov" in page.inner_text(".spellings")
    page.click(".decided button:text('Undo')")
    page.wait_for_selector(".decided .undone")
    assert "Vitaly Milonov" not in page.inner_text(".spellings")


def test_an_incident_and_a_story_are_open_to_everybody(served: Served, looking: Looking) -> None:
    for size in ("desk", "phone"):
        look = looking(served, size)
        for path in ("/incidents", "/stories"):
            look.open(path).locator("main [data-row] a").first.click()
            assert look.axe() == []
            assert look.is_as_wide_as_its_window()


def test_a_brief_prints_without_the_tools_of_the_desk(served: Served, looking: Looking) -> None:
    page = looking(served).open("/brief?pair=AZE,RUS")
    page.emulate_media(media="print")
    assert not page.is_visible("nav.screens")
    assert not page.is_visible(".take")
    assert page.is_visible("text=What happened")


def test_names_have_the_width_of_a_phone(served: Served, looking: Looking) -> None:
    look = looking(served, "phone")
    name = look.open("/who").locator(".folk tbody th").first.bounding_box()
    assert name
    assert name["width"] > 250


def test_a_dossier_prints_its_places_and_not_its_forms(served: Served, looking: Looking) -> None:
    page = looking(served).open("/who?q=Zatulin")
    page.click("th bdi:text-is('Konstantin Zatulin')")
    page.emulate_media(media="print")
    place = page.locator(".named li p").first.bounding_box()
    assert place
    assert place["width"] > 300
    assert not page.is_visible("text=Tick the places")
    assert not page.is_visible("#same")
    assert not page.is_visible("footer a")


def test_heads_of_a_briefs_tables_are_not_broken_within_words(served: Served, looking: Looking) -> None:
    head = looking(served).open("/brief?pair=AZE,RUS").locator(".dated thead th").last.bounding_box()
    assert head
    assert head["height"] < 40
