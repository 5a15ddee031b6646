"""Yields the days of an affair, the most telling first, by how reports name them, lead with them and look back on them."""

from __future__ import annotations

import math
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dragoman.core.documents import Timex

_DAY = re.compile(r"\d{4}-\d\d-\d\d(?=T|$)")
_END = re.compile(r"[.!?…][\"'”’)]*\s|\n")


@dataclass(frozen=True, slots=True)
class ToldDays:
    """What one report tells of days. published: ISO day, None where unknown; lead, body: the days that its first sentences name, and its others, as often."""

    published: str | None
    lead: tuple[str, ...]
    body: tuple[str, ...]


def told_days(text: str, published: str | None, times: Sequence[Timex], weights: Mapping[str, Any]) -> ToldDays:
    """The days that a report names to the day. weights: `days` of codebook/weights/salience.yaml."""
    ends = (match.end() for match in _END.finditer(text))
    lead_end = next((end for n, end in enumerate(ends, 1) if n == weights["lead_sentences"]), len(text))
    named = [(match[0], timex.start < lead_end) for timex in times if timex.value and (match := _DAY.match(timex.value))]
    return ToldDays(published, tuple(day for day, leads in named if leads), tuple(day for day, leads in named if not leads))


def weigh_days(told: Iterable[ToldDays], weights: Mapping[str, Any]) -> dict[str, float]:
    """{ISO day: weight, 0 or more} over all reports, whatever their order."""
    parts: dict[str, list[float]] = defaultdict(list)
    for report in told:
        if report.published:
            parts[report.published].append(float(weights["published"]))
        for days, leads in ((report.lead, 1), (report.body, 0)):
            for day in days:
                back = report.published is not None and day < report.published
                parts[day].append(weights["mention"] + weights["lead"] * leads + weights["back"] * back)
    return {day: math.fsum(parts[day]) for day in sorted(parts)}


def rank_days(told: Iterable[ToldDays], weights: Mapping[str, Any]) -> list[str]:
    """ISO days, the most telling first; of equals the earlier."""
    found = weigh_days(told, weights)
    return sorted(found, key=lambda day: (-found[day], day))
