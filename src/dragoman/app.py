"""Yields App: a record opened with its settings; the only file that names a concrete store and engine."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

from dragoman import __version__, pipeline
from dragoman.codebook import load_codebook
from dragoman.codebook.coded import uncoded
from dragoman.core.documents import Document
from dragoman.core.errors import NotFoundError, NothingReadError, StoreError, UsageError
from dragoman.core.listed import ListHead
from dragoman.core.mentions import Input, Judgement, Tombstone
from dragoman.core.settings import Settings
from dragoman.core.visits import Visit
from dragoman.engine.base import Engine
from dragoman.engine.local import LocalEngine
from dragoman.export.interchange import Upkeep
from dragoman.ingest.fetch import Fetched, Fetcher, Unchanged
from dragoman.ingest.lists import BadEntry, file_sha256, good_entries, read_list
from dragoman.review.acts import Act
from dragoman.store.base import Desk, Store
from dragoman.store.sqlite import SqliteStore, has_full_text, sqlite_version
from dragoman.view.record import Record

SETTLED = 2.0
"""Seconds that a file must have been left alone for a watch to read it."""


@dataclass(frozen=True, slots=True)
class App:
    """A record and what may be done with it. Close it, or use it in a `with`."""

    settings: Settings
    store: Store
    clock: Callable[[], dt.datetime] = field(default=lambda: dt.datetime.now(dt.UTC))
    fetching: Callable[[], AbstractContextManager[pipeline.Fetches]] = Fetcher
    """Makes what fetches links, for one run; asked when the first link comes."""

    def __enter__(self) -> App:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Lets go of the record."""
        self.store.close()

    def add(self, wanted: pipeline.Wanted, progress: pipeline.Progress = lambda done, of: None) -> pipeline.Added:
        """Reads inputs into the record, then resolves. A document whose words another has is told as a copy of it."""
        wanted = replace(wanted, now=wanted.now or self.clock())
        try:
            with open_engine(self.settings) as engine, ExitStack() as stack:
                fetcher = _FirstAsked(lambda: stack.enter_context(self.fetching()))
                added = pipeline.add(wanted, self.store, engine, self.settings.codebook, fetcher, progress)
        finally:
            self.resolve()
        kinships = self.store.resting("kinships", (entry.document for entry in added.inputs if entry.document))
        return replace(added, inputs=pipeline.with_copies(added.inputs, kinships))

    def retry(self, progress: pipeline.Progress = lambda done, of: None) -> pipeline.Added:
        """Reads again what failed, and codes again what could not be coded; UsageError where nothing failed."""
        places, documents = self.store.failed()
        locations = {place for place, code in places.items() if code != "removed"}
        locations |= {place for key in documents for place in self.store.locations_of(key)}
        if not locations:
            raise UsageError("nothing failed in this record, so there is nothing to try again")
        names = {place: name for place in sorted(locations) if (name := self.store.called(place))}
        return self.add(pipeline.Wanted(sorted(locations), again=documents, names=names), progress)

    def watch(self, wanted: pipeline.Wanted, progress: pipeline.Progress = lambda done, of: None) -> Iterator[pipeline.Added]:
        """Reads the same inputs over and over, each time what is new or changed; one Added a round, empty where nothing was."""
        seen: dict[Path, tuple[int, int]] = {}
        while True:
            now = self.clock()
            yield self._round(replace(wanted, now=now, wants=partial(_changed, seen=seen, now=now)), progress)

    def _round(self, wanted: pipeline.Wanted, progress: pipeline.Progress) -> pipeline.Added:
        try:
            return self.add(wanted, progress)
        except NothingReadError:
            return pipeline.Added((), self.store.failures())

    def remove(self, key: str, by: str, why: str | None) -> Document:
        """Takes a document out, found by its id, the beginning of it, or its path, and all that rests on it alone; gives it back.

        NotFoundError where none is called so; UsageError where several are.
        """
        with self.store.snapshot():
            found = [d for d in self.store.documents() if key in (d.id, d.path, d.url) or (key.startswith("d-") and d.id.startswith(key))]
        if not found:
            raise NotFoundError(f"the record has no document {key!r}; 'dragoman documents' lists them")
        if len(found) > 1:
            raise UsageError(f"{key!r} could be any of {', '.join(d.id for d in found[:5])}; name one by its id")
        self.store.remove(Tombstone(found[0].id, self.clock().isoformat(timespec="seconds"), by, why))
        self.resolve()
        return found[0]

    def recode(self) -> pipeline.Recoding:
        """Codes anew what another version of Dragoman, codebook or models coded, and tells what differs; nothing is written."""
        with open_engine(self.settings) as engine:
            return pipeline.recode(self.store, engine, self.settings.codebook)

    def commit(self, recoding: pipeline.Recoding) -> None:
        """Writes what was coded anew, all of it or nothing, and resolves. Judgements stay: they sit on mentions."""
        self.store.put_recoded([(coded.extracted, coded.failure) for coded in recoding.coded])
        pipeline.note_models(self.store)
        self.resolve()

    def add_list(self, file: Path, called: str) -> tuple[ListHead, list[BadEntry]]:
        """Takes a list into the record, in place of one of that name; what went in, and what was left out. Errors as `read_list`, and nothing changed."""
        bad: list[BadEntry] = []
        at = self.clock().isoformat(timespec="seconds")
        head = ListHead(called, file.name, file_sha256(file), 0, at)
        told = self.store.put_list(head, good_entries(read_list(file, called, load_codebook(self.settings.codebook)), bad))
        self.resolve()
        return told, bad

    def drop_list(self, name: str) -> None:
        """Takes a list out; NotFoundError where there is none of that name."""
        self.store.drop_list(name)
        self.resolve()

    def resolve(self, *, again: bool = False) -> None:
        """Brings the resolved records up to date; again: from the mentions and judgements alone, even where they are."""
        pipeline.resolve_all(self.store, self.settings.codebook, self.settings.as_of, again=again)

    @property
    def review(self) -> pipeline.Reviewing:
        """What persons do with the record: acts, undoing, the queue, the log, agreement."""
        return pipeline.Reviewing(self.store, self.settings.codebook, self.settings.as_of, self.clock)

    def judge(self, act: Act, by: str) -> tuple[Judgement, ...]:
        """Carries out what a person decided, and resolves; what was written. JudgementError, and nothing written, where it cannot be done."""
        return self.review.judge(act, by)

    def undo(self, judgement: str, by: str) -> Judgement:
        """Undoes a judgement by another one, or by undoing that brings it back, and resolves."""
        return self.review.undo(judgement, by)

    def judgements(self) -> tuple[Judgement, ...]:
        """All judgements, by time, each with what undid it."""
        return self.store.judgements()

    def record(self) -> Record:
        """All that views show, resolved."""
        return pipeline.read_record(self.store, self.settings.codebook, self.settings.as_of)

    @property
    def desk(self) -> Desk:
        """The reads that pages are made of: what is resolved as it stands; nothing is resolved first."""
        return self.store.desk

    def part(self, *, most: int = pipeline.MOST, **asked: Any) -> pipeline.Part:
        """As much of the record as one page shows, as it stands, so that views run on it; asked: one field of `PartOf`. Errors as `read_part`."""
        return pipeline.read_part(self.store, pipeline.PartOf(**asked), self.settings.as_of, most)

    def upkeep(self) -> Upkeep:
        """Inputs, failures, judgements and models of the record."""
        with self.store.snapshot():
            used = (self.store.note(key).partition(" ") for key in ("models", "second", "listener", "deeds", "twins"))
            models = {"rules": __version__} | {name: version for name, _, version in used if name}
            return Upkeep(self.inputs(), self.store.failures(), self.store.judgements(), models)

    def dump(self) -> tuple[Record, Upkeep]:
        """All that a dump writes, of one moment."""
        self.resolve()
        with self.store.snapshot():
            return self.record(), self.upkeep()

    def uncoded(self, added: pipeline.Added) -> dict[str, int]:
        """{why: documents} of what a run brought that is not coded, in whole or in part: a language that cannot be coded, or `length`."""
        with self.store.snapshot():
            keys = sorted({entry.document for entry in added.inputs if entry.document})
            found = [document for key in keys if (document := self.store.document(key))]
        reasons = Counter(passage.lang for document in found for passage in uncoded(document)[:1])
        reasons["length"] = sum(document.coded_until is not None for document in found)
        return {why: reasons[why] for why in sorted(reasons) if reasons[why]}

    def inputs(self) -> tuple[Input, ...]:
        """What became of each input."""
        return pipeline.with_copies(self.store.inputs(), self.store.all_of("kinships"))


