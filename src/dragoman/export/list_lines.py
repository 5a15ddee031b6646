"""Yields the JSON object of an entry of a user's list that an entity is found to be."""

from __future__ import annotations

from typing import Any

from dragoman.core.dates import DateRange
from dragoman.core.listed import ListMatch

Line = dict[str, Any]


def _date(date: DateRange) -> Line | None:
    return {"start": date.start, "end": date.end} if date.known else None


def match_line(match: ListMatch) -> Line:
    """List and id of the entry, how sure the match is and why, and what the list says; state: same or possible."""
    entry = match.entry
    measures = [
        {"kind": m.kind, "authority": m.authority, "program": m.program, "ground": m.ground, "date": _date(m.date), "url": m.url} for m in entry.measures
    ]
    return {
        "list": entry.list,
        "id": entry.id,
        "state": match.state,
        "score": match.score,
        "features": dict(match.features),
        "name": entry.name,
        "countries": list(entry.countries),
        "sector": entry.sector,
        "born": entry.born,
        "measures": measures,
        "posts": [{"title": p.title, "country": p.country, "date": _date(p.date)} for p in entry.posts],
    }
