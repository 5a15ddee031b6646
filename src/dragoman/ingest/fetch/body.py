"""Yields the body of an answer, unpacked piece by piece, with what it may grow to counted as it grows."""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Iterator

from dragoman.ingest.fetch.refused import RefusedError

PIECE = 64 * 1024
"""Bytes that are unpacked at a time."""
RATIO = 150
"""Unpacked bytes for one sent byte: pages have 3 to 20, repeated markup up to 100; deflate reaches 1,032."""
RATIO_FROM = 1024 * 1024
"""Unpacked bytes from which the ratio is judged."""

MEMBERS = 1000
"""Gzip streams one after another in a body; what follows is left out."""

_GZIP = zlib.MAX_WBITS | 16
_BROKEN = "its compressed body is damaged or cut off; try again later with `dragoman retry`"


def read_body(chunks: Iterable[bytes], encoding: str, limit: int, *, cut: bool = False) -> bytes:
    """The unpacked bytes. encoding: of the Content-Encoding header, empty for none; limit: bytes, sent and unpacked alike.

    cut: take the first `limit` bytes of a longer body instead of refusing it. RefusedError: too-large, malformed.
    """
    sent = _Count(chunks)
    body = bytearray()
    for piece in _unpacked(sent, encoding.strip().lower()):
        body += piece
        over = max(len(body), sent.bytes) > limit
        if over and cut:
            return bytes(body[:limit])
        if over or (len(body) > RATIO_FROM and len(body) > RATIO * sent.bytes):
            raise too_long(limit)
    return bytes(body)


def too_long(limit: int) -> RefusedError:
    """For a body over the limit, by its own account, as sent, or unpacked."""
    return RefusedError("too-large", f"its body is over the limit of {limit:,} bytes, or unpacks to far more than was sent; add a file of what you need")


class _Count:
    """Chunks, counted as they pass."""

    def __init__(self, chunks: Iterable[bytes]) -> None:
        self._chunks = chunks
        self.bytes = 0

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._chunks:
            self.bytes += len(chunk)
            yield chunk


def _unpacked(chunks: Iterable[bytes], encoding: str) -> Iterator[bytes]:
    if encoding in ("", "identity"):
        yield from chunks
        return
    if encoding not in ("gzip", "x-gzip", "deflate"):
        raise RefusedError("malformed", f"its body is packed as {encoding[:40]!a}, which was not asked for; save the page and add the file")
    try:
        yield from _inflated(chunks, encoding == "deflate")
    except zlib.error as error:
        raise RefusedError("malformed", _BROKEN) from error


def _inflated(chunks: Iterable[bytes], deflate: bool) -> Iterator[bytes]:
    """Pieces of at most PIECE bytes, and an empty one for each chunk that unpacks to nothing, so that the sent bytes are counted too."""
    pending = b""
    unpacker = None
    members = 0
    for chunk in chunks:
        pending += chunk
        if unpacker is None:
            if len(pending) < 2:
                continue
            unpacker = zlib.decompressobj(_window(pending) if deflate else _GZIP)
        while True:
            piece = unpacker.decompress(pending, PIECE)
            pending = unpacker.unconsumed_tail
            yield piece
            if unpacker.eof and len(unpacker.unused_data) >= 2:
                members += 1
                if deflate or not unpacker.unused_data.startswith(b"\x1f\x8b") or members > MEMBERS:
                    return  # what follows is padding
                pending = unpacker.unused_data
                unpacker = zlib.decompressobj(_GZIP)
            elif not pending and len(piece) < PIECE:
                break
    if pending or (unpacker is not None and not unpacker.eof):
        raise RefusedError("malformed", _BROKEN)


def _window(head: bytes) -> int:
    """How deflate is framed: with the header of zlib, as the standard says, or bare, as some servers do."""
    framed = head[0] & 0x0F == 8 and int.from_bytes(head[:2], "big") % 31 == 0
    return zlib.MAX_WBITS if framed else -zlib.MAX_WBITS
