"""Yields Shown, a telling as a twin model is shown it: its words are cut out only when they are first asked for."""

from __future__ import annotations

from functools import cached_property

from dragoman.core.mentions import EventMention
from dragoman.core.twins import TellingWords, TwinReader
from dragoman.resolve.telling_words import Teller


class Shown:
    """A telling that can be held against others."""

    def __init__(self, mention: EventMention, teller: Teller, reader: TwinReader) -> None:
        self._at = mention.trigger.start, mention.trigger.end
        self._teller = teller
        self._reader = reader

    @cached_property
    def words(self) -> TellingWords:
        """What the model is shown of it."""
        return self._teller.of(*self._at)

    @property
    def beside(self) -> str:
        """The text around it."""
        return self._teller.beside(*self._at)

    def odds(self, other: Shown) -> float:
        """Log-odds that another tells the same deed."""
        return self._reader.odds(self.words, other.words)
