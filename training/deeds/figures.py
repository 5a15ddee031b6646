"""Yields what a network is worth on stories that it has not learned from."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

import torch

from training.deeds.data import Item
from training.deeds.fitting import choices
from training.deeds.network import KEY, QUESTIONS, Network

LIMITS = (0.4, 0.5, 0.6, 0.7, 0.8)


def figures(network: Network, items: Sequence[Item]) -> list[str]:
    """Lines: by least share of a telling how many are found, with their type, and how many of those found are tellings; then how often it points rightly."""
    by_limit = {limit: Counter[str]() for limit in LIMITS}
    points: Counter[str] = Counter()
    for item in items:
        with torch.no_grad():
            types, _, asks, keys, _ = (output[0] for output in network(torch.tensor([item.pieces.ids]), torch.tensor([item.pieces.ranks])))
        shares = types.softmax(-1)
        at = {told.at for told in item.told}
        for limit, count in by_limit.items():
            count["marked"] += len(at)
            seen = {piece for piece in item.pieces.at if 1 - float(shares[piece, 0]) >= limit} - item.untold
            count["found"] += len(seen)
            count["hit"] += len(seen & at)
            best = {piece: int(shares[piece, 1:].argmax()) for piece in seen & at}
            count["type"] += len({told.at for told in item.told if best.get(told.at) == told.type})
        for told in item.told:
            for question, name in enumerate(QUESTIONS):
                right, among = getattr(told, name), choices(item, name)
                if name == "day" and not told.dated:
                    continue
                part = slice(question * KEY, (question + 1) * KEY)
                aimed = (keys[torch.tensor(among), part] @ asks[told.at, part] / KEY**0.5).softmax(0)
                points[name] += 1
                points[f"{name} right"] += float(sum(share for share, piece in zip(aimed, among, strict=True) if piece in right)) > 0.5
    lines = []
    for limit, count in by_limit.items():
        recall, kind, precision = count["hit"] / count["marked"], count["type"] / count["marked"], count["hit"] / max(1, count["found"])
        lines.append(f"from {limit}: words that tell {100 * recall:.1f} found, {100 * kind:.1f} with their type; {100 * precision:.1f} of those found tell")
    right = ", ".join(f"{name} {100 * points[f'{name} right'] / max(1, points[name]):.1f}" for name in QUESTIONS)
    lines.append(f"{right} pointed at rightly, of all that tell")
    return lines
