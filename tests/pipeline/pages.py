"""Yields a web of a few pages that answers from memory, for tests of what links lead to."""

from __future__ import annotations

from dataclasses import dataclass, field
from hashlib import sha256

from dragoman.core.errors import InputError
from dragoman.core.visits import Visit
from dragoman.ingest.fetch import Fetched, Unchanged


@dataclass
class Pages:
    """{address: (media type, bytes)}; asked: every address that was asked for, in order; a page that holds what it held is not sent again."""

    held: dict[str, tuple[str, bytes]]
    at: str = "2031-03-12T10:00:00Z"
    asked: list[str] = field(default_factory=list)

    def fetch(self, url: str, known: Visit | None = None) -> Fetched | Unchanged:
        self.asked.append(url)
        if url not in self.held:
            raise InputError("http-status", f"{url!r} answered 404, not found")
        media, raw = self.held[url]
        digest = sha256(raw).hexdigest()
        visit = Visit(url, self.at, f'"{digest[:8]}"', None, 200, digest)
        if known and known.etag == visit.etag:
            return Unchanged(visit)
        return Fetched(url=url, asked=url, raw=raw, media=media, charset=None, visit=visit)

    def __enter__(self) -> Pages:
        return self

    def __exit__(self, *_: object) -> None: ...


def page(title: str, day: str, text: str) -> tuple[str, bytes]:
    """A plain web page of one report."""
    head = f'<html lang="en"><head><title>{title}</title><meta property="article:published_time" content="{day}"></head>'
    return "text/html", f"{head}<body><article><h1>{title}</h1><p>{text}</p></article></body></html>".encode()
