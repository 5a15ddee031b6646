"""Yields the one document of a web page: its main text as plain paragraphs, and what its tags tell of it. Fetches nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from dragoman.core.errors import InputError
from dragoman.ingest.assemble import assemble
from dragoman.ingest.base import MAX_BYTES, decode
from dragoman.ingest.html_blocks import count_words, read_blocks
from dragoman.ingest.html_body import Line, has_few_elements, read_body
from dragoman.ingest.html_charset import guess_text
from dragoman.ingest.markup import read_page
from dragoman.ingest.tame import TooManyTagsError, tame
from dragoman.ingest.told import Found, Given, Told

_HTML = re.compile(r"<(?:!doctype\s+html|html|head|body|article|main|div|p|h1|title|meta|table|section)\b", re.IGNORECASE)
MAX_MARKUP = 4_000_000
"""Code points of a page that are left without scripts and styles: a long report has under 200,000; the time of parsing grows with the rest."""


class HtmlImporter:
    """Reads `.html`: the report's own text without what surrounds it; tags give title, address, outlet, author, days and language."""

    name = "html"
    suffixes = (".html", ".htm", ".xhtml")
    media = ("text/html", "application/xhtml+xml")
    limit = MAX_BYTES

    def takes(self, head: bytes) -> bool:
        """Is there a tag of HTML near the beginning?"""
        return bool(_HTML.search(head.decode("latin-1")))

    def read(self, raw: bytes, path: str, given: Given) -> Iterator[Found]:
        """One document; the title is the first line of its text. InputError: encoding, unreadable, malformed (no HTML), too-large, no-text."""
        root = _parse(_decode(raw, path, given.charset).removeprefix("\ufeff"), path)
        blocks = read_blocks(root)
        page = read_page(root, {block.text for block in blocks.blocks})
        lines = read_body(root, blocks, page)
        if not any(count_words(line.text) >= 5 for line in lines):
            raise InputError("no-text", f"{path!r} holds no paragraph that reads like a text; save the page after it has loaded, or as text")
        kinds = {line.text: line.kind for line in reversed(lines) if line.kind}
        if page.title and lines[0].text.lower() != page.title.lower():
            lines = [Line(page.title, "title"), *lines]
            kinds |= {page.title: "title"}
        told = Told(
            title=page.title,
            url=page.url,
            outlet=page.outlet,
            author=page.author,
            published=page.published,
            updated=page.updated,
            page_day=_day_on_page(root) if not page.published and has_few_elements(root) else None,
            lang=page.lang,
            agency=page.agency,
            images=page.images,
            kinds=kinds,
        )
        yield assemble(raw, "\n".join(line.text for line in lines) + "\n", path, self.name, told, given)


def _decode(raw: bytes, path: str, charset: str | None) -> str:
    """The source of a page: by its mark or declaration where that is true, else as its letters tell; InputError: encoding, unreadable."""
    try:
        return decode(raw, path, markup=True, named=charset)
    except InputError:
        found = guess_text(raw)
        if found is None:
            raise
        return found


def _parse(source: str, path: str) -> Any:
    """The root element of a page; InputError: malformed, too-large, no-text."""
    from lxml import html  # needed by pages alone

    if not source.strip():
        raise InputError("no-text", f"{path!r} is empty")
    if not _HTML.search(source):
        raise InputError("malformed", f"{path!r} has no HTML tag in it; give it the suffix of what it is (.txt, .jsonl)")
    try:
        markup = tame(source)
    except TooManyTagsError as error:
        raise InputError("too-large", f"{path!r} has {error}; save the article alone") from error
    if len(markup) > MAX_MARKUP:
        raise InputError("too-large", f"{path!r} has {len(markup):,} characters of markup, the limit is {MAX_MARKUP:,}; save the article alone")
    parser = html.HTMLParser(encoding="utf-8", huge_tree=True, remove_comments=True, remove_pis=True)
    try:
        return html.document_fromstring(markup.encode("utf-8"), parser=parser)
    except (ValueError, html.etree.LxmlError) as error:
        raise InputError("malformed", f"{path!r} is no HTML that can be read: {error}") from error


def _day_on_page(root: Any) -> str | None:
    """The day that htmldate finds in a page whose tags do not tell it; without its search of the text, where days are those of what is told."""
    from htmldate import find_date

    try:
        found = find_date(root, original_date=True, extensive_search=False, min_date="1990-01-01", max_date="2199-12-31")
    except (ValueError, TypeError, AttributeError, KeyError, IndexError, RecursionError, AssertionError):
        return None
    return found if isinstance(found, str) else None


PLUGIN = HtmlImporter()
