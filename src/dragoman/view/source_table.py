"""Yields the page of all sources: who is quoted, by whom, how surely, what later reports tell; who publishes and whom it quotes; what is said of sources."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.view.counting import count
from dragoman.view.letters import letters_of, say_outlet, say_published
from dragoman.view.outcomes import Comparison
from dragoman.view.page import Block, Bullets, Item, Line, Page, Paragraph, Section, Table, emph, join, plain, sections, strong
from dragoman.view.quoting import Quoter
from dragoman.view.record import Record
from dragoman.view.said_of import Descriptions
from dragoman.view.source_words import NO_VERDICT, say_kind, say_outcomes, say_outlets, say_places, say_said, say_standing, say_sureties
from dragoman.view.sources import Outlet, Source, Sources, list_sources

MOST_SOURCES = 200
MOST_REPORTS = 60
_MOST_QUOTED = 4
_HOW = "A statement counts once an origin: what a copy repeats is not counted again. Told later: in a report of a later day, by another source."


def sources_page(record: Record) -> Page:
    """All sources of a record, most used first; whom each outlet quotes; what reports say of sources."""
    found = list_sources(record)
    letters = letters_of(record.documents)
    quoter = Quoter(letters)
    parts = sections(_quoted(found), _outlets(found), _said(found, quoter, letters))
    if not found.sources:
        words = "The record quotes nobody yet; add reports that do." if record.documents else "The record is empty; add reports."
        parts = (Section("Who is quoted", (Paragraph(plain(words)),)), *parts)
    cited = {quote.doc for quote in quoter.quotes()}
    return Page("Sources", plain(_head(found)), (*parts, *sections(reports_section(record, cited, letters))), quoter.quotes())


def _head(found: Sources) -> str:
    unnamed = sum(not source.named for source in found.sources)
    own = sum(len(outlet.own.statements) for outlet in found.outlets)
    quoted = len({(t.claim.id, t.origin) for source in found.sources for t in source.tellings})
    documents = found.record.documents
    copies = len(documents) - len({found.record.origin[d.id] for d in documents})
    again = f", {count(copies, 'copy', 'copies')} among them" if copies else ""
    return " · ".join(
        [
            f"{count(len(documents), 'report')} from {count(len(found.outlets), 'outlet')}{again}",
            f"{count(len(found.sources), 'source')}, {unnamed} not named",
            f"{quoted} of {count(quoted + own, 'statement')} on the word of others",
        ]
    )


def _quoted(found: Sources) -> Section | None:
    comparison = Comparison(found)
    rows = [_row(found, source, comparison) for source in found.sources[:MOST_SOURCES]]
    if not rows:
        return None
    heads = ("source", "statements", "quoted by", "link of the chain", "how sure", "told later by others")
    left = f" · {len(found.sources) - len(rows)} more: --json has them all" if len(found.sources) > len(rows) else ""
    return Section("Who is quoted", (Table(heads, tuple(rows)), Paragraph(emph(f"{_HOW} {NO_VERDICT}{left}"))))


def _row(found: Sources, source: Source, comparison: Comparison) -> tuple[Line, ...]:
    standing = say_standing(found.record, source)
    who = (*strong(source.name), *plain(f", {standing or say_kind(source)}"))
    origins = f" in {count(source.origins, 'report')}" if source.origins > 1 else ""
    cells = (
        *(f"{len(source.statements)}{origins}", say_outlets(found.record, source.statements, found.name_of)),
        *(say_places(found, source.statements), say_sureties(source), say_outcomes(comparison.outcomes(source))),
    )
    return (who, *(plain(cell) for cell in cells))


def _outlets(found: Sources) -> Section | None:
    rows = tuple(_outlet(found, outlet) for outlet in found.outlets)
    heads = ("outlet", "reports", "in its own words", "on the word of others", "of these nobody named", "quoted most")
    return Section("Who quotes", (Table(heads, rows),)) if rows else None


def _outlet(found: Sources, outlet: Outlet) -> tuple[Line, ...]:
    nearest = [(s, t) for s in found.sources for t in s.tellings if t.outlet == outlet.key and t.nearest]
    mine = {(t.claim.id, t.origin) for _, t in nearest}
    unnamed = {(t.claim.id, t.origin) for source, t in nearest if not source.named}
    most = ", ".join(f"{found.name_of(key)} {n}" for key, n in outlet.quotes[:_MOST_QUOTED])
    origins = {found.record.origin[doc] for doc in outlet.documents}
    copies = len([doc for doc in outlet.documents if found.record.origin[doc] != doc and found.record.origin[doc] not in outlet.documents])
    reports = f"{len(outlet.documents)}{f', {copies} copied from others' if copies else ''}" if origins else "0"
    return (strong(outlet.name), *(plain(x) for x in (reports, str(len(outlet.own.statements)), str(len(mine)), str(len(unnamed)), most)))


def _said(found: Sources, quoter: Quoter, letters: Mapping[str, str]) -> Section | None:
    items, described = [], Descriptions(found.record)
    for source in found.sources:
        lines = [say_said(said, letters, quoter) for said in described.of(source.entities) if said.evidence.doc in letters]
        if lines:
            items.append(Item((*strong(source.name), *plain(": "), *join(lines, "; "))))
    blocks: tuple[Block, ...] = (Bullets(tuple(items)), Paragraph(emph("Words of the reports, or of those whom they quote; Dragoman rates nobody.")))
    return Section("What reports say of sources", blocks) if items else None


def reports_section(record: Record, documents: set[str], letters: Mapping[str, str]) -> Section | None:
    """The reports that a page cites, by letter."""
    found = sorted((d for d in record.documents if d.id in documents), key=lambda d: (len(letters[d.id]), letters[d.id]))
    lines = [(*strong(letters[d.id]), *plain(f": {say_outlet(d)}, {say_published(d)}")) for d in found[:MOST_REPORTS]]
    return Section("Reports", (Bullets(tuple(Item(line) for line in lines)),)) if lines else None
