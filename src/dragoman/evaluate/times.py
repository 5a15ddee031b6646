"""Yields the figures of time expressions against a gold of TIMEX3: found at all, found to the letter, and given the right value."""

from __future__ import annotations

import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.annotate import tag_times
from dragoman.codebook import load_codebook
from dragoman.core.documents import Timex
from dragoman.evaluate.gold import read_lines
from dragoman.evaluate.metrics import Balance, Figure, Measured, Share, shared_length


@dataclass(frozen=True, slots=True)
class GoldTime:
    """One expression as a person marked it; value: '' where none was given."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class TimedText:
    """A text, the ISO day of its publication (None where unknown) and the expressions marked in it."""

    text: str
    dct: str | None
    times: tuple[GoldTime, ...]


WORDS = 600
"""Words of the document in which speed is counted."""


@dataclass(frozen=True, slots=True)
class Pace(Share):
    """How fast texts were read: n words in a second of processor time, `of` words a document. Another machine has another: it is no share and has no floor."""

    @property
    def value(self) -> None:
        """None: nothing to hold to a floor."""
        return

    def __str__(self) -> str:
        """Documents a second."""
        return f"{self.n / self.of:.0f} documents of {self.of} words a second on one core"


def measure_times(file: Path, overlay: Path | None = None) -> Measured:
    """Tags the texts of a gold: lines {"dct","text","timexes":[{"start","end","value"}]}. Errors: those of `read_lines`.

    pace: how fast, by the time of one processor, of the tagging alone; the grammar is compiled before.
    """
    golds, digest = read_lines(file, _read)
    codebook = load_codebook(overlay)
    tag_times("Monday", None, codebook)
    begun = time.process_time()
    found = [tag_times(gold.text, gold.dct, codebook) for gold in golds]
    pace = Pace(pace_of([gold.text for gold in golds], time.process_time() - begun), WORDS)
    return Measured(digest, {**evaluate_times([gold.times for gold in golds], found), "pace": pace})


def pace_of(texts: Iterable[str], seconds: float) -> int:
    """Words a second; what took no time that the clock could tell counts as a microsecond."""
    return round(sum(len(text.split()) for text in texts) / max(seconds, 1e-6))


def evaluate_times(golds: Iterable[Sequence[GoldTime]], found: Iterable[Sequence[Timex]]) -> dict[str, Figure]:
    """{name: figure} over texts in the same order.

    relaxed: a gold expression overlaps, each used once; strict: and both have the same span; value: and both have the same value, whatever the span.
    """
    marked, given = list(golds), list(found)
    pairs = [pair for gold, times in zip(marked, given, strict=True) for pair in _pair(gold, times)]
    of_given, of_gold = sum(map(len, given)), sum(map(len, marked))
    right = {
        "strict": sum(_same_span(gold, timex) for gold, timex in pairs),
        "relaxed": len(pairs),
        "value": sum(gold.value == (timex.value or "") for gold, timex in pairs),
    }
    return {name: Balance(n, of_given, of_gold) for name, n in right.items()}


def _pair(golds: Sequence[GoldTime], times: Sequence[Timex]) -> list[tuple[GoldTime, Timex]]:
    """Each expression with the gold one of the same span, else with the first that it overlaps, among those still free."""
    free, pairs = list(golds), []
    for timex in times:
        near = [gold for gold in free if shared_length((gold.start, gold.end), (timex.start, timex.end))]
        if near:
            best = next((gold for gold in near if _same_span(gold, timex)), near[0])
            free.remove(best)
            pairs.append((best, timex))
    return pairs


def _same_span(gold: GoldTime, timex: Timex) -> bool:
    return (gold.start, gold.end) == (timex.start, timex.end)


def _read(line: dict[str, Any]) -> TimedText:
    return TimedText(line["text"], line["dct"], tuple(GoldTime(time["start"], time["end"], time["value"] or "") for time in line["timexes"]))
