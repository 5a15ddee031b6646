"""Yields what an incident view and a brief tell of an accident: phases in order, casualties, who and what was involved."""

from __future__ import annotations

from collections.abc import Mapping

from dragoman.codebook.skeleton import fold
from dragoman.core.dates import say_day
from dragoman.core.errors import NotFoundError
from dragoman.core.incidents import Incident, Phase, Toll
from dragoman.core.records import Event
from dragoman.view.counting import count, listed
from dragoman.view.days import say_range
from dragoman.view.inquiry import proceeding_blocks
from dragoman.view.letters import letters_of
from dragoman.view.markdown import cut
from dragoman.view.page import Block, Bullets, Item, Line, Page, Paragraph, Section, join, plain, strong
from dragoman.view.people import is_named
from dragoman.view.quoting import Quoter
from dragoman.view.record import Record
from dragoman.view.sentences import sentence, undated_sentence
from dragoman.view.timeline import MARKS
from dragoman.view.whose_word import say_chain

_FEWEST_WORDS = 4
_MOST_DAMAGE = 5
_LONGEST_WORDS = 160
"""Characters of a report's words that stand for a sentence."""
_MANY_TOLLS = 3
_MINUTE = 60


def find_incident(record: Record, about: str) -> Incident:
    """The incident of an id, or whose name, phases or craft hold all the words; of several the one with most phases. No words: the only one there is.

    NotFoundError where none does, or where no words are to choose from several; it lists them.
    """
    known = record.resolved.incidents
    wanted = fold(about).split()
    found = [i for i in known if i.id == about] or [i for i in known if all(word in _words(record, i) for word in wanted)]
    if not found or (not wanted and len(known) > 1):
        names = "; ".join(i.name for i in known) or "none"
        said = f"no incident is about {about!r}" if wanted else "the record tells of more than one incident; name one" if known else "the record tells of none"
        raise NotFoundError(f"{said}; there are: {names}")
    return min(found, key=lambda i: (-len(i.phases), i.id))


def incident_page(record: Record, about: str) -> Page:
    """One incident to read, with its inquiry."""
    incident = find_incident(record, about)
    letters = letters_of(record.documents)
    quoter = Quoter(letters)
    blocks = incident_blocks(record, incident, quoter, letters)
    when = say_range(record.event[incident.event].date)
    return Page(incident.name, plain(when), (Section("Incident", blocks), *inquiry_sections(record, incident, quoter, letters)), quoter.quotes())


def inquiry_sections(record: Record, incident: Incident, quoter: Quoter, letters: Mapping[str, str], *, due: bool = True) -> list[Section]:
    """Its inquiries, a section each, with the deadlines where `due`."""
    mine = [p for p in record.resolved.proceedings if p.id in incident.proceedings]
    return [Section("Inquiry", blocks) for p in mine if (blocks := proceeding_blocks(record, p, quoter, letters, due=due))]


def incident_blocks(record: Record, incident: Incident, quoter: Quoter, letters: Mapping[str, str]) -> tuple[Block, ...]:
    """Phases in order, casualties by account, whom and what it involved."""
    ordered = [p for p in sorted(incident.phases, key=lambda p: p.order) if p.event in record.event]
    # A step that only other reports tell could not be quoted here.
    told = [p for p in ordered if says_something(record.event[p.event]) and any(m.doc in letters for m in record.event[p.event].mentions)]
    phases = [_phase(record, incident, phase, quoter) for phase in told]
    head = record.event[incident.event]
    blocks: list[Block] = [Paragraph((*plain(_say_head(incident, head)), *quoter.cite_event(head), *plain(".")))]
    if len(phases) > 1:
        blocks.append(Bullets(tuple(Item(line) for line in phases), ordered=True))
    blocks += casualty_blocks(incident, quoter, letters)
    damage = [e for key in incident.damage if (e := record.event.get(key)) and any(m.doc in letters for m in e.mentions)]
    if damage:
        lines = [(*plain(f"“{words_of_damage(e, letters)}”"), *quoter.cite_event(e)) for e in damage[:_MOST_DAMAGE]]
        blocks.append(Paragraph((*strong("Damage: "), *join(lines, "; "), *plain("."))))
    parties = [record.entity[e] for e in incident.involved if e in record.entity]
    involved = sorted({e.name for e in parties if e.type in {"craft", "organisation", "person"} and is_named(e)})
    if involved:
        blocks.append(Paragraph((*strong("Involved: "), *plain(f"{listed(involved)}."))))
    return tuple(blocks)


