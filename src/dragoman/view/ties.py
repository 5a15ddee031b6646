"""Yields the page of a tie: how a pair stands to each other period by period, what is announced, and changes of level with the acts that made them."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.view.counting import count, listed, number, signed
from dragoman.view.letters import letters_of
from dragoman.view.page import Block, Bullets, Item, Line, Page, Paragraph, Section, Table, join, plain
from dragoman.view.quoting import Quoter
from dragoman.view.record import Record
from dragoman.view.sentences import undated_sentence
from dragoman.view.tie_table import TieRow, TieShift, TieTable, say_span, tie_weights

FEW_REPORTS = 10
"""Reports below which a reading says that it rests on few; a convention, not tuned."""
MOST_ROWS = 24
"""Periods that a brief shows; of more it shows years."""
_ARM = 5
"""Cells of the bar on either side of naught; the scale is −10 to 10."""
LEGEND = "Mean score of the counted acts, from −10 (conflict) to +10 (cooperation); each act once, however often told. "
BESIDE = (
    "Announced: what was planned or threatened, a deed not yet done at 0.7 of its score; beside the score, not in it. Alleged, denied and hypothetical "
    "acts are not counted."
)


def ties_page(record: Record, table: TieTable) -> Page:
    """The table to read, with the quotes of the acts that made a shift."""
    title, subtitle = f"{table.a} – {table.b}", plain("Mean score of acts, from −10 (conflict) to 10 (cooperation)")
    if not table.rows:
        words = "No dated act that counts towards a tie is in the record: planned, alleged, denied and hypothetical ones are not counted."
        return Page(title, (), (Section("Tie", (Paragraph(plain(f"{words}{left_out(table)}")),)),), ())
    quoter = Quoter(letters_of(record.documents))
    blocks: list[Block] = [ties_block(table), Paragraph(plain(f"{LEGEND}{BESIDE}")), Paragraph(plain(f"{caution(table)}{left_out(table)}"))]
    blocks.append(Paragraph(plain(movement(table) or too_few(table))))
    return Page(title, subtitle, (Section("Tie", tuple(blocks)), Section("Change of level", shift_blocks(record, table, quoter))), quoter.quotes())


def ties_block(table: TieTable) -> Table:
    """One line a period: score, a little bar, both directions, Goldstein's scale, acts, what is announced, reports and origins."""
    heads = ("period", "score", "−10 … +10", f"{table.a} → {table.b}", f"{table.b} → {table.a}", "Goldstein", "acts", "announced", "reports", "origins")
    return Table(heads, tuple(tuple(plain(cell) for cell in _cells(row)) for row in table.rows))


def _cells(row: TieRow) -> tuple[str, ...]:
    scores = ["–" if score is None else signed(score) for score in (row.score, row.outward, row.inward, row.goldstein)]
    announced = f"{signed(row.announced)} ({row.announced_n})" if row.announced is not None else "–"
    drawn = bar(row.score) if row.score is not None else ""
    return row.period, scores[0], drawn, *scores[1:], str(row.n), announced, str(row.reports), str(row.origins)


def bar(score: float) -> str:
    """`···██│·····` for −4: filled from naught towards the score, two points a cell."""
    cells = min(_ARM, max(int(score != 0), round(abs(score) / 2)))
    left = "·" * (_ARM - cells) + "█" * cells if score < 0 else "·" * _ARM
    right = "█" * cells + "·" * (_ARM - cells) if score > 0 else "·" * _ARM
    return f"{left}│{right}"


def movement(table: TieTable) -> str:
    """`The tie score fell from −1.2 (January 2025) to −5.8 (February 2025).`; empty where the two last periods are too thin to compare."""
    told = _thick(table)
    if len(told) < 2 or told[-1] != _scored(table)[-1]:
        return ""
    before, last = told[-2:]
    low, high = (f"{signed(row.score or 0.0)} ({row.period}, {count(row.n, 'act')})" for row in (before, last))
    step = (last.score or 0.0) - (before.score or 0.0)
    if abs(step) < float(tie_weights()["trend_step"]):
        return f"The tie score hardly moved: {low}, then {high}."
    return f"The tie score {'fell' if step < 0 else 'rose'} from {low} to {high}."


def too_few(table: TieTable) -> str:
    """Why no trend is drawn: how many acts it takes, and which periods have them."""
    need, enough, acts = int(tie_weights()["trend_acts"]), _thick(table), sum(row.n for row in table.rows)
    if not enough:
        which = f"no {table.by} here has so many" if len(_scored(table)) > 1 else f"there are {number(acts)}" if acts != 1 else "there is one"
    elif _scored(table)[-1] not in enough:
        which = f"the latest {table.by}, {_scored(table)[-1].period}, has {number(_scored(table)[-1].n)}"
    else:
        which = f"only {enough[0].period} has so many"
    return f"No trend is drawn: two periods can be compared where each has at least {number(need)} dated acts, and {which}."


