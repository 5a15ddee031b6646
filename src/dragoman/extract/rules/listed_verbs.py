"""Yields the events that the user's own verb list codes, as PETRARCH does: verb and pattern say what, subject and the first party behind the verb say who."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, Protocol

from dragoman.codebook.crosswalk import CameoCode
from dragoman.codebook.model import Codebook, Trigger
from dragoman.codebook.petrarch import NULL
from dragoman.codebook.petrarch_verbs import BACK, MUTUAL, VerbList
from dragoman.core.documents import Annotated, Span, Token
from dragoman.core.ids import mention_id
from dragoman.core.mentions import Attribution, ChainLink, EventMention, Participant
from dragoman.extract.rules.arguments import Roles
from dragoman.extract.rules.dating import Calendar
from dragoman.extract.rules.listed_patterns import Fit, VerbReader, right_of
from dragoman.extract.rules.matching import SKIPPED_ZONES, EntityIndex, Match
from dragoman.extract.rules.modality import Moods
from dragoman.extract.rules.participants import Cast
from dragoman.extract.rules.spans import clause_span
from dragoman.extract.rules.where import find_place

MADE_BY = "listed-verbs 1"
_UNKNOWN = "STATEMENT"
_INSIDE = frozenset({"compound", "amod", "nmod", "nummod", "poss"})
_BODIES = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
_COMPLEMENTS = frozenset({"xcomp", "ccomp"})
Parties = tuple[Participant, ...]


class Coder(Protocol):
    """What codes the events of one document, by whatever rules: all that is known of its words."""

    annotated: Annotated
    codebook: Codebook
    weights: Mapping[str, Any]
    index: EntityIndex
    roles: Roles
    cast: Cast
    moods: Moods
    calendar: Calendar

    def attribution_of(self, match: Match) -> Attribution | None:
        """On whose word a match stands."""


def listed_events(coder: Coder, verbs: VerbList) -> tuple[EventMention, ...]:
    """All events of a document by a verb list, in text order; what has no two sides is none, nor what only completes a verb that is one itself."""
    return tuple(_ListedCoder(coder, verbs).events())


def cameo_of(code: str) -> str | None:
    """What a code of the user's list is as a CAMEO code, which has two to four digits: `102b` is 102, `+++` none."""
    digits = re.match(r"\d{2,4}", code)
    return digits[0] if digits else None


def type_of(code: str, codebook: Codebook) -> CameoCode | None:
    """The row of the CAMEO table that a code of the user's list has, else that of its beginning; None where its root is unknown."""
    known = cameo_of(code) or ""
    return next((codebook.cameo[c] for c in (known, known[:3], f"{known[:2]}0") if c in codebook.cameo), None)


