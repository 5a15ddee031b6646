"""The whole way of an analyst on the samples: reports are dropped, arrive, are read, opened to their words, corrected; what rests on them follows."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Look, Looking, Served
from tests.browser.test_home import drop

pytestmark = pytest.mark.browser
SAMPLES = Path(__file__).parents[2] / "samples" / "affair"
CLOSURE = "closed the Russian House"
FEBRUARY = re.compile(r"February 2025\. Azerbaijan → Russia: \S+ (\d+) acts?")


def drop_samples(page: Page) -> int:
    """Drops all reports of the affair on the first page; how many files."""
    files = [(file.name, file.read_text(encoding="utf-8")) for file in sorted(SAMPLES.iterdir()) if file.is_file()]
    drop(page, *files)
    page.wait_for_selector("[data-job]")
    page.wait_for_selector("[data-job] .end.done", timeout=180_000)
    return len(files)


def acts_of_the_tie(look: Look) -> int:
    """Acts of Azerbaijan towards Russia in February, as the chart tells them in words."""
    found = FEBRUARY.search(" ".join(look.open("/ties/AZE/RUS").content().split()))
    assert found, "the tie tells of no acts in February"
    return int(found[1])


def brief(look: Look) -> str:
    """The brief on the two."""
    return look.open("/brief?pair=AZE,RUS").inner_text("main")


def test_from_dropped_files_to_a_correction_that_the_tie_and_the_brief_follow_and_back(empty_served: Served, looking: Looking) -> None:
    look = looking(empty_served)
    page = look.open("/")
    assert drop_samples(page) >= 10
    assert "08-correction.txt" in page.inner_text("#inputs")

    page = look.open("/events?actor=AZE")
    mark = page.locator(f"a.act[data-says*='{CLOSURE}']").first
    address = mark.get_attribute("href") or ""
    mark.focus()
    page.keyboard.press("Enter")
    page.wait_for_url(f"**{address}")
    assert CLOSURE in page.inner_text("h1")
    assert page.locator("figure.quote").count() >= 3
    href = page.locator("figure.quote figcaption a[href^='/documents/']").first.get_attribute("href") or ""
    assert "#s" in href
    look.open(href)
    assert page.locator("main").inner_text().count("Russian House") > 0

    look.open("/questions")
    page.locator("main a[href^='/questions/q-']").first.click()
    page.wait_for_url("**/questions/q-*")
    assert page.locator("main bdi").count() > 3

    before, told = acts_of_the_tie(look), brief(look)
    assert f"Azerbaijan {CLOSURE}" in told
    page = look.open(address)
    page.keyboard.press("e")
    who = page.locator("details.act-edit[open] input[name=actors]")
    who.fill("Kazakhstan")
    who.press("Enter")
    page.wait_for_selector("text=Just now")
    assert "Kazakhstan" in page.inner_text("h1")
    assert acts_of_the_tie(look) == before - 1
    assert f"Azerbaijan {CLOSURE}" not in brief(look)

    page = look.open(address)
    page.keyboard.press("u")
    page.wait_for_function("!document.querySelector('h1').innerText.includes('Kazakhstan')")
    assert acts_of_the_tie(look) == before
    assert f"Azerbaijan {CLOSURE}" in brief(look)
