"""Yields Limit: how many requests of a kind are taken from one caller in a stretch of time."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

from dragoman.core.errors import TooManyError

MOST_CALLERS = 10_000
"""Callers remembered at one time; beyond that those that have all their tries back are forgotten, and then the oldest."""


@dataclass(slots=True)
class Limit:
    """A bucket of `most` tries for each caller, which fills again over `seconds`. clock: seconds that only ever grow."""

    most: int
    seconds: float
    clock: Callable[[], float]
    _left: dict[str, tuple[float, float]] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def take(self, caller: str, what: str) -> None:
        """Counts one try; TooManyError where the caller has none left, which says when to come back. what: the tries in words (`sign-ins`)."""
        with self._lock:
            now = self.clock()
            left, then = self._left.pop(caller, (float(self.most), now))
            left = min(self.most, left + (now - then) * self.most / self.seconds)
            self._left[caller] = (max(left - 1, 0.0) if left >= 1 else left, now)
            self._forget(now)
        if left < 1:
            wait = max(1, round((1 - left) * self.seconds / self.most))
            raise TooManyError(f"too many {what} in a short time; try again in {wait} seconds")

    def _forget(self, now: float) -> None:
        if len(self._left) <= MOST_CALLERS:
            return
        self._left = {caller: (left, then) for caller, (left, then) in self._left.items() if now - then < self.seconds}
        while len(self._left) > MOST_CALLERS:
            del self._left[next(iter(self._left))]
