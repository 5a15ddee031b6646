"""What the engine of this machine must do: results in order, whoever dies."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import pytest

from dragoman.core.errors import CodebookError
from dragoman.engine.base import PAUSE, Limits, Pause
from dragoman.engine.local import AHEAD, MANY, LocalEngine


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


class Unprepared(Doubling):
    """A task whose codebook is wrong."""

    def prepare(self) -> Callable[[int], tuple[int, int]]:
        raise CodebookError("SANCTION.yaml is wrong")


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


@pytest.mark.parametrize("jobs", [1, 2])
def test_what_is_wrong_with_a_task_itself_ends_the_run_and_is_told(jobs: int) -> None:
    with pytest.raises(CodebookError, match=r"SANCTION.yaml is wrong"):
        run(Unprepared(), range(40), jobs)


@pytest.mark.parametrize("jobs", [1, 2])
def test_only_a_few_items_are_asked_for_ahead_of_their_results(jobs: int) -> None:
    taken: list[int] = []
    engine = LocalEngine(jobs)
    for done, _ in enumerate(engine.map(Doubling(), (taken.append(n) or n for n in range(300)))):
        assert len(taken) - done <= max(MANY, AHEAD * jobs)
    engine.close()
    assert len(taken) == 300


@pytest.mark.parametrize("jobs", [1, 2])
@pytest.mark.parametrize("burst", [1, MANY - 1, MANY, 3 * MANY])
def test_at_a_pause_all_results_are_given_before_the_next_item_is_asked_for(jobs: int, burst: int) -> None:
    answered: list[int] = []

    def bursts() -> Iterator[int | Pause]:
        for first in (0, burst):
            yield from range(first, first + burst)
            yield PAUSE
            assert answered == [2 * n for n in range(first + burst)] or jobs == 1

    engine = LocalEngine(jobs)
    for number, _ in engine.map(Doubling(), bursts()):
        answered.append(number)
    engine.close()
    assert answered == [2 * n for n in range(2 * burst)]


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
