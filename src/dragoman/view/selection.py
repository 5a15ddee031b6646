"""Yields Selection: what of a record a view of one or two subjects shows, and the days that the affair spans."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.codebook.skeleton import fold
from dragoman.core.dates import DateRange, first_day, is_partial, last_day
from dragoman.core.documents import Document
from dragoman.core.errors import UsageError
from dragoman.core.incidents import Story
from dragoman.core.records import Claim, Event
from dragoman.view.days import sort_key
from dragoman.view.letters import letters_of
from dragoman.view.record import Record
from dragoman.view.subjects import Subject, between, concerns, find_subject

LONGEST_LULL = 92
"""Days without a dated act that part an affair from what went before; a convention, not tuned."""
_WIDEST = 31
"""Days that an event's date may span to show when the affair went on."""
_OF_INCIDENT = frozenset({"INCIDENT", "CASUALTIES", "REPORT", "FINDING", "RESCUE"})


@dataclass(frozen=True)
class Selection:
    """Events of an affair in order of time. between: ids of those in which the two meet (of those of `a` where there is no `b`).

    window: first and last ISO day of the affair; what is dated before it is background. story: the one that was asked for, if one was.
    turns_on: of a story, or of words: `between` holds the acts of those who take part most, and `a` stands for them.
    """

    record: Record
    a: Subject
    b: Subject | None
    about: str | None
    events: tuple[Event, ...]
    between: frozenset[str]
    documents: tuple[Document, ...]
    window: DateRange
    story: Story | None = None
    turns_on: bool = False

    @cached_property
    def letters(self) -> dict[str, str]:
        """Document id to letter, over the documents of the affair."""
        return dict(letters_of(self.documents))

    @cached_property
    def ids(self) -> frozenset[str]:
        """Ids of the events."""
        return frozenset(event.id for event in self.events)

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """Claims told in the documents of the affair."""
        told = (c for c in self.record.resolved.claims if any(m.doc in self.letters for m in c.mentions))
        return tuple(c for c in told if _says(c, self.about))

    @cached_property
    def origins(self) -> int:
        """Documents that are no copies of one another."""
        return len({self.record.origin[document.id] for document in self.documents})

    @property
    def name(self) -> str:
        """`Norland – Estavia`."""
        return f"{self.a.name} – {self.b.name}" if self.b else self.a.name

    def is_background(self, event: Event) -> bool:
        """Is the event dated before the affair, or undated and none of the two's?"""
        days = event.date.days()
        if days is None or self.window.start is None:
            return event.id not in self.between and not self.about
        # What began long before and is told without an end is background too.
        begun = days[0] if event.date.start and not event.date.end else days[1]
        return begun < first_day(self.window.start)


def select(record: Record, a: str, b: str | None = None, since: str | None = None, until: str | None = None, about: str | None = None) -> Selection:
    """What a record holds of one or two subjects, told in the documents that tell of them.

    a, b: names or codes; since, until: partial ISO dates; about: words that an event must name.
    NotFoundError for an unknown name; UsageError where a date is none or both names mean the same.
    """
    low, high = bounds(since, until)
    first = find_subject(record, a)
    second = find_subject(record, b) if b else None
    if second == first:
        raise UsageError(f"{a!r} and {b!r} are both {first.name}; name two different ones, or one alone")
    core = {e.id for e in record.resolved.events if (between(e, first, second) if second else concerns(e, first))}
    known = {document.id for document in record.documents}
    home = {m.doc for e in record.resolved.events if e.id in core for m in e.mentions} & known
    accidents = _accidents(record, first) if second is None else None
    near = [e for e in record.resolved.events if e.id in core or (any(m.doc in home for m in e.mentions) and _belongs(e, first, second, accidents))]
    timely = [e for e in near if is_within(e, low, high, record)]
    window = window_of(timely, [d for d in record.documents if d.id in home], low, high)
    kept = [e for e in timely if is_about_words(e, about)]
    kept.sort(key=lambda e: (*sort_key(e.date), min(_published(e, record), default=""), e.id))
    core &= {e.id for e in kept}
    told = {m.doc for e in kept for m in e.mentions if m.doc in home}
    if about:
        told |= _answering(record, about) & home
    documents = tuple(d for d in record.documents if d.id in told)
    return Selection(record, first, second, about, tuple(kept), frozenset(core), documents, window)


