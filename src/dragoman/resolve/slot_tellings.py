"""Yields Detail: what one telling of a deed says of who it hit, how many, how long and when, to be set beside what other reports say of the same deed."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from dragoman.core.documents import Span, Timex
from dragoman.core.mentions import EntityMention, EventMention, Extracted
from dragoman.resolve.claim_context import Corpus
from dragoman.resolve.slot_deeds import Deeds
from dragoman.resolve.slot_lots import Lot

_SPAN = re.compile(r"^P(?:(\d+)([YMWD])|T(\d+)H)$")
_HOURS = {"Y": 8766, "M": 730.5, "W": 168, "D": 24}
_REACH = 300  # code points of a sentence on either side of a lot
_SENTENCE = re.compile(r"[.!?]['\"”’)]*\s+(?=[\"“'‘A-Z0-9])|\n")
_OF_NOUN = re.compile(r"\b(?:the|an?|its|their|his|her|'s|’s)\s+([\w-]+)\s+(?:on|in|of|at|late on|early on)?\s*$")
_DAY = 31  # days that a date may cover to be an answer
_MOST_TIMES = 20  # of one stretch of words
BY_VOICE = ("size ", "so ", "called")
"""How facets begin of which one report may give two answers, on two sides' word."""
IDENTITY = ("identity", "is")
_LED = 16  # code points before a date in which a word may stand that makes it a bound


@dataclass(frozen=True, slots=True)
class Detail:
    """An answer that the words `start` to `end` of a document give about an event. whole: the words that tell of the deed and hold it.

    fields: what a Reading has beside value, slot, facet and subject. speaker, cue: who says it and the verb, where no claim holds the words.
    """

    doc: str
    about: str
    slot: str
    facet: str
    value: str
    start: int
    end: int
    whole: Span
    fields: Mapping[str, Any]
    speaker: EntityMention | None = None
    cue: Span | None = None


Finder = Callable[[Extracted, Corpus], Iterator[Detail]]


def details_of(
    extracted: Sequence[Extracted], deeds: Deeds, corpus: Corpus, echoes: Mapping[str, tuple[int, int]], finders: Sequence[Finder] = ()
) -> list[Detail]:
    """The details of all documents, in order. echoes: headline of a document that is cut short; finders: of more, from a document with its parts in order."""
    items = {x.document.id: in_order(x) for x in extracted}
    found = [d for about, lot in deeds.lots for d in _of_lot(items[lot.doc], about, lot, corpus)]
    found += [_number_of(items[lot.doc], about, lot) for about, lot in deeds.rivals]
    for _, item in sorted(items.items()):
        found += [d for mention in item.events for d in _of_mention(item, mention, corpus)]
        found += [d for find in finders for d in find(item, corpus)]
    return [d for d in found if not _echoed(d, echoes)]


def in_order(item: Extracted) -> Extracted:
    """A document with its mentions of entities and times in the order of the text."""
    return replace(
        item, entities=tuple(sorted(item.entities, key=lambda m: (m.start, m.end, m.id))), times=tuple(sorted(item.times, key=lambda t: (t.start, t.end)))
    )


def differing(details: Sequence[Detail], corpus: Corpus) -> list[Detail]:
    """Of the details those that reports tell in two ways: at least two documents, or two sides in one, and two values."""
    groups: dict[tuple[str, str, str], list[Detail]] = defaultdict(list)
    for detail in details:
        groups[detail.about, detail.slot, detail.facet].append(detail)
    told: list[Detail] = []
    for key in sorted(groups):
        rows = groups[key]
        several = len({d.doc for d in rows}) > 1 or key[2].startswith(BY_VOICE)
        if several and len({d.value for d in rows}) > 1 and _at_odds(key[1:], rows, corpus):
            told += sorted(rows, key=lambda d: (d.doc, d.start, d.end, d.value))
    return told


def _at_odds(asked: tuple[str, str], rows: Sequence[Detail], corpus: Corpus) -> bool:
    """Names for deeds must be of two kinds, descriptions of people exclude each other; all else is a question where two values stand."""
    if asked[1].startswith("called"):
        return len({d.fields["own"] for d in rows}) > 1
    return asked != IDENTITY or _opposed(rows, corpus)


def _opposed(rows: Sequence[Detail], corpus: Corpus) -> bool:
    """Do two of the descriptions exclude each other? Those that do not are left to dossiers."""
    kinds = frozenset().union(*(d.fields["own"] for d in rows))
    return any(a in kinds and b in kinds for a, b in corpus.lexicon.table["opposed"])


def _echoed(detail: Detail, echoes: Mapping[str, tuple[int, int]]) -> bool:
    start, end = echoes.get(detail.doc, (0, 0))
    return start <= detail.start < end


