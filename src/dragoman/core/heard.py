"""Yields Heard, an attribution as a learned model reads it, and what such a model is told of those that the rules see."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dragoman.core.documents import Annotated


class Hint(Protocol):
    """An attribution as the rules see it, as indexes of tokens; `cue_head` None where no word is its cue."""

    @property
    def source(self) -> frozenset[int]:
        """Words that name the source."""

    @property
    def cue(self) -> frozenset[int]:
        """The saying words."""

    @property
    def content(self) -> frozenset[int]:
        """What is said."""

    @property
    def cue_head(self) -> int | None:
        """The word that the other words of the cue hang on."""


@dataclass(frozen=True, slots=True)
class Heard:
    """Indexes of tokens by role, in order; source: empty where it is left out; share: how likely it is an attribution at all, 0 to 1."""

    head: int
    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    share: float


class Listener(Protocol):
    """Who reads attributions out of a document beside the rules; `name` with its version stands in `made_by`."""

    name: str

    def listen(self, annotated: Annotated, hints: Sequence[Hint]) -> list[Heard]:
        """All attributions that it sees, by their heads, at most one a head; hints: what the rules see."""
