"""Yields Settler: works what was judged into the record in a process of its own where that takes long, beside what is being read."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from dragoman.core.settings import Settings
from dragoman.web.jobs_child import Told
from dragoman.web.jobs_kept import Job
from dragoman.web.jobs_run import COMMAND, Run, Worker

FAILED = "the process that did this ended by itself"


@dataclass(frozen=True, slots=True)
class Settling:
    """What was judged and does not hold yet. seconds: how long it has been under way; percent: how much is done, where that is known, else 0; wrong: why
    it came to nothing, empty while it is under way."""

    seconds: int
    percent: int = 0
    wrong: str = ""


class Settler(Worker):
    """One process at a time. Nothing is kept: the record tells what was judged and does not hold yet, and a desk that starts goes on with that."""

    def __init__(self, settings: Settings, clock: Callable[[], dt.datetime], command: tuple[str, ...] = COMMAND) -> None:
        """clock: tells the time, with its zone; command: what runs the process."""
        self._settings, self._clock, self._command = settings, clock, command
        super().__init__("dragoman-settler")
        self._wanted = ""
        self._since: dt.datetime | None = None
        self._percent = 0
        self._wrong = ""

    def start(self) -> None:
        """Waits for what is wanted, and does it."""
        self._begin()

    def want(self, *, all_of_it: bool = False) -> None:
        """Works in what was judged, beginning now or after what is under way; all_of_it: documents too that no resolved record tells of yet.

        So it is after a failure: what was cut off may have left out documents that were to come in again.
        """
        with self._turn:
            self._wanted = "resolve" if all_of_it or self._wrong or self._wanted == "resolve" else "settle"
            self._since = self._since or self._clock()
            self._wrong = ""
            self._turn.notify_all()

    @property
    def state(self) -> Settling | None:
        """How far it is; None where there is nothing to do."""
        with self._turn:
            if self._since is None:
                return None
            return Settling(max(0, int((self._clock() - self._since).total_seconds())), self._percent, self._wrong)

    def _work(self) -> None:
        while run := self._take():
            told = run.follow(self._hear)
            with self._turn:
                self._run = None
                self._wrong = "" if self._wanted or not told.error else FAILED if told.error == "crash" else told.message
                if not (self._wanted or self._wrong):
                    self._since = None

    def _hear(self, told: Told) -> None:
        self._percent = 100 * told.done // told.of if told.of else 0

    def _take(self) -> Run | None:
        """Waits until something is wanted and starts it; None where the desk is shut."""
        with self._turn:
            while not self._closed:
                if not self._wanted:
                    self._turn.wait()
                    continue
                kind, self._wanted, self._percent = self._wanted, "", 0
                try:
                    self._run = Run(self._settings, Job("settling", kind, (), "", ""), self._command)
                except OSError as error:
                    self._wrong = f"no process could be started: {error}"
                    continue
                return self._run
        return None
