"""Yields the one document of a plain-text file, its text verbatim."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.core.documents import Document
from dragoman.ingest.assemble import Told, assemble
from dragoman.ingest.base import decode

_ADDRESS = re.compile(r"^[ \t]*(?:(?:URL|Link|Source|Address):[ \t]*)?(https?://[^\s<>\"]{4,2000})[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)


class TextImporter:
    """Reads `.txt`: nothing is cut from the text; what is no prose is marked in its zones."""

    name = "text"
    suffixes = (".txt",)

    def read(self, raw: bytes, path: str) -> Iterator[Document]:
        """One document; InputError: encoding, unreadable (binary), no-text."""
        text = decode(raw, path)
        address = _ADDRESS.search(text, 0, 4000)
        yield assemble(raw, text, path, self.name, Told(url=address.group(1) if address else None))


PLUGIN = TextImporter()
