"""Yields LocalEngine: maps over documents here, or in a pool of processes where there are many and the machine has cores; streams in children."""

from __future__ import annotations

import gc
import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import chain, islice
from typing import Any

from dragoman.engine.base import PAUSE, SEARCHES, Limits, Pause, Stream, Task

MANY = 16
"""From this many items on, starting processes (each loads the model) pays."""
AHEAD = 4
"""Items in flight per process: enough to keep all busy, few enough to hold in memory."""
READERS = 2
"""Children of a stream at once: reading is quick beside coding, and each may take all the memory of its limit."""

_work: Callable[[Any], Any] | None = None  # one per worker process, set by its initializer: the model must not travel with each item


def _initialize(task: Task[Any, Any]) -> None:
    global _work
    try:
        _work = prepared(task)
    except Exception as error:  # let out here it would end the process, and the parent would only learn that it died
        _work = partial(_raise, error)


def _raise(error: Exception, _: Any) -> Any:
    raise error


def _run(item: Any) -> Any:
    assert _work is not None
    return _work(item)


def prepared[In, Out](task: Task[In, Out]) -> Callable[[In], Out]:
    """What a task loads, put out of the reach of Python's search for cycles, which would go through all of it again and again: a sixth of the time."""
    work = task.prepare()
    gc.freeze()
    gc.set_threshold(*SEARCHES)
    return work


class LocalEngine:
    """Processes of this machine. jobs: how many, 0 for one per core."""

    def __init__(self, jobs: int = 0) -> None:
        """jobs: number of processes, 0 for as many as cores; 1 keeps all in this process."""
        self.jobs = jobs or os.cpu_count() or 1
        self._here: tuple[Task[Any, Any], Callable[[Any], Any]] | None = None
        self._pool: ProcessPoolExecutor | None = None

    def map[In, Out](self, task: Task[In, Out], items: Iterable[In | Pause]) -> Iterator[Out]:
        """The result of each item, in order. An exception of the task is raised; a dead process is tried once more, then `task.died` is the result.

        The first MANY are waited for, to see whether processes pay, but not over a PAUSE.
        """
        waiting = iter(items)
        first: list[In] = []
        while self.jobs > 1 and self._pool is None and len(first) < MANY:
            item = next(waiting, None)
            if item is None or item is PAUSE:
                yield from self._map_here(task, first)
                first = []
            if item is None:
                return
            if item is not PAUSE:
                first.append(item)
        if self.jobs > 1:
            yield from self._map_pool(task, chain(first, waiting))
        else:
            yield from self._map_here(task, (item for item in waiting if item is not PAUSE))

    def stream[In, Out](self, task: Stream[In, Out], items: Iterable[In], limits: Limits) -> Iterator[tuple[In, Out | None]]:
        """Each item's results in the order of the items, then (item, None), from children that are killed beyond the limits; see `run_apart`.

        Without children, and so without limits, where the platform is not POSIX.
        """
        if os.name != "posix":
            return _stream_here(task, items)
        from dragoman.engine.sandbox import run_apart  # it needs signals and limits that only POSIX has

        return run_apart(task, items, limits, min(self.jobs, READERS))

    def group[Item, Key: Hashable](self, items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, tuple[Item, ...]]:
        """Items by key, in order of first appearance."""
        found: dict[Key, list[Item]] = {}
        for item in items:
            found.setdefault(key(item), []).append(item)
        return {k: tuple(v) for k, v in found.items()}

    def close(self) -> None:
        """Lets the processes go."""
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)
            self._pool = None

    def _map_here[In, Out](self, task: Task[In, Out], items: Iterable[In]) -> Iterator[Out]:
        for item in items:
            if self._here is None or self._here[0] != task:
                self._here = (task, prepared(task))
            result: Out = self._here[1](item)
            yield result

    def _start(self, task: Task[Any, Any], jobs: int) -> ProcessPoolExecutor:
        # spawn: a forked child would inherit locks of threads that the numeric libraries hold
        return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _initialize, (task,))

    def _map_pool[In, Out](self, task: Task[In, Out], items: Iterator[In | Pause]) -> Iterator[Out]:
        if self._pool is None:
            self._pool = self._start(task, self.jobs)
        flying: deque[tuple[In, Future[Out]]] = deque()
        wanted = AHEAD * self.jobs  # 0 while what came before a PAUSE flies
        while True:
            for new in islice(items, max(0, wanted - len(flying))):
                if new is PAUSE:
                    wanted = 0
                    break
                flying.append((new, _submit(self._pool, new)))
            if not flying:
                if wanted:
                    return
                wanted = AHEAD * self.jobs
                continue
            item, future = flying.popleft()
            try:
                result = future.result()
            except BrokenProcessPool:
                result = self._retry(task, item)
                self._pool = self._start(task, self.jobs)
                flying = deque((other, _submit(self._pool, other)) for other, _ in flying)
            yield result

    def _retry[In, Out](self, task: Task[In, Out], item: In) -> Out:
        """Alone in a process of its own: only this tells whether it was this item that killed the pool."""
        with self._start(task, 1) as pool:
            try:
                result: Out = pool.submit(_run, item).result()
                return result
            except BrokenProcessPool:
                return task.died(item)


def _stream_here[In, Out](task: Stream[In, Out], items: Iterable[In]) -> Iterator[tuple[In, Out | None]]:
    work = task.prepare()
    for item in items:
        yield from ((item, result) for result in work(item))
        yield item, None


def _submit(pool: ProcessPoolExecutor, item: Any) -> Future[Any]:
    """A pool that broke while items were handed in says so here; the item then fails like those in flight."""
    try:
        return pool.submit(_run, item)
    except BrokenProcessPool as error:
        failed: Future[Any] = Future()
        failed.set_exception(error)
        return failed
