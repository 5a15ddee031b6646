"""Yields the links of GDELT's tables, which have no header: events (`export`), mentions, and the knowledge graph (`gkg`)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dragoman.core.errors import InputError
from dragoman.core.mentions import Failure
from dragoman.ingest.fields import has_surrogates, moment
from dragoman.ingest.links import checked, unique
from dragoman.ingest.told import Found, Link, Told


@dataclass(frozen=True, slots=True)
class Layout:
    """A table's columns, tab-separated, counted from 0 (negative ones from the last).

    widths: how many there may be; url, date (YYYYMMDDHHMMSS or YYYYMMDD of the moment at which GDELT saw it), outlet: which ones tell that.
    web: column and value that mark what has an address; others are broadcasts and citations.
    """

    name: str
    widths: tuple[int, ...]
    url: int
    date: int
    outlet: int | None = None
    web: tuple[int, str] | None = None


LAYOUTS = (
    Layout("export", (61, 58), url=-1, date=-2),
    Layout("mentions", (16,), url=5, date=2, outlet=4, web=(3, "1")),
    Layout("gkg", (27,), url=4, date=1, outlet=3, web=(2, "1")),
)
"""GDELT 2.0 Event Codebook (61 and 16 columns; 58 in the daily files of 1.0) and Global Knowledge Graph Codebook 2.1 (27 columns)."""


def layout_of(path: str, first: str) -> Layout | None:
    """The layout of a table by its name (`20310306101500.export.CSV`) or its first line; None where it is none of GDELT's.

    InputError (malformed) where the name is GDELT's and the number of columns is not.
    """
    cells = first.rstrip("\r\n").split("\t")
    named = next((layout for layout in LAYOUTS if f".{layout.name}.csv" in path.lower()), None)
    if named and len(cells) not in named.widths and "\t" in first:
        widths = " or ".join(map(str, named.widths))
        raise InputError("malformed", f"{path!r} has {len(cells)} columns; a table of GDELT {named.name} has {widths}, and no header")
    if named and len(cells) in named.widths:
        return named
    shaped = (layout for layout in LAYOUTS if len(cells) in layout.widths and cells[0][:8].isdigit())
    return next((layout for layout in shaped if cells[layout.url].startswith("http")), None)


def read_gdelt(lines: Callable[[], Iterator[tuple[int, str]]], path: str, layout: Layout) -> Iterator[Found]:
    """A link for each address, once, in order, named `path:line`, dated by the moment at which GDELT saw it; a Failure for each row without one."""
    return unique(_rows(lines(), path, layout))


def _rows(lines: Iterator[tuple[int, str]], path: str, layout: Layout) -> Iterator[Found]:
    failed = set()
    for number, line in lines:
        where = f"{path}:{number}"
        cells = line.rstrip("\r\n").split("\t")
        if len(cells) not in layout.widths:
            yield Failure("ingest", where, "malformed", f"{where!r} has {len(cells)} columns instead of {layout.widths[0]}")
            continue
        address = cells[layout.url]
        try:
            if has_surrogates(line):
                raise InputError("encoding", f"{where!r} is no text in UTF-8")
            if layout.web and cells[layout.web[0]] != layout.web[1]:
                raise InputError("bad-address", f"{where!r} names {address[:200]!r}, a source that is not on the web")
            outlet = cells[layout.outlet] if layout.outlet is not None else None
            url = checked(address, where)
            yield Link(url, where, Told(url=url, outlet=outlet or None, published=moment(cells[layout.date])))
        except InputError as error:
            if address not in failed:  # named by many rows, it fails once
                failed.add(address)
                yield Failure("ingest", where, error.code, error.message)
