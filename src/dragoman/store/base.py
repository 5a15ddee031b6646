"""Yields the store's boundary: Reader and Writer, which take and give records of `core` alone, and Arrival, one file that came in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any, Protocol

from dragoman.core.documents import Document, Timex
from dragoman.core.listed import Listed, ListHead
from dragoman.core.mentions import Extracted, Failure, Input, Judgement, Tombstone
from dragoman.core.parts import Block, Index, Known, Splice
from dragoman.core.resolved import Resolved
from dragoman.core.visits import Visit
from dragoman.store.desk_base import Desk

__all__ = ["Arrival", "Desk", "Parts", "Reader", "Store", "Writer"]


@dataclass(frozen=True, slots=True)
class Arrival:
    """One document, or none, that one file brought.

    location: the absolute place or address, so that two files of one relative name are two; path: relative to what was given.
    state: added, copy, updated, empty or failed. part: what it is called within the file (`/inner.html`, `:3`), empty for the file itself.
    """

    location: str
    path: str
    state: str
    document: str | None = None
    error: str | None = None
    part: str = ""


class Reader(Protocol):
    """Reads a record. Every tuple is in stable order: by id, or by path."""

    def snapshot(self) -> AbstractContextManager[None]:
        """All reads inside see one moment, whatever others write meanwhile."""

    def documents(self) -> tuple[Document, ...]:
        """All documents, by id; path is the smallest of all paths that led to it."""

    def document(self, key: str) -> Document | None:
        """One document by id."""

    def versions(self) -> dict[str, str]:
        """Document id to the version that it was coded with."""

    def extracted(self) -> Iterator[Extracted]:
        """What was drawn from each document, by document id."""

    def times(self) -> Mapping[str, tuple[Timex, ...]]:
        """Document id to its time expressions."""

    def resolved(self) -> Resolved:
        """The resolved records as they were last replaced."""

    def note(self, key: str) -> str:
        """What was noted under a key (`resolved_for`, `models`), empty where nothing was."""

    def brought_by(self, location: str) -> Mapping[str, frozenset[str]]:
        """Part to ids of the documents that it brought, of the file or page at a location when it was last read."""

    def failed(self) -> tuple[Mapping[str, str], frozenset[str]]:
        """What a second try may mend: {location: error code} of inputs with failures, and ids of documents whose coding failed."""

    def locations_of(self, document: str) -> tuple[str, ...]:
        """Where a document came from, sorted."""

    def called(self, location: str) -> str | None:
        """The path by which the input at a location was told, without that of a part; None where none came from there."""

    def tombstones(self) -> tuple[Tombstone, ...]:
        """Documents that were removed, by id."""

    def visit(self, url: str) -> Visit | None:
        """The last fetch of an address that brought something."""

    def inputs(self) -> tuple[Input, ...]:
        """What became of each input, by path: `added` for the path that names the document, `copy` for others, in whatever order they came."""

    def failures(self) -> tuple[Failure, ...]:
        """What could not be read or coded."""

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, by time and id."""

    def redirects(self) -> dict[str, str]:
        """Ids that went, to those that took their place."""

    def search(self, words: str) -> tuple[str, ...]:
        """Ids of the documents that hold all the words, whatever their accents and script, best first."""

    def raw(self, sha256: str) -> bytes | None:
        """The bytes of an input as they were read."""

    def lists(self) -> tuple[ListHead, ...]:
        """The lists that the user brought, by name."""

    def listed(self, keys: Iterable[str]) -> tuple[Listed, ...]:
        """Entries of lists that have a name with one of the keys (`codebook.name_keys`), by list and id."""


