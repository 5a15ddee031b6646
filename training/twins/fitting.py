"""Yields a trained network; all that is drawn by lot comes from one seed, and no epoch is chosen by its result."""

from __future__ import annotations

import random
import time
from collections.abc import Mapping, Sequence
from pathlib import Path

import torch
from torch import Tensor
from torch.nn import functional

from dragoman.models.twin_words import ShownPair, show_pair
from dragoman.models.wordpiece import WordPieces
from training.descent import Descent
from training.twins.data import Pair, Told, drawn_pairs
from training.twins.network import Network

EPOCHS, RATE, FRESH_RATE = 2, 1e-4, 5e-4
BATCH, SORTED = 32, 50
"""Pairs of a batch; batches among which pairs are sorted by their length."""
WARM_UP, CLIP, DECAY = 0.06, 1.0, 0.01
TOLD = 250
"""Steps between lines of progress."""


def fit(stories: Mapping[str, list[Told]], base: Path, start: Path, pieces: WordPieces, seed: int, epochs: int = EPOCHS) -> Network:
    """A network trained on pairs of all stories, drawn anew for each epoch. start: weights of a trained deed network."""
    torch.manual_seed(seed)
    lot = random.Random(seed)
    network = Network(base)
    network.begin_with(start)
    descent = Descent(network, network.fresh(), (RATE, FRESH_RATE), warm_up=WARM_UP, clip=CLIP, decay=DECAY)
    batches = [batch for _ in range(epochs) for batch in _epoch(stories, lot)]
    began, total = time.monotonic(), 0.0
    network.train()
    for step, batch in enumerate(batches, 1):
        with torch.autocast("cpu", torch.bfloat16):
            odds = network(*tensors([show_pair(pair.a, pair.b, pieces) for pair in batch]))
        loss = functional.binary_cross_entropy_with_logits(odds.float(), torch.tensor([float(pair.one) for pair in batch]))
        descent.step(loss, step / len(batches))
        total += loss.item()
        if step % TOLD == 0:
            print(f"step {step} of {len(batches)}: loss {total / TOLD:.3f}, {time.monotonic() - began:.0f} s", flush=True)
            total = 0.0
    return network.eval()


def _epoch(stories: Mapping[str, list[Told]], lot: random.Random) -> list[list[Pair]]:
    """Batches of pairs of like length."""
    pairs = [pair for told in stories.values() for pair in drawn_pairs(told, lot)]
    lot.shuffle(pairs)
    batches = []
    for first in range(0, len(pairs), SORTED * BATCH):
        near = sorted(pairs[first : first + SORTED * BATCH], key=lambda pair: len(pair.a.words) + len(pair.b.words))
        some = [near[k : k + BATCH] for k in range(0, len(near), BATCH)]
        lot.shuffle(some)
        batches += some
    return batches


def tensors(shown: Sequence[ShownPair]) -> tuple[Tensor, ...]:
    """What the network is fed, padded to one length, and the mask of what is no padding."""
    longest = max(len(pair.ids) for pair in shown)
    columns = ([getattr(pair, name) + [0] * (longest - len(pair.ids)) for pair in shown] for name in ("ids", "ranks", "marks", "sides"))
    ids, ranks, marks, sides = (torch.tensor(column) for column in columns)
    return ids, ranks, marks, sides, torch.tensor([pair.at for pair in shown]), ids > 0
