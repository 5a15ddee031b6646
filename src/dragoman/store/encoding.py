"""Yields the bytes of records and the records of bytes: JSON by msgspec, zlib for raw input, ASCII for search."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any, get_args, get_type_hints

import msgspec
from anyascii import anyascii

from dragoman.core.desk import SavedSearch
from dragoman.core.documents import Document, Timex
from dragoman.core.listed import Listed, ListHead
from dragoman.core.mentions import AttributeMention, ClaimMention, EntityMention, EventMention, Extracted, Failure, Judgement
from dragoman.core.records import Reason
from dragoman.core.resolved import Resolved
from dragoman.core.visits import Visit


class Drawn(msgspec.Struct, frozen=True):
    """An Extracted without what is stored beside it: the document, its times, the version."""

    entities: tuple[EntityMention, ...]
    events: tuple[EventMention, ...]
    claims: tuple[ClaimMention, ...]
    attributes: tuple[AttributeMention, ...]
    reminders: tuple[EventMention, ...] = ()


_OTHER = re.compile(r"[^\x00-\x7f]+")
"""What is folded letter by letter; the rest of a text need not be looked at."""

_mention = msgspec.json.Decoder(EntityMention)
_reason = msgspec.json.Decoder(Reason)
_document = msgspec.json.Decoder(Document)
_times = msgspec.json.Decoder(tuple[Timex, ...])
_drawn = msgspec.json.Decoder(Drawn)
_failure = msgspec.json.Decoder(Failure)
_visit = msgspec.json.Decoder(Visit)
_list_head = msgspec.json.Decoder(ListHead)
_listed = msgspec.json.Decoder(Listed)
_search = msgspec.json.Decoder(SavedSearch)
_judgement = msgspec.json.Decoder(Judgement)
_resolved = {
    field.name: msgspec.json.Decoder(get_args(hint)[0]) for field, hint in ((field, get_type_hints(Resolved)[field.name]) for field in fields(Resolved))
}


def encode(record: object) -> bytes:
    """JSON of any record of `core`."""
    return msgspec.json.encode(record)


def encode_document(document: Document) -> bytes:
    """JSON of a document without its text, which is stored beside it."""
    return encode(replace(document, text=""))


def decode_document(record: bytes, text: str, path: str | None) -> Document:
    """The document of a row."""
    return replace(_document.decode(record), text=text, path=path)


def encode_drawn(extracted: Extracted) -> bytes:
    """JSON of the mentions of a document."""
    return encode(Drawn(extracted.entities, extracted.events, extracted.claims, extracted.attributes, extracted.reminders))


def decode_extracted(document: Document, version: str, times: bytes, record: bytes) -> Extracted:
    """The Extracted of a row."""
    drawn = _drawn.decode(record)
    return Extracted(document, decode_times(times), drawn.entities, drawn.events, drawn.claims, drawn.attributes, version, drawn.reminders)


def decode_times(times: bytes) -> tuple[Timex, ...]:
    """The time expressions of a row."""
    return _times.decode(times)


def decode_failure(record: bytes) -> Failure:
    """The failure of a row."""
    return _failure.decode(record)


def decode_visit(record: bytes) -> Visit:
    """The visit of a row."""
    return _visit.decode(record)


def decode_list(record: bytes) -> ListHead:
    """The list of a row."""
    return _list_head.decode(record)


def decode_listed(record: bytes) -> Listed:
    """The entry of a row."""
    return _listed.decode(record)


def decode_judgement(record: bytes) -> Judgement:
    """The judgement of a row."""
    return _judgement.decode(record)


def decode_search(record: bytes) -> SavedSearch:
    """The saved search of a row."""
    return _search.decode(record)


def decode_resolved(rows: list[tuple[str, bytes]]) -> Resolved:
    """Resolved from (kind, JSON) in order of position."""
    found: dict[str, list[Any]] = {kind: [] for kind in _resolved}
    for kind, record in rows:
        found[kind].append(_resolved[kind].decode(record))
    return Resolved(**{kind: tuple(records) for kind, records in found.items()})


def decode_records(kind: str, rows: Iterable[bytes]) -> tuple[Any, ...]:
    """Resolved records of a kind."""
    return tuple(_resolved[kind].decode(row) for row in rows)


def decode_mention(record: bytes) -> EntityMention:
    """The entity mention of a row."""
    return _mention.decode(record)


def decode_reason(record: bytes) -> Reason:
    """The reason of a row."""
    return _reason.decode(record)


def entity_parts[Part](rows: Iterable[tuple[str, bytes]], decode: Callable[[bytes], Part]) -> dict[str, list[Part]]:
    """{entity: what stands in its rows}."""
    found: dict[str, list[Part]] = {}
    for entity, record in rows:
        found.setdefault(entity, []).append(decode(record))
    return found


def with_parts(resolved: Resolved, mentions: Mapping[str, list[EntityMention]], reasons: Mapping[str, list[Reason]]) -> Resolved:
    """The same, entities with their mentions, in the order of documents, and their reasons."""
    entities = tuple(
        replace(e, mentions=tuple(sorted(mentions.get(e.id, ()), key=lambda m: (m.doc, m.start, m.end, m.id))), reasons=tuple(reasons.get(e.id, ())))
        for e in resolved.entities
    )
    return replace(resolved, entities=entities)


def find_redirects(old: set[str], resolved: Resolved) -> Mapping[str, str]:
    """Ids that are no more, to the record that now holds the mention they were named after; those whose mention is gone too are left out."""
    named: dict[tuple[str, str], str] = {}
    held = (("n", resolved.entities), ("e", resolved.events), ("c", resolved.claims))
    for prefix, records in held:
        for record in records:
            named |= {(prefix, mention.id.split("-", 1)[1]): record.id for mention in record.mentions}
    current = set(named.values())
    gone = sorted(key for key in old - current if "-" in key)
    return {key: new for key in gone if (new := named.get((key.split("-", 1)[0], key.split("-", 1)[1])))}


def pack(raw: bytes) -> bytes:
    """Compressed bytes of an input."""
    return zlib.compress(raw, 6)


def unpack(packed: bytes) -> bytes:
    """The bytes of an input as they were read."""
    return zlib.decompress(packed)


def fold(text: str) -> str:
    """Lower-case ASCII for search, whatever the script; its offsets are not those of the text."""
    return _OTHER.sub(lambda match: anyascii(match.group()), text).casefold()


def match_query(words: str) -> str:
    """An FTS5 query for all the words, each quoted, so that nothing in them is read as syntax; empty where there is no word."""
    return " ".join(f'"{word}"' for word in re.findall(r"\w+", fold(words)))
