"""Yields a document or a link for each row of a table (CSV, TSV), and a Failure for each row that is broken."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.core.errors import InputError
from dragoman.core.mentions import Failure
from dragoman.ingest.base import MAX_BYTES, MAX_CONTAINER, decode
from dragoman.ingest.encodings import read_text
from dragoman.ingest.fields import has_any, has_surrogates, missing, names_of, read_record
from dragoman.ingest.gdelt import layout_of, read_gdelt
from dragoman.ingest.links import unique
from dragoman.ingest.told import Found, Given, Link, Part

DELIMITERS = ",\t;|"
_SAMPLE = 64 * 1024
_RESCANNED = 4
"""Times the lines of a table that looking for the next whole row may cost: broken quotes must not make reading quadratic."""


class TableImporter:
    """Reads `.csv` and `.tsv` with a header, by any of four delimiters, and GDELT's tables, which have none. A formula in a cell is its text."""

    name = "table"
    suffixes = (".csv", ".tsv", ".tab")
    media = ("text/csv", "text/tab-separated-values", "application/csv")
    limit = MAX_CONTAINER

    def takes(self, head: bytes) -> bool:
        """Nothing but a suffix or a media type tells a table from text with commas."""
        return False

    def read(self, raw: bytes, path: str, given: Given) -> Iterator[Found]:
        """Documents, and links where a row has no text, in order, named `path:line` by the row's first line.

        A document's id and sha256 are made of its row as JSON with sorted keys, so they hang on no other row. Columns are found as JSON's fields are.
        InputError: no-text where there is no row, missing-field where there is no header with a text or an address, encoding, unreadable.
        """
        lines = _Lines(_unix(raw, path))
        if not lines.to_row():
            raise InputError("no-text", f"{path!r} holds no rows")
        first = lines.begin()
        if "\0" in first:
            raise InputError("unreadable", f"{path!r} is a binary file (it holds NUL bytes), no table")
        layout = layout_of(path, first)
        if layout:
            yield from read_gdelt(lines.numbered, path, layout)
        else:
            yield from unique(_Table.begun(lines, path, given).rows())


@dataclass(slots=True)
class _Lines:
    """The lines of a table, decoded one by one, so that the text of all never lies in memory. at: offset of the next; number: how many were read.

    scanned: bytes that were read, those read again counted again. row: offset at which the row begins, which may have MAX_BYTES.
    """

    raw: bytes
    at: int = 0
    number: int = 0
    scanned: int = 0
    row: int = 0

    def __iter__(self) -> _Lines:
        return self

    def __next__(self) -> str:
        if self.at >= len(self.raw):
            raise StopIteration
        end = self._end()
        if end - self.row > MAX_BYTES:
            raise csv.Error(f"it has over {MAX_BYTES:,} bytes")
        line = self.raw[self.at : end]
        self.at, self.number, self.scanned = end, self.number + 1, self.scanned + len(line)
        return line.decode("utf-8", "surrogateescape")  # a row that is no UTF-8 fails alone

    def to_row(self) -> bool:
        """Goes to the next line that is not blank, with which a row begins; False at the end."""
        while self.at < len(self.raw):
            if self.raw[self.at : self._end()].strip(b"\xef\xbb\xbf \t\r\n"):
                self.row = self.at
                return True
            self.pass_line()
        return False

    def pass_line(self) -> None:
        """Goes to the next line without reading this one."""
        self.at, self.number = self._end(), self.number + 1

    def go_to(self, at: int, number: int) -> None:
        """Goes back to a line: its offset, and how many were read before it."""
        self.at, self.number = at, number

    def begin(self) -> str:
        """The line that comes next, which stays the next."""
        return self.raw[self.at : self._end()].decode("utf-8", "surrogateescape")

    def numbered(self) -> Iterator[tuple[int, str]]:
        """Lines that are not blank, with their numbers."""
        while self.to_row():
            yield self.number + 1, self.begin()
            self.pass_line()

    def _end(self) -> int:
        return self.raw.find(b"\n", self.at) + 1 or len(self.raw)


