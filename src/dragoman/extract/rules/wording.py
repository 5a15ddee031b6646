"""Yields the words from which a summary is made: verb, what follows it with {r} for the recipients, and which side is its subject."""

from __future__ import annotations

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Annotated, Token
from dragoman.core.mentions import Participant
from dragoman.extract.rules.arguments import Roles
from dragoman.extract.rules.matching import EntityIndex, Match
from dragoman.extract.rules.spans import phrase_span

_LONGEST = 90
_PREPOSITIONS = {"on", "against", "with", "to", "from", "in", "into", "of", "over", "for", "at", "about", "near"}


class Wording:
    """Reads the wording of a match in one document."""

    def __init__(self, annotated: Annotated, index: EntityIndex, roles: Roles, codebook: Codebook) -> None:
        """annotated, index, roles: of the document; codebook: the verb behind a noun."""
        self.annotated = annotated
        self.index = index
        self.roles = roles
        self.noun_verbs: dict[str, str] = dict(codebook.language.table("summaries")["noun_verbs"])

    def of(self, match: Match, actors: tuple[Participant, ...], recipients: tuple[Participant, ...]) -> tuple[tuple[str, str], ...]:
        """(verb, …), (particle, …), (object, …), (tail, …), (subject, r) and (doer, …) where they apply; nothing where the type's own phrase serves better."""
        token = match.token
        if match.trigger.pos == "noun":
            verb = self.noun_verbs.get(token.lemma)
            return (("verb", verb), ("object", "{r}")) if verb else ()
        if match.trigger.pos != "verb":
            return ()
        spots = self._spots(recipients)
        passive = self.roles.passive(token)
        parts = {"verb": token.lemma, **self._after(token, spots)}
        suffering = not passive and any(r == "subject" for r in match.trigger.recipient)
        if suffering or (not passive and any(t.i in spots for t in self.roles.subject(token))):
            parts["subject"] = "r"
        elif not actors and not passive:
            parts["doer"] = " ".join(self._phrase(t) for t in self.roles.subject(token)[:1] if t.pos in {"NOUN", "PROPN"})
        return tuple((k, v) for k, v in parts.items() if v)

    def _spots(self, recipients: tuple[Participant, ...]) -> set[int]:
        """Head tokens of the recipients."""
        return {m.head for p in recipients if p.mention and (m := self.index.by_id.get(p.mention))}

    def _after(self, verb: Token, spots: set[int]) -> dict[str, str]:
        """Particle, object (`{r}` where the recipients are it) and tail: one prepositional phrase or complement."""
        parts = {"particle": " ".join(t.text.lower() for t in self.roles.particles(verb) if t.dep == "prt")}
        objects = self.roles.object(verb)
        placed = False
        for token in objects[:1]:
            hit = self._holds(token, spots)
            parts["object"] = "{r}" if hit else self._phrase(token)
            parts["number"] = "plural" if token.tag in {"NNS", "NNPS"} else ""
            placed = hit or any(t.i in spots for t in self.annotated.subtree(token.i))
        for preposition in sorted(_PREPOSITIONS) if spots and not placed else ():
            if any(self._holds(t, spots) for t in self.roles.prepositional(verb, preposition)):
                parts["tail"] = preposition + " {r}"
                break
        else:
            parts["tail"] = self._tail(verb, {"xcomp"} if objects else {"xcomp", "prep", "acomp", "advmod"})
        return parts

    def _holds(self, token: Token, spots: set[int]) -> bool:
        """Do the recipients stand at the token, or are listed with it?"""
        return any(t.i in spots for t in self.roles.with_conjuncts(token))

    def _phrase(self, token: Token) -> str:
        span = phrase_span(self.annotated, token.i)
        words = self.annotated.document.text[span.start : span.end]
        return " ".join(words.split()) if len(words) <= _LONGEST else token.text

    def _tail(self, verb: Token, kinds: set[str]) -> str:
        """The first complement or prepositional phrase: `ordered them to leave`, `failed to land`, `divert from its landing`."""
        for child in self.annotated.children(verb.i):
            if child.i > verb.i and child.dep in kinds:
                tokens = self.annotated.subtree(child.i)
                words = self.annotated.document.text[tokens[0].start : tokens[-1].end]
                if len(words) <= _LONGEST:
                    return " ".join(words.split())
        return ""
