"""Yields the one document of a plain-text file, its text verbatim, or the links of a list of addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.ingest.assemble import assemble
from dragoman.ingest.base import MAX_BYTES
from dragoman.ingest.encodings import read_text
from dragoman.ingest.links import is_link_list, read_links
from dragoman.ingest.told import Found, Given, Told

_ADDRESS = re.compile(r"^[ \t]*(?:(?:URL|Link|Source|Address):[ \t]*)?(https?://[^\s<>\"]{4,2000})[ \t]*\r?$", re.MULTILINE | re.IGNORECASE)


class TextImporter:
    """Reads `.txt`: nothing is cut from the text; what is no prose is marked in its zones."""

    name = "text"
    suffixes = (".txt", ".text")
    media = ("text/plain",)
    limit = MAX_BYTES

    def takes(self, head: bytes) -> bool:
        """Text is what is left where no other importer takes a file; this one asks for nothing but a suffix or a media type."""
        return False

    def read(self, raw: bytes, path: str, given: Given) -> Iterator[Found]:
        """One document, or the links of a list of addresses; InputError: encoding, unreadable (binary), no-text."""
        text = read_text(raw, path)
        if is_link_list(text):
            yield from read_links(text, path)
            return
        address = _ADDRESS.search(text, 0, 4000)
        yield assemble(raw, text, path, self.name, Told(url=address.group(1) if address else None), given)


PLUGIN = TextImporter()
