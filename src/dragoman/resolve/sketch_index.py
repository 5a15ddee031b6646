"""Yields the documents whose sketches have hashes in common with a given one, in time that does not grow with the number of documents."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from heapq import nsmallest
from itertools import chain
from statistics import median

Sketch = tuple[int, ...]

_HEAD = 2
"""Version and number of bands come first."""


def bands_of(sketch: Sketch) -> list[int]:
    """Hashes of its bands, each with its place and the sketch's version, so that only like is compared with like; empty for an empty sketch."""
    return [(value << 32) | (sketch[0] << 8) | k for k, value in enumerate(sketch[_HEAD : _HEAD + sketch[1]])] if sketch else []


def keys_of(sketch: Sketch) -> Sequence[int]:
    """Its keys, ascending; empty for an empty sketch."""
    return sketch[_HEAD + sketch[1] :] if sketch else ()


def in_common(a: Sketch, b: Sketch, full: int) -> tuple[list[int], int]:
    """(keys in common, the number of keys of the poorer text that might be). full: keys of a sketch that holds the smallest only.

    Of two sketches of which one is cut off, only keys below the cut of both say whether the other text has them.
    """
    ours, theirs = keys_of(a), keys_of(b)
    cut = min((keys[-1] for keys in (ours, theirs) if len(keys) >= full), default=1 << 32)
    own, other = ours[: bisect_right(ours, cut)], theirs[: bisect_right(theirs, cut)]
    return sorted(set(own).intersection(other)), min(len(own), len(other))


class Frequencies:
    """In how many sketches each key stands, of keys that stand in several. Keys that stand in one take no more than a byte each."""

    def __init__(self, rows: Callable[[], Iterable[Iterable[int]]], size: int) -> None:
        """rows: all hashes by document, each time it is called; size: about how many there are."""
        mask = (1 << max(10, size.bit_length() + 2)) - 1
        seen = bytearray(mask + 1)
        for value in chain.from_iterable(rows()):
            slot = (value ^ value >> 32) & mask
            if seen[slot] < 2:
                seen[slot] += 1
        self._seen, self._mask = seen, mask
        self._counts = Counter(value for value in chain.from_iterable(rows()) if self.may_repeat(value))

    def may_repeat(self, value: int) -> bool:
        """False where it surely stands in one sketch only; True in all other cases and, by chance, in some of these."""
        return self._seen[(value ^ value >> 32) & self._mask] > 1

    def of(self, value: int) -> int:
        """Number of sketches that it stands in."""
        return self._counts.get(value, 1)

    def usual(self, values: Sequence[int]) -> float:
        """Median number over some keys; 1 for none."""
        return median(map(self.of, values)) if values else 1.0


class Homes:
    """Where each hash was first met: at most `held` places each, so that a formula that all reports share leads to few."""

    def __init__(self, held: int) -> None:
        """held: places that a hash leads to."""
        self._held = held
        self._places: dict[int, list[int]] = {}

    def add(self, place: int, values: Iterable[int]) -> None:
        """The document at a place has these hashes."""
        for value in values:
            places = self._places.setdefault(value, [])
            if len(places) < self._held:
                places.append(place)

    def near(self, values: Sequence[int], most: int) -> list[int]:
        """At most so many places that have some of these hashes, those with most first, of equal ones the earliest; a hash of many places counts less.

        A hash that `held` places have is a formula, and asked only where no other leads anywhere.
        """
        found = [places for value in values if (places := self._places.get(value))]
        told = [places for places in found if len(places) < self._held]
        scores: dict[int, float] = {}
        for places in told or found:
            for place in places:
                scores[place] = scores.get(place, 0.0) + 1.0 / len(places)
        return nsmallest(most, scores, key=lambda place: (-scores[place], place))
