"""Yields the text of a piece of HTML that stands in a field: of a feed's entry, of an answer of a news service."""

from __future__ import annotations

import re
from dataclasses import replace
from html import escape, unescape

from dragoman.core.errors import InputError
from dragoman.ingest.read import read_input
from dragoman.ingest.told import Given, Part, Told

LEAST_KEPT = 0.95
"""Share of the words of a fragment that an extractor must keep: all of a body field is body (own choice, 2026-11-22)."""
MAX_FRAGMENT = 2_000_000
"""Code points of a fragment: what is longer is no report."""

_TAG = re.compile(
    r"</?(?:p|br|div|h[1-6]|ul|ol|li|blockquote|figure|figcaption|article|section|table|tr|td|span|a|b|i|em|strong|img)(?:\s[^<>]*)?/?>", re.IGNORECASE
)
_SILENT = re.compile(r"<!--.*?(?:-->|\Z)|<(script|style|iframe|svg)\b[^<>]*>.*?(?:</\1\s*>|\Z)", re.IGNORECASE | re.DOTALL)
_ANY_TAG = re.compile(r"</?[A-Za-z][^<>]*>")
_BREAK = re.compile(r"</?(?:p|br|div|h[1-6]|ul|ol|li|blockquote|figure|figcaption|article|section|table|tr)(?:\s[^<>]*)?/?>", re.IGNORECASE)
_ENTITY = re.compile(r"&(?:#\d{1,7}|#x[0-9a-f]{1,6}|amp|quot|apos|nbsp|lt|gt|[lr][sd]quo|[mn]dash|hellip);", re.IGNORECASE)


def is_html(value: str) -> bool:
    """Is there a tag of HTML in it?"""
    return bool(_TAG.search(value))


def plain(value: str) -> str:
    """The words of a string that may be HTML: without tags, with the characters that entities stand for, blanks run together."""
    return " ".join(unescape(_ANY_TAG.sub(" ", _SILENT.sub(" ", value)) if is_html(value) else value).split())


def without_entities(value: str) -> str:
    """A text without tags, with the characters that entities (`&#8217;`) stand for; unchanged where there are none."""
    return unescape(value) if _ENTITY.search(value) else value


def paragraphs(html: str) -> list[str]:
    """The paragraphs of a fragment by its tags alone, none dropped; by its lines where it has no tag that ends a paragraph."""
    source = _SILENT.sub(" ", html)
    broken = _BREAK.sub("\n", re.sub(r"\s+", " ", source)) if _BREAK.search(source) else source
    lines = (" ".join(unescape(_ANY_TAG.sub("", line)).split()) for line in broken.split("\n"))
    return [line for line in lines if line]


def read_fragment(html: str, where: str, told: Told) -> tuple[str, Told]:
    """Text of a fragment with its title as first line, and `told` with the kinds of its lines; InputError (too-large) over 2,000,000 code points.

    Read as a page is; where that drops over a twentieth of the words, by its tags alone.
    """
    if len(html) > MAX_FRAGMENT:
        raise InputError("too-large", f"{where!r} has {len(html):,} characters of HTML, the limit is {MAX_FRAGMENT:,}")
    lines = paragraphs(html)
    wanted = sum(len(line.split()) for line in lines)
    body = html if _BREAK.search(html) else "".join(f"<p>{line}</p>" for line in html.split("\n") if line.strip())
    title = escape(told.title or "")
    page = f'<!DOCTYPE html><html><head><meta charset="utf-8"><title>{title}</title></head><body><article><h1>{title}</h1>{body}</article></body></html>'
    try:
        (part,) = read_input(page.encode(), where, Given(media="text/html"))
    except InputError as error:
        if error.code != "no-text":
            raise
        part = None
    if isinstance(part, Part):
        document = part.document
        had = len((told.title or "").split())
        if len(document.text.split()) - had >= LEAST_KEPT * wanted:
            kinds = {document.text[zone.start : zone.end]: zone.kind for zone in document.zones if zone.kind in ("title", "heading", "caption")}
            return document.text, replace(told, kinds=kinds)
    head = [told.title] if told.title and lines and not lines[0].lower().startswith(told.title.lower()) else []
    return "\n".join([*head, *lines]) + "\n", replace(told, kinds={told.title: "title"} if head and told.title else {})