def bounds(since: str | None, until: str | None) -> tuple[dt.date | None, dt.date | None]:
    """First and last day that partial ISO dates allow, None where one is open; UsageError where a date is none, or they exclude each other."""
    for name, value in (("since", since), ("until", until)):
        if value is not None and not is_partial(value):
            raise UsageError(f"{name} is a day, month or year like 2025-02-13, 2025-02 or 2025; not {value!r}")
    low, high = first_day(since) if since else None, last_day(until) if until else None
    if low and high and low > high:
        raise UsageError(f"since ({since}) lies after until ({until})")
    return low, high


def _belongs(event: Event, a: Subject, b: Subject | None, accidents: frozenset[str] | None) -> bool:
    """Is an event of the same reports theirs, or of the accident and inquiry that the affair turns on? accidents: only of these; None for any."""
    if event.type in _OF_INCIDENT and (accidents is None or event.id in accidents):
        return True
    return concerns(event, a) or (b is not None and concerns(event, b))


def _accidents(record: Record, subject: Subject) -> frozenset[str]:
    """Events of those accidents, and of the inquiries into them, that the subject had a part in."""
    found: set[str] = set()
    for incident in record.resolved.incidents:
        steps = {incident.event, *(phase.event for phase in incident.phases)}
        proceedings = [p for p in record.resolved.proceedings if p.id in incident.proceedings]
        if subject.entities & {*incident.involved, *(b for p in proceedings for b in p.bodies)} or any(
            concerns(record.event[e], subject) for e in steps if e in record.event
        ):
            found |= steps | {e for p in proceedings for e in (*p.findings, *p.absences)}
    return frozenset(found)


def is_within(event: Event, low: dt.date | None, high: dt.date | None, record: Record) -> bool:
    """Do an event's days, or for an undated event the days of the reports, touch the bounds?"""
    days = event.date.days()
    told = [(first_day(day), last_day(day)) for day in _published(event, record)] or [(dt.date.min, dt.date.max)]
    spans = [days] if days else told
    return any((low is None or last >= low) and (high is None or first <= high) for first, last in spans)


def _published(event: Event, record: Record) -> list[str]:
    return [d.published.day for m in event.mentions if (d := record.document.get(m.doc)) and d.published]


def is_about_words(event: Event, about: str | None) -> bool:
    """Do the event's words hold all words asked for?"""
    names = [p.name or "" for p in (*event.actors, *event.recipients)]
    return not about or holds(" ".join([event.summary, *names, *(e.text for m in event.mentions for e in m.evidence)]), about)


def _answering(record: Record, about: str) -> set[str]:
    """Ids of documents that tell a claim with these words, or another answer to the question that such a claim answers."""
    wanted = {c.id for c in record.resolved.claims if _says(c, about)}
    for question in record.resolved.questions:
        claims = {c for a in question.answers for c in a.claims}
        wanted |= claims if claims & wanted else set()
    return {m.doc for c in record.resolved.claims if c.id in wanted for m in c.mentions}


def _says(claim: Claim, about: str | None) -> bool:
    return not about or holds(" ".join([claim.proposition, *(e.text for m in claim.mentions for e in m.content)]), about)


def holds(text: str, about: str | None) -> bool:
    """Does a text hold all the words asked for, whatever case and accents? True where none are."""
    if not about or not about.strip():
        return True
    words = fold(text)
    return all(word in words for word in fold(about).split())


def window_of(events: Sequence[Event], documents: Sequence[Document], low: dt.date | None, high: dt.date | None) -> DateRange:
    """From the first act after the last long lull to the last report; the bounds asked for win."""
    dated = [days for e in events if (days := e.date.days()) and e.date.start and e.date.end and e.date.span_days() <= _WIDEST and e.modality != "planned"]
    published = sorted(d.published.day for d in documents if d.published)
    latest = last_day(published[-1]) if published else max((days[1] for days in dated), default=None)
    starts = sorted((days[0] for days in dated if latest is None or days[0] <= latest), reverse=True)
    begin = starts[0] if starts else None
    for day in starts:
        if begin is None or (begin - day).days > LONGEST_LULL:
            break
        begin = day
    begin, latest = low or begin, high or latest
    return DateRange(begin.isoformat() if begin else None, latest.isoformat() if latest else None)
