"""Yields Visit: what is remembered of a page that was fetched, so that it need not be sent again unchanged."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Visit:
    """One fetch of one link.

    url: the link as it was asked for. at: ISO date and time in UTC, to the second (`2025-02-13T08:00:00Z`). etag, last_modified: what the site
    gave to recognise this version by, verbatim; None where it gave none. status: of HTTP (200; 304 where nothing had changed). sha256: of the
    raw bytes that were last sent, None where that is unknown.
    """

    url: str
    at: str
    etag: str | None
    last_modified: str | None
    status: int
    sha256: str | None
