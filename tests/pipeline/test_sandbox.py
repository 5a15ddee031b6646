"""What children must do that work under limits: results in order, whoever dies, hangs or eats all memory."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from dragoman.core.errors import DragomanError
from dragoman.engine.base import Limits
from dragoman.engine.sandbox import run_apart

LIMITS = Limits(seconds=1.0, memory=512 << 20, wall=30.0)
PATIENCE = 30.0


@dataclass(frozen=True)
class Acting:
    """Does what the item says: `a b die` yields `a`, then `b`, then dies. unready: what preparing raises."""

    unready: bool = False

    def prepare(self) -> Callable[[str], Iterator[object]]:
        if self.unready:
            raise ValueError("no such column")
        return self.work

    def work(self, item: str) -> Iterator[object]:
        for word in item.split():
            yield ACTS[word]() if word in ACTS else word

    def died(self, item: str, why: str) -> object:
        return f"-{why}"


class Unpackable:
    """Can be pickled, but not read again."""

    def __reduce__(self) -> tuple[Any, ...]:
        return int, ("no number",)


def spin() -> None:
    for _ in count():
        pass


def cost() -> str:
    start = time.process_time()
    while time.process_time() < start + 0.3:
        pass
    return "cost"


def hog() -> list[bytes]:
    return [bytes(1 << 20) for _ in range(4096)]


def fail() -> None:
    raise KeyError("x")


def complain() -> None:
    os.write(2, b"terminate called after throwing an instance of 'std::bad_alloc'\n")
    os.abort()


ACTS: dict[str, Callable[[], object]] = {
    "abort": os.abort,
    "big": lambda: bytes(5 << 20),
    "cost": cost,
    "complain": complain,
    "exit": lambda: os._exit(3),
    "fail": fail,
    "hog": hog,
    "killed": lambda: os.kill(os.getpid(), signal.SIGKILL),
    "leave": sys.exit,
    "many": lambda: [str(n) for n in range(40_000_000)],
    "modules": lambda: sorted(sys.modules),
    "process": os.getpid,
    "sleep": lambda: time.sleep(100),
    "spin": spin,
    "unpackable": Unpackable,
    "unpicklable": lambda: lambda: None,
}


def run(*items: str, limits: Limits = LIMITS, jobs: int = 2) -> list[tuple[str, Any]]:
    return list(run_apart(Acting(), items, limits, jobs))


def is_alive(process: int) -> bool:
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    status = Path(f"/proc/{process}/stat")
    return not status.exists() or status.read_text().rpartition(")")[2].split()[0] != "Z"


def wait_for_end(process: int) -> bool:
    until = time.monotonic() + PATIENCE
    while is_alive(process) and time.monotonic() < until:
        time.sleep(0.05)
    return not is_alive(process)


def test_results_come_in_the_order_of_the_items_whoever_is_quicker() -> None:
    found = run("cost a b", "c", "", "d e")
    assert [result for _, result in found] == ["cost", "a", "b", None, "c", None, None, "d", "e", None]
    assert [item for item, _ in found] == ["cost a b"] * 4 + ["c"] * 2 + [""] + ["d e"] * 3


@pytest.mark.parametrize(
    ("act", "why"),
    [
        ("spin", "timeout"),
        ("hog", "memory"),
        ("many", "memory"),
        ("complain", "memory"),
        ("killed", "memory"),
        ("abort", "crash"),
        ("exit", "crash"),
        ("leave", "crash"),
        ("fail", "crash"),
        ("unpicklable", "crash"),
        ("unpackable", "crash"),
    ],
)
def test_what_came_before_a_death_stands_and_the_next_item_goes_on(act: str, why: str) -> None:
    found = run(f"a {act} b", "c", limits=Limits(seconds=10.0 if act == "many" else 1.0, memory=512 << 20))
    assert found == [(f"a {act} b", "a"), (f"a {act} b", f"-{why}"), (f"a {act} b", None), ("c", "c"), ("c", None)]


def test_an_endless_loop_ends_about_its_limit_of_processor_time() -> None:
    before = os.times()
    run("spin", "spin", limits=Limits(seconds=1.0))
    after = os.times()
    spent = after.children_user + after.children_system - before.children_user - before.children_system
    assert 2.0 <= spent < 4.0


def test_one_that_sleeps_is_killed_by_the_clock() -> None:
    start = time.monotonic()
    assert [result for _, result in run("a sleep", "b", limits=Limits(wall=4.0))] == ["a", "-timeout", None, "b", None]
    assert time.monotonic() - start < 25


def test_the_limits_hold_for_each_result_and_not_for_the_item() -> None:
    item = " ".join(["cost"] * 8)
    assert [result for _, result in run(item, limits=LIMITS)] == ["cost"] * 8 + [None]


def test_one_that_waits_for_its_results_to_be_taken_is_not_killed() -> None:
    found = []
    for _, result in run_apart(Acting(), ["a b", "c big big big d"], Limits(seconds=1.0, wall=4.0), 2):
        found.append(result if isinstance(result, str | None) else len(result))
        time.sleep(5.0 if result in ("a", "b") else 0)
    assert found == ["a", "b", None, "c", 5 << 20, 5 << 20, 5 << 20, "d", None]


def test_a_child_works_on_many_items_and_loads_little() -> None:
    found = [result for _, result in run("process", "process", "modules", jobs=1) if result]
    assert found[0] == found[1] != os.getpid()
    assert not {"spacy", "numpy", "typer", "dragoman.cli", "dragoman.pipeline"} & set(found[2])


def test_closing_early_leaves_no_process() -> None:
    stream = run_apart(Acting(), ["process spin", "spin", "a"], LIMITS, 2)
    _, process = next(stream)
    assert isinstance(process, int)
    assert is_alive(process)
    stream.close()  # type: ignore[attr-defined]
    assert wait_for_end(process)


@pytest.mark.parametrize("act", ["a", "sleep"])
def test_a_killed_parent_leaves_no_process(act: str) -> None:
    running = subprocess.Popen([sys.executable, "-m", __name__, act], cwd=Path(__file__).parents[2], stdout=subprocess.PIPE, text=True)
    assert running.stdout is not None
    child = int(running.stdout.readline())
    assert is_alive(child)
    running.kill()
    running.communicate()
    assert wait_for_end(child)


def test_a_task_that_cannot_be_prepared_stops_the_run() -> None:
    with pytest.raises(DragomanError, match="ValueError: no such column"):
        list(run_apart(Acting(unready=True), ["a"], LIMITS, 2))


def test_a_big_item_passes() -> None:
    item = "x" * (5 << 20)
    assert run(item) == [(item, item), (item, None)]


if __name__ == "__main__":  # prints the id of its child, then waits to be killed
    from tests.pipeline.test_sandbox import Acting as Task  # under a name that the child can import

    for _, told in run_apart(Task(), [f"process {sys.argv[1]}"], Limits(seconds=1.0, wall=3.0), 1):
        print(told, flush=True)  # noqa: T201
        time.sleep(60 if sys.argv[1] == "a" else 0)
