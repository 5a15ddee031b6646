"""Yields readings of an event itself: when and where, whether it happened, and what an inquiry finds of it, topic by topic."""

from __future__ import annotations

import re
from collections.abc import Iterator

from dragoman.core.dates import DateRange
from dragoman.core.documents import Timex
from dragoman.core.mentions import EntityMention, EventMention
from dragoman.resolve.claim_context import Corpus, Told
from dragoman.resolve.place_keys import place_keys
from dragoman.resolve.readings import Reading, content_words
from dragoman.resolve.slot_counts import doers
from dragoman.resolve.slot_makers import entity_of, made, short

_SAYINGS = frozenset({"STATEMENT", "REPORT", "FINDING"})
_MONTH = 31  # days
_HOLDER = re.compile(r"^\s*(?:,|in)\s+(?:the\s+)?(?:\w+\s+)?(?:city of\s+|region of\s+|province of\s+)?$")


def times(told: Told, corpus: Corpus) -> Iterator[Reading]:
    """When the first deed of the claim was done; `the decision was made on …` dates the measure told last before."""
    if told.mention.certainty in {"demanded", "planned", "absence", "withheld"}:
        return
    lexicon = corpus.lexicon
    measures = frozenset(lexicon.table["lasting_measures"])
    first = next((m for m in told.events if m.type not in _SAYINGS and (not m.passing or m.type in measures)), None)
    deed = lexicon.first("deeds", told.lower[:60])
    if deed is not None and (found := _main_day(told, corpus)) is not None and _heads(told, deed.start()):
        about = corpus.deed_before(told, measures)
        if about is not None:
            yield _dated(told, corpus, about, found, None)
            return
    if first is None or first.type == "CASUALTIES" or first.modality not in {"done", "alleged"}:
        return
    event = corpus.matter(corpus.of_event.get(first.id))
    if event is None and first.type in measures:
        event = corpus.deed_before(told, measures)
    if event not in corpus.events or event is None:
        return
    date = first.date
    if not date.known and first.type in measures and (own := _main_day(told, corpus)) is not None:
        date = own
    if date.known and (date.start is not None and date.end is not None) and not _implied(told, first, date):
        yield _dated(told, corpus, event, date, first.place)


def _implied(told: Told, mention: EventMention, date: DateRange) -> bool:
    """Was the date not told in the claim, but taken over from what stands around it?"""
    return not any(t.range is not None and t.range.apart(date) == 0 for t in told.times if t.type in {"DATE", "TIME"})


def _heads(told: Told, at: int) -> bool:
    """Does the noun head the claim: nothing but an article or adjective before it?"""
    return len(told.lower[:at].split()) <= 3


def _main_day(told: Told, corpus: Corpus) -> DateRange | None:
    """The one day that the claim's own clause gives: no `since`, `after` or `until` before it."""
    days = [
        t
        for t in told.times
        if t.type in {"DATE", "TIME"} and t.range is not None and t.range.known and t.range.span_days() <= _MONTH and not _bound(told, t, corpus)
    ]
    return days[0].range if days else None


def _bound(told: Told, time: Timex, corpus: Corpus) -> bool:
    at = told.offset(time.start, time.end)
    return at is None or corpus.lexicon.has("no_date", told.lower[max(0, at - 14) : at])


def _dated(told: Told, corpus: Corpus, about: str, date: DateRange, where: str | None) -> Reading:
    value = str(date.start) if date.start == date.end else f"{date.start or '…'} to {date.end or '…'}"
    kind = next((k for k in ("announced", "in_force") if corpus.lexicon.has(k, told.lower)), "")
    place = next((e for m in told.entities if m.id == where and (e := entity_of(m, corpus))), None)
    keys = place_keys(place, corpus.gazetteer) if place is not None else None
    return made(told, corpus, "date", about, value, date=date, kind=kind, own=keys.own if keys else frozenset(), within=keys.within if keys else frozenset())


def places(told: Told, corpus: Corpus) -> Iterator[Reading]:
    """Where what is told happened."""
    if told.mention.certainty in {"demanded", "planned", "absence", "withheld"}:
        return
    by_id = {m.id: m for m in told.entities}
    for mention in told.events[:2]:
        event, place = corpus.matter(corpus.of_event.get(mention.id)), by_id.get(mention.place or "")
        if (
            event not in corpus.events
            or event is None
            or place is None
            or mention.type in {*_SAYINGS, "CASUALTIES"}
            or mention.modality not in {"done", "alleged"}
        ):
            continue
        entity = entity_of(place, corpus)
        if entity is None or not _own_place(told, mention, place):
            continue
        if corpus.events[event].type not in {"INCIDENT", "ASSAULT", "CONSULT", "PROTEST", "CEREMONY"} and entity.type == "state":
            continue  # a state that acts at home is no answer to where
        offset = told.offset(place.start, place.end) or 0
        near = corpus.lexicon.has("near", told.lower[max(0, offset - 24) : offset])
        keys = place_keys(entity, corpus.gazetteer)
        held = [e for m in told.entities if m.kind in {"place", "state"} and _holds(told, place, m) and (e := entity_of(m, corpus))]
        above = frozenset().union(*(place_keys(e, corpus.gazetteer).own for e in held)) - keys.own
        value = f"{'near' if near else 'in'} {entity.name}"
        more = {
            "date": mention.date,
            "own": keys.own,
            "within": keys.within | above,
            "spot": keys.spot,
            "party": keys.country or next((e.country for e in held if e.country), None),
        }
        yield made(told, corpus, "place", event, value, kind="near" if near else "in", **more)


