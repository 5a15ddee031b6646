"""Yields what networks say of sentences that they have not seen: each fold is judged by one that learned from the others."""

from __future__ import annotations

import json
import re
import time
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import numpy
import torch
from sklearn.metrics import f1_score
from sklearn.model_selection import StratifiedGroupKFold

from training.pair.data import PAIRS, QUADS, TYPES, Item
from training.pair.fitting import Scores, fit, predict

SPLIT_SEED = 0
"""Of the folds; not chosen by its result."""


def split(items: Sequence[Item], folds: int) -> list[tuple[list[int], list[int]]]:
    """(learned, held) indices of each fold; copies of a sentence are in one fold, types spread evenly."""
    groups = [item.key for item in items]
    cut = StratifiedGroupKFold(folds, shuffle=True, random_state=SPLIT_SEED).split(items, [item.type for item in items], groups)
    return [([int(i) for i in learned], [int(i) for i in held]) for learned, held in cut]


def cross_fit(items: Sequence[Item], extra: Sequence[Item], folds: int, base: Path, seed: int, out: Path) -> Scores:
    """Scores of every item by a network that saw neither it nor a copy of its sentence; prints each fold; keeps the networks in `out`."""
    scores = Scores(numpy.zeros((len(items), len(TYPES))), numpy.zeros((len(items), 5)), numpy.zeros(len(items)))
    for number, (learned, held) in enumerate(split(items, folds)):
        began, unseen = time.monotonic(), {items[i].key for i in held}
        network = fit([items[i] for i in learned] + [item for item in extra if item.key not in unseen], base, seed)
        found = predict(network, [items[i] for i in held])
        for whole, part in ((scores.types, found.types), (scores.quads, found.quads), (scores.planned, found.planned)):
            whole[held] = part
        torch.save(network.state_dict(), out / f"fold{number}.pt")
        print(f"fold {number}: {len(held)} held, {time.monotonic() - began:.0f} s, {figures([items[i] for i in held], found)}", flush=True)
    numpy.savez(out / "folds.npz", types=scores.types, quads=scores.quads, planned=scores.planned)
    return scores


def figures(items: Sequence[Item], scores: Scores) -> dict[str, float]:
    """Macro-F1 and accuracy of types and of quads, the quad being that of the type; and how often done or planned is told right."""
    types = scores.types.argmax(1)
    gold, quads = numpy.array([item.type for item in items]), numpy.array([item.quad for item in items])
    by_type = numpy.array([QUADS[TYPES[i]] for i in types])
    planned = numpy.array([item.planned for item in items])
    found = {
        "root_macro_f1": f1_score(gold, types, average="macro"),
        "root_accuracy": (gold == types).mean(),
        "quad_accuracy": (quads == by_type).mean(),
        "quad_macro_f1": f1_score(quads, by_type, average="macro"),
        "done_todo": ((scores.planned > 0) == (planned == 1)).mean(),
    }
    return {name: round(float(value), 4) for name, value in found.items()}


def by_type(items: Sequence[Item], scores: Scores) -> list[tuple[str, int, float]]:
    """(type, how many, F1) of each."""
    gold = [item.type for item in items]
    f1 = f1_score(gold, scores.types.argmax(1), average=None, labels=range(len(TYPES)))
    return [(name, gold.count(number), round(float(f1[number]), 3)) for number, name in enumerate(TYPES)]


def write_answers(gold: Path, scores: Scores, out: Path) -> None:
    """The folds' answers as the command `code --pair` prints them, one line a pair; of CONCEDE and RETREAT, which the gold joins, the first."""
    lines = (gold / PAIRS).read_text(encoding="utf-8").splitlines()
    with out.open("w", encoding="utf-8") as stream:
        for line, kind, planned in zip(lines, scores.types.argmax(1), scores.planned, strict=True):
            name = TYPES[int(kind)]
            modality = "planned" if planned > 0 else "done"
            answer = {"id": json.loads(line)["id"], "type": re.sub("^YIELD$", "CONCEDE", name), "quad": QUADS[name], "modality": modality}
            stream.write(json.dumps(answer) + "\n")


def temperatures(items: Sequence[Item], scores: Scores) -> dict[str, float]:
    """What to divide scores by, so that the shares that they give come true as often as they say: least log loss over the folds."""
    gold, quads = numpy.array([item.type for item in items]), numpy.array([item.quad for item in items])
    planned = numpy.array([item.planned for item in items])
    two = numpy.stack([numpy.zeros_like(scores.planned), scores.planned], 1)
    return {"types": _best(scores.types, gold), "quads": _best(scores.quads, quads), "planned": _best(two, planned)}


def calibration(items: Sequence[Item], scores: Scores, temperature: float) -> tuple[float, list[tuple[str, int, float, float]]]:
    """(expected calibration error, rows of (bin of the best share, how many, mean share, how many of them right)) over ten bins."""
    shares = numpy.exp(_log_shares(scores.types, temperature))
    best, right = shares.max(1), shares.argmax(1) == numpy.array([item.type for item in items])
    rows, error = [], 0.0
    for low in range(10):
        held = (best > low / 10) & (best <= (low + 1) / 10)
        if held.any():
            rows.append((f"{low / 10:.1f}-{(low + 1) / 10:.1f}", int(held.sum()), round(float(best[held].mean()), 3), round(float(right[held].mean()), 3)))
            error += abs(float(best[held].mean()) - float(right[held].mean())) * float(held.mean())
    return round(error, 4), rows


def joined(parts: Sequence[Scores]) -> Scores:
    """Scores end to end."""
    return replace(parts[0], **{name: numpy.concatenate([getattr(part, name) for part in parts]) for name in ("types", "quads", "planned")})


def _best(scores: numpy.ndarray, gold: numpy.ndarray) -> float:
    tried = [round(0.2 + 0.02 * step, 2) for step in range(120)]
    return min(tried, key=lambda t: -float(_log_shares(scores, t)[numpy.arange(len(gold)), gold].mean()))


def _log_shares(scores: numpy.ndarray, temperature: float) -> numpy.ndarray:
    scaled = scores / temperature
    return numpy.asarray(scaled - scaled.max(1, keepdims=True) - numpy.log(numpy.exp(scaled - scaled.max(1, keepdims=True)).sum(1, keepdims=True)))
