"""Yields a trained network and its scores; all that is drawn by lot comes from one seed, and no epoch is chosen by its result."""

from __future__ import annotations

import math
import random
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy
import torch
from torch import Tensor
from torch.nn import functional

from training.descent import Descent
from training.pair.data import TYPES, Item
from training.pair.network import Network

EPOCHS, BATCH, RATE, HEAD_RATE, SMOOTHING = 6, 16, 1e-4, 1e-3, 0.1
WARM_UP, CLIP, DECAY = 0.1, 1.0, 0.01
SIDE_WEIGHT = 0.3
"""Of quad and planned beside the type."""
BLOCK = 20
"""Batches within which items are sorted by length."""


@dataclass(frozen=True, slots=True)
class Scores:
    """Raw scores by item: types [n, 15], quads [n, 5], planned [n]."""

    types: numpy.ndarray
    quads: numpy.ndarray
    planned: numpy.ndarray


def fit(items: Sequence[Item], base: Path, seed: int) -> Network:
    """A network trained on all items for the fixed number of epochs."""
    torch.manual_seed(seed)
    lot = random.Random(seed)
    network = Network(base)
    descent = Descent(network, network.heads(), (RATE, HEAD_RATE), warm_up=WARM_UP, clip=CLIP, decay=DECAY)
    balance, step, steps = _balance(items), 0, math.ceil(len(items) / BATCH) * EPOCHS
    network.train()
    for _ in range(EPOCHS):
        for batch in _batches(items, lot):
            descent.step(_loss(network, batch, balance), step / steps)
            step += 1
    return network.eval()


def predict(network: Network, items: Sequence[Item]) -> Scores:
    """Scores of each, one by one, as the product asks."""
    found: list[list[numpy.ndarray]] = [[], [], []]
    with torch.no_grad():
        for item in items:
            for column, output in zip(found, network.eval()(torch.tensor([item.ids]), torch.tensor([item.segments])), strict=True):
                column.append(output[0].numpy())
    return Scores(*(numpy.array(column) for column in found))


def _loss(network: Network, batch: Sequence[Item], balance: Tensor) -> Tensor:
    ids, segments = (torch.zeros(len(batch), max(len(item.ids) for item in batch), dtype=torch.long) for _ in range(2))
    for row, item in enumerate(batch):
        ids[row, : len(item.ids)], segments[row, : len(item.segments)] = torch.tensor(item.ids), torch.tensor(item.segments)
    with torch.autocast("cpu", torch.bfloat16):
        types, quads, planned = network(ids, segments, ids > 0)
    kind, quad, future = (torch.tensor([label(item) for item in batch]) for label in (lambda i: i.type, lambda i: i.quad, lambda i: i.planned))
    weight = torch.tensor([item.weight for item in batch])
    of_type = functional.cross_entropy(types.float(), kind.clamp(min=0), weight=balance, reduction="none", label_smoothing=SMOOTHING) * (kind >= 0)
    of_quad = functional.cross_entropy(quads.float(), quad.clamp(min=0), reduction="none", label_smoothing=SMOOTHING) * (quad >= 0)
    of_plan = functional.binary_cross_entropy_with_logits(planned.float(), future.clamp(min=0).float(), reduction="none") * (future >= 0)
    return ((of_type + SIDE_WEIGHT * (of_quad + of_plan)) * weight).mean()


def _balance(items: Sequence[Item]) -> Tensor:
    """Rare types weigh more, by the root of how much rarer than the mean they are."""
    counts = numpy.bincount([item.type for item in items if item.type >= 0], minlength=len(TYPES))
    return torch.tensor((counts.mean() / numpy.maximum(counts, 5)) ** 0.5, dtype=torch.float)


def _batches(items: Sequence[Item], lot: random.Random) -> list[list[Item]]:
    """All items once, in batches of about equal length, in a drawn order."""
    order = list(range(len(items)))
    lot.shuffle(order)
    batches: list[list[Item]] = []
    for start in range(0, len(order), BATCH * BLOCK):
        block = sorted((items[i] for i in order[start : start + BATCH * BLOCK]), key=lambda item: len(item.ids))
        batches += [block[k : k + BATCH] for k in range(0, len(block), BATCH)]
    lot.shuffle(batches)
    return batches