def _own_place(told: Told, mention: EventMention, place: EntityMention) -> bool:
    """Does the place stand near its event, with no other event of the claim between them?"""
    a, b = sorted((mention.trigger.start, place.start))
    return not any(a < other.trigger.start < b for other in told.events if other.id != mention.id and other.type not in _SAYINGS)


def _holds(told: Told, place: EntityMention, other: EntityMention) -> bool:
    """`Riga in Latvia`, `Aktau, Kazakhstan`: is the other named as what holds the place?"""
    a, b = told.offset(place.start, place.end), told.offset(other.start, other.end)
    return a is not None and b is not None and b > a + len(place.text) and _HOLDER.match(told.text[a + len(place.text) : b]) is not None


def topics(told: Told, corpus: Corpus) -> Iterator[Reading]:
    """What accounts of an accident tell of one topic: its damage, its course, its recorders."""
    lexicon = corpus.lexicon
    if told.mention.certainty == "demanded" or not lexicon.has("any topics", told.lower):
        return
    hits = [str(name) for name, row in lexicon.table["topics"].items() if all(lexicon.has(f"topics.{name}.all.{group}", told.lower) for group in row["all"])]
    if not hits:
        return
    incident = corpus.incident(told) or corpus.hosts.near(told.mention.doc, told.at, {"INCIDENT"})
    if incident is None or "named" not in dict(corpus.events[incident].values):
        return
    for name in hits:
        row = lexicon.table["topics"][name]
        denied = told.mention.polarity == "denied" or told.mention.certainty in {"absence", "withheld"}
        value = (
            ("not said" if told.mention.certainty != "asserted" and denied else "no" if denied else "yes") if row.get("yes") else short(told.claim.proposition)
        )
        yield made(told, corpus, str(row["slot"]), incident, value, facet=name, kind="topic")


def findings(told: Told, corpus: Corpus) -> Iterator[Reading]:
    """What an inquiry or its report says."""
    named = [link.name.lower() for link in told.mention.chain[1:] if link.name and link.type in {"document", "institution"}]
    if not any(corpus.lexicon.has("inquiries", name) for name in named) or len(told.text.split()) < 2:
        return
    doc = told.mention.doc
    incident = corpus.incident(told) or corpus.hosts.near(doc, told.at, {"INCIDENT"}) or corpus.hosts.canon(corpus.main_incident(doc))
    if incident is not None:
        yield made(told, corpus, "content", incident, short(told.claim.proposition))


def happenings(told: Told, corpus: Corpus) -> Iterator[Reading]:
    """That it happened at all: for whatever event several accounts tell. A plan or demand is no deed."""
    if told.mention.certainty in {"absence", "withheld"}:
        return
    mention = next((m for m in told.events if m.type not in _SAYINGS), None)
    event = corpus.events.get(corpus.matter(corpus.of_event.get(mention.id)) or "") if mention is not None else None
    if mention is None or event is None or event.type in {*_SAYINGS, "CASUALTIES"} or dict(mention.values).get("verb") in corpus.lexicon.table["mere_words"]:
        return
    verb, main = dict(mention.values).get("verb", ""), dict(event.values).get("verb", "")
    cue = told.mention.cue
    # `rejected the call`: the word of denial is the deed itself, which is affirmed.
    refusing = cue is not None and mention.modality != "denied" and cue.start <= mention.trigger.start < cue.end
    if refusing and told.mention.polarity == "denied":
        return
    if "denied" in {mention.modality, told.mention.polarity} and verb and main and verb != main:
        return  # what was not done is another thing than what the event tells
    kind = "no" if told.mention.polarity == "denied" or mention.modality == "denied" else _STANDING.get(mention.modality, "yes")
    if kind == "yes" and mention.modality != "done":
        kind = _STANDING.get(told.mention.certainty, "yes")
    yield made(told, corpus, "other", event.id, _SAID.get(kind, kind), kind=kind, words=content_words(told.text, frozenset()), own=doers(mention))


_STANDING = {"planned": "planned", "threatened": "threatened", "demanded": "demanded", "hypothetical": "possible"}
_SAID = {"planned": "planned", "threatened": "threatened", "demanded": "demanded", "possible": "possible"}
