"""Yields Course: how each of a pair stands to the other period by period, with coverage and what is announced beside it, from the ties alone; and Trend."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dragoman.core.dates import on
from dragoman.core.desk_rows import Lane, TiePoint
from dragoman.core.ties import Period, Tie
from dragoman.relate.periods import periods_of
from dragoman.view.counting import signed
from dragoman.view.tie_table import say_period, tie_weights

MOST_PERIODS = 180
"""Periods that one course shows, the latest ones; of more a wider unit, or a span, is chosen."""


@dataclass(frozen=True, slots=True)
class Side:
    """What one side did towards the other in a period: mean score of n counted acts (None for none), reports that tell them, origins of these.

    planned, threatened: acts announced in it; announced: their weighted mean score where it is known. None of it is in the score but the threats themselves.
    """

    score: float | None = None
    n: int = 0
    reports: int = 0
    origins: int = 0
    planned: int = 0
    threatened: int = 0
    announced: float | None = None


@dataclass(frozen=True, slots=True)
class CourseRow:
    """One period with both sides. thick: do outward and inward rest on as many acts as a trend takes?"""

    period: str
    unit: str
    start: str
    end: str
    outward: Side
    inward: Side
    thick: tuple[bool, bool]


@dataclass(frozen=True, slots=True)
class Trend:
    """How one side moved. kind: fell, rose, level, or few where no trend is drawn; before, last: the periods compared; sentence: all that in words.

    have: acts of the thinner of the two latest periods, of `need` that each takes.
    """

    kind: str
    step: float
    have: int
    need: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Course:
    """rows by time; left: earlier periods that are left out. acts: counted acts of outward and inward over all rows. keys: codes or ids of the two."""

    a: str
    b: str
    keys: tuple[str, str]
    by: str
    rows: tuple[CourseRow, ...]
    left: int
    acts: tuple[int, int]
    trends: tuple[Trend, Trend]

    def as_json(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)


def course_of(
    names: tuple[str, str],
    keys: tuple[str, str],
    by: str,
    ties: tuple[Sequence[Tie], Sequence[Tie]],
    announced: tuple[Sequence[Lane], Sequence[Lane]],
    span: tuple[dt.date | None, dt.date | None] = (None, None),
) -> Course:
    """The course of a pair. ties, announced: those outward, then those inward; announced in lanes of the same unit; span: days that a period must touch."""
    found = [{t.period: t for t in side if t.period.unit == by} for side in ties]
    said = [_announced(side, by) for side in announced]
    periods = sorted({p for side in (*found, *said) for p in side if _touches(p, span)}, key=lambda p: p.start)
    shown = periods[-MOST_PERIODS:]
    need = int(tie_weights()["trend_acts"])
    rows = []
    for period in shown:
        out, back = (_side(found[n].get(period), said[n].get(period, {})) for n in (0, 1))
        rows.append(CourseRow(say_period(period), by, period.start, period.end, out, back, (out.n >= need, back.n >= need)))
    sides = [[row.outward for row in rows], [row.inward for row in rows]]
    trends = [trend_of([(row.period, side.n, side.score) for row, side in zip(rows, both, strict=True) if side.score is not None]) for both in sides]
    acts = tuple(sum(side.n for side in both) for both in sides)
    return Course(*names, keys, by, tuple(rows), len(periods) - len(shown), (acts[0], acts[1]), (trends[0], trends[1]))


def trend_of_points(points: Iterable[TiePoint], by: str) -> Trend:
    """The trend of one side's points, in order of time."""
    return trend_of([(p, p.n, p.score) for p in points], lambda point: say_period(Period(by, point.start, point.end)))


def trend_of[When](points: Sequence[tuple[When, int, float | None]], say: Callable[[When], str] = str) -> Trend:
    """The trend of one side over (period, counted acts, score): the latest period against the last before it that rests on as many acts.

    say: a period in words; asked for the two compared alone.
    """
    weights = tie_weights()
    need, least = int(weights["trend_acts"]), float(weights["trend_step"])
    if not points:
        return Trend("few", 0.0, 0, need, "No dated act that counts.")
    thick = [point for point in points if point[1] >= need]
    last = points[-1]
    if last[1] < need:
        return Trend("few", 0.0, last[1], need, f"Too few acts to draw a trend: {say(last[0])} has {last[1]} of {need} needed.")
    if len(thick) < 2:
        most = max((point[1] for point in points[:-1]), default=0)
        return Trend("few", 0.0, most, need, f"Too few acts to draw a trend: before {say(last[0])} no period has more than {most} of {need} needed.")
    before = thick[-2]
    step = round((last[2] or 0.0) - (before[2] or 0.0), 3)
    kind = "level" if abs(step) < least else "fell" if step < 0 else "rose"
    verb = "Hardly moved" if kind == "level" else kind.capitalize()
    low, high = (f"{signed(score or 0.0)} ({say(period)}, {n} acts)" for period, n, score in (before, last))
    return Trend(kind, step, last[1], need, f"{verb}: from {low} to {high}.")


def _announced(lanes: Sequence[Lane], by: str) -> Mapping[Period, Mapping[str, int]]:
    """{period: {modality: acts}} over lanes."""
    found: dict[Period, dict[str, int]] = {}
    for lane in lanes:
        for bucket in lane.buckets:
            period = next(p for p in periods_of(on(bucket.start)) if p.unit == by)
            counts = found.setdefault(period, {})
            for modality, n in bucket.modalities.items():
                counts[modality] = counts.get(modality, 0) + n
    return found


def _touches(period: Period, span: tuple[dt.date | None, dt.date | None]) -> bool:
    low, high = span
    return (low is None or period.end >= low.isoformat()) and (high is None or period.start <= high.isoformat())


def _side(tie: Tie | None, announced: Mapping[str, int]) -> Side:
    planned, threatened = announced.get("planned", 0), announced.get("threatened", 0)
    if tie is None:
        return Side(planned=planned, threatened=threatened)
    return Side(tie.score, tie.n, tie.documents, tie.origins, planned, threatened, tie.announced.score if tie.announced else None)