class Writer(Protocol):
    """Writes a record; each method is one transaction, and doing it twice is doing it once."""

    def put_coded(self, extracted: Extracted, raw: bytes, arrival: Arrival, failure: Failure | None = None) -> None:
        """A document with all that was drawn from it, its bytes and its arrival, together or not at all; failure: why coding it failed.

        A tombstone of it goes: what is in the record was not removed from it.
        """

    def put_recoded(self, coded: Sequence[tuple[Extracted, Failure | None]]) -> None:
        """Documents of the record that were coded anew, with why that failed or None, all together or none; what was removed meanwhile is left out."""

    def put_arrival(self, arrival: Arrival, document: Document | None = None) -> None:
        """An arrival that needs no coding: a copy (document: as read there), or a file that brought none."""

    def close_input(self, location: str, kept: frozenset[tuple[str, str]], failures: Sequence[Failure]) -> None:
        """The file at a location was read to its end: it brought these (part, document or empty) and failures, and no others."""

    def remove(self, tombstone: Tombstone) -> None:
        """Takes a document out with all that was drawn from it, its inputs, failures and, where no other needs them, its bytes."""

    def put_visit(self, visit: Visit) -> None:
        """Notes the last fetch of an address."""

    def replace_resolved(self, resolved: Resolved, resolved_for: str, index: Index | None = None, stamps: Mapping[str, int] | None = None) -> None:
        """All resolved records at once, so that a reader sees the old or the new; ids that go leave a redirect.

        index: what leads to them; stamps: of the documents that they are made of. Without these nothing can be fitted into them.
        """

    def put_note(self, key: str, value: str) -> None:
        """Notes a value under a key, in place of what was there."""

    def put_judgement(self, judgement: Judgement) -> None:
        """Adds a judgement; where one of this id is there, it stays."""

    def put_list(self, head: ListHead, entries: Iterable[Listed]) -> ListHead:
        """A list with its entries, in place of one of that name, together or not at all; gives the head with how many went in."""

    def drop_list(self, name: str) -> None:
        """Takes a list out; NotFoundError where there is none of that name."""


class Parts(Protocol):
    """Reads and writes the resolved records in parts, so that a few can take the place of others."""

    def stamps(self) -> tuple[dict[str, int], dict[str, int]]:
        """{document: stamp} of what is coded, and of what the resolved records are made of; the stamp is another one each time a document is coded."""

    def latest_day(self) -> str | None:
        """The latest publication day, None where no document has one."""

    def days(self, documents: Iterable[str]) -> dict[str, str]:
        """{document: publication day} of those that have one."""

    def weight(self) -> int:
        """Bytes of all that was drawn from documents."""

    def extracted_of(self, documents: Iterable[str]) -> Iterator[Extracted]:
        """What was drawn from some documents, by id."""

    def resting(self, kind: str, documents: Iterable[str]) -> tuple[Any, ...]:
        """Records of a kind (a field of Resolved, not `entities`) that rest on any of some documents."""

    def rests_on(self, kind: str, key: str) -> frozenset[str]:
        """The documents that a record rests on."""

    def parts(self, kind: str, keys: Iterable[str]) -> tuple[Any, ...]:
        """Records of a kind by id; entities without mentions and reasons. Those that are not there are left out."""

    def all_of(self, kind: str) -> tuple[Any, ...]:
        """All records of a kind, other than entities."""

    def of_pair(self, kind: str, actor: str, recipient: str, unit: str = "", after: str = "") -> tuple[Any, ...]:
        """Ties or shifts of an ordered pair; unit: only ties of it; after: only those that begin later than an ISO day."""

    def entity_of(self, documents: Iterable[str]) -> dict[str, str]:
        """{entity mention: entity} of some documents."""

    def entity_of_mentions(self, mentions: Iterable[str]) -> dict[str, str]:
        """{entity mention: entity} of those that are in the record."""

    def documents_of_entities(self, entities: Iterable[str], *, told: bool = False) -> dict[str, frozenset[str]]:
        """{entity: its documents}; told: only those that tell an attribute of it."""

    def known(self, entities: Iterable[str], without: Iterable[str] = ()) -> tuple[Known, ...]:
        """Entities with one mention of each face, by id; without: documents whose mentions do not count."""

    def found_by(self, space: str, keys: Iterable[str], most: int) -> dict[str, tuple[str, ...]]:
        """{key: at most so many documents or records that it leads to, those of the smallest ids}."""

    def near_blocks(self, block: Block, window: int, most: int) -> list[tuple[str, str]]:
        """(event mention, document) of the same block and days, at most so many: first those that tell the like, then the nearest in time."""

    def odds(self, pair: str) -> float | None:
        """What a model said of a pair of tellings; None where it was not asked."""

    def put_odds(self, odds: Mapping[str, float], *, alone: bool) -> None:
        """Keeps what a model said of pairs; alone: what is kept of others goes."""

    def splice(self, splice: Splice) -> bool:
        """Some resolved records in place of others; ids that go leave a redirect. False, and nothing written, where it is out of date."""


class Store(Reader, Writer, Parts, Protocol):
    """A record that is read and written."""

    @property
    def desk(self) -> Desk:
        """The reads that pages are made of."""

    def close(self) -> None:
        """Lets go of the file."""
