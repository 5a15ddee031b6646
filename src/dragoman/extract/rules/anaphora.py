"""Yields events dated by the sentence after them: `The decision was made on 6 February` dates the deed that was told last."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.codebook.model import Codebook
from dragoman.core.dates import DateRange
from dragoman.core.documents import Annotated, Sentence, Token
from dragoman.core.mentions import EventMention
from dragoman.extract.rules.dating import Calendar

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
    return tuple(dated[e.id] for e in events)


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
