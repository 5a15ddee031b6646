"""Yields what a brief tells of an official inquiry: bodies, papers, what it finds, what it expressly does not, what is due when."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from dragoman.core.dates import say_day
from dragoman.core.incidents import Deadline, PaperOfProceeding, Proceeding
from dragoman.core.records import ClaimTold, Event, Question
from dragoman.view.counting import count, listed, shortened
from dragoman.view.days import say_range
from dragoman.view.page import Block, Bullets, Item, Line, Paragraph, emph, join, plain, strong
from dragoman.view.quoting import Quoter
from dragoman.view.record import Record
from dragoman.view.sentences import undated_sentence
from dragoman.view.surety import SILENT, say_doubt

CONTENT = "content"
"""Slot of the question that asks what an inquiry finds: its answers are findings, side by side, no rival accounts."""
MOST_POINTS = 15
_ASKING = frozenset({"What", "Who", "Whose", "Whom", "Why", "Which", "How", "When", "Where"})
Point = Event | tuple[str, ClaimTold]
"""A finding: an event, or a proposition with its telling."""


def proceeding_blocks(record: Record, proceeding: Proceeding, quoter: Quoter, letters: Mapping[str, str], *, due: bool = True) -> tuple[Block, ...]:
    """Bodies and papers, findings, absences kept as absences, and the deadlines where `due`."""
    named = [e.name for body in proceeding.bodies if (e := record.entity.get(body)) and e.type in {"state", "organisation", "group"}]
    bodies = list(dict.fromkeys(named))
    papers = [_paper(papers, quoter) for papers in _by_name(proceeding.documents)]
    blocks: list[Block] = []
    if bodies:
        blocks.append(Paragraph((*strong("Bodies: "), *plain(f"{listed(bodies)}."))))
    if papers:
        blocks.append(Paragraph((*strong("Papers: "), *join(papers, "; "), *plain("."))))
    found, absent = _points(record, proceeding, letters)
    for title, points in (("Found", found), ("Expressly not found or not said", absent)):
        items = tuple(Item(_point(point, quoter, letters)) for point in points[:MOST_POINTS])
        if items:
            blocks += [Paragraph(strong(f"{title}:")), Bullets(items)]
    deadlines = tuple(Item(deadline_line(deadline, quoter)) for deadline in proceeding.deadlines)
    if deadlines and due:
        blocks += [Paragraph(strong("Due:")), Bullets(deadlines)]
    return tuple(blocks)


def _by_name(papers: Sequence[PaperOfProceeding]) -> list[list[PaperOfProceeding]]:
    """Papers of one name together, dated ones first; a bare `report` only where no paper has a fuller name."""
    names: dict[str, list[PaperOfProceeding]] = {}
    for paper in sorted(papers, key=lambda p: (not p.date.known, p.date.start or "", p.name)):
        names.setdefault(paper.name, []).append(paper)
    fuller = [name for name in names if " " in name]
    return [names[name] for name in sorted(fuller or names)]


def _paper(papers: list[PaperOfProceeding], quoter: Quoter) -> Line:
    when = f", {say_range(papers[0].date)}" if papers[0].date.known else ""
    pages = next((f", {count(paper.pages, 'page')}" for paper in papers if paper.pages), "")
    return (*plain(f"{papers[0].name}{when}{pages}"), *quoter.cite([e for paper in papers for e in paper.evidence[:1]]))


def content_questions(record: Record, proceeding: Proceeding) -> list[Question]:
    """The questions that the inquiry's findings answer."""
    incident = next((i for i in record.resolved.incidents if i.id == proceeding.about), None)
    about = {proceeding.about, proceeding.id, *([incident.event, *(p.event for p in incident.phases)] if incident else [])}
    return [q for q in record.resolved.questions if q.slot == CONTENT and q.about in about]


