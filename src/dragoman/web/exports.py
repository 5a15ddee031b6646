"""Yields lists as files to take away: rows as JSON or CSV, sent while they are read."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import Any

from starlette.responses import StreamingResponse

from dragoman.core.desk import MOST_ON_PAGE, Found, Page
from dragoman.core.errors import UsageError

FORMATS = ("csv", "json")
MOST_ROWS = 100_000
"""Rows that one file holds."""
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")
"""What a table program reads as the beginning of a formula: such words get an apostrophe before them."""

Row = Mapping[str, Any]


def export(form: str, name: str, columns: Sequence[str], rows: Iterable[Row]) -> StreamingResponse:
    """A file `name.csv` or `name.json` of rows with these columns, the first 100,000; UsageError for any other form."""
    if form not in FORMATS:
        raise UsageError(f"there is no format {form!r}; known: {', '.join(FORMATS)}")
    kept = islice(rows, MOST_ROWS)
    lines, kind = (_csv(columns, kept), "text/csv") if form == "csv" else (_json(columns, kept), "application/json")
    headers = {"content-disposition": f'attachment; filename="{name}.{form}"'}
    return StreamingResponse(lines, media_type=f"{kind}; charset=utf-8", headers=headers)


def export_one(form: str, what: str, name: str, line: Row) -> StreamingResponse:
    """A file `name.json` of one record; UsageError for any other form. what: the record in words (`a dossier`)."""
    if form != "json":
        raise UsageError(f"{what} is exported as json; not as {form!r}")
    return export(form, name, tuple(line), [line])


def all_of[T](read: Callable[[Page], Found[T]]) -> Iterator[T]:
    """The items of all pages of a list. read: gives one page."""
    number, pages = 0, 1
    while number < pages:
        number += 1
        found = read(Page(number, MOST_ON_PAGE))
        pages = found.pages
        yield from found.items


def _csv(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    sheet = io.StringIO(newline="")
    writer = csv.writer(sheet)
    writer.writerow(columns)
    for row in rows:
        writer.writerow([_cell(row.get(name)) for name in columns])
        if sheet.tell() > 1 << 16:
            yield _taken(sheet)
    yield _taken(sheet)


def _taken(sheet: io.StringIO) -> bytes:
    text = sheet.getvalue()
    sheet.seek(0)
    sheet.truncate()
    return text.encode("utf-8", "replace")


def _cell(value: Any) -> Any:
    words = "; ".join(map(str, value)) if isinstance(value, list | tuple) else value
    if not isinstance(words, str):
        return words
    words = words.replace("\0", "\ufffd")
    return f"'{words}" if words.startswith(_FORMULA) else words


def _json(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[bytes]:
    yield b"["
    for n, row in enumerate(rows):
        line = json.dumps({name: row.get(name) for name in columns}, ensure_ascii=False)
        yield ((",\n" if n else "\n") + line).encode("utf-8", "replace")
    yield b"\n]\n"
