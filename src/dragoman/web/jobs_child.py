"""Yields the process in which one job runs, so that the desk stays quick: `python -m dragoman.web.jobs_child`, which tells on its output how far it is.

It reads one line, a Task, and ends with all that it started when its input ends: the desk that wanted it is gone then.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

import msgspec

from dragoman.app import App, open_app
from dragoman.core.desk import Page
from dragoman.core.errors import DragomanError, NothingReadError
from dragoman.core.settings import Settings
from dragoman.pipeline import Wanted
from dragoman.web.jobs_kept import MOST_ENDS, End, Job

EVERY = 0.2
"""Seconds between two lines that tell how far it is."""
NICE = 10
"""How far it stands back behind the desk that answers people."""
_LATEST = 500
_AUTOGROUP = Path("/proc/self/autogroup")
"""Where Linux tells and takes how nice a whole session is."""


@dataclass(frozen=True, slots=True)
class Task:
    """What the process is told. record, codebook: paths."""

    record: str
    codebook: str | None
    as_of: str | None
    jobs: int
    job: Job


@dataclass(frozen=True, slots=True)
class Told:
    """One line of its output: how far it is, or, with `over`, how it ended. stopped: by an interrupt; again: inputs that a second try may mend."""

    done: int = 0
    of: int = 0
    over: bool = False
    stopped: bool = False
    counts: Mapping[str, int] = field(default_factory=dict)
    ends: tuple[End, ...] = ()
    again: tuple[str, ...] = ()
    error: str = ""
    message: str = ""


def main() -> None:
    """Runs one job. All but our lines goes to standard error, whoever writes it."""
    channel = os.fdopen(os.dup(1), "wb", buffering=0)
    os.dup2(2, 1)
    signal.signal(signal.SIGINT, signal.default_int_handler)  # a desk that a script started in the background hands down that it is passed over
    task = msgspec.json.decode(sys.stdin.buffer.readline(), type=Task)
    threading.Thread(target=_end_with_the_desk, daemon=True).start()
    stand_back()

    def tell(told: Told) -> None:
        with suppress(BrokenPipeError):
            channel.write(msgspec.json.encode(told) + b"\n")

    tell(carry_out(task, tell))
    channel.close()


def stand_back() -> None:
    """Lets the desk go first. Linux shares the processor among sessions before it looks at what is nice within one; one that others share stays as it is."""
    if hasattr(os, "nice"):
        os.nice(NICE)
    if hasattr(os, "getsid") and os.getsid(0) == os.getpid():
        with suppress(OSError):
            _AUTOGROUP.write_text(str(NICE))


def carry_out(task: Task, tell: Callable[[Told], None]) -> Told:
    """Does what the task says; how it ended. Errors of ours and an interrupt are ends, too: what was read by then is in the record, and resolved."""
    settings = Settings(Path(task.record), Path(task.codebook) if task.codebook else None, task.as_of, task.jobs)
    with open_app(settings, create=True) as app:
        try:
            return _do(app, task.job, _Progress(tell).tell)
        except KeyboardInterrupt:
            app.resolve()
            return Told(over=True, stopped=True, again=_again(app, task.job))
        except NothingReadError as error:
            ends = _ends_of(app, task.job)
            return Told(over=True, counts=Counter(end.state for end in ends), ends=ends, again=_again(app, task.job), error=error.code, message=error.message)
        except DragomanError as error:
            return Told(over=True, again=_again(app, task.job), error=error.code, message=error.message)


def _do(app: App, job: Job, progress: Callable[[int, int], None]) -> Told:
    if job.kind in ("settle", "resolve"):
        app.review.settle(progress, with_documents=job.kind == "resolve")
        return Told(over=True)
    if job.kind == "remove":
        gone = app.remove(job.given[0], job.by, job.why or None)
        return Told(over=True, counts={"removed": 1}, ends=(End(gone.path or gone.url or gone.id, "removed"),))
    wanted = Wanted(job.given, restore=job.restore, names=job.names)
    if job.kind == "retry":
        _, documents = app.store.failed()
        again = frozenset(key for key in documents if set(app.store.locations_of(key)) & set(job.given))
        names = {place: name for place in job.given if (name := app.store.called(place))}
        wanted = Wanted(job.given, restore=job.restore, again=again, names={**names, **job.names})
    added = app.add(wanted, progress)
    why = {failure.input: failure for failure in added.failures}
    entries = [End(entry.path, entry.state, entry.document, entry.error, found.message if (found := why.get(entry.path)) else None) for entry in added.inputs]
    entries.sort(key=lambda end: (end.state not in ("failed", "empty"), end.state == "unchanged"))
    return Told(over=True, counts=Counter(end.state for end in entries), ends=tuple(entries[:MOST_ENDS]), again=_again(app, job))


def _again(app: App, job: Job) -> tuple[str, ...]:
    """What a second try may mend: of the job's inputs those that failed, and those that it never came to."""
    if job.kind == "remove":
        return job.given if app.store.document(job.given[0]) else ()
    failed = failed_inputs(app)
    return tuple(place for place in job.given if place in failed or not (Path(place).is_dir() or app.store.called(place)))


def failed_inputs(app: App) -> dict[str, str]:
    """{location: error code} of all inputs that a second try may mend, those too whose text is there and whose coding failed."""
    places, documents = app.store.failed()
    return {place: "extraction" for key in sorted(documents) for place in app.store.locations_of(key)} | dict(places)


def _ends_of(app: App, job: Job) -> tuple[End, ...]:
    """What the record holds of a job's inputs where the run was ended by an error."""
    rows = app.desk.inputs(None, Page(1, _LATEST)).items
    return tuple(_end(row.path, row.state, row.document, row.error, row.message) for row in rows if _is_of(row.location, job.given))[:MOST_ENDS]


def _end(path: str, state: str, document: str | None, error: str | None, message: str | None) -> End:
    return End(path, state, document, error, message)


def _is_of(location: str, given: Iterable[str]) -> bool:
    return any(location == one or location.startswith(one.rstrip("/") + "/") for one in given)


class _Progress:
    """Tells how far a run is, not too often, and always of the last step."""

    def __init__(self, tell: Callable[[Told], None]) -> None:
        self._tell = tell
        self._then = 0.0

    def tell(self, done: int, of: int) -> None:
        now = time.monotonic()
        if done >= of or now - self._then >= EVERY:
            self._then = now
            self._tell(Told(done, of))


def _end_with_the_desk() -> None:
    while sys.stdin.buffer.read(1024):
        pass
    if hasattr(os, "killpg") and os.getpgid(0) == os.getpid():  # a group of its own, with the processes that it started
        os.killpg(0, signal.SIGKILL)
    os._exit(1)


if __name__ == "__main__":
    main()
