"""Yields a document or a link for each line of a JSON Lines file, and a Failure for each line that is broken."""

from __future__ import annotations

import json
from collections.abc import Iterator

from dragoman.core.errors import InputError
from dragoman.core.mentions import Failure
from dragoman.ingest.base import MAX_BYTES, MAX_CONTAINER, decode, too_large
from dragoman.ingest.fields import WRAPPERS, missing, read_record
from dragoman.ingest.links import unique
from dragoman.ingest.told import Found, Given, Link, Part


class JsonLinesImporter:
    """Reads `.jsonl`: one object a line, `text` and, where known, title, url, outlet, author, lang, published, or the aliases of `fields.py`."""

    name = "jsonl"
    suffixes = (".jsonl", ".ndjson")
    media = ("application/jsonl", "application/x-ndjson")
    limit = MAX_CONTAINER

    def takes(self, head: bytes) -> bool:
        """Does the first line begin an object, and none that holds a list of articles?"""
        start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
        return start.startswith(b'{"') and not WRAPPERS.match(start)

    def read(self, raw: bytes, path: str, given: Given) -> Iterator[Found]:
        """A document, a link (an object with an address and no text) or a Failure for each line that is not blank, in order, named `path:line`.

        A document's id and sha256 are made of its line's bytes, so adding lines to a file changes no id.
        InputError: no-text where all lines are blank, missing-field where a named column is nowhere in the file.
        """
        yield from unique(_read(raw, path, given))


def _read(raw: bytes, path: str, given: Given) -> Iterator[Found]:
    empty = True
    for number, line in _lines(raw):
        where = f"{path}:{number}"
        if empty:
            empty = False
            _check_columns(raw, line, path, given)
        try:
            yield _found(line, where, given)
        except InputError as error:
            yield Failure("ingest", where, error.code, error.message)
    if empty:
        raise InputError("no-text", f"{path!r} holds no lines")


def _lines(raw: bytes) -> Iterator[tuple[int, bytes]]:
    """Lines that are not blank with their numbers, one by one: a copy of all would double the memory of the file."""
    start, number = (3 if raw.startswith(b"\xef\xbb\xbf") else 0), 0
    while start < len(raw):
        end = raw.find(b"\n", start)
        end = len(raw) if end < 0 else end
        number += 1
        line = raw[start:end].strip()
        if line:
            yield number, line
        start = end + 1


def _check_columns(raw: bytes, line: bytes, path: str, given: Given) -> None:
    """A name that no line has is misspelt, and must not pass for dates and authors that are not known."""
    for column in given.columns.values():
        forms = {json.dumps(column, ensure_ascii=ascii_only).encode("utf-8", "surrogatepass") for ascii_only in (True, False)}
        if not any(form in raw for form in forms):
            try:
                first = json.loads(line)
            except (ValueError, RecursionError):
                first = {}
            raise missing(path, column, first if isinstance(first, dict) else {})


def _found(line: bytes, where: str, given: Given) -> Part | Link:
    if len(line) > MAX_BYTES:
        raise too_large(where, len(line))
    try:
        record = json.loads(decode(line, where))
    except (ValueError, RecursionError) as error:
        raise InputError("malformed", f"{where!r} is no JSON object: {str(error)[:200]}") from error
    if not isinstance(record, dict):
        raise InputError("malformed", f'{where!r} is JSON but no object; each line must be one, such as {{"text": "…"}}')
    return read_record(record, line, where, JsonLinesImporter.name, given)


PLUGIN = JsonLinesImporter()
