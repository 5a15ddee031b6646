"""Yields events dated by what the text says further down: `The decision was made on 6 February`; the body dates what the lead tells in short."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace

from dragoman.codebook.model import Codebook
from dragoman.core.dates import DateRange
from dragoman.core.documents import Annotated, Sentence, Token
from dragoman.core.mentions import EventMention, Participant
from dragoman.extract.rules.dating import Calendar
from dragoman.extract.rules.news_day import LEAD, NewsDay

_RECENT = 14
"""Days before publication within which a lead tells what happened: news, not history."""
_EARLIER = frozenset({"earlier", "before", "previous", "ago", "last"})
_BACK = 2
"""Sentences that a `the decision` may look back over."""


def with_told_dates(annotated: Annotated, events: Sequence[EventMention], calendar: Calendar, codebook: Codebook) -> tuple[EventMention, ...]:
    """The events; an undated deed takes the date that the next sentences give for `the decision`, `the move`, `the meeting`."""
    nouns, verbs = codebook.language.words("links", "anaphors"), codebook.language.words("links", "happenings")
    dated = {e.id: e for e in events}
    for sentence in annotated.sentences:
        day = _day_of_anaphor(annotated, sentence, calendar, nouns, verbs)
        target = _last_deed(annotated, events, sentence) if day else None
        if day and target is not None and not dated[target.id].date.known:
            dated[target.id] = replace(dated[target.id], date=day)
    ranks = (True,) if NewsDay(annotated, calendar, codebook).basis == LEAD else (True, False)  # a lead that names a day needs no other act's
    return _with_lead_dates(annotated, tuple(dated[e.id] for e in events), ranks)


def _with_lead_dates(annotated: Annotated, events: tuple[EventMention, ...], ranks: tuple[bool, ...]) -> tuple[EventMention, ...]:
    """A title and first sentence tell in short what the body dates: their undated deeds take the day of the first such deed below."""
    body = next((s for s in annotated.sentences if s.zone == "body"), None)
    published = annotated.document.published
    if body is None or published is None:
        return events
    lead = [e for e in events if e.trigger.start < body.end and e.modality == "done" and e.ontology == "PLOVER" and not e.date.known]
    below = [e for e in events if e.trigger.start >= body.end and e.modality == "done" and _recent(e, published.day)]
    behind = {e.id for e in below if _set_back(annotated, e)}
    days = {e.id: next((b.date for rank in ranks for b in below if _same_deed(e, b, rank) and (rank or b.id not in behind)), None) for e in lead}
    return tuple(replace(e, date=day) if (day := days.get(e.id)) is not None else e for e in events)


def _set_back(annotated: Annotated, event: EventMention) -> bool:
    """`A day earlier he accused them`, `had attacked them on Sunday`: what came before the news does not date it."""
    verb = next(iter(annotated.within([event.trigger])), None)
    if verb is None:
        return False
    sentence = annotated.sentences[verb.sentence]
    times = {annotated.document.text[t.start : t.end].lower() for t in annotated.times if sentence.start <= t.start < sentence.end}
    earlier = any(word in _EARLIER for time in times for word in time.split())
    return earlier or any(c.dep == "aux" and c.text.lower() == "had" for c in annotated.children(verb.i))


def _recent(event: EventMention, published: str) -> bool:
    if event.date.start is None or event.date.start != event.date.end or len(event.date.start) != 10:
        return False
    return 0 <= (dt.date.fromisoformat(published) - dt.date.fromisoformat(event.date.start)).days <= _RECENT


def _same_deed(lead: EventMention, below: EventMention, same_type: bool) -> bool:
    """Of one type with a state in common on both sides; else any act between just the same two states."""
    actors, others = _states(lead.actors), _states(lead.recipients)
    if same_type:
        return (
            (lead.type, lead.cameo) == (below.type, below.cameo)
            and bool(actors & _states(below.actors))
            and (not others or bool(others & _states(below.recipients)))
        )
    both = actors | others
    return len(both) > 1 and both <= _states(below.actors) | _states(below.recipients)


def _states(parties: tuple[Participant, ...]) -> set[str]:
    return {p.country for p in parties if p.country}


def _day_of_anaphor(annotated: Annotated, sentence: Sentence, calendar: Calendar, nouns: frozenset[str], verbs: frozenset[str]) -> DateRange | None:
    for token in annotated.sentence_tokens(sentence):
        if token.lemma in nouns and token.dep in {"nsubj", "nsubjpass"} and _definite(annotated, token):
            verb = annotated.tokens[token.head]
            days = calendar.of(verb) if verb.lemma in verbs else None
            if days is not None and days.known:
                return days
    return None


def _definite(annotated: Annotated, noun: Token) -> bool:
    kids = annotated.children(noun.i)
    return any(c.dep == "det" and c.lemma in {"the", "this", "that"} for c in kids) and not any(c.dep in {"prep", "relcl", "amod"} for c in kids)


def _last_deed(annotated: Annotated, events: Sequence[EventMention], sentence: Sentence) -> EventMention | None:
    """The first deed between parties of the nearest earlier sentence that tells one, in the same or the neighbouring paragraph."""
    for earlier in reversed(annotated.sentences[max(0, sentence.i - _BACK) : sentence.i]):
        inside = [e for e in events if earlier.start <= e.trigger.start < earlier.end and e.ontology == "PLOVER" and e.actors and e.modality == "done"]
        if inside:
            return inside[0]
    return None
