"""Yields Listed entries of the rows of a table: OpenSanctions' simple CSV, or any with a column for the name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.core.errors import InputError
from dragoman.core.ids import digest
from dragoman.core.listed import Listed, Measure, Post
from dragoman.ingest.lists.crosswalk import Crosswalk, span

_FOLD = str.maketrans(dict.fromkeys(" -.", "_"))


def find_columns(header: Sequence[str], crosswalk: Crosswalk, path: str) -> dict[str, str]:
    """{our field: the table's column}, each the first that the crosswalk names; InputError (missing-field) where none is the name."""
    known = {column.strip().lower().translate(_FOLD): column for column in header if column}
    found = {field: known[name] for field, names in crosswalk.columns.items() for name in reversed(names) if name in known}
    if "name" not in found:
        told = ", ".join(repr(column) for column in header[:12])
        raise InputError("missing-field", f"{path!r} has no column for the name; it has {told}. Call one of them 'name'")
    return found


def listed_of_row(row: Mapping[str, str | None], columns: Mapping[str, str], called: str, crosswalk: Crosswalk) -> Listed | None:
    """The entry of a row; None where it has no name."""
    told = {field: (row.get(column) or "").strip() for field, column in columns.items()}
    name = told["name"]
    if not name:
        return None
    schema = told.get("type", "")
    kind = crosswalk.kinds.get(schema) or next((k for s, k in crosswalk.kinds.items() if schema.lower() in (s.lower(), k)), None)
    measured = bool(told.keys() & {"authority", "program", "since"}) and any(told.get(field) for field in ("authority", "program", "since", "ground"))
    when = span(told.get("since"), told.get("until"))
    measure = Measure(crosswalk.measure_of(told.get("program")), told.get("authority") or None, told.get("program") or None, told.get("ground") or None, when)
    wikidata = told.get("wikidata") or (told.get("id", "") if told.get("id", "")[:1] == "Q" and told.get("id", "")[1:].isdigit() else "")
    return Listed(
        list=called,
        id=told.get("id") or digest(name, told.get("countries", ""), told.get("born", "")),
        kind=kind or "other",
        name=name,
        aliases=_many(told.get("aliases", "")),
        countries=crosswalk.countries_of(_many(told.get("countries", ""))),
        sector=told.get("sector") or crosswalk.sector_of(_many(told.get("topics", ""))),
        born=told.get("born") or None,
        ids={"wikidata": wikidata} if wikidata else {},
        measures=(measure,) if measured else (),
        posts=tuple(Post(title) for title in _many(told.get("post", ""))),
    )


def _many(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())
