"""Yields TieTable: how a pair stands to each other month by month, with the number of acts and the coverage beside each score."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

from dragoman.core.errors import NotFoundError
from dragoman.core.ties import Tie
from dragoman.view.counting import count, number, signed
from dragoman.view.days import say_month, say_range
from dragoman.view.page import Block, Page, Paragraph, Section, Table, plain
from dragoman.view.record import Record
from dragoman.view.subjects import Subject, find_subject

FEW_REPORTS = 10
"""Reports below which a reading says that it rests on few; a convention, not tuned."""
_ARM = 5
"""Cells of the bar on either side of naught; the scale is −10 to 10."""


@dataclass(frozen=True, slots=True)
class TieRow:
    """One period: mean score of all acts between the two (−10 to 10) and in each direction (None where there was none), acts, reports, origins."""

    period: str
    start: str
    score: float
    outward: float | None
    inward: float | None
    n: int
    reports: int
    origins: int


@dataclass(frozen=True, slots=True)
class TieTable:
    """rows by time; shifts: change points in words; reports: documents over all periods."""

    a: str
    b: str
    rows: tuple[TieRow, ...]
    shifts: tuple[str, ...]
    reports: int

    def as_json(self) -> dict[str, Any]:
        """Plain values for JSON."""
        return asdict(self)


def show_ties(record: Record, a: str, b: str) -> TieTable:
    """How two states stand to each other; NotFoundError where a name is unknown or no state."""
    first, second = find_subject(record, a), find_subject(record, b)
    for asked, subject in ((a, first), (b, second)):
        if subject.code is None:
            raise NotFoundError(f"{asked!r} is no state in this record; ties stand between states")
    return tie_table(record, first, second)


def tie_table(record: Record, a: Subject, b: Subject) -> TieTable:
    """Rows of a pair, empty where it has none. An act that runs both ways is counted once."""
    ties = [t for t in record.resolved.ties if (t.actor, t.recipient) in {(a.code, b.code), (b.code, a.code)}]
    periods = sorted({(t.period.start, t.period.unit) for t in ties})
    rows = tuple(_row(record, [t for t in ties if (t.period.start, t.period.unit) == period], a) for period in periods)
    shifts = [s for s in record.resolved.shifts if {s.actor, s.recipient} == {a.code, b.code}]
    said = tuple(f"{say_range(s.date)}: from {signed(s.before)} to {signed(s.after)} (confidence {s.confidence:.2f})" for s in shifts)
    told = {m.doc for t in ties for e in t.events if e in record.event for m in record.event[e].mentions}
    return TieTable(a.name, b.name, rows, said, len(told))


def _row(record: Record, ties: Sequence[Tie], a: Subject) -> TieRow:
    events = [record.event[e] for e in sorted({e for t in ties for e in t.events}) if e in record.event]
    scores = [e.score for e in events if e.score is not None]
    documents = {m.doc for e in events for m in e.mentions}
    period = ties[0].period
    return TieRow(
        period=say_month(period.start) if period.unit == "month" else period.start[:4],
        start=period.start,
        score=round(sum(scores) / len(scores), 3) if scores else ties[0].score,
        outward=next((t.score for t in ties if t.actor == a.code), None),
        inward=next((t.score for t in ties if t.actor != a.code), None),
        n=len(events),
        reports=len(documents),
        origins=len({record.origin.get(d, d) for d in documents}),
    )


def ties_page(table: TieTable) -> Page:
    """The table to read."""
    if not table.rows:
        words = "No dated act that counts towards a tie is in the record: planned, alleged, denied and hypothetical ones are not counted."
        return Page(f"{table.a} – {table.b}", (), (Section("Tie", (Paragraph(plain(words)),)),), ())
    blocks: list[Block] = [ties_block(table), Paragraph(plain(caution(table)))]
    blocks += [Paragraph(plain(f"Change of level {shift}")) for shift in table.shifts]
    return Page(f"{table.a} – {table.b}", plain("Mean score of acts, from −10 (conflict) to 10 (cooperation)"), (Section("Tie", tuple(blocks)),), ())


def ties_block(table: TieTable) -> Table:
    """One line a period: score, a little bar, both directions, acts, reports and origins."""
    heads = ("period", "score", "−10 … +10", f"{table.a} → {table.b}", f"{table.b} → {table.a}", "acts", "reports", "origins")
    return Table(heads, tuple(tuple(plain(cell) for cell in _cells(row)) for row in table.rows))


def _cells(row: TieRow) -> tuple[str, ...]:
    either = ["–" if score is None else signed(score) for score in (row.outward, row.inward)]
    return row.period, signed(row.score), bar(row.score), *either, str(row.n), str(row.reports), str(row.origins)


def bar(score: float) -> str:
    """`···██│·····` for −4: filled from naught towards the score, two points a cell."""
    cells = min(_ARM, max(int(score != 0), round(abs(score) / 2)))
    left = "·" * (_ARM - cells) + "█" * cells if score < 0 else "·" * _ARM
    right = "█" * cells + "·" * (_ARM - cells) if score > 0 else "·" * _ARM
    return f"{left}│{right}"


def movement(table: TieTable) -> str:
    """`The tie score fell from −1.2 (January 2025) to −5.8 (February 2025).`; empty where there is nothing to tell."""
    months = [row for row in table.rows if len(row.start) == 10 and row.period != row.start[:4]] or list(table.rows)
    if not months:
        return ""
    last = months[-1]
    if len(months) == 1:
        return f"The tie score stands at {signed(last.score)} ({last.period}, {count(last.n, 'act')})."
    before = months[-2]
    low, high = (f"{signed(row.score)} ({row.period}, {count(row.n, 'act')})" for row in (before, last))
    if abs(last.score - before.score) < 0.05:
        return f"The tie score stayed at {signed(last.score)} from {before.period} to {last.period}."
    return f"The tie score {'fell' if last.score < before.score else 'rose'} from {low} to {high}."


def caution(table: TieTable) -> str:
    """How much stands behind the scores."""
    acts = sum(row.n for row in table.rows)
    basis = f"{count(acts, 'dated act')} in {number(table.reports)} {'report' if table.reports == 1 else 'reports'}"
    few = ": a reading of few sources, which shows what was reported as much as what was done" if table.reports < FEW_REPORTS else ""
    return f"The scores rest on {basis}{few}."
