"""Yields the network of the attribution model in plain arithmetic: words to vectors, vectors to cues, cues and the words around them to roles."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.models.said_words import Words

if TYPE_CHECKING:
    import numpy

BLOCK = 32
"""Words that look at each other and at those of the blocks beside theirs: cost grows with the length of a document, not with its square."""
HEADS, DISTANCES = 4, 32
NEAR, FAR = 8, 16
"""Distances up to NEAR are told apart one by one, from there up to NEAR times FAR ever more coarsely."""
NEVER = -1e4


@dataclass(frozen=True, slots=True)
class Relations:
    """How the words around some cues stand to them, one row a cue, padded. at: [c, w] indexes of the words; kinds: by name [c, w]; flags: [c, w, 3], what
    the rules hold; real: [c, w], 0 where padded."""

    at: numpy.ndarray
    kinds: Mapping[str, numpy.ndarray]
    flags: numpy.ndarray
    real: numpy.ndarray


class Network:
    """Weights by name, as `training/attribution` writes them; float32 throughout."""

    def __init__(self, weights: Mapping[str, numpy.ndarray]) -> None:
        """weights: all of them; KeyError later where one is missing."""
        self._w = weights
        self._layers = sum(name.startswith("layers.") and name.endswith(".qkv.weight") for name in weights)
        self._bias = distances()

    def encode(self, words: Words) -> tuple[numpy.ndarray, numpy.ndarray]:
        """([n, d] vectors of the words in their place, [n] how likely each is the head of a cue)."""
        import numpy

        w = self._w
        table = w["word.rows"][words.ids[:, 0]].astype(numpy.float32) * w["word.scale"][words.ids[:, 0]][:, None]
        x = self._line("wproj", table) + self._line("hint", words.flags)
        for column, name in enumerate(("suf", "tag", "dep", "shape", "quote", "kind", "pos"), start=1):
            x += w[f"{name}.weight"][words.ids[:, column]]
        x = self._norm("ln", x)
        below = _Below(words.head)
        for number in range(self._layers):
            x = self._layer(f"layers.{number}.", x, words.head, below)
        seen = numpy.concatenate([x, x[words.head], below.mean(x)], 1)
        scores = self._line("cue.3", numpy.maximum(self._line("cue.0", seen), 0))[:, 0]
        return x, _sigmoid(scores)

    def roles(self, x: numpy.ndarray, cues: numpy.ndarray, relations: Relations) -> numpy.ndarray:
        """[c, w, 3]: how likely each word is of the source, the cue, the content of each cue."""
        import numpy

        w = self._w
        y = self._line("V", x)[relations.at]
        y += self._line("U", x[cues])[:, None]
        y += self._line("ph", relations.flags)
        for name, kinds in relations.kinds.items():
            y += w[f"pe.{name}.weight"][kinds]
        numpy.maximum(y, 0, out=y)
        y *= relations.real[:, :, None]
        beside = numpy.pad(y, ((0, 0), (1, 1), (0, 0)))
        length = y.shape[1]
        z = w["conv.bias"] + sum(beside[:, k : k + length] @ w["conv.weight"][k] for k in range(3))
        numpy.maximum(z, 0, out=z)
        z += y
        return _sigmoid(self._line("p2", z))

    def _layer(self, at: str, x: numpy.ndarray, head: numpy.ndarray, below: _Below) -> numpy.ndarray:
        """Each word looks at those near it, then at its head and at what hangs on it."""
        import numpy

        x = self._norm(f"{at}ln1", x + self._line(f"{at}o", self._attend(at, x)))
        tree = numpy.concatenate([x, x[head], below.mean(x)], 1)
        return self._norm(f"{at}ln2", x + self._line(f"{at}down", numpy.maximum(self._line(f"{at}up", tree), 0)))

    def _attend(self, at: str, x: numpy.ndarray) -> numpy.ndarray:
        import numpy

        n, d = x.shape
        blocks = -(-n // BLOCK)
        padded = numpy.zeros((blocks * BLOCK, 3 * d), numpy.float32)
        padded[:n] = self._line(f"{at}qkv", x)
        parts = padded.reshape(blocks, BLOCK, 3, HEADS, d // HEADS)
        q = parts[:, :, 0].transpose(0, 2, 1, 3) * numpy.float32(1 / math.sqrt(d // HEADS))
        k, v = (_with_neighbours(parts[:, :, part]) for part in (1, 2))
        scores = q @ k.transpose(0, 1, 3, 2)
        scores += self._w[f"{at}rel.weight"][self._bias].transpose(2, 0, 1)
        _hide(scores, n)
        scores -= scores.max(-1, keepdims=True)
        numpy.exp(scores, out=scores)
        seen = scores @ v
        seen /= scores.sum(-1, keepdims=True)
        found: numpy.ndarray = seen.transpose(0, 2, 1, 3).reshape(blocks * BLOCK, d)[:n]
        return found

    def _line(self, name: str, x: numpy.ndarray) -> numpy.ndarray:
        found: numpy.ndarray = x @ self._w[f"{name}.weight"]
        found += self._w[f"{name}.bias"]
        return found

    def _norm(self, name: str, x: numpy.ndarray) -> numpy.ndarray:
        import numpy

        x = x - x.mean(-1, keepdims=True)
        spread = numpy.sqrt(numpy.einsum("ij,ij->i", x, x)[:, None] / x.shape[1] + numpy.float32(1e-5))
        found: numpy.ndarray = x / spread * self._w[f"{name}.weight"] + self._w[f"{name}.bias"]
        return found


class _Below:
    """What hangs on each word, itself included where it is a root."""

    def __init__(self, head: numpy.ndarray) -> None:
        import numpy

        self._order = numpy.argsort(head, kind="stable")
        self._heads, self._starts, counts = numpy.unique(head[self._order], return_index=True, return_counts=True)
        self._number = numpy.ones(len(head), numpy.float32)
        self._number[self._heads] += counts

    def mean(self, x: numpy.ndarray) -> numpy.ndarray:
        """[n, d]: the sum over what hangs on each word, divided by one more than its number."""
        import numpy

        sums = numpy.zeros_like(x)
        sums[self._heads] = numpy.add.reduceat(x[self._order], self._starts, axis=0)
        return sums / self._number[:, None]


def _with_neighbours(y: numpy.ndarray) -> numpy.ndarray:
    """[blocks, BLOCK, heads, d] to [blocks, heads, 3 BLOCK, d]: each block with the one before and the one after, zeros at the ends."""
    import numpy

    none = numpy.zeros_like(y[:1])
    return numpy.concatenate([numpy.concatenate([none, y[:-1]]), y, numpy.concatenate([y[1:], none])], 1).transpose(0, 2, 1, 3)


def _hide(scores: numpy.ndarray, count: int) -> None:
    """Makes what lies before the first word and after the last never be looked at. scores: [blocks, heads, BLOCK, 3 BLOCK]; count: of words."""
    scores[0, :, :, :BLOCK] = NEVER
    scores[-1, :, :, 2 * BLOCK :] = NEVER
    over = len(scores) * BLOCK - count
    if over:
        scores[-1, :, :, 2 * BLOCK - over : 2 * BLOCK] = NEVER
        scores[-2:-1, :, :, 3 * BLOCK - over :] = NEVER


def distances() -> numpy.ndarray:
    """[BLOCK, 3 BLOCK]: class of the way from a word to one that it looks at, those before it DISTANCES higher."""
    import numpy

    way = numpy.arange(3 * BLOCK)[None] - BLOCK - numpy.arange(BLOCK)[:, None]
    far = numpy.abs(way)
    coarse = NEAR + (numpy.log(numpy.maximum(far, NEAR).astype(numpy.float32) / NEAR) / numpy.float32(math.log(FAR)) * FAR).astype(numpy.int64)
    classes = numpy.where(far < NEAR, far, numpy.minimum(coarse, DISTANCES - 1))
    return numpy.where(way < 0, classes + DISTANCES, classes)


def _sigmoid(x: numpy.ndarray) -> numpy.ndarray:
    import numpy

    found: numpy.ndarray = 1 / (1 + numpy.exp(-numpy.clip(x, -30, 30)))
    return found
