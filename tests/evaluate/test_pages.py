"""Pages made of templates and dispatches: what counts as kept, what as let in, and what the shipped set holds."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.core.errors import NotFoundError
from dragoman.evaluate.pages import Dispatch, SamplePage, build_pages, evaluate_pages, fill, measure_pages, read_back

SAMPLES = Path(__file__).parents[2] / "samples"
FIRST = "Norland closed the Estavian consulate in Port Sarn on Monday, the foreign ministry said in a short note."
SECOND = "Estavia called the step a mistake and kept its own border crossings open for the time being, officials said."
DISPATCH = Dispatch("a.txt", "Norland shuts consulate", "The Harbour Post", "Lena Torvik", "2031-03-10", ((False, FIRST), (False, SECOND)))
HEAD = '<html><head><title>{{ title }}</title><meta name="date" content="{{ day }}"><meta property="og:site_name" content="{{ outlet }}"></head><body>'
TEXT = "<h1>{{ title | kept }}</h1>{% for text in paragraphs %}<p>{{ text | kept }}</p>{% endfor %}"


def filled(body: str) -> SamplePage:
    return fill("a", HEAD + body + "</body></html>", DISPATCH, DISPATCH)


def test_a_page_of_nothing_but_the_report_is_kept_whole() -> None:
    read = read_back(filled(TEXT))
    assert (read.kept.value, read.let_in.of, read.title, read.day, read.outlet) == (1.0, 0, True, True, True)


def test_words_that_should_be_read_and_are_not_lower_what_is_kept() -> None:
    read = read_back(filled(TEXT + "<nav>{{ 'Six words that nobody reads here' | kept }}</nav>"))
    assert read.kept.of - read.kept.n == 6


def test_words_that_should_not_be_read_and_are_count_as_let_in() -> None:
    read = read_back(filled(TEXT + "<p>Herring is cheap in our shop by the market, today and on every day to come.</p><nav>Home page</nav>"))
    assert (read.let_in.n, read.let_in.of) == (16, 18)


def test_a_page_that_cannot_be_read_keeps_nothing() -> None:
    read = read_back(SamplePage("a", DISPATCH, b"<p>x", (FIRST,), 1))
    assert (read.kept.n, read.coded, read.title) == (0, 0, False)


def test_the_worst_template_is_told() -> None:
    good, bad = filled(TEXT), SamplePage("b", DISPATCH, b"<p>x", (FIRST,), 1)
    figures = evaluate_pages([read_back(good), read_back(bad)])
    assert figures["kept_worst"].value == 0
    assert 0 < (figures["kept"].value or 0) < 1


def test_a_folder_without_templates_is_no_set(tmp_path: Path) -> None:
    with pytest.raises(NotFoundError, match="templates"):
        measure_pages(tmp_path)


def test_templates_are_filled_with_every_dispatch_and_escaped() -> None:
    pages = list(build_pages(SAMPLES))
    templates = {page.template for page in pages}
    assert len(templates) >= 12
    assert len(pages) == len(templates) * len({page.dispatch.name for page in pages})
    assert all(page.rest > 20 for page in pages)


@pytest.mark.slow
def test_every_template_holds_its_text_and_little_else() -> None:
    figures = measure_pages(SAMPLES).figures
    assert (figures["kept_worst"].value or 0) >= 0.95
    assert (figures["kept_out_worst"].value or 0) >= 0.95
