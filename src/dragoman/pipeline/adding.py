"""Yields what became of each input of a run: sources are read, their documents coded in batches and stored one by one, with all they tell."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path

from dragoman.codebook import load_codebook
from dragoman.core.documents import Document
from dragoman.core.errors import NothingReadError
from dragoman.core.mentions import Failure, Input
from dragoman.engine.base import Engine, Limits
from dragoman.ingest import Link, Part
from dragoman.ingest.reading import Reading, Source
from dragoman.models import deed_model
from dragoman.models.pair_model import find_pair_model, why_absent
from dragoman.models.said_model import find_said_model, is_present
from dragoman.models.spacy_model import find_english
from dragoman.models.twin_model import twin_name
from dragoman.pipeline.coding import Coded, Coding, version_of
from dragoman.pipeline.sources import Fetches, Links, Wanted, find_sources
from dragoman.store.base import Arrival, Store

CHUNK = 128
"""Documents read before they are coded: enough to keep all processes busy, few enough to hold in memory."""
CHUNK_BYTES = 32 * 1024 * 1024
"""Raw bytes of them, for the same reason."""

Progress = Callable[[int, int], None]
"""Called with the number of inputs done and of all that are known of."""


@dataclass(frozen=True, slots=True)
class Added:
    """What became of each input of a run, all that failed in it, and files beside the reports that were passed over since they hold none."""

    inputs: tuple[Input, ...]
    failures: tuple[Failure, ...]
    passed: tuple[str, ...] = ()


@dataclass(slots=True)
class _Open:
    """A source that is being read. before: documents that each part brought when it was last read; kept: (part, document) it brings now."""

    source: Source
    before: Mapping[str, frozenset[str]]
    kept: set[tuple[str, str]] = field(default_factory=set)
    failures: list[Failure] = field(default_factory=list)
    led: bool = False

    def part(self, path: str) -> str:
        """What a part is called within its source, empty for the source itself."""
        return path.removeprefix(self.source.path)

    def brought(self, document: str) -> bool:
        """Did the source bring the document before?"""
        return any(document in ids for ids in self.before.values())


@dataclass(slots=True)
class _Run:
    """One `add` under way."""

    store: Store
    engine: Engine
    coding: Coding
    wanted: Wanted
    links: Links
    progress: Progress
    versions: dict[str, str]
    removed: frozenset[str]
    files: int = 0
    done: int = 0
    inputs: list[Input] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)
    passed: list[str] = field(default_factory=list)
    pieces: list[tuple[_Open, Part | Failure | None]] = field(default_factory=list)

    def read(self, sources: Iterable[Source]) -> None:
        """Reads sources, codes and stores what they bring, batch by batch."""
        opened: _Open | None = None
        for source, found in self.engine.stream(Reading(), sources, Limits()):
            opened = opened if opened and opened.source is source else _Open(source, self.store.brought_by(source.location))
            if isinstance(found, Link):
                opened.led = True
                self.links.queue(found)
            else:
                self.pieces.append((opened, self._checked(opened, found)))
            if found is None:
                opened = None
            parts = [piece for _, piece in self.pieces if isinstance(piece, Part)]
            if len(parts) >= CHUNK or sum(len(part.raw) for part in parts) >= CHUNK_BYTES:
                self.flush()
        self.flush()

    def fail(self, failed: list[tuple[Source, Failure]]) -> None:
        """Sources that could not be had at all. What one brought before stays, and so does how it came in."""
        for source, failure in failed:
            opened = _Open(source, self.store.brought_by(source.location))
            opened.kept |= {(part, key) for part, keys in opened.before.items() for key in keys}
            if opened.kept:
                opened.failures.append(failure)
                self.failures.append(failure)
                self.inputs.append(Input(source.path, "failed", None, failure.error))
            else:
                self._fail(opened, failure)
            self._close(opened)
        failed.clear()

    def stay(self, addresses: list[str]) -> None:
        """Pages that hold what they held."""
        for address in addresses:
            for key in sorted({key for keys in self.store.brought_by(address).values() for key in keys}):
                self.inputs.append(Input(address, "unchanged", key))
            if not self.store.brought_by(address):
                self.inputs.append(Input(address, "unchanged"))
            self._note_visit(address)
        addresses.clear()

    def flush(self) -> None:
        """Codes the documents of the batch that need it, then stores all of it in the order in which it was read."""
        pieces, self.pieces = self.pieces, []
        fresh = self._to_code(piece.document for _, piece in pieces if isinstance(piece, Part))
        coded = self.engine.map(self.coding, list(fresh.values()))
        for opened, piece in pieces:
            match piece:
                case Part():
                    self._put(opened, piece, fresh, coded)
                case Failure():
                    self._fail(opened, piece)
                case None:
                    self._close(opened)

    def _checked(self, opened: _Open, found: Part | Failure | None) -> Part | Failure | None:
        """A document that was removed does not come back by itself."""
        if isinstance(found, Part) and found.document.id in self.removed:
            path = found.document.path or opened.source.path
            return Failure("ingest", path, "removed", f"{path!r} was removed from this record ({found.document.id}); to have it again, add it with --restore")
        return found

    def _to_code(self, documents: Iterable[Document]) -> dict[str, Document]:
        """Documents that are new, or were coded by another version, in order of first appearance; of equal ones that of the smallest path."""
        fresh: dict[str, Document] = {}
        for document in documents:
            known = fresh.get(document.id) or (self.store.document(document.id) if document.id in self.versions else None)
            first = document if known is None else min(known, document, key=lambda d: d.path or "")
            # What an importer reads from a path (a date in a file name) must not hang on which copy came first.
            renamed = known is not None and first is not known and replace(first, path=known.path) != known
            if document.id in fresh or self.versions.get(document.id) != self.coding.version or renamed:
                fresh[document.id] = first
        return fresh

    def _put(self, opened: _Open, piece: Part, fresh: dict[str, Document], coded: Iterator[Coded]) -> None:
        """Stores one document; takes from `fresh` and `coded` what it stores."""
        document, path = piece.document, piece.document.path or opened.source.path
        part = opened.part(path)
        came = "updated" if opened.before.get(part, frozenset()) - {document.id} else "added"
        arrival = Arrival(opened.source.location, path, came, document.id, part=part)
        if fresh.pop(document.id, None) is not None:
            result = next(coded)
            self.store.put_coded(result.extracted, piece.raw, arrival, result.failure)
            self.failures += [result.failure] if result.failure else []
            state = "updated" if document.id in self.versions else came
            self.versions[document.id] = self.coding.version
        else:
            state = "unchanged" if opened.brought(document.id) else "copy" if came == "added" else came
            self.store.put_arrival(arrival, document)
        opened.kept.add((part, document.id))
        self.inputs.append(Input(path, state, document.id))

    def _fail(self, opened: _Open, failure: Failure) -> None:
        opened.failures.append(failure)
        self.failures.append(failure)
        self._put_empty(opened, failure.input, "empty" if failure.error == "no-text" else "failed", failure.error)

    def _put_empty(self, opened: _Open, path: str, state: str, error: str | None) -> None:
        part = opened.part(path)
        self.store.put_arrival(Arrival(opened.source.location, path, state, None, error, part))
        opened.kept.add((part, ""))
        self.inputs.append(Input(path, state, None, error))

    def _close(self, opened: _Open) -> None:
        location = opened.source.location
        if opened.source.beside and not opened.kept and not opened.led:
            self.passed.append(opened.source.path)
        elif not opened.kept and not opened.led:
            self._put_empty(opened, opened.source.path, "empty", None)
        self.store.close_input(location, frozenset(opened.kept), opened.failures)
        self._note_visit(location, came=opened.led or any(key for _, key in opened.kept))

    def _note_visit(self, location: str, *, came: bool = True) -> None:
        """Keeps the visit when something came of it and all of that is stored: a run that is cut off asks again."""
        visit = self.links.visits.pop(location, None)
        if visit and came:
            self.store.put_visit(visit)
        self.done += 1
        self.progress(self.done, self.files + len(self.links))


def add(
    wanted: Wanted, store: Store, engine: Engine, overlay: Path | None, fetcher: Fetches | None = None, progress: Progress = lambda done, of: None
) -> Added:
    """Reads inputs into the record, each document committed with all that was drawn from it; bad inputs become failures and the run goes on.

    overlay: folder laid over the shipped codebook. Does not resolve. NothingReadError where no input gave a document.
    """
    coding = Coding(overlay, version_of(load_codebook(overlay)))
    note_models(store)
    versions = {key: version for key, version in store.versions().items() if key not in wanted.again}
    links = Links(wanted, fetcher, store.visit)
    removed = frozenset() if wanted.restore else frozenset(stone.id for stone in store.tombstones())
    run = _Run(store, engine, coding, wanted, links, progress, versions, removed)
    sources, missing = find_sources(wanted)
    run.files = len(sources) + len(missing)
    run.fail(missing)
    run.read(sources)
    while links.waiting:  # again, for pages that were read while the last ones were fetched may have led to more
        run.read(links.sources())
    run.fail(links.failed)
    run.stay(links.unchanged)
    if all(entry.state in ("failed", "empty") for entry in run.inputs):
        raise NothingReadError(_nothing(run))
    return Added(tuple(run.inputs), tuple(run.failures), tuple(run.passed))


def note_models(store: Store) -> None:
    """Notes by which models what comes in is coded."""
    model = find_english()
    store.put_note("models", f"{model.name} {model.version}")
    second = None if why_absent() else find_pair_model()
    store.put_note("second", f"{second.name} {second.version}" if second else "")
    listener = find_said_model() if is_present() else None
    store.put_note("listener", f"{listener.name} {listener.version}" if listener else "")
    reader = deed_model.find_deed_model() if deed_model.is_present() else None
    store.put_note("deeds", f"{reader.name} {reader.version}" if reader else "")
    store.put_note("twins", twin_name() or "")


def _nothing(run: _Run) -> str:
    if run.failures:
        rest = f" (and {len(run.failures) - 1} more)" if len(run.failures) > 1 else ""
        return f"nothing could be read: {run.failures[0].message}{rest}"
    return f"no file to read under {', '.join(repr(str(path)) for path in run.wanted.given)}"
