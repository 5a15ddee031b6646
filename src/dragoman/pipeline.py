"""Yields the flow of one run: read, annotate, extract, store each document, then resolve and relate all; the only file that knows the order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from dragoman import __version__
from dragoman.annotate import annotate
from dragoman.codebook import Codebook, load_codebook
from dragoman.core.documents import Annotated, Document, Published, Timex, Zone
from dragoman.core.errors import DragomanError, InputError, NotFoundError, NothingReadError
from dragoman.core.ids import digest, document_id, sha256_hex
from dragoman.core.mentions import Attribution, Extracted, Failure, Input
from dragoman.engine.base import Engine
from dragoman.extract import extract
from dragoman.extract.rules.attribution import find_attributions
from dragoman.extract.rules.entities import find_entities
from dragoman.ingest import InputFile, find_inputs, read_input
from dragoman.models.spacy_model import find_english, load_english
from dragoman.relate import relate
from dragoman.resolve import resolve
from dragoman.store.base import Arrival, Store
from dragoman.view.record import Record

CHUNK = 128
"""Files read before their documents are coded: enough to keep all processes busy, few enough to hold in memory."""

Progress = Callable[[int, int], None]
"""Called with the number of files done and of all."""


@dataclass(frozen=True, slots=True)
class Coded:
    """A document after extraction; failure: why nothing could be drawn from it, else None."""

    extracted: Extracted
    failure: Failure | None = None


@dataclass(frozen=True, slots=True)
class Coding:
    """The work on one document: annotate, then extract. overlay: folder laid over the shipped codebook; version: stands in what comes out."""

    overlay: Path | None
    version: str

    def prepare(self) -> Callable[[Document], Coded]:
        """Loads model and codebook."""
        nlp, codebook = load_english().nlp, load_codebook(self.overlay)

        def code(document: Document) -> Coded:
            try:
                # Alone, not in a batch with others: a batch of another shape may round otherwise, and the order of adding would show.
                (annotated,) = annotate([document], nlp, codebook)
                return Coded(replace(extract(annotated, codebook), version=self.version))
            except Exception as error:
                return self._failed(document, f"{type(error).__name__}: {error}")

        return code

    def died(self, item: Document) -> Coded:
        """The process ended twice over this document."""
        return self._failed(item, "the process that coded it was ended twice, by a crash or for want of memory")

    def _failed(self, document: Document, message: str) -> Coded:
        return Coded(Extracted(document, version=self.version), Failure("extract", document.path or document.id, "extraction", message))


@dataclass(frozen=True, slots=True)
class Drawing[Out]:
    """The work on one document short of coding it: annotate, then `draw`, a function of a module, so that it can be sent to another process."""

    overlay: Path | None
    draw: Callable[[Annotated, Codebook], Out]

    def prepare(self) -> Callable[[Document], Out]:
        """Loads model and codebook."""
        nlp, codebook = load_english().nlp, load_codebook(self.overlay)
        return lambda document: self.draw(next(annotate([document], nlp, codebook)), codebook)

    def died(self, item: Document) -> Out:
        """A bare text has no record to keep a failure in, so the run ends."""
        raise DragomanError(f"the process that read {item.id!r} was ended twice, by a crash or for want of memory")


@dataclass(frozen=True, slots=True)
class Added:
    """What became of each input of a run, and all that failed in it."""

    inputs: tuple[Input, ...]
    failures: tuple[Failure, ...]


@dataclass(frozen=True, slots=True)
class _File:
    """One file as it was read. error: code of what was wrong with all of it."""

    location: str
    path: str
    raw: bytes = b""
    documents: tuple[Document, ...] = ()
    failures: tuple[Failure, ...] = ()
    error: str | None = None


@dataclass(slots=True)
class _Run:
    """One `add` under way."""

    store: Store
    coding: Coding
    versions: dict[str, str]
    inputs: list[Input] = field(default_factory=list)
    failures: list[Failure] = field(default_factory=list)

    def to_code(self, files: Sequence[_File]) -> dict[str, Document]:
        """Documents that are new, or were coded by another version, in order of first appearance; of equal ones that of the smallest path."""
        fresh: dict[str, Document] = {}
        for document in (document for file in files for document in file.documents):
            known = fresh.get(document.id) or (self.store.document(document.id) if document.id in self.versions else None)
            first = document if known is None else min(known, document, key=lambda d: d.path or "")
            # What an importer reads from a path (a date in a file name) must not hang on which copy came first.
            renamed = known is not None and first is not known and replace(first, path=known.path) != known
            if document.id in fresh or self.versions.get(document.id) != self.coding.version or renamed:
                fresh[document.id] = first
        return fresh

    def commit(self, file: _File, fresh: dict[str, Document], coded: Iterator[Coded]) -> None:
        """Stores what one file brought, document by document; takes from `fresh` and `coded` what it stores."""
        before, ids = self.store.brought_by(file.location), frozenset(document.id for document in file.documents)
        came = "updated" if before - ids else "added"
        for document in file.documents:
            arrival = Arrival(file.location, document.path or file.path, came, document.id)
            if fresh.pop(document.id, None) is not None:
                result = next(coded)
                self.store.put_coded(result.extracted, file.raw, arrival, result.failure)
                self.failures += [result.failure] if result.failure else []
                state = "updated" if document.id in self.versions else came
                self.versions[document.id] = self.coding.version
            else:
                state = "unchanged" if document.id in before else "copy" if came == "added" else came
                self.store.put_arrival(arrival, document)
            self.inputs.append(Input(arrival.path, state, document.id))
        if not file.documents:
            state = "empty" if file.error in (None, "no-text") else "failed"
            self.store.put_arrival(Arrival(file.location, file.path, state, None, file.error))
            self.inputs.append(Input(file.path, state, None, file.error))
        self.store.close_input(file.location, ids, file.failures)
        self.failures += file.failures


def version_of(codebook: Codebook) -> str:
    """Digest of extractor, codebook and model: what was coded with the same one need not be coded again."""
    model = find_english()
    return digest(__version__, codebook.digest, model.name, model.version, model.files_sha256)


def add(paths: Sequence[Path], store: Store, engine: Engine, overlay: Path | None, progress: Progress = lambda done, of: None) -> Added:
    """Reads files into the record, each document committed with all that was drawn from it; bad inputs become failures and the run goes on.

    overlay: folder laid over the shipped codebook. Does not resolve. NothingReadError where no input gave a document.
    """
    coding = Coding(overlay, version_of(load_codebook(overlay)))
    run = _Run(store, coding, store.versions())
    model = find_english()
    store.put_note("models", f"{model.name} {model.version}")
    found, missing = _find(paths)
    for file in missing:
        run.commit(file, {}, iter(()))
    for start in range(0, len(found), CHUNK):
        files = [_read(entry) for entry in found[start : start + CHUNK]]
        fresh = run.to_code(files)
        coded = engine.map(coding, list(fresh.values()))
        for done, file in enumerate(files, start + 1):
            run.commit(file, fresh, coded)
            progress(done, len(found))
    if not any(entry.document for entry in run.inputs):
        raise NothingReadError(_nothing(run, paths))
    return Added(tuple(run.inputs), tuple(run.failures))


def code_documents(documents: Sequence[Document], engine: Engine, overlay: Path | None) -> Iterator[Coded]:
    """What each document tells, in order, without a record: for bare texts and for measuring."""
    return engine.map(Coding(overlay, version_of(load_codebook(overlay))), documents)


def bare_document(text: str, day: str | None) -> Document:
    """A document of a text without a file: all of it body; day: ISO day on which it was published, None where unknown."""
    raw = text.encode("utf-8", "surrogatepass")
    published = Published(day, "given", 1.0) if day else None
    zones = (Zone(0, len(text), "body"),) if text else ()
    return Document(document_id(raw), text, sha256_hex(raw), "bare", lang="en", published=published, zones=zones)


def draw_times(annotated: Annotated, codebook: Codebook) -> tuple[Timex, ...]:
    """Time expressions of a document."""
    return annotated.times


def draw_attributions(annotated: Annotated, codebook: Codebook) -> tuple[Attribution, ...]:
    """Who says what in a document, before claims are cut from it."""
    return find_attributions(annotated, find_entities(annotated, codebook), codebook)


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
        wanted = digest(__version__, day or "", *(f"{key} {version}" for key, version in store.versions().items()), *decisions)
        if store.note("resolved_for") == wanted and not again:
            return day
        extracted = tuple(store.extracted())
    resolved = resolve(extracted, judgements, load_codebook(overlay), day)
    store.replace_resolved(relate(resolved, extracted), wanted)
    return day


def read_record(store: Store, overlay: Path | None, as_of: str | None = None) -> Record:
    """All that views show, of one moment; resolves first what a run that was cut off left unresolved."""
    day = resolve_all(store, overlay, as_of)
    with store.snapshot():
        return Record(store.resolved(), store.documents(), store.times(), day)


def _find(paths: Sequence[Path]) -> tuple[list[InputFile], list[_File]]:
    """The files under the paths, each once, and those paths that are not there."""
    found: dict[Path, InputFile] = {}
    missing = []
    for path in paths:
        try:
            for entry in find_inputs([path]):
                found.setdefault(entry.file.resolve(), entry)
        except NotFoundError as error:
            missing.append(_failed(str(path.absolute()), path.name, "unreadable", error.message))
    return sorted(found.values(), key=lambda entry: (entry.path, str(entry.file))), missing


def _read(entry: InputFile) -> _File:
    location = str(entry.file.resolve())
    try:
        raw = entry.read_bytes()
        parts = read_input(raw, entry.path)
    except InputError as error:
        return _failed(location, entry.path, error.code, error.message)
    except Exception as error:  # a parser of a third party may raise anything over a hostile file, and the run must go on
        return _failed(location, entry.path, "malformed", f"{entry.path!r} could not be read: {type(error).__name__}: {error}")
    documents = tuple(part for part in parts if isinstance(part, Document))
    failures = tuple(part for part in parts if isinstance(part, Failure))
    return _File(location, entry.path, raw, documents, failures, failures[0].error if failures else None)


def _failed(location: str, path: str, error: str, message: str) -> _File:
    return _File(location, path, failures=(Failure("ingest", path, error, message),), error=error)


def _nothing(run: _Run, paths: Sequence[Path]) -> str:
    if run.failures:
        rest = f" (and {len(run.failures) - 1} more)" if len(run.failures) > 1 else ""
        return f"nothing could be read: {run.failures[0].message}{rest}"
    return f"no file to read under {', '.join(repr(str(path)) for path in paths)}"
