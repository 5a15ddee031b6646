"""Yields HeardDeed, a deed as a learned model reads it, and who reads such deeds beside the rules."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dragoman.core.documents import Annotated
from dragoman.core.mentions import EntityMention


@dataclass(frozen=True, slots=True)
class HeardDeed:
    """A word that tells a deed. token: its index; type: a PLOVER type; share: how likely it tells a deed at all; sure: of that type; 0 to 1.

    actor, recipient: index of the token at which the party is named best, None where nobody is named; acted, suffered: how likely that state is the party.
    modality: done, planned, threatened, demanded, denied or alleged. when: index of the token at which the time begins that dates it, -1 for the day of
    the report, None where nothing does; dated: how likely that is. alike: whole numbers from -127 to 127, near to those of other tellings of the deed.
    """

    token: int
    type: str
    share: float
    sure: float
    actor: int | None
    acted: float
    recipient: int | None
    suffered: float
    modality: str
    when: int | None
    dated: float
    alike: bytes


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read of a document. deeds: in text order, at most one a word; sentences: indexes of those that were looked at."""

    deeds: tuple[HeardDeed, ...] = ()
    sentences: frozenset[int] = frozenset()


class DeedReader(Protocol):
    """Who reads deeds out of a document beside the rules; `name` with its version stands in `made_by`."""

    name: str

    def read(self, annotated: Annotated, entities: Sequence[EntityMention]) -> Reading:
        """All deeds that it sees."""
