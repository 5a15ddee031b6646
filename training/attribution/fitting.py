"""Yields a trained network; all that is drawn by lot comes from one seed, and no epoch is chosen by its result."""

from __future__ import annotations

import random
from collections.abc import Sequence

import numpy
import torch
from torch import Tensor
from torch.nn import functional

from dragoman.models.said_relations import hints_by_cue, relations_of
from dragoman.models.said_words import UNKNOWN
from training.attribution.data import Item
from training.attribution.network import Network
from training.descent import Descent

EPOCHS, TOGETHER, RATE, WORD_RATE, DECAY = 10, 2, 2e-3, 1e-3, 0.02
WARM_UP, CLIP = 0.06, 2.0
UNHINTED, UNREAD = 0.3, 0.06
"""Share of documents that are learned from without what the rules see, so that the network does not lean on them; share of words that are blotted out."""
ROLE_WEIGHT, CUE_WEIGHT = 0.25, 0.3
"""Of the roles beside the heads of cues; of the words of cues beside those of sources and contents."""


def fit(items: Sequence[Item], network: Network, seed: int, epochs: int = EPOCHS) -> Network:
    """The network, trained on all items for a fixed number of epochs; prints the losses of each."""
    torch.manual_seed(seed)
    lot = random.Random(seed)
    descent = Descent(network, {"word.weight"}, (RATE, WORD_RATE), warm_up=WARM_UP, clip=CLIP, decay=DECAY)
    order, step, steps = list(items), 0, epochs * (len(items) // TOGETHER)
    network.train()
    for epoch in range(epochs):
        lot.shuffle(order)
        losses, marked = numpy.zeros(2), 0
        for start in range(0, len(order) - TOGETHER + 1, TOGETHER):
            some = order[start : start + TOGETHER]
            parts = [_losses(network, item, lot) for item in some]
            count = 1 + sum(len(item.marked) for item in some)
            descent.step(sum((heads + ROLE_WEIGHT * roles for heads, roles in parts), torch.zeros(())) / count, step / steps)
            step += 1
            losses += [sum(part[k].item() for part in parts) for k in range(2)]
            marked += count
        print(f"epoch {epoch + 1}: heads {losses[0] / marked:.3f}, roles {losses[1] / marked:.3f} a mark", flush=True)
    return network.eval()


def _losses(network: Network, item: Item, lot: random.Random) -> tuple[Tensor, Tensor]:
    """(of the heads of cues over all words, of the roles over the words around the marked cues), summed."""
    words, hinted = item.words, lot.random() >= UNHINTED
    ids = torch.from_numpy(words.ids).clone()
    ids[torch.rand(len(ids)) < UNREAD, 0] = UNKNOWN
    x, scores = network.encode(ids, torch.from_numpy(words.flags) * hinted, torch.from_numpy(words.head))
    marks = {m.head: m for m in reversed(item.marked)}
    heads = torch.zeros(len(scores))
    heads[list(marks)] = 1
    of_heads = functional.binary_cross_entropy_with_logits(scores, heads, reduction="sum")
    if not marks:
        return of_heads, torch.zeros(())
    cues = sorted(marks)
    relations, bounds = relations_of(words, cues, hints_by_cue(item.hints) if hinted else {})
    kinds = {name: torch.from_numpy(values) for name, values in relations.kinds.items()}
    at, flags, real = (torch.from_numpy(values) for values in (relations.at, relations.flags, relations.real))
    found = network.roles(x, torch.tensor(cues), at, kinds, flags, real)
    wanted = torch.zeros_like(found)
    for row, (cue, (low, high)) in enumerate(zip(cues, bounds, strict=True)):
        for column, role in enumerate((marks[cue].source, marks[cue].cue, marks[cue].content)):
            wanted[row, [k - low for k in role if low <= k < high], column] = 1
    each = functional.binary_cross_entropy_with_logits(found, wanted, reduction="none") * real[..., None]
    return of_heads, (each.sum((0, 1)) * torch.tensor([1.0, CUE_WEIGHT, 1.0])).sum()
