"""Yields PlaceIndex: places by name or code, read straight from the bytes of one compact table, which may be a mapped file."""

from __future__ import annotations

import struct
import zlib
from array import array
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import lru_cache
from hashlib import blake2b
from unicodedata import combining, normalize

LEVELS = ("state", "region", "county", "town", "airport")
_MAGIC = b"dragoman places 1\n"
_HEAD = struct.Struct("<18s16sI4I")
"""Magic, key, checksum of all behind the head, and bytes of: strings, rows, hashes of names, where their places begin."""
_ROW = struct.Struct("<IIIIIii3sBBxxx")
"""Where the strings of name, area and code begin; GeoNames id; people; lat and lon in 1e-5 degrees; alpha-3; level; whether large."""
_LENGTH = struct.Struct("<H")
_AT = 32
"""Bits of the number of a place behind the hash of a name, while they are sorted."""
_NOWHERE = -(2**31)
_DEGREE = 100_000


@dataclass(frozen=True, slots=True)
class Place:
    """What a name may mean. level: state, region (first level), county (second level), town or airport; country: ISO alpha-3; area: first-level code of
    GeoNames (US: `TX`).

    lat, lon: degrees, of a state or region its middle; None where only the area is known. main: the name asked for is its own, no variant;
    capital: it is the capital of its state. code: ISO 3166-2 of a region or county, ICAO of an airport, None where unknown; large: a town of 15 000 people
    or a seat of a first-level region, or a region that our own table lists.
    """

    name: str
    level: str
    country: str | None
    area: str | None
    lat: float | None
    lon: float | None
    geonames: int | None
    population: int
    main: bool = True
    capital: bool = False
    code: str | None = None
    large: bool = False


class PlaceIndex:
    """Look-up over the bytes of `pack`. Immutable; several processes may share one mapped file."""

    def __init__(self, data: memoryview, key: bytes) -> None:
        """ValueError where the bytes are no whole table made for that key (16 bytes)."""
        if len(data) < _HEAD.size:
            raise ValueError("the table of places is cut off")
        magic, made_for, checksum, strings, rows, hashes, begins = _HEAD.unpack_from(data)
        body = data[_padded(_HEAD.size) :]
        ends = _ends((strings, rows, hashes, begins))
        if magic != _MAGIC or made_for != key or len(body) < ends[-1] or zlib.adler32(body) != checksum:
            raise ValueError("the table of places is none of this version, or damaged")
        self._strings = body[:strings]
        self._rows = body[ends[0] : ends[0] + rows]
        self._hashes = body[ends[1] : ends[1] + hashes].cast("Q")
        self._begins = body[ends[2] : ends[2] + begins].cast("I")
        self._places = body[ends[3] :].cast("I")
        self.named = lru_cache(maxsize=1 << 15)(self._named)
        self.coded = lru_cache(maxsize=1 << 12)(self._coded)

    def __len__(self) -> int:
        """Places in the table."""
        return len(self._rows) // _ROW.size

    def _named(self, name: str) -> tuple[Place, ...]:
        """Places of a name or alternate name with straight apostrophes and single blanks, in the order of the table."""
        found = (self._place(at) for at in self._at(name))
        return tuple(place if _bare(place.name) == _bare(name) else replace(place, main=False) for place in found)

    def _coded(self, code: str) -> Place | None:
        """The state of an alpha-3 (`NOR`), the area of a code or id of GeoNames (`US.TX`, `#4736286`), the airport of a code of ICAO; None for no such code."""
        return next((self._place(at) for at in self._at(_code(code))), None)

    def _at(self, name: str) -> memoryview[int] | tuple[()]:
        wanted = _hash(name)
        at = bisect_left(self._hashes, wanted)
        if at == len(self._hashes) or self._hashes[at] != wanted:
            return ()
        return self._places[self._begins[at] : self._begins[at + 1]]

    def _place(self, at: int) -> Place:
        name, area, code, geonames, people, lat, lon, country, level, large = _ROW.unpack_from(self._rows, at * _ROW.size)
        return Place(
            name=self._string(name) or "",
            level=LEVELS[level],
            country=country.decode() if country[0] else None,
            area=self._string(area),
            lat=None if lat == _NOWHERE else lat / _DEGREE,
            lon=None if lon == _NOWHERE else lon / _DEGREE,
            geonames=geonames or None,
            population=people,
            code=self._string(code),
            large=bool(large),
        )

    def _string(self, at: int) -> str | None:
        """The string that begins at a place of the first section; None at the first, which is empty."""
        if not at:
            return None
        begin = at + _LENGTH.size
        return str(self._strings[begin : begin + _LENGTH.unpack_from(self._strings, at)[0]], "utf-8")


def pack(places: Iterable[tuple[Place, Iterable[str], Iterable[str]]], key: bytes) -> bytes:
    """The table of places, each with the names and the codes that it is found by; the same bytes for the same places in the same order."""
    strings, known = bytearray(_LENGTH.size), {"": 0}
    rows, pairs = bytearray(), set[int]()
    for at, (place, names, codes) in enumerate(places):
        told = (_keep(text or "", strings, known) for text in (place.name, place.area, place.code))
        lat, lon = (_NOWHERE if value is None else round(value * _DEGREE) for value in (place.lat, place.lon))
        country = (place.country or "").encode()
        rows += _ROW.pack(*told, place.geonames or 0, place.population, lat, lon, country, LEVELS.index(place.level), place.large)
        pairs.update(_hash(text) << _AT | at for text in (*names, *map(_code, codes)))
    hashes, begins, found = array("Q"), array("I"), array("I")
    for pair in sorted(pairs):
        if not hashes or hashes[-1] != pair >> _AT:
            hashes.append(pair >> _AT)
            begins.append(len(found))
        found.append(pair & (1 << _AT) - 1)
    begins.append(len(found))
    sections = [bytes(strings), bytes(rows), hashes.tobytes(), begins.tobytes(), found.tobytes()]
    body = b"".join(section.ljust(_padded(len(section)), b"\0") for section in sections[:-1]) + sections[-1]
    head = _HEAD.pack(_MAGIC, key, zlib.adler32(body), *map(len, sections[:-1]))
    return head.ljust(_padded(len(head)), b"\0") + body


def _keep(text: str, strings: bytearray, known: dict[str, int]) -> int:
    """Where the string begins; written once."""
    if text not in known:
        known[text] = len(strings)
        written = text.encode()
        strings += _LENGTH.pack(len(written)) + written
    return known[text]


def _bare(name: str) -> str:
    """Without marks on letters, and without what stands behind a comma."""
    return "".join(letter for letter in normalize("NFKD", name.split(",")[0].replace("’", "'")) if not combining(letter))


def _hash(name: str) -> int:
    """64 bits: of two million names no two share one, but by a chance of one in ten million."""
    return int.from_bytes(blake2b(name.encode(), digest_size=8).digest(), "little")


def _code(code: str) -> str:
    """A code as it is kept among the names, which never begin so."""
    return "\0" + code


def _ends(sizes: Iterable[int]) -> list[int]:
    """Where the section behind each of these begins."""
    total, ends = 0, []
    for size in sizes:
        total += _padded(size)
        ends.append(total)
    return ends


def _padded(size: int) -> int:
    return -(-size // 8) * 8
