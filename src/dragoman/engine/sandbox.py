"""Yields `run_apart`: streams items through child processes that are killed when they take too long, take too much memory, or crash."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import tempfile
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import islice
from multiprocessing.connection import Pipe
from typing import Any

from dragoman.core.errors import DragomanError
from dragoman.engine.base import Limits, Stream
from dragoman.engine.child import CRASH, END, MEMORY, RESULT, UNPREPARED, serve

TIMEOUT = "timeout"
_PATIENCE = 5.0
"""Seconds beyond the limit after which a child is killed that did not end itself: time for it to start, too."""
_OVERTIME = (-signal.SIGPROF, -signal.SIGALRM)
_OUT_OF_MEMORY = (b"bad_alloc", b"memory allocation of", b"out of memory", b"cannot allocate memory", b"memoryerror")
"""What C++, Rust, C and Python say last when an allocation fails and they abort."""
_LAST_WORDS = 4096
"""Bytes from the end of what a child wrote as errors that are searched for these."""
_ALONE = dict.fromkeys(("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "MALLOC_ARENA_MAX"), "1")
"""Threads of numeric libraries reserve address space by the gigabyte."""


def run_apart[In, Out](task: Stream[In, Out], items: Iterable[In], limits: Limits, jobs: int) -> Iterator[tuple[In, Out | None]]:
    """Each item's results in the order of the items, then (item, None). jobs: children that work at once, at least 1; closing kills them.

    A child that is ahead of the order waits with its next result, so a few results are held at once and not all of an item.
    DragomanError where the task cannot be prepared; an item that cannot be pickled raises what pickle raises.
    """
    order, waiting = pickle.dumps(task), iter(items)
    working: deque[tuple[In, _Child]] = deque()
    free: list[_Child] = []
    try:
        while True:
            for item in islice(waiting, jobs - len(working)):
                child = free.pop() if free else _Child(order, limits)
                working.append((item, child))
                child.give(item)
            if not working:
                return
            item, child = working[0]
            for result in child.results():
                yield item, result
            if child.why:
                yield item, task.died(item, child.why)
            else:
                free.append(child)
            yield item, None
            working.popleft()
    finally:
        for child in [*free, *(child for _, child in working)]:
            child.kill()


class _Child:
    """One process and the socket to it. why: what ended it under way (timeout, memory, crash), else None.

    No `multiprocessing.Process`: that runs the parent's main script in each child, which here takes longer than most of the work.
    """

    def __init__(self, order: bytes, limits: Limits) -> None:
        self.why: str | None = None
        self._wall = limits.wall + _PATIENCE
        self._link, theirs = Pipe()
        self._errors = tempfile.TemporaryFile()  # noqa: SIM115 -- open as long as the child lives
        start = f"import sys; sys.path[:] = {sys.path!r}; from {serve.__module__} import serve; serve({theirs.fileno()})"
        with theirs:
            self._process = subprocess.Popen(
                [sys.executable, "-c", start],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._errors,
                pass_fds=[theirs.fileno()],
                env=os.environ | _ALONE,
            )
        self._send(pickle.dumps(limits))
        self._send(order)

    def give(self, item: Any) -> None:
        """Sets it to work. Call where it is free."""
        self._send(pickle.dumps(item))

    def results(self) -> Iterator[Any]:
        """What it sends for the item, as it comes; at the end the child is free, or `why` tells that it is gone."""
        while True:
            kind, value = self._receive()
            if kind == RESULT:
                yield value
                continue
            if kind != END:
                self.why = kind
                self.kill()
            if kind == UNPREPARED:
                raise DragomanError(f"the process that reads inputs could not be prepared: {value}")
            return

    def kill(self) -> None:
        """Ends it, if it has not ended."""
        self._process.kill()
        self._process.wait()
        self._link.close()
        self._errors.close()

    def _send(self, message: bytes) -> None:
        with suppress(OSError):  # it is dead, which `results` finds out
            self._link.send_bytes(message)

    def _receive(self) -> tuple[str, Any]:
        try:
            if not self._link.poll(self._wall):
                return TIMEOUT, None
            kind, value = pickle.loads(self._link.recv_bytes())
            return kind, value
        except (EOFError, OSError):
            return self._cause(), None
        except Exception:  # a result that can be packed, but not unpacked
            return CRASH, None

    def _cause(self) -> str:
        try:
            status = self._process.wait(_PATIENCE)
        except subprocess.TimeoutExpired:  # it closed the socket and lives on
            return CRASH
        if status in _OVERTIME:
            return TIMEOUT
        self._errors.seek(max(0, self._errors.seek(0, os.SEEK_END) - _LAST_WORDS))
        words = self._errors.read().lower()
        # SIGKILL comes from no limit of ours, but from a system that runs out of memory.
        return MEMORY if status == -signal.SIGKILL or any(sign in words for sign in _OUT_OF_MEMORY) else CRASH
