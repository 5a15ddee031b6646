"""Yields people of public life: who held which office of which state from when to when, looked up by name and day."""

from __future__ import annotations

import csv
import re
import string
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path

from anyascii import anyascii

from dragoman.codebook.skeleton import same_spelling
from dragoman.core.errors import CodebookError

COLUMNS = ("name", "aliases", "country", "sector", "title", "body", "since", "until")
FORMER = "ELI"
"""PLOVER's sector of those who held office and hold none."""
_ONCE = frozenset({"GOV", "LEG", "MIL", "SPY", "COP", "JUD"})
"""Sectors that end with the office; a cleric or a businessman remains one."""
_PLAIN = str.maketrans(
    {c: None if c in "'`" else " " for c in string.punctuation}
    | {chr(at): anyascii(chr(at)).lower() for first, last in ((0xC0, 0x250), (0x1E00, 0x1F00)) for at in range(first, last) if chr(at).isalpha()}
    | dict.fromkeys(["’", "‘", "ʻ", "ʼ", *map(chr, range(0x300, 0x370))])
    | {"–": " ", "‑": " ", "‐": " "}
)
_BLOCK = str.maketrans({"q": "s", "c": "s", "k": "s", "x": "s", "z": "s", "v": None, "f": None, "t": "s", "d": "s", **dict.fromkeys("aeiouyjwhg")})
_DATES = re.compile(r"(?:\d{4}(?:-\d\d(?:-\d\d)?)?)?,(?:\d{4}(?:-\d\d(?:-\d\d)?)?)?")
_DOUBLE = re.compile(r"(\w)\1+")
_FEWEST = 2
NO_STATE = frozenset({"UNO", "EUR", "IGO", "NGO", "IMG", "MNC", "ISM"})
"""PLOVER's codes for bodies that are of no state."""


@dataclass(frozen=True, slots=True)
class Spell:
    """One office of one person. country: ISO alpha-3 or PLOVER's non-state code; since, until: ISO dates of any precision, "" where open or unknown."""

    country: str
    sector: str
    title: str
    body: str
    since: str
    until: str

    def covers(self, day: str) -> bool:
        """Is the day (ISO, of any precision) inside? A year or month counts whole."""
        return _upto(self.since, day) and (not self.until or _upto(day, self.until))


@dataclass(frozen=True, slots=True)
class Standing:
    """What a person is on a day: country, sector (None before the first office), and the spell that it rests on."""

    country: str
    sector: str | None
    spell: Spell


@dataclass(frozen=True, slots=True)
class Official:
    """A person of public life, spells in the order of the tables."""

    name: str
    spells: tuple[Spell, ...]

    def standing(self, day: str | None, rank: Sequence[str], *, today: bool = False) -> Standing:
        """On a day of ISO form: the first by `rank` of the offices then held; after the last one that of the former, before the first no sector.

        Without a day: the latest known office, `today`: which is past if it is known to have ended.
        """
        if day is None:
            latest = [s for s in self.spells if not s.until] or _last_ended(self.spells)
            return self._over(_first(latest, rank), ended=today and bool(latest[0].until))
        held = [s for s in self.spells if s.covers(day)]
        if held:
            found = _first(held, rank)
            return Standing(found.country, found.sector, found)
        past = [s for s in self.spells if s.until and not _upto(day, s.until)]
        if past:
            return self._over(_first(_last_ended(past), rank), ended=True)
        first = min(self.spells, key=lambda s: s.since)
        return Standing(first.country, None, first)

    def _over(self, spell: Spell, *, ended: bool) -> Standing:
        """The standing by a last spell; whoever has left an international office is of the state that he served before."""
        if not ended or spell.sector not in _ONCE:
            return Standing(spell.country, spell.sector, spell)
        home = [s for s in self.spells if s.country not in NO_STATE]
        country = max(home, key=lambda s: s.since).country if spell.country in NO_STATE and home else spell.country
        return Standing(country, FORMER, spell)


