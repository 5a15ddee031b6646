"""Yields the network: the first layers of MiniLM (of 384) with a mark of whose each piece is; for each piece what it tells and where it points."""

from __future__ import annotations

from pathlib import Path

import torch
from torch import Tensor, nn
from torch.nn import functional

from dragoman.models.deed_words import RANKS
from training.deeds.rows import MODALITIES, TYPES
from training.pair.network import PIECES, PLACES, SIZE, Layer
from training.pair.network import Network as Pairs

DEPTH = 4
"""Layers that are kept of the base; each costs a tenth of the time of the parse."""
KEY = 64
"""Numbers by which a piece points at others, for each question."""
ALIKE = 32
"""Numbers that are near to each other where two words tell the same deed."""
QUESTIONS = ("actor", "recipient", "day")
HEAD_DROPOUT = 0.2
_OFF = 0.02
_BASE = ("pieces", "places", "first", "layers")


class Network(nn.Module):
    """Pieces of a window to what each tells (the first type: nothing), its modality, what it asks and answers, and what tellings of one deed share.

    Embeddings of pieces and places stay as they were.
    """

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.pieces, self.places, self.whose = nn.Embedding(PIECES, SIZE), nn.Embedding(PLACES, SIZE), nn.Embedding(RANKS + 1, SIZE)
        self.first = nn.LayerNorm(SIZE, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(DEPTH))
        begun = Pairs(base)
        self.load_state_dict({name: value for name, value in begun.state_dict().items() if name.split(".")[0] in _BASE}, strict=False)
        with torch.no_grad():
            off = torch.randn(RANKS + 1, SIZE) * _OFF * (torch.arange(RANKS + 1) > 0)[:, None]
            self.whose.weight.copy_(begun.whose.weight[0] + off)
        self.pieces.weight.requires_grad = self.places.weight.requires_grad = False
        self.dropout = nn.Dropout(HEAD_DROPOUT)
        self.types, self.modalities = nn.Linear(SIZE, len(TYPES) + 1), nn.Linear(SIZE, len(MODALITIES))
        self.asks, self.keys = nn.Linear(SIZE, len(QUESTIONS) * KEY), nn.Linear(SIZE, len(QUESTIONS) * KEY)
        self.alike = nn.Linear(SIZE, ALIKE)

    def forward(self, ids: Tensor, ranks: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor, Tensor, Tensor]:
        """ids, ranks: [batch, pieces]; mask: True where there is a piece, None where there is everywhere. Each output: [batch, pieces, its size]."""
        x = self.first(self.pieces(ids) + self.places.weight[: ids.shape[1]] + self.whose(ranks))
        bias = None if mask is None else (~mask)[:, None, None, :].float() * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        x = self.dropout(x)
        return self.types(x), self.modalities(x), self.asks(x), self.keys(x), functional.normalize(self.alike(x), dim=-1)

    def heads(self) -> set[str]:
        """Names of what has no trained beginning and so learns faster."""
        return {name for name, _ in self.named_parameters() if name.split(".")[0] in {"types", "modalities", "asks", "keys", "alike", "whose"}}
