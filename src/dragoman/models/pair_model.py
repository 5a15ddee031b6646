"""Yields the pair model, which says what one party does to another in a sentence: small weights of ours, checked before they are read."""

from __future__ import annotations

import json
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from dragoman.core.documents import Annotated
from dragoman.core.errors import ModelError
from dragoman.core.opinions import Opinion, Question
from dragoman.models.manifest import check_files, read_manifest
from dragoman.models.pair_words import MARKS, Word, pair_words
from dragoman.models.wordpiece import CLS, SEP, WordPieces, read_pieces

FOLDER = Path(__file__).with_name("pair")
MANIFEST = Path(__file__).with_name("pair-1.json")
RUNTIME = "onnxruntime"
MOST_PIECES = 160
"""Pieces that are shown at most; attention takes their number squared."""


@dataclass(frozen=True, slots=True)
class PairFiles:
    """Where the model lies and what it is; `files_sha256` is the combined digest of all its files."""

    folder: Path
    name: str
    version: str
    files_sha256: str


@dataclass(frozen=True, slots=True)
class Settings:
    """What belongs to the weights: types in the order of the outputs; temperatures that make the outputs calibrated probabilities."""

    types: tuple[str, ...]
    type_temperature: float
    quad_temperature: float
    planned_temperature: float


class PairModel:
    """A model that judges pairs one by one, so that what it says of one depends on nothing else: same sentence and pair, same opinion."""

    def __init__(self, session: Any, pieces: WordPieces, settings: Settings, files: PairFiles) -> None:
        self._session = session
        self._pieces = pieces
        self._settings = settings
        self.files = files
        self.name = f"{files.name} {files.version}"

    def judge(self, annotated: Annotated, questions: Sequence[Question]) -> list[Opinion]:
        """An opinion on each question, in order; equal words are judged once."""
        shown = [pair_words(annotated, *question.pair, question.within) for question in questions]
        judged = {words: self.judge_words(words) for words in dict.fromkeys(shown)}
        return [judged[words] for words in shown]

    def judge_words(self, words: Sequence[Word]) -> Opinion:
        """The opinion on words as `pair_words` gives them."""
        import numpy

        ids, segments = to_ids(words, self._pieces)
        fed = {"ids": numpy.array([ids], dtype=numpy.int64), "segments": numpy.array([segments], dtype=numpy.int64)}
        types, quads, planned = (output[0] for output in self._session.run(["types", "quads", "planned"], fed))
        s = self._settings
        return Opinion(
            types=dict(zip(s.types, _shares([float(x) for x in types], s.type_temperature), strict=True)),
            quads=dict(enumerate(_shares([float(x) for x in quads], s.quad_temperature))),
            planned=round(1 / (1 + math.exp(-float(planned) / s.planned_temperature)), 4),
        )


def to_ids(words: Sequence[Word], pieces: WordPieces) -> tuple[list[int], list[int]]:
    """(ids of the pieces, whose each is), begun and ended by the model's own marks."""
    ids, segments = [pieces.ids[CLS]], [0]
    for word, whose in words:
        found = pieces.of(word)
        ids += found
        segments += [whose] * len(found)
    return [*ids[: MOST_PIECES - 1], pieces.ids[SEP]], [*segments[: MOST_PIECES - 1], 0]


def find_pair_model() -> PairFiles:
    """The files of the model, every one compared with the manifest; nothing is deserialised.

    Raises ModelError when one is missing, altered or added.
    """
    manifest = read_manifest(MANIFEST)
    return PairFiles(FOLDER, manifest.name, manifest.version, check_files(FOLDER, manifest))


def why_absent() -> str | None:
    """Why there is no second opinion on this machine, None where there is one. Altered files are no reason to do without: they raise."""
    if find_spec(RUNTIME) is None:
        return f"the package {RUNTIME!r} is not installed"
    return None if MANIFEST.is_file() and FOLDER.is_dir() else "this installation holds no weights of it"


@cache
def load_pair_model() -> PairModel | None:
    """The model, loaded once per process; None where the runtime or the weights are left out of this installation.

    Raises ModelError when the weights are there but are not the pinned ones.
    """
    if why_absent() is not None:
        return None
    files = find_pair_model()
    pieces = read_pieces(files.folder / "vocabulary.txt", [mark for marks in MARKS.values() for mark in marks])
    return PairModel(open_session(files.folder / "model.onnx"), pieces, _read_settings(files.folder / "settings.json"), files)


def open_session(path: Path, threads: int = 1) -> Any:
    """No graph cache, no telemetry: the same bytes on every run. threads: within one step; one where documents are coded side by side."""
    import onnxruntime

    options = onnxruntime.SessionOptions()
    options.intra_op_num_threads, options.inter_op_num_threads = threads, 1
    options.execution_mode = onnxruntime.ExecutionMode.ORT_SEQUENTIAL
    options.log_severity_level = 3
    try:
        return onnxruntime.InferenceSession(str(path), options, providers=["CPUExecutionProvider"])
    except Exception as error:  # the runtime's own errors share no base class but this
        raise ModelError(f"the pair model {str(path)!r} cannot be loaded: {error}") from error


def _read_settings(path: Path) -> Settings:
    try:
        data: Mapping[str, Any] = json.loads(path.read_text(encoding="utf-8"))
        t = data["temperatures"]
        return Settings(tuple(data["types"]), float(t["types"]), float(t["quads"]), float(t["planned"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ModelError(f"the settings {str(path)!r} of the pair model cannot be read ({error}); reinstall dragoman") from error


def _shares(scores: Sequence[float], temperature: float) -> list[float]:
    """Softmax, rounded to four places: beyond them machines differ."""
    top = max(scores)
    raised = [math.exp((score - top) / temperature) for score in scores]
    return [round(value / sum(raised), 4) for value in raised]
