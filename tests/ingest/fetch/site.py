"""Yields a web site on this machine, and fetchers that take it for one on the internet: their name server and their network are stand-ins."""

from __future__ import annotations

import socket
import ssl
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread

import httpcore
import pytest

from dragoman.core.errors import InputError
from dragoman.ingest.fetch import Clock, Fetched, Fetcher, Limits

PUBLIC = "93.184.215.14"
OTHER = "93.184.215.15"
PAGE = b"<p>Norland closed the Estavian consulate in Port Sarn.</p>"
Headers = Mapping[str, str]
Reply = Iterable[bytes]


def reply(body: bytes = PAGE, status: int = 200, **headers: str) -> list[bytes]:
    """A whole answer; a header's name is written with `_` for `-`, and one that is empty is left out."""
    written = {"content_type": "text/html; charset=utf-8", "content_length": str(len(body))} | headers
    lines = [f"HTTP/1.1 {status} Words", *(f"{name.replace('_', '-')}: {value}" for name, value in written.items() if value)]
    return ["\r\n".join([*lines, "", ""]).encode() + body]


def redirect(target: str, status: int = 302) -> list[bytes]:
    return reply(b"", status, location=target)


class _Quiet(ThreadingHTTPServer):
    """Says nothing of connections that the fetcher ends early, as it should."""

    def handle_error(self, request: object, client_address: object) -> None:
        pass


class Site:
    """pages: path to answer, or to what makes one of the request's headers; what is missing is a 404. asked: (path, headers) in order."""

    def __init__(self, tls: ssl.SSLContext | None = None) -> None:
        self.pages: dict[str, Reply | Callable[[Headers], Reply]] = {}
        self.asked: list[tuple[str, Headers]] = []
        self._server = _Quiet(("127.0.0.1", 0), self._handler())
        if tls:
            self._server.socket = tls.wrap_socket(self._server.socket, server_side=True)
        self.port = self._server.server_port
        self._thread = Thread(target=self._server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        self._thread.start()

    def _handler(site) -> type[BaseHTTPRequestHandler]:  # noqa: N805
        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            timeout = 5

            def do_GET(self) -> None:
                site.asked.append((self.path, {name.lower(): value for name, value in self.headers.items()}))
                page = site.pages.get(self.path) or reply(b"", 404)
                chunks = iter(page(site.asked[-1][1]) if callable(page) else page)
                first = next(chunks)
                self.close_connection = b"connection: close" in first.lower()
                try:
                    self.wfile.write(first)
                    for chunk in chunks:
                        self.wfile.write(chunk)
                except OSError:
                    self.close_connection = True

            def log_message(self, format: str, *args: object) -> None:
                pass

        return Handler

    def paths(self) -> list[str]:
        """What was asked for, but for robots.txt."""
        return [path for path, _ in self.asked if path != "/robots.txt"]

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
        self._thread.join()


class Names:
    """A name server. answers: name to its addresses, or to several such lists that it gives one after another, the last for good."""

    def __init__(self, answers: Mapping[str, Sequence[str] | Sequence[Sequence[str]]]) -> None:
        self._answers = {name: [list(given)] if isinstance(given[0], str) else [list(one) for one in given] for name, given in answers.items()}
        self.asked: list[str] = []

    def __call__(self, host: str, port: int, seconds: float) -> Sequence[str]:
        self.asked.append(host)
        if host not in self._answers:
            raise socket.gaierror(-2, "Name or service not known")
        given = self._answers[host]
        return given.pop(0) if len(given) > 1 else given[0]


class Dial:
    """Connects to the local site whatever the address, and notes what was asked for; without a site nothing answers."""

    def __init__(self, site: Site | None = None, deaf: Sequence[str] = ()) -> None:
        self._site = site
        self._deaf = deaf
        self.asked: list[tuple[str, int]] = []

    def __call__(self, address: str, port: int, seconds: float) -> httpcore.NetworkStream:
        self.asked.append((address, port))
        if self._site is None or address in self._deaf:
            raise httpcore.ConnectError("refused")
        return httpcore.SyncBackend().connect_tcp("127.0.0.1", self._site.port, 1.0)


class Time:
    """A clock that only sleeping moves."""

    def __init__(self) -> None:
        self.slept: list[float] = []
        self.clock = Clock(lambda: 1000.0 + sum(self.slept), self.slept.append, self.now)

    def now(self) -> datetime:
        return datetime(2031, 3, 4, 12, tzinfo=UTC) + timedelta(seconds=sum(self.slept))


@lru_cache(maxsize=1)
def trust() -> ssl.SSLContext:
    """The usual checks; read once, since it takes longer than a test."""
    return httpcore.default_ssl_context()


def a_fetcher(dial: Dial, names: Names | None = None, time: Time | None = None, limits: Limits | None = None, tls: ssl.SSLContext | None = None) -> Fetcher:
    """A fetcher for the local site under the names good.example and other.example."""
    names = names or Names({"good.example": [PUBLIC], "other.example": [OTHER]})
    return Fetcher(resolver=names, connect=dial, clock=(time or Time()).clock, limits=limits, tls=tls or trust())


def page_of(fetcher: Fetcher, url: str) -> Fetched:
    found = fetcher.fetch(url)
    assert isinstance(found, Fetched)
    return found


def code_of(fetcher: Fetcher, url: str) -> str:
    """The code of the error that a link ends in."""
    with pytest.raises(InputError) as caught:
        fetcher.fetch(url)
    return caught.value.code
