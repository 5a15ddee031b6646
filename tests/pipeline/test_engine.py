"""What the engine of this machine must do: results in order, whoever dies."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass

import pytest

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
