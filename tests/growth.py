"""Measures how time grows with length, in a way that a busy machine does not upset."""

from __future__ import annotations

from collections.abc import Callable
from time import process_time

LEAST_RUNS, MOST_RUNS = 2, 10
SLACK = 0.05
"""Seconds that say nothing of growth."""


def seconds_of(work: Callable[[], object]) -> float:
    """Processor seconds of one run."""
    start = process_time()
    work()
    return process_time() - start


def grows_with_length(once: Callable[[], float], twice: Callable[[], float]) -> bool:
    """Whether twice the length takes less than three times as long; where each is compared with each it takes four times.

    `once` and `twice` run the work and give its seconds. Each length in turn and the quickest run of each counts, so that what else the machine does
    slows both; as many more runs as it takes, up to a bound.
    """
    short = long = float("inf")
    for done in range(1, MOST_RUNS + 1):
        short, long = min(short, once()), min(long, twice())
        if done >= LEAST_RUNS and long < 3 * short + SLACK:
            return True
    return False
