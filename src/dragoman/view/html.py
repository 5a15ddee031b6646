"""Yields a Page as one HTML file with its own style, readable in light, dark and print; every reference leads to its quote."""

from __future__ import annotations

from jinja2 import Environment, PackageLoader, StrictUndefined

from dragoman.view.markdown import cut
from dragoman.view.page import Block, Bullets, Heading, Line, Page, Paragraph, Run, Table


def render_html(page: Page) -> str:
    """A whole HTML document without scripts or outside files; all words are escaped by the template."""
    return make_environment().get_template("page.html").render(page=page)


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
