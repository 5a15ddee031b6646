"""Yields Question and Opinion: what a second coder is asked, and what it holds that one party does to another in a sentence."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from dragoman.core.documents import Span

Pair = tuple[Span | None, Span | None]
"""Who does it and to whom; None: the text does not name him."""


@dataclass(frozen=True, slots=True)
class Question:
    """What does the source do to the target? within: the only words to go by, beside those of the two; None: all of the sentence."""

    pair: Pair
    within: tuple[Span, ...] | None = None


JOINED: Mapping[str, tuple[str, ...]] = {"YIELD": ("CONCEDE", "RETREAT")}
"""Types that a second coder does not tell apart, by the name that it has for both."""
JOINED_QUADS: Mapping[str, int] = {"YIELD": 2}
"""Their quad: to yield, by word or by deed, is material cooperation, as in CAMEO and in the sets of pairs; alone CONCEDE is verbal."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """How likely each type is, 0 to 1, adding up to 1; quads: likewise for 1 to 4; 0 there: no deed at all. planned: is it still to come?

    It answers `which type, if any deed at all`; whether the two have to do with each other it does not judge well.
    """

    types: Mapping[str, float]
    quads: Mapping[int, float]
    planned: float

    @property
    def best(self) -> str:
        """The likeliest type; the first by name of equals."""
        return min(self.types, key=lambda name: (-self.types[name], name))

    def share(self, name: str) -> float | None:
        """How likely a type is; of one that is joined with another, both together; None where it is not known here."""
        whole = next((joint for joint, parts in JOINED.items() if name in parts), name)
        return self.types.get(whole)
