"""Yields the words from which a summary is made: verb, object and what follows, with {r} for the recipients, and which side is its subject."""

from __future__ import annotations

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Annotated, Token
from dragoman.core.mentions import Participant
from dragoman.extract.rules.arguments import Roles
from dragoman.extract.rules.matching import EntityIndex, Match
from dragoman.extract.rules.spans import clause_span, phrase_span, times_over

_LONGEST = 90
_LONGEST_REST = 150
_CLAUSES = {"xcomp", "ccomp"}
_FOLLOWING = {"prep", "xcomp", "ccomp", "acomp", "oprd", "dative"}
_LOWERED = {"The", "A", "An", "It", "He", "She", "They", "We", "There", "This", "That", "These", "Those", "Its", "His", "Her", "Their"}
_LEFT_OUT = {"by", "after", "before", "since", "during", "while", "amid", "despite", "according"}


class Wording:
    """Reads the wording of a match in one document."""

    def __init__(self, annotated: Annotated, index: EntityIndex, roles: Roles, codebook: Codebook) -> None:
        """annotated, index, roles: of the document; codebook: the verb behind a noun."""
        self.annotated = annotated
        self.index = index
        self.roles = roles
        self.enacting = codebook.language.words("summaries", "enacting")
        self.standing = codebook.language.words("summaries", "standing")
        self.noun_verbs: dict[str, str] = dict(codebook.language.table("summaries")["noun_verbs"])

    def of(self, match: Match, actors: tuple[Participant, ...], recipients: tuple[Participant, ...]) -> tuple[tuple[str, str], ...]:
        """(verb, …), (particle, …), (object, …), (rest, …), (number, plural), (subject, r), (doer, …), (doers, plural) where they apply, else nothing.

        object and rest hold `{r}` where the recipients stand; doer: the words of a doer that is known by his state alone (`a Russian missile`).
        """
        token = match.token
        if match.trigger.pos == "noun":
            verb, _, rest = self.noun_verbs.get(token.lemma, "").partition(" ")
            return (("verb", verb), ("rest", rest) if rest else ("object", "{r}")) if verb else ()
        if match.trigger.actor == ("source",):
            return ()
        if match.trigger.pos == "adj":
            doer = self._doer(token, self._spots(actors))
            many = (("doers", "plural"),) if self._is_many(token) else ()
            return (("verb", "be"), ("rest", token.text.lower()), ("doer", doer), *many) if doer else ()
        spots = self._spots(recipients)
        passive = self.roles.passive(token)
        if not passive and (told := self._carried(token)):
            return told
        parts = {"verb": token.lemma, "particle": self._particle(token), **self._object(token, spots, recipients), "rest": self._rest(token, spots)}
        if not passive and (any(r == "subject" for r in match.trigger.recipient) or any(t.i in spots for t in self.roles.subject(token))):
            parts["subject"] = "r"
        else:
            parts["doer"] = self._doer(token, self._spots(actors))
            parts["doers"] = "plural" if parts["doer"] and self._is_many(token) else ""
        if match.trigger.modality == "threatened" and any(c.role == "auxiliary" for c in match.trigger.conditions):
            parts |= {"verb": "threaten", "particle": "", "object": "", "rest": f"to {token.lemma} {parts['rest']}".strip()}
        return tuple((k, v) for k, v in parts.items() if v)

    def _carried(self, verb: Token) -> tuple[tuple[str, str], ...]:
        """`announced the closure of`: closed."""
        for token in self.roles.object(verb)[:1] if verb.lemma in self.enacting else ():
            inner, _, rest = self.noun_verbs.get(token.lemma, "").partition(" ")
            if inner:
                return ("verb", inner), ("rest", rest) if rest else ("object", "{r}")
        return ()

    def _spots(self, parties: tuple[Participant, ...]) -> set[int]:
        """Head tokens of parties."""
        return {m.head for p in parties if p.mention and (m := self.index.by_id.get(p.mention))}

    def _particle(self, verb: Token) -> str:
        """Particles, and a preposition left without its object: `was shot at`."""
        found = [t for t in self.roles.particles(verb) if t.dep == "prt" or (t.dep == "prep" and t.i == verb.i + 1 and not self.annotated.children(t.i))]
        return " ".join(t.text.lower() for t in found)

    def _object(self, verb: Token, spots: set[int], recipients: tuple[Participant, ...]) -> dict[str, str]:
        """The object's words; `his name` stands for him where he is the recipient, as `the three` does for those whom another sentence names."""
        for token in self.roles.object(verb)[:1]:
            if token.dep == "nsubj" and token.i > verb.i != token.head and self.annotated.tokens[token.head].head == verb.i:
                return {}  # `considered the raid illegal`: told with the rest
            held = self._holds(token, spots) or (bool(recipients) and token.pos == "NUM" and [c.dep for c in self.annotated.children(token.i)] == ["det"])
            words = "{r}" if held else self._owned(token, spots) or self._phrase(token, spots)
            given = [c for c in self.annotated.children(verb.i) if c.dep == "dative" and c.pos in {"NOUN", "PROPN", "PRON"}]
            to_whom = ("{r} " if given[0].i in spots else f"{self._phrase(given[0])} ") if given and words != "{r}" else ""
            return {"object": to_whom + words, "number": "plural" if token.tag in {"NNS", "NNPS"} else ""}
        return {}

    def _owned(self, token: Token, spots: set[int]) -> str:
        """`his remarks`: the remarks of {r}, whom a sentence by itself must name; `his name` stands for him. Empty where no pronoun owns it."""
        if not any(t.i in spots and t.pos == "PRON" for t in self.roles.possessor(token)):
            return ""
        if token.lemma in self.standing:
            return "{r}"
        _, _, owned = self._phrase(token).partition(" ")
        return f"the {owned} of {{r}}" if owned else "{r}"

    def _is_many(self, verb: Token) -> bool:
        """Is its subject in the plural?"""
        return any(t.tag in {"NNS", "NNPS"} for t in self.roles.subject(verb)[:1])

    def _doer(self, verb: Token, spots: set[int]) -> str:
        """Words of a subject that is not itself the actor: `an Estavian flag`, `the drone`; nothing where a pronoun would be left hanging."""
        for token in self.roles.subject(verb)[:1]:
            mention = self.index.at.get(token.i)
            named = mention is not None and mention.form != "nominal"
            if token.i in spots or named or token.pos not in {"NOUN", "PROPN"}:
                continue
            phrase, pronouns = self._phrase(token), [t for t in self.annotated.subtree(token.i) if t.pos == "PRON"]
            if not pronouns:
                return phrase
            if len(pronouns) == 1 and pronouns[0].dep == "poss" and phrase.lower().startswith(pronouns[0].text.lower() + " "):
                return "{a}'s " + phrase.partition(" ")[2]
        return ""

    def _rest(self, verb: Token, spots: set[int]) -> str:
        """What follows verb and object, in order: prepositional phrases and complements, without times and the by-agent."""
        following = [c for c in self.annotated.children(verb.i) if c.i > verb.i and c.dep in _FOLLOWING and (c.dep != "prep" or self.annotated.children(c.i))]
        for thing in self.roles.object(verb)[:1]:  # `accused it of downing the jet`: the phrase hangs on the noun, and is no part of it
            following += [c for c in self.annotated.children(thing.i) if c.dep == "prep" and any(g.dep == "pcomp" for g in self.annotated.children(c.i))]
        found = [self._following(child, spots) for child in following] or [self._said_before(verb)]
        kept: list[str] = []
        for words in found:
            if words and sum(map(len, kept)) + len(words) <= _LONGEST_REST:
                kept.append(words)
        return " ".join(kept)

    def _said_before(self, verb: Token) -> str:
        """`…, the spokesman said`: the words that stand before the verb of saying."""
        for child in self.annotated.children(verb.i):
            if child.dep == "ccomp" and child.i < verb.i:
                span = clause_span(self.annotated, child.i, _LONGEST_REST)
                words = " ".join(self.annotated.document.text[span.start : span.end].split())
                first, _, others = words.partition(" ")
                return f"that {first.lower() if first in _LOWERED else first} {others}" if len(words) < _LONGEST_REST else ""
        return ""

    def _following(self, child: Token, spots: set[int]) -> str:
        if child.lemma in _LEFT_OUT:
            return ""
        tokens = self.annotated.subtree(child.i)
        start, end = tokens[0].start, tokens[-1].end
        if child.dep not in _CLAUSES and times_over(self.annotated, start, end):
            return ""
        objects = [c for c in self.annotated.children(child.i) if c.dep == "pobj"]
        if child.dep in {"prep", "dative"} and objects and self._holds(objects[0], spots):
            return f"{child.text.lower()} {{r}}"
        if child.dep in {"prep", "dative"} and objects:
            return f"{child.text.lower()} {self._phrase(objects[0], spots)}"
        if child.dep == "dative":
            return ""  # stands before the object
        return " ".join(self.annotated.document.text[start:end].split())

    def _holds(self, token: Token, spots: set[int]) -> bool:
        """Do the recipients stand at the token, or are listed with it?"""
        return any(t.i in spots for t in self.roles.with_conjuncts(token))

    def _phrase(self, token: Token, spots: frozenset[int] | set[int] = frozenset()) -> str:
        """A noun phrase with small first article; recipients inside it become `{r}` (`sanctions on {r}`)."""
        text, span = self.annotated.document.text, phrase_span(self.annotated, token.i)
        words = text[span.start : span.end]
        for inner in sorted((self.annotated.tokens[i] for i in spots if i >= 0), key=lambda t: t.i):
            part = phrase_span(self.annotated, inner.i)
            if inner.i != token.i and span.start < part.start and part.end <= span.end and inner.dep == "pobj":
                words = text[span.start : part.start] + "{r}" + text[part.end : span.end]
                break
        words = " ".join(words.split())
        first, _, others = words.partition(" ")
        words = f"{first.lower()} {others}" if first in {"The", "A", "An", "Its", "His", "Her", "Their"} and others else words
        return words if len(words) <= _LONGEST else token.text
