"""Yields antecedents of descriptions and pronouns: what was named or described before and agrees with them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Protocol

from dragoman.codebook.skeleton import fold
from dragoman.core.documents import Annotated, Token
from dragoman.extract.rules.attachments import teller_of_blow
from dragoman.extract.rules.candidates import Candidate, by_teller
from dragoman.extract.rules.nouns import Lexicon, named_otherwise

REACH = 3
"""Sentences that a pronoun looks back."""
MEMORY = 25
"""Sentences after which a thing is not meant by a general word (`the organisation`) any more."""
CROWD, THRONG = 80, 500
"""Candidates at most that a pronoun, and a description, looks back over: more stand in the sentences above only where they are lists."""
LEAD = 5
"""Coded sentences of the lead: there an indefinite description may name again what the headline named."""
_MARKING = frozenset({"person", "place", "organisation", "group", "facility"})
_GENERIC = frozenset({"organization", "organisation", "body", "institution", "group"})
_THINGS = frozenset({"state", "organisation", "craft", "document", "weapon", "facility", "group", "law", "place", "other"})
_PHRASE = frozenset({"pobj", "prep", "dobj", "dative", "nsubj", "nsubjpass", "compound", "attr"})
_CONTROLLED = frozenset({"xcomp", "advcl", "conj", "pcomp", "prep"})
_UNSEEN = frozenset({"amod", "compound", "nmod", "npadvmod"})


class Linked(Protocol):
    """What says which chain a candidate is in."""

    def find(self, k: int) -> int: ...


@dataclass(slots=True)
class _Chain:
    """What is known of a chain so far."""

    kinds: set[str] = field(default_factory=set)
    nouns: set[str] = field(default_factory=set)
    words: set[str] = field(default_factory=set)
    contrast: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    wholes: set[str] = field(default_factory=set)
    """What the described are said to be of: `office` of `the head of the office`."""
    marks: set[str] = field(default_factory=set)
    """Names that tell a description from its like: `Norhaven` of `the Norhaven governor`."""
    country: str | None = None
    named: bool = False
    subject: bool = False
    sentence: int = 0


class Antecedents:
    """Looks back over the candidates of one document; `learn` is called for each in text order."""

    def __init__(self, annotated: Annotated, candidates: Sequence[Candidate], chains: Linked, nouns: dict[int, set[str]], lexicon: Lexicon) -> None:
        """nouns: title nouns by candidate."""
        self._annotated = annotated
        self._candidates = candidates
        self._chains = chains
        self._nouns = nouns
        self._lexicon = lexicon
        self._known: dict[int, _Chain] = {}
        self._called: dict[str, set[int]] = {}
        """Chains by the nouns and words that they are known for."""
        self._seen: list[int] = []
        self._roots: list[int] = []
        """The chain of each candidate in `_seen` when it was learned."""
        self._places = {c.head: fold(c.text) for c in candidates if c.form not in {"nominal", "pronoun"} and c.kind in _MARKING}
        order = [s.i for s in annotated.sentences if s.zone == "body"]
        self._lead = set(order[:LEAD]) | {s.i for s in annotated.sentences if s.zone in {"title", "heading", "caption"}}

    def learn(self, k: int) -> None:
        """Add a candidate to what its chain is known for."""
        c, root = self._candidates[k], self._chains.find(k)
        chain = self._known.setdefault(root, _Chain())
        if c.form != "pronoun":
            chain.kinds.add(c.kind)
            chain.numbers.add(c.number)
        if c.noun:
            chain.nouns |= {c.noun, c.noun.split()[-1]}  # `the minister` takes up a foreign minister
            chain.contrast |= c.modifiers & self._lexicon.words("contrasting")
            chain.wholes |= self._wholes(c)
            chain.marks |= self._marks(c)
        elif c.form not in {"pronoun", "demonym", "metonym"}:
            chain.named = True
            chain.words |= set(fold(c.text).split())
            chain.marks |= self._marks(c) if c.kind == "person" else set()
        chain.nouns |= self._nouns.get(k, set())
        for word in chain.nouns | chain.words:
            self._called.setdefault(word, set()).add(root)
        chain.genders |= {c.gender} if c.gender in {"m", "f"} else set()
        chain.country = chain.country or c.country
        chain.subject, chain.sentence = c.subject, c.sentence
        self._seen.append(k)
        self._roots.append(root)

    def of_nominal(self, k: int) -> int | None:
        """The chain that a description takes up; None where it brings in something new."""
        c = self._candidates[k]
        if not self._may_refer(c):
            return None
        best: tuple[float, int, int] | None = None
        for root in self._near(c):
            chain = self._known[root]
            value = self._nominal_score(c, chain)
            if value is not None and not self._inside(c, root) and (best is None or (value, chain.sentence, root) > best):
                best = (value, chain.sentence, root)
        return best[2] if best else None

    def _near(self, c: Candidate) -> set[int]:
        """Chains that a description may take up: those called as it is, and for a definite one all of the last sentences."""
        noun = c.noun or ""
        found = {root for word in self._lexicon.synonyms.get(noun, frozenset()) | {noun} for root in self._called.get(word, ())}
        if c.definite not in {"indef", "bare"}:
            for j, root in islice(zip(reversed(self._seen), reversed(self._roots), strict=True), THRONG):
                if c.sentence - self._candidates[j].sentence > MEMORY:
                    break
                found.add(root)
        return found

    def _may_refer(self, c: Candidate) -> bool:
        if c.noun in self._lexicon.hypernyms["state"] and c.number == "pl":
            return False
        if c.definite in {"def", "poss"}:
            return c.definite == "def" or c.country is not None or self._possessor(c) is not None
        if c.kind == "state":
            return False
        if c.noun in self._lexicon.words("of_the_place"):
            return c.definite == "bare"
        if c.definite == "bare":
            states = c.country is not None and (c.number == "pl" or c.kind in {"organisation", "weapon"})
            return states or (c.kind == "craft" and c.sentence in self._lead)
        return c.kind in {"craft", "organisation"} and c.number == "sg" and (c.sentence in self._lead or (c.kind == "craft" and self._only_one(c)))

    def _only_one(self, c: Candidate) -> bool:
        """Does a state's craft come up that is the only one of that state so far (`an attack on a Norlandic jet`, told as background)?"""
        same = self._lexicon.synonyms.get(c.noun or "", frozenset()) | {c.noun or ""}
        chains = {root for word in same for root in self._called.get(word, ()) if "craft" in self._known[root].kinds}
        return c.country is not None and len(chains) == 1 and all(self._known[root].country == c.country for root in chains)

    def _wholes(self, c: Candidate) -> set[str]:
        """Lemmas of what the head of a description is said to be of."""
        prepositions = [p for p in self._annotated.children(c.head) if p.text.lower() in {"of", "at"} and p.i > c.head]
        return {noun.lemma for p in prepositions for noun in self._annotated.children(p.i) if noun.dep == "pobj"}

    def _marks(self, c: Candidate) -> set[str]:
        """Names of places, bodies and people, not of states, that stand before the head and tell which one it is."""
        before = [t for t in self._annotated.children(c.head) if t.i < c.head and t.dep in _UNSEEN]
        before += [g for t in before for g in self._annotated.children(t.i) if g.dep in _UNSEEN]
        return {self._places[t.i] for t in before if t.i in self._places}

    def _nominal_score(self, c: Candidate, chain: _Chain) -> float | None:
        """How well a chain fits a description; None where it does not."""
        noun = c.noun or ""
        country = c.country or self._possessor(c)
        same = self._lexicon.same_thing({noun}, chain.nouns) or (chain.named and self._lexicon.same_thing({noun}, chain.words))
        other = named_otherwise(self._lexicon, noun, c.modifiers, chain.nouns | chain.words, chain.country)
        if other or not chain.kinds or (c.kind not in chain.kinds and not (same and "person" not in chain.kinds | {c.kind})):
            return None
        if (c.number not in chain.numbers and c.kind != "weapon") or (country and chain.country and country != chain.country):
            return None
        if c.gender in {"m", "f"} and chain.genders and c.gender not in chain.genders:
            return None
        wholes, marks = self._wholes(c) if c.kind == "person" else set(), self._marks(c)
        if (wholes and not wholes & chain.wholes) or (marks and chain.marks and not marks & chain.marks):
            return None
        contrast = c.modifiers & self._lexicon.words("contrasting")
        if contrast and not self._lexicon.same_thing(contrast, chain.contrast):
            return None
        if country and not chain.country and not (same and (chain.named or c.sentence in self._lead or c.sentence - chain.sentence <= REACH)):
            return None
        far = c.sentence - chain.sentence
        general = noun in self._lexicon.hypernyms.get(c.kind, frozenset()) or c.kind == "person"
        fresh = c.definite in {"indef", "bare"}
        if not same and (fresh or not general or not (chain.named or c.kind == "state") or far > MEMORY or not self._fits_person(noun, chain, c)):
            return None
        if same and fresh and chain.country and not country:
            return None if c.definite == "indef" or far > MEMORY // 5 else 0.5 - 0.1 * far
        if not same and chain.named and self._other_body(noun, chain):
            return None
        exact = noun in chain.nouns | chain.words
        bonus = 0.4 * exact + 0.5 * bool(country and country == chain.country) + 0.6 * bool(marks & chain.marks) + 0.2 * chain.subject + 0.2 * chain.named
        return (3.0 if same else 1.5) + bonus - 0.12 * min(far, MEMORY)

    def _other_body(self, noun: str, chain: _Chain) -> bool:
        """Does the name say what kind of body it is, and is that another kind (`the centre` is no Ministry)?"""
        bodies = self._lexicon.hypernyms["organisation"] - _GENERIC
        return noun not in _GENERIC and bool(chain.words & bodies) and noun not in chain.words

    def _fits_person(self, noun: str, chain: _Chain, c: Candidate) -> bool:
        """An office takes up only a person who was given it; `the man` takes up any, `the boxer` one of whom nothing was told."""
        if c.kind != "person" or noun in chain.nouns or noun in self._lexicon.words("anybody"):
            return True
        made = self._lexicon.by_lemma.get(noun)
        offices = any(told.office for told in map(self._lexicon.by_lemma.get, chain.nouns) if told is not None)
        untold = chain.named and (not offices or c.gender in chain.genders) and c.sentence - chain.sentence <= REACH
        return untold and made is not None and not made.office and c.definite == "def"

    def _possessor(self, c: Candidate) -> str | None:
        """State of the possessive pronoun that begins a description."""
        for j in reversed(self._seen[-6:]):
            other = self._candidates[j]
            if other.form == "pronoun" and c.start <= other.start < c.end:
                chain = self._known.get(self._chains.find(j))
                return chain.country if chain else None
        return None

    def _inside(self, c: Candidate, root: int) -> bool:
        """Does the chain stand in the description itself (`the country's government`)?"""
        return any(c.span.covers(self._candidates[j].span) for j in self._seen[-8:] if self._chains.find(j) == root)

    def of_pronoun(self, k: int) -> int | None:
        """The mention that a pronoun stands for, by gender, number, distance and role in the sentence."""
        c = self._candidates[k]
        best: tuple[float, int] | None = None
        own = self._chains.find(k)
        doer = self._doer(self._annotated.tokens[c.head])
        if c.text.lower() in self._lexicon.words("reflexive"):
            return doer if doer is not None and self._agrees(c, self._known[self._chains.find(doer)]) else None
        for j in islice(reversed(self._seen), CROWD):
            other = self._candidates[j]
            if c.sentence - other.sentence > REACH:
                break
            value = None if self._chains.find(j) == own else self._pronoun_score(c, j, other, doer)
            if value is not None and (best is None or value > best[0]):
                best = (value, j)
        return best[1] if best else None

    def _pronoun_score(self, c: Candidate, j: int, other: Candidate, doer: int | None) -> float | None:
        token = self._annotated.tokens[other.head]
        if token.dep in _UNSEEN or (other.start <= c.start and c.end <= other.end) or token.tag in {"WP", "WDT", "WP$"}:
            return None
        chain = self._known[self._chains.find(j)]
        if not self._agrees(c, chain) or (other.form != "pronoun" and c.number != other.number):
            return None
        mine = self._annotated.tokens[c.head]
        acts = doer is not None and self._chains.find(doer) == self._chains.find(j)
        if mine.tag != "PRP$" and not c.subject and (acts or (token.head != token.i and self._clause_of(c.head) == self._clause_of(other.head))):
            return None  # `the Union imposed sanctions on it`, `… fought him, knocking him down`: not on itself
        far = c.sentence - other.sentence
        owns = mine.tag == "PRP$"
        role = 0.8 if other.subject or (owns and acts) else -0.4 if token.dep == "poss" else -0.2 if token.dep == "pobj" else 0.0
        same_clause = 0.5 * owns * (far == 0 and (other.subject or acts)) + 0.4 * (owns and acts)
        parallel = 0.3 * (other.subject and c.subject) + by_teller(self._annotated, mine, token.i)
        kind = -0.8 if other.kind == "place" or other.kind == "group" else 0.0
        zone = -0.6 if self._annotated.sentences[other.sentence].zone != self._annotated.sentences[c.sentence].zone else 0.0
        gender = 0.3 if c.gender in chain.genders else 0.0
        struck = 1.4 * (owns and (acts or token.dep == "conj") and self._told_by_another(mine, j))
        return role + same_clause + parallel + kind + zone + gender + 0.5 * chain.named - 0.6 * far - struck

    def _told_by_another(self, possessive: Token, j: int) -> bool:
        """`X said that Y had hacked its parliament`: does somebody other than the doer tell of a blow against what is owned?"""
        teller = teller_of_blow(self._annotated, possessive, self._lexicon.words("hurting"))
        found = next((k for k in reversed(self._seen[-CROWD:]) if self._candidates[k].head == teller.i), None) if teller is not None else None
        return found is not None and self._chains.find(found) != self._chains.find(j)

    def _clause_of(self, i: int) -> int:
        """The verb that a phrase belongs to, through prepositions and objects."""
        token = self._annotated.tokens[i]
        while token.dep in _PHRASE and token.head != token.i and token.pos != "VERB":
            token = self._annotated.tokens[token.head]
        return token.i

    def _doer(self, token: Token) -> int | None:
        """The candidate that does what the clause of a word tells; of participles and infinitives without a subject that of the verb above."""
        while token.pos not in {"VERB", "AUX"} and token.head != token.i:
            token = self._annotated.tokens[token.head]
        for _ in range(4):
            subject = next((c for c in self._annotated.children(token.i) if c.dep in {"nsubj", "nsubjpass"}), None)
            if subject is not None:
                return next((j for j in reversed(self._seen[-CROWD:]) if self._candidates[j].head == subject.i), None)
            if token.dep not in _CONTROLLED or token.head == token.i:
                return None
            above = self._annotated.tokens[token.head]
            asked = next((c for c in self._annotated.children(above.i) if c.dep == "dobj" and c.i < token.i), None)
            if token.dep == "xcomp" and asked is not None and above.lemma not in self._lexicon.words("promising"):
                return next((j for j in reversed(self._seen[-CROWD:]) if self._candidates[j].head == asked.i), None)
            token = above
            while token.pos == "ADP" and token.head != token.i:
                token = self._annotated.tokens[token.head]
        return None

    def _agrees(self, c: Candidate, chain: _Chain) -> bool:
        if not chain.kinds:
            return False
        if c.number == "pl":
            return "pl" in chain.numbers
        if "sg" not in chain.numbers:
            return False
        if c.gender in {"m", "f"}:
            return "person" in chain.kinds and (not chain.genders or c.gender in chain.genders)
        return bool(chain.kinds & _THINGS)
