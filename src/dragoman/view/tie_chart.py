"""Yields Chart: where the dots, lines, bars and marks of a course stand on a drawing of so many units; and the small course of a list."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from math import sqrt

from dragoman.core.desk_rows import TiePoint
from dragoman.view.counting import count
from dragoman.view.tie_course import Course, CourseRow, Side
from dragoman.view.tie_table import TieShift

TOP = 18.0
SCORE_HEIGHT = 220.0
LEFT = 34.0
RIGHT = 14.0
ROW = 20.0
COVER = 34.0
"""Height of the coverage on either side of its line."""
GAP = 26.0
WIDE, NARROW = 1000.0, 420.0
MIDDLE = 15
"""Where a small course has its zero."""
IN_SPARK, DOTTED = 80, 40
"""Periods of a small course, and how many of them each have a dot."""
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")


@dataclass(frozen=True, slots=True)
class Dot:
    """One side's score in a period; row: its number in the course; thick: rests on as many acts as a trend takes; r: by the square root of its acts.

    said: all that in words.
    """

    x: float
    y: float
    r: float
    row: int
    inward: bool
    thick: bool
    side: Side
    said: str


@dataclass(frozen=True, slots=True)
class Strip:
    """One row of announced acts: what (planned or threatened), of which side, at which height, and marks as (x, how many, row)."""

    what: str
    inward: bool
    y: float
    marks: tuple[tuple[float, int, int], ...]


@dataclass(frozen=True, slots=True)
class Bar:
    """Coverage of one side in a period: x, width, and top and height of reports and of origins among them; upward for outward. said: it in words."""

    x: float
    width: float
    reports: tuple[float, float]
    origins: tuple[float, float]
    row: int
    inward: bool
    said: str


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis."""

    at: float
    label: str


