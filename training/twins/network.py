"""Yields the network: the layers of a trained deed network, read over both tellings at once, with a mark of what the two have in common."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from dragoman.models.twin_words import MARKS
from training.deeds.network import Network as Deeds
from training.pair.network import SIZE

INNER = 128
DROPOUT = 0.1
_OFF = 0.02
_BASE = ("pieces", "places", "whose", "first", "layers")


class Network(nn.Module):
    """Pieces of two tellings to the log-odds that both tell one deed; embeddings of pieces and places stay as they were."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        begun = Deeds(base)
        for name in _BASE:
            setattr(self, name, getattr(begun, name))
        self.marks, self.sides = nn.Embedding(MARKS, SIZE), nn.Embedding(2, SIZE)
        for table in (self.marks, self.sides):
            nn.init.normal_(table.weight, std=_OFF)
        self.inner, self.odds = nn.Linear(3 * SIZE, INNER), nn.Linear(INNER, 1)
        self.dropout = nn.Dropout(DROPOUT)

    def begin_with(self, weights: Path) -> None:
        """Takes the layers of a trained deed network, or all of one of its own kind, which so learns on."""
        trained = torch.load(weights)
        own = trained.keys() == self.state_dict().keys()
        self.load_state_dict({name: value for name, value in trained.items() if own or name.split(".")[0] in _BASE}, strict=own)

    def forward(self, ids: Tensor, ranks: Tensor, marks: Tensor, sides: Tensor, at: Tensor, mask: Tensor | None = None) -> Tensor:
        """ids, ranks, marks, sides: [batch, pieces]; at: [batch, 2], where the words stand that tell; mask: True where there is a piece. [batch] comes out."""
        x = self.first(self.pieces(ids) + self.places.weight[: ids.shape[1]] + self.whose(ranks) + self.marks(marks) + self.sides(sides))
        bias = None if mask is None else (~mask)[:, None, None, :].float() * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        row = torch.arange(ids.shape[0])
        seen = torch.cat([x[:, 0], x[row, at[:, 0]], x[row, at[:, 1]]], -1)
        odds: Tensor = self.odds(functional.gelu(self.inner(self.dropout(seen)))).squeeze(-1)
        return odds

    def fresh(self) -> set[str]:
        """Names of what has no trained beginning and so learns faster."""
        return {name for name, _ in self.named_parameters() if name.split(".")[0] in {"marks", "sides", "inner", "odds"}}
