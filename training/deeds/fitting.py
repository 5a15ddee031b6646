"""Yields a trained network; all that is drawn by lot comes from one seed, and no epoch is chosen by its result."""

from __future__ import annotations

import random
import time
from collections.abc import Iterator, Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from training.deeds.data import Item, Told
from training.deeds.network import KEY, QUESTIONS, Network
from training.deeds.rows import TYPES
from training.descent import Descent

EPOCHS, RATE, HEAD_RATE = 8, 1e-4, 1e-3
PIECES = 1600
"""Of a batch, padding included."""
WARM_UP, CLIP, DECAY = 0.1, 1.0, 0.01
TELLING = 2.0
"""Weight of a piece that tells something beside one that does not."""
MODALITY = 0.3
ALIKE, HEAT = 0.5, 0.1
"""Weight of telling which words tell the same deed, and how sharply near and far are parted."""
FEWEST = 4
"""Tellings that a batch is taken to have at least."""


def fit(items: Sequence[Item], base: Path, seed: int, epochs: int = EPOCHS) -> Network:
    """A network trained on all items for the given number of epochs."""
    torch.manual_seed(seed)
    lot = random.Random(seed)
    network = Network(base)
    descent = Descent(network, network.heads(), (RATE, HEAD_RATE), warm_up=WARM_UP, clip=CLIP, decay=DECAY)
    step, steps = 0, epochs * len(list(_batches(items, random.Random(seed))))
    network.train()
    for epoch in range(epochs):
        began, total, count = time.monotonic(), 0.0, 0
        for batch in _batches(items, lot):
            loss = _loss(network, batch)
            descent.step(loss, min(1.0, step / steps))
            total, count, step = total + loss.item(), count + 1, step + 1
        print(f"epoch {epoch + 1}: loss {total / count:.3f}, {time.monotonic() - began:.0f} s", flush=True)
    return network.eval()


def _batches(items: Sequence[Item], lot: random.Random) -> Iterator[list[Item]]:
    """All items once, in a drawn order, those of a batch from one story: which of its deeds are the same is learned there."""
    stories: dict[str, list[Item]] = {}
    for item in items:
        stories.setdefault(item.story, []).append(item)
    batches: list[list[Item]] = []
    for windows in stories.values():
        lot.shuffle(windows)
        batch: list[Item] = []
        for item in windows:
            batch.append(item)
            if len(batch) * max(len(i.pieces.ids) for i in batch) > PIECES:
                batches.append(batch)
                batch = []
        batches += [batch] if batch else []
    lot.shuffle(batches)
    yield from batches


def _loss(network: Network, batch: Sequence[Item]) -> Tensor:
    ids, ranks = (torch.zeros(len(batch), max(len(i.pieces.ids) for i in batch), dtype=torch.long) for _ in range(2))
    for row, item in enumerate(batch):
        ids[row, : len(item.pieces.ids)], ranks[row, : len(item.pieces.ranks)] = torch.tensor(item.pieces.ids), torch.tensor(item.pieces.ranks)
    with torch.autocast("cpu", torch.bfloat16):
        outputs = network(ids, ranks, ids > 0)
    types, modalities, asks, keys, alike = (output.float() for output in outputs)
    wanted, weight = _wanted(batch, types.shape)
    loss = (-(wanted * functional.log_softmax(types, -1)).sum(-1) * weight).sum()
    count = 0
    for row, item in enumerate(batch):
        for told in item.told:
            count += 1
            loss = loss + MODALITY * functional.cross_entropy(modalities[row, told.at][None], torch.tensor([told.modality]))
            loss = loss + _pointing(asks[row, told.at], keys[row], item, told)
    return (loss + ALIKE * _parting(alike, batch)) / max(FEWEST, count)


def _parting(alike: Tensor, batch: Sequence[Item]) -> Tensor:
    """How badly words that tell one deed lie near each other and far from those that tell others, over all words that have one to be near to."""
    at = [(row, told.at, told.deed) for row, item in enumerate(batch) for told in item.told if told.deed]
    if len(at) < FEWEST:
        return torch.zeros(())
    vectors = alike[torch.tensor([row for row, _, _ in at]), torch.tensor([piece for _, piece, _ in at])]
    other = ~torch.eye(len(at), dtype=torch.bool)
    same = torch.tensor([[mine == theirs for _, _, theirs in at] for _, _, mine in at]) & other
    near = (vectors @ vectors.T / HEAT).masked_fill(~other, -1e4)
    shares = functional.log_softmax(near, 1)
    held = same.any(1)
    return -torch.logsumexp(shares.masked_fill(~same, -1e4), 1)[held].sum() if held.any() else torch.zeros(())


def _wanted(batch: Sequence[Item], shape: torch.Size) -> tuple[Tensor, Tensor]:
    """(shares of types, weight) of each piece; only the first piece of a word counts; what tells two deeds is half of each."""
    wanted, weight = torch.zeros(shape), torch.zeros(shape[:2])
    for row, item in enumerate(batch):
        for at in item.pieces.at:
            wanted[row, at, 0], weight[row, at] = 1, 0.0 if at in item.untold else 1.0
        for told in item.told:
            wanted[row, told.at, 0], weight[row, told.at] = 0, TELLING
            wanted[row, told.at, 1 + told.type] += 1
    assert shape[2] == len(TYPES) + 1
    return wanted / wanted.sum(-1, keepdim=True).clamp(min=1), weight


def _pointing(asks: Tensor, keys: Tensor, item: Item, told: Told) -> Tensor:
    """How badly a piece points at who does it, to whom, and when."""
    loss = torch.zeros(())
    for question, name in enumerate(QUESTIONS):
        right, among = getattr(told, name), choices(item, name)
        if name == "day" and not told.dated:
            continue
        part = slice(question * KEY, (question + 1) * KEY)
        shares = functional.log_softmax(keys[torch.tensor(among), part] @ asks[part] / KEY**0.5, 0)
        hit = torch.tensor([at in right for at in among])
        if hit.any():
            loss = loss - torch.logsumexp(shares[hit], 0)
    return loss


def choices(item: Item, question: str) -> list[int]:
    """The pieces that may be pointed at; the first for nobody, or the day of the report; the last for no time at all."""
    return [0, len(item.pieces.ids) - 1, *item.times] if question == "day" else [0, *item.parties]
