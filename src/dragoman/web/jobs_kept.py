"""Yields Job, one piece of work in the background, Watch, what is looked at again and again, and JobFile, where both are kept beside the record."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from dragoman.core.errors import StoreError

KINDS = ("add", "retry", "watch", "remove", "settle", "resolve")
"""add: reads files or links; retry: reads again what failed; watch: a look at what is watched; remove: takes a document out; settle: makes what was judged
hold; resolve: brings all up to date. The last two stand in no list and are kept nowhere: the record itself tells that they are due."""
STATES = ("waiting", "reading", "done", "failed", "stopped", "cut")
"""Of a job. stopped: by whoever looked on; cut: the desk was shut while it ran."""
MOST_KEPT = 40
"""Jobs that ended and are still told of."""
MOST_ENDS = 200
"""Inputs of one job that are told of one by one."""
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class End:
    """What became of one input. state: as of Input; error: code; message: its cause and what to do."""

    path: str
    state: str
    document: str | None = None
    error: str | None = None
    message: str | None = None


@dataclass(frozen=True, slots=True)
class Job:
    """One piece of work.

    given: files of the spool, addresses, a folder, or the id of a document; names: what files are called, by their path. at, ended: ISO, UTC.
    done, of: inputs so far and of all known; settling: all is read, and who and what is meant is being worked out. counts: {state: inputs};
    ends: what became of the first MOST_ENDS of them. again: what a second try would read. watch: the id of the watch that made it.
    """

    id: str
    kind: str
    given: tuple[str, ...]
    by: str
    at: str
    names: Mapping[str, str] = field(default_factory=dict)
    restore: bool = False
    why: str = ""
    watch: str = ""
    state: str = "waiting"
    stopping: bool = False
    done: int = 0
    of: int = 0
    settling: bool = False
    ended: str = ""
    counts: Mapping[str, int] = field(default_factory=dict)
    ends: tuple[End, ...] = ()
    again: tuple[str, ...] = ()
    error: str = ""
    message: str = ""

    @property
    def is_over(self) -> bool:
        """Is there no more to come of it?"""
        return self.state not in ("waiting", "reading")

    @property
    def inputs(self) -> int:
        """How many inputs it told of."""
        return sum(self.counts.values())

    @property
    def can_be_tried_again(self) -> bool:
        """Is there something that a second try would read?"""
        return self.is_over and bool(self.again)

    @property
    def called(self) -> str:
        """What it reads, in a few words: the first by name and how many more."""
        first = self.names.get(self.given[0], self.given[0]) if self.given else ""
        return f"{first} and {len(self.given) - 1} more" if len(self.given) > 1 else first


@dataclass(frozen=True, slots=True)
class Watch:
    """A folder or feed that is looked at every so many seconds. seen: what the folder held; last: when it was looked at (ISO, UTC); wrong: what failed then."""

    id: str
    given: str
    by: str
    at: str
    every: int
    seen: str = ""
    last: str = ""
    wrong: str = ""

    @property
    def is_feed(self) -> bool:
        """Is it an address, not a folder?"""
        return self.given.lower().startswith(("http://", "https://"))


@dataclass(frozen=True, slots=True)
class Kept:
    """All that the file holds. jobs: in order of coming in."""

    jobs: tuple[Job, ...] = ()
    watches: tuple[Watch, ...] = ()
    format: int = _FORMAT


class JobFile:
    """The jobs of a record, in a small file beside it: `affair.db` has `affair.jobs.json`."""

    def __init__(self, record: Path) -> None:
        """record: need not be there yet."""
        self.path = record.with_name(f"{record.stem}.jobs.json")

    def read(self) -> Kept:
        """What was kept; nothing where there is no file. StoreError where it cannot be read."""
        try:
            kept = msgspec.json.decode(self.path.read_bytes(), type=Kept)
        except FileNotFoundError:
            return Kept()
        except (OSError, msgspec.DecodeError) as error:
            raise StoreError(f"the jobs {str(self.path)!r} cannot be read: {error}; remove the file, and add again what was waiting") from error
        if kept.format != _FORMAT:
            raise StoreError(f"the jobs {str(self.path)!r} were kept by another version of Dragoman; remove the file, and add again what was waiting")
        return kept

    def write(self, kept: Kept) -> None:
        """Writes the file whole, to be read by its owner alone, in place of the old one."""
        try:
            handle, name = tempfile.mkstemp(dir=self.path.parent, prefix=f".{self.path.name}.")
            with os.fdopen(handle, "wb") as file:
                file.write(msgspec.json.format(msgspec.json.encode(kept), indent=1))
            Path(name).replace(self.path)
        except OSError as error:
            raise StoreError(f"the jobs {str(self.path)!r} cannot be written: {error.strerror or error}") from error