@dataclass(slots=True)
class _Table:
    """A table being read: its header was."""

    lines: _Lines
    path: str
    given: Given
    delimiter: str
    header: tuple[str, ...]

    @classmethod
    def begun(cls, lines: _Lines, path: str, given: Given) -> _Table:
        """Reads the header; InputError (missing-field) where it names neither text nor address, or lacks a named column."""
        delimiter = _delimiter(lines.raw[lines.at : lines.at + _SAMPLE].decode("utf-8", "replace"), path, given)
        table = cls(lines, path, given, delimiter, ())
        try:
            table.header = tuple(name.removeprefix("\ufeff").strip() for name in table.next_row() or ())
        except csv.Error as error:
            raise InputError("malformed", f"{path!r} has no header that can be read: {error}") from error
        columns = dict.fromkeys(table.header)
        for column in given.columns.values():
            if column not in columns:
                raise missing(path, column, columns)
        if not has_any(columns, given, "text", "url"):
            message = (
                f"{path!r} has no column of texts or addresses in its first row; {names_of(columns)}; name one with --column text=NAME, or give it a header"
            )
            raise InputError("missing-field", message)
        return table

    def rows(self) -> Iterator[Found]:
        """What the rows after the header tell."""
        most = _RESCANNED * len(self.lines.raw) + _SAMPLE
        empty = True
        while (more := self.lines.to_row()) and self.lines.scanned < most:
            empty, at, number = False, self.lines.at, self.lines.number
            where = f"{self.path}:{number + 1}"
            try:
                row = self._whole_row(where)
                if any(map(str.strip, row)):  # spreadsheets end with rows of delimiters alone
                    yield self._found(row, where)
            except _BrokenRowError as error:
                self.lines.go_to(at, number)
                self.lines.pass_line()
                self._skip_to_whole_row(most)
                lost = f"; lines {number + 2} to {self.lines.number} are not read either" if self.lines.number > number + 1 else ""
                yield Failure("ingest", where, "malformed", f"{where!r} is no row: {error}{lost}")
            except InputError as error:
                yield Failure("ingest", where, error.code, error.message)
        if more:
            where = f"{self.path}:{self.lines.number + 1}"
            yield Failure("ingest", where, "malformed", f"{where!r}: too many quotation marks are open; what follows is not read")
        if empty:
            raise InputError("no-text", f"{self.path!r} holds a header and no rows")

    def next_row(self) -> list[str] | None:
        """The cells of the next row that is not blank; None at the end. csv.Error where it is broken."""
        reader = csv.reader(self.lines, delimiter=self.delimiter, strict=True)
        limit = csv.field_size_limit(MAX_BYTES)  # one number for the whole process, so it is put back
        try:
            return next((row for row in reader if row), None)
        finally:
            csv.field_size_limit(limit)

    def _whole_row(self, where: str) -> list[str]:
        try:
            row = self.next_row() or []
        except csv.Error as error:
            raise _BrokenRowError(str(error)) from error
        if len(row) > len(self.header) and any(cell.strip() for cell in row[len(self.header) :]):
            raise _BrokenRowError(f"it has {len(row)} cells, the header {len(self.header)}; put cells that hold {self.delimiter!r} in quotation marks")
        if any(map(has_surrogates, row)):
            raise InputError("encoding", f"{where!r} is no text in UTF-8; save the table as UTF-8")
        return row

    def _skip_to_whole_row(self, most: int) -> None:
        """Goes to the next line at which a row with all cells begins: the other lines of a broken row look like rows that are too short."""
        while self.lines.to_row() and self.lines.scanned < most:
            at, number = self.lines.at, self.lines.number
            try:
                row = self.next_row() or []
            except csv.Error:
                row = []
            self.lines.go_to(at, number)
            if len(row) == len(self.header):
                return
            self.lines.pass_line()

    def _found(self, row: Sequence[str], where: str) -> Part | Link:
        record: dict[str, str] = {}
        for name, cell in zip(self.header, row, strict=False):
            if name and cell and not name.startswith("Unnamed: "):  # a column without a name counts the rows
                record.setdefault(name, cell)
        raw = json.dumps(record, ensure_ascii=False, sort_keys=True, separators=(",", ":")).encode()
        return read_record(dict.fromkeys(self.header, "") | record, raw, where, TableImporter.name, self.given)


class _BrokenRowError(Exception):
    """A row that cannot be told from the next."""


def _unix(raw: bytes, path: str) -> bytes:
    """The table in UTF-8, its lines ending with a line feed."""
    sample = raw[: 16 * _SAMPLE].decode("utf-8", "surrogateescape")
    if raw.startswith((b"\xff\xfe", b"\xfe\xff", b"\0\0\xfe\xff")):
        raw = decode(raw, path).encode()
    elif has_surrogates(sample) and all(c.isascii() or has_surrogates(c) for c in sample):  # spreadsheets save in the encoding of their country
        raw = read_text(raw, path).encode()
    ending = re.search(rb"\r\n?|\n", raw)
    return re.sub(rb"\r(?!\n)", b"\n", raw) if ending and ending.group() == b"\r" else raw


def _delimiter(sample: str, path: str, given: Given) -> str:
    """The one by which the header has the most names that are known, then the most names; of equals a tab in `.tsv`, else the first of DELIMITERS."""
    scores = []
    for delimiter in DELIMITERS:
        try:
            header = next((row for row in csv.reader(sample.splitlines(keepends=True), delimiter=delimiter) if row), [])
        except csv.Error:
            header = []
        known = sum(has_any({name.removeprefix("\ufeff").strip(): None}, given, "text", "url", "title", "outlet", "published") for name in header)
        preferred = delimiter == "\t" and path.lower().endswith((".tsv", ".tab"))
        scores.append((known, len(header), preferred, -DELIMITERS.index(delimiter)))
    return DELIMITERS[max(range(len(scores)), key=scores.__getitem__)]


PLUGIN = TableImporter()
