"""Yields the figures of given event mentions against a gold that tells which are of one event, inside texts and across them (the layout of ECB+)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from math import comb
from pathlib import Path
from typing import Any

from dragoman.core.errors import InputError, UsageError
from dragoman.evaluate.clusters import cluster_figures
from dragoman.evaluate.gold import read_lines
from dragoman.evaluate.metrics import Figure, Measured, Rates
from dragoman.pipeline import answering_mentions, cluster_answers

DEEDS = ("ACTION", "NEG")
"""How types of mentions begin that are shown to the coder."""
JUDGED = "ACTION"
"""How those begin that are judged."""


@dataclass(frozen=True, slots=True)
class GoldText:
    """line: what is asked, without the answers; chains: those of the mentions in the line's order, None for one that is not judged."""

    line: dict[str, Any]
    chains: tuple[str | None, ...]


def measure_mentions(file: Path, overlay: Path | None = None, *, with_model: bool = True) -> Measured:
    """Clusters the mentions of a gold: lines {"text","mentions":[{"type","start","end","chain","scored"?}]}, of one file all together.

    Shown are all mentions of deeds; judged are those of them that are `scored`. with_model: False: by the families of head words alone.
    Errors: those of `read_lines`; UsageError where no line is in it, or a mention is no span of its text.
    """
    golds, digest = read_lines(file, _read)
    if not golds:
        raise UsageError(f"the gold {str(file)!r} is empty; give a file of JSON Lines, a text a line")
    answer = answering_mentions(overlay)
    answers = []
    for number, gold in enumerate(golds, 1):
        try:
            answers.append(answer(gold.line))
        except InputError as error:
            raise UsageError(f"line {number} of the gold {str(file)!r} {error.message}") from error
    found = cluster_answers(answers, overlay, with_model=with_model)
    return Measured(digest, evaluate_mentions(golds, [line["cluster"] for line in found]))


def evaluate_mentions(golds: Sequence[GoldText], clusters: Sequence[Hashable]) -> dict[str, Figure]:
    """{name: figure} over all texts together; clusters: of all mentions of all texts, in order. As `cluster_figures`; links: pairs of one event."""
    chains = [chain for gold in golds for chain in gold.chains]
    gold_of: dict[Hashable, Hashable] = {at: chain for at, chain in enumerate(chains) if chain is not None}
    ours: dict[Hashable, Hashable] = {at: clusters[at] for at, chain in enumerate(chains) if chain is not None}
    shared = _pairs({at: (gold_of[at], ours[at]) for at in gold_of})
    precision, recall = (shared / of if of else 0.0 for of in (_pairs(ours), _pairs(gold_of)))
    return {**cluster_figures(gold_of, ours), "links": Rates(precision, recall)}


def _pairs(labels: Mapping[Hashable, Hashable]) -> int:
    """Pairs of items that have one label."""
    return sum(comb(n, 2) for n in Counter(labels.values()).values())


def _read(line: dict[str, Any]) -> GoldText:
    marks = [m for m in line["mentions"] if m["type"].startswith(DEEDS)]
    asked = [{"id": str(number), "start": m["start"], "end": m["end"]} for number, m in enumerate(marks)]
    judged = (m["type"].startswith(JUDGED) and m.get("scored", True) for m in marks)
    chains = tuple(str(m["chain"]) if own else None for m, own in zip(marks, judged, strict=True))
    return GoldText({"doc_id": line.get("doc_id", line.get("doc")), "text": line["text"], "mentions": asked}, chains)
