"""Yields the network in torch, as `dragoman.models.said_network` computes it, and its weights as the package keeps them."""

from __future__ import annotations

import math

import numpy
import torch
from torch import Tensor, nn
from torch.nn import functional

from dragoman.models.said_network import BLOCK, HEADS, NEVER, distances
from dragoman.models.said_relations import sizes
from dragoman.models.said_words import ENDINGS, FLAGS, KINDS, PLACES, SHAPES

SIZE, INNER, RELATED, LAYERS = 96, 192, 64, 2
DROPOUT, WORD_DROPOUT = 0.15, 0.1
CLASSES = 2 * 32


class Layer(nn.Module):
    """Words look at those near them, then at their head and what hangs on them."""

    def __init__(self) -> None:
        super().__init__()
        self.qkv, self.o = nn.Linear(SIZE, 3 * SIZE), nn.Linear(SIZE, SIZE)
        self.ln1, self.ln2 = nn.LayerNorm(SIZE), nn.LayerNorm(SIZE)
        self.up, self.down = nn.Linear(3 * SIZE, INNER), nn.Linear(INNER, SIZE)
        self.rel = nn.Embedding(CLASSES, HEADS)

    def forward(self, x: Tensor, head: Tensor, ways: Tensor, mask: Tensor) -> Tensor:
        """x: [words, SIZE], padded to whole blocks; mask: [blocks, 3 BLOCK], NEVER where padded."""
        blocks, part = len(x) // BLOCK, SIZE // HEADS
        q, k, v = (y.view(blocks, BLOCK, HEADS, part) for y in self.qkv(x).chunk(3, -1))
        scores = q.transpose(1, 2) @ beside(k).permute(0, 2, 3, 1) / math.sqrt(part)
        scores = (scores + self.rel(ways).permute(2, 0, 1)[None] + mask[:, None, None]).softmax(-1)
        seen = functional.dropout(scores, DROPOUT, self.training) @ beside(v).transpose(1, 2)
        x = self.ln1(x + functional.dropout(self.o(seen.transpose(1, 2).reshape(len(x), SIZE)), DROPOUT, self.training))
        tree = torch.cat([x, x[head], below(x, head)], 1)
        return self.ln2(x + functional.dropout(self.down(functional.relu(self.up(tree))), DROPOUT, self.training))


class Network(nn.Module):
    """Words to cues, and cues with the words around them to roles."""

    def __init__(self, vectors: numpy.ndarray, tags: int, deps: int) -> None:
        """vectors: what the words begin with; tags, deps: number of labels."""
        super().__init__()
        self.word = nn.Embedding.from_pretrained(torch.tensor(vectors), freeze=False)
        self.wproj, self.hint = nn.Linear(vectors.shape[1], SIZE), nn.Linear(FLAGS, SIZE)
        counts = {"suf": ENDINGS, "tag": tags, "dep": deps, "shape": SHAPES, "quote": 3, "kind": len(KINDS), "pos": PLACES}
        self.columns = list(counts)
        for name, count in counts.items():
            setattr(self, name, nn.Embedding(count, SIZE))
            nn.init.normal_(getattr(self, name).weight, std=0.3)
        self.ln = nn.LayerNorm(SIZE)
        self.layers = nn.ModuleList(Layer() for _ in range(LAYERS))
        self.cue = nn.Sequential(nn.Linear(3 * SIZE, RELATED), nn.ReLU(), nn.Dropout(DROPOUT), nn.Linear(RELATED, 1))
        self.U, self.V, self.ph = nn.Linear(SIZE, RELATED), nn.Linear(SIZE, RELATED), nn.Linear(3, RELATED)
        self.pe = nn.ModuleDict({name: nn.Embedding(count, RELATED) for name, count in sizes(deps).items()})
        for embedding in self.pe.values():
            nn.init.normal_(embedding.weight, std=0.1)
        self.conv, self.p2 = nn.Conv1d(RELATED, RELATED, 3, padding=1), nn.Linear(RELATED, 3)
        self.register_buffer("ways", torch.from_numpy(distances()), persistent=False)

    def encode(self, ids: Tensor, flags: Tensor, head: Tensor) -> tuple[Tensor, Tensor]:
        """([words, SIZE], [words] scores of being the head of a cue)."""
        count = len(ids)
        more = -count % BLOCK
        x = self.wproj(functional.dropout(self.word(ids[:, 0]), WORD_DROPOUT, self.training)) + self.hint(flags)
        for column, name in enumerate(self.columns, start=1):
            x = x + getattr(self, name)(ids[:, column])
        x = functional.pad(functional.dropout(self.ln(x), DROPOUT, self.training), (0, 0, 0, more))
        head = torch.cat([head, torch.arange(count, count + more)])
        real = (torch.arange(count + more) < count).view(-1, BLOCK, 1, 1)
        mask = torch.where(beside(real)[:, :, 0, 0], 0.0, NEVER)
        for layer in self.layers:
            x = layer(x, head, self.ways, mask)
        return x[:count], self.cue(torch.cat([x, x[head], below(x, head)], 1))[:count, 0]

    def roles(self, x: Tensor, cues: Tensor, at: Tensor, kinds: dict[str, Tensor], flags: Tensor, real: Tensor) -> Tensor:
        """[cues, words, 3] scores; the arguments as in `dragoman.models.said_network.Relations`."""
        y = self.V(x)[at] + self.U(x[cues])[:, None] + self.ph(flags)
        for name, embedding in self.pe.items():
            y = y + embedding(kinds[name])
        y = functional.relu(y) * real[..., None]
        z = functional.relu(self.conv(y.transpose(1, 2)).transpose(1, 2)) + y
        found: Tensor = self.p2(functional.dropout(z, DROPOUT, self.training))
        return found

    def kept(self) -> dict[str, numpy.ndarray]:
        """The weights as the package reads them: words in eight bits with a scale each, all else in half precision, lines transposed."""
        kept: dict[str, numpy.ndarray] = {}
        for name, tensor in self.state_dict().items():
            value = tensor.numpy()
            if name == "word.weight":
                scale = numpy.maximum(numpy.abs(value).max(1), 1e-6) / 127
                kept["word.rows"] = numpy.rint(value / scale[:, None]).astype(numpy.int8)
                kept["word.scale"] = scale.astype(numpy.float16)
            elif name == "conv.weight":
                kept[name] = numpy.ascontiguousarray(value.transpose(2, 1, 0)).astype(numpy.float16)
            else:
                line = name.endswith(".weight") and value.ndim == 2 and not self._is_table(name)
                kept[name] = numpy.ascontiguousarray(value.T if line else value).astype(numpy.float16)
        return kept

    def _is_table(self, name: str) -> bool:
        return name.removesuffix(".weight") in self.columns or name.startswith("pe.") or name.endswith("rel.weight")


def beside(y: Tensor) -> Tensor:
    """[blocks, BLOCK, …] to [blocks, 3 BLOCK, …]: each block with the one before and the one after, zeros at the ends."""
    none = torch.zeros_like(y[:1])
    return torch.cat([torch.cat([none, y[:-1]]), y, torch.cat([y[1:], none])], 1)


def below(x: Tensor, head: Tensor) -> Tensor:
    """The sum over what hangs on each word, divided by one more than its number."""
    number = torch.ones(len(x)).index_add(0, head, torch.ones(len(x)))
    return torch.zeros_like(x).index_add(0, head, x) / number[:, None]
