"""Yields event mentions with those whom a reaction is against: whoever did what it answers, takes up, or goes on about."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Annotated, Token
from dragoman.core.mentions import EventMention, Participant
from dragoman.extract.rules.earlier import NEAR, Earlier, countries, shared
from dragoman.extract.rules.participants import Cast

_ANSWERS = frozenset({"SANCTION", "COERCE", "REJECT", "THREATEN", "ASSAULT", "ACCUSE", "MOBILIZE"})
_SPEECH = frozenset({"ACCUSE", "REQUEST", "REJECT", "THREATEN"})
_DEEDS = _ANSWERS | {"REQUEST", "RETREAT", "CONCEDE", "AID", "SUPPORT", "COOPERATE", "PROTEST"}
_TAKEN_UP = ("object", "over", "against", "at", "to", "about")
_PLACED = frozenset({"pobj"})
"""Where a state mostly stands for a place: `used in Norland`."""
_DEFINITE = frozenset({"the", "this", "that", "these", "those"})


class Reactions:
    """Reads one document."""

    def __init__(self, annotated: Annotated, cast: Cast, earlier: Earlier, codebook: Codebook) -> None:
        """annotated, cast, earlier: of the document; codebook: for the words of answers."""
        words = codebook.language.words
        self.annotated, self.cast, self.roles, self.earlier, self.states = annotated, cast, cast.roles, earlier, codebook.gazetteer
        self.answering, self.answering_nouns, self.answering_words = (words("parties", k) for k in ("answering", "answering_nouns", "answering_words"))
        self.anaphors = words("links", "anaphors")

    def against(self, event: EventMention, before: Sequence[EventMention]) -> EventMention:
        """The event with recipients from what was told before it, where its own words tell nobody's state."""
        if not event.actors:
            return event
        token = self.earlier.at(event)
        event = self._not_oneself(event, token)
        if event.type == "THREATEN":
            event = self._threatened(event, token)
        if event.type in _ANSWERS and (answered := self._answered(event, token, before)):
            return answered
        if event.type in _SPEECH and not countries(event.recipients):
            return self._taking_up(event, token, before) or self._going_on(event, before) or event
        return event

    def _answered(self, event: EventMention, token: Token, before: Sequence[EventMention]) -> EventMention | None:
        """`In response Norland expelled five diplomats`: those of the state that it answers."""
        own = countries(event.actors)
        unknown = [p for p in event.recipients if not p.country or (p.country in own and not self.cast.told(p))]
        if (event.recipients and len(unknown) < len(event.recipients)) or not self.answers(token):
            return None
        last = self.earlier.last(event, before, NEAR, lambda e: shared(e.recipients, event.actors) and not shared(e.actors, event.actors), _DEEDS)
        country = next((p.country for p in last.actors if p.country), None) if last else None
        state = self.states.state(country) if country else None
        if state is None:
            return None
        named = tuple(replace(p, country=country) for p in unknown)
        return replace(event, recipients=named or (Participant(None, state.name, country, None),))

    def _taking_up(self, event: EventMention, token: Token, before: Sequence[EventMention]) -> EventMention | None:
        """`Norland expelled two envoys. Estavia condemned the move`: Norland. A ministry without a state is then that of those who suffered."""
        if not any(self._anaphor(t) for role in _TAKEN_UP for t in self.roles.fill(token.i, role)):
            return None
        guessed = self._guessed(event)
        last = self.earlier.last(event, before, NEAR, lambda e: bool(e.actors) and (guessed or not shared(e.actors, event.actors)), _DEEDS)
        if last is None or not countries(last.actors):
            return None
        if guessed and shared(last.actors, event.actors):
            others = sorted(countries(last.recipients) - countries(last.actors))
            event = replace(event, actors=tuple(replace(p, country=others[0] if len(others) == 1 else None) for p in event.actors))
        return replace(event, recipients=last.actors)

    def _guessed(self, event: EventMention) -> bool:
        return not any(p.country and self.cast.told(p) for p in event.actors)

    def _not_oneself(self, event: EventMention, token: Token) -> EventMention:
        """`Norland protested to Estavia after judges charged its consul`: not Norland's judges, but those of the only other state of the sentence."""
        struck = {p.country for p in event.recipients if p.country and self.cast.told(p)}
        if event.type not in _ANSWERS or not struck or not countries(event.actors) <= struck or not countries(event.actors) or not self._guessed(event):
            return event
        named = [self.cast.index.at.get(t.i) for t in self.annotated.sentence_tokens(self.annotated.sentence_of(token.i))]
        others = sorted({m.country for m in named if m is not None and m.country and m.kind == "state"} - struck)
        return replace(event, actors=tuple(replace(p, country=others[0] if len(others) == 1 else None) for p in event.actors)) if others else event

    def _anaphor(self, noun: Token) -> bool:
        kids = self.annotated.children(noun.i)
        definite = any(c.dep == "det" and c.lemma in _DEFINITE for c in kids)
        return noun.lemma in self.anaphors and definite and not any(c.dep in {"poss", "relcl"} or c.text.lower() in {"of", "by", "on"} for c in kids)

    def _going_on(self, event: EventMention, before: Sequence[EventMention]) -> EventMention | None:
        """`Norland protested to Estavia. It demanded the release of the consul`: of Estavia."""
        if event.type not in {"REQUEST", "THREATEN"} or event.modality == "denied":
            return None
        last = self.earlier.last(event, before, NEAR, lambda e: shared(e.actors, event.actors) and bool(countries(e.recipients)), _SPEECH)
        others = tuple(p for p in last.recipients if p.country and p.country not in countries(event.actors)) if last else ()
        return replace(event, recipients=others) if others else None

    def _threatened(self, event: EventMention, token: Token) -> EventMention:
        """`the premier warned Norland would treat it as an act of the Karsian state`: Norland's premier; the one other state of the words is meant."""
        if not countries(event.actors):
            heads = (c for clause in self.roles.complement(token) if self._ahead(clause) for c in self.roles.subject(clause))
            states = [m.country for h in heads if (m := self.cast.index.at.get(h.i)) is not None and m.kind == "state" and m.country]
            event = replace(event, actors=tuple(replace(p, country=states[0]) for p in event.actors)) if len(states) == 1 else event
        own = countries(event.actors)
        if not own or countries(event.recipients):
            return event
        below = (self.cast.index.at.get(t.i) for t in self.annotated.subtree(token.i) if t.i > token.i and t.dep not in _PLACED)
        others = sorted({m.country for m in below if m is not None and m.kind == "state" and m.country} - own)
        state = self.states.state(others[0]) if len(others) == 1 else None
        return replace(event, recipients=(Participant(None, state.name, others[0], None),)) if state is not None else event

    def _ahead(self, clause: Token) -> bool:
        return any(c.dep == "aux" and c.lemma in {"will", "would", "shall"} for c in self.annotated.children(clause.i))

    def answers(self, token: Token) -> bool:
        """Is the deed told as an answer, by its verb, by the verb above it (`responded by expelling`), or by a phrase with it?"""
        verbs = [token, *(up for up in self.annotated.ancestors(token.i) if up.pos == "VERB")][:3]
        if any(v.lemma in self.answering for v in verbs):
            return True
        phrases = [c for v in verbs[:2] for c in self.annotated.children(v.i) if c.dep == "prep" and c.text.lower() in {"in", "as"}]
        if any(n.lemma in self.answering_nouns for p in phrases for n in self.annotated.children(p.i)):
            return True
        return any(c.lemma in self.answering_words for t in (token, *self.roles.object(token)) for c in self.annotated.children(t.i))
