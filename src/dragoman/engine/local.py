"""Yields LocalEngine: maps over documents here, or in a pool of processes where there are many and the machine has cores; streams in children."""

from __future__ import annotations

import multiprocessing
import os
from collections import deque
from collections.abc import Callable, Hashable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any

from dragoman.engine.base import Limits, Stream, Task

MANY = 16
"""From this many items on, starting processes (each loads the model) pays."""
AHEAD = 4
"""Items in flight per process: enough to keep all busy, few enough to hold in memory."""
READERS = 2
"""Children of a stream at once: reading is quick beside coding, and each may take all the memory of its limit."""

_work: Callable[[Any], Any] | None = None  # one per worker process, set by its initializer: the model must not travel with each item


def _initialize(task: Task[Any, Any]) -> None:
    global _work
    _work = task.prepare()


def _run(item: Any) -> Any:
    assert _work is not None
    return _work(item)


class LocalEngine:
    """Processes of this machine. jobs: how many, 0 for one per core."""

    def __init__(self, jobs: int = 0) -> None:
        """jobs: number of processes, 0 for as many as cores; 1 keeps all in this process."""
        self.jobs = jobs or os.cpu_count() or 1
        self._here: tuple[Task[Any, Any], Callable[[Any], Any]] | None = None
        self._pool: ProcessPoolExecutor | None = None

    def map[In, Out](self, task: Task[In, Out], items: Iterable[In]) -> Iterator[Out]:
        """The result of each item, in order. An exception of the task is raised; a dead process is tried once more, then `task.died` is the result."""
        waiting = iter(items)
        first = list(islice(waiting, MANY)) if self.jobs > 1 else []
        if len(first) < MANY and self._pool is None:
            yield from self._map_here(task, first, waiting)
        else:
            yield from self._map_pool(task, first, waiting)

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

    def _map_here[In, Out](self, task: Task[In, Out], *parts: Iterable[In]) -> Iterator[Out]:
        for part in parts:
            for item in part:
                if self._here is None or self._here[0] != task:
                    self._here = (task, task.prepare())
                result: Out = self._here[1](item)
                yield result

    def _start(self, task: Task[Any, Any], jobs: int) -> ProcessPoolExecutor:
        # spawn: a forked child would inherit locks of threads that the numeric libraries hold
        return ProcessPoolExecutor(jobs, multiprocessing.get_context("spawn"), _initialize, (task,))

    def _map_pool[In, Out](self, task: Task[In, Out], first: Iterable[In], rest: Iterator[In]) -> Iterator[Out]:
        if self._pool is None:
            self._pool = self._start(task, self.jobs)
        flying: deque[tuple[In, Future[Out]]] = deque((item, _submit(self._pool, item)) for item in first)
        while flying:
            item, future = flying.popleft()
            try:
                result = future.result()
            except BrokenProcessPool:
                result = self._retry(task, item)
                self._pool = self._start(task, self.jobs)
                flying = deque((other, _submit(self._pool, other)) for other, _ in flying)
            for new in islice(rest, max(0, AHEAD * self.jobs - len(flying))):
                flying.append((new, _submit(self._pool, new)))
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
