"""Yields the actors and recipients of a matched trigger, from its roles, as entity mentions or states."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Token
from dragoman.core.mentions import Attribution, EntityMention, Participant
from dragoman.extract.rules.arguments import Roles
from dragoman.extract.rules.matching import EntityIndex, Match
from dragoman.extract.rules.spans import phrase_span

_ACTORS = {"state", "person", "organisation", "group", "craft", "facility", "weapon"}
_DRILL = ("possessor", "of", "modifier", "by", "from", "for", "in", "to", "on")
_MAX_PARTIES = 8
_LONGEST_NAME = 60
_OFFICIAL = {"GOV", "MIL", "LEG", "COP", "JUD"}


class Cast:
    """Finds participants in one document."""

    def __init__(self, index: EntityIndex, roles: Roles, codebook: Codebook) -> None:
        """index, roles: of the document; codebook: for the states of places and the light verbs."""
        self.index = index
        self.roles = roles
        self.codebook = codebook
        self.carrying = codebook.language.words("modality", "carrying")
        self.demanding = codebook.language.words("modality", "demanding")
        self.shared = codebook.language.words("modality", "speech_types")

    def actors(self, match: Match) -> tuple[Participant, ...]:
        """Who did it; for a noun without one, the subject of the light verb that governs it."""
        found = self._from(match, match.trigger.actor)
        if not found and match.trigger.pos == "noun":
            found = self._asked(match.token) or self._carrier(match.token)
        return found

    def _asked(self, noun: Token) -> tuple[Participant, ...]:
        """`demanded an apology from Norland`: who is to do what is demanded."""
        head = self.roles.annotated.tokens[noun.head]
        if noun.dep != "dobj" or head.lemma not in self.demanding:
            return ()
        asked = [t for role in ("from", "dative") for t in self.roles.fill(head.i, role)]
        if not asked and head.dep == "conj":
            asked = self.roles.object(self.roles.annotated.tokens[head.head])
        return tuple({self._same(p): p for t in asked for p in self.party(t)}.values())

    def recipients(self, match: Match, actors: tuple[Participant, ...]) -> tuple[Participant, ...]:
        """To whom it was done: the first role that is filled by somebody other than the actors."""
        taken = {self._same(p) for p in actors}
        own = {p.country for p in actors if p.country}
        for role in match.trigger.recipient:
            told = self._from(match, (role,))
            found = tuple(p for p in told if self._same(p) not in taken and not (p.mention is None and p.country in own))
            if found:
                return found
        return self._of_first_conjunct(match, taken)

    def _of_first_conjunct(self, match: Match, taken: set[str]) -> tuple[Participant, ...]:
        """`criticised Moscow and demanded an apology`: whom the first verb names is meant by the second."""
        token = match.token
        if token.pos != "VERB" or token.dep != "conj" or match.trigger.type not in self.shared:
            return ()
        head = self.roles.annotated.tokens[token.head]
        parties = [p for t in self.roles.object(head) for p in self.party(t)]
        return tuple(p for p in parties if self._same(p) not in taken)

    def _same(self, party: Participant) -> str:
        mention = self.index.by_id.get(party.mention or "")
        return mention.anchor if mention else party.country or party.name

    def _from(self, match: Match, roles: Iterable[str]) -> tuple[Participant, ...]:
        for role in roles:
            parties: dict[str, Participant] = {}
            for filler in self.roles.fill(match.token.i, role):
                if filler.i == match.token.i:
                    continue
                for token in self.roles.with_conjuncts(filler):
                    for party in self.party(token) or self._signer(token):
                        parties.setdefault(self._same(party), party)
            if parties:
                return tuple(parties.values())[:_MAX_PARTIES]
        return ()

    def _signer(self, token: Token) -> tuple[Participant, ...]:
        """`signed a decree allocating …`: a paper does what its signer does."""
        mention = self.index.at.get(token.i)
        return self._carrier(token) if mention is not None and mention.kind in {"document", "law"} else ()

    def announcer(self, attribution: Attribution | None, recipients: tuple[Participant, ...]) -> tuple[Participant, ...]:
        """The state of an official who tells a measure in the passive, without a doer, against another state."""
        mention = self.index.by_id.get(attribution.mention or "") if attribution else None
        if mention is None:
            return ()
        first = self.index.first(mention)
        country, sector = mention.country or first.country, mention.sector or first.sector
        state = self.codebook.gazetteer.state(country) if country else None
        if state is None or sector not in _OFFICIAL or country in {p.country for p in recipients}:
            return ()
        return (Participant(None, state.name, country, None),)

    def _carrier(self, noun: Token) -> tuple[Participant, ...]:
        """`announced the closure`: who announced; climbs over nouns (`the start of talks`)."""
        token = noun
        for _ in range(4):
            if token.head == token.i:
                return ()
            head = self.roles.annotated.tokens[token.head]
            if head.pos == "VERB":
                if token.dep in {"dobj", "nsubjpass", "pobj", "xcomp", "conj", "attr"} and head.lemma in self.carrying - self.demanding:
                    parties = [p for subject in self.roles.subject(head) for t in self.roles.with_conjuncts(subject) for p in self.party(t)]
                    return tuple({self._same(p): p for p in parties}.values())
                return ()
            token = head
        return ()

    def party(self, token: Token, depth: int = 0) -> list[Participant]:
        """The entity at a token, else the one inside its phrase (`the work of the centre`); a place stands for its state."""
        mention = self.index.at.get(token.i)
        if mention is not None and self._acts(mention):
            counted = mention.form == "demonym" and any(c.dep == "nummod" for c in self.roles.annotated.children(token.i))
            return [self._unnamed(token, mention.country)] if counted else [self._participant(mention)]
        if mention is not None and mention.kind == "place":
            return self._state_of(mention)
        if depth > 2 or token.pos not in {"NOUN", "PROPN", "VERB", "ADJ", "NUM", "PRON"}:
            return []
        for role in _DRILL:
            for filler in self.roles.fill(token.i, role):
                if filler.i != token.i and (inner := self.party(filler, depth + 1)):
                    flag = role == "modifier" and token.pos in {"NOUN", "PROPN"} and token.dep not in {"compound", "amod"}
                    return [self._unnamed(token, inner[0].country)] if flag else inner
        return []

    def _unnamed(self, token: Token, country: str | None) -> Participant:
        """`twelve Estavian diplomats`: known by these words and their state alone."""
        span = phrase_span(self.roles.annotated, token.i)
        words = " ".join(self.roles.annotated.document.text[span.start : span.end].split())
        for article in ("the ", "a ", "an ", "The ", "A ", "An "):
            words = words.removeprefix(article)
        return Participant(None, words if len(words) <= _LONGEST_NAME else token.text, country, None)

    def _acts(self, mention: EntityMention) -> bool:
        first = self.index.first(mention)
        return mention.kind in _ACTORS or (mention.form == "pronoun" and first.kind in _ACTORS)

    def _participant(self, mention: EntityMention) -> Participant:
        first = self.index.first(mention)
        name = first.name if mention.form in {"pronoun", "nominal"} else mention.name
        country = mention.country or first.country or self._flag(mention)
        owner = self.codebook.gazetteer.state(country) if mention.kind == "weapon" and country else None
        if owner is not None:  # a missile does not act: its state does
            return Participant(None, owner.name, country, None)
        return Participant(mention.id, name, country, mention.sector or first.sector)

    def _flag(self, mention: EntityMention) -> str | None:
        """`a Russian S-300 missile`: the state named before or as possessor."""
        for role in ("possessor", "modifier"):
            for token in self.roles.fill(mention.head, role):
                owner = self.index.at.get(token.i)
                if owner is not None and owner.country:
                    return owner.country
        return None

    def _state_of(self, mention: EntityMention) -> list[Participant]:
        state = self.codebook.gazetteer.state(mention.country) if mention.country else None
        return [Participant(None, state.name, mention.country, None)] if state else []
