"""Yields who and what fills the roles of a verb or noun in the parse: subject, object, prepositions, possessor … across voices and clauses."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from dragoman.core.documents import Annotated, Token

_SUBJECTS = {"nsubj", "csubj", "expl"}
_PASSIVE_SUBJECTS = {"nsubjpass", "csubjpass"}
_RELATIVES = {"WDT", "WP", "WP$"}
_NOUNS = {"NOUN", "PROPN", "PRON", "NUM"}
_FINITE = {"VBZ", "VBD", "VBP"}
_MAX_CLIMB = 6


class Roles:
    """Looks up fillers of roles in one document; object_control: lemmas of verbs whose object does what their infinitive says."""

    def __init__(self, annotated: Annotated, object_control: frozenset[str], sources: Mapping[int, int] | None = None) -> None:
        """annotated: the parse; object_control: order, urge, accuse …; sources: token inside attributed words to the head token of who says them."""
        self.annotated = annotated
        self.object_control = object_control
        self.sources = sources or {}

    def fill(self, i: int, role: str) -> list[Token]:
        """Head tokens that fill a role of token i, best first; dotted roles go on from each filler."""
        first, _, rest = role.partition(".")
        found = self._one(self.annotated.tokens[i], first)
        if not rest:
            return found
        return _unique(token for filler in found for token in self.fill(filler.i, rest))

    def _one(self, token: Token, role: str) -> list[Token]:
        simple = {
            "subject": self.subject,
            "object": self.object,
            "complement": self.complement,
            "possessor": self.possessor,
            "modifier": self.modifiers,
            "particle": self.particles,
            "dative": self.dative,
            "governor": self.governor,
            "source": self.source,
            "sentence": self.sentence,
        }
        if role in simple:
            return simple[role](token)
        return self.prepositional(token, role)

    # ------------------------------------------------------------ voice
    def passive(self, verb: Token) -> bool:
        """Is the verb in the passive: with auxiliary, as a bare participle after a noun, or in a headline without object?"""
        kids = self.annotated.children(verb.i)
        if any(c.dep in {"auxpass", *_PASSIVE_SUBJECTS, "agent"} for c in kids):
            return True
        if verb.dep == "acl" and verb.tag == "VBN":
            return True
        if verb.dep == "advcl" and verb.tag == "VBN" and not any(c.dep in {"aux", "dobj", *_SUBJECTS} for c in kids):
            return True
        if verb.dep == "conj" and verb.tag == "VBN" and not any(c.dep in {"aux", *_SUBJECTS} for c in kids):
            head = self.annotated.tokens[verb.head]
            return head.pos in {"VERB", "AUX"} and self.passive(head) and not any(c.dep == "dobj" for c in kids)
        return self._headline_passive(verb, kids)

    def _headline_passive(self, verb: Token, kids: tuple[Token, ...]) -> bool:
        """`Embassy closed after row`: a participle without auxiliary and object in a title or heading."""
        zone = self.annotated.sentence_of(verb.i).zone
        return zone in {"title", "heading"} and verb.tag == "VBN" and not any(c.dep in {"aux", "dobj", "ccomp", "xcomp"} for c in kids)

    # ------------------------------------------------------------ subject
    def subject(self, verb: Token) -> list[Token]:
        """Who does it: the subject of an active verb, the by-agent of a passive one; inherited where left out."""
        if verb.pos not in {"VERB", "AUX"}:
            return self._subject_of_predicate(verb)
        if self.passive(verb):
            return self._agent(verb)
        return self._grammatical(verb, 0)

    def _agent(self, verb: Token) -> list[Token]:
        found: list[Token] = []
        for child in self.annotated.children(verb.i):
            if child.dep == "agent" or (child.dep == "prep" and child.lemma == "by"):
                found += [c for c in self.annotated.children(child.i) if c.dep == "pobj"]
        if not found and verb.dep == "conj":
            head = self.annotated.tokens[verb.head]
            if head.pos == "VERB" and self.passive(head):
                return self._agent(head)
        return self._resolved(found)

    def _grammatical(self, verb: Token, depth: int) -> list[Token]:
        """The surface subject of a verb, or the one it inherits."""
        own = [c for c in self.annotated.children(verb.i) if c.dep in _SUBJECTS | _PASSIVE_SUBJECTS and c.dep != "expl"]
        if own:
            return self._resolved(own)
        if depth > _MAX_CLIMB or verb.head == verb.i:
            return []
        return self._inherited(verb, self.partner(verb), depth + 1)

    def partner(self, verb: Token) -> Token:
        """The head; for a finite verb listed with an infinitive (`asked them to go and threatens …`) the verb that governs that infinitive."""
        head = self.annotated.tokens[verb.head]
        while verb.dep == "conj" and verb.tag in _FINITE and head.tag == "VB" and head.dep in {"xcomp", "ccomp", "conj"} and head.head != head.i:
            head = self.annotated.tokens[head.head]
        return head

    def _inherited(self, verb: Token, head: Token, depth: int) -> list[Token]:
        if verb.dep in {"acl", "relcl"} and head.pos in _NOUNS:
            if verb.tag in {"VBG", "VBN"} or verb.dep == "relcl":
                return [head]
            return self.possessor(head) or self._holder(head, depth)
        if verb.dep in {"xcomp", "ccomp"} and head.lemma in self.object_control:
            objects = self.object(head)
            if objects:
                return objects
        if verb.dep in {"conj", "xcomp", "advcl", "ccomp"} and head.pos in {"VERB", "AUX", "ADJ"}:
            return self._grammatical(head, depth) if head.pos != "ADJ" else self._subject_of_predicate(head)
        if verb.dep == "pcomp":
            return self._of_pcomp(head, depth)
        return []

    def _of_pcomp(self, preposition: Token, depth: int) -> list[Token]:
        """`accused X of downing` : X; `was sanctioned for supporting` : the sanctioned; `stopped short of claiming`: the stopper."""
        governor = self.annotated.tokens[preposition.head]
        if governor.pos in _NOUNS:
            if governor.dep == "dobj" and self.annotated.tokens[governor.head].lemma in self.object_control:
                return [governor]
            return self.possessor(governor) or self._holder(governor, depth)
        if governor.pos not in {"VERB", "AUX"}:
            return self._subject_of_predicate(governor)
        if preposition.lemma in {"of", "for", "from"} and self.object(governor):
            return self.object(governor)
        return self._grammatical(governor, depth)

    def _holder(self, noun: Token, depth: int) -> list[Token]:
        """Subject of the verb that governs a noun: `announced plans to sue`."""
        if noun.head == noun.i or depth > _MAX_CLIMB:
            return []
        head = self.annotated.tokens[noun.head]
        if noun.dep in {"dobj", "attr", "oprd"} and head.pos in {"VERB", "AUX"}:
            return self._grammatical(head, depth)
        if noun.dep == "pobj":
            return self._holder(self.annotated.tokens[head.head], depth + 1) if head.head != head.i else []
        return []

    def _subject_of_predicate(self, word: Token) -> list[Token]:
        """Subject of an adjective or noun said of somebody: `Russia was ready`, `they were allies`."""
        for up in (word, *self.annotated.ancestors(word.i)):
            if up.pos in {"VERB", "AUX"}:
                return self._grammatical(up, 1)
            if up.dep not in {"acomp", "attr", "conj", "oprd", "prep", "pobj", "advmod"}:
                return []
        return []

    # ------------------------------------------------------------ object
    def object(self, verb: Token) -> list[Token]:
        """To whom it is done: the direct object, or the subject of a passive."""
        kids = self.annotated.children(verb.i)
        if verb.pos in {"VERB", "AUX"} and self.passive(verb):
            own = [c for c in kids if c.dep in _PASSIVE_SUBJECTS | _SUBJECTS]
            if own:
                return self._resolved(own)
            return self._grammatical(verb, 0)
        own = [c for c in kids if c.dep in {"dobj", "obj"}]
        if own:
            return self._resolved(own)
        return self._shared_object(verb)

    def _shared_object(self, verb: Token) -> list[Token]:
        """`condemned and rejected the plan`: the object of the last conjunct; `the note that it sent`: the head of the relative clause."""
        for child in self.annotated.children(verb.i):
            if child.dep == "conj" and child.pos == "VERB" and child.start - verb.end < 20:
                return [c for c in self.annotated.children(child.i) if c.dep in {"dobj", "obj"}]
        return []

    def dative(self, verb: Token) -> list[Token]:
        """Indirect object, with or without `to`."""
        found: list[Token] = []
        for child in self.annotated.children(verb.i):
            if child.dep in {"dative", "iobj"}:
                found += [child] if child.pos in _NOUNS else [c for c in self.annotated.children(child.i) if c.dep == "pobj"]
        return self._resolved(found)

    def complement(self, verb: Token) -> list[Token]:
        """Heads of clauses and infinitives under the verb or adjective."""
        return [c for c in self.annotated.children(verb.i) if c.dep in {"xcomp", "ccomp", "acl", "acomp", "oprd"}]

    def source(self, word: Token) -> list[Token]:
        """Who says the words that the token stands in; nobody where the outlet speaks."""
        return [self.annotated.tokens[self.sources[word.i]]] if word.i in self.sources else []

    def sentence(self, word: Token) -> list[Token]:
        """Every other word of the sentence: for conditions on what it is about."""
        return [t for t in self.annotated.sentence_tokens(self.annotated.sentence_of(word.i)) if t.i != word.i]

    def governor(self, word: Token) -> list[Token]:
        """The verb (or noun) that a word depends on, through prepositions."""
        for up in self.annotated.ancestors(word.i):
            if up.pos in {"VERB", "AUX", "NOUN", "ADJ"} and up.dep != "prep":
                return [up]
        return []

    # ------------------------------------------------------------ nouns
    def possessor(self, noun: Token) -> list[Token]:
        """`Norland's invasion`, `its invasion`."""
        return self._resolved([c for c in self.annotated.children(noun.i) if c.dep == "poss"])

    def modifiers(self, noun: Token) -> list[Token]:
        """Adjectives and nouns before a noun; for verbs, adverbs and adverbial particles."""
        wanted = {"amod", "compound", "nmod", "nummod"} if noun.pos not in {"VERB", "AUX"} else {"advmod"}
        kids = [c for c in self.annotated.children(noun.i) if c.dep in wanted]
        return kids + [g for c in kids for g in self.annotated.children(c.i) if g.dep in {"amod", "compound", "nmod"}]

    def particles(self, verb: Token) -> list[Token]:
        """Particles and short adverbs of a phrasal verb: shut down, take back."""
        return [c for c in self.annotated.children(verb.i) if c.dep == "prt" or (c.dep in {"advmod", "prep"} and c.i - verb.i <= 3)]

    def prepositional(self, word: Token, preposition: str) -> list[Token]:
        """Objects of a preposition that hangs on the word, on its object, or on the verb that it is the object of."""
        hosts = [word.i]
        if word.pos in {"VERB", "AUX"}:
            hosts += [t.i for t in self.object(word)]
        elif word.dep in {"dobj", "nsubjpass"}:
            hosts.append(word.head)
        found: list[Token] = []
        for host in hosts:
            for child in self.annotated.children(host):
                if child.dep in {"prep", "agent", "dative", "prt", "advmod", "mark"} and child.text.lower() == preposition:
                    found += self._objects_of(child)
        return self._resolved(_unique(found))

    def _objects_of(self, preposition: Token) -> list[Token]:
        found = []
        for child in self.annotated.children(preposition.i):
            if child.dep in {"pobj", "pcomp"}:
                found.append(child)
            elif child.dep == "prep":
                found += self._objects_of(child)
        return found

    # ------------------------------------------------------------ relatives and lists
    def _resolved(self, tokens: Iterable[Token]) -> list[Token]:
        """Relative pronouns give way to the noun that they stand for; of `Former envoy Marel`, read as two subjects, the name stays."""
        found = list(tokens)
        names = {t.i for t in found if t.pos == "PROPN"}
        return _unique(self._antecedent(t) for t in found if t.i + 1 not in names)

    def _antecedent(self, token: Token) -> Token:
        if token.tag not in _RELATIVES and not (token.lemma == "that" and token.pos == "PRON"):
            return token
        for up in self.annotated.ancestors(token.i):
            if up.dep == "relcl":
                return self.annotated.tokens[up.head]
        return token

    def with_conjuncts(self, token: Token) -> list[Token]:
        """A filler and those listed with it (`A, B and C`)."""
        found = [token]
        if token.tag == "NNS" and (named := [c for c in self.annotated.children(token.i) if c.dep == "appos" and c.pos == "PROPN"]):
            found = named[:1]  # `the deputies A and B`: the people, not the word for them
            return self.with_conjuncts(found[0])
        for child in self.annotated.children(token.i):
            if child.dep == "conj" and child.pos in _NOUNS:
                found += self.with_conjuncts(child)
        return found


def _unique(tokens: Iterable[Token]) -> list[Token]:
    return list({t.i: t for t in tokens}.values())
