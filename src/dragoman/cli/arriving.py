"""Yields the lines of a file or of standard input as they come, and a PAUSE where the next one is not there yet."""

from __future__ import annotations

import io
import os
import select
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dragoman.core.errors import InputError, NotFoundError
from dragoman.engine.base import PAUSE, Pause
from dragoman.pipeline import Asked

LONGEST = 20 * 1024 * 1024
"""Bytes of a line that are kept; of a longer one only the beginning is, which is then no JSON."""
_PATIENCE = 0.05
"""Seconds without input after which what was coded so far is asked for."""
_BLOCK = 1 << 16


@contextmanager
def arriving_lines(file: str) -> Iterator[Iterator[Asked | Pause]]:
    """The lines of a file, `-` for standard input, which may be a pipe that stays open; a few are held at once, however many there are.

    Only a line feed ends a line: JSON may hold every other kind of break. Raises NotFoundError, and InputError where it cannot be read.
    """
    try:
        with _standard_input() if file == "-" else Path(file).open("rb", buffering=0) as source:
            yield _lines(_blocks(source, file))
    except FileNotFoundError as error:
        raise NotFoundError(f"there is no file {file!r}") from error
    except IsADirectoryError as error:
        raise InputError("unreadable", f"{file!r} is a folder, not a file of lines") from error
    except PermissionError as error:
        raise InputError("unreadable", f"{file!r} cannot be read: {error.strerror}") from error


def _standard_input() -> io.RawIOBase | io.BytesIO:
    """Standard input without Python's buffers, in which `select` would miss what is there already."""
    try:
        return io.FileIO(os.dup(sys.stdin.fileno()), "rb")
    except io.UnsupportedOperation:  # a stand-in
        return io.BytesIO(sys.stdin.buffer.read())


def _blocks(source: io.RawIOBase | io.BytesIO, file: str) -> Iterator[bytes | Pause]:
    while True:
        if not _is_ready(source):
            yield PAUSE
        try:
            block = source.read(_BLOCK)
        except OSError as error:
            raise InputError("unreadable", f"{file!r} cannot be read: {error.strerror}") from error
        if not block:
            return
        yield block


def _is_ready(source: io.RawIOBase | io.BytesIO) -> bool:
    """Would a read give something, or the end, at once?"""
    try:
        return bool(select.select([source], [], [], _PATIENCE)[0])
    except io.UnsupportedOperation:
        return True
    except (OSError, ValueError):  # Windows selects sockets alone
        return False


def _lines(blocks: Iterator[bytes | Pause]) -> Iterator[Asked | Pause]:
    number, parts, size = 0, list[bytes](), 0
    for block in blocks:
        if isinstance(block, Pause):
            yield block
            continue
        *ends, rest = block.split(b"\n")
        for end in ends:
            number += 1
            if line := _line(number, b"".join((*parts, end)), size + len(end)):
                yield line
            parts, size = [], 0
        if size <= LONGEST:
            parts.append(rest)
        size += len(rest)
    if line := _line(number + 1, b"".join(parts), size):
        yield line


def _line(number: int, raw: bytes, size: int) -> Asked | None:
    return Asked(number, raw, size <= LONGEST) if raw.strip() else None
