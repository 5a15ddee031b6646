"""Yields what an incident view and a brief tell of an accident: phases in order, casualties, who and what was involved."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dragoman.codebook.skeleton import fold
from dragoman.core.errors import NotFoundError
from dragoman.core.incidents import Incident, Phase, Toll
from dragoman.core.records import Event
from dragoman.view.counting import listed
from dragoman.view.days import say_range
from dragoman.view.inquiry import proceeding_blocks
from dragoman.view.letters import letters_of
from dragoman.view.page import Block, Bullets, Item, Line, Page, Paragraph, Section, join, plain, strong
from dragoman.view.people import is_named
from dragoman.view.quoting import Quoter
from dragoman.view.record import Record
from dragoman.view.sentences import sentence, undated_sentence
from dragoman.view.timeline import MARKS
from dragoman.view.whose_word import say_chain

_FEWEST_WORDS = 4


def find_incident(record: Record, about: str) -> Incident:
    """The incident whose name, phases or craft hold all the words; of several the one with most phases. NotFoundError where none does."""
    wanted = fold(about).split()
    found = [i for i in record.resolved.incidents if all(word in _words(record, i) for word in wanted)]
    if not found:
        names = [i.name for i in record.resolved.incidents]
        raise NotFoundError(f"no incident is about {about!r}; there are: {'; '.join(names) or 'none'}")
    return min(found, key=lambda i: (-len(i.phases), i.id))


def incident_page(record: Record, about: str) -> Page:
    """One incident to read, with its inquiry."""
    incident = find_incident(record, about)
    letters = letters_of(record.documents)
    quoter = Quoter(letters)
    blocks = incident_blocks(record, incident, quoter, letters)
    when = say_range(record.event[incident.event].date)
    return Page(incident.name, plain(when), (Section("Incident", blocks), *_inquiries(record, incident, quoter, letters)), quoter.quotes())


def _inquiries(record: Record, incident: Incident, quoter: Quoter, letters: Mapping[str, str]) -> list[Section]:
    mine = [p for p in record.resolved.proceedings if p.id in incident.proceedings]
    return [Section("Inquiry", blocks) for p in mine if (blocks := proceeding_blocks(record, p, quoter, letters))]


def incident_blocks(record: Record, incident: Incident, quoter: Quoter, letters: Mapping[str, str]) -> tuple[Block, ...]:
    """Phases in order, casualties by account, whom and what it involved."""
    ordered = [p for p in sorted(incident.phases, key=lambda p: p.order) if p.event in record.event]
    # A step that only other reports tell could not be quoted here.
    told = [p for p in ordered if _says_something(record.event[p.event]) and any(m.doc in letters for m in record.event[p.event].mentions)]
    phases = [_phase(record, phase, quoter) for phase in told]
    head = record.event[incident.event]
    blocks: list[Block] = [Paragraph((*plain(sentence(head)), *quoter.cite_event(head), *plain(".")))]
    if len(phases) > 1:
        blocks.append(Bullets(tuple(Item(line) for line in phases), ordered=True))
    tolls = [toll for toll in incident.casualties if toll.evidence and toll.evidence[0].doc in letters]
    if tolls:
        blocks.append(Paragraph((*strong("Casualties: "), *join([_toll(toll, quoter, letters) for toll in _distinct(tolls)], "; "), *plain("."))))
    parties = [record.entity[e] for e in incident.involved if e in record.entity]
    involved = sorted({e.name for e in parties if e.type in {"craft", "organisation", "person"} and is_named(e)})
    if involved:
        blocks.append(Paragraph((*strong("Involved: "), *plain(f"{listed(involved)}."))))
    return tuple(blocks)


def _says_something(event: Event) -> bool:
    """A step that names nobody and is told in a word or two (`the accident`) tells no step."""
    return bool(event.actors or event.recipients) or any(len(m.evidence[0].text.split()) >= _FEWEST_WORDS for m in event.mentions)


def _phase(record: Record, phase: Phase, quoter: Quoter) -> Line:
    event = record.event[phase.event]
    after = f" ({phase.after_seconds} seconds after the step before)" if phase.after_seconds is not None else ""
    doubt = plain(f"{MARKS[event.modality]}: ") if event.modality in MARKS else ()
    return (*doubt, *plain(f"{undated_sentence(event)}{after}"), *quoter.cite_event(event))


def _toll(toll: Toll, quoter: Quoter, letters: Mapping[str, str]) -> Line:
    n = "an unknown number" if toll.n is None else str(toll.n)
    of = f" of {toll.of}" if toll.of is not None else ""
    chain = say_chain(toll.chain, letters[toll.evidence[0].doc])
    return (*plain(f"{n}{of} {toll.what} ({chain})"), *quoter.cite(toll.evidence[:1]))


def _distinct(tolls: Iterable[Toll]) -> list[Toll]:
    """Each figure of each account once."""
    found = {(t.what, t.n, t.of, t.evidence[0].doc): t for t in reversed(list(tolls))}
    return [found[key] for key in sorted(found, key=str)]


def _words(record: Record, incident: Incident) -> str:
    events = [record.event[e] for e in (incident.event, *(p.event for p in incident.phases)) if e in record.event]
    names = [record.entity[e].name for e in incident.involved if e in record.entity]
    return fold(" ".join([incident.name, *names, *(e.summary for e in events), *(s.text for e in events for m in e.mentions for s in m.evidence)]))
