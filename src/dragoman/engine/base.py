"""Yields the engine's boundary: Task, the work to be done on each item, and Engine, which maps it over items or groups them."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import Protocol


class Task[In, Out](Protocol):
    """Work on one item. It is sent to another process by pickle, so it holds what it takes to load a model, not the model."""

    def prepare(self) -> Callable[[In], Out]:
        """Loads what the work needs, once per process, and gives back the work itself."""

    def died(self, item: In) -> Out:
        """The result for an item whose process died twice."""


class Engine(Protocol):
    """Runs tasks; results come in the order of the items, whatever ran first."""

    def map[In, Out](self, task: Task[In, Out], items: Iterable[In]) -> Iterator[Out]:
        """The result of each item, in order."""

    def group[Item, Key: Hashable](self, items: Iterable[Item], key: Callable[[Item], Key]) -> dict[Key, tuple[Item, ...]]:
        """Items by key, in order of first appearance."""

    def close(self) -> None:
        """Lets the processes go."""
