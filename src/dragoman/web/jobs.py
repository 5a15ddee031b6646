"""Yields Jobs: what is read in the background, one at a time, each in a process of its own; it is kept, and outlives a restart of the desk."""

from __future__ import annotations

import datetime as dt
import logging
import secrets
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial
from pathlib import Path

from dragoman.core.errors import DragomanError, NotFoundError, StoreError, UsageError
from dragoman.core.settings import Settings
from dragoman.pipeline.sources import is_address
from dragoman.web.jobs_child import Told
from dragoman.web.jobs_kept import MOST_KEPT, Job, JobFile, Kept, Watch
from dragoman.web.jobs_run import COMMAND, Run, Worker
from dragoman.web.jobs_spool import HandedIn, Spool
from dragoman.web.jobs_watch import FEED_EVERY, FOLDER_EVERY, MOST_WATCHES, check_watched, state_of, what_is_due

MOST_WAITING = 50
"""Jobs that wait at one time."""
MOST_LINKS = 200
"""Links given at once."""
LOOK = 2.0
"""Seconds between two looks at what is due, where something is watched."""
NEWS = ("added", "updated", "copy")
"""Ends of inputs without which a look at what is watched is not told of."""
_LOG = logging.getLogger("dragoman.web")


class Jobs(Worker):
    """The jobs of one record. `start` lets them run; before that, and after `close`, they wait."""

    def __init__(self, settings: Settings, clock: Callable[[], dt.datetime], command: tuple[str, ...] = COMMAND) -> None:
        """clock: tells the time, with its zone; command: what runs a job."""
        self._settings, self._clock, self._command = settings, clock, command
        self._file = JobFile(settings.record)
        self.spool = Spool(settings.record)
        super().__init__("dragoman-jobs")
        self._jobs: dict[str, Job] = {}
        self._watches: dict[str, Watch] = {}

    def start(self) -> None:
        """Goes on with what waited when the desk was last shut. What was being read then is told as cut off, to be tried again."""
        kept = self._file.read()
        for job in kept.jobs:
            cut = replace(job, state="cut", settling=False, ended=self._now(), again=job.given) if job.state == "reading" else job
            self._jobs[job.id] = cut
        self._watches = {watch.id: watch for watch in kept.watches}
        if kept != self._kept():
            self._write()
        self._sweep()
        self._begin()

    def all(self) -> tuple[Job, ...]:
        """All that are told of: what runs, what waits in order, then what ended, the last first."""
        with self._turn:
            jobs = list(self._jobs.values())
        over = [job for job in reversed(jobs) if job.is_over]
        return (*sorted((job for job in jobs if not job.is_over), key=lambda job: job.state != "reading"), *over)

    def get(self, key: str) -> Job:
        """One; NotFoundError where there is none of that id."""
        with self._turn:
            if key not in self._jobs:
                raise NotFoundError("there is no such job any more; the list of inputs tells what became of all that was read")
            return self._jobs[key]

    def watches(self) -> tuple[Watch, ...]:
        """What is watched, the oldest first."""
        with self._turn:
            return tuple(self._watches.values())

    def add(self, files: Sequence[HandedIn], links: Sequence[str], by: str, *, restore: bool = False) -> Job:
        """Takes files and links to be read; UsageError where there are none, too many, or one is no link."""
        wrong = next((link for link in links if not is_address(link)), None)
        if wrong is not None:
            raise UsageError(f"{wrong!r} is no link; a link begins with http:// or https://, one on each line")
        if len(links) > MOST_LINKS:
            raise UsageError(f"{MOST_LINKS} links may come at once, and these are {len(links):,}; put them into a text file, one on each line, and add that")
        if not files and not links:
            raise UsageError("nothing was given to read; choose files, or paste links")
        self._check_room()
        with self._turn:
            names = self.spool.put(files) if files else {}  # under the lock, so that nobody sweeps them away before their job stands
            return self._put(Job(_key(), "add", (*names, *links), by, self._now(), names=names, restore=restore, of=len(names) + len(links)))

    def retry(self, places: Iterable[str], by: str, *, restore: bool = False) -> Job:
        """Reads again inputs of the record, by their locations."""
        given = tuple(sorted(set(places)))
        if not given:
            raise UsageError("nothing failed in this record, so there is nothing to try again")
        self._check_room()
        return self._put(Job(_key(), "retry", given, by, self._now(), restore=restore))

    def remove(self, document: str, title: str, by: str, why: str) -> Job:
        """Takes a document out. title: what it is called."""
        self._check_room()
        return self._put(Job(_key(), "remove", (document,), by, self._now(), names={document: title}, why=why))

    def again(self, key: str, by: str) -> Job:
        """Tries once more what a job did not do."""
        job = self.get(key)
        if not job.can_be_tried_again:
            raise UsageError("all of it was read, so there is nothing to try again")
        self._check_room()
        names = {place: name for place, name in job.names.items() if place in job.again}
        kind = "retry" if job.kind == "add" else job.kind
        with self._turn:
            self._jobs.pop(key, None)
            return self._put(Job(_key(), kind, job.again, by, self._now(), names=names, restore=job.restore, why=job.why, watch=job.watch))

    def stop(self, key: str) -> None:
        """Stops one: what it read stays. One that waits goes."""
        with self._turn:
            job = self.get(key)
            if job.state == "waiting":
                self._jobs[key] = replace(job, state="stopped", ended=self._now(), again=job.given)
            elif job.state == "reading" and self._run and not job.stopping:
                self._jobs[key] = replace(job, stopping=True)
                self._run.stop()
            self._write()

    def forget(self, key: str) -> None:
        """Takes one that ended from the list, and its files with it."""
        with self._turn:
            if not self.get(key).is_over:
                raise UsageError("this is still under way; stop it first")
            del self._jobs[key]
            self._write()
            self._sweep()

    def watch(self, given: str, by: str) -> Watch:
        """Looks at a folder or feed from now on; UsageError where it cannot be watched, or is already."""
        given = check_watched(given.strip())
        with self._turn:
            if any(known.given == given for known in self._watches.values()):
                raise UsageError(f"{given!r} is watched already")
            if len(self._watches) >= MOST_WATCHES:
                raise UsageError(f"{MOST_WATCHES} folders and feeds can be watched; take one out first")
            watch = Watch(_key(), given, by, self._now(), FEED_EVERY if is_address(given) else FOLDER_EVERY)
            self._watches[watch.id] = watch
            self._write()
            self._turn.notify_all()
        return watch

    def unwatch(self, key: str) -> None:
        """Looks no more; what was read stays."""
        with self._turn:
            if self._watches.pop(key, None) is None:
                raise NotFoundError("this is not watched any more")
            self._write()

    def _work(self) -> None:
        while started := self._take():
            job, run = started
            told = run.follow(partial(self._hear, job.id))
            with self._turn:
                self._run = None
                if not self._closed:  # else it stays as it is kept, and is told as cut off
                    self._end(job.id, told)

    def _take(self) -> tuple[Job, Run] | None:
        """Waits for the next job and starts it; None where the desk is shut."""
        with self._turn:
            while not self._closed:
                job = self._next()
                if job is None:
                    self._turn.wait(LOOK if self._watches else None)
                    continue
                self._jobs[job.id] = job = replace(job, state="reading")
                self._write()
                try:
                    self._run = Run(self._settings, job, self._command)
                except OSError as error:
                    self._end(job.id, Told(over=True, error="crash", message=f"no process could be started to read this: {error}", again=job.given))
                    continue
                return job, self._run
        return None

    def _next(self) -> Job | None:
        """What to do next: what waits, else a look at what is due."""
        waiting = next((job for job in self._jobs.values() if job.state == "waiting"), None)
        return waiting or next((job for watch in what_is_due(self._watches.values(), self._clock()) if (job := self._look(watch))), None)

    def _look(self, watch: Watch) -> Job | None:
        """The job of one watch, None where nothing changed."""
        now = self._clock()
        try:
            seen = watch.seen if watch.is_feed else state_of(Path(watch.given), now)
            wrong = ""
        except (DragomanError, OSError) as error:
            seen, wrong = watch.seen, error.message if isinstance(error, DragomanError) else str(error)
        if seen is None:
            return None  # in a moment
        changed = (watch.is_feed or seen not in (watch.seen, "empty")) and not wrong
        self._watches[watch.id] = replace(watch, seen=seen, last=self._now(), wrong=wrong)
        if not changed:
            return None
        job = Job(_key(), "watch", (watch.given,), watch.by, self._now(), watch=watch.id)
        self._jobs[job.id] = job
        return job

    def _hear(self, key: str, told: Told) -> None:
        with self._turn:
            if key in self._jobs:
                self._jobs[key] = replace(self._jobs[key], done=told.done, of=told.of, settling=told.done >= told.of > 0)

    def _end(self, key: str, told: Told) -> None:
        job = self._jobs.get(key)
        if job is None:
            return
        crashed = bool(told.error) and told.error != "nothing-read" and not told.ends
        state = "stopped" if told.stopped or (job.stopping and crashed) else "failed" if told.error else "done"
        again = told.again or (job.given if state == "stopped" or crashed else ())
        error, message = ("", "") if state == "stopped" else (told.error, told.message)
        ended = replace(job, state=state, settling=False, stopping=False, ended=self._now(), counts=dict(told.counts), ends=told.ends, again=again)
        self._jobs[key] = replace(ended, error=error, message=message)
        if job.kind == "watch":
            self._end_look(self._jobs[key])
        self._write()
        self._sweep()

    def _end_look(self, job: Job) -> None:
        """A look that found nothing new is not told of; one that failed is told of where it is watched."""
        if not any(job.counts.get(state) for state in NEWS):
            del self._jobs[job.id]
        if job.watch in self._watches:
            self._watches[job.watch] = replace(self._watches[job.watch], wrong=job.message)

    def _put(self, job: Job) -> Job:
        with self._turn:
            self._jobs[job.id] = job
            self._write()
            self._turn.notify_all()
        return job

    def _check_room(self) -> None:
        with self._turn:
            if sum(not job.is_over for job in self._jobs.values()) >= MOST_WAITING:
                raise UsageError(f"{MOST_WAITING} jobs wait already; wait until some are done, or stop some")

    def _write(self) -> None:
        """Keeps all. What cannot be kept is done all the same: a full disk must not end the reading."""
        over = [key for key, job in self._jobs.items() if job.is_over]
        for key in over[: max(0, len(over) - MOST_KEPT)]:
            del self._jobs[key]
        try:
            self._file.write(self._kept())
        except StoreError as error:
            _LOG.error("%s", error.message)

    def _kept(self) -> Kept:
        return Kept(tuple(self._jobs.values()), tuple(self._watches.values()))

    def _sweep(self) -> None:
        """Lets go of files that no job will read again."""
        self.spool.sweep(place for job in self._jobs.values() for place in (job.again if job.is_over else job.given))

    def _now(self) -> str:
        return self._clock().isoformat(timespec="seconds")


def _key() -> str:
    """The id of a new job or watch."""
    return f"j-{secrets.token_hex(6)}"


def waiting_for(jobs: Iterable[Job]) -> Mapping[str, int]:
    """{id: jobs before it} of those that wait."""
    waiting = [job.id for job in jobs if job.state == "waiting"]
    return {key: number for number, key in enumerate(waiting)}
