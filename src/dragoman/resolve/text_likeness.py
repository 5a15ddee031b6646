"""Yields Likeness: how much of two texts is the same, sentence by sentence, whichever was first."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.resolve.prose import Passage, Prose

_TRIED = 4
"""Sentences of the other text, those with most words in common, that a sentence is held against."""
_RARE = 40
"""A word in more sentences of one text than this leads to none of them."""


@dataclass(frozen=True, slots=True)
class Aligned:
    """Sentence `left` of the one body stands in the other as sentence `right`; score: how alike they are, 0 to 1."""

    left: int
    right: int
    score: float


@dataclass(frozen=True, slots=True)
class Likeness:
    """All shares are of words, 0 to 1.

    similarity: Jaccard share of five-word runs; run_share: what share of the shorter text's runs the other has. verbatim: of each text, what stands
    in the other but for slips. containment: what of the text that holds less of its own stands in the other, quotations and background discounted.
    ordered: of what is aligned, what stands in the same order. words: aligned, discounted. pairs: aligned sentences, by `left`.
    """

    similarity: float
    run_share: float
    verbatim: tuple[float, float]
    containment: float
    ordered: float
    words: float
    pairs: tuple[Aligned, ...]


def compare(left: Prose, right: Prose, weights: Mapping[str, Any], is_background: Callable[[Passage], bool]) -> Likeness:
    """How alike two texts are. weights: codebook/weights/copies.yaml; is_background: does a sentence stand in many unrelated reports?"""
    pairs = _align(left.body, right.body, weights)
    cost = {pair.left: _cost(left.body[pair.left], weights, is_background) for pair in pairs}
    taken = sum(pair.score * cost[pair.left] * min(len(left.body[pair.left].forms), len(right.body[pair.right].forms)) for pair in pairs)
    shares = []
    for prose, side in ((left, "left"), (right, "right")):
        at = {getattr(pair, side): cost[pair.left] for pair in pairs}
        counted = sum(len(p.forms) * (at[i] if i in at else _spoken(p, weights)) for i, p in enumerate(prose.body))
        shares.append(taken / max(counted, float(weights["discounted"]) * prose.words, 1.0))
    verbatim = tuple(
        sum(len(prose.body[getattr(pair, side)].forms) for pair in pairs if pair.score >= weights["verbatim"]) / max(1, prose.words)
        for prose, side in ((left, "left"), (right, "right"))
    )
    common = len(left.runs & right.runs)
    similarity = common / max(1, len(left.runs) + len(right.runs) - common)
    return Likeness(similarity, run_share(left, right), (verbatim[0], verbatim[1]), min(1.0, max(shares)), _ordered(pairs), taken, tuple(pairs))


def run_share(left: Prose, right: Prose) -> float:
    """Share of the five-word runs of the text that has fewer which the other has too, 0 to 1."""
    return len(left.runs & right.runs) / max(1, min(len(left.runs), len(right.runs)))


def _cost(passage: Passage, weights: Mapping[str, Any], is_background: Callable[[Passage], bool]) -> float:
    """What a word of a sentence counts that stands in both."""
    if is_background(passage):
        return float(weights["background"])
    return _spoken(passage, weights)


def _spoken(passage: Passage, weights: Mapping[str, Any]) -> float:
    """Less for what stands between quotation marks."""
    return 1.0 - passage.quoted * (1.0 - float(weights["quotation"]))


def _align(left: Sequence[Passage], right: Sequence[Passage], weights: Mapping[str, Any]) -> list[Aligned]:
    """One-to-one pairs of sentences, the most alike first; equal ones in text order."""
    found: list[Aligned] = []
    same: dict[tuple[str, ...], list[int]] = defaultdict(list)
    for j, passage in enumerate(right):
        same[passage.forms].append(j)
    for i, passage in enumerate(left):
        if same.get(passage.forms):
            found.append(Aligned(i, same[passage.forms].pop(0), 1.0))
    done, gone = {pair.left for pair in found}, {pair.right for pair in found}
    least, shuffled = float(weights["taken"]), float(weights["shuffled"])
    loose = [Aligned(i, j, score) for i, j, score in _candidates(left, right, done, gone, least, shuffled) if score >= least]
    for pair in sorted(loose, key=lambda pair: (-pair.score, abs(pair.left - pair.right), pair.left, pair.right)):
        if pair.left not in done and pair.right not in gone:
            done.add(pair.left)
            gone.add(pair.right)
            found.append(pair)
    return sorted(found, key=lambda pair: pair.left)


def _candidates(
    left: Sequence[Passage], right: Sequence[Passage], done: set[int], gone: set[int], least: float, shuffled: float
) -> list[tuple[int, int, float]]:
    """(left, right, likeness) of sentences that are not yet paired and have enough words in common; words in another order lose `shuffled`."""
    from rapidfuzz.distance import Indel

    numbers: dict[str, int] = {}
    coded = [[numbers.setdefault(form, len(numbers)) for form in passage.forms] for passage in right]
    homes: dict[int, list[int]] = defaultdict(list)
    for j, codes in enumerate(coded):
        if j not in gone:
            for code in sorted(set(codes)):
                homes[code].append(j)
    distinct = [len(set(codes)) for codes in coded]
    found = []
    for i, passage in enumerate(left):
        if i in done:
            continue
        codes = [numbers.setdefault(form, len(numbers)) for form in passage.forms]
        own = set(codes)
        shared = Counter(j for code in own if code in homes and len(homes[code]) <= _RARE for j in homes[code])
        common = sorted((-2 * n / (distinct[j] + len(own)), j) for j, n in shared.items())
        for alike, j in common[:_TRIED]:
            if -alike >= least - shuffled:
                found.append((i, j, max(Indel.normalized_similarity(codes, coded[j]), -alike - shuffled)))
    return found


def _ordered(pairs: Sequence[Aligned]) -> float:
    """Share of the aligned sentences on the longest line of them that runs the same way in both texts."""
    tails: list[int] = []
    for pair in pairs:
        at = bisect_left(tails, pair.right)
        tails[at : at + 1] = [pair.right]
    return len(tails) / len(pairs) if pairs else 0.0
