"""Yields the Gazetteer: states, organisations, outlets, regions, weapons and cities, looked up by any of their names."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from dragoman.codebook.cities import City, city_named
from dragoman.codebook.name_patterns import NamePattern, NamePatterns
from dragoman.codebook.petrarch import Dictionary
from dragoman.core.errors import CodebookError

STATES = ("iso3", "iso2", "name", "official", "aliases", "demonyms", "capitals", "seats", "lat", "lon", "status")
NAMED = ("name", "kind", "aliases", "acronyms", "country", "sector", "ids")
REGIONS = ("name", "kind", "aliases", "country", "lat", "lon", "ids")
PATTERNS = ("name", "kind", "pattern")
COLUMNS = {"states": STATES, "organisations": NAMED, "outlets": (*NAMED, "agency"), "regions": REGIONS, "weapons": PATTERNS}
STATUS = ("state", "partial", "territory", "historical", "nonstate")
_ACRONYM = re.compile(r"[A-Z](?:[A-Z&.]|-(?=[A-Z]))*[A-Z.]")
_THREE = re.compile(r"[A-Z]{3}")
_RANK = {"name": 0, "acronym": 1, "alias": 1, "demonym": 2, "metonym": 3}


@dataclass(frozen=True, slots=True)
class GazetteerEntry:
    """One way of naming something. kind, form, key, country and sector as in `Name`; ids: iso2, iso3, icao … where known."""

    name: str
    kind: str
    form: str
    key: str
    country: str | None = None
    sector: str | None = None
    ids: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class State:
    """A state, territory or PLOVER's non-state code. lat, lon: degrees of the capital, or None; status: a member of STATUS."""

    name: str
    code: str
    iso2: str | None
    official: tuple[str, ...]
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    seats: tuple[str, ...]
    lat: float | None
    lon: float | None
    status: str
    part_of: str | None = None

    @property
    def capital(self) -> str | None:
        """The first of the capitals, None where there is none."""
        return self.capitals[0] if self.capitals else None


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All that the codebook knows by name. Immutable; cities are read from their package on first use."""

    by_code: Mapping[str, State]
    patterns: NamePatterns
    regions: Mapping[str, City]
    agencies: frozenset[str]
    """Names of outlets that are news agencies."""
    _index: Mapping[str, tuple[GazetteerEntry, ...]]
    _capitals: Mapping[str, tuple[GazetteerEntry, ...]]
    _reach: Mapping[str, int]
    dictionary: Dictionary | None = None
    """PETRARCH's lists of the user's folder: what they name wins over all tables."""

    def lookup(self, text: str) -> tuple[GazetteerEntry, ...]:
        """All readings of a name, likeliest first; empty where it is not listed.

        Case counts (`us` is no state); a text all in capitals of at least four letters is also tried without (`BAKU`, `UNITED NATIONS`).
        """
        name = plain(text)
        listed = self.dictionary.actor(name.replace("-", " - ").split()) if self.dictionary is not None else None
        if listed is not None:
            return (self._listed(listed.name, listed.codes[0].code, name),)
        found = self._index.get(name, ())
        if not found and len(name) > 3 and name.isupper():
            found = self._capitals.get(name, ())
        return found

    def _listed(self, key: str, code: str, name: str) -> GazetteerEntry:
        """The reading of a name in PETRARCH's lists: of the kind that the tables tell, else a state where the code is no longer than one's."""
        known = self._index.get(name, ())
        kind = known[0].kind if known else "state" if len(code) == 3 else "organisation"
        country, sector = (part if _THREE.fullmatch(part) else None for part in (code[:3], code[3:6]))
        return GazetteerEntry(name, kind, "name", key, country, sector, {"list": "petrarch"} | ({"iso3": country} if country and kind == "state" else {}))

    def reach(self, text: str) -> int:
        """Length in characters of the longest listed name that begins as this text does (its first three characters), 0 for none."""
        return self._reach.get(plain(text)[:3].strip().upper(), 0)

    def state(self, code: str | None) -> State | None:
        """The state of an ISO alpha-3 code, or what a PLOVER non-state code stands for; None where unknown."""
        return self.by_code.get(code) if code else None

    def state_named(self, text: str) -> State | None:
        """The state that a name, alias, demonym or metonym stands for, the likeliest one; None where it stands for none."""
        for entry in self.lookup(text):
            if entry.kind == "state":
                return self.by_code.get(entry.ids["iso3"])
        return None

    def city(self, name: str, country: str | None = None, prefer: Iterable[str] = ()) -> City | None:
        """The city of that name (15 000 people or more): in the country (alpha-3) if given, else in a preferred one, else the largest."""
        return city_named(plain(name), country, frozenset(prefer))

    def region(self, name: str) -> City | None:
        """A listed region or natural area by name or alias, with its middle; None where it is not listed."""
        for entry in self.lookup(name):
            if entry.key in self.regions:
                return self.regions[entry.key]
        return None


def plain(text: str) -> str:
    """A name with straight apostrophes, plain hyphens and single blanks."""
    return " ".join(text.replace("’", "'").replace("‘", "'").replace("‑", "-").split())


def load_gazetteer(folder: Path, overlay: Path | None = None, dictionary: Dictionary | None = None, below: Path | None = None) -> Gazetteer:
    """Read `folder`/gazetteer/*.csv; rows of `overlay`/gazetteer/*.csv are added and win over those of the same code or name; those of `below` stand between.

    CodebookError where a column is missing, a pattern is wrong or a number is none.
    """
    rows = {table: _rows(table, [place for place in (overlay, below, folder) if place]) for table in COLUMNS}
    states = [_state(row) for row in rows["states"]]
    places = {row["name"]: _region(row) for row in rows["regions"]}
    entries = [entry for state in sorted(states, key=lambda s: STATUS.index(s.status)) for entry in _state_entries(state)]
    entries += [entry for table in ("organisations", "outlets", "regions") for row in rows[table] for entry in _entries(row)]
    index = _indexed(entries)
    reach: dict[str, int] = {}
    capitals: dict[str, list[GazetteerEntry]] = {}
    for name in (*index, *(dictionary.written if dictionary else ())):
        key = name[:3].strip().upper()
        reach[key] = max(reach.get(key, 0), len(name))
    for name, found in index.items():
        capitals.setdefault(name.upper(), []).extend(found)
    return Gazetteer(
        by_code={state.code: state for state in states},
        patterns=NamePatterns(tuple(_pattern(row) for row in rows["weapons"])),
        regions=places,
        agencies=frozenset(row["name"] for row in rows["outlets"] if row["agency"] == "yes"),
        _index=index,
        _capitals={name: tuple(found) for name, found in capitals.items()},
        _reach=reach,
        dictionary=dictionary,
    )


def _rows(table: str, folders: Iterable[Path]) -> list[dict[str, str]]:
    """Rows of a table, those of the first folder first; a row takes the place of those of later folders with the same first column."""
    rows: dict[str, dict[str, str]] = {}
    for place in folders:
        for path in _files(table, place / "gazetteer"):
            with path.open(encoding="utf-8", newline="") as file:
                reader = csv.DictReader(file)
                missing = set(COLUMNS[table]) - set(reader.fieldnames or ())
                if missing:
                    raise CodebookError(f"gazetteer/{path.relative_to(place / 'gazetteer').as_posix()} lacks the columns {', '.join(sorted(missing))}")
                for row in reader:
                    rows.setdefault(row[COLUMNS[table][0]], {key: (value or "").strip() for key, value in row.items() if key})
    return list(rows.values())


def _files(table: str, folder: Path) -> list[Path]:
    """The files of a table: `table.csv`, then those of the folder `table`, where a long one is parted, by name."""
    whole = folder / f"{table}.csv"
    return ([whole] if whole.exists() else []) + sorted((folder / table).glob("*.csv"))


def _state(row: Mapping[str, str]) -> State:
    if row["status"] not in STATUS:
        raise CodebookError(f"gazetteer/states.csv: status of {row['iso3']!r} must be one of {', '.join(STATUS)}, not {row['status']!r}")
    lists = {key: _many(row[key]) for key in ("official", "aliases", "demonyms", "capitals", "seats")}
    lat, lon = _degrees(row, "states")
    return State(
        name=row["name"], code=row["iso3"], iso2=row["iso2"] or None, lat=lat, lon=lon, status=row["status"], part_of=row.get("part_of") or None, **lists
    )


def _state_entries(state: State) -> Iterable[GazetteerEntry]:
    """All ways of naming a state, and its capitals as places."""
    if state.status == "nonstate":
        yield from (GazetteerEntry(name, "organisation", "metonym", state.name, state.code) for name in state.seats)
        return
    ids = {"iso3": state.code} | ({"iso2": state.iso2} if state.iso2 else {})
    country, sector = (state.part_of, "PRE") if state.part_of else (state.code, None)
    named = [("name", name) for name in (state.name, *state.official)]
    named += [("acronym" if _ACRONYM.fullmatch(name) else "alias", name) for name in state.aliases]
    named += [("demonym", name) for name in state.demonyms]
    named += [("metonym", name) for name in (*state.capitals, *state.seats)]
    for form, name in named:
        yield GazetteerEntry(name, "state", form, state.name, country, sector, ids)
    for name in state.capitals:
        yield GazetteerEntry(name, "place", "name", state.capitals[0] if name != state.name else name, country)


def _entries(row: Mapping[str, str]) -> Iterable[GazetteerEntry]:
    """All ways of naming what a row of organisations, outlets or regions stands for."""
    country, sector = row["country"] or None, row.get("sector") or None
    ids = dict(pair.split("=", 1) for pair in _many(row["ids"]) if "=" in pair)
    forms = [("name", (row["name"],)), ("alias", _many(row["aliases"])), ("acronym", _many(row.get("acronyms", "")))]
    for form, names in forms:
        for name in names:
            shape = "acronym" if form == "alias" and _ACRONYM.fullmatch(name) else form
            yield GazetteerEntry(name, row["kind"], shape, row["name"], country, sector, ids)


def _indexed(entries: Iterable[GazetteerEntry]) -> dict[str, tuple[GazetteerEntry, ...]]:
    """{plain name: its readings}: names before demonyms before metonyms, else in the order of the tables."""
    found: dict[str, list[GazetteerEntry]] = {}
    for entry in entries:
        readings = found.setdefault(plain(entry.name), [])
        if all((entry.kind, entry.form, entry.key) != (other.kind, other.form, other.key) for other in readings):
            readings.append(entry)
    return {name: tuple(sorted(readings, key=lambda e: _RANK[e.form])) for name, readings in found.items()}


def _region(row: Mapping[str, str]) -> City:
    lat, lon = _degrees(row, "regions")
    return City(row["name"], row["country"] or None, lat, lon, None, 0)


def _pattern(row: Mapping[str, str]) -> NamePattern:
    try:
        return NamePattern(row["name"], row["kind"], re.compile(rf"(?:{row['pattern']})(?!\w)"))
    except re.error as error:
        raise CodebookError(f"gazetteer/weapons.csv: the pattern of {row['name']!r} is wrong: {error}") from error


def _many(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _degrees(row: Mapping[str, str], table: str) -> tuple[float | None, float | None]:
    try:
        return (float(row["lat"]), float(row["lon"])) if row["lat"] and row["lon"] else (None, None)
    except ValueError as error:
        raise CodebookError(f"gazetteer/{table}.csv: lat and lon of {row['name']!r} must be numbers") from error
