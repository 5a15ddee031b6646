"""Yields the attribution model, which reads who says what in a document: small weights of ours, checked before they are read."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.core.documents import Annotated
from dragoman.core.errors import ModelError
from dragoman.core.heard import Heard, Hint
from dragoman.models.manifest import check_files, read_manifest
from dragoman.models.said_network import Network
from dragoman.models.said_relations import hints_by_cue, relations_of
from dragoman.models.said_words import Labels, Words, words_of

if TYPE_CHECKING:
    import numpy

FOLDER = Path(__file__).with_name("said")
MANIFEST = Path(__file__).with_name("said-1.json")
TOGETHER = 48
"""Cues that are looked at in one go: memory stays bounded however many a document has."""


@dataclass(frozen=True, slots=True)
class SaidFiles:
    """Where the model lies and what it is; `files_sha256` is the combined digest of all its files."""

    folder: Path
    name: str
    version: str
    files_sha256: str


@dataclass(frozen=True, slots=True)
class Limits:
    """From which share on a word is the head of a cue, and of a source, a cue, a content."""

    head: float
    source: float
    cue: float
    content: float


class SaidModel:
    """A model that reads a document by itself, so that what it says of one depends on no other."""

    def __init__(self, network: Network, labels: Labels, limits: Limits, files: SaidFiles) -> None:
        self._network = network
        self._labels = labels
        self._limits = limits
        self.files = files
        self.name = f"{files.name} {files.version}"

    def listen(self, annotated: Annotated, hints: Sequence[Hint]) -> list[Heard]:
        """All attributions that it sees, by the heads of their cues, at most one a head; hints: what the rules see."""
        if not annotated.tokens:
            return []
        words = words_of(annotated, hints, self._labels)
        vectors, shares = self._network.encode(words)
        heads = [int(head) for head in (shares >= self._limits.head).nonzero()[0]]
        return [heard for heads, found in self._roles(words, vectors, heads, hints) for heard in self._heard(heads, found, shares)]

    def _roles(
        self, words: Words, vectors: numpy.ndarray, heads: Sequence[int], hints: Sequence[Hint]
    ) -> Iterator[tuple[Sequence[int], list[tuple[int, numpy.ndarray]]]]:
        """By handfuls of cues: the cues, and for each the first word looked at with the shares of it and those that follow, [w, 3]."""
        import numpy

        by_cue = hints_by_cue(hints)
        for start in range(0, len(heads), TOGETHER):
            some = heads[start : start + TOGETHER]
            relations, bounds = relations_of(words, some, by_cue)
            shares = self._network.roles(vectors, numpy.array(some), relations)
            yield some, [(low, shares[row, : high - low]) for row, (low, high) in enumerate(bounds)]

    def _heard(self, heads: Sequence[int], found: Sequence[tuple[int, numpy.ndarray]], shares: numpy.ndarray) -> Iterator[Heard]:
        limits = self._limits
        for head, (low, roles) in zip(heads, found, strict=True):
            cue = {head, *_over(roles[:, 1], limits.cue, low)}
            content = set(_over(roles[:, 2], limits.content, low)) - cue
            source = set(_over(roles[:, 0], limits.source, low)) - cue - content
            content |= {k + 1 for k in content if k + 2 in content} - cue - source
            if content:
                yield Heard(head, tuple(sorted(source)), tuple(sorted(cue)), tuple(sorted(content)), round(float(shares[head]), 4))


def _over(shares: numpy.ndarray, limit: float, low: int) -> list[int]:
    return [int(k) + low for k in (shares > limit).nonzero()[0]]


def find_said_model() -> SaidFiles:
    """The files of the model, every one compared with the manifest; nothing is deserialised.

    Raises ModelError when one is missing, altered or added.
    """
    manifest = read_manifest(MANIFEST)
    return SaidFiles(FOLDER, manifest.name, manifest.version, check_files(FOLDER, manifest))


def is_present() -> bool:
    """Does this installation hold the weights? Altered files are no reason to do without: they raise."""
    return MANIFEST.is_file() and FOLDER.is_dir()


@cache
def load_said_model() -> SaidModel | None:
    """The model, loaded once per process; None where the weights are left out of this installation.

    Raises ModelError when the weights are there but are not the pinned ones.
    """
    if not is_present():
        return None
    files = find_said_model()
    settings = _read_settings(files.folder / "settings.json")
    return SaidModel(Network(_read_weights(files.folder / "weights.npz")), _labels(files.folder / "words.txt", settings), _limits(settings), files)


def _read_weights(path: Path) -> dict[str, numpy.ndarray]:
    """Arrays by name, those in half precision made single; no pickled object is read."""
    import numpy

    try:
        with numpy.load(path, allow_pickle=False) as kept:
            return {name: kept[name].astype(numpy.float32) if kept[name].dtype == numpy.float16 else kept[name] for name in kept.files}
    except (OSError, ValueError) as error:
        raise ModelError(f"the weights {str(path)!r} of the attribution model cannot be read ({error}); reinstall dragoman") from error


def _read_settings(path: Path) -> Mapping[str, Any]:
    try:
        data: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        return {"tags": list(data["tags"]), "deps": list(data["deps"]), "limits": {name: float(data["limits"][name]) for name in Limits.__slots__}}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"the settings {str(path)!r} of the attribution model cannot be read ({error}); reinstall dragoman") from error


def _limits(settings: Mapping[str, Any]) -> Limits:
    return Limits(**settings["limits"])


def _labels(path: Path, settings: Mapping[str, Any]) -> Labels:
    try:
        words = {word: number for number, word in enumerate(path.read_text(encoding="utf-8").split("\n"), start=2) if word}
    except (OSError, UnicodeDecodeError) as error:
        raise ModelError(f"the words {str(path)!r} of the attribution model cannot be read ({error}); reinstall dragoman") from error
    tags, deps = ({label: number for number, label in enumerate(settings[name])} for name in ("tags", "deps"))
    return Labels(words, tags, deps)
