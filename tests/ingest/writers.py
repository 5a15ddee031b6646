"""Yields a dispatch (title, byline lines, paragraphs) as the bytes of a file of each format, the way that programs in use write them."""

from __future__ import annotations

import io
import re
import textwrap
from collections.abc import Callable, Sequence
from email.message import EmailMessage

from tests.ingest.paper import Paper

Writer = Callable[[str, Sequence[str], Sequence[str]], bytes]


def is_heading(paragraph: str) -> bool:
    """Is a paragraph of a sample a heading? Those are short and end in no mark."""
    return len(paragraph) < 60 and paragraph[-1].isalnum()


def write_text(title: str, byline: Sequence[str], paragraphs: Sequence[str]) -> bytes:
    """Plain text, a paragraph a line."""
    return "\n".join([title, *byline, "", "\n\n".join(paragraphs), ""]).encode()


def write_html(title: str, byline: Sequence[str], paragraphs: Sequence[str]) -> bytes:
    """A page with an article in it."""
    tags = [f"<h2>{p}</h2>" if is_heading(p) else f"<p>{p}</p>" for p in paragraphs]
    lines = "".join(f"<p>{line}</p>" for line in byline)
    return f"<!doctype html><html><head><title>{title}</title></head><body><article><h1>{title}</h1>{lines}{''.join(tags)}</article></body></html>".encode()


def write_pdf(title: str, byline: Sequence[str], paragraphs: Sequence[str]) -> bytes:
    """One column over small pages, so that there are several, with a running head and page numbers; paragraphs parted by white space."""
    paper = Paper(width=420, height=400, head="Corvid Review of the Press", numbered=True)
    _set(paper, title, byline, paragraphs)
    return paper.finish()


def write_columns(title: str, byline: Sequence[str], paragraphs: Sequence[str]) -> bytes:
    """A PDF in two columns under a title of full width, first lines indented."""
    paper = Paper(height=400, columns=2, indent=10)
    _set(paper, title, byline, paragraphs)
    return paper.finish()


def _set(paper: Paper, title: str, byline: Sequence[str], paragraphs: Sequence[str]) -> None:
    paper.title(title)
    for line in byline:
        paper.paragraph(line, after=0)
    paper.space(8)
    for paragraph in paragraphs:
        paper.paragraph(paragraph, bold=is_heading(paragraph))


def write_docx(title: str, byline: Sequence[str], paragraphs: Sequence[str]) -> bytes:
    """A Word file with styles for title and headings, a header and a footer."""
    import docx

    word = docx.Document()
    word.sections[0].header.paragraphs[0].text = "Corvid Review of the Press"
    word.sections[0].footer.paragraphs[0].text = "Page 1 of 1"
    word.core_properties.title = "Document1"
    word.core_properties.author = "python-docx"
    word.add_heading(title, 0)
    for line in byline:
        word.add_paragraph(line)
    for paragraph in paragraphs:
        if is_heading(paragraph):
            word.add_heading(paragraph, 2)
        else:
            word.add_paragraph(paragraph)
    out = io.BytesIO()
    word.save(out)
    return out.getvalue()


def write_eml(title: str, byline: Sequence[str], paragraphs: Sequence[str]) -> bytes:
    """A mail with lines wrapped at 74 columns and a signature; the title is its subject."""
    message = EmailMessage()
    message["From"] = "odd@post.example"
    message["To"] = "desk@post.example"
    message["Subject"] = title
    blocks = ["\n".join(byline), *(textwrap.fill(p, 74, break_long_words=False, break_on_hyphens=False) for p in paragraphs)]
    message.set_content("\n\n".join(block for block in blocks if block) + "\n\n-- \nOdd Berg\nThe Harbour Post, newsroom\n")
    return message.as_bytes()


def write_markdown(title: str, byline: Sequence[str], paragraphs: Sequence[str]) -> bytes:
    """Markdown with the title as first heading and lines wrapped at 80 columns."""
    blocks = [f"# {_plain(title)}", "  \n".join(map(_plain, byline))]
    blocks += [f"## {_plain(p)}" if is_heading(p) else textwrap.fill(_plain(p), 80, break_on_hyphens=False) for p in paragraphs]
    return ("\n\n".join(block for block in blocks if block) + "\n").encode()


def _plain(text: str) -> str:
    return re.sub(r"([\\`*_\[\]<>#])", r"\\\1", text)


WRITERS: dict[str, Writer] = {
    ".txt": write_text,
    ".html": write_html,
    ".pdf": write_pdf,
    ".docx": write_docx,
    ".eml": write_eml,
    ".md": write_markdown,
}
"""By suffix."""


def write(suffix: str, title: str, byline: Sequence[str], paragraphs: Sequence[str]) -> bytes:
    """A dispatch in the format of a suffix."""
    return WRITERS[suffix](title, byline, paragraphs)
