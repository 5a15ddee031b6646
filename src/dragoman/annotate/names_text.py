"""Yields Text, a document as the name finders read it, and Found, a name while it is still being weighed."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.codebook import Codebook
from dragoman.core.documents import Document, Name, Sentence, Token

POSSESSIVE = frozenset({"'s", "’s", "'", "’", "'S", "’S"})
_STRIP = frozenset("\"'“”‘’«».,;:!?()[]-–—*|/#_`") | {"--", "``", "''", *POSSESSIVE}
DOMAIN = re.compile(r"(?<![\w.-])(?:[A-Za-z][\w-]{0,62}\.){1,5}(?:com|net|org|info|tv|news|az|ru|ua|by|kz|uz|kg|am|ge|md|ir|uk|de|fr|eu|io|media|live)\b")


@dataclass(frozen=True, slots=True)
class Found:
    """A name from token `first` up to, not including, `last`; the other fields are those of Name. `rank`: the smaller, the surer."""

    first: int
    last: int
    kind: str
    form: str = "name"
    made_by: str = "pattern"
    key: str | None = None
    country: str | None = None
    sector: str | None = None
    rank: int = 5

    def covers(self, other: Found) -> bool:
        """Does the other lie wholly inside, being shorter?"""
        return self.first <= other.first and other.last <= self.last and self.last - self.first > other.last - other.first

    def crosses(self, other: Found) -> bool:
        """Do the two share a token though neither holds the other?"""
        shared = self.first < other.last and other.first < self.last
        return shared and not self.covers(other) and not other.covers(self)

    def same_span(self, other: Found) -> bool:
        """Are the spans equal?"""
        return (self.first, self.last) == (other.first, other.last)


def _word_lists(codebook: Codebook) -> tuple[Mapping[str, frozenset[str]], Mapping[str, str], frozenset[str]]:
    """Lists of names.yaml by key, PLOVER sectors of the nouns that head bodies, and the words of titles of several words."""
    table = codebook.language.table("names")
    sets = {key: frozenset(map(str, value)) for key, value in table.items() if isinstance(value, list)}
    sectors = {str(word): str(sector) for sector, words in reversed(table["institutions"].items()) for word in words}
    return sets, sectors, frozenset(word for title in sets["titles"] if " " in title for word in title.split() if word[0].isupper())


class Text:
    """A parsed document with the word lists and the gazetteer that names are found by. Read only."""

    def __init__(
        self,
        document: Document,
        tokens: Sequence[Token],
        sentences: Sequence[Sentence],
        tagged: Sequence[tuple[int, int, str]],
        codebook: Codebook,
    ) -> None:
        self.raw = document.text[: document.coded_until]  # what is not coded has no tokens
        self.tokens = tokens
        self.sentences = sentences
        self.gazetteer = codebook.gazetteer
        self.lists = codebook.language.table("names")
        self._sets, self.sectors, self.title_words = codebook.made(_word_lists)
        self._starts = [token.start for token in tokens]
        self._ends = [token.end for token in tokens]
        self.tagged = [found for start, end, label in tagged if (found := self._tokens_of(start, end, label))]
        self.label_at = {i: (first, last, label) for first, last, label in self.tagged for i in range(first, last)}

    def words(self, key: str) -> frozenset[str]:
        """A list of names.yaml."""
        return self._sets[key]

    def slice(self, first: int, last: int) -> str:
        """The text from the start of token `first` to the end of token `last` - 1, as printed."""
        return self.raw[self.tokens[first].start : self.tokens[last - 1].end]

    def capital(self, i: int) -> bool:
        """Does token i begin like a name: a capital, or a lower-case prefix with a capital behind a hyphen (`al-Nahr`)?"""
        word = self.tokens[i].text
        return word[0].isupper() or (len(word) > 3 and "-" in word and word.split("-")[-1][:1].isupper())

    def begins_sentence(self, i: int) -> bool:
        """Is token i the first word of its sentence, opening marks aside?"""
        first = self.sentences[self.tokens[i].sentence].first
        return all(token.text in _STRIP for token in self.tokens[first:i])

    def trimmed(self, first: int, last: int) -> tuple[int, int]:
        """The span without articles, marks and possessive endings at its ends; empty (first == last) where nothing is left."""
        while first < last and (self.tokens[first].text in _STRIP or self.tokens[first].text.lower() in {"the", "a", "an"}):
            first += 1
        while last > first and self.tokens[last - 1].text in _STRIP:
            last -= 1
        return first, last

    def shouting(self, i: int) -> bool:
        """Is the sentence of token i printed in capitals throughout?"""
        sentence = self.sentences[self.tokens[i].sentence]
        letters = [c for c in self.raw[sentence.start : sentence.end] if c.isalpha()]
        return len(letters) > 12 and sum(c.isupper() for c in letters) > 0.8 * len(letters)

    def headline(self, i: int) -> bool:
        """Are the words of the sentence of token i written with capitals throughout, so that a capital marks no name?"""
        sentence = self.sentences[self.tokens[i].sentence]
        words = [t.text for t in self.tokens[sentence.first : sentence.last] if t.text.isalpha() and len(t.text) > 3]
        whole = self.raw[sentence.start : sentence.end].rstrip("\"'”’)").endswith(".") or len(words) > 20
        return len(words) > 2 and not whole and sum(word[0].isupper() for word in words) > 0.8 * len(words)

    def token_span(self, start: int, end: int) -> tuple[int, int] | None:
        """(first, last) of the tokens that a span of characters begins and ends with; None where it cuts a token in two."""
        first, last = bisect_left(self._starts, start), bisect_left(self._ends, end)
        if first < len(self.tokens) and last < len(self.tokens) and self._starts[first] == start and self._ends[last] == end:
            return first, last + 1
        return None

    def name(self, found: Found) -> Name:
        """The finished record."""
        start, end = self.tokens[found.first].start, self.tokens[found.last - 1].end
        return Name(
            start, end, self.raw[start:end], found.kind, found.form, found.made_by, found.key, found.country, found.sector
        )  # fmt: skip

    def _tokens_of(self, start: int, end: int, label: str) -> tuple[int, int, str] | None:
        first, last = bisect_right(self._ends, start), bisect_left(self._starts, end)
        return (first, last, label) if first < last else None


def settle(found: Sequence[Found]) -> list[Found]:
    """One name per span and no two that cross: the surer one stays, then the longer, then the earlier; nested ones stay. In text order."""
    kept: list[Found] = []
    taken: dict[int, list[Found]] = {}
    for item in sorted(found, key=lambda f: (f.rank, f.first - f.last, f.first, f.kind, f.form, f.key or "")):
        rivals = {id(other): other for i in range(item.first, item.last) for other in taken.get(i, ())}.values()
        if any(item.crosses(other) or item.same_span(other) for other in rivals):
            continue
        kept.append(item)
        for i in range(item.first, item.last):
            taken.setdefault(i, []).append(item)
    return sorted(kept, key=lambda f: (f.first, -f.last))


def moved(found: Found, first: int, last: int, **changes: str | None) -> Found:
    """The same name on another span."""
    return replace(found, first=first, last=last, **changes)  # type: ignore[arg-type]
