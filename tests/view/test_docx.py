"""Yields proof that the Word file is well-formed, holds the page's words as words, and is the same bytes each time."""

from __future__ import annotations

import io
import zipfile
from xml.etree import ElementTree

from dragoman.view.brief import build_brief
from dragoman.view.docx import render_docx
from dragoman.view.page import Page, Quote, Section, Table, plain
from dragoman.view.record import Record

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def body(packed: bytes) -> ElementTree.Element:
    with zipfile.ZipFile(io.BytesIO(packed)) as file:
        trees = {name: ElementTree.fromstring(file.read(name)) for name in file.namelist()}
    return trees["word/document.xml"]


def test_a_brief_becomes_a_word_file_with_its_headings_and_links(record: Record) -> None:
    page = build_brief(record, "Norland", "Estavia")
    tree = body(render_docx(page))
    words = "".join(t.text or "" for t in tree.iter(f"{W}t"))
    assert all(section.title in words for section in page.sections)
    anchors = {link.get(f"{W}anchor") for link in tree.iter(f"{W}hyperlink")}
    assert anchors == {mark.get(f"{W}name") for mark in tree.iter(f"{W}bookmarkStart")} == {f"q{q.number}" for q in page.quotes}


def test_markup_and_control_characters_stay_harmless() -> None:
    bad = '<w:p/> & \x00\x08 "x"'
    tree = body(render_docx(Page(bad, (), (Section("S", (Table(("h",), ((plain(bad),),)),)),), (Quote(1, "A", "d", 0, 9, bad),))))
    assert [t.text for t in tree.iter(f"{W}t") if t.text and "&" in t.text][:2] == ['<w:p/> &  "x"'] * 2


def test_every_cell_of_a_table_ends_with_a_paragraph() -> None:
    tree = body(render_docx(Page("T", (), (Section("S", (Table(("a", "b"), ((plain(""), plain("x")),)),)),), ())))
    assert [[child.tag for child in cell] for cell in tree.iter(f"{W}tc")] == [[f"{W}p"]] * 4


def test_the_same_page_gives_the_same_bytes(record: Record) -> None:
    page = build_brief(record, "Norland", "Estavia")
    assert render_docx(page) == render_docx(page)
