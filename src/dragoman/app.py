"""Yields App: a record opened with its settings; the only file that names a concrete store and engine."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dragoman import __version__, pipeline
from dragoman.core.errors import NotFoundError, StoreError
from dragoman.core.mentions import Input
from dragoman.core.settings import Settings
from dragoman.engine.base import Engine
from dragoman.engine.local import LocalEngine
from dragoman.export.interchange import Upkeep
from dragoman.store.base import Store
from dragoman.store.sqlite import SqliteStore, has_full_text, sqlite_version
from dragoman.view.record import Record


@dataclass(frozen=True, slots=True)
class App:
    """A record and what may be done with it. Close it, or use it in a `with`."""

    settings: Settings
    store: Store

    def __enter__(self) -> App:
        """Itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Lets go of the record."""
        self.store.close()

    def add(self, paths: Sequence[Path], progress: pipeline.Progress) -> pipeline.Added:
        """Reads files into the record, then resolves."""
        with open_engine(self.settings) as engine:
            added = pipeline.add(paths, self.store, engine, self.settings.codebook, progress)
        self.resolve()
        return added

    def resolve(self, *, again: bool = False) -> None:
        """Brings the resolved records up to date; again: from the mentions and judgements alone, even where they are."""
        pipeline.resolve_all(self.store, self.settings.codebook, self.settings.as_of, again=again)

    def record(self) -> Record:
        """All that views show, resolved."""
        return pipeline.read_record(self.store, self.settings.codebook, self.settings.as_of)

    def upkeep(self) -> Upkeep:
        """Inputs, failures, judgements and models of the record."""
        with self.store.snapshot():
            name, _, version = self.store.note("models").partition(" ")
            models = {"rules": __version__} | ({name: version} if name else {})
            return Upkeep(self.store.inputs(), self.store.failures(), self.store.judgements(), models)

    def dump(self) -> tuple[Record, Upkeep]:
        """All that a dump writes, of one moment."""
        self.resolve()
        with self.store.snapshot():
            return self.record(), self.upkeep()

    def inputs(self) -> tuple[Input, ...]:
        """What became of each input."""
        return self.store.inputs()


def open_app(settings: Settings, *, create: bool = False) -> App:
    """Opens the record that the settings name; create: makes it where it is missing.

    NotFoundError where there is none; StoreError where it is no record.
    """
    path = settings.record
    if not create and not path.exists():
        raise NotFoundError(f"there is no record {str(path)!r}; make one with 'dragoman --record {path} add PATH'")
    if path.is_dir() or not path.absolute().parent.is_dir():
        raise StoreError(f"the record {str(path)!r} cannot be a folder or lie in a folder that is missing; name a file with --record")
    return App(settings, SqliteStore(path))


@contextmanager
def open_engine(settings: Settings) -> Iterator[Engine]:
    """The engine of this machine, its processes let go at the end."""
    engine = LocalEngine(settings.jobs)
    try:
        yield engine
    finally:
        engine.close()


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
