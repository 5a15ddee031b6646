"""Yields `serve`, the life of a child process: it takes items from a socket, works on them under limits, and sends each result as it comes."""

from __future__ import annotations

import os
import pickle
import resource
import signal
from collections.abc import Callable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection
from typing import Any

from dragoman.engine.base import Limits

RESULT, END, UNPREPARED, MEMORY, CRASH = "result", "end", "unprepared", "memory", "crash"
"""Kinds of messages (kind, value) to the parent; after the last three the child is gone."""

_MEMORY = pickle.dumps((MEMORY, None))  # made beforehand: where it is needed, there is no memory to make it
_CRASH = pickle.dumps((CRASH, None))
_LARGEST_FILE = 512 << 20
"""Bytes of a file that a child may write: complaints of parsers go to one, and the language model unpacks itself into one of 100 MB."""


def serve(handle: int) -> None:
    """Works until the parent closes the socket. handle: its file descriptor; first come Limits, then the Stream, then items, all pickled."""
    link: Connection[Any, Any] = Connection(handle)
    last = b""
    try:
        last = _work(link)
    except MemoryError:
        last = _MEMORY
    except (EOFError, OSError):
        pass  # the parent is done, or dead
    try:
        if last:  # sent only here, for while an exception is handled it keeps alive what filled the memory
            link.send_bytes(last)
    finally:
        os._exit(0)  # without running anything more on a heap that a parser may have broken


def _work(link: Connection[Any, Any]) -> bytes:
    """Prepares and works until it cannot go on; returns why, as a message."""
    limits: Limits = link.recv()
    _confine(limits.memory)
    _start_clocks(limits)
    order = link.recv_bytes()
    try:
        work: Callable[[Any], Iterator[Any]] = pickle.loads(order).prepare()
    except MemoryError:
        raise
    except Exception as error:
        return pickle.dumps((UNPREPARED, f"{type(error).__name__}: {error}"))
    while True:
        _stop_clocks()
        messages = _messages(work, link.recv())
        _start_clocks(limits)
        for message in messages:
            _stop_clocks()
            if message == _CRASH:
                return message
            link.send_bytes(message)
            _start_clocks(limits)


def _messages(work: Callable[[Any], Iterator[Any]], item: Any) -> Iterator[bytes]:
    try:
        for result in work(item):
            yield pickle.dumps((RESULT, result))
        yield pickle.dumps((END, None))
    except MemoryError:
        raise
    except Exception:
        yield _CRASH


def _confine(memory: int) -> None:
    """Limits on this process for good, as far as the platform grants them."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the parent's to answer
    for name in (signal.SIGPROF, signal.SIGALRM):
        signal.signal(name, signal.SIG_DFL)  # which ends the process, even in the midst of a C function
    for which, limit in ((resource.RLIMIT_CORE, 0), (resource.RLIMIT_FSIZE, _LARGEST_FILE), (resource.RLIMIT_AS, memory)):
        with suppress(ValueError, OSError):  # macOS knows no limit of address space
            hard = resource.getrlimit(which)[1]
            resource.setrlimit(which, (limit if hard == resource.RLIM_INFINITY else min(limit, hard), hard))


def _start_clocks(limits: Limits) -> None:
    """From now on. RLIMIT_CPU would do for processor time too, but only in whole seconds."""
    signal.setitimer(signal.ITIMER_PROF, limits.seconds)
    signal.setitimer(signal.ITIMER_REAL, limits.wall)  # also ends one that sleeps on after its parent was killed


def _stop_clocks() -> None:
    signal.setitimer(signal.ITIMER_PROF, 0)
    signal.setitimer(signal.ITIMER_REAL, 0)