def says_something(event: Event) -> bool:
    """A step that names nobody and is told in a word or two (`the accident`) tells no step."""
    return bool(event.actors or event.recipients) or any(len(m.evidence[0].text.split()) >= _FEWEST_WORDS for m in event.mentions)


def _phase(record: Record, incident: Incident, phase: Phase, quoter: Quoter) -> Line:
    event = record.event[phase.event]
    told = f"at {phase.at}" if phase.at else ""
    if phase.after_seconds is not None:
        lasting = say_seconds(phase.after_seconds)
        apart = f"{lasting} apart" if phase.apart else f"{lasting} after the step before"
        told = ", ".join(part for part in (told, apart) if part and part not in undated_sentence(event))
    doubt = plain(f"{MARKS[event.modality]}: ") if event.modality in MARKS else ()
    step = incident.name if event.id == incident.event and event.actors and event.recipients else undated_sentence(event)
    return (*doubt, *plain(f"{step}{f' ({told})' if told else ''}"), *quoter.cite_event(event))


def _say_head(incident: Incident, head: Event) -> str:
    """What happened; nobody does an accident, so one that a report hangs on somebody's act (`opened an inquiry into the sinking`) is told by its name."""
    return sentence(head) if not head.actors or not head.recipients else f"{incident.name}, {say_range(head.date)}" if head.date.known else incident.name


def words_of_damage(event: Event, letters: Mapping[str, str]) -> str:
    """What a report of the view says of it, in its own words."""
    return cut(next(m.evidence[0].text for m in event.mentions if m.doc in letters), _LONGEST_WORDS)


def say_seconds(seconds: int) -> str:
    """`24 seconds`, `6 minutes`, `1 hour 5 minutes`."""
    hours, minutes = divmod(seconds // 60, 60)
    if seconds < _MINUTE or seconds % _MINUTE:
        return count(seconds, "second")
    return " ".join(count(n, unit) for n, unit in ((hours, "hour"), (minutes, "minute")) if n)


def casualty_blocks(incident: Incident, quoter: Quoter, letters: Mapping[str, str]) -> tuple[Block, ...]:
    """Casualties as the reports of a view tell them: on one line, or where figures grew one below the other by the day they were told."""
    tolls = [toll for toll in incident.casualties if any(e.doc in letters for e in toll.evidence)]
    tolls.sort(key=lambda t: (t.what, t.told or "9999", t.n or 0))
    if len(tolls) < _MANY_TOLLS:
        lines = [_toll(toll, quoter, letters) for toll in tolls]
        return (Paragraph((*strong("Casualties: "), *join(lines, "; "), *plain("."))),) if lines else ()
    return Paragraph(strong("Casualties, as told from day to day:")), Bullets(tuple(Item(_toll(toll, quoter, letters, dated=True)) for toll in tolls))


def _toll(toll: Toll, quoter: Quoter, letters: Mapping[str, str], *, dated: bool = False) -> Line:
    evidence = [e for e in toll.evidence if e.doc in letters]
    chain = say_chain(toll.chain, letters[evidence[0].doc])
    when = f", {say_day(toll.told)}" if dated and toll.told else ""
    later = "; a later report tells of more" if toll.superseded else ""
    return (*plain(f"{say_figure(toll)} ({chain}{when}{later})"), *quoter.cite(evidence[:2]))


def say_figure(toll: Toll) -> str:
    """`38 of 67 dead`."""
    n = "an unknown number" if toll.n is None else str(toll.n)
    return f"{n}{f' of {toll.of}' if toll.of is not None else ''} {toll.what}"


def say_tolls(incident: Incident) -> str:
    """The figures that no later report overtook."""
    return "; ".join(dict.fromkeys(say_figure(toll) for toll in incident.casualties if not toll.superseded))


def _words(record: Record, incident: Incident) -> str:
    events = [record.event[e] for e in (incident.event, *(p.event for p in incident.phases)) if e in record.event]
    names = [record.entity[e].name for e in incident.involved if e in record.entity]
    return fold(" ".join([incident.name, *names, *(e.summary for e in events), *(s.text for e in events for m in e.mentions for s in m.evidence)]))
