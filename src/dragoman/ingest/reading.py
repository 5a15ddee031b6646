"""Yields Source, one input to be read, and Reading, which reads it in a process of its own: no parser of a hostile file runs beside the record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.core.errors import INPUT_CODES, InputError
from dragoman.core.mentions import Failure
from dragoman.ingest.base import MAX_CONTAINER, InputFile, too_large
from dragoman.ingest.read import HEAD, importer_of, read_input
from dragoman.ingest.told import Found, Given


@dataclass(frozen=True, slots=True)
class Source:
    """One input. location: its absolute path or its address, by which it is known when it comes again; path: what it is called.

    file: where it lies, or None for what was fetched, with `raw`. beside: may it hold no reports, and then be passed over?
    """

    location: str
    path: str
    file: Path | None = None
    raw: bytes = b""
    given: Given = field(default_factory=Given)
    beside: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """The work on one source. Everything that can go wrong becomes a Failure; what concerns the whole source bears its path."""

    def prepare(self) -> Callable[[Source], Iterator[Found]]:
        """Loads nothing: importers fetch their libraries when they are first needed."""
        return read_source

    def died(self, item: Source, why: str) -> Found:
        """The process was ended over this source. why: timeout, memory or crash."""
        return Failure("ingest", item.path, why, f"{item.path!r} was given up: {INPUT_CODES[why]}; convert it to plain text, or split it")


def read_source(source: Source) -> Iterator[Found]:
    """Parts, links and failures of one source, one by one; nothing of one that may be passed over and holds no reports."""
    try:
        yield from read_input(_raw(source), source.path, source.given)
    except InputError as error:
        if source.beside and error.code in ("malformed", "missing-field", "no-text"):
            return
        yield Failure("ingest", source.path, error.code, error.message)
    except MemoryError:
        raise  # the process that reads is no longer to be trusted
    except Exception as error:  # a parser of a third party may raise anything over a hostile file, and the run must go on
        yield Failure("ingest", source.path, "malformed", f"{source.path!r} could not be read: {type(error).__name__}: {str(error)[:300]}")


def _raw(source: Source) -> bytes:
    if source.file is None:
        return source.raw
    entry = InputFile(source.path, source.file)
    size = entry.size()
    if size > MAX_CONTAINER:
        raise too_large(source.path, size, MAX_CONTAINER)
    return entry.read_bytes(importer_of(source.path, entry.read_head(HEAD), source.given.media).limit)
