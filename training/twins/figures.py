"""Yields what a network is worth on stories that it has not learned from."""

from __future__ import annotations

from collections.abc import Mapping

import torch

from dragoman.models.twin_words import show_pair
from dragoman.models.wordpiece import WordPieces
from training.twins.data import Told, of_two_reports
from training.twins.fitting import BATCH, tensors
from training.twins.network import Network

LEAST = (0.9, 0.8, 0.7)


def figures(network: Network, stories: Mapping[str, list[Told]], pieces: WordPieces) -> str:
    """Of all pairs of tellings of one family of types: average precision, and how many of one deed are found at a precision."""
    scored: list[tuple[float, bool]] = []
    for told in stories.values():
        near = [(a, b) for a, b in of_two_reports(told) if a.deeds and b.deeds and a.types & b.types]
        near.sort(key=lambda pair: len(pair[0].shown.words) + len(pair[1].shown.words))
        for first in range(0, len(near), BATCH):
            some = near[first : first + BATCH]
            with torch.no_grad():
                odds = network(*tensors([show_pair(a.shown, b.shown, pieces) for a, b in some]))
            scored += [(value, bool(a.deeds & b.deeds)) for value, (a, b) in zip(odds.tolist(), some, strict=True)]
    scored.sort(reverse=True)
    alike, hits, sums = sum(one for _, one in scored), 0, 0.0
    found = dict.fromkeys(LEAST, 0)
    for rank, (_, one) in enumerate(scored, 1):
        hits += one
        sums += one * hits / rank
        found |= {least: hits for least in LEAST if hits / rank >= least}
    shares = ", ".join(f"{100 * count / max(1, alike):.1f} % at {least}" for least, count in found.items())
    return f"{len(scored)} pairs, {alike} of one deed: average precision {sums / max(1, alike):.3f}; found {shares}"
