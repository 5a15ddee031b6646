"""Yields which entry and pattern of the user's verb list holds at a verb, and who stands in the slots of the pattern."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.codebook.petrarch_verbs import Atom, Pattern, VerbCode, VerbEntry, VerbList, Word
from dragoman.core.documents import Annotated, Token

_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "ADV", "NUM", "DET", "PUNCT", "SYM", "VERB"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_CLAUSES = frozenset({"relcl", "parataxis"})
_REPORTED = frozenset({"ccomp"})
_SHARED = frozenset({"xcomp", "conj", "acl", "pcomp"})
_MARKS = frozenset({"aux", "mark"})
_BESIDE = frozenset({"dobj", "attr", "oprd", "prt", "advmod", "pobj"})
_PREPOSITIONS = frozenset({"ADP", "PART", "SCONJ"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})
Named = Callable[[Token], bool]


@dataclass(frozen=True, slots=True)
class Fit:
    """What holds at a verb. pattern: None where only the verb itself is listed; slots: {source, target or both: noun that stands there}."""

    code: VerbCode
    where: str
    pattern: Pattern | None = None
    slots: Mapping[str, Token] = field(default_factory=dict)
    reach: int = 0


def right_of(annotated: Annotated, verb: Token, *, clauses: bool) -> list[Token]:
    """The words behind a verb that belong to what it says, in text order: without other main clauses and circumstances; clauses: with what is reported."""
    found: list[Token] = []
    left = [c for c in annotated.children(verb.i) if c.i > verb.i]
    while left:
        word = left.pop()
        if word.dep in _CLAUSES or (word.dep in _REPORTED and not clauses) or _other(annotated, word):
            continue
        found.append(word)
        left += annotated.children(word.i)
    return sorted((t for t in found if t.i > verb.i), key=lambda t: t.i)


def _other(annotated: Annotated, word: Token) -> bool:
    """Is it a clause beside: a second verb, or a circumstance that is no purpose?"""
    if word.dep == "conj" and word.pos in {"VERB", "AUX"}:
        return annotated.tokens[word.head].pos in {"VERB", "AUX"}
    return word.dep == "advcl" and word.tag != "VB"


def left_of(annotated: Annotated, verb: Token, *, clauses: bool) -> list[Token]:
    """The words before a verb in its clause, and in that of the verb whose subject it shares, in text order; clauses: of the one that reports it too."""
    found: dict[int, Token] = {}
    word = verb
    for _ in range(4):
        for child in annotated.children(word.i):
            if child.i < verb.i and child.dep not in _REPORTED | _CLAUSES | {"advcl"} and child.i != verb.i:
                found.update({t.i: t for t in annotated.subtree(child.i) if t.i < verb.i})
        head = annotated.tokens[word.head]
        shared = word.dep in _SHARED and not any(c.dep in _SUBJECTS for c in annotated.children(word.i))
        if head.i == word.i or not (shared or (clauses and word.dep in _REPORTED)):
            break
        found[head.i] = head
        word = head
    return sorted((t for t in found.values() if t.i < verb.i), key=lambda t: t.i)


class VerbReader:
    """Reads the verbs of one document by a list."""

    def __init__(self, annotated: Annotated, verbs: VerbList, named: Named, several: Named) -> None:
        """named: does a noun head a phrase that names somebody; several: does it, with those listed with it, name two?"""
        self.annotated = annotated
        self.verbs = verbs
        self.named = named
        self.several = several

    def fit(self, verb: Token) -> Fit | None:
        """The entry of a verb with the largest pattern that holds around it, of equals the one that ends nearest, then the later.

        None where the verb is not listed.
        """
        entry = next((e for e in self.verbs.at(verb.text, verb.lemma) if self._stands(e, verb)), None)
        if entry is None:
            return None
        plain = Fit(entry.code, entry.where)
        if not entry.patterns:
            return plain
        kinds = {p.loose for p in entry.patterns}
        before = {loose: left_of(self.annotated, verb, clauses=loose) for loose in kinds}
        behind = {loose: right_of(self.annotated, verb, clauses=loose) for loose in kinds}
        found = []
        for n, pattern in enumerate(entry.patterns):
            until = verb.i - 1 if pattern.close else None
            held = _Reading(self, verb, pattern.before, loose=pattern.loose, until=until).read(before[pattern.loose])
            then = held and _Reading(self, verb, pattern.after, dict(held.slots), loose=pattern.loose).read(behind[pattern.loose])
            if then:
                found.append((pattern.size, -then.end, n, Fit(pattern.code, pattern.where, pattern, then.slots, then.end)))
        return max(found, key=lambda f: f[:3])[3] if found else plain

    def _stands(self, entry: VerbEntry, verb: Token) -> bool:
        """Are the words of a verb of several words there: right before it, and right behind it or as its particle?"""
        tokens = self.annotated.tokens
        first = verb.i - len(entry.before)
        if first < 0 or tuple(t.text.upper() for t in tokens[first : verb.i]) != entry.before:
            return False
        behind = tuple(t.text.upper() for t in tokens[verb.i + 1 : verb.i + 1 + len(entry.after)])
        return behind == entry.after or (
            len(entry.after) == 1 and any(c.dep == "prt" and c.text.upper() == entry.after[0] for c in self.annotated.children(verb.i))
        )


@dataclass(slots=True)
class _Reading:
    """Places the atoms of one side of a pattern on words, in order, with others between them where they may be apart."""

    reader: VerbReader
    verb: Token
    atoms: Sequence[Atom]
    slots: dict[str, Token] = field(default_factory=dict)
    loose: bool = False
    until: int | None = None
    """The word that must be the last one used, where it matters."""
    end: int = 0
    placed: list[int] = field(default_factory=list)
    """First word of each atom placed so far."""

    def read(self, words: Sequence[Token]) -> _Reading | None:
        """Itself, with slots and the last word used, where all atoms found their place."""
        self.end = self.verb.i
        return self if self._from(0, list(words), 0, self.verb.i) else None

    def _from(self, n: int, words: list[Token], at: int, last: int) -> bool:
        if n == len(self.atoms):
            self.end = last
            return self.until in {None, last}
        atom = self.atoms[n]
        for k in range(at, len(words)):
            if atom.tight and words[k].i != last + 1:
                if words[k].i > last + 1:
                    return False
                continue
            if atom.phrase and not self._one_phrase(last, words[k].i):
                return False
            length = self._length(atom, words, k)
            if not length or not self._attached(n, words[k]):
                continue
            self.placed[n:] = [words[k].i]
            if self._from(n + 1, words, k + length, words[k + length - 1].i):
                if atom.slot:
                    self.slots[atom.slot] = words[k]
                return True
        return False

    def _length(self, atom: Atom, words: list[Token], k: int) -> int:
        """How many words an atom takes at a place; 0: it does not stand there."""
        word = words[k]
        if atom.slot == "skip":
            return int(word.pos in _NOUNS)
        if atom.slot:
            return int(self.reader.several(word) if atom.slot == "both" else self.reader.named(word))
        return max((len(wording) for wording in atom.wordings if _reads(wording, words, k)), default=0)

    def _one_phrase(self, last: int, here: int) -> bool:
        return all(t.pos in _NOMINAL for t in self.reader.annotated.tokens[last + 1 : here])

    def _attached(self, n: int, word: Token) -> bool:
        """Does a preposition hang on the verb or on what the pattern has named, and what follows it on the preposition?"""
        atom, annotated = self.atoms[n], self.reader.annotated
        if not atom.group or self.loose:
            return True
        if n == 0 or self.atoms[n - 1].group != atom.group:
            return self._hangs(word)
        opened = next(k for k, one in enumerate(self.atoms) if one.group == atom.group)
        mark = annotated.tokens[self.placed[opened]]
        if mark.pos not in _PREPOSITIONS:
            return True
        top = mark.head if mark.dep in _MARKS else mark.i
        return any(t.i == word.i for t in annotated.subtree(top))

    def _hangs(self, word: Token) -> bool:
        """On the verb, its object or what a preposition ties to the verb (`grain for the winter from Norland`), or on a word placed or below it."""
        if word.i < self.verb.i or word.pos not in _PREPOSITIONS:
            return True
        annotated = self.reader.annotated
        head = annotated.tokens[word.head]
        if word.dep in _MARKS:  # `to` of an infinitive
            head = annotated.tokens[head.head]
        tied = annotated.tokens[head.head].head if head.dep == "pobj" else head.head
        if head.i == self.verb.i or (tied == self.verb.i and head.dep in _BESIDE):
            return True
        near = {head.i, head.head, *(up.i for up, _ in zip(annotated.ancestors(head.i), range(3), strict=False))} - {self.verb.i}
        return not near.isdisjoint(self.placed)


def _reads(wording: tuple[Word, ...], words: list[Token], k: int) -> bool:
    """Do the words stand there, one right behind the other?"""
    if not wording or k + len(wording) > len(words):
        return False
    here = words[k : k + len(wording)]
    return all(_is(word, token) for word, token in zip(wording, here, strict=True)) and here[-1].i - here[0].i == len(here) - 1


def _is(word: Word, token: Token) -> bool:
    written = token.text.upper().replace("’", "'")
    return written == word.text or (not word.exact and token.lemma.upper() == word.text)
