"""Yields XML that is safe to parse: well-formed, without entities of its own, not deep, and with no more entries than are read."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.entities import html5
from xml.parsers import expat

from dragoman.core.errors import InputError

MAX_NESTED = 200
"""Elements within elements: feeds have under ten, and the markup of a page within an entry under fifty."""
MAX_ATTRIBUTES = 200
"""Attributes of an element: feedparser's time grows with the square of their number."""
MAX_ELEMENTS = 250_000
"""Elements up to the last entry that is read: fifty for each of five thousand entries."""

_DECLARATION = re.compile(r"\A\s*<\?xml\b[^<>]*\?>")
_DOCTYPE = re.compile(r"<!DOCTYPE\b[^<>\[\]]*>", re.IGNORECASE)
_NAMED = re.compile(r"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,31};)")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff\ud800-\udfff]")


@dataclass(slots=True)
class _Outline:
    """What one pass over XML finds. cut: byte after the last entry that is wanted, with the elements open there."""

    parser: expat.XMLParserType
    entry: frozenset[str]
    most: int
    root: str = ""
    entries: int = 0
    elements: int = 0
    spaces: int = 0
    open: list[str] = field(default_factory=list)
    cut: tuple[int, tuple[str, ...]] | None = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.root = self.root or name
        self.open.append(name)
        self.elements += self.cut is None
        self.spaces += sum(attribute.startswith("xmlns") for attribute in attributes)
        if len(self.open) > MAX_NESTED or max(len(attributes), self.spaces - self.entries) > MAX_ATTRIBUTES or self.elements > MAX_ELEMENTS:
            raise _OddError

    def end(self, name: str) -> None:
        self.open.pop()
        if _local(name) in self.entry:
            self.entries += 1
            if self.entries == self.most + 1 and self.cut is None:
                self.cut = (self.parser.CurrentByteIndex, tuple(self.open))


class _OddError(Exception):
    """Elements are too many, lie too deep in one another, or have too many attributes."""


@dataclass(frozen=True, slots=True)
class SafeXml:
    """XML in UTF-8 without a declaration, and the local name of its root. entries: how many elements with one of the asked names there are."""

    source: bytes
    root: str
    entries: int


def safe_xml(text: str, path: str, entry: frozenset[str], most: int) -> SafeXml:
    """The XML of a text, mended where it is not well-formed, cut after `most + 1` elements with one of the local names of `entry`.

    InputError (malformed) where it declares entities (nothing is ever expanded or fetched), is nested too deep, has floods of attributes, or is no XML.
    """
    if re.search(r"<!ENTITY\b", text, re.IGNORECASE):
        raise InputError("malformed", f"{path!r} declares entities of its own, which are never expanded; save the feed without its DTD")
    plain = _DOCTYPE.sub("", _DECLARATION.sub("", text.removeprefix("\ufeff")), count=1)
    plain = _NAMED.sub(lambda match: html5.get(match.group(1), match.group()), _ILLEGAL.sub("", plain))
    source = plain.encode()
    try:
        found = _outline(source, entry, most)
    except expat.ExpatError as error:
        source = _mended(source)
        try:
            found = _outline(source, entry, most)
        except expat.ExpatError:
            raise InputError("malformed", f"{path!r} is no XML: {error}") from error
        except _OddError:
            found = None
    except _OddError:
        found = None
    if found is None:
        raise InputError("malformed", f"{path!r} is no feed that can be read: its elements are too many, too deep, or have floods of attributes")
    if found.cut:
        at, open_ = found.cut
        source = source[: source.index(b">", at) + 1] + "".join(f"</{name}>" for name in reversed(open_)).encode()
    return SafeXml(source, _local(found.root), found.entries)


def _outline(source: bytes, entry: frozenset[str], most: int) -> _Outline:
    parser = expat.ParserCreate("utf-8")
    outline = _Outline(parser, entry, most)
    parser.StartElementHandler = outline.start
    parser.EndElementHandler = outline.end
    parser.Parse(source, True)
    return outline


def _mended(source: bytes) -> bytes:
    """What libxml2 makes of XML with errors in it; it expands and fetches nothing here, and gives up where elements lie too deep."""
    from lxml import etree

    parser = etree.XMLParser(recover=True, resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_pis=True)
    try:
        tree = etree.fromstring(source, parser)
    except (etree.XMLSyntaxError, ValueError):
        return b""
    return b"" if tree is None else bytes(etree.tostring(tree, encoding="utf-8"))


def _local(name: str) -> str:
    return name.rpartition(":")[2]
