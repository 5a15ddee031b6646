"""Yields the twin model, which reads two tellings side by side and says how likely they are of one deed: small weights of ours, checked."""

from __future__ import annotations

import os
from functools import cache
from typing import Any

from dragoman.core.twins import TellingWords
from dragoman.models.deed_model import MANIFEST, VOCABULARY, find_deed_model, is_present
from dragoman.models.manifest import read_manifest
from dragoman.models.pair_model import open_session
from dragoman.models.twin_words import show_pair
from dragoman.models.wordpiece import WordPieces, read_pieces

FILE = "twins.onnx"
"""Beside the weights of the deed model, and reads its table of pieces, which both models begin with, out of that file."""
_SHOWN = 8
"""Digits of the digest that stand in its name."""
_THREADS = 2
"""Records are resolved in one process, so a second core is free; the odds are the same, bit for bit."""
_KEPT = 200_000
"""Pairs whose odds are kept for as long as the process lives."""


class TwinModel:
    """A model that reads one pair at a time: the same two tellings, the same odds."""

    def __init__(self, session: Any, pieces: WordPieces, name: str) -> None:
        self._session = session
        self._pieces = pieces
        self._known: dict[tuple[str, str], float] = {}
        self.name = name

    def odds(self, a: TellingWords, b: TellingWords) -> float:
        """Log-odds, with two decimals, that both tell one deed; the same in either order."""
        first, second = (a, b) if a.key <= b.key else (b, a)
        pair = first.key, second.key
        if pair not in self._known:
            if len(self._known) >= _KEPT:
                self._known.clear()
            self._known[pair] = self._read(first, second)
        return self._known[pair]

    def _read(self, a: TellingWords, b: TellingWords) -> float:
        import numpy

        shown = show_pair(a, b, self._pieces)
        fed = {name: numpy.array([getattr(shown, name)], dtype=numpy.int64) for name in ("ids", "ranks", "marks", "sides", "at")}
        (odds,) = self._session.run(["odds"], fed)
        return round(float(odds[0]), 2)


def twin_name() -> str | None:
    """What the model is called, by the digest of its weights as pinned; None where this installation has none. Reads the manifest alone."""
    pinned = read_manifest(MANIFEST).files.get(FILE) if is_present() else None
    return f"twins {pinned[:_SHOWN]}" if pinned else None


@cache
def load_twin_model() -> TwinModel | None:
    """The model, loaded once per process; None where the runtime or the weights are left out of this installation.

    Raises ModelError when the weights are there but are not the pinned ones.
    """
    name = twin_name()
    if name is None:
        return None
    return TwinModel(open_session(find_deed_model().folder / FILE, min(_THREADS, os.cpu_count() or 1)), read_pieces(VOCABULARY, []), name)
