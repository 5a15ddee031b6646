"""Yields what all importers share: their interface, the files to read, the size limits, and decoding."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Protocol

from dragoman.core.errors import InputError
from dragoman.ingest.told import Found, Given

MAX_BYTES = 20 * 1024 * 1024
"""An input with more raw bytes is refused: a report is a few kilobytes, and the parsers' memory grows with the input."""
MAX_CONTAINER = 200 * 1024 * 1024
"""The same for a file that holds many documents (an archive, a table), and for all that one unpacks to."""
MAX_CODED = 200_000
"""Code points of a text that are coded: a parse of more takes minutes and gigabytes."""
MAX_WORDS = 45_000
"""Words, marks and line ends that are coded: one may be a single character, and each costs the same. News has one in 4.8 characters."""

_UNIT = re.compile(r"\w+|[^\w\s]|\n")
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_DECLARED = re.compile(rb"<(?:meta\b[^<>]{0,200}?charset|\?xml\b[^<>]{0,100}?encoding)\s*=\s*[\"']?\s*([A-Za-z0-9_.:-]{2,40})", re.IGNORECASE)


class Importer(Protocol):
    """Reads one file format. name: as it stands in `Document.importer`; suffixes: lower case, with the dot."""

    name: str
    suffixes: tuple[str, ...]
    media: tuple[str, ...]
    """Types that servers name (`text/html`)."""
    limit: int
    """Raw bytes of a file that are read at most: MAX_BYTES, or MAX_CONTAINER for what holds many documents."""

    def takes(self, head: bytes) -> bool:
        """Is this the format of a file that begins so (its first 4,096 bytes)? Asked where neither suffix nor media type tells."""
        ...

    def read(self, raw: bytes, path: str, given: Given) -> Iterator[Found]:
        """Parts and links of one file, in its order, and a Failure for each bad part; InputError where the whole file is bad.

        path: its name, which the names of its parts begin with (`a.jsonl:3`, `a.zip/b.html`, `feed.xml#2`).
        """
        ...


@dataclass(frozen=True, slots=True, order=True)
class InputFile:
    """A file to read. path: relative to what was given (for a file given itself, its name), with `/`; file: where it lies.

    beside: it lies in a folder of reports and may be something else that belongs to them.
    """

    path: str
    file: Path
    beside: bool = False

    def size(self) -> int:
        """Bytes of the file; InputError (unreadable) where it is not there."""
        try:
            return self.file.stat().st_size
        except OSError as error:
            raise self._unreadable(error) from error

    def read_head(self, count: int) -> bytes:
        """The first bytes, at most so many; InputError (unreadable)."""
        try:
            with self.file.open("rb") as opened:
                return opened.read(count)
        except OSError as error:
            raise self._unreadable(error) from error

    def read_bytes(self, limit: int = MAX_BYTES) -> bytes:
        """The raw bytes; InputError (unreadable, too-large) where they cannot or must not be read."""
        if (size := self.size()) > limit:
            raise too_large(self.path, size, limit)
        return self.read_head(limit)

    def _unreadable(self, error: OSError) -> InputError:
        return InputError("unreadable", f"{self.path!r} cannot be read: {error.strerror or error}; check that it exists and may be read")


def too_large(path: str, size: int, limit: int = MAX_BYTES) -> InputError:
    """The error for an input of `size` bytes over the limit."""
    return InputError("too-large", f"{path!r} has {size:,} bytes, the limit is {limit:,}; split it")


def decode(raw: bytes, path: str, *, markup: bool = False, named: str | None = None) -> str:
    """The text of raw bytes: UTF-8, UTF-16 or UTF-32 by their byte-order mark, else what a server `named`, in markup else the charset that it declares.

    A UTF-8 byte-order mark stays in the text as U+FEFF, so that for UTF-8 the text is `raw.decode("utf-8")` exactly.
    InputError: encoding where the bytes are no such text, unreadable where they hold NUL and so are no text at all.
    """
    encoding = next((name for bom, name in _BOMS if raw.startswith(bom)), "utf-8")
    if encoding == "utf-8" and b"\0" in raw:
        raise InputError("unreadable", f"{path!r} is a binary file (it holds NUL bytes), no text")
    declared = _DECLARED.search(raw[:4096]) if markup else None
    for name in (encoding, named, declared.group(1).decode("ascii") if declared else None):
        try:
            if name:
                return raw.decode(name)
        except (UnicodeError, LookupError):
            continue
    raise InputError("encoding", f"{path!r} is no text in UTF-8{' or in the charset that it declares' if markup else ''}; save it as UTF-8")


def coded_until(text: str, limit: int = MAX_CODED) -> int | None:
    """None where a text is coded whole, else the offset up to which it is.

    That is the last line break in the final tenth of the limit, else the last space there, else the limit. The limit comes earlier where MAX_WORDS are
    reached: only texts that are no prose, or tables, have so many in so few characters.
    """
    beyond = next(islice(_UNIT.finditer(text, 0, limit), MAX_WORDS, None), None)
    if beyond is not None:
        limit = beyond.start()
    if len(text) <= limit:
        return None
    floor = limit - limit // 10
    for mark in ("\n", " "):
        cut = text.rfind(mark, floor, limit)
        if cut > 0:
            return cut
    return limit
