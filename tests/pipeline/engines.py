"""Yields engines without a model, so that tests of the flow cost nothing: one that is quick, one that may be killed under way."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from dragoman.core.dates import on
from dragoman.core.documents import Document, Timex
from dragoman.core.mentions import Extracted, Failure
from dragoman.engine.base import Limits
from dragoman.pipeline import Coded, Wanted, add
from dragoman.store.sqlite import SqliteStore


class PlainEngine:
    """Codes nothing but a date at the start of each text; seen: paths of what it was given to code."""

    def __init__(self, seconds: float = 0.0) -> None:
        """seconds: how long each document takes."""
        self.seconds = seconds
        self.seen: list[str] = []

    def map(self, task: Any, items: Iterable[Document]) -> Iterator[Coded]:
        for document in items:
            time.sleep(self.seconds)
            self.seen.append(document.path or "")
            if "unspeakable" in document.text:
                yield Coded(Extracted(document, version=task.version), Failure("extract", document.path or "", "extraction", "KeyError: 'x'"))
            else:
                yield Coded(Extracted(document, (Timex(0, 4, "DATE", "2031", None, on("2031")),), version=task.version))

    def stream(self, task: Any, items: Iterable[Any], limits: Limits) -> Iterator[tuple[Any, Any]]:
        """Reads in this process: what children are killed for is tested with the engine."""
        work = task.prepare()
        for item in items:
            yield from ((item, result) for result in work(item))
            yield item, None

    def group(self, items: Iterable[Any], key: Callable[[Any], Any]) -> dict[Any, tuple[Any, ...]]:
        raise NotImplementedError

    def close(self) -> None: ...


if __name__ == "__main__":  # python -m tests.pipeline.engines RECORD FOLDER: adds slowly, until it is killed
    store = SqliteStore(Path(sys.argv[1]))
    add(Wanted([Path(sys.argv[2])]), store, PlainEngine(0.05), None)
