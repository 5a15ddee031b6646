"""Yields the one document of a Word file (.docx): its paragraphs in order, with insertions accepted and deletions left out."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any

from dragoman.core.errors import InputError
from dragoman.ingest.assemble import assemble
from dragoman.ingest.base import MAX_BYTES
from dragoman.ingest.docx_text import Paragraph, read_paragraphs
from dragoman.ingest.hints import hinted, sane_author, sane_title
from dragoman.ingest.told import Found, Given, Told

MAX_UNPACKED = 50 * 1024 * 1024
"""Bytes of all members together; a report with pictures has a few megabytes."""
MAX_MARKUP = 20 * 1024 * 1024
"""Bytes of one member of markup: as a tree it takes ten to twenty times as much memory."""
MAX_RATIO = 200
"""How often smaller than itself a member of over a megabyte may be packed; markup packs 10 to 30 times."""
MAX_CHARACTERS = 1_000_000
"""Of the text; a long report has a hundred thousand."""
MAX_MEMBERS = 5000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_MAIN = "word/document.xml"


class DocxImporter:
    """Reads `.docx` by python-docx: paragraphs, cells of tables and text boxes; no headers, footers, notes and comments."""

    name = "docx"
    suffixes = (".docx", ".docm")
    media = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "application/vnd.ms-word.document.macroenabled.12")
    limit = MAX_BYTES

    def takes(self, head: bytes) -> bool:
        """Does it begin with a ZIP member of Word's, or as the older Word's files do (which are then refused in clear words)?"""
        return head.startswith(_OLE) or (head.startswith(b"PK\x03\x04") and b"word/" in head)

    def read(self, raw: bytes, path: str, given: Given) -> Iterator[Found]:
        """One document. InputError: unknown-format (.doc), encrypted, malformed (no ZIP, no Word file, DTD in its markup), too-large, no-text."""
        _check(raw, path)
        paragraphs, core = _open(raw, path)
        lines = [paragraph.text for paragraph in paragraphs]
        if not lines:
            raise InputError("no-text", f"{path!r} holds no paragraph of text")
        title = _title(paragraphs, core)
        kinds = {paragraph.text: paragraph.kind for paragraph in paragraphs if paragraph.kind in ("heading", "caption")}
        told = Told(title=title, kinds=kinds | ({title: "title"} if title else {}))
        # Templates carry the day of their own making, and a file may be changed for years: a day counts only where it was made and left.
        day = core.created if core.created and core.created == core.modified else None
        hints = hinted(given, title=core.title, author=core.author, page_day=day)
        yield assemble(raw, "\n\n".join(lines) + "\n", path, self.name, told, hints)


class _Core:
    """Properties of the file where they are sane: title, author, ISO days of making and of the last change."""

    def __init__(self, properties: Any) -> None:
        self.title = sane_title(_property(properties, "title"))
        self.author = sane_author(_property(properties, "author"))
        self.created = _iso_day(_property(properties, "created"))
        self.modified = _iso_day(_property(properties, "modified"))


def _property(properties: Any, name: str) -> Any:
    try:
        return getattr(properties, name)
    except (ValueError, TypeError, AttributeError, KeyError):
        return None


def _iso_day(value: Any) -> str | None:
    return str(value.date().isoformat()) if hasattr(value, "date") else None


def _title(paragraphs: list[Paragraph], core: _Core) -> str | None:
    """The paragraph styled as a title, else a heading above the text, else the one that the property names."""
    head = [paragraph for paragraph in paragraphs[:8] if len(paragraph.text) <= 300]
    for kind in ("title", "top"):
        styled = next((paragraph.text for paragraph in head if paragraph.kind == kind), None)
        if styled:
            return styled
    first = next((paragraph for paragraph in head[:4] if paragraph.kind == "heading"), None)
    if first and not any(len(paragraph.text) > 120 for paragraph in head[: head.index(first)]):
        return first.text
    return next((paragraph.text for paragraph in head if core.title and paragraph.text.casefold() == core.title.casefold()), None)


def _check(raw: bytes, path: str) -> None:
    """InputError where the package must not be opened; reads no more than its directory and its markup."""
    if raw.startswith(_OLE):
        if _ENCRYPTED in raw:
            raise InputError("encrypted", f"{path!r} opens only with a password; save it without one")
        raise InputError("unknown-format", f"{path!r} is a file of Word before 2007 (.doc); save it as .docx")
    try:
        with zipfile.ZipFile(io.BytesIO(raw)) as package:
            _check_members(package, path)
    except (zipfile.BadZipFile, zipfile.LargeZipFile, OSError, EOFError, ValueError, NotImplementedError, RuntimeError, zlib.error) as error:
        raise InputError("malformed", f"{path!r} is no Word file, or a broken one ({error}); open it in a word processor and save it anew") from error


def _check_members(package: zipfile.ZipFile, path: str) -> None:
    members = package.infolist()
    if len(members) > MAX_MEMBERS:
        raise InputError("too-large", f"{path!r} holds {len(members):,} members, the limit is {MAX_MEMBERS:,}")
    total = sum(member.file_size for member in members)
    if total > MAX_UNPACKED:
        raise InputError("too-large", f"{path!r} unpacks to {total:,} bytes, the limit is {MAX_UNPACKED:,}; save it without its pictures")
    if any(member.file_size > MAX_RATIO * max(1, member.compress_size) for member in members if member.file_size > 1024 * 1024):
        raise InputError("too-large", f"{path!r} holds a member that unpacks to more than {MAX_RATIO} times its size")
    if any(member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED) for member in members):
        raise InputError("malformed", f"{path!r} is packed in a way that no Word file is")
    if any(member.flag_bits & 1 for member in members):
        raise InputError("encrypted", f"{path!r} holds members that open only with a password; save it without one")
    names = {member.filename for member in members}
    if not {"[Content_Types].xml", _MAIN} <= names:
        raise InputError("malformed", f"{path!r} is a ZIP archive but no Word file (it holds no {_MAIN}); give it the suffix of what it is")
    for member in members:
        if not member.filename.endswith((".xml", ".rels")):
            continue
        if member.file_size > MAX_MARKUP:
            raise InputError("too-large", f"{path!r}: {member.filename!r} has {member.file_size:,} bytes, the limit is {MAX_MARKUP:,}")
        markup = package.read(member)
        if b"<!DOCTYPE" in markup.replace(b"\0", b"") or b"<!ENTITY" in markup.replace(b"\0", b""):
            raise InputError("malformed", f"{path!r}: {member.filename!r} declares a document type or entities, which no Word file does")


def _open(raw: bytes, path: str) -> tuple[list[Paragraph], _Core]:
    import docx  # a quarter of a second, which a run over plain text need not pay

    try:
        word = docx.Document(io.BytesIO(raw))
        paragraphs = read_paragraphs(word, MAX_CHARACTERS)
        if paragraphs is None:
            raise InputError("too-large", f"{path!r} has more than {MAX_CHARACTERS:,} characters; save the pages of the report alone")
        return paragraphs, _Core(word.core_properties)
    except (MemoryError, InputError):
        raise
    except Exception as error:  # python-docx and lxml raise anything from KeyError to XMLSyntaxError over a package that lacks what it names
        raise InputError(
            "malformed", f"{path!r} is a broken Word file ({type(error).__name__}: {error}); open it in a word processor and save it anew"
        ) from error


PLUGIN = DocxImporter()
