"""Yields the deed model, which reads which words of a report tell a deed, of what type, by whom to whom and when: small weights of ours, checked."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dragoman.core.documents import Annotated
from dragoman.core.errors import ModelError
from dragoman.core.heard_deeds import HeardDeed, Reading
from dragoman.core.mentions import EntityMention
from dragoman.models.deed_words import Window, deed_windows
from dragoman.models.manifest import check_files, read_manifest
from dragoman.models.pair_model import RUNTIME, PairFiles, open_session
from dragoman.models.wordpiece import CLS, SEP, UNKNOWN, WordPieces, read_pieces

FOLDER = Path(__file__).with_name("deed")
MANIFEST = Path(__file__).with_name("deed-1.json")
VOCABULARY = Path(__file__).with_name("pair") / "vocabulary.txt"
"""Both models read pieces of one vocabulary."""
MOST_PIECES = 509
FEWEST = 2
"""Parties that a window must name more of, nobody being one."""
REPORT = 2
"""Sentences that a window must have: the model learned from reports, and is no judge of sentences that stand alone."""
FINE = 127
QUESTIONS = 3
"""Who does it, to whom, and when."""
TOLD = -1
"""Stands for the day of the report."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What belongs to the weights: types and modalities in the order of the outputs; key: numbers by which a word points at others, a question;
    from_share: how likely a word must tell a deed to be given at all."""

    types: tuple[str, ...]
    modalities: tuple[str, ...]
    key: int
    from_share: float


@dataclass(frozen=True, slots=True)
class Pieces:
    """A window in pieces: ids and ranks of each, begun and ended by the model's own marks; at: the first piece of each word that fits."""

    ids: list[int]
    ranks: list[int]
    at: list[int]


def cut(window: Window, pieces: WordPieces) -> Pieces:
    """The words of a window as the model wants them, as many as fit."""
    ids, ranks, at = [pieces.ids[CLS]], [0], []
    for word, rank in zip(window.words, window.ranks, strict=True):
        found = pieces.of(word) or (pieces.ids[UNKNOWN],)
        if len(ids) + len(found) > MOST_PIECES:
            break
        at.append(len(ids))
        ids += found
        ranks += [rank] * len(found)
    return Pieces([*ids, pieces.ids[SEP]], [*ranks, 0], at)


@dataclass(frozen=True, slots=True)
class _Outputs:
    """A row for each piece."""

    types: Any
    modalities: Any
    asks: Any
    keys: Any
    alike: Any


class DeedModel:
    """A model that reads a document window by window: same text, same deeds."""

    def __init__(self, session: Any, pieces: WordPieces, settings: Settings, name: str) -> None:
        self._session = session
        self._pieces = pieces
        self._settings = settings
        self.name = name

    def read(self, annotated: Annotated, entities: Sequence[EntityMention]) -> Reading:
        """All deeds that it sees. Sentences that stand alone, and stretches that name fewer than two states, are not looked at."""
        windows = [w for w in deed_windows(annotated, entities) if len(set(w.parties)) > FEWEST and w.sentences >= REPORT]
        looked_at = frozenset(annotated.tokens[i].sentence for window in windows for i in window.tokens)
        return Reading(tuple(deed for window in windows for deed in self._of(window)), looked_at)

    def _of(self, window: Window) -> Iterator[HeardDeed]:
        import numpy

        shown = cut(window, self._pieces)
        fed = {"ids": numpy.array([shown.ids], dtype=numpy.int64), "ranks": numpy.array([shown.ranks], dtype=numpy.int64)}
        outputs = _Outputs(*(output[0] for output in self._session.run(["types", "modalities", "asks", "keys", "alike"], fed)))
        raised = numpy.exp(outputs.types - outputs.types.max(1, keepdims=True))
        likely = raised / raised.sum(1, keepdims=True)
        for word, at in enumerate(shown.at):
            share = round(1 - float(likely[at, 0]), 4)
            if share >= self._settings.from_share:
                yield self._deed(window, shown, outputs, word, share, likely[at, 1:])

    def _deed(self, window: Window, shown: Pieces, outputs: _Outputs, word: int, share: float, likely: Any) -> HeardDeed:
        at, best = shown.at[word], int(likely.argmax())
        points = [self._points(outputs.asks[at], outputs.keys, question) for question in range(QUESTIONS)]
        actor, acted = _party(window, shown, points[0])
        recipient, suffered = _party(window, shown, points[1])
        when, dated = _time(window, shown, points[2])
        kind, modality = self._settings.types[best], self._settings.modalities[int(outputs.modalities[at].argmax())]
        parties = actor, acted, recipient, suffered
        return HeardDeed(window.tokens[word], kind, share, round(float(likely[best]), 4), *parties, modality, when, dated, _fine(outputs.alike[at]))

    def _points(self, asks: Any, keys: Any, question: int) -> Any:
        """How strongly a word points at each piece."""
        first, last = question * self._settings.key, (question + 1) * self._settings.key
        return keys[:, first:last] @ asks[first:last] / self._settings.key**0.5


