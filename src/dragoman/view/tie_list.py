"""Yields TieLine, one pair in the list of all: both directions with acts, mean and last score, whether they moved, and the course to draw small."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.core.desk import Found, Page, found_of
from dragoman.core.desk_rows import PairRow, ShiftRow, TiePoint
from dragoman.core.errors import UsageError
from dragoman.core.ties import Period
from dragoman.view.tie_course import Trend, trend_of_points
from dragoman.view.tie_table import say_period

SORTS = ("acts", "-time", "score", "-score")
"""acts: most counted acts first; -time: latest acts first; score: worst first; -score: best first."""


@dataclass(frozen=True, slots=True)
class Way:
    """One side towards the other: counted acts, their mean score, the last period with its score and acts, trend, the latest change of level, all points."""

    pair: PairRow
    last: TiePoint | None
    period: str
    trend: Trend
    shift: ShiftRow | None
    points: tuple[TiePoint, ...]


@dataclass(frozen=True, slots=True)
class TieLine:
    """A pair: codes or ids and names of the two, the one that acts more first; acts of both; the ways that there are."""

    a: str
    b: str
    a_label: str
    b_label: str
    n: int
    ways: tuple[Way, ...]


@dataclass(frozen=True, slots=True)
class Dyad:
    """An unordered pair as it is listed, before its course is read: counted acts of both, and their mean score."""

    rows: tuple[PairRow, ...]
    n: int
    score: float


def dyads(pairs: Iterable[PairRow], sort: str = "acts") -> tuple[Dyad, ...]:
    """Ordered pairs joined into unordered ones, in an order of SORTS; UsageError for any other."""
    if sort not in SORTS:
        raise UsageError(f"ties are sorted by {', '.join(SORTS)}; not by {sort!r}")
    found: dict[tuple[str, str], list[PairRow]] = {}
    for row in pairs:
        found.setdefault((min(row.actor, row.recipient), max(row.actor, row.recipient)), []).append(row)
    joined = [_dyad(rows) for rows in found.values()]
    joined.sort(key=lambda d: (-d.n, d.rows[0].actor, d.rows[0].recipient))
    if sort == "-time":
        joined.sort(key=lambda d: max(row.last for row in d.rows), reverse=True)
    elif sort != "acts":
        joined.sort(key=lambda d: d.score, reverse=sort == "-score")
    return tuple(joined)


def _dyad(rows: list[PairRow]) -> Dyad:
    rows.sort(key=lambda row: (-row.n, row.actor))
    n = sum(row.n for row in rows)
    return Dyad(tuple(rows), n, sum(row.n * row.score for row in rows) / n if n else 0.0)


def page_of(found: Sequence[Dyad], page: Page) -> Found[Dyad]:
    """One page of them."""
    return found_of(tuple(found[page.skipped : page.skipped + page.size]), len(found), page)


def tie_line(dyad: Dyad, points: Sequence[TiePoint], by: str, shifts: Mapping[tuple[str, str], ShiftRow]) -> TieLine:
    """A pair with its course; points: of either side towards the other; shifts: the latest of each ordered pair."""
    first = dyad.rows[0]
    ways = []
    for row in dyad.rows:
        mine = tuple(p for p in points if p.actor == row.actor and row.first <= p.start <= row.last)
        last = mine[-1] if mine else None
        said = say_period(Period(by, last.start, last.end)) if last else ""
        ways.append(Way(row, last, said, trend_of_points(mine, by), shifts.get((row.actor, row.recipient)), mine))
    return TieLine(first.actor, first.recipient, first.actor_label, first.recipient_label, dyad.n, tuple(ways))


def latest_shifts(shifts: Iterable[ShiftRow]) -> Mapping[tuple[str, str], ShiftRow]:
    """{(actor, recipient): the latest change of level}; shifts: the latest first."""
    found: dict[tuple[str, str], ShiftRow] = {}
    for shift in shifts:
        found.setdefault((shift.actor, shift.recipient), shift)
    return found
