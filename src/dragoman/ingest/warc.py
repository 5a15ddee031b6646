"""Yields what the web pages of a WARC archive yield, in order; of another `.gz` file, what the file in it yields."""

from __future__ import annotations

import datetime as dt
import io
import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import PurePosixPath
from typing import Any

from dragoman.core.errors import InputError
from dragoman.core.mentions import Failure
from dragoman.ingest.base import MAX_BYTES, MAX_CONTAINER, too_large
from dragoman.ingest.gunzip import MAGIC, BrokenMemberError, Unpacked
from dragoman.ingest.read import HEAD, importer_of
from dragoman.ingest.told import Found, Given, Told
from dragoman.ingest.unpack import Budget, check_depth, failure, inside, member_name, read_member

_PAGES = ("text/html", "application/xhtml+xml", "application/pdf", "text/plain")
_DATA = ("application/rss+xml", "application/atom+xml", "application/xml", "text/xml", "application/json")
_MEDIA = frozenset((*_PAGES, *_DATA))
"""Types that are read; pictures, scripts and styles are passed over."""
_PACKED = frozenset({"", "gzip", "x-gzip", "deflate", "identity"})
_CHUNK = 64 * 1024


class WarcImporter:
    """Reads `.warc` and `.warc.gz` with warcio: responses with status 200 and resources; and `.gz` files of every format that is known."""

    name = "warc"
    suffixes = (".warc", ".gz")
    media = ("application/warc", "application/gzip", "application/x-gzip")
    limit = MAX_CONTAINER

    def takes(self, head: bytes) -> bool:
        """Does it begin as a WARC or a gzip file does?"""
        return head.startswith((b"WARC/", MAGIC))

    def read(self, raw: bytes, path: str, given: Given) -> Iterator[Found]:
        """What each page yields, named `path#n` by the number of its record from 1, and a Failure for each broken record.

        A page's address is what the archive tells; it was published no later than it was saved. A `.gz` that is no WARC is named `path/inner name`.
        InputError: too-deep, malformed, too-large, no-text (no record to read).
        """
        yield from self.unpack(raw, path, given, Budget())

    def unpack(self, raw: bytes, path: str, given: Given, budget: Budget) -> Iterator[Found]:
        """As `read`, counting what it unpacks."""
        check_depth(path, given)
        unpacked = Unpacked(raw, path, budget)
        stream = io.BufferedReader(unpacked, _CHUNK)
        try:
            is_warc = stream.peek(5).startswith(b"WARC/")
        except BrokenMemberError as error:
            if not path.lower().endswith(".warc.gz"):
                raise InputError("malformed", f"{path!r}: {error}") from error
            is_warc = True  # its first record is broken, the next may not be
        if is_warc:
            yield from _Records(unpacked, stream, path, given, budget).read()
        elif unpacked.is_packed:
            yield from _gunzipped(stream, path, given, budget)
        else:
            raise InputError("malformed", f"{path!r} is no WARC archive: it does not begin with 'WARC/'")


def _gunzipped(stream: io.BufferedReader[Unpacked], path: str, given: Given, budget: Budget) -> Iterator[Found]:
    """The file in a gzip file; it is the same input, so what was told of it holds."""
    name = member_name(PurePosixPath(path).name)
    where = f"{path}/{name.removesuffix('.gz') if name.endswith('.gz') else 'unpacked'}"
    try:
        content = stream.read(HEAD)
        limit = importer_of(where, content).limit
        content += stream.read(limit + 1 - len(content))
    except BrokenMemberError as error:
        raise InputError("malformed", f"{path!r}: {error}") from error
    if len(content) > limit:
        raise too_large(where, len(content), limit)
    yield from read_member(content, where, replace(inside(given), told=given.told), budget)


