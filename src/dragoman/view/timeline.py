"""Yields Timeline: the acts of an affair in order of time, each with its sentence, on whose word it is told, by whom, and its quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.core.records import Event
from dragoman.view.ahead import incidents_of
from dragoman.view.counting import count, shortened
from dragoman.view.days import is_doubtful, say_range, say_short
from dragoman.view.page import Block, Line, Page, Paragraph, Quote, Section, Table, join, plain, sections
from dragoman.view.quoting import Quoter
from dragoman.view.salience import most_telling
from dragoman.view.selection import Selection
from dragoman.view.sentences import undated_sentence, words_beside
from dragoman.view.whose_word import event_voices

DOUBTFUL = "◇"
MARKS = {
    "planned": "○ planned",
    "hypothetical": "○ hypothetical",
    "threatened": "△ threatened",
    "demanded": "△ demanded",
    "denied": "✗ denied",
    "alleged": "~ alleged",
}
KEY = f"{DOUBTFUL} date in doubt · ○ planned or hypothetical · △ threatened or demanded · ✗ denied · ~ alleged; unmarked: told as done"
SHORT = 12
"""Acts of a short timeline."""
HEADS = ("when", "what", "on whose word", "told by")


@dataclass(frozen=True, slots=True)
class Row:
    """One act. marks: what is to be seen before reading it; told_by: letters of the documents; what ends with references to quotes."""

    event: str
    when: str
    marks: tuple[str, ...]
    what: Line
    whose_word: str
    told_by: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Timeline:
    """rows: the affair; undated: acts that the texts do not date; background: what they tell of earlier times."""

    title: str
    rows: tuple[Row, ...]
    undated: tuple[Row, ...]
    background: tuple[Row, ...]
    quotes: tuple[Quote, ...]
    left_out: int = 0
    """Acts that a short timeline does not show."""


def build_timeline(selection: Selection, most: int | None = None) -> Timeline:
    """The acts of a selection in order of time; most: only so many, the most telling, of what is not background."""
    quoter, doubtful = Quoter(selection.letters), doubtful_events(selection)
    parts: dict[str, list[Row]] = {"rows": [], "undated": [], "background": []}
    shown = selection.events if most is None else _shortened(selection, most)
    for event in shown:
        part = "background" if event.date.known and selection.is_background(event) else "rows" if event.date.known else "undated"
        parts[part].append(make_row(event, selection, quoter, doubtful))
    return Timeline(
        selection.name, tuple(parts["rows"]), tuple(parts["undated"]), tuple(parts["background"]), quoter.quotes(), len(selection.events) - len(shown)
    )


def timeline_page(timeline: Timeline) -> Page:
    """The timeline to read."""
    parts = ((timeline.rows, "What happened"), (timeline.undated, "Undated"), (timeline.background, "Background"))
    found = [Section(title, (table_of(rows),)) for rows, title in parts if rows]
    total = sum(len(rows) for rows, _ in parts)
    if not total:
        found = [Section("What happened", (Paragraph(plain("No act of this kind is in the record; widen --since, --until or --about.")),))]
    short = f"The {total} most telling of {count(total + timeline.left_out, 'act')}" if timeline.left_out else count(total, "act")
    return Page(timeline.title, plain(f"{short} · {KEY}" if total else ""), sections(*found), timeline.quotes)


def _shortened(selection: Selection, most: int) -> list[Event]:
    """The most telling acts, in order of time; what one accident is made of is left to its head."""
    steps = {p.event for i in incidents_of(selection) for p in i.phases if p.event != i.event}
    acts = [e for e in selection.events if e.id not in steps and not selection.is_background(e)]
    chosen = {e.id for e in most_telling(acts, selection, most)}
    return [e for e in acts if e.id in chosen]


def table_of(rows: Sequence[Row]) -> Block:
    """Rows as a table."""
    return Table(HEADS, tuple((plain(r.when), join([plain(" ".join(r.marks)), r.what], ": "), plain(r.whose_word), plain(shortened(r.told_by))) for r in rows))


def make_row(event: Event, selection: Selection, quoter: Quoter, doubtful: frozenset[str] = frozenset()) -> Row:
    """One act as a row; doubtful: ids of events whose date accounts give differently."""
    letters = selection.letters
    doubt = event.id in doubtful or is_doubtful(event.date)
    mark = MARKS.get(event.modality)
    return Row(
        event=event.id,
        when=_when(event, selection, doubt=doubt),
        marks=(mark,) if mark else (),
        what=(*plain(f"{undated_sentence(event)}{words_beside(event)}"), *quoter.cite_event(event)),
        whose_word=event_voices(event, letters),
        told_by=tuple(sorted({letters[m.doc] for m in event.mentions if m.doc in letters}, key=lambda x: (len(x), x))),
    )


def _when(event: Event, selection: Selection, *, doubt: bool) -> str:
    """The date with its precision; of an undated act the day on which it was first told, said as such."""
    if event.date.known:
        return f"{DOUBTFUL} {say_range(event.date, short=True)}" if doubt else say_range(event.date, short=True)
    days = [d.published.day for m in event.mentions if (d := selection.record.document.get(m.doc)) and d.published]
    return f"undated, told {say_short(min(days))}" if days else "undated"


def doubtful_events(selection: Selection) -> frozenset[str]:
    """Events that a question of date is about and that is answered in more than one way."""
    return frozenset(q.about for q in selection.record.resolved.questions if q.slot == "date" and len(q.answers) > 1)