@dataclass(frozen=True, slots=True)
class Flag:
    """A change of level: between x and x2; number: as the list below the chart has it."""

    x: float
    x2: float
    number: int
    inward: bool


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of a course. lines: polylines of outward and inward through dots that are thick; bands: x and width of each row, for pointing at it."""

    width: float
    height: float
    zero: float
    bottom: float
    cover: float
    axis: float
    dots: tuple[Dot, ...]
    lines: tuple[tuple[bool, str], ...]
    strips: tuple[Strip, ...]
    bars: tuple[Bar, ...]
    most: int
    across: tuple[Tick, ...]
    up: tuple[Tick, ...]
    flags: tuple[Flag, ...]
    bands: tuple[tuple[float, float], ...]


def draw(course: Course, shifts: Sequence[TieShift] = (), width: float = WIDE) -> Chart | None:
    """The drawing of a course, None of one without periods. shifts: changes of level, numbered in this order."""
    rows = course.rows
    if not rows:
        return None
    low, high = dt.date.fromisoformat(rows[0].start).toordinal(), dt.date.fromisoformat(rows[-1].end).toordinal() + 1
    inner = width - LEFT - RIGHT

    def across(day: float) -> float:
        return round(LEFT + (day - low) / (high - low) * inner, 1)

    strips, below = _strips(rows, across, TOP + SCORE_HEIGHT + GAP)
    cover = below + (GAP if strips else 0) + COVER
    most = max((side.reports for row in rows for side in (row.outward, row.inward)), default=0)
    axis = cover + COVER + 6
    dots = _dots(course, across)
    return Chart(
        width=width,
        height=axis + 20,
        zero=height_of(0),
        bottom=height_of(-10),
        cover=cover,
        axis=axis,
        dots=dots,
        lines=tuple((inward, " ".join(f"{d.x},{d.y}" for d in run)) for inward in (False, True) for run in _runs([d for d in dots if d.inward == inward])),
        strips=strips,
        bars=_bars(course, across, cover, most),
        most=most,
        across=tuple(Tick(across(day), label) for day, label in _days(low, high, max(2, int(inner // 90)), course.by)),
        up=tuple(Tick(height_of(score), f"{score:+d}".replace("-", "−") if score else "0") for score in (10, 5, 0, -5, -10)),
        flags=_flags(course, shifts, across, low, high),
        bands=tuple((across(_first(row)), round(across(_last(row)) - across(_first(row)), 1)) for row in rows),
    )


def height_of(score: float) -> float:
    """Where a score from −10 to 10 stands."""
    return round(TOP + (10 - score) / 20 * SCORE_HEIGHT, 1)


@dataclass(frozen=True, slots=True)
class Spark:
    """A course drawn small: outlines of the stems above and below the middle, and dots as (x, y, radius), all of a short course and the last of a long one."""

    up: str
    down: str
    dots: tuple[tuple[float, float, float], ...]


def spark(points: Sequence[TiePoint], first: str, last: str) -> Spark:
    """The latest periods of a course between two ISO days."""
    found = sparkline(points[-IN_SPARK:], first, last)
    ends = [[f"M{x} {MIDDLE}V{y}" for x, y, _ in found if (y < MIDDLE) == up] for up in (True, False)]
    return Spark("".join(ends[0]), "".join(ends[1]), found if len(found) <= DOTTED else found[-1:])


def sparkline(points: Sequence[TiePoint], first: str, last: str, width: float = 132.0, height: float = 30.0) -> tuple[tuple[float, float, float], ...]:
    """(x, y, radius) of each point of a small course between two ISO days; the height spans −10 to 10."""
    low, high = dt.date.fromisoformat(first).toordinal(), dt.date.fromisoformat(last).toordinal() + 1
    found = []
    for p in points:
        middle = (dt.date.fromisoformat(p.start).toordinal() + dt.date.fromisoformat(p.end).toordinal() + 1) / 2
        x = 3 + (middle - low) / max(1, high - low) * (width - 6)
        found.append((round(x, 1), round(3 + (10 - p.score) / 20 * (height - 6), 1), 1.3 if p.n < 5 else 1.9))
    return tuple(found)


def _first(row: CourseRow) -> int:
    return dt.date.fromisoformat(row.start).toordinal()


def _last(row: CourseRow) -> int:
    return dt.date.fromisoformat(row.end).toordinal() + 1


def _dots(course: Course, across: Callable[[float], float]) -> tuple[Dot, ...]:
    found, ways = [], _ways(course)
    for n, row in enumerate(course.rows):
        x = across((_first(row) + _last(row)) / 2)
        for inward, side in ((False, row.outward), (True, row.inward)):
            if side.score is not None:
                r = min(2.5 + min(3.5, sqrt(side.n) * 0.5), max(1.8, (across(_last(row)) - across(_first(row))) * 0.28))
                found.append(Dot(x, height_of(side.score), round(r, 1), n, inward, row.thick[inward], side, _say(row, side, ways[inward])))
    return tuple(found)


def _runs(dots: Sequence[Dot]) -> list[list[Dot]]:
    """Neighbouring thick dots, two or more."""
    found: list[list[Dot]] = [[]]
    for dot in dots:
        if dot.thick:
            found[-1].append(dot)
        elif found[-1]:
            found.append([])
    return [run for run in found if len(run) > 1]


def _strips(rows: Sequence[CourseRow], across: Callable[[float], float], top: float) -> tuple[tuple[Strip, ...], float]:
    """The rows of what is announced, without empty ones, and where they end."""
    found: list[Strip] = []
    y = top
    for what in ("planned", "threatened"):
        for inward in (False, True):
            each = [(n, row, getattr(row.inward if inward else row.outward, what)) for n, row in enumerate(rows)]
            marks = tuple((across((_first(row) + _last(row)) / 2), count, n) for n, row, count in each if count)
            if marks:
                found.append(Strip(what, inward, y + 22, marks))
                y += ROW + 16
    return tuple(found), y


def _ways(course: Course) -> tuple[str, str]:
    """Who acts towards whom, outward and inward."""
    return f"{course.a} → {course.b}", f"{course.b} → {course.a}"


def _say(row: CourseRow, side: Side, way: str) -> str:
    score = f"{side.score or 0.0:+.1f}".replace("-", "−")
    return f"{row.period}. {way}: {score}, {count(side.n, 'act')}, told by {count(side.reports, 'report')} of {count(side.origins, 'origin')}"


def _bars(course: Course, across: Callable[[float], float], line: float, most: int) -> tuple[Bar, ...]:
    found, ways = [], _ways(course)
    for n, row in enumerate(course.rows):
        left, right = across(_first(row)), across(_last(row))
        wide = min(26.0, max(1.4, (right - left) * 0.7))
        for inward, side in ((False, row.outward), (True, row.inward)):
            if side.reports:
                tall, thin = (round(max(1.5, count / most * (COVER - 4)), 1) for count in (side.reports, side.origins))
                spans = [(line + 1, tall), (line + 1, thin)] if inward else [(line - 1 - tall, tall), (line - 1 - thin, thin)]
                said = f"{row.period}. {ways[inward]}: {count(side.reports, 'report')}, {count(side.origins, 'origin')}"
                found.append(Bar(round((left + right - wide) / 2, 1), round(wide, 1), _round(spans[0]), _round(spans[1]), n, inward, said))
    return tuple(found)


def _round(pair: tuple[float, float]) -> tuple[float, float]:
    return round(pair[0], 1), round(pair[1], 1)


def _flags(course: Course, shifts: Sequence[TieShift], across: Callable[[float], float], low: int, high: int) -> tuple[Flag, ...]:
    """Changes of level whose days lie in the chart."""
    found = []
    for number, shift in enumerate(shifts, 1):
        if shift.start and shift.end:
            first, last = (dt.date.fromisoformat(day).toordinal() for day in (shift.start, shift.end))
            if low <= last and first < high:
                found.append(Flag(across(max(low, first)), across(min(high, last + 1)), number, shift.actor != course.keys[0]))
    return tuple(found)


def _days(low: int, high: int, most: int, by: str) -> list[tuple[int, str]]:
    """Days that are labelled: of whole years, months or days, at most so many; none narrower than the unit."""
    first, last = dt.date.fromordinal(low), dt.date.fromordinal(high - 1)
    months = (last.year - first.year) * 12 + last.month - first.month + 1
    if by == "year" or months > 3 * 12 or months > most * 3:
        step = -(-(last.year - first.year + 1) // most)
        years = [dt.date(year, 1, 1) for year in range(first.year, last.year + 1, step)]
        return [(day.toordinal(), str(day.year)) for day in years if low <= day.toordinal() < high]
    if by == "month" or months > 2:
        step = next((s for s in (1, 2, 3, 6, 12) if months <= most * s), 12)
        starts = [dt.date(first.year + (first.month - 1 + n) // 12, (first.month - 1 + n) % 12 + 1, 1) for n in range(months)]
        kept = [day for day in starts if (day.month - 1) % step == 0 and low <= day.toordinal() < high]
        return [(day.toordinal(), f"{_MONTHS[day.month - 1]} {day.year}" if day.month == 1 or day is kept[0] else _MONTHS[day.month - 1]) for day in kept]
    step = -(-(high - low) // most)
    days = [dt.date.fromordinal(n) for n in range(low, high, step)]
    return [(day.toordinal(), f"{day.day} {_MONTHS[day.month - 1]}" + (f" {day.year}" if n == 0 else "")) for n, day in enumerate(days)]
