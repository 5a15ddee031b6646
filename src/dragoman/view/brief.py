"""Yields the brief: a cited page on a pair (or one subject) that a desk officer could send."""

from __future__ import annotations

from dragoman.core.documents import Document
from dragoman.core.records import Event, Question
from dragoman.view.ahead import ahead_items, incidents_of, proceedings_of
from dragoman.view.answers import responses_section
from dragoman.view.counting import count
from dragoman.view.docx import render_docx
from dragoman.view.html import render_html
from dragoman.view.incident import incident_blocks
from dragoman.view.inquiry import content_questions, proceeding_blocks
from dragoman.view.letters import say_outlet, say_published
from dragoman.view.markdown import render_markdown
from dragoman.view.opening import figures, opening
from dragoman.view.page import Block, Bullets, Heading, Item, Line, Page, Paragraph, Section, emph, plain, sections, strong
from dragoman.view.people import person_item, who_matters
from dragoman.view.questions import Parted, is_about, order_questions, part, says_more
from dragoman.view.quoting import Quoter
from dragoman.view.record import Record
from dragoman.view.salience import most_telling
from dragoman.view.selection import Selection, select
from dragoman.view.standing import severity, within
from dragoman.view.surety import KEY as VERSIONS_KEY
from dragoman.view.tie_table import TieTable, tie_table
from dragoman.view.ties import brief_blocks
from dragoman.view.timeline import KEY, doubtful_events, make_row, table_of
from dragoman.view.version_table import question_blocks, single_line
from dragoman.view.whose_word import unnamed_sources

__all__ = ["Brief", "build_brief", "render_docx", "render_html", "render_markdown"]

Brief = Page
"""A brief is a page like every other view."""

_DISPUTED = 4
MOST_ROWS = 30
MOST_QUESTIONS = 10
MOST_SINGLE = 6
MOST_BACKGROUND = 20
MOST_SOURCES = 40


def build_brief(record: Record, a: str, b: str | None = None, since: str | None = None, until: str | None = None, about: str | None = None) -> Brief:
    """The brief on two subjects, or on one; arguments and errors as in `select`."""
    return brief_of(select(record, a, b, since, until, about))


def brief_of(selection: Selection) -> Brief:
    """The brief on what was selected: two subjects, one, a story, some words. Sections without content are left out."""
    record = selection.record
    quoter = Quoter(selection.letters)
    asked = questions_of(selection)
    parted = part(record, asked, tuple(selection.letters))
    # A tie is the pair's as a whole: it says nothing of one subject among others.
    tie = tie_table(record, selection.a, selection.b) if selection.b and not selection.about else None
    found = sections(
        opening(selection, tie, [q for q in parted.open if severity(q) > _DISPUTED], quoter),
        _happened(selection, quoter),
        _differences(selection, parted, quoter),
        responses_section(selection, quoter),
        *_incidents(selection, quoter),
        _people(selection, quoter),
        _section("Ahead", Bullets(ahead_items(selection, quoter))),
        _tie(tie, selection, quoter),
        _background(selection, quoter),
        _sources(selection, quoter),
    )
    if not selection.events and not asked:
        found = (Section("Nothing to tell", (Paragraph(plain(_empty(selection))),)),)
    return Page(selection.name, figures(selection, len(parted.open)) if selection.events or asked else (), found, quoter.quotes())


def questions_of(selection: Selection) -> list[Question]:
    """Questions about the selected acts, those who took part, or the words asked for, answered in the affair's documents; most contested first."""
    parties = {p.entity for e in selection.events for p in (*e.actors, *e.recipients) if p.entity}
    wanted = selection.ids | parties | {i.id for i in incidents_of(selection)} | selection.a.entities | (selection.b.entities if selection.b else frozenset())
    record, claims = selection.record, {claim.id for claim in selection.claims}
    found = [q for q in record.resolved.questions if q.about in wanted or (selection.about and is_about(record, q, selection.about))]
    found = [within(record, q, selection.letters) for q in found if any(c in claims for a in q.answers for c in a.claims)]
    findings = {q.id for p in proceedings_of(selection) for q in content_questions(selection.record, p)}
    return [q for q in order_questions(selection.record, found) if severity(q) >= _DISPUTED or not (q.id in findings or _is_past(selection, q))]


def _is_past(selection: Selection, question: Question) -> bool:
    """Is it about an act before the affair? Such a question stands in a brief only where accounts contradict each other."""
    event = selection.record.event.get(question.about)
    return event is not None and selection.is_background(event)


def _section(title: str, bullets: Bullets) -> Section | None:
    return Section(title, (bullets,)) if bullets.items else None


def _happened(selection: Selection, quoter: Quoter) -> Section | None:
    """The affair's acts as a table; of very many the weightiest, with a line that says how many are left out."""
    phases = {p.event for i in incidents_of(selection) for p in i.phases if p.event != i.event}
    acts = [e for e in selection.events if e.id not in phases and not selection.is_background(e) and _is_row(e)]
    shown = {e.id for e in most_telling(acts, selection, MOST_ROWS)}
    doubtful = doubtful_events(selection)
    rows = [make_row(event, selection, quoter, doubtful) for event in acts if event.id in shown]
    if not rows:
        return None
    blocks: list[Block] = [table_of(rows)]
    left = len(acts) - len(rows)
    more = f" · {left} more: the timeline has them all" if left else ""
    blocks.append(Paragraph(emph(f"{KEY}{more}.")))
    return Section("What happened", tuple(blocks))


