"""Yields Timeline: the acts of an affair in order of time, each with its sentence, on whose word it is told, by whom, and its quotes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.codebook.skeleton import fold
from dragoman.core.records import Event
from dragoman.resolve.summaries import say_date
from dragoman.view.counting import count, shortened
from dragoman.view.days import is_doubtful, say_range, say_short
from dragoman.view.markdown import cut
from dragoman.view.page import Block, Line, Page, Paragraph, Quote, Section, Table, join, plain, sections
from dragoman.view.quoting import Quoter
from dragoman.view.record import Record
from dragoman.view.selection import Selection, select
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
LONGEST_WORDS = 160
"""Characters of a report's words that stand for a sentence."""
_SHORT = 5
"""Words up to which a sentence is shown with the report's own words, if these bring _ENOUGH others of _TELLING letters or more, to a bare one fewer."""
_ENOUGH = 4
_ENOUGH_OF_BARE = 2
_TELLING = 5
_WORD = 4
"""Letters of a word that says something beside the names: articles and prepositions are shorter."""
_OF_WORDS = frozenset({1, 3})
"""Quads of verbal cooperation and verbal conflict: what matters there is what was said."""
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


def build_timeline(record: Record, a: str, b: str | None = None, since: str | None = None, until: str | None = None, about: str | None = None) -> Timeline:
    """The acts of one or two subjects in order of time; arguments and errors as in `select`."""
    selection = select(record, a, b, since, until, about)
    quoter, doubtful = Quoter(selection.letters), doubtful_events(selection)
    parts: dict[str, list[Row]] = {"rows": [], "undated": [], "background": []}
    for event in selection.events:
        part = "background" if event.date.known and selection.is_background(event) else "rows" if event.date.known else "undated"
        parts[part].append(make_row(event, selection, quoter, doubtful))
    return Timeline(selection.name, tuple(parts["rows"]), tuple(parts["undated"]), tuple(parts["background"]), quoter.quotes())


def timeline_page(timeline: Timeline) -> Page:
    """The timeline to read."""
    parts = ((timeline.rows, "What happened"), (timeline.undated, "Undated"), (timeline.background, "Background"))
    found = [Section(title, (table_of(rows),)) for rows, title in parts if rows]
    total = sum(len(rows) for rows, _ in parts)
    if not total:
        found = [Section("What happened", (Paragraph(plain("No act of this kind is in the record; widen --since, --until or --about.")),))]
    return Page(timeline.title, plain(f"{count(total, 'act')} · {KEY}" if total else ""), sections(*found), timeline.quotes)


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


def sentence(event: Event) -> str:
    """The event's sentence without full stop; its words in the report where it names nobody, or is an absence: the report's `not` must not be lost."""
    if (event.actors or event.recipients) and ("absence", "true") not in event.values:
        return event.summary.strip().rstrip(".")
    told = min(event.mentions, key=lambda m: (-len(m.evidence[0].text), m.id))
    return f"“{cut(told.evidence[0].text, LONGEST_WORDS)}”"


def words_beside(event: Event) -> str:
    """`: “…”`, the words of the report after a sentence too bare or short to say what was done, threatened, demanded or held against whom; else empty."""
    bare = is_bare(event)
    short = len(undated_sentence(event).split()) <= _SHORT and not _is_deed_to(event)
    if event.ontology != "PLOVER" or not (bare or short) or not (event.actors or event.recipients):
        return ""
    told = min(event.mentions, key=lambda m: (-len(m.evidence[0].text), m.id)).evidence[0].text
    new = {word for word in fold(told).split() if len(word) >= _TELLING} - set(fold(event.summary).split())
    return f": “{cut(told, LONGEST_WORDS)}”" if len(new) >= (_ENOUGH_OF_BARE if bare else _ENOUGH) else ""


def _is_deed_to(event: Event) -> bool:
    """A deed done to somebody named needs no more words: `Norland closed the office`."""
    return bool(event.recipients) and event.quad not in _OF_WORDS and event.modality in {"done", "alleged"}


def is_bare(event: Event) -> bool:
    """Does the sentence say next to nothing beside who: a deed with no recipient (`Norland attacked`), or words alone (`Norland accused Estavia`)?"""
    if event.recipients and event.quad not in _OF_WORDS:
        return False  # whom it was done to says enough
    names = {word for p in (*event.actors, *event.recipients) for word in fold(p.name or "").split()}
    said = [word for word in fold(undated_sentence(event)).split() if len(word) >= _WORD and word not in names]
    return len(said) - (event.modality == "alleged") <= 1


def undated_sentence(event: Event) -> str:
    """The same without its date, for where the date stands beside it."""
    words, when = sentence(event), say_date(event.date)
    return words[: -len(when)].rstrip(" ,") if when and words.endswith(f" {when}") else words


def _when(event: Event, selection: Selection, *, doubt: bool) -> str:
    """The date with its precision; of an undated act the day on which it was first told, said as such."""
    if event.date.known:
        return f"{DOUBTFUL} {say_range(event.date, short=True)}" if doubt else say_range(event.date, short=True)
    days = [d.published.day for m in event.mentions if (d := selection.record.document.get(m.doc)) and d.published]
    return f"undated, told {say_short(min(days))}" if days else "undated"


def doubtful_events(selection: Selection) -> frozenset[str]:
    """Events that a question of date is about and that is answered in more than one way."""
    return frozenset(q.about for q in selection.record.resolved.questions if q.slot == "date" and len(q.answers) > 1)
