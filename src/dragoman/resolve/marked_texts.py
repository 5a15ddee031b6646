"""Yields groups of texts that tell of one happening, by the words, names and word pairs that they share, none with more mentions than can be compared."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from dragoman.core.marked import Background, MarkedText
from dragoman.resolve.average_link import average_link

if TYPE_CHECKING:
    import numpy

MOST_TOGETHER = 2_000
"""Texts whose likenesses are held at once: memory takes their number squared."""
MOST_MENTIONS = 600
"""Mentions of a group: all pairs of them are compared."""
_STEP = 0.04
"""By so much more alike must the texts of a group be that is too large."""
_COMMON, _SHARE = 100, 0.05
"""A word in more texts than this, and than this share of them, does not bear on likeness."""
_ALONE = 1.6
"""Texts, those at large counted by shares, that must have a word for it to bear on likeness."""


class Commonness:
    """How much a word tells, by how few texts have it: of those at hand and of news at large."""

    def __init__(self, texts: Sequence[MarkedText], background: Background | None) -> None:
        """background: None counts the texts at hand alone."""
        self._found = Counter(word for text in texts for word in {w for told in text.sentences for w in (*told.words, *told.names)})
        self._background = background
        self._texts = len(texts) + (background.texts if background else 0.0)

    def at_large(self, word: str) -> float:
        """In how many texts of news at large a word stands."""
        return self._background.count(word) if self._background else 0.0

    def weight(self, word: str) -> float:
        """Zero or more: the logarithm of the texts for each that has it; what no text has counts as if one half had it."""
        return self.weight_of(self._found[word] + self.at_large(word))

    def weight_of(self, count: float) -> float:
        """The same by how many texts have it."""
        return max(0.0, math.log((self._texts + 1) / (count + 0.5)))


class Likeness:
    """Which texts are alike: cosines of their words, those that stand in no other text left out."""

    def __init__(self, texts: Sequence[MarkedText], common: Commonness, weights: Mapping[str, Any]) -> None:
        """weights: `documents` of codebook/weights/mentions.yaml."""
        import numpy

        bags = [bag_of(text, int(weights["lead"])) for text in texts]
        holders: defaultdict[str, list[int]] = defaultdict(list)
        for at, bag in enumerate(bags):
            for word in bag:
                holders[word].append(at)
        most = max(_COMMON, int(_SHARE * len(texts)))
        self._at = {word: numpy.array(found) for word, found in holders.items() if len(found) <= most}
        self._values = {word: numpy.zeros(len(found)) for word, found in self._at.items()}
        self._rows: list[list[tuple[str, float]]] = []
        for at, bag in enumerate(bags):
            row = [(word, _worth(word, n, holders, common)) for word, n in sorted(bag.items()) if word in self._at]
            length = math.sqrt(math.fsum(value * value for _, value in row)) or 1.0
            self._rows.append([(word, value / length) for word, value in row if value])
            for word, value in self._rows[-1]:
                self._values[word][numpy.searchsorted(self._at[word], at)] = value
        self.count = len(texts)

    def row(self, at: int) -> numpy.ndarray:
        """[texts] how alike each is to one, 0 to 1, to four places: beyond them machines differ."""
        import numpy

        found = self._rows[at]
        if not found:
            return numpy.zeros(self.count)
        ends = numpy.concatenate([self._at[word] for word, _ in found])
        values = numpy.concatenate([self._values[word] * value for word, value in found])
        row: numpy.ndarray = numpy.bincount(ends, values, minlength=self.count).round(4)
        return row

    def table(self, members: Sequence[int]) -> numpy.ndarray:
        """[members, members]."""
        import numpy

        columns = numpy.array(members)
        return numpy.stack([self.row(at)[columns] for at in members])


def group_texts(texts: Sequence[MarkedText], likeness: Likeness, least: float) -> list[list[int]]:
    """Groups of texts by average link, each sorted, in the order of their first members; least: likeness of two groups that are one."""
    groups: list[list[int]] = []
    for part in _touching(likeness, list(range(len(texts))), least):
        labels = average_link(likeness.table(part), least)
        for label in range(int(labels.max()) + 1):
            groups += _small_enough([at for at, own in zip(part, labels, strict=True) if own == label], texts, likeness, least)
    return sorted(groups)


def _small_enough(group: list[int], texts: Sequence[MarkedText], likeness: Likeness, least: float) -> Iterator[list[int]]:
    """The group, cut where its texts are less alike, until no part has more than MOST_MENTIONS, or is one text."""
    todo = [(group, least)]
    while todo:
        part, limit = todo.pop()
        if len(part) == 1 or sum(len(texts[at].mentions) for at in part) <= MOST_MENTIONS:
            yield part
            continue
        if limit > 1:  # copies of one another
            yield from ([at] for at in part)
            continue
        labels = average_link(likeness.table(part), limit + _STEP)
        todo += [([at for at, own in zip(part, labels, strict=True) if own == label], limit + _STEP) for label in range(int(labels.max()) + 1)]


def _touching(likeness: Likeness, texts: list[int], least: float) -> Iterator[list[int]]:
    """Texts that a chain of pairs so much alike holds together: average link never joins others. More than MOST_TOGETHER are cut, the less alike first."""
    todo = [(texts, least)]
    while todo:
        part, limit = todo.pop()
        for chain in _chains(likeness, part, limit):
            if len(chain) <= MOST_TOGETHER:
                yield chain
            elif limit > 1:
                yield from (chain[at : at + MOST_TOGETHER] for at in range(0, len(chain), MOST_TOGETHER))
            else:
                todo.append((chain, limit + _STEP))


def _chains(likeness: Likeness, part: list[int], least: float) -> list[list[int]]:
    unseen, found = set(part), []
    for first in part:
        if first not in unseen:
            continue
        unseen.remove(first)
        chain, todo = [first], [first]
        while todo:
            row = likeness.row(todo.pop())
            for at in (int(at) for at in (row >= least).nonzero()[0]):
                if at in unseen:
                    unseen.remove(at)
                    chain.append(at)
                    todo.append(at)
        found.append(sorted(chain))
    return found


def bag_of(text: MarkedText, lead: int) -> Counter[str]:
    """Words, those of the first `lead` sentences twice, names, and words that follow each other; a sign that no word has tells the kinds apart."""
    bag: Counter[str] = Counter()
    for at, told in enumerate(text.sentences):
        for word in told.words:
            bag[word] += 2 if at < lead else 1
        bag.update(f"\x1f{word}" for word in told.names)
        bag.update(f"{a}\x1f{b}" for a, b in zip(told.words, told.words[1:], strict=False))
    return bag


def is_pair(word: str) -> bool:
    """Is an entry of a bag two words that follow each other?"""
    return "\x1f" in word[1:]


def _worth(word: str, times: int, holders: Mapping[str, Sequence[int]], common: Commonness) -> float:
    """Of a word, name or pair so often in a text; nothing where no other text, at hand or at large, has it."""
    count = len(holders[word]) + common.at_large(word)
    return (1 + math.log(times)) * common.weight_of(count) if count >= _ALONE else 0.0
