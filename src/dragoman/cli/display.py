"""Yields what commands print with: tables that keep whole sentences, JSON, and the console for progress on standard error."""

from __future__ import annotations

import json
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.markdown import Markdown
from rich.table import Table

from dragoman.core.errors import UsageError


def error_console() -> Console:
    """The console of progress bars: standard error, so that standard output stays a result."""
    return Console(stderr=True)


def plain(text: str) -> str:
    """On one line, and without what a terminal would obey: titles and names of files come from strangers."""
    return "".join(c if c.isprintable() else "\ufffd" for c in " ".join(text.split()))


def print_table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """A table without frame; plain tab-separated lines where standard output is no terminal."""
    if not sys.stdout.isatty():
        for row in (heads, *rows):
            print("\t".join(plain(cell) for cell in row))
        return
    table = Table(box=None, pad_edge=False)
    for head in heads:
        table.add_column(head, overflow="fold")
    for row in rows:
        table.add_row(*(plain(cell).replace("[", "\\[") for cell in row))
    Console().print(table)


def print_json(value: Any) -> None:
    """Indented JSON on standard output."""
    print(json.dumps(value, ensure_ascii=False, indent=1))


def print_line(value: dict[str, Any] | list[str]) -> None:
    """One object or list on one line of standard output, at once: whoever reads may be waiting for it."""
    print(json.dumps(value, ensure_ascii=False), flush=True)


def write_markdown(text: str) -> None:
    """A page to standard output: set out for the eye on a terminal, plain Markdown where a program or a file takes it."""
    if sys.stdout.isatty():
        Console().print(Markdown(text))
    else:
        sys.stdout.write(text)


def write_text(text: str, out: Path | None) -> None:
    """A page to a file, or to standard output; UsageError where the file cannot be written."""
    if out is None:
        sys.stdout.write(text)
        return
    try:
        out.write_text(text, encoding="utf-8")
    except OSError as error:
        raise UsageError(f"{str(out)!r} cannot be written: {error.strerror or error}") from error
