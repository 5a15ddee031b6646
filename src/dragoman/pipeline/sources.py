"""Yields the sources of a run: the files under what was given, then what links lead to, fetched one by one."""

from __future__ import annotations

import datetime as dt
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Protocol

from dragoman.core.errors import InputError, NotFoundError
from dragoman.core.mentions import Failure
from dragoman.core.visits import Visit
from dragoman.ingest import Given, InputFile, Link, find_inputs
from dragoman.ingest.fetch import Fetched, Unchanged
from dragoman.ingest.reading import Source

MOST_LINKS = 1000
"""Links that one run fetches; the rest are listed as not followed, and `retry` goes on with them."""
FRESH = dt.timedelta(hours=1)
"""A link that a feed or list leads to is not asked for again so soon after it was read; one given by itself is."""


class Fetches(Protocol):
    """What fetches a page: `ingest.fetch.Fetcher`, or in tests a stand-in."""

    def fetch(self, url: str, known: Visit | None = None) -> Fetched | Unchanged:
        """The page, or that it is the same as when it was last visited; InputError where it must not or cannot be had."""
        ...


@dataclass(frozen=True, slots=True)
class Wanted:
    """What a run is asked to read.

    given: files, folders and addresses. now: the moment of the run, by which nothing was published later, None to judge no date by it.
    columns: names of fields by what they hold, for JSON and tables. follow: are links fetched? restore: may removed documents come back?
    again: ids of documents that are coded anew though nothing changed.
    """

    given: Sequence[str | Path]
    now: dt.datetime | None = None
    columns: Mapping[str, str] = field(default_factory=dict)
    follow: bool = True
    restore: bool = False
    again: frozenset[str] = frozenset()
    names: Mapping[str, str] = field(default_factory=dict)
    """What files are called, by their absolute path, where it is not their place below what was given."""
    wants: Callable[[Path], bool] = lambda file: True
    """Is this file to be read? For a watch, which passes over files that did not change."""

    @property
    def circumstances(self) -> Given:
        """What importers are told of every input."""
        return Given(today=self.now.date().isoformat() if self.now else None, columns=self.columns)


def is_address(given: str | Path) -> bool:
    """Is it a link, not a path?"""
    return isinstance(given, str) and given.lower().startswith(("http://", "https://"))


def find_sources(wanted: Wanted) -> tuple[list[Source], list[tuple[Source, Failure]]]:
    """The files under the paths, each once, in order of name, and the paths that are not there, each with its failure."""
    found: dict[Path, InputFile] = {}
    missing = []
    for given in wanted.given:
        if is_address(given):
            continue
        path = Path(given)
        try:
            for entry in find_inputs([path]):
                found.setdefault(entry.file.resolve(), entry)
        except NotFoundError as error:
            missing.append((Source(str(path.absolute()), path.name), Failure("ingest", path.name, "unreadable", error.message)))
    entries = list(found.values())
    named = [(wanted.names.get(location := str(entry.file.resolve()), entry.path), location, entry) for entry in entries if wanted.wants(entry.file)]
    return [Source(location, path, entry.file, given=wanted.circumstances, beside=entry.beside) for path, location, entry in sorted(named)], missing


@dataclass(slots=True)
class Links:
    """The links of a run, each address once: those given by themselves first, then those that inputs lead to, in order of appearance."""

    wanted: Wanted
    fetcher: Fetches | None
    known: Callable[[str], Visit | None]
    """The last visit of an address that brought something, None where there was none."""
    unchanged: list[str] = field(default_factory=list)
    """Addresses that hold what they held."""
    visits: dict[str, Visit] = field(default_factory=dict)
    failed: list[tuple[Source, Failure]] = field(default_factory=list)
    _waiting: deque[tuple[Link, bool]] = field(default_factory=deque)
    _asked: set[str] = field(default_factory=set)
    _fetched: int = 0

    def __post_init__(self) -> None:
        """Queues what was given by itself."""
        for given in self.wanted.given:
            if is_address(given):
                self.queue(Link(str(given), str(given)), by_itself=True)

    def __len__(self) -> int:
        """All links so far."""
        return len(self._asked)

    @property
    def waiting(self) -> bool:
        """Is there a link that was not looked at yet?"""
        return bool(self._waiting)

    def queue(self, link: Link, *, by_itself: bool = False) -> None:
        """Takes a link, once."""
        if link.url not in self._asked:
            self._asked.add(link.url)
            self._waiting.append((link, by_itself))

    def sources(self) -> Iterator[Source]:
        """Pages, fetched as they are asked for; links that come in meanwhile are followed too."""
        while self._waiting:
            link, by_itself = self._waiting.popleft()
            told = replace(link.told, url=link.told.url or link.url)
            source = Source(link.url, link.url, given=replace(self.wanted.circumstances, told=told))
            try:
                page = self._fetch(link.url, by_itself)
            except InputError as error:
                self.failed.append((source, Failure("ingest", link.url, error.code, error.message)))
                continue
            if page is None:
                self.unchanged.append(link.url)
            else:
                self.visits[link.url] = page.visit
                yield replace(source, raw=page.raw, given=replace(source.given, media=page.media, charset=page.charset, seen=source.given.today))

    def _fetch(self, url: str, by_itself: bool) -> Fetched | None:
        """The page, None where it is what it was."""
        if self.fetcher is None or not self.wanted.follow:
            raise InputError("not-followed", f"{url!r} was not fetched, for this run fetches nothing; add it by itself, or run 'dragoman retry'")
        visit = self.known(url)
        if visit and not by_itself and self._is_fresh(visit):
            return None
        if self._fetched >= MOST_LINKS:
            raise InputError("not-followed", f"{url!r} was not fetched, for one run fetches {MOST_LINKS:,} links; 'dragoman retry' goes on")
        self._fetched += 1
        page = self.fetcher.fetch(url, visit)
        if isinstance(page, Unchanged):
            self.visits[url] = page.visit
            return None
        return page

    def _is_fresh(self, visit: Visit) -> bool:
        now = self.wanted.now
        return now is not None and now - dt.datetime.fromisoformat(visit.at) < FRESH
