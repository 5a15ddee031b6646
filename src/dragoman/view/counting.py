"""Yields counted words in singular and plural, and lists of names in a sentence."""

from __future__ import annotations

from collections.abc import Sequence

_SMALL = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve")


def count(n: int, noun: str, plural: str | None = None) -> str:
    """`1 report`, `2 reports`."""
    return f"{n} {noun if n == 1 else plural or noun + 's'}"


def number(n: int) -> str:
    """`two`, from thirteen on `13`."""
    return _SMALL[n] if 0 <= n < len(_SMALL) else str(n)


def listed(names: Sequence[str]) -> str:
    """`A`, `A and B`, `A, B and C`."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}" if names else ""


def shortened(letters: Sequence[str], most: int = 6) -> str:
    """`A, B, C`; of more than `most` the first ones and how many more."""
    if len(letters) <= most:
        return ", ".join(letters)
    return f"{', '.join(letters[: most - 1])} and {len(letters) - most + 1} more"


def signed(score: float) -> str:
    """`−1.2`, `+3.0`, `0.0`: one place, a true minus sign."""
    rounded = round(score, 1) + 0.0
    return f"+{rounded:.1f}" if rounded > 0 else f"−{-rounded:.1f}" if rounded < 0 else "0.0"