class _ListedCoder:
    def __init__(self, coder: Coder, verbs: VerbList) -> None:
        self.coder = coder
        self.annotated = coder.annotated
        self.reader = VerbReader(coder.annotated, verbs, lambda t: bool(self._listed(t)), lambda t: len({p.code or p.country for p in self._listed(t)}) > 1)
        self.known: dict[int, Parties] = {}

    def events(self) -> Iterator[EventMention]:
        """The events, in text order."""
        told: set[int] = set()
        for sentence in self.annotated.sentences:
            if sentence.zone in SKIPPED_ZONES:
                continue
            for token in self.annotated.sentence_tokens(sentence):
                if token.pos != "VERB" or token.dep == "amod":
                    continue
                fit = self.reader.fit(token)
                if fit is None or fit.code.null or (token.dep in _COMPLEMENTS and token.tag == "VB" and token.head in told):
                    continue
                event = self._event(token, fit)
                if event is not None:
                    told.add(token.i)
                    yield event

    # ------------------------------------------------------------ who
    def _sides(self, verb: Token, fit: Fit) -> tuple[Parties, Parties]:
        """(sources, targets) by the slots of the pattern, else by grammar."""
        slots = {name: self._listed(token) for name, token in fit.slots.items()}
        if "both" in slots:
            return slots["both"], ()
        passive = self.coder.roles.passive(verb)
        subject = self._object(verb) if passive else self._subject(verb)
        source, target = slots.get("source"), slots.get("target")
        if source is not None:
            return source, target if target is not None else subject or self._behind(verb, source)
        if target is not None:
            return (self._agent(verb, target) if passive else subject), target
        if passive:
            return self._agent(verb, subject), subject
        return subject, self._behind(verb, subject)

    def _subject(self, verb: Token) -> Parties:
        return self._of(self.coder.roles.subject(verb))

    def _object(self, verb: Token) -> Parties:
        return self._of(self.coder.roles.object(verb))

    def _of(self, heads: Sequence[Token]) -> Parties:
        """Those whom nouns name, else the first whom the words below them do (`the death toll of Norland`)."""
        found = _unique(p for head in heads for p in self._listed(head, pronouns=True))
        below = [t for head in heads for t in self.annotated.subtree(head.i)]
        return found or self._first(below, ())

    def _agent(self, verb: Token, others: Parties) -> Parties:
        """Who is named by `by`, else the first who stands behind the verb, but in no clause below it."""
        found = _unique(p for token in self.coder.roles.subject(verb) for p in self._listed(token, pronouns=True))
        below = {t.i for c in self.annotated.children(verb.i) if c.dep in {"xcomp", "ccomp", "advcl"} for t in self.annotated.subtree(c.i)}
        return found or self._first([t for t in right_of(self.annotated, verb, clauses=False) if t.i not in below], others)

    def _behind(self, verb: Token, others: Parties) -> Parties:
        return self._first(right_of(self.annotated, verb, clauses=True), others, verb)

    def _first(self, words: Iterable[Token], others: Parties, verb: Token | None = None) -> Parties:
        """The first phrase that names somebody else; who is only a kind of people (`---MED`) stands back behind a named state, unless he is the object."""
        taken = {p.code or p.country for p in others}
        kinds: Parties = ()
        for token in words:
            direct = verb is not None and token.head == verb.i and token.dep in {"dobj", "dative"}
            found = tuple(p for p in self._listed(token, pronouns=direct) if (p.code or p.country) not in taken)
            if found and (direct or not all((p.code or "").startswith(NULL) for p in found)):
                return found
            kinds = kinds or found
        return kinds

    def _listed(self, token: Token, *, pronouns: bool = False) -> Parties:
        """Whom a noun, with those listed with it, names; a pronoun only where it may."""
        first = token
        while first.dep == "conj" and first.head != first.i:
            first = self.annotated.tokens[first.head]
        if first.dep in _INSIDE or (token.pos == "PRON" and not pronouns):  # `Norlandic and Estavian leaders`: the noun tells both
            return ()
        return _unique(p for one in self.coder.roles.with_conjuncts(token) for p in self._named(one, pronouns=pronouns))

    def _named(self, token: Token, *, pronouns: bool) -> Parties:
        if token.pos == "PRON":
            return tuple(p for p in self.coder.cast.party(token) if p.code or p.country) if pronouns else ()
        if token.i not in self.known:
            self.known[token.i] = self._coded(token) if token.pos in _BODIES else ()
        return self.known[token.i]

    def _coded(self, token: Token) -> Parties:
        """Its parties where its own words name them; `its embassy` names nobody."""
        cast, mention = self.coder.cast, self.coder.index.at.get(token.i)
        owned = any(c.dep == "poss" and c.pos == "PRON" for c in self.annotated.children(token.i))
        codes = cast.listed.of(token, acts=mention is not None) if cast.listed is not None else ()
        if owned and all(code.startswith(NULL) for code in codes):
            return ()
        if not codes and mention is None:
            return ()
        return tuple(p for p in cast.party(token) if p.code or p.country)

    # ------------------------------------------------------------ what
    def _event(self, verb: Token, fit: Fit) -> EventMention | None:
        actors, recipients = self._sides(verb, fit)
        mutual = not recipients and "both" in fit.slots
        there, back = fit.code.there, fit.code.back
        if there is None:
            there, back, actors, recipients = back, None, recipients, actors
        if there is None or not actors or not (recipients or (mutual and len(actors) > 1)):
            return None
        row = type_of(there, self.coder.codebook)
        kind = self.coder.codebook.types[row.type if row else _UNKNOWN]
        trigger = Trigger(kind.name, "verb", (verb.lemma,), (), (), (), row.mode if row else None, there, (), None, 0, fit.where)
        match = Match(verb, trigger, frozenset())
        attribution = self.coder.attribution_of(match)
        doc, weights, where = self.annotated.document, self.coder.weights, fit.where.replace(", line ", ":")
        told = weights["base"] + weights["actor"] + weights["recipient"] + weights["per_condition"] * min(3, fit.pattern.size if fit.pattern else 0)
        return EventMention(
            id=mention_id("em", doc.id, verb.start, verb.end, kind.name, MADE_BY),
            doc=doc.id,
            ontology=kind.ontology,
            type=kind.name,
            modality=self.coder.moods.of(match, actors, recipients, attribution),
            trigger=Span(verb.start, verb.end),
            evidence=(clause_span(self.annotated, verb.i, int(weights["evidence_at_most"])),),
            made_by=f"{MADE_BY} {where}",
            confidence=round(min(0.95, max(0.05, float(told))), 2),
            mode=row.mode if row else None,
            contexts=row.contexts if row and kind.ontology == "PLOVER" else (),
            cameo=cameo_of(there),
            actors=actors,
            recipients=recipients,
            place=find_place(verb, self.coder.roles, self.coder.index.at, deed=True),
            date=self.coder.calendar.of(verb),
            chain=attribution.chain if attribution is not None and attribution.chain else (ChainLink("outlet", doc.outlet),),
            values=tuple(_values(there, back, mutual=mutual)),
        )


def _values(there: str, back: str | None, *, mutual: bool) -> Iterator[tuple[str, str]]:
    """What else the list says: that it is done with one another, or the code of the way back; the code as listed where that is no CAMEO code."""
    if mutual:
        yield MUTUAL, "true"
    elif back and (code := cameo_of(back)):
        yield BACK, code
    if cameo_of(there) != there:
        yield "code", there


def _unique(parties: Iterable[Participant]) -> Parties:
    """Each code once."""
    return tuple({p.code or p.country or p.name: p for p in reversed(list(parties))}.values())[::-1]
