"""Yields TieTable: the scores of a pair by day, week, month or year, what is announced beside them, the shifts, and what could not be counted."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dragoman.codebook.load import load_codebook
from dragoman.core.dates import DateRange
from dragoman.core.errors import NotFoundError, UsageError
from dragoman.core.records import Event
from dragoman.core.ties import Period, Shift, Tie
from dragoman.relate.dyads import counts, directed_pairs, is_announced, mean, weigh_announced
from dragoman.relate.periods import UNITS, periods_of
from dragoman.relate.shifts import act_of
from dragoman.view.days import say_month, say_range
from dragoman.view.record import Record
from dragoman.view.subjects import Subject, find_subject


@dataclass(frozen=True, slots=True)
class TieRow:
    """One period: mean score of all counted acts between the two (−10 to 10) and in each direction (None where there was none), acts, reports, origins.

    announced: weighted mean of what was planned or threatened in it, announced_n acts; never part of the scores. goldstein: mean by Goldstein's scale.
    """

    period: str
    unit: str
    start: str
    end: str
    score: float | None
    goldstein: float | None
    outward: float | None
    inward: float | None
    n: int
    announced: float | None
    announced_n: int
    reports: int
    origins: int


@dataclass(frozen=True, slots=True)
class TieShift:
    """A change of level of one side towards the other, in words too; events: ids of the acts that made it."""

    actor: str
    recipient: str
    start: str | None
    end: str | None
    before: float
    after: float
    confidence: float
    events: tuple[str, ...]
    n_before: int
    n_after: int


@dataclass(frozen=True, slots=True)
class TieTable:
    """rows by time; shifts by time; reports: documents over all rows; undated, wide: counted acts in no row, for want of a date or of a narrow one.

    days: days with acts outward and inward, of which shifts need `shift_days`. keys: under what ties name `a`.
    """

    a: str
    b: str
    by: str
    rows: tuple[TieRow, ...]
    shifts: tuple[TieShift, ...]
    reports: int
    undated: int
    wide: int
    days: tuple[int, int]
    keys: tuple[str, ...]

    def as_json(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)


def tie_weights() -> Mapping[str, Any]:
    """The numbers of `weights/ties.yaml`."""
    return load_codebook().weights("ties")


def show_ties(record: Record, a: str, b: str, by: str = "month") -> TieTable:
    """How two states or organisations stand to each other; NotFoundError where a name is unknown or a person, UsageError where `by` is no unit."""
    first, second = find_subject(record, a), find_subject(record, b)
    for asked, subject in ((a, first), (b, second)):
        if not keys_of(record, subject):
            raise NotFoundError(f"{asked!r} is no state or organisation in this record; ties stand between these")
    return tie_table(record, first, second, by)


def keys_of(record: Record, subject: Subject) -> frozenset[str]:
    """Under what ties name a subject: its code, for an organisation without one its ids; nothing for anybody else."""
    if subject.code is not None:
        return frozenset({subject.code})
    bodies = [e for key in sorted(subject.entities) if (e := record.entity.get(key)) and e.type == "organisation"]
    return frozenset(e.id for e in bodies)


def tie_table(record: Record, a: Subject, b: Subject, by: str = "month") -> TieTable:
    """Rows of a pair, empty where it has none. An act that runs both ways is counted once."""
    if by not in UNITS:
        raise UsageError(f"ties are told by {', '.join(UNITS)}; not by {by!r}")
    mine, theirs = keys_of(record, a), keys_of(record, b)
    ties = [t for t in record.resolved.ties if t.period.unit == by and _between(t.actor, t.recipient, mine, theirs)]
    acts = _acts(record, mine, theirs)
    announced: dict[Period, list[Event]] = {}
    for event in acts:
        for period in periods_of(event.date) if is_announced(event) else ():
            if period.unit == by:
                announced.setdefault(period, []).append(event)
    by_period: dict[Period, list[Tie]] = {}
    for tie in ties:
        by_period.setdefault(tie.period, []).append(tie)
    periods = sorted({*by_period, *announced}, key=lambda p: (p.start, p.end))
    rows = tuple(_row(record, p, by_period.get(p, []), announced.get(p, []), mine) for p in periods)
    counted = [e for e in acts if counts(e)]
    narrow = [e for e in counted if any(p.unit == by for p in periods_of(e.date))]
    told = {m.doc for t in ties for e in t.events if e in record.event for m in record.event[e].mentions}
    undated = sum(not e.date.known for e in counted)
    shifts = [_shift(s) for s in record.resolved.shifts if _between(s.actor, s.recipient, mine, theirs)]
    shifts.sort(key=lambda s: (s.start or "", s.actor))
    wide = len(counted) - len(narrow) - undated
    days = _days(record, counted, mine, theirs)
    return TieTable(a.name, b.name, by, rows, tuple(shifts), len(told), undated, wide, days, tuple(sorted(mine)))


def _between(actor: str, recipient: str, mine: Collection[str], theirs: Collection[str]) -> bool:
    return (actor in mine and recipient in theirs) or (actor in theirs and recipient in mine)


def _bodies(record: Record, mine: Collection[str], theirs: Collection[str]) -> frozenset[str]:
    return frozenset(key for key in (*mine, *theirs) if key in record.entity)


def _acts(record: Record, mine: Collection[str], theirs: Collection[str]) -> list[Event]:
    """Acts of one of the two towards the other, counted or announced."""
    bodies = _bodies(record, mine, theirs)
    scored = [e for e in record.resolved.events if counts(e) or is_announced(e)]
    return [e for e in scored if any(_between(x, y, mine, theirs) for x, y in directed_pairs(e, bodies))]


def _days(record: Record, acts: Sequence[Event], mine: Collection[str], theirs: Collection[str]) -> tuple[int, int]:
    """Days with acts that a shift could be sought in, outward and inward."""
    bodies, weights = _bodies(record, mine, theirs), tie_weights()
    found: tuple[set[int], set[int]] = (set(), set())
    for event in acts:
        act = act_of(event, weights)
        if act is not None:
            for actor, recipient in directed_pairs(event, bodies):
                if _between(actor, recipient, mine, theirs):
                    found[actor not in mine].add(act.day.toordinal())
    return len(found[0]), len(found[1])


def _row(record: Record, period: Period, ties: Sequence[Tie], announced: Sequence[Event], mine: Collection[str]) -> TieRow:
    ids = sorted({e for t in ties for e in t.events})
    events = [record.event[e] for e in ids if e in record.event]
    documents = {m.doc for e in events for m in e.mentions}
    told = weigh_announced(announced, tie_weights())
    return TieRow(
        period=say_period(period),
        unit=period.unit,
        start=period.start,
        end=period.end,
        score=mean([e.score for e in events if e.score is not None]) if events else next((t.score for t in ties), None),
        goldstein=mean([e.goldstein for e in events if e.goldstein is not None]),
        outward=next((t.score for t in ties if t.actor in mine), None),
        inward=next((t.score for t in ties if t.actor not in mine), None),
        n=len(ids),
        announced=told.score if told else None,
        announced_n=told.n if told else 0,
        reports=len(documents),
        origins=len({record.origin.get(d, d) for d in documents}),
    )


def _shift(shift: Shift) -> TieShift:
    days = shift.date.start, shift.date.end
    return TieShift(shift.actor, shift.recipient, *days, shift.before, shift.after, shift.confidence, shift.events, shift.n_before, shift.n_after)


def say_period(period: Period) -> str:
    """`6 February 2025`, `3 to 9 February 2025`, `February 2025`, `2025`."""
    if period.unit == "month":
        return say_month(period.start)
    if period.unit == "year":
        return str(int(period.start[:4]))
    return say_span(period.start, period.end)


def say_span(start: str, end: str) -> str:
    """`3 to 9 February 2025`: two days in words; one alone where they are the same."""
    return say_range(DateRange(start, end)).removeprefix("between ").replace(" and ", " to ")
