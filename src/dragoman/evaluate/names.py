"""Yields how well variants of one name are told from names of others, on pairs of our own writing in many languages."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml

from dragoman.codebook import load_codebook
from dragoman.core.errors import InputError
from dragoman.core.ids import digest
from dragoman.evaluate.metrics import Figure, Measured, Share
from dragoman.resolve.names import name_score, read_rules

PAIRS = Path(__file__).with_name("name_pairs.yaml")
PARTS = ("tune", "held")


@dataclass(frozen=True, slots=True)
class NamePair:
    """Two names. same: are they one person's? language: ISO 639-1; part: tune, or held, out of tuning."""

    a: str
    b: str
    same: bool
    language: str
    part: str


def read_pairs(file: Path) -> list[NamePair]:
    """Pairs of a YAML file of the shape of name_pairs.yaml, in its order; InputError where it is of another."""
    try:
        rows = yaml.safe_load(file.read_text(encoding="utf-8"))["pairs"]
        pairs = [NamePair(str(r["a"]), str(r["b"]), r["same"], str(r["language"]), str(r["part"])) for r in rows]
    except (OSError, yaml.YAMLError, UnicodeDecodeError, KeyError, TypeError) as error:
        raise InputError("malformed", f"{str(file)!r} is no file of name pairs: {error}") from error
    if any(not isinstance(p.same, bool) or p.part not in PARTS for p in pairs):
        raise InputError("malformed", f"{str(file)!r} has a pair whose `same` is neither true nor false, or whose part is none of {', '.join(PARTS)}")
    return pairs


def measure_names(file: Path = PAIRS, overlay: Path | None = None) -> Measured:
    """Figures of a file of pairs; overlay: folder laid over the shipped codebook.

    auc: share of all couples of a variant and a near miss in which the variant has the higher score, a tie a half;
    accuracy: pairs on the right side of the best threshold of the tune part, which the held part is judged by as well;
    held.best: the same with the held part's own best threshold.
    """
    rules, pairs = read_rules(load_codebook(overlay)), read_pairs(file)
    scored = {part: [(name_score(p.a, p.b, rules), p.same) for p in pairs if p.part == part] for part in PARTS}
    threshold = best_threshold(scored["tune"])
    figures: dict[str, Figure] = {}
    for part, scores in scored.items():
        figures |= {f"{part}.auc": auc(scores), f"{part}.accuracy": accuracy(scores, threshold)}
    figures["held.best"] = accuracy(scored["held"], best_threshold(scored["held"]))
    return Measured(digest(repr(pairs)), figures)


def auc(scores: Sequence[tuple[float, bool]]) -> Share:
    """Half-points that variants win against near misses, of (score, is it a variant?); of: twice the couples."""
    variants, others = [s for s, same in scores if same], [s for s, same in scores if not same]
    points = sum(2 if v > o else 1 if v == o else 0 for v in variants for o in others)
    return Share(points, 2 * len(variants) * len(others))


def best_threshold(scores: Iterable[tuple[float, bool]]) -> float:
    """The score from which on a pair is best taken for one name: the lowest of those that are equally good; 1 where there are no pairs."""
    known = list(scores)
    return max(sorted({s for s, _ in known}), key=lambda t: accuracy(known, t).n, default=1.0)


def accuracy(scores: Sequence[tuple[float, bool]], threshold: float) -> Share:
    """Pairs that are on the right side of a threshold."""
    return Share(sum((score >= threshold) == same for score, same in scores), len(scores))
