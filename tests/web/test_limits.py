"""Each caller has so many tries, which come back with time."""

from __future__ import annotations

import pytest

from dragoman.core.errors import TooManyError
from dragoman.web import limits
from dragoman.web.limits import Limit


class Clock:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.at = 0.0

    def __call__(self) -> float:
        return self.at


def test_tries_come_to_an_end_and_come_back_one_by_one() -> None:
    clock = Clock()
    limit = Limit(3, 60.0, clock)
    for _ in range(3):
        limit.take("a", "tries")
    with pytest.raises(TooManyError, match="again in 20 seconds"):
        limit.take("a", "tries")
    clock.at += 20
    limit.take("a", "tries")
    with pytest.raises(TooManyError):
        limit.take("a", "tries")


def test_one_callers_tries_are_not_anothers() -> None:
    limit = Limit(1, 60.0, Clock())
    limit.take("a", "tries")
    limit.take("b", "tries")


def test_waiting_long_gives_no_more_than_all() -> None:
    clock = Clock()
    limit = Limit(2, 60.0, clock)
    clock.at += 100_000
    limit.take("a", "tries")
    limit.take("a", "tries")
    with pytest.raises(TooManyError):
        limit.take("a", "tries")


def test_callers_without_end_take_no_memory_without_end(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(limits, "MOST_CALLERS", 10)
    limit = Limit(1, 60.0, Clock())
    for n in range(100):
        limit.take(str(n), "tries")
    assert len(limit._left) == 10
