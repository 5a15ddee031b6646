"""Yields the boundary of an export: from a Record to the lines of a file."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Protocol

from dragoman.view.record import Record


class Exporter(Protocol):
    """Writes one format. name: what the user calls it; suffix: of a file of it, with the dot."""

    name: str
    suffix: str

    def lines(self, record: Record) -> Iterator[str]:
        """The lines of the file, without line ends, in stable order."""
