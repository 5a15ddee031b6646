"""Yields who and what fills the roles of a verb or noun in the parse: subject, object, prepositions, possessor … across voices and clauses."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from dragoman.core.documents import Annotated, Token
from dragoman.extract.rules.attachments import blamed, by, called_on, cleft, decided_by, hidden_object, late_agents, listed_before, rung_up, with_first_of_list
from dragoman.extract.rules.conjuncts import with_conjuncts
from dragoman.extract.rules.given import given_to
from dragoman.extract.rules.prepositions import bound, marks_at, objects_of, shared_by_list, stands, under_names
from dragoman.extract.rules.voice import is_passive

_SUBJECTS = {"nsubj", "csubj", "expl"}
_PASSIVE_SUBJECTS = {"nsubjpass", "csubjpass"}
_ANY_SUBJECTS = _SUBJECTS | _PASSIVE_SUBJECTS
_REAL_SUBJECTS = _ANY_SUBJECTS - {"expl"}
_RELATIVES = {"WDT", "WP", "WP$"}
_NOUNS = {"NOUN", "PROPN", "PRON", "NUM"}
_FINITE = {"VBZ", "VBD", "VBP"}
_CHARGING = frozenset({"charge", "credit", "task", "entrust"})
_LIKE_IT = {"amod", "compound", "nmod", "conj"}
_MAX_CLIMB = 6
_CHILDREN = {"auxiliary": {"aux", "auxpass"}, "negation": {"neg"}, "relative": {"relcl", "acl"}, "adverbial": {"npadvmod"}}
_NAMED = {"modifier": "modifiers", "particle": "particles"} | {name: name for name in ("subject", "object", "complement", "possessor", "dative",
          "governor", "source", "sentence", "topic", "preposition")}  # fmt: skip
"""Roles that have a method of their own; every other is a preposition."""


class Roles:
    """Looks up fillers of roles in one document."""

    def __init__(self, annotated: Annotated, words: Callable[[str], frozenset[str]], sources: Mapping[int, int] | None = None) -> None:
        """annotated: the parse; words: the lists `object_control` (order, urge …), `authoring` (whoever makes, sends … a thing, it is his), `measures`
        (what counts stands behind their `of`) and those named below alike; sources: attributed token to head of who says it.
        """
        self.annotated = annotated
        self.object_control, self.authoring, self.measures = words("object_control"), words("authoring"), words("measures")
        self.near, self.giving, self.heading = words("imminent"), words("giving"), words("heading")
        self.homeward, self.answering, self.travelling = words("homeward"), words("answering"), (words("travelling"), words("traffic"))
        self.sources = sources or {}
        self._filled: dict[tuple[int, str], list[Token]] = {}  # triggers of one head ask for the same roles again and again
        self._words: dict[int, frozenset[str]] = {}
        self._passive: dict[int, bool] = {}
        self._listed: dict[int, list[Token]] = {}

    def fill(self, i: int, role: str) -> list[Token]:
        """Head tokens that fill a role of token i, best first; dotted roles go on from each filler."""
        found = self._filled.get((i, role))
        if found is None:
            found = self._filled[i, role] = self._one(self.annotated.tokens[i], role)
        return found

    def _one(self, token: Token, role: str) -> list[Token]:
        if role in _NAMED:
            found: list[Token] = getattr(self, _NAMED[role])(token)
            return found
        if role in _CHILDREN:
            return [c for c in self.annotated.children(token.i) if c.dep in _CHILDREN[role]]
        first, _, rest = role.partition(".")
        if rest:
            return _unique(t for filler in self.fill(token.i, first) for t in self.fill(filler.i, rest))
        return self.prepositional(token, role) if role == "by" or stands(role, self.said(token.sentence)) else []  # whose a thing is needs no `by`

    def said(self, sentence: int) -> frozenset[str]:
        """The words of a sentence as written: most prepositions that are asked for stand nowhere in it."""
        if sentence not in self._words:
            self._words[sentence] = frozenset(t.text.lower() for t in self.annotated.sentence_tokens(self.annotated.sentences[sentence]))
        return self._words[sentence]

    # ------------------------------------------------------------ voice
    def passive(self, verb: Token) -> bool:
        """Is the verb in the passive: with auxiliary, as a bare participle after a noun, or in a headline without object?"""
        if verb.i not in self._passive:
            self._passive[verb.i] = is_passive(self.annotated, verb, self.passive, self.giving)
        return self._passive[verb.i]

    # ------------------------------------------------------------ subject
    def subject(self, verb: Token) -> list[Token]:
        """Who does it: the subject of an active verb, the by-agent of a passive one; inherited where left out."""
        if verb.pos not in {"VERB", "AUX"}:
            return self._subject_of_predicate(verb)
        if self.passive(verb):
            return self._agent(verb)
        return self._grammatical(verb, 0)

    def _agent(self, verb: Token) -> list[Token]:
        found = by(self.annotated, verb)
        if not found and verb.dep == "conj":
            head = self.annotated.tokens[verb.head]
            if head.pos == "VERB" and self.passive(head):
                return self._agent(head)
        return self._resolved(found or late_agents(self.annotated, verb))

    def _grammatical(self, verb: Token, depth: int) -> list[Token]:
        """The surface subject of a verb, or the one it inherits."""
        own = [c for c in self.annotated.children(verb.i) if c.dep in _REAL_SUBJECTS] or listed_before(self.annotated, verb)
        if own:
            return self._resolved(with_first_of_list(self.annotated, own))
        if depth > _MAX_CLIMB or verb.head == verb.i:
            return []
        return self._inherited(verb, self.partner(verb), depth + 1)

    def partner(self, verb: Token) -> Token:
        """The head; for a finite verb listed with an infinitive (`asked them to go and threatens …`) the verb that governs that infinitive."""
        head = self.annotated.tokens[verb.head]
        while verb.dep == "conj" and verb.tag in _FINITE | {"VBG"} and head.tag == "VB" and head.dep in {"xcomp", "ccomp", "conj"} and head.head != head.i:
            head = self.annotated.tokens[head.head]
        return head

    def _inherited(self, verb: Token, head: Token, depth: int) -> list[Token]:
        if verb.dep in {"acl", "relcl"} and head.pos in _NOUNS:
            if verb.tag in {"VBG", "VBN"} or verb.dep == "relcl":
                others = head.dep == "conj" and any(c.lemma == "other" for c in self.annotated.children(head.i))
                return [self.annotated.tokens[head.head]] if others else [head]  # `Norland and other states taking part`: all of them
            return self.possessor(head) or decided_by(self.annotated, head) or self._holder(head, depth)  # `the decision by Norland to close …`
        controlled = verb.dep in {"xcomp", "ccomp"} and head.lemma in self.object_control
        if objects := given_to(self.annotated, verb, self.giving) or ((self.object(head) or called_on(self.annotated, head, verb)) if controlled else []):
            return objects
        listed = verb.dep == "dep" and verb.tag in _FINITE and head.i < verb.i  # `froze trade, sent the envoy home, closed its ports`
        if (listed or verb.dep in {"conj", "xcomp", "advcl", "ccomp"}) and head.pos in {"VERB", "AUX", "ADJ"}:
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
        if preposition.lemma in {"of", "for", "from"} or (preposition.lemma == "with" and governor.lemma in _CHARGING):
            return self.object(governor) or self._grammatical(governor, depth)
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
        if own := [c for c in self.annotated.children(word.i) if c.dep in _SUBJECTS]:  # `found the state guilty`
            return self._resolved(own)
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
            given = [c for c in kids if c.dep == "dobj"] if verb.lemma in self.giving else []
            own = given or [c for c in kids if c.dep in _ANY_SUBJECTS]
            if own:
                return self._resolved(own)
            return self._grammatical(verb, 0)
        own = [c for c in kids if c.dep in {"dobj", "obj"}] or rung_up(self.annotated, verb)
        return self._resolved(own) if own else self._shared_object(verb)

    def _shared_object(self, verb: Token) -> list[Token]:
        """`condemned and rejected the plan`: the object of the last conjunct; `the note that it sent`: the head of the relative clause."""
        for child in self.annotated.children(verb.i):
            if child.dep == "conj" and child.pos == "VERB" and child.start - verb.end < 20:
                return [c for c in self.annotated.children(child.i) if c.dep in {"dobj", "obj"}]
        return hidden_object(self.annotated, verb)

    def dative(self, verb: Token) -> list[Token]:
        """Indirect object, with or without `to`."""
        found: list[Token] = []
        kids = self.annotated.children(verb.i)
        for child in kids:
            if child.dep in {"dative", "iobj"}:
                found += [child] if child.pos in _NOUNS else [c for c in self.annotated.children(child.i) if c.dep == "pobj"]
        if not found and verb.lemma in self.giving and any(c.dep == "dobj" for c in kids):
            found = [c for c in kids if c.dep == "nsubjpass"] or (self._grammatical(verb, 0) if self.passive(verb) else [])  # `Estavia was given two ships`
        return self._resolved(found)

    def complement(self, verb: Token) -> list[Token]:
        """Heads of clauses and infinitives under the verb or adjective: `signed an accord to supply`, `gave money to promote`."""
        found = [c for c in self.annotated.children(verb.i) if c.dep in {"xcomp", "ccomp", "acl", "acomp", "oprd"}]
        return found or [c for c in self.annotated.children(verb.i) if c.dep in {"advcl", "relcl"} and c.tag == "VB" and c.i > verb.i]

    def topic(self, verb: Token) -> list[Token]:
        """Whom a clause behind a verb of saying or thinking is about: its subject (`believes that Norland can cope`)."""
        clauses = [c for c in self.annotated.children(verb.i) if c.dep in {"ccomp", "acl"} and c.i > verb.i]
        kids = [c for clause in clauses for c in self.annotated.children(clause.i)]
        return self._resolved(c for c in kids if c.dep in _REAL_SUBJECTS and c.tag not in _RELATIVES)

    def source(self, word: Token) -> list[Token]:
        """Who says the words that the token stands in; nobody where the outlet speaks."""
        return [self.annotated.tokens[self.sources[word.i]]] if word.i in self.sources else []

    def sentence(self, word: Token) -> list[Token]:
        """Every other word of the sentence: for conditions on what it is about."""
        return [t for t in self.annotated.sentence_tokens(self.annotated.sentence_of(word.i)) if t.i != word.i]

    def preposition(self, word: Token) -> list[Token]:
        """The preposition that a word hangs on: `at` of `at the request of Norland`."""
        head = self.annotated.tokens[word.head]
        return [head] if word.dep == "pobj" and head.i != word.i else []

    def governor(self, word: Token) -> list[Token]:
        """The verb (or noun) that a word depends on, through prepositions."""
        for up in self.annotated.ancestors(word.i):
            if up.pos in {"VERB", "AUX", "NOUN", "ADJ"} and up.dep != "prep":
                return [up]
        return []

    def imminent(self, verb: Token) -> bool:
        """`is about to meet`, `on the verge of meeting`: on the point of being done, which is no promise of it."""
        ups = [self.annotated.tokens[verb.head], *(up for up, _ in zip(self.annotated.ancestors(verb.head), range(1), strict=False))]
        return verb.dep in {"xcomp", "pcomp", "acl"} and any(up.lemma in self.near for up in ups)

    # ------------------------------------------------------------ nouns
    def possessor(self, noun: Token) -> list[Token]:
        """`Norland's invasion`, `its invasion`."""
        own = [c for c in self.annotated.children(noun.i) if c.dep == "poss"]
        return self._resolved(blamed(self.annotated, noun) if own and own[0].tag == "PRP$" else own) or self._resolved(own)

    def modifiers(self, noun: Token) -> list[Token]:
        """Adjectives and nouns before a noun, and who does in `Norland-led`; for verbs, adverbs and adverbial particles."""
        verbal = noun.pos in {"VERB", "AUX"} and noun.dep not in {"dobj", "pobj"}  # `rejected a Karsian call`: tagged as a verb, and none
        wanted = {"advmod"} if verbal else {"amod", "compound", "nmod", "nummod"}
        kids = [c for c in self.annotated.children(noun.i) if c.dep in wanted]
        return kids + [g for c in kids for g in self.annotated.children(c.i) if g.dep in _LIKE_IT or (g.dep == "npadvmod" and c.lemma in self.heading)]

    def particles(self, verb: Token) -> list[Token]:
        """Particles and short adverbs of a phrasal verb: shut down, take back."""
        near = (c for c in self.annotated.children(verb.i) if c.dep in {"advmod", "prep"} and (c.i - verb.i <= 5 or c.lemma in self.homeward))
        return [*(c for c in self.annotated.children(verb.i) if c.dep == "prt"), *near]

    def prepositional(self, word: Token, preposition: str) -> list[Token]:
        """Objects of a preposition that hangs on the word, on its object, or on the verb that it is the object of."""
        hosts = [word.i]
        if word.pos in {"VERB", "AUX"}:
            hosts += [t.i for t in self.fill(word.i, "object")]
        elif word.dep == "dobj" or (word.dep == "nsubjpass" and not (preposition == "by" and self.annotated.tokens[word.head].lemma in self.answering)):
            hosts.append(word.head)
        counted = [h for h in hosts if self.annotated.tokens[h].lemma in self.measures] if preposition != "of" else []
        hosts += [t.i for h in counted for t in self.fill(h, "of")]  # `eased some of its sanctions on Karsia`
        found: list[Token] = []
        for host in hosts:
            for child in self.annotated.children(host):
                for mark in marks_at(self.annotated, child, preposition, self.homeward):
                    found += objects_of(self.annotated, mark)
                if child.dep in {"acl", "relcl"} and child.lemma in self.authoring and self.annotated.tokens[host].pos == "NOUN":
                    found += self._authored(child, preposition)
            found += [t for mark in under_names(self.annotated, host, preposition) for t in objects_of(self.annotated, mark)]
            found += bound(self.annotated, host, self.travelling) if preposition in {"from", "to"} else []
        return self._resolved(_unique(found or shared_by_list(self.annotated, word, preposition)))

    def _authored(self, verb: Token, preposition: str) -> list[Token]:
        """`the offer made by Norland`, `the note that Norland sent`: by; `the sanctions imposed on Estavia`: on, against."""
        if preposition == "by":
            return self.subject(verb)
        marks = [c for c in self.annotated.children(verb.i) if c.dep == "prep" and c.text.lower() == preposition]
        return [t for mark in marks for t in objects_of(self.annotated, mark)] if preposition in {"on", "against"} else []

    # ------------------------------------------------------------ relatives and lists
    def _resolved(self, tokens: Iterable[Token]) -> list[Token]:
        """Relative pronouns give way to the noun that they stand for; of `Former envoy Marel`, read as two subjects, the name stays."""
        found = list(tokens)
        if len(found) < 2:
            return [self._antecedent(t) for t in found]
        names = {t.i for t in found if t.pos == "PROPN"}
        return _unique(self._antecedent(t) for t in found if t.i + 1 not in names)

    def _antecedent(self, token: Token) -> Token:
        if token.tag not in _RELATIVES and not (token.lemma == "that" and token.pos == "PRON"):
            return token
        for up in self.annotated.ancestors(token.i):
            if up.dep == "relcl":
                return self.annotated.tokens[up.head]
        return cleft(self.annotated, token) or token

    def with_conjuncts(self, token: Token) -> list[Token]:
        """A filler and those listed with it (`A, B and C`)."""
        if token.i not in self._listed:
            self._listed[token.i] = with_conjuncts(self.annotated, token)
        return self._listed[token.i]


def _unique(tokens: Iterable[Token]) -> list[Token]:
    return list({t.i: t for t in tokens}.values())
