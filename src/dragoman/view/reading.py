"""Yields Reading: a document as it is read, a part at a time, with what is marked in that part, who is quoted, and where words that were asked for stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.core.desk_rows import DocumentPage
from dragoman.core.documents import Span, Timex
from dragoman.core.records import Claim, ClaimTold, Entity, Event, Link
from dragoman.view.marked_text import PART, Block, Mark, blocks_of, parts_of
from dragoman.view.whose_word import OUTLET, say_link

Spans = tuple[tuple[int, int], ...]
_NO_NAMES = frozenset({"pronoun", "nominal"})
_UNNAMED = "unnamed"


@dataclass(frozen=True, slots=True)
class ReadEvent:
    """An event told in the part. number: by which the text refers to it; spans: where it is told, the first first."""

    number: int
    event: Event
    spans: Spans


@dataclass(frozen=True, slots=True)
class ReadClaim:
    """A claim told in the part; told: its first telling there."""

    number: int
    claim: Claim
    told: ClaimTold
    spans: Spans


@dataclass(frozen=True, slots=True)
class ReadEntity:
    """Who is named in the part, with the places of the names; number: among the entities."""

    number: int
    entity: Entity
    spans: Spans


@dataclass(frozen=True, slots=True)
class ReadTime:
    """A time expression with its words."""

    timex: Timex
    text: str


@dataclass(frozen=True, slots=True)
class ReadVoice:
    """Somebody on whose word the document tells something, with the statements of the part that rest on it."""

    name: str
    entity: str | None
    unnamed: bool
    claims: tuple[ReadClaim, ...]


@dataclass(frozen=True, slots=True)
class Reading:
    """One part of a document. number: of the part, from 1; asked: the span that was asked for; hits: all places of words that were sought, in every part."""

    part: Span
    number: int
    parts: tuple[Span, ...]
    blocks: tuple[Block, ...]
    events: tuple[ReadEvent, ...]
    claims: tuple[ReadClaim, ...]
    entities: tuple[ReadEntity, ...]
    times: tuple[ReadTime, ...]
    voices: tuple[ReadVoice, ...]
    asked: Span | None
    hits: Spans


def read_document(page: DocumentPage, number: int = 1, asked: Span | None = None, hits: Spans = (), size: int = PART) -> Reading:
    """The part of a document with this number, or that in which the asked span begins; past the last one the last. asked: cut off at the text's end."""
    text = page.document.text
    parts = parts_of(text, size)
    if asked:
        asked = Span(min(asked.start, max(0, len(text) - 1)), min(max(asked.end, asked.start + 1), len(text)))
        number = next(n for n, part in enumerate(parts, 1) if asked.start < part.end or n == len(parts))
    number = min(max(number, 1), len(parts))
    part = parts[number - 1]
    events, claims = _told(page, part)
    entities = _entities(page, part)
    times = tuple(ReadTime(t, text[t.start : t.end]) for t in page.times if _within(part, t.start, t.end))
    marks = [
        *(Mark(a, b, "event", str(e.number)) for e in events for a, b in e.spans),
        *(Mark(a, b, "claim", str(c.number)) for c in claims for a, b in c.spans),
        *(Mark(a, b, "name", f"n{e.number}") for e in entities for a, b in e.spans),
        *(Mark(t.timex.start, t.timex.end, "time") for t in times),
        *(Mark(a, b, "hit") for a, b in hits if _within(part, a, b)),
        *([Mark(asked.start, asked.end, "asked")] if asked and asked.start < asked.end else []),
    ]
    blocks = blocks_of(text, page.document.zones, marks, part)
    return Reading(part, number, parts, blocks, events, claims, entities, times, _voices(claims), asked, hits)


def _within(part: Span, start: int, end: int) -> bool:
    return start < part.end and end > part.start


def _told(page: DocumentPage, part: Span) -> tuple[tuple[ReadEvent, ...], tuple[ReadClaim, ...]]:
    """Events and claims of a part, numbered together in the order in which the text tells them."""
    found: list[tuple[Spans, Event | Claim]] = []
    every: tuple[Event | Claim, ...] = (*page.events, *page.claims)
    for record in every:
        evidence = _evidence(record, page.document.id)
        if spans := tuple(sorted({span for span in evidence if _within(part, *span)})):
            found.append((spans, record))
    found.sort(key=lambda row: (row[0][0], isinstance(row[1], Claim), row[1].id))
    events, claims = [], []
    for n, (spans, record) in enumerate(found, 1):
        if isinstance(record, Event):
            events.append(ReadEvent(n, record, spans))
        else:
            here = [told for told in record.mentions if told.doc == page.document.id]
            told = min(here, key=lambda m: ((m.content[0].start, m.content[0].end) not in spans, m.content[0].start))
            claims.append(ReadClaim(n, record, told, spans))
    return tuple(events), tuple(claims)


def _evidence(record: Event | Claim, document: str) -> Iterable[tuple[int, int]]:
    for told in record.mentions:
        if told.doc == document:
            for evidence in told.content if isinstance(told, ClaimTold) else told.evidence:
                yield evidence.start, evidence.end


def _entities(page: DocumentPage, part: Span) -> tuple[ReadEntity, ...]:
    """Entities by how often the part names them; pronouns and descriptions are left unmarked."""
    named: dict[str, list[tuple[int, int]]] = {}
    for mention in page.mentions:
        if mention.form not in _NO_NAMES and _within(part, mention.start, mention.end):
            named.setdefault(page.entity[mention.id], []).append((mention.start, mention.end))
    kept = [key for key in named if key in page.entities]
    kept.sort(key=lambda key: (-len(named[key]), named[key][0], key))
    return tuple(ReadEntity(n, page.entities[key], tuple(sorted(set(named[key])))) for n, key in enumerate(kept, 1))


def _voices(claims: Sequence[ReadClaim]) -> tuple[ReadVoice, ...]:
    """Who is quoted: the last link of each chain that is not the outlet, those with most statements first."""
    found: dict[tuple[str, str | None], list[ReadClaim]] = {}
    types: dict[tuple[str, str | None], str] = {}
    for claim in claims:
        link: Link | None = next((one for one in reversed(claim.told.chain) if one.type != OUTLET), None)
        if link:
            key = (say_link(link), link.entity)
            found.setdefault(key, []).append(claim)
            types.setdefault(key, link.type)
    ordered = sorted(found, key=lambda key: (-len(found[key]), found[key][0].number))
    return tuple(ReadVoice(*key, types[key] == _UNNAMED, tuple(found[key])) for key in ordered)
