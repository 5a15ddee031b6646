"""Yields leaders that a dispatch names by surname alone, by who held a leading office on its day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.annotate.names_text import Found, Text
from dragoman.codebook.actors_words import spelled
from dragoman.codebook.leaders import Leader, Leaders
from dragoman.codebook.officials import folded
from dragoman.core.documents import Token

LONGEST = 4
"""Tokens that a surname with its particles may have."""
_SIGNIFICANT = frozenset({"PROPN", "NOUN", "ADJ"})
_NO_NAMES = frozenset({"VERB", "AUX", "ADV", "ADP", "INTJ"})
_OF_STATE = frozenset({"GOV", "LEG", "MIL"})
_JOINTS = frozenset({"of", "state"})
_HEADS = frozenset({"nsubj", "nsubjpass"})
_ACTING = _HEADS | {"poss"}
"""Where a word that no tagger takes for a person may be one, if the text names the state that he leads."""


def with_leaders(text: Text, leaders: Leaders, day: str | None, settled: Sequence[Found]) -> list[Found]:
    """The names with those of leaders added, and what the parser had taken for something else put right; in text order.

    day: ISO, of the document, None where it is undated. A surname that the text gives anybody together with another name is left to that person.
    """
    finder = _Finder(text, leaders, day, settled)
    found = {(item.first, item.last): item for item in finder.find()}
    if not found:
        return list(settled)
    kept = [item for item in settled if (item.first, item.last) not in found]
    return sorted([*kept, *found.values()], key=lambda f: (f.first, -f.last))


class _Finder:
    """Finds the leaders of one text."""

    def __init__(self, text: Text, leaders: Leaders, day: str | None, settled: Sequence[Found]) -> None:
        self.text = text
        self.leaders = leaders
        self.day = day
        self.words = leaders.lists
        self.held = {i: item for item in reversed(settled) for i in range(item.first, item.last)}
        persons = [item for item in settled if item.kind == "person" and item.last - item.first > 1]
        self.borne = {folded(text.tokens[i].text) for item in persons for i in range(item.first, item.last)}
        self.states = {item.country for item in settled if item.country and (item.kind == "state" or item.sector in _OF_STATE)}
        self.titles = {folded(word) for key in ("titles", "titles_lower", "rank_words") for word in text.words(key)} | self.words["former_words"]

    def find(self) -> Iterator[Found]:
        """Whoever is surely meant; then the same surname wherever else it may stand for him."""
        likely = [(first, last, leader) for first, last, leader in self._candidates() if self._stands_free(first, last) and self._titled(first, leader)]
        sure = {leader.name for first, last, leader in likely if self._sure(first, last, leader)}
        for first, last, leader in likely:
            if leader.name in sure and (not self.leaders.is_shared(self.text.slice(first, last)) or self._read_as_person(first, last)):
                spell = leader.leads(self.day) if self.day else leader.spells[-1]
                yield Found(first, last, "person", "name", "gazetteer", leader.name, spell.country if spell else None, None, rank=1)

    def _candidates(self) -> Iterator[tuple[int, int, Leader]]:
        at = 0
        while at < len(self.text.tokens):
            hit = self._longest(at)
            if hit:
                yield at, *hit
            at = hit[0] if hit else at + 1

    def _longest(self, at: int) -> tuple[int, Leader] | None:
        token, label = self.text.tokens[at], self.text.label_at.get(at)
        named = label is not None and label[2] == "PERSON" and label[:2] == (at, at + 1)
        listed = named or self.leaders.is_word(token.text)
        if not token.text[0].isalpha() or not (listed or (token.pos == "PROPN" and token.dep in _ACTING)):
            return None
        end = self.text.sentences[token.sentence].last
        for last in range(min(end, at + LONGEST), at, -1):
            words = self.text.slice(at, last)
            key = folded(words).split()
            if not self.text.capital(last - 1) or self.text.tokens[last - 1].text == "-" or key[0] in self.borne or key[-1] in self.borne:
                continue
            if (at + 1 == last) and not token.text[0].isupper():
                continue
            leader = self.leaders.named(words, self.day, by_sound=named and last == at + 1)
            if leader is not None and (listed or any(s.country in self.states for s in leader.spells)):
                return last, leader
        return None

    def _stands_free(self, first: int, last: int) -> bool:
        """Is it a name by itself: in no longer one, and no part of a run of words with capitals or of a compound with a hyphen?"""
        tokens = self.text.tokens
        items = {id(self.held[i]): self.held[i] for i in range(first, last) if i in self.held}
        for item in items.values():
            if item.first < first or item.last > last or (item.made_by != "tagger" and item.kind != "person"):
                return False
        if tokens[last - 1].pos in _NO_NAMES and not self._label_is_person(first) and not self._misread(last - 1):
            return False
        after = tokens[last] if last < len(tokens) and tokens[last].sentence == tokens[first].sentence else None
        if after is not None and (after.text == "-" or (self._name_like(after) and not self._heading(last))):
            return False
        before = tokens[first - 1] if first and tokens[first - 1].sentence == tokens[first].sentence else None
        if before is None:
            return True
        if before.text == "-" and before.end == tokens[first].start:
            return False
        title = folded(before.text) in self.titles | self.words["any_title"]
        if self._name_like(before) and not title and first - 1 not in self.held:
            return before.pos == "NOUN" and self._heading(first - 1)
        return title or not (before.pos == "NOUN" and before.text.islower() and before.head == first)

    def _misread(self, at: int) -> bool:
        """`May said`: no auxiliary stands before a verb in the past."""
        token, head = self.text.tokens[at], self.text.tokens[self.text.tokens[at].head]
        return token.pos == "AUX" and head.i == at + 1 and head.tag in {"VBD", "VBZ", "VBN"}

    def _read_as_person(self, first: int, last: int) -> bool:
        """Does the parser not take it for a body, a place, a date?"""
        label = self.text.label_at.get(first)
        return label is None or label[2] == "PERSON" or (label[2] == "DATE" and self._misread(last - 1))

    def _label_is_person(self, at: int) -> bool:
        label = self.text.label_at.get(at)
        return label is not None and label[2] == "PERSON"

    def _name_like(self, token: Token) -> bool:
        return token.text[0].isupper() and token.text[0].isalpha() and token.pos in _SIGNIFICANT

    def _heading(self, at: int) -> bool:
        """In a headline a capital tells nothing: is the word there only a noun?"""
        return self.text.headline(at) and self.text.tokens[at].pos != "PROPN"

    def _titled(self, first: int, leader: Leader) -> bool:
        """Do the titles before the name, the state told of it and what stands in apposition fit the office?"""
        tokens, spells = self.text.tokens, [s for s in leader.spells if self.day is None or s.covers(self.day)]
        item = self.held.get(first)
        if item is not None and item.kind == "person" and item.country and item.country not in {s.country for s in leader.spells}:
            return False
        fitting = {_office(word) for s in spells for word in spelled(s.title).split()} | self.words["any_title"]
        if "minister" in fitting and "prime" in fitting:
            fitting |= {"premier"}
        at, around = first - 1, self.titles | _JOINTS
        while at >= 0 and tokens[at].sentence == tokens[first].sentence and (tokens[at].text == "-" or folded(tokens[at].text) in around):
            if tokens[at].text != "-" and _office(folded(tokens[at].text)) not in fitting:
                return False
            at -= 1
        return not self._somebody(first, fitting)

    def _somebody(self, first: int, fitting: frozenset[str] | set[str]) -> bool:
        """Is an age or another calling told behind a comma: `X, 34,`, `X, a farmer`?"""
        tokens = self.text.tokens
        if first + 2 < len(tokens) and tokens[first + 1].text == "," and tokens[first + 2].text.isdigit() and len(tokens[first + 2].text) < 3:
            return True
        behind = tokens[first + 1 : self.text.sentences[tokens[first].sentence].last]
        return any(t.dep == "appos" and t.head == first and t.lemma in self.text.words("titles_lower") and _office(t.lemma) not in fitting for t in behind)

    def _sure(self, first: int, last: int, leader: Leader) -> bool:
        """Only he bears the surname, or his office stands before it; or the text speaks of his state, and he does what people do."""
        if not self.leaders.is_shared(self.text.slice(first, last)) or self._in_office(first):
            return True
        if self.states.isdisjoint({s.country for s in leader.spells if self.day is None or s.covers(self.day)}):
            return False
        token = self.text.tokens[last - 1]
        if not self._read_as_person(first, last) or (token.pos != "PROPN" and not self._misread(last - 1)):
            return False
        if any(i in self.held and self.held[i].kind != "person" for i in range(first, last)):
            return False
        head = self.text.tokens[token.head]
        if token.dep in _HEADS or token.pos == "AUX":
            return head.lemma in self.words["verbs"] | self.text.words("person_verbs")
        return token.dep in {"poss", "compound", "nmod"} and head.lemma in self.text.words("polity_nouns")

    def _in_office(self, first: int) -> bool:
        """Does a title of office stand before it, which `_titled` found to fit?"""
        before = folded(self.text.tokens[first - 1].text) if first else ""
        return before in self.titles - self.words["any_title"]


def _office(word: str) -> str:
    return "defence" if word == "defense" else word
