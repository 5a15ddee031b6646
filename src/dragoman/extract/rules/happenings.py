"""Yields the days of what a phrase points at: the deed or occurrence behind `the accident`, `the vote`, `the plane crashed`, as the text dates it."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.codebook.model import Codebook
from dragoman.core.dates import UNKNOWN, DateRange
from dragoman.core.documents import Annotated, Token
from dragoman.core.mentions import EntityMention, EventMention, Participant
from dragoman.extract.rules.dating import Calendar
from dragoman.extract.rules.matching import EntityIndex

_STEPS = {"INCIDENT", "FLIGHT", "CASUALTIES"}
"""What one accident is made of: they share its day."""
_REAL = {"done", "alleged"}
_STEM = 4
"""Letters that a noun and its verb have in common: crash and crashed, invasion and invade, closure and closed."""


class Happenings:
    """The deeds and occurrences of one document, to be found by the words that take them up. Nothing is guessed: where two days fit, none is said."""

    def __init__(self, annotated: Annotated, events: Sequence[EventMention], calendar: Calendar, codebook: Codebook, index: EntityIndex | None = None) -> None:
        """events: mentions of the document, as far as they are dated; calendar: of the same document; index: of its entities, to know whose `his` is."""
        self.annotated = annotated
        self.calendar = calendar
        self.codebook = codebook
        self.index = index
        self.said, self.utterances = codebook.language.words("time", "said"), codebook.language.words("time", "said_nouns")
        self.heads = codebook.language.words("incidents", "heads")
        self._told: dict[tuple[str, str], list[Token]] = {}
        for token in annotated.tokens:
            if token.dep in {"nsubj", "nsubjpass", "dobj"}:
                self._told.setdefault((token.lemma, token.pos), []).append(token)
        self._token = {t.start: t for t in annotated.tokens}
        self.at: dict[int, EventMention] = {}
        self.take(events)

    def take(self, events: Sequence[EventMention]) -> None:
        """Know the events in their latest form."""
        self._of_type: dict[str, list[EventMention]] = {}
        self._speeches = [e for e in events if e.type in self.said]
        self.events = [e for e in events if e.modality in _REAL]
        for event in self.events:
            self._of_type.setdefault(event.type, []).append(event)
        self.at = {self._token[e.trigger.start].i: e for e in reversed(self.events) if e.trigger.start in self._token}

    def day_of(self, token: Token) -> DateRange:
        """The days of what a verb tells or a noun takes up; UNKNOWN where the document gives none, or several that differ."""
        mention = self.at.get(token.i)
        if mention is not None and mention.date.known:
            return mention.date
        own = self.calendar.of(token)
        if own.known:
            return own
        told = [e.date for e in self._tellings(token, mention) if _closed(e.date)]
        return _only(told) if told or token.pos not in {"NOUN", "PROPN"} else _only(self._clauses(token))

    def mention_of(self, token: Token) -> EventMention | None:
        """The event mention that a phrase takes up: the one at the token, else the first like it; None where there is none."""
        return self.at.get(token.i) or next(iter(self._tellings(token, None)), None)

    def _tellings(self, token: Token, mention: EventMention | None) -> list[EventMention]:
        """Other tellings of what is told at a token: of its type, with its word (any word of an accident) and no other party."""
        pos = "verb" if token.pos in {"VERB", "AUX"} else "noun"
        if mention is None and token.lemma in self.utterances:
            return self._speeches_of(token)
        types = {mention.type} if mention is not None else {t.type for t in self.codebook.triggers_at(pos, token.lemma)}
        if types & _STEPS and token.lemma in self.heads:
            return [e for name in sorted(_STEPS) for e in self._of_type.get(name, ())]
        near = (e for name in sorted(types) for e in self._of_type.get(name, ()))
        return [e for e in near if e is not mention and self._worded(e, token) and (mention is None or _may_be_one(mention, e))]

    def _speeches_of(self, noun: Token) -> list[EventMention]:
        """`his remarks`, `the deputy's threat`: what the same person was told to have said."""
        owner = next((c for c in self.annotated.children(noun.i) if c.dep == "poss"), None)
        speaker = self._first(self.index.at.get(owner.i)) if self.index is not None and owner is not None else None
        if self.index is None or speaker is None:
            return []
        return [e for e in self._speeches if any(self._first(self.index.by_id.get(p.mention or "")) == speaker for p in e.actors)]

    def _first(self, mention: EntityMention | None) -> str | None:
        return self.index.first(mention).id if self.index is not None and mention is not None else None

    def _worded(self, event: EventMention, token: Token) -> bool:
        other = self._token.get(event.trigger.start)
        return other is not None and (other.lemma == token.lemma or (len(token.lemma) >= _STEM and other.lemma[:_STEM] == token.lemma[:_STEM]))

    def _clauses(self, noun: Token) -> list[DateRange]:
        """Days of the clauses in which the same noun stands: `The vote was held on 3 May`."""
        same = (t for t in self._told.get((noun.lemma, noun.pos), ()) if t.i != noun.i)
        found = (self.calendar.of(self.annotated.tokens[t.head] if t.dep != "dobj" else t) for t in same)
        return [days for days in found if _closed(days)]


def _closed(days: DateRange) -> bool:
    return days.start is not None and days.end is not None


def _only(days: Iterable[DateRange]) -> DateRange:
    """The narrowest of some intervals, if it lies within all the others; else UNKNOWN."""
    ordered = sorted(set(days), key=lambda d: (d.span_days(), d.start or "", d.end or ""))
    if not ordered or any(d.apart(ordered[0]) for d in ordered[1:]):
        return UNKNOWN
    return UNKNOWN if len(ordered) > 1 and ordered[1].span_days() == ordered[0].span_days() else ordered[0]


def _may_be_one(a: EventMention, b: EventMention) -> bool:
    """Has neither a state on a side where the other has another?"""
    return not any(_states(x) and _states(y) and not _states(x) & _states(y) for x, y in ((a.actors, b.actors), (a.recipients, b.recipients)))


def _states(parties: tuple[Participant, ...]) -> set[str]:
    return {p.country for p in parties if p.country}
