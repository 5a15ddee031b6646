"""The pages of the project lead where they say, and their figures have a source."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from dragoman.export.interchange import KINDS
from tests.surface.format_page import PAGE, ROW, SCALARS, read_page

ROOT = Path(__file__).parents[2]
PAGES = sorted(path.relative_to(ROOT).as_posix() for path in (*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md"), ROOT / "samples" / "README.md"))
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PER_CENT = re.compile(r"\d+(?:\.\d+)? %")


@pytest.mark.parametrize("name", PAGES)
def test_every_link_leads_somewhere(name: str) -> None:
    path = ROOT / name
    links = [link for link in LINK.findall(path.read_text(encoding="utf-8")) if "://" not in link]
    assert [link for link in links if not (path.parent / link).exists()] == []


def test_the_front_page_leads_to_every_page_of_the_manual() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    pages = [page for page in PAGES if page.startswith("docs/") and not page.startswith(("docs/decisions/", "docs/models/"))]
    assert [page for page in pages if f"({page})" not in text] == []


def test_every_figure_of_the_front_page_stands_in_the_page_on_accuracy() -> None:
    limits = (ROOT / "README.md").read_text(encoding="utf-8").split("## Limits")[1].split("\n## ")[0]
    sources = (ROOT / "docs" / "accuracy.md").read_text(encoding="utf-8")
    figures = PER_CENT.findall(" ".join(limits.split()))
    assert len(figures) >= 4
    measured = {f"{round(float(figure.removesuffix(' %')))} %" for figure in PER_CENT.findall(sources)}
    assert [figure for figure in figures if figure not in measured] == []


def test_the_page_on_the_format_has_every_kind_in_the_order_of_a_dump() -> None:
    kinds, _ = read_page(PAGE.read_text(encoding="utf-8"))
    assert list(kinds) == ["header", *KINDS]


def test_every_value_of_the_page_on_the_format_can_be_checked() -> None:
    text = PAGE.read_text(encoding="utf-8")
    kinds, shapes = read_page(text)
    values = [value for table in (*kinds.values(), *shapes.values()) for value in table.values()]
    bare = {value.removesuffix(" or null").removeprefix("list of ") for value in values}
    said = ("map of ", "one of ", "id of ")
    unknown = [v for v in bare if v not in {*SCALARS, "flag"} and not v.startswith(said) and v.strip("*") not in shapes]
    assert unknown == []
    assert len(values) == sum(line.startswith("| `") for line in text.splitlines())
    assert all(ROW.match(line) for line in text.splitlines() if line.startswith("| `"))
