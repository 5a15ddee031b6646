"""Yields the claims that fit what is asked for: whom or what they are about, who says it, in which report, how sure, when."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from dragoman.codebook.skeleton import fold
from dragoman.core.dates import first_day, last_day
from dragoman.core.errors import NotFoundError, UsageError
from dragoman.core.records import Claim, ClaimTold, Link
from dragoman.view.record import Record
from dragoman.view.said_days import said_on
from dragoman.view.selection import bounds, holds
from dragoman.view.subjects import Subject, concerns, find_subject, nearest
from dragoman.view.surety import CERTAINTIES, POLARITIES

OWN_WORDS = "outlet"
_TYPES = frozenset({"agency", "person", "institution", "document", "unnamed", "public"})
_MOST_NAMED = 6
"""Names that an error lists."""
Test = Callable[[Claim, ClaimTold], bool]


@dataclass(frozen=True, slots=True)
class Wanted:
    """What is asked for; None or empty asks for nothing.

    about: a name, words, or an id; by: a name, words, a type of source (unnamed …), or `outlet` for its own words; outlet: part of its name; certainties,
    polarity: as in ClaimTold; doc: id or the beginning of it, path, link, or words of the title; since, until: partial ISO dates.
    """

    about: str | None = None
    by: str | None = None
    outlet: str | None = None
    certainties: tuple[str, ...] = ()
    polarity: str | None = None
    doc: str | None = None
    since: str | None = None
    until: str | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A claim with those of its tellings that fit, in order of time."""

    claim: Claim
    tellings: tuple[ClaimTold, ...]


def find_claims(record: Record, wanted: Wanted) -> tuple[Found, ...]:
    """Claims with a telling that fits all that is asked for, by day, report and place in it.

    NotFoundError where none does, naming the first thing asked for that leaves none; UsageError for a certainty, polarity or date that cannot be.
    """
    kept = [(claim, told) for claim in record.resolved.claims for told in claim.mentions if told.doc in record.document]
    for words, test, near in _tests(record, wanted):
        before = kept
        kept = [row for row in kept if test(*row)]
        if not kept:
            hint = near(told for _, told in before)
            raise NotFoundError(f"no claim {words}{f'; there are: {hint}' if hint else ''}")
    order = {document.id: n for n, document in enumerate(sorted(record.documents, key=lambda d: (d.published.day if d.published else "9999", d.id)))}
    kept.sort(key=lambda row: (order[row[1].doc], row[1].content[0].start, row[1].id))
    found: dict[str, list[ClaimTold]] = {}
    for claim, told in kept:
        found.setdefault(claim.id, []).append(told)
    return tuple(Found(record.claim[key], tuple(tellings)) for key, tellings in found.items())


def outlet_of(record: Record, told: ClaimTold) -> str:
    """The outlet that tells it, empty where neither chain nor report names one."""
    first = told.chain[0] if told.chain else None
    named = first.name if first and first.type == "outlet" else None
    return named or record.document[told.doc].outlet or ""


def _tests(record: Record, wanted: Wanted) -> Iterable[tuple[str, Test, Callable[[Iterable[ClaimTold]], str]]]:
    """(what is asked for in words, whether a telling fits, what there is instead) of each thing asked for."""
    low, high = bounds(wanted.since, wanted.until)
    for value, known in [*((c, CERTAINTIES) for c in wanted.certainties), *([(wanted.polarity, POLARITIES)] if wanted.polarity else [])]:
        if value not in known:
            raise UsageError(f"{value!r} is none of {', '.join(known)}")
    if wanted.doc:
        yield f"stands in {wanted.doc!r}", _in_document(record, wanted.doc), lambda _: "those that 'dragoman documents' lists"
    if wanted.outlet:
        asked = fold(wanted.outlet)
        yield f"is told by {wanted.outlet!r}", lambda _, told: asked in fold(outlet_of(record, told)), lambda left: _most(outlet_of(record, m) for m in left)
    if wanted.by:
        yield f"is on the word of {wanted.by!r}", _said_by(record, wanted.by), lambda left: _most(link.name or "" for m in left for link in m.chain[1:])
    if wanted.about:
        yield f"is about {wanted.about!r}", _about(record, wanted.about), lambda _: ", ".join(nearest(record, wanted.about or ""))
    if wanted.certainties:
        yield f"is {' or '.join(wanted.certainties)}", lambda _, told: told.certainty in wanted.certainties, lambda left: _most(m.certainty for m in left)
    if wanted.polarity:
        yield f"is {wanted.polarity}", lambda _, told: told.polarity == wanted.polarity, lambda left: _most(m.polarity for m in left)
    if low or high:
        yield "is of these days", lambda _, told: _timely(record, told, low, high), lambda left: _days(record, left)


