"""Yields answers of web servers over connections that go to checked public addresses alone."""

from __future__ import annotations

import queue
import socket
import ssl
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager

import httpcore

from dragoman.ingest.fetch.addresses import WebAddress
from dragoman.ingest.fetch.answers import Answer, length_of
from dragoman.ingest.fetch.networks import is_public
from dragoman.ingest.fetch.politeness import Limits
from dragoman.ingest.fetch.refused import RefusedError

Resolver = Callable[[str, int, float], Sequence[str]]
"""(host, port, seconds at most) to all its numeric addresses; OSError where it has none, TimeoutError where it took too long."""
Connect = Callable[[str, int, float], httpcore.NetworkStream]
"""(numeric address, port, seconds at most) to an open connection; raises httpcore's ConnectError and ConnectTimeout."""

TRIED = 4
"""Addresses of a host that are tried, one after another."""
_KEPT_OPEN = 30.0
_WORTH_READING = 32 * 1024
_SILENT = "the site did not answer in time; try again later with `dragoman retry`"


class Connections:
    """Open connections, for one thread. tls: None for the usual one, which checks certificate and host name."""

    def __init__(self, resolver: Resolver, connect: Connect, limits: Limits, monotonic: Callable[[], float], tls: ssl.SSLContext | None = None) -> None:
        self._guard = _Guard(resolver, connect, monotonic)
        self._limits = limits
        self._monotonic = monotonic
        self._pool = httpcore.ConnectionPool(
            ssl_context=tls or httpcore.default_ssl_context(),
            max_connections=8,
            keepalive_expiry=_KEPT_OPEN,
            network_backend=self._guard,
        )

    @contextmanager
    def get(self, address: WebAddress, headers: Sequence[tuple[str, str]], seconds: float) -> Iterator[Answer]:
        """The answer to a GET; its body can be read until the block ends. seconds: at most, for all of it.

        RefusedError: private-address, unreachable, timeout.
        """
        self._guard.deadline = self._monotonic() + seconds
        # built of the parts, so that nobody reads the link a second time and otherwise
        url = httpcore.URL(scheme=address.scheme, host=address.host, port=address.port, target=address.target)
        waits = {"connect": self._limits.connect, "read": self._limits.read, "write": self._limits.read, "pool": self._limits.connect}
        sent = [("Host", address.authority), *headers]
        try:
            with self._pool.stream("GET", url, headers=sent, extensions={"timeout": waits}) as response:
                answer = Answer(response.status, _headers(response.headers), response.iter_stream())
                yield answer
                if length_of(answer) <= _WORTH_READING:
                    deque(answer.chunks, maxlen=0)  # else the connection could not serve the next request, which mostly follows
        except httpcore.TimeoutException as error:
            raise RefusedError("timeout", _SILENT) from error
        except (httpcore.NetworkError, httpcore.ProtocolError) as error:
            raise RefusedError("unreachable", _cause(error)) from error

    def close(self) -> None:
        """Ends all connections."""
        self._pool.close()


class _Guard(httpcore.NetworkBackend):
    """Resolves a host, checks every address of it, and connects to a checked one, so that no second answer of a name server can come between.

    deadline: when the present request must be over, by `monotonic`.
    """

    def __init__(self, resolver: Resolver, connect: Connect, monotonic: Callable[[], float]) -> None:
        self._resolver = resolver
        self._connect = connect
        self._monotonic = monotonic
        self.deadline = 0.0

    def left(self, wanted: float | None) -> float:
        """Seconds that an operation may take; RefusedError (timeout) where the request is out of time."""
        left = self.deadline - self._monotonic()
        if left <= 0:
            raise RefusedError("timeout", "it took longer than the limit; try again later with `dragoman retry`")
        return left if wanted is None else min(wanted, left)

    def connect_tcp(
        self,
        host: str,
        port: int,
        timeout: float | None = None,
        local_address: str | None = None,
        socket_options: Iterable[httpcore.SOCKET_OPTION] | None = None,
    ) -> httpcore.NetworkStream:
        """A connection to a checked address of the host; RefusedError: private-address, unreachable, timeout."""
        addresses = self._addresses(host, port, self.left(timeout))
        until = self._monotonic() + self.left(timeout)
        for place, address in enumerate(addresses):
            share = max(until - self._monotonic(), 0.0) / (len(addresses) - place)
            try:
                return _Bounded(self._connect(address, port, self.left(share)), self)
            except (httpcore.ConnectError, httpcore.ConnectTimeout):
                if place == len(addresses) - 1:
                    raise
        raise RefusedError("unreachable", f"the name {host!a} has no address; check the link")

    def _addresses(self, host: str, port: int, seconds: float) -> list[str]:
        """At most TRIED addresses; one that is not public condemns the host, for it is by no accident that a public site has one."""
        if is_public(host):
            return [host]
        try:
            found = list(dict.fromkeys(self._resolver(host, port, seconds)))
        except TimeoutError as error:
            raise RefusedError("timeout", "no name server answered in time; try again later with `dragoman retry`") from error
        except (OSError, UnicodeError) as error:
            raise RefusedError("unreachable", f"no name server knows an address of {host!a}; check the link and your connection") from error
        for address in found:
            if not is_public(address):
                reason = f"the name {host!a} leads to {address!a}, no address of the public internet, which is never fetched; save the page and add the file"
                raise RefusedError("private-address", reason)
        return found[:TRIED]


