"""Yields the resolved record: from the store brought up to date, or from some documents alone."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from dragoman import __version__
from dragoman.codebook import load_codebook
from dragoman.core.documents import Document
from dragoman.core.ids import digest
from dragoman.core.mentions import Extracted, Input
from dragoman.core.resolved import Resolved
from dragoman.relate import relate
from dragoman.resolve import resolve
from dragoman.resolve.lists import list_keys
from dragoman.store.base import Store
from dragoman.view.record import Record


def assemble_record(extracted: Sequence[Extracted], overlay: Path | None, as_of: str | None = None) -> Record:
    """A Record that is kept nowhere, from what some documents tell."""
    documents = tuple(sorted((drawn.document for drawn in extracted), key=lambda document: document.id))
    day = as_of or latest_day(documents)
    resolved = relate(resolve(extracted, (), load_codebook(overlay), day), extracted)
    return Record(resolved, documents, {drawn.document.id: drawn.times for drawn in extracted}, day)


def latest_day(documents: Sequence[Document]) -> str | None:
    """The latest publication day, by which deadlines are judged; None where no document is dated."""
    return max((document.published.day for document in documents if document.published), default=None)


def resolve_all(store: Store, overlay: Path | None, as_of: str | None = None, *, again: bool = False) -> str | None:
    """Brings the resolved records up to the documents and judgements of the record, where they are not; again: even where they are.

    as_of: ISO day by which deadlines are judged, None for the latest publication day. Returns that day.
    """
    with store.snapshot():
        day = as_of or latest_day(store.documents())
        judgements = store.judgements()
        decisions = (f"{judgement.id} {judgement.undone_by}" for judgement in judgements)
        lists = (f"{head.name} {head.sha256}" for head in store.lists())
        wanted = digest(__version__, day or "", *(f"{key} {version}" for key, version in store.versions().items()), *decisions, *lists)
        if store.note("resolved_for") == wanted and not again:
            return day
        extracted = tuple(store.extracted())
        listed = store.listed(list_keys(extracted)) if store.lists() else ()
    resolved = resolve(extracted, judgements, load_codebook(overlay), day, listed)
    store.replace_resolved(relate(resolved, extracted), wanted)
    return day


def read_record(store: Store, overlay: Path | None, as_of: str | None = None) -> Record:
    """All that views show, of one moment; resolves first what a run that was cut off left unresolved."""
    day = resolve_all(store, overlay, as_of)
    with store.snapshot():
        return Record(store.resolved(), store.documents(), store.times(), day)


def with_copies(inputs: Sequence[Input], resolved: Resolved) -> tuple[Input, ...]:
    """Inputs, where `copy` stands for those too whose document has the words of another, under other bytes."""
    copies = {kin.document for kin in resolved.kinships if kin.kind == "copy"}
    return tuple(replace(entry, state="copy") if entry.state == "added" and entry.document in copies else entry for entry in inputs)
