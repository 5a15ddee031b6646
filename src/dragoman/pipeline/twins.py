"""Yields KeptTwins: the odds that two tellings are of one deed, read by the twin model once and kept in the record."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.core.twins import TellingWords, TwinReader
from dragoman.models.twin_model import load_twin_model, twin_name
from dragoman.store.base import Store


class KeptTwins:
    """Asks the record first, then the model, which is loaded only where a pair is new. What is new is written by `keep`."""

    def __init__(self, name: str, load: Callable[[], TwinReader | None], store: Store) -> None:
        self._load = load
        self._store = store
        self._known: dict[str, float] = {}
        self._new: dict[str, float] = {}
        self.name = name

    def odds(self, a: TellingWords, b: TellingWords) -> float:
        """Log-odds that both tell one deed, the same in either order."""
        pair = f"{self.name} {min(a.key, b.key)} {max(a.key, b.key)}"
        if pair not in self._known:
            known = self._store.odds(pair)
            if known is None:
                reader = self._load()
                known = self._new[pair] = reader.odds(a, b) if reader is not None else 0.0
            self._known[pair] = known
        return self._known[pair]

    def keep(self, *, alone: bool = False) -> None:
        """Writes what is new; alone: all pairs go that were not asked for."""
        if self._new or alone:
            self._store.put_odds(self._known if alone else self._new, alone=alone)
            self._new = {}


def kept_twins(store: Store) -> KeptTwins | None:
    """The twin model with what the record has of it; None where this installation has no such model."""
    name = twin_name()
    return KeptTwins(name, load_twin_model, store) if name is not None else None
