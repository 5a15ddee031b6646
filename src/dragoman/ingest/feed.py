"""Yields the entries of a feed (RSS, RDF, Atom), documents where they hold the whole text and links where they do not; and a sitemap's links."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from urllib.parse import urljoin

from dragoman.core.errors import InputError
from dragoman.core.mentions import Failure
from dragoman.ingest.base import MAX_BYTES, decode
from dragoman.ingest.fields import read_record
from dragoman.ingest.fragments import paragraphs, plain
from dragoman.ingest.links import unique
from dragoman.ingest.read import read_input
from dragoman.ingest.told import Found, Given
from dragoman.ingest.unpack import inside
from dragoman.ingest.wellformed import SafeXml, safe_xml

MAX_ENTRIES = 5_000
"""Entries of a feed that are read, the first ones: feeds have under a hundred."""
MAX_ADDRESSES = 50_000
"""The same of a sitemap: what its standard allows."""
WHOLE = 600
"""Characters of prose from which a summary is taken for the whole text; teasers have under 400 (own choice, 2026-11-22)."""
WHOLE_CONTENT = 200
"""The same for `content`, which is meant for the whole text and sometimes holds the teaser again."""

_FEED = re.compile(rb"<(?:[\w.-]+:)?(?:rss|feed|RDF|urlset|sitemapindex)\b")
_CUT = re.compile(r"(?:\[?(?:…|\.\.\.)\]?)\s*\Z")
_ROOTS = frozenset({"rss", "feed", "RDF", "channel"})
_ENTRIES = frozenset({"item", "entry"})
_ADDRESSES = frozenset({"url", "sitemap"})


class FeedImporter:
    """Reads `.rss`, `.atom` and `.xml` with feedparser, from its bytes alone. Fetches nothing, expands no entities."""

    name = "feed"
    suffixes = (".rss", ".atom", ".xml", ".rdf")
    media = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/xml", "text/xml")
    limit = MAX_BYTES

    def takes(self, head: bytes) -> bool:
        """Is there the first tag of a feed or a sitemap near the beginning?"""
        return bool(_FEED.search(head.replace(b"\0", b"")[:2048]))

    def read(self, raw: bytes, path: str, given: Given) -> Iterator[Found]:
        """A document or a link for each of the first 5,000 entries, in order, named `path#n` from 1.

        A document's id and sha256 are made of what its entry tells, as JSON with sorted keys, so they hang on no other entry.
        InputError: malformed (no feed, entities, too deep), no-text (no entries), encoding.
        """
        text = _decoded(raw, path, given.charset)
        root = re.search(r"<([A-Za-z][\w.:-]*)", text)
        if root and root.group(1).lower() == "html":
            yield from read_input(raw, path, replace(given, media="text/html"))
            return
        is_map = root is not None and root.group(1).rpartition(":")[2] in ("urlset", "sitemapindex")
        found = safe_xml(text, path, _ADDRESSES if is_map else _ENTRIES, MAX_ADDRESSES if is_map else MAX_ENTRIES)
        if found.root in ("urlset", "sitemapindex"):
            yield from unique(_sitemap(found, path))
        elif found.root in _ROOTS:
            yield from unique(_feed(found, path, inside(given)))
        else:
            message = f"{path!r} is XML whose root is {found.root[:40]!r}; expected a feed (rss, feed, rdf:RDF) or a sitemap (urlset)"
            raise InputError("malformed", message)


def _decoded(raw: bytes, path: str, charset: str | None) -> str:
    try:
        return decode(raw, path, markup=True)
    except InputError:
        try:
            return raw.decode(charset or "utf-8")
        except (UnicodeError, LookupError):
            pass
        raise


def _feed(found: SafeXml, path: str, given: Given) -> Iterator[Found]:
    import feedparser  # 70 ms, which other formats need not pay

    headers = {"content-type": "application/xml; charset=utf-8"}
    # Given a stream it opens no file and no address, as it would with a string.
    parsed = feedparser.parse(io.BytesIO(found.source), response_headers=headers, sanitize_html=False, resolve_relative_uris=False)
    if not parsed["entries"]:
        raise InputError("no-text", f"{path!r} is a feed without entries")
    for number, entry in enumerate(parsed["entries"][:MAX_ENTRIES], start=1):
        where = f"{path}#{number}"
        try:
            record = {key: value for key, value in _record(entry, parsed["feed"]).items() if value}
            raw = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
            yield read_record(record, raw, where, FeedImporter.name, given)
        except InputError as error:
            yield Failure("ingest", where, error.code, error.message)
    yield from _rest(found, path, MAX_ENTRIES)


def _rest(found: SafeXml, path: str, most: int) -> Iterator[Failure]:
    if found.entries > most:
        yield Failure("ingest", f"{path}#{most + 1}", "too-large", f"{path!r} has {found.entries:,} entries; those after the first {most:,} are not read")


def _record(entry: Any, feed: Any) -> dict[str, str | None]:
    """An entry as fields; `text` only where it holds the whole report, or there is no link to it."""
    content = [part.get("value") or "" for part in entry.get("content", ())]
    summary = entry.get("summary") or ""
    link = urljoin(feed.get("link") or "", entry.get("link") or "") if entry.get("link") else None
    whole = next((value for value in content if _is_whole(value, WHOLE_CONTENT)), None) or (summary if _is_whole(summary, WHOLE) else None)
    author = (entry.get("author_detail") or {}).get("name") or entry.get("author")
    source = (entry.get("source") or {}).get("title")
    # Not get(): feedparser answers with the day of publication where there is no update, and warns of it.
    updated = dict.get(entry, "updated")
    languages = [part.get("language") for part in entry.get("content", ())] + [feed.get("language")]
    return {
        "title": entry.get("title"),
        "url": link,
        "outlet": source or feed.get("title"),
        "author": author,
        "published": entry.get("published") or updated,
        "updated": updated if entry.get("published") else None,
        "lang": next((language for language in languages if language), None),
        "text": whole or (None if link else max([*content, summary], key=len)),
    }


def _is_whole(value: str, least: int) -> bool:
    """Is it a whole report: enough prose, or three paragraphs, and not cut off with an ellipsis?"""
    value = value[: 100 * WHOLE]
    prose = plain(value)
    if not prose or (_CUT.search(prose) and len(prose) < 3 * WHOLE):
        return False
    return len(prose) >= least or sum(len(line.split()) >= 5 for line in paragraphs(value)) >= 3


def _sitemap(found: SafeXml, path: str) -> Iterator[Found]:
    from xml.etree.ElementTree import iterparse

    names = {"loc": "url", "title": "title", "publication_date": "published", "name": "outlet", "language": "lang", "lastmod": "updated"}
    number = 0
    for _, element in iterparse(io.BytesIO(found.source)):
        if element.tag.rpartition("}")[2] not in ("url", "sitemap"):
            continue
        number += 1
        where = f"{path}#{number}"
        record: dict[str, str] = {}
        for inner in element.iter():
            name = names.get(inner.tag.rpartition("}")[2]) if isinstance(inner.tag, str) else None
            if name and inner.text and inner.text.strip():
                record.setdefault(name, inner.text.strip())
        element.clear()
        try:
            yield read_record(record, b"", where, FeedImporter.name, Given())
        except InputError as error:
            yield Failure("ingest", where, error.code, error.message)
    yield from _rest(found, path, MAX_ADDRESSES)


PLUGIN = FeedImporter()
