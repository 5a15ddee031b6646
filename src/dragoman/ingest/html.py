"""Yields the one document of a web page: its main text as plain paragraphs, and what its tags tell of it. Fetches nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dragoman.core.documents import Document
from dragoman.core.errors import InputError
from dragoman.ingest.assemble import Told, assemble
from dragoman.ingest.base import decode
from dragoman.ingest.markup import Page, read_page
from dragoman.ingest.tame import tame

_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|title|meta|table|section)\b", re.IGNORECASE)
MAX_MARKUP = 4_000_000
"""Code points of a page that are left without scripts and styles: a long report has under 200,000; an extractor's time grows with the rest."""
_DATE_LIMITS = {"original_date": True, "extensive_search": False, "min_date": "1990-01-01", "max_date": "2199-12-31"}
"""htmldate without its opportunistic search of the text, and with fixed limits: by itself it takes today for the latest day."""


class HtmlImporter:
    """Reads `.html`: trafilatura finds the main text, tags give title, address, outlet, author, day and language."""

    name = "html"
    suffixes = (".html", ".htm", ".xhtml")

    def read(self, raw: bytes, path: str) -> Iterator[Document]:
        """One document; the title is the first line of its text. InputError: encoding, unreadable, malformed (no HTML), no-text."""
        source = decode(raw, path, markup=True).removeprefix("\ufeff")
        if not source.strip():
            raise InputError("no-text", f"{path!r} is empty")
        if not _HTML.search(source):
            raise InputError("malformed", f"{path!r} has no HTML tag in it; give it the suffix of what it is (.txt, .jsonl)")
        markup = tame(source)
        if len(markup) > MAX_MARKUP:
            message = f"{path!r} has {len(markup):,} characters of markup, the limit is {MAX_MARKUP:,}; save the article alone"
            raise InputError("too-large", message)
        page = read_page(markup)
        found = _extract(page.marked)
        body = (found.text if found else None) or "\n".join(page.paragraphs)
        if not any(len(line.split()) >= 5 for line in body.splitlines()):
            raise InputError("no-text", f"{path!r} holds no paragraph that reads like a text; save the page after it has loaded, or as text")
        yield self._document(raw, path, page, found, body)

    def _document(self, raw: bytes, path: str, page: Page, found: Any, body: str) -> Document:
        title = page.title or _one_line(found and found.title)
        lines = [line.strip() for line in body.splitlines() if line.strip()]
        if title and not lines[0].lower().startswith(title.lower()):
            lines.insert(0, title)
        kinds = page.kinds | ({title: "title"} if title == lines[0] else {})
        told = Told(
            title=title,
            url=page.url or _one_line(found and found.url),
            outlet=page.outlet or _one_line(found and found.sitename),
            author=page.author or _one_line(found and found.author),
            published=page.published,
            page_day=_one_line(found and found.date),
            lang=page.lang,
            images=page.images,
            kinds=kinds,
        )
        return assemble(raw, "\n".join(lines) + "\n", path, self.name, told)


def _extract(source: str) -> Any:
    """trafilatura's Document, or None where it finds nothing or fails: it is made for honest pages."""
    import trafilatura  # half a second, which a run over plain text need not pay

    try:
        return trafilatura.bare_extraction(source, include_comments=False, include_tables=True, with_metadata=True, date_extraction_params=dict(_DATE_LIMITS))
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, AssertionError):
        return None


def _one_line(value: Any) -> str | None:
    return " ".join(value.split()) or None if isinstance(value, str) else None


PLUGIN = HtmlImporter()
