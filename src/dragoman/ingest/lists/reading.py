"""Yields the entries of a list file one by one, in constant memory but for what lines say of one another, and what is wrong with bad lines."""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import json
import zlib
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dragoman.codebook.model import Codebook
from dragoman.core.errors import InputError, NotFoundError
from dragoman.core.listed import Listed
from dragoman.ingest.lists.crosswalk import Crosswalk, read_crosswalk
from dragoman.ingest.lists.ftm import Beside, is_entity, listed_of
from dragoman.ingest.lists.table import find_columns, listed_of_row

LONGEST_LINE = 16 * 1024 * 1024
"""Bytes of a line beyond which it is no entry."""
MOST_BYTES = 16 * 1024**3
"""Bytes of a list, unpacked: several times the largest one known."""
_BESIDE = (b'"Sanction"', b'"Occupancy"', b'"Position"')


@dataclass(frozen=True, slots=True)
class BadEntry:
    """A line that is no entry: its number from 1, and why."""

    line: int
    why: str


def read_list(path: Path, called: str, codebook: Codebook) -> Iterator[Listed | BadEntry]:
    """The entries of a file; called: the name of the list. A `.gz` file is unpacked on the way.

    NotFoundError where there is no file; InputError: unreadable, encoding, malformed, missing-field, too-large, no-text (no entry in it).
    """
    crosswalk = read_crosswalk(codebook)
    found = False
    for entry in _entries(path, called, crosswalk):
        found = found or isinstance(entry, Listed)
        yield entry
    if not found:
        raise InputError("no-text", f"{str(path)!r} holds no entry with a name; give FollowTheMoney JSON Lines, or a table with a column 'name'")


def good_entries(found: Iterable[Listed | BadEntry], bad: list[BadEntry]) -> Iterator[Listed]:
    """The entries alone; what is none goes into `bad`."""
    for entry in found:
        if isinstance(entry, Listed):
            yield entry
        else:
            bad.append(entry)


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, in hexadecimal; errors as in `read_list`."""
    total = hashlib.sha256()
    with _opened(path, packed=True) as file:
        while part := file.read(1 << 20):
            total.update(part)
    return total.hexdigest()


def _entries(path: Path, called: str, crosswalk: Crosswalk) -> Iterator[Listed | BadEntry]:
    with _opened(path) as file:
        head = next(iter(_lines(file, path)), (0, b""))[1]
    if head.lstrip(b"\xef\xbb\xbf \t").startswith((b"{", b"[")):
        yield from _ftm(path, called, crosswalk)
    else:
        yield from _table(path, called, crosswalk)


def _ftm(path: Path, called: str, crosswalk: Crosswalk) -> Iterator[Listed | BadEntry]:
    """Two rounds: what lines say of others first, since a sanction may stand anywhere."""
    beside = Beside()
    with _opened(path) as file:
        for _, line in _lines(file, path):
            if any(mark in line for mark in _BESIDE):
                entity = _parsed(line)
                if isinstance(entity, dict) and is_entity(entity):
                    beside.take(entity)
    with _opened(path) as file:
        for number, line in _lines(file, path):
            entity = _parsed(line)
            if not isinstance(entity, dict) or not is_entity(entity):
                yield BadEntry(number, "it is no JSON object with id, schema and properties")
            elif entry := listed_of(entity, called, beside, crosswalk):
                yield entry


def _parsed(line: bytes) -> object:
    try:
        return json.loads(line)
    except (ValueError, RecursionError):
        return None


def _table(path: Path, called: str, crosswalk: Crosswalk) -> Iterator[Listed | BadEntry]:
    with _opened(path) as file:
        text = io.TextIOWrapper(file, encoding="utf-8-sig", newline="")
        try:
            first = text.readline(LONGEST_LINE)
            delimiter = max(",;\t", key=first.count)
            header = next(csv.reader([first], delimiter=delimiter), [])
            columns = find_columns(header, crosswalk, str(path))
            reader = csv.DictReader(text, fieldnames=header, delimiter=delimiter)
            for row in reader:
                entry = listed_of_row({key: value for key, value in row.items() if isinstance(value, str)}, columns, called, crosswalk)
                yield entry or BadEntry(reader.line_num + 1, "it has no name")
        except UnicodeDecodeError as error:
            raise InputError("encoding", f"{str(path)!r} is no text in UTF-8 (byte {error.start}); save it so") from error
        except csv.Error as error:
            raise InputError("malformed", f"{str(path)!r} is no table: {error}") from error


@contextmanager
def _opened(path: Path, *, packed: bool = False) -> Iterator[BinaryIO]:
    """The file, unpacked where it is gzip unless it is wanted packed; errors of the system become ours."""
    try:
        with path.open("rb") as raw:
            zipped = raw.read(2) == b"\x1f\x8b" and not packed
            raw.seek(0)
            yield gzip.GzipFile(fileobj=raw) if zipped else raw  # type: ignore[misc]
    except FileNotFoundError as error:
        raise NotFoundError(f"there is no file {str(path)!r}") from error
    except (OSError, EOFError, zlib.error) as error:
        raise InputError("unreadable", f"{str(path)!r} cannot be read: {error}") from error


def _lines(file: BinaryIO, path: Path) -> Iterator[tuple[int, bytes]]:
    """(number, line) of lines that are not blank; InputError where one, or all, are too long."""
    total = number = 0
    while line := file.readline(LONGEST_LINE + 1):
        number, total = number + 1, total + len(line)
        if len(line) > LONGEST_LINE or total > MOST_BYTES:
            raise InputError("too-large", f"{str(path)!r} has a line of over {LONGEST_LINE >> 20} MB, or is over {MOST_BYTES >> 30} GB; it is no list")
        if line.strip():
            yield number, line