def _in_document(record: Record, asked: str) -> Test:
    words = fold(asked)
    exact = {d.id for d in record.documents if asked in (d.id, d.path, d.url)}
    found = exact or {d.id for d in record.documents if d.id.startswith(asked) or (words and words in fold(f"{d.path or ''} {d.title or ''}"))}
    return lambda _, told: told.doc in found


def _said_by(record: Record, asked: str) -> Test:
    """By any link of the chain but the outlet: the one meant, or one whose name holds the words."""
    words, kind = fold(asked), asked.strip().casefold()
    if kind == OWN_WORDS:
        return lambda _, told: all(link.type == OWN_WORDS for link in told.chain)
    meant = _subject(record, asked)

    def is_meant(link: Link) -> bool:
        return bool((meant and link.entity in meant.entities) or (kind in _TYPES and link.type == kind) or (words and words in fold(link.name or "")))

    return lambda _, told: any(is_meant(link) for link in told.chain if link.type != OWN_WORDS)


def _about(record: Record, asked: str) -> Test:
    """About an entity: named in the words said, or a party to what they tell; else holding the words asked for. An id means itself."""
    if asked in record.event or asked in record.question or asked in record.claim:
        under = {c for a in record.question[asked].answers for c in a.claims} if asked in record.question else set()
        return lambda claim, _: claim.id == asked or claim.id in under or asked in claim.events
    meant = Subject(record.entity[asked].name, None, frozenset({asked})) if asked in record.entity else _subject(record, asked)
    named: dict[str, list[tuple[int, int]]] = {}
    for mention in (m for key in sorted(meant.entities) for m in record.entity[key].mentions) if meant else ():
        named.setdefault(mention.doc, []).append((mention.start, mention.end))

    def fits(claim: Claim, told: ClaimTold) -> bool:
        events = [record.event[e] for e in claim.events if e in record.event]
        if any(e.start <= a and b <= e.end for a, b in named.get(told.doc, ()) for e in told.content) or (meant and any(concerns(e, meant) for e in events)):
            return True
        return holds(" ".join([claim.proposition, *(e.text for e in told.content), *(e.summary for e in events)]), asked)

    return fits


def _subject(record: Record, asked: str) -> Subject | None:
    try:
        return find_subject(record, asked)
    except NotFoundError:
        return None


def _timely(record: Record, told: ClaimTold, low: dt.date | None, high: dt.date | None) -> bool:
    """Does the day on which it is known to be said touch the bounds? One without a day does not."""
    day = said_on(record, told).day
    return day is not None and (low is None or last_day(day) >= low) and (high is None or first_day(day) <= high)


def _days(record: Record, left: Iterable[ClaimTold]) -> str:
    days = sorted(day for told in left if (day := said_on(record, told).day))
    return f"{days[0]} to {days[-1]}" if days else ""


def _most(names: Iterable[str]) -> str:
    """The most frequent names."""
    counts = Counter(name for name in names if name)
    return ", ".join(sorted(counts, key=lambda name: (-counts[name], name))[:_MOST_NAMED])
