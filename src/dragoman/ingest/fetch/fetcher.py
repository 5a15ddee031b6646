"""Yields Fetcher: one link at a time to the page behind it, with every hop on the way checked, allowed by the site, and bounded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import TYPE_CHECKING

from dragoman import __version__
from dragoman.core.errors import InputError
from dragoman.core.ids import sha256_hex
from dragoman.core.visits import Visit
from dragoman.ingest.fetch.addresses import WebAddress, parse_address, short
from dragoman.ingest.fetch.answers import (
    TAKEN,
    Answer,
    Fetched,
    Unchanged,
    check_length,
    failed,
    media_of,
    next_address,
    retry_after,
    validator,
    validators,
)
from dragoman.ingest.fetch.body import read_body
from dragoman.ingest.fetch.politeness import LONGEST_RETRY, Clock, Limits, Pace
from dragoman.ingest.fetch.refused import RefusedError
from dragoman.ingest.fetch.robots import Robots

if TYPE_CHECKING:
    import ssl

    from dragoman.ingest.fetch.connection import Connect, Resolver

AGENT = f"Dragoman/{__version__} (+news-record)"
_ACCEPT = (
    ("Accept", "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml;q=0.9,*/*;q=0.8"),
    ("Accept-Language", "en,*;q=0.5"),
    ("Accept-Encoding", "gzip, deflate"),
)


@dataclass(slots=True)
class _Errand:
    """The fetch of one link. left: seconds of it; trail: addresses on the way, the present one last; hosts: those whose turn was waited for;
    waited: did a site make it come back once?"""

    asked: str
    known: Visit | None
    left: float
    trail: list[WebAddress] = field(default_factory=list)
    hosts: list[str] = field(default_factory=list)
    waited: bool = False


class Fetcher:
    """Fetches pages, for one thread. Keeps connections, robots.txt files and hosts' delays as long as it lives; no cookies, no cache of pages.

    agent: User-Agent, whose first word up to `/` is the name that robots.txt files know. resolver: (host, port, seconds) to numeric addresses, and
    connect: (address, port, seconds) to a connection, both None for the system's own. delay: seconds from one request to a host to the next.
    tls: None for the usual certificate checks against the usual authorities.
    """

    def __init__(
        self,
        *,
        agent: str = AGENT,
        resolver: Resolver | None = None,
        connect: Connect | None = None,
        clock: Clock | None = None,
        limits: Limits | None = None,
        delay: float = 1.0,
        tls: ssl.SSLContext | None = None,
    ) -> None:
        from dragoman.ingest.fetch.connection import Connections, dial, system_addresses

        self._clock = clock or Clock()
        self._limits = limits or Limits()
        self._headers = (("User-Agent", agent), *_ACCEPT)
        self._pace = Pace(delay, self._clock)
        self._robots = Robots(agent.partition("/")[0], self._clock.monotonic)
        self._connections = Connections(resolver or system_addresses, connect or dial, self._limits, self._clock.monotonic, tls)

    def __enter__(self) -> Fetcher:
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        self.close()

    def close(self) -> None:
        """Ends all connections."""
        self._connections.close()

    def fetch(self, url: str, known: Visit | None = None) -> Fetched | Unchanged:
        """The page behind a link, or that it is unchanged since `known`, a former visit of the same link. Waits politely before it asks.

        InputError: bad-address, private-address, disallowed, unreachable, timeout, http-status, unknown-format, too-large, malformed.
        """
        errand = _Errand(url, known, self._limits.total)
        try:
            errand.trail.append(parse_address(url))
            return self._follow(errand)
        except RefusedError as refused:
            way = f", sent on to {short(errand.trail[-1].url)}" if len(errand.trail) > 1 else ""
            raise InputError(refused.code, f"{short(url)}{way}: {refused.reason}") from refused

    def _follow(self, errand: _Errand) -> Fetched | Unchanged:
        while True:
            address = errand.trail[-1]
            crawl_delay = self._robots.allow(address, lambda robots: self._read_robots(robots, errand))
            if address.host not in errand.hosts:
                errand.hosts.append(address.host)
                self._pace.before_visit(address.host, crawl_delay)
            with self._request(address, validators(errand.known), errand) as answer:
                onward = next_address(address, answer)
                if onward is None and not self._asked_to_wait(address, answer, errand):
                    return self._taken(address, answer, errand)
            if onward is None:
                continue
            if onward in errand.trail:
                raise RefusedError("http-status", "the site redirects in a circle; check the link")
            if len(errand.trail) > self._limits.redirects:
                raise RefusedError("http-status", f"the site redirects more than {self._limits.redirects} times; check the link")
            errand.trail.append(onward)

    def _asked_to_wait(self, address: WebAddress, answer: Answer, errand: _Errand) -> bool:
        """Does the site ask to come back soon, for the first time? Later requests to it wait as long."""
        seconds = retry_after(answer, self._clock.now())
        if seconds is None:
            return False
        self._pace.hold(address.host, seconds)
        again = seconds <= LONGEST_RETRY and not errand.waited
        errand.waited = True
        return again

    def _taken(self, address: WebAddress, answer: Answer, errand: _Errand) -> Fetched | Unchanged:
        known = errand.known
        at = self._clock.now().strftime("%Y-%m-%dT%H:%M:%SZ")
        visit = Visit(errand.asked, at, validator(answer, "etag"), validator(answer, "last-modified"), answer.status, None)
        if answer.status == 304 and known and validators(known):
            return Unchanged(replace(visit, etag=visit.etag or known.etag, last_modified=visit.last_modified or known.last_modified, sha256=known.sha256))
        if answer.status not in TAKEN:
            raise failed(answer.status)
        media, charset = media_of(answer)
        check_length(answer, self._limits.size)
        raw = read_body(answer.chunks, answer.headers.get("content-encoding", ""), self._limits.size)
        return Fetched(address.url, errand.asked, raw, media, charset, replace(visit, sha256=sha256_hex(raw)))

    def _read_robots(self, address: WebAddress, errand: _Errand) -> tuple[int, bytes]:
        """A robots.txt that redirects too often counts as missing (RFC 9309)."""
        for _ in range(self._limits.redirects + 1):
            with self._request(address, (), errand) as answer:
                onward = next_address(address, answer)
                if onward is None:
                    encoding = answer.headers.get("content-encoding", "")
                    return answer.status, read_body(answer.chunks, encoding, self._limits.robots, cut=True) if answer.status == 200 else b""
            address = onward
        return 404, b""

    @contextmanager
    def _request(self, address: WebAddress, more: Sequence[tuple[str, str]], errand: _Errand) -> Iterator[Answer]:
        """One request, in its turn, on the time of the errand."""
        self._pace.before_request(address.host)
        began = self._clock.monotonic()
        try:
            with self._connections.get(address, (*self._headers, *more), errand.left) as answer:
                yield answer
        finally:
            errand.left -= self._clock.monotonic() - began
