"""Yields the store's boundary: Reader and Writer, which take and give records of `core` alone, and Arrival, one file that came in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Protocol

from dragoman.core.documents import Document, Timex
from dragoman.core.mentions import Extracted, Failure, Input, Judgement
from dragoman.core.resolved import Resolved


@dataclass(frozen=True, slots=True)
class Arrival:
    """One document, or none, that one file brought.

    location: the absolute place, so that two files of one relative name are two; path: relative to what was given.
    state: added, copy, updated, empty or failed.
    """

    location: str
    path: str
    state: str
    document: str | None = None
    error: str | None = None


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

    def brought_by(self, location: str) -> frozenset[str]:
        """Ids of the documents that the file at a location brought when it was last read."""

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


class Writer(Protocol):
    """Writes a record; each method is one transaction, and doing it twice is doing it once."""

    def put_coded(self, extracted: Extracted, raw: bytes, arrival: Arrival, failure: Failure | None = None) -> None:
        """A document with all that was drawn from it, its bytes and its arrival, together or not at all; failure: why coding it failed."""

    def put_arrival(self, arrival: Arrival, document: Document | None = None) -> None:
        """An arrival that needs no coding: a copy (document: as read there), or a file that brought none."""

    def close_input(self, location: str, documents: frozenset[str], failures: Sequence[Failure]) -> None:
        """The file at a location was read to its end: it brought these documents and failures, and no others."""

    def replace_resolved(self, resolved: Resolved, resolved_for: str) -> None:
        """All resolved records at once, so that a reader sees the old or the new; ids that go leave a redirect."""

    def put_note(self, key: str, value: str) -> None:
        """Notes a value under a key, in place of what was there."""

    def put_judgement(self, judgement: Judgement) -> None:
        """Adds a judgement; where one of this id is there, it stays."""


class Store(Reader, Writer, Protocol):
    """A record that is read and written."""

    def close(self) -> None:
        """Lets go of the file."""