class _Bounded(httpcore.NetworkStream):
    """A connection whose every operation ends by the guard's deadline: a server that sends a byte now and then would never time out."""

    def __init__(self, stream: httpcore.NetworkStream, guard: _Guard) -> None:
        self._stream = stream
        self._guard = guard

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:
        return self._stream.read(max_bytes, self._guard.left(timeout))

    def write(self, buffer: bytes, timeout: float | None = None) -> None:
        self._stream.write(buffer, self._guard.left(timeout))

    def close(self) -> None:
        self._stream.close()

    def start_tls(self, ssl_context: ssl.SSLContext, server_hostname: str | None = None, timeout: float | None = None) -> httpcore.NetworkStream:
        return _Bounded(self._stream.start_tls(ssl_context, server_hostname, self._guard.left(timeout)), self._guard)

    def get_extra_info(self, info: str) -> object:
        return self._stream.get_extra_info(info)


def system_addresses(host: str, port: int, seconds: float) -> list[str]:
    """All addresses that this machine's name service gives. Asked in a thread of its own, since the system's call knows no time limit."""
    answers: queue.SimpleQueue[list[str] | Exception] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put([str(found[4][0]) for found in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)])
        except (OSError, UnicodeError) as error:
            answers.put(error)

    threading.Thread(target=ask, name="dragoman-names", daemon=True).start()
    try:
        answer = answers.get(timeout=seconds)
    except queue.Empty as error:
        raise TimeoutError(f"no address of {host!a} within {seconds:.0f} seconds") from error
    if isinstance(answer, Exception):
        raise answer
    return answer


def dial(address: str, port: int, seconds: float) -> httpcore.NetworkStream:
    """A connection straight to a numeric address: no proxy, whatever the environment says. RefusedError (private-address) where it ends at this machine."""
    stream = httpcore.SyncBackend().connect_tcp(address, port, seconds)
    here, there = stream.get_extra_info("client_addr"), stream.get_extra_info("server_addr")
    if here[0] == there[0]:  # a machine on the internet has a public address of its own, and services that trust it
        stream.close()
        raise RefusedError("private-address", "it leads to this machine, which is never fetched; add the file itself")
    return stream


def _headers(sent: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
    headers: dict[str, str] = {}
    for name, value in sent:
        try:
            headers.setdefault(name.decode("ascii").lower(), value.decode("utf-8"))
        except UnicodeDecodeError:
            headers.setdefault(name.decode("latin-1").lower(), value.decode("latin-1"))
    return headers


def _cause(error: Exception) -> str:
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, ssl.SSLCertVerificationError):
            return f"its certificate is not valid ({cause.verify_message}), so who answers is unknown; open it in a browser to see why"
        if isinstance(cause, ssl.SSLError):
            return "no secure connection could be made; try again later, or check the link"
        cause = cause.__cause__ or cause.__context__
    if isinstance(error, httpcore.ProtocolError):
        return "the site broke off, or sent what is no valid answer; try again later with `dragoman retry`"
    return "the site could not be reached, or ended the connection; check the link, or try again later with `dragoman retry`"
