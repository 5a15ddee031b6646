"""The first page: reports are dropped on it, it shows how they are read, and it works without scripts."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.browser.conftest import Looking, Served

pytestmark = pytest.mark.browser
SAMPLES = Path(__file__).parents[2] / "samples" / "estavia"
WAYS = [("desk", "light"), ("desk", "dark"), ("phone", "light"), ("phone", "dark")]
DROP = """(files) => {
  const data = new DataTransfer();
  for (const [name, text] of files) data.items.add(new File([text], name));
  document.querySelector(".drop").dispatchEvent(new DragEvent("drop", { dataTransfer: data, bubbles: true, cancelable: true }));
}"""


def drop(page: Page, *files: tuple[str, str]) -> None:
    page.evaluate(DROP, [list(file) for file in files])


@pytest.mark.parametrize(("size", "scheme"), WAYS)
@pytest.mark.parametrize("path", ["/", "/inputs"])
def test_an_empty_desk_fits_and_has_no_serious_fault_of_access(empty_served: Served, looking: Looking, path: str, size: str, scheme: str) -> None:
    look = looking(empty_served, size, scheme)
    look.open(path)
    assert look.axe() == []
    assert look.is_as_wide_as_its_window()


def test_reports_that_are_dropped_arrive_by_themselves(empty_served: Served, looking: Looking) -> None:
    look = looking(empty_served)
    page = look.open("/")
    report = (SAMPLES / "01-sinking.txt").read_text()
    drop(page, ("01-sinking.txt", report), ("broken.pdf", "%PDF-1.4 <script>alert(1)</script>"))
    page.wait_for_selector("[data-job]")
    assert look.axe() == []
    page.wait_for_selector("h1:has-text('The desk')", timeout=90_000)
    page.wait_for_selector("[data-job] .end.done", timeout=90_000)
    assert "1 added, 1 failed" in page.inner_text("#work")
    assert "malformed" in page.inner_text("#work")
    assert "01-sinking.txt" in page.inner_text("#inputs")
    assert look.axe() == []
    page.click("#work a[href^='/jobs/']")
    page.wait_for_selector("h1:has-text('Reading')")
    assert "01-sinking.txt" in page.inner_text("#ends")
    assert look.axe() == []


def test_links_that_are_none_are_told_of_beside_the_form(served: Served, looking: Looking) -> None:
    look = looking(served)
    page = look.open("/")
    page.fill("#links", "not a link")
    page.evaluate("window.stays = true")
    with page.expect_response("**/inputs?format=json"):
        page.click(".adding button.main")
    page.wait_for_selector("[data-add-wrong]:not([hidden])")
    assert "'not' is no link" in page.inner_text("[data-add-wrong]")
    assert page.evaluate("window.stays")
    look.errors.clear()  # a browser's console tells of every answer with status 400


def test_a_plain_form_takes_files_without_scripts(own_served: Served, looking: Looking) -> None:
    page = looking(own_served, scripts=False).open("/")
    page.set_input_files("#files", [SAMPLES / "02-inquiry.txt", SAMPLES / "03-denial.txt"])
    page.click(".adding button.main")
    assert "02-inquiry.txt and 1 more" in page.inner_text("#work")
    page.click("text=Look again")
    page.click("#work >> text=Stop")
    assert page.url.endswith("/#work")


def test_taking_a_report_out_asks_first(own_served: Served, looking: Looking) -> None:
    look = looking(own_served)
    page = look.open("/inputs")
    page.click("tr:has-text('05-opinion.txt') >> text=take out")
    assert look.axe() == []
    page.fill("#why", "an opinion")
    page.click("text=Take it out")
    page.wait_for_selector("[data-job] .end.done", timeout=60_000)
    assert "1 removed" in page.inner_text("#work")
    page.goto(own_served.url + "/inputs")
    assert "05-opinion.txt" not in page.inner_text("main")
