"""Yields a Page as Markdown; words of documents are escaped, so that none becomes markup, a link or a table's border."""

from __future__ import annotations

import re

from dragoman.view.page import Block, Bullets, Heading, Line, Page, Paragraph, Quote, Run, Table

_MARKUP = re.compile(r"[\\`*_\[\]<>|]|~(?=\S)|(?<=\S)~|&(?=#?\w+;)|(?<=\w)@(?=\w)")
_LINKS = re.compile(r"://|\bwww\.", re.IGNORECASE)
_OPENING = re.compile(r"^(\d+)([.)])(?=\s|$)|^([-+=#])")
LONGEST_QUOTE = 240
"""Characters of a quote that are printed; the offsets beside it are those of the whole."""


def render_markdown(page: Page) -> str:
    """The page as CommonMark with pipe tables, one final newline."""
    parts = [f"# {escape(page.title)}"]
    if page.subtitle:
        parts.append(_paragraph(page.subtitle))
    for section in page.sections:
        parts.append(f"## {escape(section.title)}")
        parts += [_block(block) for block in section.blocks]
    if page.quotes:
        parts.append("## Quotes")
        parts.append("\n".join(_quote(quote) for quote in page.quotes))
    return "\n\n".join(parts) + "\n"


def escape(text: str) -> str:
    """Words that Markdown prints as they are, on one line."""
    words = _MARKUP.sub(lambda m: f"\\{m[0]}", " ".join(text.split()))
    return _LINKS.sub(lambda m: m[0].replace(":", "\\:").replace(".", "\\."), words)


def cut(text: str, longest: int = LONGEST_QUOTE) -> str:
    """The words of a quote on one line, a long one ended with an ellipsis at a blank; longest: characters kept."""
    words = " ".join(text.split())
    return words if len(words) <= longest else words[:longest].rsplit(" ", 1)[0] + " …"


def _block(block: Block) -> str:
    if isinstance(block, Paragraph):
        return _paragraph(block.line)
    if isinstance(block, Heading):
        return f"### {_line(block.line)}"
    return _list(block) if isinstance(block, Bullets) else _table(block)


def _paragraph(line: Line) -> str:
    """A line that cannot be taken for the beginning of a list or heading."""
    return _OPENING.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", _line(line))


def _list(bullets: Bullets) -> str:
    lines = []
    for n, item in enumerate(bullets.items, 1):
        mark = f"{n}." if bullets.ordered else "-"
        lines.append(f"{mark} {_paragraph(item.line)}")
        lines += [f"{' ' * (len(mark) + 1)}- {_paragraph(below)}" for below in item.below]
    return "\n".join(lines)


def _table(table: Table) -> str:
    rows = [" | ".join(escape(head) for head in table.heads), " | ".join("---" for _ in table.heads)]
    rows += [" | ".join(_line(cell) for cell in row) for row in table.rows]
    return "\n".join(f"| {row} |" for row in rows)


def _line(line: Line) -> str:
    return " ".join("".join(_run(run) if isinstance(run, Run) else f"[{run.number}]" for run in line).split())


def _run(run: Run) -> str:
    mark = {"strong": "**", "emph": "*", "struck": "~~"}.get(run.style, "")
    words = escape(run.text)
    if not words:
        return " " if run.text else ""
    # Blanks at the ends part a run from its neighbours; inside the marks they would make these plain signs.
    before, after = " " * run.text[0].isspace(), " " * run.text[-1].isspace()
    return f"{before}{mark}{words}{mark}{after}"


def _quote(quote: Quote) -> str:
    return f"- [{quote.number}] {quote.letter} {quote.start}–{quote.end} “{escape(cut(quote.text))}”"
