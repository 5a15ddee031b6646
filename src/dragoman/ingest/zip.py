"""Yields what the members of a ZIP archive yield, in order of name. Unpacks in memory, in bounds; writes nothing."""

from __future__ import annotations

import zipfile
import zlib
from collections.abc import Iterator, Sequence
from io import BytesIO
from pathlib import PurePosixPath

from dragoman.core.errors import InputError
from dragoman.ingest.base import MAX_BYTES, MAX_CONTAINER, too_large
from dragoman.ingest.read import HEAD, importer_of
from dragoman.ingest.told import Found, Given
from dragoman.ingest.unpack import MAX_RATIO, RATIO_FROM, Budget, check_depth, failure, inside, is_passed_over, member_name, read_member

MAX_LISTED = 200_000
"""Entries of an archive's directory, with those of archives in it: each takes half a kilobyte of memory when it is parsed."""
_METHODS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_OFFICE = (b"[Content_Types].xml", b"_rels/", b"mimetype", b"META-INF/")
"""First members of documents that are ZIP archives inside."""
_CHUNK = 64 * 1024


class ZipImporter:
    """Reads `.zip`: each member by its own importer, archives in it too."""

    name = "zip"
    suffixes = (".zip",)
    media = ("application/zip", "application/x-zip-compressed")
    limit = MAX_CONTAINER

    def takes(self, head: bytes) -> bool:
        """Is it an archive, and no office document or e-book, which are ones inside?"""
        return head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and not head[30:60].startswith(_OFFICE)

    def read(self, raw: bytes, path: str, given: Given) -> Iterator[Found]:
        """What the members yield, named `path/member`, and a Failure for each bad one; hidden ones, pictures and the like are passed over.

        InputError: too-deep, malformed, no-text (nothing to read in it), too-large (overlapping members, or too many).
        """
        yield from self.unpack(raw, path, given, Budget())

    def unpack(self, raw: bytes, path: str, given: Given, budget: Budget) -> Iterator[Found]:
        """As `read`, counting what it unpacks."""
        check_depth(path, given)
        archive = _opened(raw, path)
        members = sorted((info for info in archive.infolist() if not info.is_dir()), key=lambda info: (info.filename, info.header_offset))
        _check_overlap(archive.infolist(), path, archive.start_dir)
        names = _names(members)
        empty = True
        for name, info in zip(names, members, strict=True):
            if budget.is_spent:
                return
            if is_passed_over(name, _is_known(name)):
                continue
            empty, where = False, f"{path}/{name}"
            try:
                budget.take_member(where)
                content = _content(archive, info, where, budget)
            except InputError as error:
                yield failure(where, error)
            else:
                yield from read_member(content, where, inside(given), budget)
        if empty:
            raise InputError("no-text", f"{path!r} holds no file that could be a report")


def _opened(raw: bytes, path: str) -> zipfile.ZipFile:
    if raw.count(b"PK\x01\x02") > MAX_LISTED:
        raise InputError("too-large", f"{path!r} lists over {MAX_LISTED:,} members; split it")
    try:
        return zipfile.ZipFile(BytesIO(raw))
    except (zipfile.BadZipFile, ValueError, EOFError, OSError, NotImplementedError, IndexError, OverflowError) as error:
        raise InputError("malformed", f"{path!r} is no ZIP archive that can be read: {error}") from error


def _check_overlap(infos: Sequence[zipfile.ZipInfo], path: str, end: int) -> None:
    """Members that share bytes are a bomb: a small archive lists the same packed zeros ten thousand times (Fifield 2019, "A better zip bomb")."""
    reached = 0
    for info in sorted(infos, key=lambda info: info.header_offset):
        if info.header_offset < reached or info.header_offset < 0:
            raise InputError("too-large", f"{path!r} has members that share the same bytes, as ZIP bombs do; pack it anew")
        reached = info.header_offset + 30 + info.compress_size
    if reached > end:
        raise InputError("malformed", f"{path!r} has a member that reaches into the archive's directory; pack it anew")


def _names(members: Sequence[zipfile.ZipInfo]) -> list[str]:
    """Safe names, each once: a second `b.html` becomes `b~2.html`."""
    seen: dict[str, int] = {}
    names = []
    for info in members:
        name = member_name(info.filename)
        seen[name] = seen.get(name, 0) + 1
        file = PurePosixPath(name)
        names.append(name if seen[name] == 1 else str(file.with_name(f"{file.stem}~{seen[name]}{file.suffix}")))
    return names


def _is_known(name: str) -> bool:
    try:
        importer_of(name)
    except InputError:
        return False
    return True


def _content(archive: zipfile.ZipFile, info: zipfile.ZipInfo, where: str, budget: Budget) -> bytes:
    """The bytes of a member, counted as they come; InputError: encrypted, malformed, unknown-format, too-large."""
    if info.flag_bits & 0x41:
        raise InputError("encrypted", f"{where!r} opens only with a password; unpack the archive and add the files")
    if info.compress_type not in _METHODS:
        raise InputError("malformed", f"{where!r} is packed by a method that is not read ({info.compress_type}); pack it as most programs do (deflate)")
    content = bytearray()
    limit = MAX_BYTES
    try:
        with archive.open(info) as file:
            while chunk := file.read(_CHUNK):
                if not content:
                    limit = importer_of(where, chunk[:HEAD]).limit
                budget.take(len(chunk), where)
                content += chunk
                if len(content) > limit:
                    raise too_large(where, len(content), limit)
                if len(content) > RATIO_FROM and len(content) > MAX_RATIO * info.compress_size:
                    raise InputError("too-large", f"{where!r} unpacks to over {MAX_RATIO} times its size, as ZIP bombs do")
    except (zipfile.BadZipFile, zlib.error, EOFError, OSError, ValueError, NotImplementedError, RuntimeError) as error:
        raise InputError("malformed", f"{where!r} cannot be unpacked: {str(error)[:200]}") from error
    return bytes(content)


PLUGIN = ZipImporter()