def _is_row(event: Event) -> bool:
    """Does it stand in a brief's tables? What is said stands under questions, what an inquiry finds under the inquiry; an outlet's report is no act."""
    media = event.type == "REPORT" and any(p.sector in {"MED", "JRN"} for p in event.actors)
    return event.type not in {"CASUALTIES", "FINDING", "STATEMENT", "SPORT", "FLIGHT", "OTHER"} and not media


def _differences(selection: Selection, parted: Parted, quoter: Quoter) -> Section | None:
    """Open questions with a table of their versions; below, what only one of several outlets tells."""
    record, letters = selection.record, selection.letters
    blocks: list[Block] = []
    for n, question in enumerate(parted.open[:MOST_QUESTIONS], 1):
        blocks += question_blocks(record, question, n, quoter, letters)
    if len(parted.open) > MOST_QUESTIONS:
        blocks.append(Paragraph(plain(f"{count(len(parted.open) - MOST_QUESTIONS, 'more question')} in the list of questions.")))
    single = [q for q in parted.single if says_more(q)]
    if single:
        blocks.append(Heading(plain("Only one outlet")))
        blocks.append(Bullets(tuple(Item(single_line(record, q, quoter, letters)) for q in single[:MOST_SINGLE])))
    if parted.open or single:
        blocks.append(Paragraph(emph(f"{VERSIONS_KEY}.")))
    return Section("Where the accounts differ", tuple(blocks)) if blocks else None


def _incidents(selection: Selection, quoter: Quoter) -> list[Section]:
    """Each incident with its phases, then its inquiry."""
    record, letters = selection.record, selection.letters
    found = []
    for incident in incidents_of(selection)[:3]:
        blocks = incident_blocks(record, incident, quoter, letters)
        if len(blocks) > 1 or len(incident.phases) > 1:
            found.append(Section("Incident", blocks))
    inquiries = proceedings_of(selection)
    # One that found nothing is shown only where it is all there is.
    telling = [p for p in inquiries if p.findings or p.absences or p.deadlines] or inquiries
    for proceeding in telling[:3]:
        found.append(Section("Inquiry", proceeding_blocks(record, proceeding, quoter, letters)))
    return found


def _people(selection: Selection, quoter: Quoter) -> Section | None:
    items = tuple(person_item(entity, quoter, selection.letters) for entity in who_matters(selection))
    return _section("Who is who", Bullets(items))


def _tie(tie: TieTable | None, selection: Selection, quoter: Quoter) -> Section | None:
    if tie is None or selection.b is None or not tie.rows:
        return None
    years = tie_table(selection.record, selection.a, selection.b, "year")
    return Section("How the tie moved", tuple(brief_blocks(selection.record, tie, years, quoter)))


def _background(selection: Selection, quoter: Quoter) -> Section | None:
    """What the same reports tell of earlier times, or without a date and of one of the two alone."""
    acts = [e for e in selection.events if selection.is_background(e) and _is_row(e) and (e.date.known or e.score is not None)]
    shown = {e.id for e in sorted(acts, key=lambda e: (e.id not in selection.between, not e.date.known, -abs(e.score or 0), e.id))[:MOST_BACKGROUND]}
    rows = [make_row(event, selection, quoter) for event in acts if event.id in shown]
    if not rows:
        return None
    left = len(acts) - len(rows)
    more = (Paragraph(emph(f"{left} more: the timeline has them all.")),) if left else ()
    return Section("Annex: background", (table_of(rows), *more))


def _sources(selection: Selection, quoter: Quoter) -> Section | None:
    """All reports, of very many those that are quoted; which copies which; how many unnamed sources are cited."""
    letters = selection.letters
    quoted = {quote.doc for quote in quoter.quotes()}
    ordered = sorted(selection.documents, key=lambda d: (len(letters[d.id]), letters[d.id]))
    shown = ordered if len(ordered) <= MOST_SOURCES else [d for d in ordered if d.id in quoted]
    unnamed = unnamed_sources(selection.claims, selection.events)
    more = f"{count(len(ordered) - len(shown), 'more report')} not quoted here. " if len(ordered) > len(shown) else ""
    note = Paragraph(plain(f"{more}{count(unnamed, 'unnamed source')} cited. Quotes follow with report and position in its text."))
    return Section("Sources", (Bullets(tuple(Item(_source(d, selection)) for d in shown)), note)) if ordered else None


def _source(document: Document, selection: Selection) -> Line:
    copied = selection.record.origin.get(document.id, document.id)
    copy = f"; copy or rewriting of {selection.letters.get(copied, 'a report outside this brief')}" if copied != document.id else ""
    title = f", “{document.title}”" if document.title else ""
    return (*strong(selection.letters[document.id]), *plain(f": {say_outlet(document)}{title}, {say_published(document)}{copy}"))


def _empty(selection: Selection) -> str:
    whom = f"{selection.a.name} and {selection.b.name}" if selection.b else selection.a.name
    return f"The record tells of no act that concerns {whom} in this period and on this subject; widen --since, --until or --about, or add reports."
