"""Yields TellingWords, what a model is shown of one telling, and who says whether two of them tell the same deed."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from dragoman.core.ids import digest

Days = tuple[int, int]
"""First and last day, as ordinals of the calendar."""


@dataclass(frozen=True, slots=True)
class TellingWords:
    """The words around a word that tells a deed, names masked by their kind.

    states: code of the state that each word names, empty for none; names: of a masked name of no state its last word in small letters, else empty.
    times: {place of a word at which a time expression begins: the days that it means, None where that is not known}. at: place of the word that tells.
    published: ordinal of the day of the report. key: a digest of all that.
    """

    words: tuple[str, ...]
    states: tuple[str, ...]
    names: tuple[str, ...]
    times: tuple[tuple[int, Days | None], ...]
    at: int
    published: int | None
    key: str = field(init=False)

    def __post_init__(self) -> None:
        told = (self.words, self.states, self.names, self.times, self.at, self.published)
        object.__setattr__(self, "key", digest(*(repr(part) for part in told)))


class TwinReader(Protocol):
    """Who reads two tellings side by side; `name` tells which model it is, in which version."""

    name: str

    def odds(self, a: TellingWords, b: TellingWords) -> float:
        """Log-odds that both tell one deed, the same in either order."""
