"""Yields the bytes of a gzip file, of one member or of many, counted against a budget, and goes on after a broken member."""

from __future__ import annotations

import io
import zlib
from collections.abc import Buffer

from dragoman.core.errors import InputError
from dragoman.ingest.unpack import MAX_RATIO, RATIO_FROM, Budget

MAGIC = b"\x1f\x8b"
_CHUNK = 64 * 1024
_WBITS = 31  # a gzip header and trailer, whose checksum is checked


class BrokenMemberError(Exception):
    """A member of the file that cannot be unpacked, or ends too early."""


class Unpacked(io.RawIOBase):
    """A stream of what a gzip file unpacks to, or of a file that is not packed. Reading raises BrokenMemberError; `skip_member` goes on after it.

    InputError (too-large) where more comes out than the budget allows, or over 100 times what went in.
    """

    def __init__(self, raw: bytes, path: str, budget: Budget) -> None:
        """raw: the whole file; what is not packed counts against no budget."""
        super().__init__()
        self._raw, self._path, self._budget = memoryview(raw), path, budget
        self._at = self._begin = self._out = 0
        self.is_packed = raw.startswith(MAGIC)
        self._unzip = zlib.decompressobj(_WBITS)

    def readable(self) -> bool:
        """Always."""
        return True

    def readinto(self, buffer: Buffer) -> int:
        """Fills a part of the buffer; how many bytes, 0 at the end."""
        view = memoryview(buffer)
        data = self._unpacked(len(view)) if self.is_packed else self._stored(len(view))
        view[: len(data)] = data
        return len(data)

    def skip_member(self) -> bool:
        """Goes to the next member after the one that is broken, if there is one that unpacks."""
        whole = self._raw.obj
        at = self._begin
        while self.is_packed and isinstance(whole, bytes) and (at := whole.find(MAGIC + b"\x08", at + 1)) >= 0:
            try:
                begins = zlib.decompressobj(_WBITS).decompress(self._raw[at : at + 1024], 64)
            except zlib.error:
                continue
            if begins:
                self._at = self._begin = at
                self._unzip = zlib.decompressobj(_WBITS)
                return True
        return False

    def _stored(self, size: int) -> memoryview:
        data = self._raw[self._at : self._at + size]
        self._at += len(data)
        return data

    def _unpacked(self, size: int) -> bytes:
        while self._at < len(self._raw):
            if self._unzip.eof:
                if bytes(self._raw[self._at : self._at + 2]) != MAGIC:  # padding
                    self._at = len(self._raw)
                    return b""
                self._begin, self._unzip = self._at, zlib.decompressobj(_WBITS)
            chunk = self._raw[self._at : self._at + _CHUNK]
            try:
                data = self._unzip.decompress(chunk, size)
            except zlib.error as error:
                raise BrokenMemberError(f"it cannot be unpacked ({error})") from error
            self._at += len(chunk) - len(self._unzip.unconsumed_tail) - len(self._unzip.unused_data)
            if data:
                self._count(len(data))
                return data
        if self._raw and not self._unzip.eof:
            self._unzip = zlib.decompressobj(_WBITS)
            self._begin = self._at
            raise BrokenMemberError("the file ends too early")
        return b""

    def _count(self, size: int) -> None:
        self._out += size
        self._budget.take(size, self._path)
        if self._out > RATIO_FROM and self._out > MAX_RATIO * max(self._at, 1):
            self._raw, self._at = memoryview(b""), 0  # nothing more comes out of it
            raise InputError("too-large", f"{self._path!r} unpacks to over {MAX_RATIO} times its size, as bombs do")
