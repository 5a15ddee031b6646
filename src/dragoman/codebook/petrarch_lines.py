"""Yields the lines of one of PETRARCH's lists, without comments."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from dragoman.core.errors import CodebookError


def lines_of(path: Path) -> Iterator[tuple[str, str]]:
    """(file and line, what stands there) without comments and empty lines."""
    inside = False
    try:
        text = path.read_text(encoding="utf-8-sig", errors="strict")
    except UnicodeDecodeError as error:
        raise CodebookError(f"{path.name} is no UTF-8: {error}") from error
    for number, line in enumerate(text.splitlines(), 1):
        if inside or line.lstrip().startswith("<!"):
            inside = "-->" not in line
            continue
        kept = re.split(r"\s;|#(?![^\[]*\])|<!--", line, maxsplit=1)[0].strip()
        if kept and not kept.startswith("-->"):
            yield f"{path.name}, line {number}", kept
