"""Yields the figures of given pairs: a sentence in which two parties are marked; is the type of the deed between them found?"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.core.opinions import JOINED
from dragoman.evaluate.gold import read_lines
from dragoman.evaluate.metrics import Balance, Figure, Mean, Measured, Share
from dragoman.extract.pairs import PairAnswer
from dragoman.pipeline import prepare_pairs

TODO = frozenset({"planned", "threatened", "demanded", "hypothetical"})
"""Modalities of what has not happened yet."""
ELDER = {"DEMAND": "REQUEST", "FIGHT": "ASSAULT", "DISAPPROVE": "ACCUSE", "INVESTIGATE": "ACCUSE"} | {
    part: joint for joint, parts in JOINED.items() for part in parts
}
"""Names that types had in PLOVER's first edition, and those that golds have one name for."""


@dataclass(frozen=True, slots=True)
class GoldPair:
    """line: what is asked, without the answer; type: root; quad: 1 to 4 or None; todo: is it still to come?"""

    line: dict[str, Any]
    type: str
    quad: int | None
    todo: bool


def measure_pair(file: Path, overlay: Path | None = None, *, with_model: bool = True) -> Measured:
    """Judges a gold: lines {"text","events":[{"source_span","target_span","code","quad","modality"}]}, of which the first event counts.

    The shipped weights have learned from the public set of this layout: of it only the figures of the folds tell (docs/models/pair.md).
    Errors: those of `read_lines`.
    """
    golds, digest = read_lines(file, _read)
    judge = prepare_pairs(overlay, with_model=with_model)
    return Measured(digest, evaluate_pairs(golds, [judge(gold.line) for gold in golds]))


def evaluate_pairs(golds: Sequence[GoldPair], found: Iterable[PairAnswer]) -> dict[str, Figure]:
    """{name: figure} over pairs and answers in the same order. Macro-F1 is the mean over the types, or quads, that the gold has."""
    answers = list(found)
    types = [(gold.type, ELDER.get(answer.type, answer.type)) for gold, answer in zip(golds, answers, strict=True)]
    quads = [(gold.quad, answer.quad) for gold, answer in zip(golds, answers, strict=True) if gold.quad is not None]
    todo = [gold.todo == (answer.modality in TODO) for gold, answer in zip(golds, answers, strict=True)]
    return {
        "root_macro_f1": _macro(types),
        "root_accuracy": Share(sum(a == b for a, b in types), len(types)),
        "quad_accuracy": Share(sum(a == b for a, b in quads), len(quads)),
        "quad_macro_f1": _macro(quads),
        "done_todo": Share(sum(todo), len(todo)),
    }


def _macro(pairs: Sequence[tuple[Any, Any]]) -> Mean:
    """Mean of the F1 of every label of the gold; pairs: (gold, found)."""
    labels = sorted({gold for gold, _ in pairs})
    given, wanted = [found for _, found in pairs], [gold for gold, _ in pairs]
    return Mean(tuple(Balance(pairs.count((label, label)), given.count(label), wanted.count(label)).value for label in labels))


def _read(line: dict[str, Any]) -> GoldPair:
    event = line["events"][0]
    asked = {"id": line.get("id"), "text": line["text"], "source": event.get("source_span"), "target": event.get("target_span")}
    return GoldPair(asked, ELDER.get(event["code"], event["code"]), event.get("quad"), event.get("modality") == "planned")
