"""Yields the opening of a brief: its line of figures, and a few sentences of the strongest acts with their quotes."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.core.dates import say_day
from dragoman.core.records import Event, Question
from dragoman.view.ahead import incidents_of
from dragoman.view.counting import count, number
from dragoman.view.days import sort_key
from dragoman.view.page import Line, Paragraph, Section, join, plain
from dragoman.view.quoting import Quoter
from dragoman.view.salience import surest, weigh
from dragoman.view.selection import Selection
from dragoman.view.sentences import sentence, words_beside
from dragoman.view.tie_table import TieTable
from dragoman.view.ties import caution, movement
from dragoman.view.version_table import say_wording
from dragoman.view.whose_word import voices_in_sentence

MOST_ACTS = 6
ACCUSE = "ACCUSE"
SURE = 0.4
"""Confidence from which on an act may stand in front, if any reaches it; a convention, not tuned."""
_SPOKEN = frozenset({"alleged", "planned", "threatened", "denied"})


def figures(selection: Selection, open_questions: int) -> Line:
    """`25 December 2024 to 13 February 2025 · 2 reports from 2 outlets · 21 acts between the two, 9 told by both · 5 open questions`."""
    outlets = {d.outlet or d.id for d in selection.documents}
    acts = [e for e in selection.events if e.id in selection.between]
    shared = sum(len({selection.record.origin.get(m.doc, m.doc) for m in e.mentions}) > 1 for e in acts)
    reports, origins = len(selection.documents), selection.origins
    parts = [_period(selection)]
    source = f"{count(reports, 'report')} from {count(len(outlets), 'outlet')}"
    parts.append(source + (f", {count(origins, 'origin')}" if origins != reports else ""))
    if acts:
        whose = "" if selection.turns_on else " between the two" if selection.b else f" of or towards {selection.a.name}"
        told = "both" if reports == 2 else "more than one"
        parts.append(f"{count(len(acts), 'act')}{whose}" + (f", {shared or 'none'} told by {told}" if reports > 1 else ""))
    parts.append(count(open_questions, "open question") if open_questions else "no open question")
    return plain(" · ".join(part for part in parts if part))


def _period(selection: Selection) -> str:
    start, end = selection.window.start, selection.window.end
    if not start or not end:
        return ""
    return say_day(end) if start == end else f"{say_day(start)} to {say_day(end)}"


def opening(selection: Selection, tie: TieTable | None, contested: Sequence[Question], quoter: Quoter) -> Section | None:
    """The accident, if the affair has one, the strongest acts in order of time, how the tie moved, what accounts contradict each other on.

    contested: questions with a contradiction, the gravest first.
    """
    lines = [_sentence(event, selection, quoter) for event in strongest(selection)]
    # A tie that last moved before the affair says nothing of it.
    said = movement(tie) if tie and tie.rows and tie.rows[-1].start >= (selection.window.start or "")[:7] else ""
    if said and tie:
        lines.append(plain(f"{said} {caution(tie)}"))
    lines.append(plain(_contradictions(selection, contested)))
    return Section("In brief", (Paragraph(join(lines, " ")),)) if any(lines) else None


def _contradictions(selection: Selection, contested: Sequence[Question]) -> str:
    """`Accounts contradict each other on two questions, first on this: What sank her? See below.`"""
    if not contested:
        return ""
    first = say_wording(selection.record, contested[0])
    if len(contested) == 1:
        return f"Accounts contradict each other on one question: {first} See below."
    return f"Accounts contradict each other on {number(len(contested))} questions, first on this: {first} See below."


def strongest(selection: Selection) -> list[Event]:
    """At most MOST_ACTS acts in order of time: those of weight, told by more than one, recent; never two sentences that say the same."""
    acts = [e for e in selection.events if e.id in selection.between and e.modality not in {"hypothetical", "denied"} and not selection.is_background(e)]
    weights = weigh(selection)
    ranked = sorted((e for e in acts if surest(e) >= SURE), key=lambda e: (-weights[e.id], e.id))
    ranked = ranked or sorted(acts, key=lambda e: (-weights[e.id], e.id))
    chosen: dict[tuple[str, ...], Event] = {}
    heads = [selection.record.event[i.event] for i in incidents_of(selection)[:1]]
    for event in [*heads, *ranked]:
        names = sorted({p.country or p.name or "" for p in (*event.actors, *event.recipients)})
        key = (event.type, event.mode or "", *names)
        if not any(_repeats(event, other) or _repeats(other, event) for other in chosen.values()):
            chosen.setdefault(key, event)
    return sorted(list(chosen.values())[:MOST_ACTS], key=lambda e: (*sort_key(e.date), e.id))


def _repeats(accusation: Event, act: Event) -> bool:
    """Does one accuse another of what the brief tells as alleged on the word of that very accuser?"""
    if accusation.type != ACCUSE or act.modality != "alleged":
        return False
    voices = {link.entity for told in act.told for link in told.chain if link.entity}
    accused = {p.country or p.entity for p in accusation.recipients}
    return bool(voices & {p.entity for p in accusation.actors}) and bool(accused & {p.country or p.entity for p in act.actors})


def _sentence(event: Event, selection: Selection, quoter: Quoter) -> Line:
    """The event's sentence, of an accident with its dead; with who says so where it is not told as done, or by one source alone."""
    words = f"{sentence(event)}{words_beside(event)}"
    voices = voices_in_sentence(event, selection.letters)
    spoken = f", according to {voices}" if event.modality in _SPOKEN and voices else ""
    return (*plain(f"{words}{spoken}"), *quoter.cite_event(event), *_tolls(event, selection, quoter), *plain("."))


def _tolls(event: Event, selection: Selection, quoter: Quoter) -> Line:
    """`; 12 of 40 drowned [3]`: the figure of the latest report; empty where none is told."""
    incident = next((i for i in incidents_of(selection) if i.event == event.id), None)
    told = [(t, e) for t in (incident.casualties if incident else ()) for e in t.evidence if t.n is not None and e.doc in selection.letters]
    if not told:
        return ()
    latest, words = max(told, key=lambda row: (_published(selection, row[1].doc), row[0].of is not None, row[0].n, row[1].doc, -row[1].start))
    of = f" of {latest.of}" if latest.of is not None else ""
    return (*plain(f"; {latest.n}{of} {latest.what}"), *quoter.cite([words]))


def _published(selection: Selection, doc: str) -> str:
    document = selection.record.document.get(doc)
    return document.published.day if document and document.published else ""
