"""Yields the engine's boundary: Task and Stream, the work on each item, PAUSE between items, Limits of a child process, and Engine, which runs them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from dataclasses import dataclass
from enum import Enum
from typing import Protocol


class Pause(Enum):
    """`PAUSE` stands among items that come in as they are made: none is there yet, and whoever waits wants the results of those before it."""

    PAUSE = "pause"


PAUSE = Pause.PAUSE
SEARCHES = (20_000, 20, 20)
"""When Python searches for cycles (`gc.set_threshold`) while a task runs: a document makes tens of thousands of small records, and none of them is in one."""


class Task[In, Out](Protocol):
    """Work on one item. It is sent to another process by pickle, so it holds what it takes to load a model, not the model."""

    def prepare(self) -> Callable[[In], Out]:
        """Loads what the work needs, once per process, and gives back the work itself."""

    def died(self, item: In) -> Out:
        """The result for an item whose process died twice."""


class Stream[In, Out](Protocol):
    """Work on one item that yields results one by one, in a child that may be killed. Pickled, like Task, and so are items and results.

    It should live in a module that is quick to import, for each child imports it. It catches its own exceptions, all but MemoryError:
    what it lets through ends the item as `crash`.
    """

    def prepare(self) -> Callable[[In], Iterator[Out]]:
        """Loads what the work needs, once per child, and gives back the work itself. DragomanError in the parent where this fails."""

    def died(self, item: In, why: str) -> Out:
        """The result for what the child did not finish; why: timeout, memory or crash. Asked in the parent."""


@dataclass(frozen=True, slots=True)
class Limits:
    """What a child may use. seconds: of processor time for each result; memory: bytes of address space; wall: seconds by the clock for each result.

    The time in which it waits for its results to be taken counts for neither.
    """

    seconds: float = 10.0
    memory: int = 1 << 30
    wall: float = 60.0


class Engine(Protocol):
    """Runs tasks; results come in the order of the items, whatever ran first."""

    def map[In, Out](self, task: Task[In, Out], items: Iterable[In | Pause]) -> Iterator[Out]:
        """The result of each item, in order; few items are held at once. At a PAUSE all results so far are given before the next item is asked for."""

    def stream[In, Out](self, task: Stream[In, Out], items: Iterable[In], limits: Limits) -> Iterator[tuple[In, Out | None]]:
        """Each item's results in the order of the items, then (item, None) at its end; a child over its limits ends that item alone."""

    def group[Item, Key: Hashable](self, items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, tuple[Item, ...]]:
        """Items by key, in order of first appearance."""

    def close(self) -> None:
        """Lets the processes go."""
