"""What the engine of this machine must do: results in order, whoever dies."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from dragoman.engine.base import Limits
from dragoman.engine.local import MANY, LocalEngine


@dataclass(frozen=True)
class Doubling:
    """Doubles numbers; its process ends at `deadly`."""

    deadly: int | None = None

    def prepare(self) -> Callable[[int], tuple[int, int]]:
        return self.work

    def work(self, item: int) -> tuple[int, int]:
        if item == self.deadly:
            os._exit(1)
        return 2 * item, os.getpid()

    def died(self, item: int) -> tuple[int, int]:
        return -item, 0


class Counting:
    """Tells its process and counts up to the item, which ends the process where it is 3."""

    def prepare(self) -> Callable[[int], Iterator[tuple[int, int]]]:
        return self.work

    def work(self, item: int) -> Iterator[tuple[int, int]]:
        for number in range(item):
            yield number, os.getpid()
        if item == 3:
            os._exit(1)

    def died(self, item: int, why: str) -> tuple[int, int]:
        return -item, {"crash": 0}[why]


def run(task: Doubling, items: range, jobs: int) -> list[tuple[int, int]]:
    engine = LocalEngine(jobs)
    try:
        return list(engine.map(task, items))
    finally:
        engine.close()


@pytest.mark.parametrize(("items", "jobs"), [(MANY - 1, 2), (MANY, 1)])
def test_few_items_or_one_core_stay_in_this_process(items: int, jobs: int) -> None:
    assert run(Doubling(), range(items), jobs) == [(2 * n, os.getpid()) for n in range(items)]


def test_many_items_go_to_other_processes_and_come_back_in_order() -> None:
    found = run(Doubling(), range(40), 2)
    assert [number for number, _ in found] == [2 * n for n in range(40)]
    assert os.getpid() not in {process for _, process in found}


def test_an_item_that_kills_its_process_twice_fails_alone() -> None:
    found = run(Doubling(deadly=7), range(20), 2)
    assert [number for number, _ in found] == [-7 if n == 7 else 2 * n for n in range(20)]


def test_items_are_grouped_in_order_of_first_appearance() -> None:
    assert LocalEngine().group([3, 1, 2, 5], key=lambda n: n % 2) == {1: (3, 1, 5), 0: (2,)}


@pytest.mark.parametrize("jobs", [1, 2])
def test_streams_run_in_other_processes_even_with_one_core(jobs: int) -> None:
    found = list(LocalEngine(jobs).stream(Counting(), [2, 3, 0, 1], Limits()))
    numbers = [(item, result and result[0]) for item, result in found]
    assert numbers == [(2, 0), (2, 1), (2, None), (3, 0), (3, 1), (3, 2), (3, -3), (3, None), (0, None), (1, 0), (1, None)]
    assert os.getpid() not in {result[1] for _, result in found if result}


def test_a_platform_without_killable_children_streams_here(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("dragoman.engine.local.os.name", "nt")
    assert list(LocalEngine().stream(Counting(), [1, 0], Limits())) == [(1, (0, os.getpid())), (1, None), (0, None)]