def _points(record: Record, proceeding: Proceeding, letters: Mapping[str, str]) -> tuple[list[Point], list[Point]]:
    """Findings and absences: what is told of the inquiry in words, then what was coded beside it; no sentence twice."""
    claims = [record.claim[c] for q in content_questions(record, proceeding) for a in q.answers for c in a.claims if c in record.claim]
    told = [(c.proposition, m) for c in claims for m in [m for m in c.mentions if m.doc in letters][:1]]
    told = list({(words, m.doc, m.content[0].start): (words, m) for words, m in told}.values())  # a claim may stand under several questions
    told = [row for row in told if row[0].split(" ", 1)[0] not in _ASKING]  # a question that is put is no finding
    told.sort(key=lambda row: (len(letters[row[1].doc]), letters[row[1].doc], row[1].content[0].start))
    found: list[Point] = [row for row in told if row[1].certainty not in SILENT]
    absent: list[Point] = [row for row in told if row[1].certainty in SILENT]
    found += [e for e in _events(record, proceeding.findings, letters) if not _is_told(e, told)]
    absent += [e for e in _events(record, proceeding.absences, letters) if not _is_told(e, told)]
    return found, absent


def _is_told(event: Event, told: Sequence[tuple[str, ClaimTold]]) -> bool:
    """Do words of a claim cover those of the event, or the other way round?"""
    spans = [(m.doc, s.start, s.end) for _, m in told for s in m.content]
    mine = [(m.doc, s.start, s.end) for m in event.mentions for s in m.evidence]
    return any(a[0] == b[0] and a[1] < b[2] and b[1] < a[2] for a in spans for b in mine)


def _point(point: Point, quoter: Quoter, letters: Mapping[str, str]) -> Line:
    if isinstance(point, Event):
        return _finding(point, quoter, letters)
    words, told = point
    doubt = say_doubt(told.certainty) if told.certainty != "absence" else ""
    doubt = f", {doubt}" if doubt else ""
    return (*plain(words.rstrip(".")), *emph(f" ({letters[told.doc]}{doubt})"), *quoter.cite_claim(told))


def _finding(event: Event, quoter: Quoter, letters: Mapping[str, str]) -> Line:
    """What a report finds or does not find, with the letters of those who tell it."""
    told = shortened(sorted({letters[m.doc] for m in event.mentions if m.doc in letters}, key=lambda x: (len(x), x)))
    return (*plain(undated_sentence(event)), *emph(f" ({told})"), *quoter.cite_event(event))


def _events(record: Record, ids: Iterable[str], letters: Mapping[str, str]) -> list[Event]:
    found = [record.event[e] for e in ids if e in record.event]
    return [event for event in found if any(m.doc in letters for m in event.mentions)]


def deadline_line(deadline: Deadline, quoter: Quoter) -> Line:
    """`final report due by 25 December 2025 (within one year …): open [4]`."""
    basis = f" ({say_term(deadline)})" if deadline.basis else ""
    what = deadline.what[:1].upper() + deadline.what[1:]
    return (*plain(f"{what}: due by {say_range(deadline.due).removeprefix('by ')}{basis}; "), *strong(deadline.state), *quoter.cite(deadline.evidence[:2]))


def say_term(deadline: Deadline) -> str:
    """`within a year, counted from 25 December 2024`: what a deadline is reckoned by; empty where nothing is known of it."""
    return re.sub(r"\b\d{4}-\d\d(-\d\d)?\b", lambda found: say_day(found[0]), deadline.basis or "")


def say_bodies(record: Record, proceeding: Proceeding) -> str:
    """Names of those who inquire."""
    return ", ".join(dict.fromkeys(record.entity[key].name for key in proceeding.bodies if key in record.entity))


def say_due(proceeding: Proceeding) -> str:
    """`final report 2025-12-25 (open)`."""
    return "; ".join(f"{d.what} {d.due.end or d.due.start or ''} ({d.state})" for d in proceeding.deadlines)
