"""Yields links: those of a list of addresses or a saved shortcut, and what every importer asks of an address."""

from __future__ import annotations

import plistlib
import re
from collections.abc import Iterable, Iterator
from dataclasses import replace
from urllib.parse import urlsplit
from xml.parsers.expat import ExpatError

from dragoman.core.errors import InputError
from dragoman.core.mentions import Failure
from dragoman.ingest.base import MAX_BYTES, decode
from dragoman.ingest.told import Found, Given, Link, Told

MAX_LINES = 100_000
"""Lines of a list that are read: more than a run could fetch in a week."""
_LONGEST = 4096
_ADDRESS_LINE = re.compile(r"[A-Za-z][A-Za-z0-9+.-]{1,20}://[^\s<>\"]+(?:\t[^\r\n]*)?")
_WEB = re.compile(r"https?://", re.IGNORECASE)
_SHORTCUT = re.compile(r"^[ \t]*URL[ \t]*=[ \t]*(\S.*?)[ \t\r]*$", re.MULTILINE | re.IGNORECASE)


class LinksImporter:
    """Reads `.links` and `.urls` (an address a line, `#` for remarks, a title after a tab), and the shortcuts that browsers save."""

    name = "links"
    suffixes = (".links", ".urls", ".url", ".webloc")
    media = ("text/uri-list",)
    limit = MAX_BYTES

    def takes(self, head: bytes) -> bool:
        """Is it a shortcut? A list of addresses is plain text, and told by `is_link_list`."""
        return head.lstrip(b"\xef\xbb\xbf \t\r\n").lower().startswith(b"[internetshortcut]")

    def read(self, raw: bytes, path: str, given: Given) -> Iterator[Found]:
        """A link for each address, once, named `path:line` (a shortcut's: `path`), a Failure for each line that is none; documents never.

        InputError: no-text where there is no line, malformed where a shortcut has no address, encoding, unreadable.
        """
        if raw.startswith(b"bplist") or b"<plist" in raw[:1000]:
            yield Link(checked(_of_plist(raw, path), path), path, given.told)
            return
        text = decode(raw, path)
        shortcut = _SHORTCUT.search(text) if self.takes(raw[:100]) else None
        if shortcut:
            yield Link(checked(shortcut.group(1), path), path, given.told)
        else:
            yield from read_links(text, path)


def web_address(value: str) -> str | None:
    """The address without blanks around it; None where it is no http or https address with a host, or longer than 4,096 code points."""
    address = value.strip()
    if not _WEB.match(address) or len(address) > _LONGEST or any(c.isspace() or not c.isprintable() for c in address):
        return None
    try:
        return address if urlsplit(address).hostname else None
    except ValueError:
        return None


def checked(value: str, where: str) -> str:
    """The address; InputError (bad-address) where it is none of a web page."""
    address = web_address(value)
    if address is None:
        raise InputError("bad-address", f"{where!r}: {value.strip()[:200]!r} is no address of a web page; write it with http:// or https://")
    return address


def is_link_list(text: str) -> bool:
    """Does a text consist of nothing but addresses, one a line, with blank lines and `#` remarks between? One of them must be of the web."""
    web = False
    for number, line in enumerate(_lines(text)):
        entry = line.strip()
        if number >= MAX_LINES:
            break
        if not entry or entry.startswith("#"):
            continue
        if not _ADDRESS_LINE.fullmatch(entry.removeprefix("<").removesuffix(">")):
            return False
        web = web or bool(_WEB.match(entry.removeprefix("<")))
    return web


def read_links(text: str, path: str) -> Iterator[Found]:
    """The links of a list of addresses, each once, in order; a Failure (bad-address) for each line that is none. InputError (no-text) without lines."""
    return unique(_links(text, path))


def unique(found: Iterable[Found]) -> Iterator[Found]:
    """The same without links whose address came before."""
    seen = set()
    for piece in found:
        if isinstance(piece, Link):
            if piece.url in seen:
                continue
            seen.add(piece.url)
        yield piece


def _links(text: str, path: str) -> Iterator[Found]:
    entries = ((number, line.strip()) for number, line in enumerate(_lines(text), start=1))
    empty = True
    for number, entry in entries:
        if not entry or entry.startswith("#"):
            continue
        empty, where = False, f"{path}:{number}"
        if number > MAX_LINES:
            yield Failure("ingest", where, "too-large", f"{path!r} has over {MAX_LINES:,} lines; what follows is not read: split it")
            return
        address, _, title = entry.partition("\t")
        try:
            url = checked(address.removeprefix("<").removesuffix(">"), where)
            yield Link(url, where, replace(Told(), title=" ".join(title.split()) or None))
        except InputError as error:
            yield Failure("ingest", where, error.code, error.message)
    if empty:
        raise InputError("no-text", f"{path!r} holds no address")


def _lines(text: str) -> Iterator[str]:
    """Lines one by one: a list of all would take many times the memory of the text."""
    start = 1 if text.startswith("\ufeff") else 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        yield text[start:end]
        start = end + 1


def _of_plist(raw: bytes, path: str) -> str:
    try:
        value = plistlib.loads(raw)
    except (ValueError, TypeError, KeyError, IndexError, OverflowError, AttributeError, RecursionError, ExpatError, plistlib.InvalidFileException) as error:
        raise InputError("malformed", f"{path!r} is no property list that can be read; write its address into a .links file") from error
    address = value.get("URL") if isinstance(value, dict) else None
    if not isinstance(address, str):
        raise InputError("malformed", f"{path!r} is a property list without an address under 'URL'")
    return address


PLUGIN = LinksImporter()
