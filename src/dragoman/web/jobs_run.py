"""Yields Run, the process of one job as the desk sees it: it is started, tells how far it is, and is stopped."""

from __future__ import annotations

import logging
import os
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable
from contextlib import suppress
from typing import IO

import msgspec

from dragoman.core.settings import Settings
from dragoman.web.jobs_child import Task, Told
from dragoman.web.jobs_kept import Job

GRACE = 120.0
"""Seconds that a job which was told to stop may take to put what it read in order."""
COMMAND = (sys.executable, "-P", "-m", "dragoman.web.jobs_child")
"""What runs a job; -P: nothing that lies in the current folder is loaded."""
_LOG = logging.getLogger("dragoman.web")
_CRASHED = Told(
    over=True,
    error="crash",
    message="the process that read this ended by itself; what it read until then is in the record. Try again, with fewer inputs",
)


class Run:
    """One job under way, in a process group of its own, so that all that it starts can be ended with it."""

    def __init__(self, settings: Settings, job: Job, command: tuple[str, ...] = COMMAND) -> None:
        """Starts it."""
        self._errors: IO[bytes] = tempfile.TemporaryFile()  # noqa: SIM115 - as long as the process
        self._process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=self._errors, start_new_session=True)
        self._timer: threading.Timer | None = None
        self._killed = False
        codebook = str(settings.codebook.absolute()) if settings.codebook else None
        task = Task(str(settings.record.absolute()), codebook, settings.as_of, settings.jobs, job)
        assert self._process.stdin is not None
        with suppress(BrokenPipeError):
            self._process.stdin.write(msgspec.json.encode(task) + b"\n")
            self._process.stdin.flush()

    def follow(self, hear: Callable[[Told], None]) -> Told:
        """Waits for the end, and tells of each step before it; how it ended. Without a word about it, it crashed, or was killed."""
        end = None
        assert self._process.stdout is not None
        for line in self._process.stdout:
            with suppress(msgspec.DecodeError):
                told = msgspec.json.decode(line, type=Told)
                if told.over:
                    end = told
                    break
                hear(told)
        self._finish()
        if end is None and not self._killed:
            self._errors.seek(0)
            _LOG.error("a job ended by itself: %s", self._errors.read()[-4000:].decode("utf-8", "replace").strip())
        self._errors.close()
        return end or _CRASHED

    def stop(self) -> None:
        """Asks it to end with what it has read; ends it where it does not in time."""
        self._killed = True  # where it had not begun yet, the request itself ends it
        self._process.send_signal(signal.SIGINT) if os.name == "posix" else self._process.terminate()
        self._timer = threading.Timer(GRACE, self.kill)
        self._timer.daemon = True
        self._timer.start()

    def kill(self) -> None:
        """Ends it at once, with all that it started. The record is whole: each document is stored with all that it tells, or not at all."""
        self._killed = True
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._process.pid, signal.SIGKILL) if os.name == "posix" else self._process.kill()

    def _finish(self) -> None:
        assert self._process.stdin is not None
        assert self._process.stdout is not None
        try:
            self._process.wait(timeout=5.0)
        except subprocess.TimeoutExpired:
            self.kill()
            self._process.wait()
        if self._timer:
            self._timer.cancel()
        with suppress(BrokenPipeError):
            self._process.stdin.close()
        self._process.stdout.close()


class Worker:
    """A thread beside the pages that runs one process at a time, and ends it with the desk."""

    def __init__(self, name: str) -> None:
        """name: of the thread."""
        self._name = name
        self._turn = threading.Condition()
        self._run: Run | None = None
        self._thread: threading.Thread | None = None
        self._closed = False

    def _begin(self) -> None:
        self._thread = threading.Thread(target=self._work, name=self._name, daemon=True)
        self._thread.start()

    def _work(self) -> None:
        """What the thread does until `close`."""
        raise NotImplementedError

    def close(self) -> None:
        """Ends what runs; it is gone on with, or told as cut off, when the desk opens again."""
        with self._turn:
            self._closed = True
            self._turn.notify_all()
            if self._run:
                self._run.kill()
        if self._thread:
            self._thread.join(10.0)