@dataclass(slots=True)
class _Records:
    """The records of an archive, being read."""

    unpacked: Unpacked
    stream: io.BufferedReader[Unpacked]
    path: str
    given: Given
    budget: Budget
    number: int = 0

    def read(self) -> Iterator[Found]:
        """What each record yields."""
        empty = True
        while not self.budget.is_spent:
            try:
                page = self._next_page()
            except InputError as error:
                empty = False
                yield failure(self._where, error)
                self.budget.take_broken()
            except BrokenMemberError as error:
                empty = False
                yield Failure("ingest", self._where, "malformed", f"{self._where!r}: {error}")
                if not self.unpacked.skip_member():
                    return
                self.stream = io.BufferedReader(self.unpacked, _CHUNK)
            else:
                if page is None:
                    break
                if page.payload is not None:
                    empty = False
                    yield from read_member(page.payload, self._where, page.given, self.budget)
        if self.budget.broken < 0:
            yield Failure("ingest", self._where, "too-large", f"{self.path!r} has too many broken records; what follows is not read")
        if empty:
            raise InputError("no-text", f"{self.path!r} holds no page that was answered with status 200")

    @property
    def _where(self) -> str:
        return f"{self.path}#{self.number}"

    def _next_page(self) -> _Page | None:
        """The next record, whatever it is; None at the end."""
        from warcio.recordloader import ArcWarcRecordLoader

        line = self._header()
        if line is None:
            return None
        try:
            record = ArcWarcRecordLoader().parse_record_stream(self.stream, statusline=line, known_format="warc")
        except (BrokenMemberError, InputError):
            raise
        except Exception as error:  # warcio lets all kinds through where headers are missing
            raise InputError("malformed", f"{self._where!r} is no WARC record: {type(error).__name__}: {str(error)[:200]}") from error
        if record.length is None or not (record.rec_headers.get_header("Content-Length") or "").strip().isdigit():
            raise InputError("malformed", f"{self._where!r} is a WARC record without its length")
        media = _media(record)
        if media:
            self.budget.take_member(self._where)
        payload = _payload(record, self._where, self.budget) if media else None
        while record.raw_stream.limit and record.raw_stream.read(_CHUNK):
            pass
        if media and record.raw_stream.limit:
            raise InputError("unreadable", f"{self._where!r} ends too early: {record.raw_stream.limit:,} bytes of the record are missing")
        return _Page(payload, _known(record, media, self.given))

    def _header(self) -> str | None:
        """The line with which the next record begins; what a broken one left is passed."""
        self.number += 1
        while line := self.stream.readline(_CHUNK):
            if line.startswith(b"WARC/1."):
                return line.decode("latin-1").rstrip()
        return None


@dataclass(frozen=True, slots=True)
class _Page:
    """A record. payload: None where it is none that is read."""

    payload: bytes | None
    given: Given


def _media(record: Any) -> str | None:
    """The type of a page that is to be read; None for all else."""
    address = record.rec_headers.get_header("WARC-Target-URI") or ""
    media = (_content_type(record) or "").split(";")[0].strip().lower()
    return media if media in _MEDIA and not address.endswith("/robots.txt") else None


def _content_type(record: Any) -> str | None:
    """What the server named, or for a resource the archive; None for records that are no page, or were not answered with status 200."""
    if record.rec_type == "response" and record.http_headers is not None:
        named = record.http_headers.get_header("Content-Type") if record.http_headers.get_statuscode() == "200" else None
    else:
        named = record.content_type if record.rec_type == "resource" else None
    return str(named) if named else None


def _payload(record: Any, where: str, budget: Budget) -> bytes:
    """The bytes of a page as they were before the server packed them."""
    from warcio.bufferedreaders import ChunkedDataReader

    def header(name: str) -> str:
        return (record.http_headers.get_header(name) or "").strip().lower() if record.http_headers else ""

    encoding = header("Content-Encoding")
    if encoding not in _PACKED:
        raise InputError("malformed", f"{where!r} is packed by a method that is not read ({encoding[:40]!r})")
    stream = ChunkedDataReader(record.raw_stream) if header("Transfer-Encoding") == "chunked" else record.raw_stream
    content = _bounded(stream, where)
    try:
        if content.startswith(MAGIC):  # what is not packed, whatever the header says, was unpacked when it was saved
            return _bounded(io.BufferedReader(Unpacked(content, where, budget), _CHUNK), where)
        return _inflated(content, where, budget) if encoding == "deflate" else content
    except (BrokenMemberError, zlib.error) as error:
        raise InputError("malformed", f"{where!r} cannot be unpacked: {error}") from error


def _inflated(content: bytes, where: str, budget: Budget) -> bytes:
    unzip = zlib.decompressobj()
    unpacked = unzip.decompress(content, MAX_BYTES + 1)
    budget.take(len(unpacked), where)
    if len(unpacked) > MAX_BYTES:
        raise too_large(where, len(unpacked))
    if not unzip.eof:
        raise BrokenMemberError("it ends too early")
    return unpacked


def _bounded(stream: Any, where: str) -> bytes:
    content = bytearray()
    while chunk := stream.read(_CHUNK):
        content += chunk
        if len(content) > MAX_BYTES:
            raise too_large(where, len(content))
    return bytes(content)


def _known(record: Any, media: str | None, given: Given) -> Given:
    saved = (record.rec_headers.get_header("WARC-Date") or "")[:10]
    try:
        dt.date.fromisoformat(saved)
    except ValueError:
        saved = ""
    days = [day for day in (given.today, saved) if day]
    charset = re.search(r";\s*charset\s*=\s*[\"']?([\w.:-]{1,40})", _content_type(record) or "", re.IGNORECASE | re.ASCII)
    return replace(
        inside(given),
        told=Told(url=record.rec_headers.get_header("WARC-Target-URI")),
        today=min(days, default=None),
        seen=saved or None,
        media=media,
        charset=charset.group(1).lower() if charset else None,
    )


PLUGIN = WarcImporter()
