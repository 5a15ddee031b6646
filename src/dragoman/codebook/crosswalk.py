"""Yields the table of CAMEO codes beside PLOVER's types, modes and contexts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from dragoman.core.errors import CodebookError

_KEYS = {"title", "type", "mode", "contexts"}


@dataclass(frozen=True, slots=True)
class CameoCode:
    """A CAMEO code of three or four digits: what it is in our words, and the type, mode (or None) and contexts that say the same."""

    code: str
    title: str
    type: str
    mode: str | None
    contexts: tuple[str, ...]

    @property
    def root(self) -> str:
        """Its first two digits."""
        return self.code[:2]


def read_cameo(rows: Mapping[str, Any]) -> dict[str, CameoCode]:
    """{code: row}, by code; CodebookError where a code is none or a row has unknown keys, no title or no type."""
    found = {}
    for code, row in sorted((str(code), row) for code, row in rows.items()):
        where = f"crosswalks/cameo.yaml, code {code!r}"
        if not (code.isdigit() and 3 <= len(code) <= 4):
            raise CodebookError(f"{where}: a code has three or four digits, in quotation marks")
        if not isinstance(row, dict) or set(row) - _KEYS or not row.get("title") or not row.get("type"):
            raise CodebookError(f"{where}: needs a title and a type, and may have a mode and contexts; no other keys")
        found[code] = CameoCode(code, str(row["title"]), str(row["type"]), row.get("mode"), tuple(row.get("contexts") or ()))
    return found
