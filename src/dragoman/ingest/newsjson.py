"""Yields the documents and links of a JSON file: a news service's answer, a list of articles, or one article."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from dragoman.core.errors import InputError
from dragoman.core.mentions import Failure
from dragoman.ingest.base import MAX_BYTES, decode
from dragoman.ingest.fields import LISTS, WRAPPERS, has_any, missing, read_record
from dragoman.ingest.links import checked, unique, web_address
from dragoman.ingest.read import read_input
from dragoman.ingest.told import Found, Given, Link

MAX_ARTICLES = 50_000
"""Articles of a list that are read, the first ones: a page of an answer has under a thousand."""
_WITHIN = ("response", "result", "data", "article", "hits")
"""Keys of objects that the list of articles may lie in (`{"response": {"results": […]}}`)."""
_EXPECTED = "expected an article ({'title', 'text', 'url', 'published', …}), a list of such, or a news service's answer ({'articles': […]})"


class NewsJsonImporter:
    """Reads `.json`: GDELT DOC article lists, NewsAPI, the Guardian's content API and their like, JSON feeds, and what extractors write."""

    name = "newsjson"
    suffixes = (".json",)
    media = ("application/json", "application/ld+json", "application/feed+json")
    limit = MAX_BYTES
    """Parsed, JSON takes up to twenty times its size in memory; longer lists are read as JSON Lines, a line at a time."""

    def takes(self, head: bytes) -> bool:
        """Does it begin a list of objects, an object over several lines, or one that holds a list of articles?"""
        start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
        return bool(WRAPPERS.match(start)) or (start[:1] in (b"[", b"{") and start[1:].lstrip().startswith((b'{"', b'"')))

    def read(self, raw: bytes, path: str, given: Given) -> Iterator[Found]:
        """Documents, and links where there is no text or one that is cut off (`[+1234 chars]`), in order, named `path#n` from 1; one article alone: `path`.

        InputError: malformed (no JSON, or no article in it), no-text (an empty list), missing-field, encoding.
        """
        text = decode(raw, path).removeprefix("\ufeff")
        try:
            value = json.loads(text)
        except json.JSONDecodeError as error:
            if error.msg == "Extra data" and text.lstrip().startswith("{"):  # JSON Lines under the wrong name
                yield from read_input(raw, path, replace(given, media="application/jsonl"))
                return
            raise InputError("malformed", f"{path!r} is no JSON: {error}") from error
        except (ValueError, RecursionError) as error:
            raise InputError("malformed", f"{path!r} is no JSON that can be read: {str(error)[:200]}") from error
        yield from unique(_articles(value, raw, path, given))


def _articles(value: Any, raw: bytes, path: str, given: Given) -> Iterator[Found]:
    if _is_article(value, given) and has_any(_flat(value), given, "text", "title"):  # an address alone may stand in any settings
        yield read_record(_flat(value), raw, path, NewsJsonImporter.name, given)
        return
    listed, outlet = _listed(value, path)
    items = listed[:MAX_ARTICLES]
    records = [_flat(item) for item in items if isinstance(item, dict)]
    for column in given.columns.values():
        if records and not any(column in record for record in records):
            raise missing(path, column, records[0])
    if not any(_is_article(record, given) for record in records) and not any(isinstance(item, str) and web_address(item) for item in items):
        raise InputError("malformed", f"{path!r} is JSON without an article in it; {_EXPECTED}")
    for number, item in enumerate(items, start=1):
        where = f"{path}#{number}"
        try:
            yield _found(item, where, outlet, given)
        except InputError as error:
            yield Failure("ingest", where, error.code, error.message)
    if len(listed) > MAX_ARTICLES:
        where = f"{path}#{MAX_ARTICLES + 1}"
        yield Failure("ingest", where, "too-large", f"{path!r} lists {len(listed):,} articles; those after the first {MAX_ARTICLES:,} are not read")


def _found(item: Any, where: str, outlet: str | None, given: Given) -> Found:
    if isinstance(item, str):
        return Link(checked(item, where), where)
    if not isinstance(item, dict):
        raise InputError("malformed", f"{where!r} is no object; {_EXPECTED}")
    record = _flat(item)
    if outlet and not has_any(record, given, "outlet"):
        record["outlet"] = outlet
    try:
        raw = json.dumps(item, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
    except (UnicodeEncodeError, RecursionError) as error:
        raise InputError("encoding", f"{where!r} holds half of a surrogate pair, or objects too deep; write the characters themselves") from error
    return read_record(record, raw, where, NewsJsonImporter.name, given)


def _is_article(value: Any, given: Given) -> bool:
    return isinstance(value, dict) and has_any(_flat(value), given, "text", "url") and not any(isinstance(value.get(key), list) for key in LISTS)


def _flat(item: Mapping[str, Any]) -> dict[str, Any]:
    """An article with its `fields` (the Guardian's way) among its own."""
    fields = item.get("fields")
    return {**fields, **item} if isinstance(fields, dict) else dict(item)


def _listed(value: Any, path: str, depth: int = 0) -> tuple[list[Any], str | None]:
    """The list of articles, and the title of the feed that it is, if any. InputError where there is none."""
    if isinstance(value, dict):
        for key in LISTS:
            if isinstance(value.get(key), list):
                value, title = value[key], value.get("title")
                return _not_empty(value, path), title if isinstance(title, str) else None
        for key in _WITHIN:
            if isinstance(value.get(key), dict) and depth < 2:
                return _listed(value[key], path, depth + 1)
        if not value:
            raise InputError("no-text", f"{path!r} is an empty answer")
        told = value.get("message") or value.get("error")
        raise InputError("malformed", f"{path!r} is JSON without an article in it{f' ({str(told)[:200]})' if told else ''}; {_EXPECTED}")
    if isinstance(value, list):
        return _not_empty(value, path), None
    raise InputError("malformed", f"{path!r} is JSON without an article in it; {_EXPECTED}")


def _not_empty(items: list[Any], path: str) -> list[Any]:
    if not items:
        raise InputError("no-text", f"{path!r} is a list of no articles")
    return items


PLUGIN = NewsJsonImporter()
