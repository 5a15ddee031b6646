"""Yields what a user's list says of somebody (Listed), and whom of the record it is found to be (ListMatch)."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.core.dates import UNKNOWN, DateRange


@dataclass(frozen=True, slots=True)
class Measure:
    """A sanction, entry ban, closure or other measure that a list holds. kind as in `Listing`; program: what the authority calls it."""

    kind: str
    authority: str | None = None
    program: str | None = None
    ground: str | None = None
    date: DateRange = UNKNOWN
    """From when until when; open or unknown where the list does not say."""
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Post:
    """An office that a list gives somebody, with the country of it (alpha-3) and when."""

    title: str
    country: str | None = None
    date: DateRange = UNKNOWN


@dataclass(frozen=True, slots=True)
class Listed:
    """One entry of a list. kind: person, organisation, craft, state, other; countries: alpha-3; sector: PLOVER's, None where the list does not tell."""

    list: str
    id: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    countries: tuple[str, ...] = ()
    sector: str | None = None
    born: str | None = None
    ids: dict[str, str] | None = None
    measures: tuple[Measure, ...] = ()
    posts: tuple[Post, ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """All names, the main one first."""
        return (self.name, *self.aliases)


@dataclass(frozen=True, slots=True)
class ListMatch:
    """An entry that an entity is found to be, or may be.

    state: same (certain, or judged so), possible (to be looked at; it changes nothing). score: 0 to 1; features: what spoke for and against it.
    """

    entry: Listed
    state: str
    score: float
    features: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class ListHead:
    """A list in the record: name, the file that it came from, SHA-256 of that file's bytes, how many entries it has, and when it was taken in (ISO, UTC)."""

    name: str
    file: str
    sha256: str
    entries: int
    at: str
