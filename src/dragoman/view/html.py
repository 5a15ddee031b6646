"""Yields a Page as HTML: one file with its own style, or its sections alone, for a page that has a style; every reference leads to its quote."""

from __future__ import annotations

from collections.abc import Callable

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dragoman.view.markdown import cut
from dragoman.view.page import Block, Bullets, Heading, Line, Page, Paragraph, Quote, Run, Table


def render_html(page: Page) -> str:
    """A whole HTML document without scripts or outside files; all words are escaped by the template."""
    return make_environment().get_template("page.html").render(page=page, place=None, named=False)


def render_body(page: Page, place: Callable[[Quote], str] | None = None, *, named: bool = False) -> Markup:
    """Sections and quotes alone, escaped, without style: part of another page.

    place: the address at which a quote stands in its report; named: the page has names of reports for letters, and so no places by number.
    """
    return Markup(_TEMPLATES.get_template("body.html").render(page=page, place=place, named=named))


def render_line(line: Line) -> Markup:
    """One line, escaped, with its references."""
    return Markup(_TEMPLATES.get_template("line.html").render(line=line))


def make_environment() -> Environment:
    """The templates of this package: all that they print is escaped, and a name that is missing is an error."""
    found = Environment(
        loader=PackageLoader("dragoman.view"), autoescape=True, trim_blocks=True, lstrip_blocks=True, undefined=StrictUndefined, keep_trailing_newline=True
    )
    found.filters |= {"cut": cut}
    found.tests |= {"run": lambda part: isinstance(part, Run)}
    found.filters |= {"kind": _kind, "spans": spans}
    return found


def spans(table: Table) -> tuple[tuple[int, tuple[Line, ...]], ...]:
    """(rows that the first cell spans, cells) of each row; 0 where the first cell goes with the one above."""
    found = []
    for n, row in enumerate(table.rows):
        if table.grouped and n and not row[0]:
            found.append((0, row))
        else:
            following = next((m for m in range(n + 1, len(table.rows)) if table.rows[m][0]), len(table.rows)) if table.grouped else n + 1
            found.append((following - n, row))
    return tuple(found)


def _kind(block: Block) -> str:
    return {Heading: "heading", Paragraph: "paragraph", Bullets: "list", Table: "table"}[type(block)]


_TEMPLATES = make_environment()
"""Read once: it keeps what was compiled."""
