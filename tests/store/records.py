"""Yields documents, mentions and resolved records of invented texts for the tests of stores."""

from __future__ import annotations

from dragoman.core.dates import on
from dragoman.core.documents import Document, Published, Timex, Zone
from dragoman.core.ids import document_id, sha256_hex
from dragoman.core.mentions import EntityMention, Extracted
from dragoman.core.records import Entity
from dragoman.core.resolved import Resolved
from dragoman.store.base import Arrival


def make_document(text: str = "Norland shut the pass.", path: str = "a.txt", title: str | None = None) -> Document:
    """A document of a text, dated and zoned."""
    raw = text.encode()
    published = Published("2031-03-10", "byline", 0.9)
    return Document(document_id(raw), text, sha256_hex(raw), "text", path, title=title, published=published, zones=(Zone(0, len(text), "body"),))


def make_extracted(document: Document, version: str = "v1") -> Extracted:
    """One name and one time expression of a document."""
    mention = EntityMention(f"nm-{document.id[2:]}-000000-000007-x", document.id, 0, 7, document.text[:7], "state", "name", "Norland", "", 0)
    return Extracted(document, (Timex(0, 7, "DATE", "2031", None, on("2031")),), (mention,), version=version)


def make_arrival(document: Document, state: str = "added", folder: str = "/clippings") -> Arrival:
    """The arrival of a document from a folder."""
    return Arrival(f"{folder}/{document.path}", document.path or "", state, document.id)


def make_resolved(*extracted: Extracted, key: str | None = None) -> Resolved:
    """One entity that holds the names of all the documents."""
    mentions = tuple(mention for drawn in extracted for mention in drawn.entities)
    first = key or "n-" + min(mention.id for mention in mentions).split("-", 1)[1]
    entity = Entity(first, "state", "Norland", (), "XNO", None, {}, mentions)
    origins = tuple((drawn.document.id, drawn.document.id) for drawn in extracted)
    return Resolved(entities=(entity,), origins=origins)
