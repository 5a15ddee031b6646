"""Yields RefusedError: why one request is not made, or its answer not taken; the fetcher adds the link and makes it an InputError."""

from __future__ import annotations

from dragoman.core.errors import INPUT_CODES


class RefusedError(Exception):
    """code: one of INPUT_CODES. reason: a clause about the link and what to do, without the link itself (`it names no host; check the link`)."""

    def __init__(self, code: str, reason: str) -> None:
        """ValueError where the code is none of INPUT_CODES."""
        if code not in INPUT_CODES:
            raise ValueError(f"unknown input error code {code!r}")
        super().__init__(reason)
        self.code = code
        self.reason = reason
