"""Yields Pace: when the next request to a host may go; and the limits and the clock that a fetcher works by."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime

from dragoman.ingest.base import MAX_BYTES
from dragoman.ingest.fetch.refused import RefusedError

LONGEST_DELAY = 30.0
"""Seconds that a site's Crawl-delay is waited for."""
LONGEST_RETRY = 60.0
"""Seconds that a site's Retry-After is waited for."""


def _utc() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Clock:
    """monotonic: seconds from any start; sleep: takes seconds; now: the UTC time."""

    monotonic: Callable[[], float] = time.monotonic
    sleep: Callable[[float], None] = time.sleep
    now: Callable[[], datetime] = _utc


@dataclass(frozen=True, slots=True)
class Limits:
    """connect, read: seconds of waiting for a connection, and for the next bytes. total: seconds of a fetch with its redirects and robots.txt,
    not counting polite waiting. size: bytes of a body, sent and unpacked; robots: the same of a robots.txt, whose rest is not read. redirects: hops."""

    connect: float = 20.0
    read: float = 20.0
    total: float = 60.0
    size: int = MAX_BYTES
    robots: int = 500 * 1024
    redirects: int = 5


class Pace:
    """Keeps requests to one host apart. delay: seconds from one request to the next."""

    def __init__(self, delay: float, clock: Clock) -> None:
        self._delay = delay
        self._clock = clock
        self._free: dict[str, float] = {}
        self._visited: dict[str, float] = {}

    def before_visit(self, host: str, crawl_delay: float | None) -> None:
        """Waits as long as the site's Crawl-delay asks between pages; redirects and robots.txt belong to a visit and do not count.

        RefusedError (disallowed) where that is over LONGEST_DELAY: the first page is fetched at once, the next not before its time.
        """
        wait = self._visited[host] + (crawl_delay or 0.0) - self._clock.monotonic() if host in self._visited else 0.0
        if wait > LONGEST_DELAY:
            raise RefusedError("disallowed", f"its robots.txt asks for {crawl_delay:.0f} seconds between pages; try again then with `dragoman retry`")
        self._wait(wait)
        now = self._clock.monotonic()
        self._visited[host] = max(now, self._free.get(host, now))

    def before_request(self, host: str) -> None:
        """Waits until the host's delay is over, and begins it anew; RefusedError (http-status) while the host asked for longer peace."""
        wait = self._free[host] - self._clock.monotonic() if host in self._free else 0.0
        if wait > LONGEST_RETRY:
            raise RefusedError("http-status", f"the site asked for no requests in the next {wait:.0f} seconds; try again then with `dragoman retry`")
        self._wait(wait)
        self._free[host] = self._clock.monotonic() + self._delay

    def hold(self, host: str, seconds: float) -> None:
        """Lets no request go to the host for so long: it asked for it."""
        until = self._clock.monotonic() + seconds
        self._free[host] = max(self._free.get(host, until), until)

    def _wait(self, seconds: float) -> None:
        if seconds > 0:
            self._clock.sleep(seconds)
