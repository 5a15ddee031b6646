"""The page of a report in a browser: what is marked, both ways between text and side, words that are selected, and all of it without scripts."""

from __future__ import annotations

import pytest

from tests.browser.conftest import Look, Looking, Served

pytestmark = pytest.mark.browser
SELECT = """([words]) => {
  const walker = document.createTreeWalker(document.querySelector('.words'), NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const at = node.data.indexOf(words);
    if (at < 0) continue;
    getSelection().setBaseAndExtent(node, at, node, at + words.length);
    return true;
  }
  return false;
}"""


def open_report(look: Look, title: str = "Baku closes Russian House") -> str:
    """Opens a report by its title; its address."""
    page = look.open("/documents?copies=all")
    page.click(f"text={title}")
    page.wait_for_url("**/documents/d-*")
    return page.url


@pytest.mark.parametrize(("size", "scheme"), [("desk", "light"), ("desk", "dark"), ("phone", "light"), ("phone", "dark")])
@pytest.mark.parametrize("title", ["Baku closes Russian House", "Plane from Baku lost"])
def test_a_report_fits_and_has_no_serious_fault_of_access(served: Served, looking: Looking, title: str, size: str, scheme: str) -> None:
    look = looking(served, size, scheme)
    open_report(look, title)
    assert look.axe() == []
    assert look.is_as_wide_as_its_window()


def test_a_number_in_the_text_leads_to_its_entry_and_lights_up_its_words(served: Served, looking: Looking) -> None:
    look = looking(served)
    open_report(look)
    look.page.click(".ref-claim >> nth=0")
    entry = look.page.locator(".entry:target")
    assert entry.is_visible()
    entry.hover()
    number = entry.get_attribute("data-of")
    assert look.page.locator(f'.m.lit[data-of~="{number}"]').count() > 0


def test_a_place_beside_the_text_leads_to_its_words(served: Served, looking: Looking) -> None:
    look = looking(served)
    open_report(look)
    look.page.click(".acts .place >> nth=-1")
    assert look.page.evaluate("CSS.highlights.get('asked').size") == 1


def test_the_words_of_an_address_are_marked_even_where_no_record_is(served: Served, looking: Looking) -> None:
    look = looking(served)
    path = open_report(look).removeprefix(served.url)
    look.open("/about")
    page = look.open(f"{path}#s102-125")
    text = page.evaluate("[...CSS.highlights.get('asked')].map((range) => range.toString())[0]")
    assert text == page.evaluate("[...document.querySelector('.words').textContent].slice(102, 125).join('')")


def test_selected_words_fill_the_form_with_their_code_points(served: Served, looking: Looking) -> None:
    look = looking(served)
    open_report(look)
    page = look.page
    # A sign outside the first plane stands before the words: the browser counts it as two.
    page.evaluate("document.querySelector('.words p').prepend('😀')")
    assert page.evaluate(SELECT, ["cultural"])
    page.click("text=a person or body")
    start, end = int(page.input_value("#entity-start")), int(page.input_value("#entity-end"))
    assert page.evaluate("([a, b]) => [...document.querySelector('.words').textContent].slice(a, b).join('')", [start, end]) == "cultural"
    assert end - start == len("cultural")
    page.keyboard.press("Escape")
    page.wait_for_selector(".paper #add", state="attached")
    assert page.locator("dialog[open]").count() == 0


def test_the_bar_at_selected_words_works_by_key_and_goes_by_escape(served: Served, looking: Looking) -> None:
    look = looking(served)
    open_report(look)
    page = look.page
    page.evaluate(SELECT, ["branch of"])
    page.wait_for_selector(".picked")
    page.keyboard.press("Escape")
    page.wait_for_selector(".picked", state="detached")
    page.evaluate(SELECT, ["agency for"])
    page.wait_for_selector(".picked")
    page.keyboard.press("a")
    page.wait_for_selector("dialog[open] #event-type:visible")
    assert look.axe() == []


def test_the_legend_takes_marks_away_without_scripts(served: Served, looking: Looking) -> None:
    look = looking(served, scripts=False)
    open_report(look)
    assert look.page.locator(".ref-event >> nth=0").is_visible()
    look.page.uncheck("#show-event")
    assert not look.page.locator(".ref-event >> nth=0").is_visible()


def test_without_scripts_the_anchors_lead_both_ways(served: Served, looking: Looking) -> None:
    look = looking(served, scripts=False)
    open_report(look)
    look.page.click(".ref-event >> nth=0")
    assert look.page.url.endswith("#r1")
    look.page.click("#r1 .place >> nth=0")
    assert "#s0-" in look.page.url


def test_on_paper_the_text_stands_alone(served: Served, looking: Looking) -> None:
    look = looking(served)
    open_report(look)
    look.page.emulate_media(media="print")
    assert not look.page.locator(".legend").is_visible()
    assert not look.page.locator("#add").is_visible()
    assert look.page.locator(".words").is_visible()
