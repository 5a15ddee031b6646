"""Yields what a site's robots.txt lets a program fetch, and how far apart (RFC 9309), read once a day per site."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.ingest.fetch.addresses import WebAddress
from dragoman.ingest.fetch.refused import RefusedError

if TYPE_CHECKING:
    from protego import Protego

KEPT = 24 * 3600.0
"""Seconds that rules are kept, as RFC 9309 has it."""
KEPT_FAILED = 600.0
"""Seconds that a site counts as closed after its robots.txt could not be read."""
MOST_SITES = 2000
"""Sites whose rules are kept; the oldest goes first."""

_AGENT_LINE = re.compile(r"\s*user[-\s]*agent\b\s*:?\s*(.*)", re.IGNORECASE)
_AGENT = re.compile(r"[a-z_-]+", re.IGNORECASE)

Read = Callable[[WebAddress], tuple[int, bytes]]
"""Status and body of a robots.txt, its redirects followed; RefusedError where it cannot be had."""


@dataclass(frozen=True, slots=True)
class _Rules:
    """until: when they are read anew. parsed: None where all is allowed; closed: why nothing is."""

    until: float
    parsed: Protego | None = None
    closed: RefusedError | None = None


class Robots:
    """token: the name that the rules know us by (`Dragoman`); monotonic: seconds from any start."""

    def __init__(self, token: str, monotonic: Callable[[], float]) -> None:
        self._token = token
        self._monotonic = monotonic
        self._rules: dict[str, _Rules] = {}

    def allow(self, address: WebAddress, read: Read) -> float | None:
        """The Crawl-delay in seconds, None for none; RefusedError (disallowed, or why the rules cannot be read) where the page must not be fetched."""
        rules = self._rules.get(address.origin)
        if rules is None or rules.until <= self._monotonic():
            rules = self._read(address, read)
            self._rules.pop(address.origin, None)
            if len(self._rules) >= MOST_SITES:
                del self._rules[next(iter(self._rules))]
            self._rules[address.origin] = rules
        if rules.closed:
            raise RefusedError(rules.closed.code, rules.closed.reason)
        if rules.parsed is None:
            return None
        if not rules.parsed.can_fetch(address.url, self._token):
            raise RefusedError("disallowed", "the site's robots.txt asks programs not to fetch it; open it in a browser, save it and add the file")
        delay: float | None = rules.parsed.crawl_delay(self._token)
        return delay

    def _read(self, address: WebAddress, read: Read) -> _Rules:
        """Without a robots.txt (4xx) all is allowed; while a site cannot answer (5xx, 429, no connection) nothing is."""
        try:
            status, body = read(WebAddress(address.scheme, address.host, address.port, "/robots.txt"))
        except RefusedError as refused:
            # that the site is private or silent says more than that its rules are unknown
            code = refused.code if refused.code in ("private-address", "unreachable", "timeout", "http-status") else "disallowed"
            closed = RefusedError(code, refused.reason if code == refused.code else f"of the site's robots.txt: {refused.reason}")
            return _Rules(self._monotonic() + KEPT_FAILED, closed=closed)
        if status >= 500 or status == 429:
            closed = RefusedError("disallowed", f"the site's robots.txt could not be read (status {status}); try again later with `dragoman retry`")
            return _Rules(self._monotonic() + KEPT_FAILED, closed=closed)
        return _Rules(self._monotonic() + KEPT, _parse(body, self._token) if 200 <= status < 300 else None)


def _parse(body: bytes, token: str) -> Protego:
    from protego import Protego

    lines = body.decode("utf-8-sig", "replace").splitlines()
    return Protego.parse("\n".join(_without_strangers(line, token) for line in lines))


def _without_strangers(line: str, token: str) -> str:
    """A line of robots.txt with any other agent's name made the same: the parser takes agents times rules in time and memory, and a file may name 20,000."""
    found = _AGENT_LINE.match(line)
    if not found:
        return line
    name = found[1].partition("#")[0].strip()
    if name == "*":
        return "User-agent: *"
    agent = _AGENT.match(name)
    return f"User-agent: {token if agent and agent[0].lower() == token.lower() else 'another'}"