def _scored(table: TieTable) -> list[TieRow]:
    return [row for row in table.rows if row.n and row.score is not None]


def _thick(table: TieTable) -> list[TieRow]:
    return [row for row in _scored(table) if row.n >= int(tie_weights()["trend_acts"])]


def caution(table: TieTable) -> str:
    """How much stands behind the scores."""
    acts = sum(row.n for row in table.rows)
    if not acts:
        return "No dated act counts; what is announced stands alone."
    basis = f"{count(acts, 'dated act')} in {number(table.reports)} {'report' if table.reports == 1 else 'reports'}"
    few = ": a reading of few sources, which shows what was reported as much as what was done" if table.reports < FEW_REPORTS else ""
    return f"The scores rest on {basis}{few}."


def left_out(table: TieTable) -> str:
    """How many acts would count, had the texts dated them, or more narrowly."""
    parts = []
    if table.undated:
        parts.append(f"{count(table.undated, 'act')} that no report dates")
    if table.wide:
        parts.append(f"{count(table.wide, 'act')} whose date no single {table.by} holds")
    return f" Left out: {listed(parts)}." if parts else ""


def shift_blocks(record: Record, table: TieTable, quoter: Quoter) -> tuple[Block, ...]:
    """Each change of level with its acts; or why none is told."""
    if table.shifts:
        return (Bullets(tuple(Item(_said(s, table), _made_by(s, record, quoter)) for s in table.shifts)), Paragraph(plain(_how())))
    need = int(tie_weights()["shift_days"])
    sides = zip((f"{table.a} → {table.b}", f"{table.b} → {table.a}"), table.days, strict=True)
    short = [f"{side} has {number(days) if days else 'none'}" for side, days in sides if days < need]
    if len(short) < len(table.days):
        rest = f" ({short[0]}, fewer than the {number(need)} days with acts that it takes)" if short else ""
        return (Paragraph(plain(f"No change of level stands out from chance{rest}.")),)
    words = f"No change of level is sought: it takes acts on {number(need)} different days in one direction, and {' and '.join(short)}."
    return (Paragraph(plain(words)),)


def _said(shift: TieShift, table: TieTable) -> Line:
    """`Norland → Estavia: from −1.0 (9 acts) to −6.2 (7 acts), between 3 and 6 February 2025; confidence 0.98.`"""
    start, end = shift.start or "", shift.end or ""
    when = f"on {say_span(start, end)}" if start == end else f"from {say_span(start, end)}"
    way = f"{table.a} → {table.b}" if _outward(shift, table) else f"{table.b} → {table.a}"
    levels = f"from {signed(shift.before)} ({count(shift.n_before, 'act')}) to {signed(shift.after)} ({count(shift.n_after, 'act')})"
    return plain(f"{way}: {levels}, {when}; confidence {shift.confidence:.2f}.")


def _outward(shift: TieShift, table: TieTable) -> bool:
    return shift.actor in table.keys


def _made_by(shift: TieShift, record: Record, quoter: Quoter) -> tuple[Line, ...]:
    events = [record.event[e] for e in shift.events if e in record.event]
    return tuple((*join([plain(say_span(e.date.start or "", e.date.end or "")), plain(undated_sentence(e))], ": "), *quoter.cite_event(e)) for e in events)


def _how() -> str:
    weights = tie_weights()
    days, chance, step = number(int(weights["shift_days"])), float(weights["shift_chance"]), float(weights["shift_step"])
    return (
        f"A change is told where acts on {days} days or more stand in order, at most {chance:.0%} of shufflings of them break as clearly, and the means stay "
        f"{step} points apart whichever act is left out. Below each stand the acts that made it."
    )


def brief_blocks(record: Record, table: TieTable, years: TieTable, quoter: Quoter) -> Sequence[Block]:
    """What a brief shows of a tie: the months, of very many the years, of a handful of acts a sentence alone."""
    acts = sum(row.n for row in table.rows)
    if acts < int(tie_weights()["trend_acts"]):
        rows = [row for row in (years if sum(r.n for r in years.rows) > acts else table).rows if row.score is not None]
        each = "; ".join(f"{signed(row.score or 0.0)} in {row.period} ({count(row.n, 'act')})" for row in rows)
        few = f"Too few dated acts for a course by month: {each}." if rows else caution(table)
        return (Paragraph(plain(f"{few} {caution(table) if rows else ''}{left_out(table)}".strip())),)
    shown = table if len(table.rows) <= MOST_ROWS else years
    blocks: list[Block] = [ties_block(shown), Paragraph(plain(f"{LEGEND}{BESIDE} {caution(shown)}{left_out(shown)} {movement(shown) or too_few(shown)}"))]
    return (*blocks, *(shift_blocks(record, table, quoter) if table.shifts else ()))
