"""Yields proof that a page's words survive Markdown and HTML as words."""

from __future__ import annotations

import pytest

from dragoman.core.documents import Document, Published
from dragoman.view.counting import count, listed, signed
from dragoman.view.html import render_html
from dragoman.view.letters import letter, letters_of
from dragoman.view.markdown import LONGEST_QUOTE, cut, escape, render_markdown
from dragoman.view.page import Bullets, Item, Page, Paragraph, Quote, Section, Table, emph, plain


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("a | b", "a \\| b"),
        ("*so*", "\\*so\\*"),
        ("_so_", "\\_so\\_"),
        ("[a](b)", "\\[a\\](b)"),
        ("<script>", "\\<script\\>"),
        ("`x`", "\\`x\\`"),
        ("two\n\n# lines", "two # lines"),
        ("see https://x.example", "see https\\://x.example"),
        ("&lt;", "\\&lt;"),
        ("~~gone~~", "\\~\\~gone\\~\\~"),
        ("$1 million & more, ~ 5", "$1 million & more, ~ 5"),
    ],
)
def test_markup_in_words_is_escaped_and_plain_signs_are_left(words: str, written: str) -> None:
    assert escape(words) == written


@pytest.mark.parametrize("words", ["1. first", "- point", "# head", "+ plus", "> said"])
def test_no_paragraph_begins_a_list_or_heading(words: str) -> None:
    page = Page("T", (), (Section("S", (Paragraph(plain(words)),)),), ())
    assert f"\n{words}\n" not in render_markdown(page)


def test_a_table_row_stays_one_line() -> None:
    page = Page("T", (), (Section("S", (Table(("a", "b"), ((plain("x\ny | z"), plain("")),)),)),), ())
    assert "| x y \\| z |  |" in render_markdown(page)


def test_a_list_keeps_what_is_below_a_point() -> None:
    page = Page("T", (), (Section("S", (Bullets((Item(emph("why?"), (plain("so"),)),), ordered=True),)),), ())
    assert "1. *why?*\n   - so" in render_markdown(page)


def test_a_long_quote_is_cut_but_its_place_is_whole() -> None:
    quote = Quote(1, "A", "d-1", 0, 900, "word " * 180)
    page = Page("T", (), (), (quote,))
    assert "- [1] A 0–900 “word" in render_markdown(page)
    assert len(cut(quote.text)) <= LONGEST_QUOTE + 2
    assert cut(quote.text).endswith(" …")


def test_html_escapes_titles_cells_and_quotes() -> None:
    bad = "<img src=x onerror=alert(1)>\"'"
    page = Page(
        bad,
        plain(bad),
        (Section(bad, (Table((bad,), ((plain(bad),),)), Bullets((Item(plain(bad)),)), Paragraph(plain(bad)))),),
        (Quote(1, "A", "d", 0, 9, bad),),
    )
    html = render_html(page)
    assert "<img" not in html
    assert html.count("&lt;img src=x onerror=alert(1)&gt;") == 10


def test_html_stands_alone() -> None:
    html = render_html(Page("T", (), (), ()))
    assert html.startswith("<!DOCTYPE html>")
    assert "http" not in html
    assert "<script" not in html


def test_letters_follow_the_day_of_publication_and_then_the_id() -> None:
    days = {"d-3": "2031-01-01", "d-1": "2031-01-02", "d-2": "2031-01-01", "d-0": None}
    documents = [Document(key, "x", "", "text", published=Published(day, "byline", 1.0) if day else None) for key, day in days.items()]
    assert letters_of(documents) == {"d-2": "A", "d-3": "B", "d-1": "C", "d-0": "D"}


@pytest.mark.parametrize(("n", "name"), [(0, "A"), (25, "Z"), (26, "AA"), (701, "ZZ"), (702, "AAA")])
def test_letters_go_on_after_z(n: int, name: str) -> None:
    assert letter(n) == name


def test_numbers_agree_with_their_nouns() -> None:
    assert (count(1, "act"), count(2, "act"), count(0, "inquiry", "inquiries")) == ("1 act", "2 acts", "0 inquiries")
    assert (listed(["A"]), listed(["A", "B", "C"])) == ("A", "A, B and C")
    assert (signed(-0.04), signed(-1.25), signed(3)) == ("0.0", "−1.2", "+3.0")