@dataclass(frozen=True)
class Officials:
    """All of `folders`/gazetteer/officials/*.csv, read on first use; a later folder's rows take the place of an earlier one's of the same name."""

    folders: tuple[Path, ...]

    def named(self, text: str, *, by_sound: bool = True) -> tuple[Official, ...]:
        """Persons of a full name, accents, hyphens and case apart: as listed, else without the middle names, else (by_sound) in another romanisation.

        Empty for a single word that is nobody's listed name. CodebookError where a table is wrong.
        """
        key = folded(text)
        found = self.listed(key)
        if found or " " not in key:
            return found
        words = key.split()
        if len(words) > _FEWEST:
            found = self.listed(" ".join(w for w in words if len(w) > 1)) or self.listed(f"{words[0]} {words[-1]}")
            found = found or (self.listed(" ".join(words[:-1])) if len(words) > _FEWEST + 1 else ())
        return found or (self._by_sound(key) if by_sound else ())

    def listed(self, key: str) -> tuple[Official, ...]:
        """Persons of a folded name, as listed."""
        return tuple(self._person(name) for name in self.tables[1].get(key, ()))

    def surnamed(self, text: str) -> tuple[Official, ...]:
        """Persons who may be called by this one word alone, their first or last one or a listed name, in the order of the tables."""
        return tuple(self._person(name) for name in self._surnames.get(folded(text), ()))

    def _person(self, name: str) -> Official:
        return Official(name, tuple(Spell(*row[2:8]) for row in self.tables[0][name]))

    @cached_property
    def tables(self) -> tuple[Mapping[str, list[list[str]]], Mapping[str, list[str]]]:
        """({name: its rows}, {folded name or alias: names})."""
        people: dict[str, list[list[str]]] = {}
        for folder in self.folders:
            here: dict[str, list[list[str]]] = {}
            for path in sorted((folder / "gazetteer" / "officials").glob("*.csv")):
                for row in _rows(path):
                    here.setdefault(row[0], []).append(row)
            people |= here
        index: dict[str, list[str]] = {}
        for name, rows in people.items():
            for other in (name, *(alias for row in rows if row[1] for alias in row[1].split(";"))):
                bearers = index.setdefault(folded(other), [])
                if name not in bearers:
                    bearers.append(name)
        return people, index

    @cached_property
    def _surnames(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for key, names in self.tables[1].items():
            words = key.split()
            for word in {words[0], words[-1]} if words else ():
                for name in names:
                    if name not in found.setdefault(word, []):
                        found[word].append(name)
        return found

    @cached_property
    def _blocks(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for key in self.tables[1]:
            if " " in key:
                found.setdefault(block(key), []).append(key)
        return found

    def _by_sound(self, key: str) -> tuple[Official, ...]:
        """Persons whose name has as many words, each of which may be a spelling of the one given."""
        words = key.split()
        alike = [other for other in self._blocks.get(block(key), ()) if _alike(words, other.split())]
        return tuple(self._person(name) for name in dict.fromkeys(name for other in alike for name in self.tables[1][other]))


def _rows(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.reader(file)
        header = next(reader, [])
        if tuple(header[: len(COLUMNS)]) != COLUMNS:
            raise CodebookError(f"gazetteer/officials/{path.name} must have the columns {', '.join(COLUMNS)}, not {', '.join(header)}")
        for row in reader:
            if not row or not row[0].strip():
                continue
            if len(row) < len(COLUMNS) or not row[2] or not row[3]:
                raise CodebookError(f"gazetteer/officials/{path.name}: the row of {row[0]!r} lacks a country, a sector or a column")
            if not _DATES.fullmatch(f"{row[6]},{row[7]}"):
                raise CodebookError(f"gazetteer/officials/{path.name}: since and until of {row[0]!r} must be ISO dates, not {row[6]!r} and {row[7]!r}")
            yield row


@lru_cache(maxsize=1 << 16)
def folded(text: str) -> str:
    """Lower case without accents and marks, a blank between words; as `fold`, ten times as fast, and without the strokes of letters (`ł`, `ø`)."""
    return " ".join(text.lower().translate(_PLAIN).split())


def block(key: str) -> str:
    """Equal for all spellings of a name: its consonants by class."""
    return _DOUBLE.sub(r"\1", (key if key.isascii() else anyascii(key).lower()).translate(_BLOCK))


def _alike(ours: Sequence[str], theirs: Sequence[str]) -> bool:
    return len(ours) == len(theirs) and all(a == b or same_spelling(a, b) for a, b in zip(ours, theirs, strict=True))


def _upto(a: str, b: str) -> bool:
    """Is ISO date `a` not after `b`, as precisely as both tell? An unknown `a` is not."""
    shared = min(len(a), len(b))
    return a[:shared] <= b[:shared]


def _last_ended(spells: Iterable[Spell]) -> list[Spell]:
    ended = [s for s in spells if s.until]
    last = max(s.until for s in ended)
    return [s for s in ended if s.until[:4] == last[:4] and _upto(last, s.until)]


def _first(spells: Sequence[Spell], rank: Sequence[str]) -> Spell:
    """By rank; of equals the one that began last."""
    order = {sector: at for at, sector in enumerate(rank)}
    latest = sorted(spells, key=lambda s: s.since, reverse=True)
    return min(latest, key=lambda s: order.get(s.sector, len(order)))