def open_app(settings: Settings, *, create: bool = False) -> App:
    """Opens the record that the settings name; create: makes it where it is missing.

    NotFoundError where there is none; StoreError where it is no record.
    """
    path = settings.record
    if not create and not path.exists():
        raise NotFoundError(f"there is no record {str(path)!r}; make one with 'dragoman --record {path} add PATH'")
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise StoreError(f"the record {str(path)!r} cannot be a folder or lie in a folder that is missing; name a file with --record")
    return App(settings, SqliteStore(path, partial(_name_of, settings)))


def _name_of(settings: Settings, code: str) -> str | None:
    """The codebook's name for a state or body."""
    found = load_codebook(settings.codebook).gazetteer.state(code)
    return found.name if found else None


@contextmanager
def open_engine(settings: Settings) -> Iterator[Engine]:
    """The engine of this machine, its processes let go at the end."""
    engine = LocalEngine(settings.jobs)
    try:
        yield engine
    finally:
        engine.close()


@dataclass(slots=True)
class _FirstAsked:
    """Makes a fetcher when it is first asked to fetch: a run without links need not load what talks to the network."""

    make: Callable[[], pipeline.Fetches]
    _made: pipeline.Fetches | None = None

    def fetch(self, url: str, known: Visit | None = None) -> Fetched | Unchanged:
        """What the fetcher answers."""
        self._made = self._made or self.make()
        return self._made.fetch(url, known)


def _changed(file: Path, seen: dict[Path, tuple[int, int]], now: dt.datetime) -> bool:
    """Is a file new or other than when it was last seen? One that was written to just now is left for the next round, when it may be whole."""
    try:
        stat = file.stat()
    except OSError:
        return False
    state = (stat.st_size, stat.st_mtime_ns)
    if seen.get(file) == state or 0 <= now.timestamp() - stat.st_mtime < SETTLED:
        return False
    seen[file] = state
    return True


def describe_store(settings: Settings) -> list[tuple[str, bool, str]]:
    """(what, is it well, what was found) of SQLite and of the record, which is not made where it is missing."""
    path = settings.record
    found = [("sqlite", has_full_text(), f"{sqlite_version()}{'' if has_full_text() else ', without FTS5'}")]
    if not path.exists():
        return [*found, ("record", True, f"{path.absolute()} is not there yet; 'dragoman add' makes it")]
    try:
        with open_app(settings) as app:
            documents = len(app.store.versions())
        return [*found, ("record", True, f"{path.absolute()}, {documents} documents, {path.stat().st_size:,} bytes")]
    except StoreError as error:
        return [*found, ("record", False, error.message)]
