"""Yields a document for each line of a JSON Lines file, and a Failure for each line that is broken."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from dragoman.core.documents import Document
from dragoman.core.errors import InputError
from dragoman.core.mentions import Failure
from dragoman.ingest.assemble import Told, assemble
from dragoman.ingest.base import decode


class JsonLinesImporter:
    """Reads `.jsonl`: one object a line, `text` and, where known, id, title, url, outlet, author, lang, published (or date)."""

    name = "jsonl"
    suffixes = (".jsonl", ".ndjson")

    def read(self, raw: bytes, path: str) -> Iterator[Document | Failure]:
        """A document or a Failure for each line that is not blank, in order, named `path:line` (lines from 1).

        A document's id and sha256 are made of its line's bytes, so adding lines to a file changes no id.
        InputError (no-text) where all lines are blank.
        """
        lines = [(number, line.strip()) for number, line in enumerate(raw.removeprefix(b"\xef\xbb\xbf").split(b"\n"), start=1)]
        if not any(line for _, line in lines):
            raise InputError("no-text", f"{path!r} holds no lines")
        for number, line in lines:
            if line:
                where = f"{path}:{number}"
                try:
                    yield _document(line, where)
                except InputError as error:
                    yield Failure("ingest", where, error.code, error.message)


def _document(line: bytes, where: str) -> Document:
    try:
        record = json.loads(decode(line, where))
    except (ValueError, RecursionError) as error:
        raise InputError("malformed", f"{where!r} is no JSON object: {str(error)[:200]}") from error
    if not isinstance(record, dict):
        raise InputError("malformed", f'{where!r} is JSON but no object; each line must be one, such as {{"text": "…"}}')
    text = record.get("text")
    if not isinstance(text, str):
        raise InputError("missing-field", f"{where!r} has no field 'text' that is a string; it has: {', '.join(sorted(map(str, record))[:12]) or 'none'}")
    if "\0" in text or any("\ud800" <= c <= "\udfff" for c in text):
        raise InputError("encoding", f"{where!r} has a text with half of a surrogate pair or NUL in it; write the characters themselves")
    told = Told(
        title=_field(record, "title"),
        url=_field(record, "url"),
        outlet=_field(record, "outlet"),
        author=_field(record, "author"),
        published=_field(record, "published") or _field(record, "date"),
        lang=_field(record, "lang"),
    )
    return assemble(line, text, where, JsonLinesImporter.name, told)


def _field(record: dict[str, Any], name: str) -> str | None:
    """A field's string without blanks around it; None where it is missing, empty, no string or no valid text."""
    value = record.get(name)
    if not isinstance(value, str) or any("\ud800" <= c <= "\udfff" for c in value):
        return None
    return value.strip() or None


PLUGIN = JsonLinesImporter()
