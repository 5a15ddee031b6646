"""Yields the dossier of one entity: names in every spelling, offices, listings, dated facts, acts, words, and the reports that name it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from dragoman.core.records import ClaimTold, Entity
from dragoman.view.counting import count
from dragoman.view.letters import say_outlet, say_published
from dragoman.view.on_lists import on_lists
from dragoman.view.page import Block, Bullets, Item, Line, Page, Paragraph, Section, emph, plain, sections, strong
from dragoman.view.people import about
from dragoman.view.questions import is_open, order_questions, question_item
from dragoman.view.quoting import Quoter
from dragoman.view.record import Record
from dragoman.view.selection import Selection, select
from dragoman.view.spoken_of import spoken_of
from dragoman.view.standing import within
from dragoman.view.subjects import find_subject, main_entity
from dragoman.view.timeline import KEY, doubtful_events, make_row, table_of
from dragoman.view.whose_word import say_chain
from dragoman.view.why_one import say_reasons

MOST_ACTS = 60
MOST_WORDS = 20
MOST_REPORTS = 30
QUOTED = "Reports quoted"
"""Title of the last section of a profile."""
_KINDS = (("roles", "Offices"), ("listings", "Listings and measures"), ("relations", "Part of, beside, against"), ("facts", "Facts"))
_NOTHING: dict[str, Any] = {kind: () for kind, _ in _KINDS}


def build_dossier(record: Record, name: str) -> Page:
    """The dossier of whom or what a name or code stands for; NotFoundError with near names where there is none."""
    entity, selection = _find(record, name)
    quoter = Quoter(selection.letters)
    return Page(
        title=entity.name,
        subtitle=plain(_head(record, entity)),
        sections=sections(
            _told(entity, quoter, selection),
            on_lists(entity),
            _acts(selection, quoter),
            _words(record, entity, quoter, selection),
            _questions(record, entity, quoter, selection),
            _why_one(entity),
            _reports(entity, selection),
        ),
        quotes=quoter.quotes(),
    )


def build_profile(record: Record, name: str) -> Page:
    """What the dossier says in words alone, each kind under a head of its own, with who speaks of it; acts, questions and reports are lists elsewhere."""
    entity, selection = _find(record, name)
    quoter = Quoter(selection.letters)
    found: list[Section | None] = []
    for kind, title in _KINDS:
        alone: Entity = replace(entity, **(_NOTHING | {kind: getattr(entity, kind)}))
        found.append(_told(alone, quoter, selection, title))
    found += [on_lists(entity), _words(record, entity, quoter, selection), spoken_of(record, entity, quoter, selection.letters), _why_one(entity)]
    return Page(entity.name, plain(_head(record, entity)), sections(*found, _quoted(selection, quoter)), quoter.quotes())


def _quoted(selection: Selection, quoter: Quoter) -> Section | None:
    """What the letters of quoted reports stand for."""
    docs = {quote.doc for quote in quoter.quotes()}
    found = sorted((d for d in selection.documents if d.id in docs), key=lambda d: (len(selection.letters[d.id]), selection.letters[d.id]))
    lines: list[Line] = [(*strong(selection.letters[d.id]), *plain(f": {say_outlet(d)}, {say_published(d)}")) for d in found]
    return Section(QUOTED, _bullets(lines)) if lines else None


def _find(record: Record, name: str) -> tuple[Entity, Selection]:
    """Who is meant, and what the record tells of him, with all reports that name him."""
    subject = find_subject(record, name)
    entity = main_entity(record, subject)
    selection = select(record, name)
    told = {m.doc for m in entity.mentions} | set(selection.letters)
    return entity, replace(selection, documents=tuple(d for d in record.documents if d.id in told))


def _head(record: Record, entity: Entity) -> str:
    states = {e.country: e.name for e in record.resolved.entities if e.type == "state" and e.country}
    country = states.get(entity.country, entity.country) if entity.country and entity.type != "state" else None
    also = f"also {', '.join(entity.aliases)}" if entity.aliases else ""
    reports = len({m.doc for m in entity.mentions})
    return " · ".join(filter(None, (entity.type, country, also, f"named in {count(reports, 'report')}")))


def _told(entity: Entity, quoter: Quoter, selection: Selection, title: str = "Offices, listings and facts") -> Section:
    return Section(title, _bullets([line for line in about(entity, quoter, selection.letters) if line]))


def _acts(selection: Selection, quoter: Quoter) -> Section | None:
    acts = [event for event in selection.events if event.id in selection.between]
    doubtful = doubtful_events(selection)
    rows = [make_row(event, selection, quoter, doubtful) for event in acts[:MOST_ACTS]]
    if not rows:
        return None
    left = f" · {len(acts) - len(rows)} more: the timeline has them all" if len(acts) > len(rows) else ""
    return Section("Acts", (table_of(rows), Paragraph(emph(f"{KEY}{left}."))))


def _words(record: Record, entity: Entity, quoter: Quoter, selection: Selection) -> Section:
    """What it is cited with: claims whose nearest source it is."""
    mine: list[tuple[str, ClaimTold]] = []
    for claim in record.resolved.claims:
        for told in claim.mentions:
            if told.chain and told.chain[-1].entity == entity.id and told.doc in selection.letters:
                mine.append((claim.proposition, told))
                break
    mine.sort(key=lambda row: (len(selection.letters[row[1].doc]), selection.letters[row[1].doc], row[1].content[0].start))
    lines: list[Line] = [
        (*plain(words.rstrip(".")), *emph(f" ({say_chain(told.chain[:-1], selection.letters[told.doc])})"), *quoter.cite_claim(told))
        for words, told in mine[:MOST_WORDS]
    ]
    return Section("Words", _bullets(lines))


def _questions(record: Record, entity: Entity, quoter: Quoter, selection: Selection) -> Section | None:
    mine = {entity.id} | (selection.between if entity.type != "state" else frozenset())
    seen = [within(record, q, selection.letters) for q in record.resolved.questions if q.about in mine]
    found = [q for q in order_questions(record, seen) if is_open(q)]
    items = tuple(question_item(record, q, quoter, selection.letters) for q in found)
    return Section("Where the accounts differ", (Bullets(items, ordered=True),)) if items else None


def _why_one(entity: Entity) -> Section:
    return Section("Why one", _bullets([plain(line) for line in say_reasons(entity)]))


def _reports(entity: Entity, selection: Selection) -> Section:
    named = {m.doc: sum(x.doc == m.doc for x in entity.mentions) for m in entity.mentions}
    found = sorted((d for d in selection.documents if d.id in named), key=lambda d: (len(selection.letters[d.id]), selection.letters[d.id]))
    lines = [
        (*strong(selection.letters[d.id]), *plain(f": {say_outlet(d)}, {say_published(d)}; named {count(named[d.id], 'time')}")) for d in found[:MOST_REPORTS]
    ]
    return Section("Reports", _bullets(lines))


def _bullets(lines: list[Line]) -> tuple[Block, ...]:
    return (Bullets(tuple(Item(line) for line in lines)),) if lines else ()
