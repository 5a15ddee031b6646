"""Yields the figures of evaluations: shares, precision with recall and F1, and one-to-one pairing."""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Share:
    """n of `of`; value None where there was nothing to judge."""

    n: int
    of: int

    @property
    def value(self) -> float | None:
        """From 0 to 1."""
        return self.n / self.of if self.of else None

    def __str__(self) -> str:
        """In per cent, with the counts."""
        return f"{100 * self.n / self.of:.1f} % ({self.n}/{self.of})" if self.of else "- (none to judge)"


@dataclass(frozen=True, slots=True)
class Balance:
    """Right ones among those given and those in the gold; value is F1."""

    right: int
    given: int
    gold: int

    @property
    def precision(self) -> float:
        """Of those given, from 0 to 1; 0 where none was."""
        return self.right / self.given if self.given else 0.0

    @property
    def recall(self) -> float:
        """Of the gold, from 0 to 1; 0 where it is empty."""
        return self.right / self.gold if self.gold else 0.0

    @property
    def value(self) -> float:
        """F1, the harmonic mean of the two."""
        return 2 * self.right / (self.given + self.gold) if self.right else 0.0

    def __str__(self) -> str:
        """Precision, recall and F1 in per cent, with the counts."""
        shares = f"P {100 * self.precision:.1f}  R {100 * self.recall:.1f}  F1 {100 * self.value:.1f}"
        return f"{shares} ({self.right}/{self.given}/{self.gold})"


@dataclass(frozen=True, slots=True)
class Rates:
    """Precision and recall, from 0 to 1, that are no shares of one count (of clusterings, say); value is F1."""

    precision: float
    recall: float

    @property
    def value(self) -> float:
        """F1, the harmonic mean of the two; 0 where both are."""
        return 2 * self.precision * self.recall / (self.precision + self.recall) if self.precision + self.recall else 0.0

    def __str__(self) -> str:
        """Precision, recall and F1 in per cent."""
        return f"P {100 * self.precision:.1f}  R {100 * self.recall:.1f}  F1 {100 * self.value:.1f}"


@dataclass(frozen=True, slots=True)
class Mean:
    """The mean of some figures' values, from 0 to 1; 0 where there are none."""

    parts: tuple[float, ...]

    @property
    def value(self) -> float:
        """From 0 to 1."""
        return sum(self.parts) / len(self.parts) if self.parts else 0.0

    def __str__(self) -> str:
        """In per cent."""
        return f"{100 * self.value:.1f} %"


Figure = Share | Balance | Rates | Mean


@dataclass(frozen=True, slots=True)
class Measured:
    """What a task gave on a gold; digest: twelve hex digits over the gold's files; figures: by name, in the order in which they are printed."""

    digest: str
    figures: Mapping[str, Figure]


def pair_best[A: Hashable, B: Hashable](candidates: Iterable[tuple[float, A, B]]) -> dict[A, B]:
    """One-to-one pairs from (score, left, right), best score first; equal scores by name, so that the same input gives the same pairs."""
    pairs: dict[A, B] = {}
    taken: set[B] = set()
    for _, left, right in sorted(candidates, key=lambda c: (-c[0], str(c[1]), str(c[2]))):
        if left not in pairs and right not in taken:
            pairs[left] = right
            taken.add(right)
    return pairs


def shared_length(a: tuple[int, int], b: tuple[int, int]) -> int:
    """Code points that two half-open spans share."""
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))