def _of_lot(item: Extracted, about: str, lot: Lot, corpus: Corpus) -> Iterator[Detail]:
    """Who the people of a lot are, and how long they are given to leave."""
    whole = sentence_at(item.document.text, lot.start, lot.end)
    of = {"standing": str(lot.number), "topic": " ".join(sorted(lot.countries))}
    if lot.countries or lot.keys:
        yield Detail(lot.doc, about, "identity", f"who {lot.number}", lot.text, lot.start, lot.end, whole, {"own": lot.keys, "kind": "lot", **of})
    lower = item.document.text[whole.start : whole.end].lower()
    if not corpus.lexicon.has("leaving", lower):
        return
    for time in _times_in(item, whole):
        hours = hours_of(time)
        if hours is not None and not corpus.lexicon.has("no_notice", _around(item, time)):
            words = " ".join(item.document.text[time.start : time.end].lower().split())
            start, end = min(lot.start, time.start), max(lot.end, time.end)
            yield Detail(lot.doc, about, "count", "notice", words, start, end, whole, {"low": hours, "high": hours, "kind": "span", **of})


def _number_of(item: Extracted, about: str, lot: Lot) -> Detail:
    """How many people of one state a deed befell."""
    whole = sentence_at(item.document.text, lot.start, lot.end)
    fields = {"low": float(lot.number), "high": float(lot.number), "number": lot.number, "kind": "number", "topic": " ".join(sorted(lot.countries))}
    return Detail(lot.doc, about, "count", "lot", str(lot.number), lot.start, lot.end, whole, fields)


def _of_mention(item: Extracted, mention: EventMention, corpus: Corpus) -> Iterator[Detail]:
    """When a deed was done, as the words of one telling say."""
    event = corpus.events.get(corpus.of_event.get(mention.id, ""))
    about = corpus.matter(event.id) if event is not None else None
    if event is None or about is None or mention.modality not in {"done", "alleged"} or event.type not in corpus.lexicon.table["dated_types"]:
        return
    date = mention.date
    if not date.known or date.start is None or date.end is None or date.span_days() > _DAY:
        return
    span = mention.evidence[0]
    for time in _times_in(item, span):
        if time.type in {"DATE", "TIME"} and time.range is not None and time.range == date and not _bounded(item, time, corpus):
            value = str(date.start) if date.start == date.end else f"{date.start} to {date.end}"
            start, end = min(mention.trigger.start, time.start), max(mention.trigger.end, time.end)
            words = item.document.text[span.start : span.end].lower()
            kind = next((k for k in ("announced", "in_force") if corpus.lexicon.has(k, words)), "")
            yield Detail(item.document.id, about, "date", "", value, start, end, span, {"date": date, "kind": kind})
            return


def _bounded(item: Extracted, time: Timex, corpus: Corpus) -> bool:
    """Does the date only bound the deed, or belong to another that is named as a noun (`over the indictment on Sunday`)?"""
    before = item.document.text[max(0, time.start - _REACH) : time.start]
    noun = _OF_NOUN.search(before)
    if noun is not None and corpus.lexicon.has("dated_nouns", noun[1].lower()):
        return True
    return corpus.lexicon.has("no_date", item.document.text[max(0, time.start - _LED) : time.start].lower())


def _times_in(item: Extracted, span: Span) -> list[Timex]:
    first = bisect_left(item.times, span.start, key=lambda t: t.start)
    return [t for t in item.times[first : first + _MOST_TIMES] if t.end <= span.end]


def _around(item: Extracted, time: Timex) -> str:
    """The words of a time with those right behind it: `27 hours later`."""
    return item.document.text[max(0, time.start - _LED) : time.end + _LED].lower()


def hours_of(time: Timex) -> float | None:
    """The length of a duration in hours; None where it is none or vague."""
    match = _SPAN.match(time.value or "") if time.type == "DURATION" else None
    if match is None:
        return None
    return float(match[3]) if match[3] else float(match[1]) * _HOURS[match[2]]


def sentence_at(text: str, start: int, end: int) -> Span:
    """The sentence around a span, as far as punctuation tells it, at most 300 code points on either side."""
    low, high = max(0, start - _REACH), min(len(text), end + _REACH)
    begin = max((m.end() for m in _SENTENCE.finditer(text, low, start)), default=low)
    stop = next((m.start() + 1 for m in _SENTENCE.finditer(text, end, high)), high)
    while begin < start and text[begin].isspace():
        begin += 1
    while stop > end and text[stop - 1].isspace():
        stop -= 1
    return Span(begin, stop)
