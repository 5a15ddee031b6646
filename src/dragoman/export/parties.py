"""Yields the JSON object of an actor or recipient: as coded, and as the format of a dump allows."""

from __future__ import annotations

import re
from typing import Any

from dragoman.core.records import Party

_THREE = re.compile(r"[A-Z]{3}")
_CODES = re.compile(r"(?:[A-Z]{3})+")


def party_line(party: Party) -> dict[str, Any]:
    """An actor or recipient."""
    return {"entity": party.entity, "name": party.name, "country": party.country, "sector": party.sector, "code": party.code}


def dumped_party(party: Party) -> dict[str, Any]:
    """As a dump has it: codes of three capitals; of those in a user's own lists (`XNOGOVFRM`, `XT1/XT2`) what fits, else null."""
    line = party_line(party)
    for key in ("country", "sector"):
        if line[key] is not None and not _THREE.fullmatch(line[key]):
            line[key] = line[key][:3] if _THREE.fullmatch(line[key][:3]) else None
    return line if line["code"] is None or _CODES.fullmatch(line["code"]) else line | {"code": None}