def _party(window: Window, shown: Pieces, points: Any) -> tuple[int | None, float]:
    """(token at which the likeliest state is named best, its share)."""
    named = [(at, word) for word, at in enumerate(shown.at) if window.parties[word]]
    shares = _shares([float(points[0]), *(float(points[at]) for at, _ in named)])
    by_state: dict[str, float] = defaultdict(float)
    for share, (_, word) in zip(shares[1:], named, strict=True):
        by_state[window.parties[word]] += share
    state = max(by_state, key=lambda s: (by_state[s], s), default="")
    if not state or shares[0] > by_state[state]:
        return None, round(shares[0], 4)
    best = max((share, -word) for share, (_, word) in zip(shares[1:], named, strict=True) if window.parties[word] == state)
    return window.tokens[-best[1]], round(by_state[state], 4)


def _time(window: Window, shown: Pieces, points: Any) -> tuple[int | None, float]:
    """(token at which the likeliest time begins, its share); the first piece stands for the day of the report, the last for no time at all."""
    times = [word for word in window.dates if word < len(shown.at)]
    shares = _shares([float(points[0]), float(points[len(shown.ids) - 1]), *(float(points[shown.at[word]]) for word in times)])
    best = max(range(len(shares)), key=lambda i: (shares[i], -i))
    return TOLD if best == 0 else None if best == 1 else window.tokens[times[best - 2]], round(shares[best], 4)


def _fine(numbers: Any) -> bytes:
    return bytes((numbers * FINE).round().astype("int8"))


def _shares(scores: Sequence[float]) -> list[float]:
    import math

    top = max(scores)
    raised = [math.exp(score - top) for score in scores]
    return [value / sum(raised) for value in raised]


def find_deed_model() -> PairFiles:
    """The files of the model, every one compared with the manifest; nothing is deserialised.

    Raises ModelError when one is missing, altered or added.
    """
    manifest = read_manifest(MANIFEST)
    return PairFiles(FOLDER, manifest.name, manifest.version, check_files(FOLDER, manifest))


def is_present() -> bool:
    """Can deeds be read by it on this machine? Altered files are no reason to do without: they raise."""
    return find_spec(RUNTIME) is not None and MANIFEST.is_file() and FOLDER.is_dir() and VOCABULARY.is_file()


@cache
def load_deed_model() -> DeedModel | None:
    """The model, loaded once per process; None where the runtime or the weights are left out of this installation.

    Raises ModelError when the weights are there but are not the pinned ones.
    """
    if not is_present():
        return None
    files = find_deed_model()
    settings = _read_settings(files.folder / "settings.json")
    return DeedModel(open_session(files.folder / "model.onnx"), read_pieces(VOCABULARY, []), settings, f"{files.name} {files.version}")


def _read_settings(path: Path) -> Settings:
    try:
        data: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return Settings(tuple(data["types"]), tuple(data["modalities"]), int(data["key"]), float(data["from_share"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"the settings {str(path)!r} of the deed model cannot be read ({error}); reinstall dragoman") from error
