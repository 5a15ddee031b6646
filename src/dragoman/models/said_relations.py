"""Yields how the words around a cue stand to it: how far, in which sentence, along which way of the parse, in which quotation, and what the rules say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from dragoman.core.heard import Hint
from dragoman.models.said_network import Relations
from dragoman.models.said_words import Words

if TYPE_CHECKING:
    import numpy

BEFORE, AFTER, REACH = 2, 4, 160
"""Sentences before and after that of the cue whose words are looked at, and words on either side at most, TAIL more after it."""
TAIL = 64
STEPS = (1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64, 96, 128)
"""Distances in words from which another class begins; as many classes again lie before the cue."""
FARTHEST = 400
OFFSETS = (-4, 8)
UPS, DEPTH = 5, 6
"""Steps up from the cue, and down from there to the word, that are told apart; UPS + 1: another sentence."""
LONGEST = 60
"""Words of one way through the parse that are followed."""


def sizes(deps: int) -> dict[str, int]:
    """Number of classes of each kind of relation; deps: number of dependency labels."""
    low, high = OFFSETS
    return {"dist": 2 * len(STEPS) + 1, "off": high - low + 1, "ups": UPS + 2, "branch": deps, "above": deps, "depth": DEPTH + 1, "same": 6}


def hints_by_cue(hints: Sequence[Hint]) -> dict[int, list[Hint]]:
    """What the rules see, by the head of the cue."""
    found: dict[int, list[Hint]] = {}
    for hint in hints:
        if hint.cue_head is not None:
            found.setdefault(hint.cue_head, []).append(hint)
    return found


def window(words: Words, cue: int) -> tuple[int, int]:
    """First word and the one after the last that may belong to a cue."""
    sentence, last = int(words.sentence[cue]), len(words.first) - 1
    low, high = words.first[max(0, sentence - BEFORE)], words.first[min(last, sentence + AFTER + 1)]
    return max(int(low), cue - REACH), min(int(high), cue + REACH + TAIL)


def relations_of(words: Words, cues: Sequence[int], hints: Mapping[int, Sequence[Hint]]) -> tuple[Relations, list[tuple[int, int]]]:
    """What the network is told of the words around each of the cues, and their windows."""
    import numpy

    bounds = [window(words, cue) for cue in cues]
    shape = len(cues), max(high - low for low, high in bounds)
    kinds = {name: numpy.zeros(shape, numpy.int64) for name in sizes(1)}
    at, real, flags = numpy.zeros(shape, numpy.int64), numpy.zeros(shape, numpy.float32), numpy.zeros((*shape, 3), numpy.float32)
    classes = _steps()
    for row, (cue, (low, high)) in enumerate(zip(cues, bounds, strict=True)):
        width = high - low
        at[row, :width] = numpy.arange(low, high)
        real[row, :width] = 1
        kinds["dist"][row, :width] = classes[low - cue + FARTHEST : high - cue + FARTHEST]
        kinds["off"][row, :width] = numpy.clip(words.sentence[low:high] - words.sentence[cue], *OFFSETS) - OFFSETS[0]
        _ways(words, cue, low, high, {name: kinds[name][row] for name in ("ups", "branch", "above", "depth")})
        kinds["same"][row, :width] = _quotation(words, cue, low, high)
        for hint in hints.get(cue, ()):
            for column, role in enumerate((hint.source, hint.cue, hint.content)):
                flags[row, [k - low for k in role if low <= k < high], column] = 1
    return Relations(at, kinds, flags, real), bounds


def _steps() -> numpy.ndarray:
    """Class of each distance from -FARTHEST to FARTHEST."""
    import numpy

    ways = numpy.arange(-FARTHEST, FARTHEST + 1)
    return numpy.searchsorted(STEPS, numpy.abs(ways), side="right") + numpy.where(ways < 0, len(STEPS), 0)


def _quotation(words: Words, cue: int, low: int, high: int) -> numpy.ndarray:
    """0 outside of quotations, 1 in that of the cue, 2 in another, 3 more where it is one that the sentence of the cue has a part in."""
    import numpy

    inside = words.quotation[low:high]
    sentence = int(words.sentence[cue])
    of = numpy.where(inside == words.quotation[cue], 1, 2)
    for own in set(words.quotation[words.first[sentence] : words.first[sentence + 1]].tolist()) - {-1}:
        of += 3 * (inside == own)
    return numpy.where(inside >= 0, of, 0)


def _ways(words: Words, cue: int, low: int, high: int, rows: Mapping[str, numpy.ndarray]) -> None:
    """Writes the way from the cue to each word of its window into rows that are filled from 0: up so many heads, down by which label, how deep."""
    import numpy

    sentence = int(words.sentence[cue])
    start, end = int(words.first[sentence]), int(words.first[sentence + 1])
    first, last = max(low, start), min(high, end)
    head, dep = words.head, words.ids[:, 3]
    rows["ups"][: high - low] = UPS + 1
    chain = _up(head, cue)
    known = {word: (min(steps, UPS), 0, 0) for steps, word in enumerate(chain)}
    tops = [int(dep[word]) for word in chain]
    found = []
    for word in range(first, last):
        ups, branch, depth = _way(head, dep, word, known)
        above = 0 if ups == 0 else tops[ups - 1] if ups < len(chain) else tops[-1]
        found.append((ups, branch, min(depth, DEPTH), above))
    if found:
        columns = numpy.array(found, numpy.int64).T
        for name, column in zip(("ups", "branch", "depth", "above"), columns, strict=True):
            rows[name][first - low : last - low] = column


def _up(head: numpy.ndarray, word: int) -> list[int]:
    chain = [word]
    while head[word] != word and len(chain) < LONGEST:
        word = int(head[word])
        chain.append(word)
    return chain


def _way(head: numpy.ndarray, dep: numpy.ndarray, word: int, known: dict[int, tuple[int, int, int]]) -> tuple[int, int, int]:
    """(steps up from the cue, label of the branch, steps down) to a word; what is found on the way is known from then on."""
    path: list[int] = []
    while word not in known and len(path) < LONGEST:
        path.append(word)
        if head[word] == word:
            break
        word = int(head[word])
    ups, branch, depth = known.setdefault(word, (UPS, 0, 0))
    for below in reversed(path):
        branch = int(dep[below]) if depth == 0 else branch
        depth += 1
        known[below] = (ups, branch, depth)
    return (ups, branch, depth) if path else known[word]
