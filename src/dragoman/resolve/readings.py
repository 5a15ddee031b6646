"""Yields Reading: one claim's answer to one question, typed so that two answers can be compared; and the words by which answers are seen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from dragoman.core.dates import UNKNOWN, DateRange
from dragoman.resolve.quantities import Numerals, numerals_of

if TYPE_CHECKING:
    from dragoman.codebook import Codebook

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer: the claim, what it is about (event or entity id), slot, value in words, and what comparison needs.

    facet: parts the slot of one thing into several questions: dead, injured, USD. kind: class of the value (air defence, lacking, near …). party: country
    code of who is meant. level: specificity, higher is sharper. own: keys that the value goes by; within: keys of what it lies under: vaguer causes, the
    places that hold a place, the state of a body. low, high: bounds of a number. spot: degrees of a place. words: content words. sources: countries,
    entities or names of those who say it, two sides of a dispute. day: ISO day on which it was told. later: calls itself a later figure.
    """

    claim: str
    about: str
    slot: str
    value: str
    kind: str = ""
    party: str | None = None
    level: int = 0
    date: DateRange = UNKNOWN
    number: int | None = None
    words: frozenset[str] = frozenset()
    certainty: str = "asserted"
    polarity: str = "affirmed"
    topic: str = ""
    standing: str = ""
    sources: frozenset[str] = frozenset()
    facet: str = ""
    own: frozenset[str] = frozenset()
    within: frozenset[str] = frozenset()
    low: float | None = None
    high: float | None = None
    spot: tuple[float, float] | None = None
    day: str = ""
    later: bool = False


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of `questions.yaml`, each also as one pattern of whole words under its dotted key, and the thresholds of `weights/claims.yaml`."""

    table: Mapping[str, Any]
    weights: Mapping[str, Any]
    patterns: Mapping[str, re.Pattern[str]] = field(default_factory=dict)
    numerals: Numerals | None = None

    def has(self, key: str, text: str) -> bool:
        """Does a phrase of the list stand in the (lower-case) text as whole words?"""
        return self.patterns[key].search(text) is not None

    def first(self, key: str, text: str) -> re.Match[str] | None:
        """Where the first of them stands."""
        return self.patterns[key].search(text)

    def classes(self, key: str, text: str) -> list[str]:
        """Names of the lists under a key of which a phrase stands in the text, in their order."""
        if not self.has(f"any {key}", text):
            return []
        return [str(name) for name in self.table[key] if self.has(f"{key}.{name}", text)]


def lexicon_of(codebook: Codebook) -> Lexicon:
    """The lexicon of a codebook."""
    table = dict(codebook.language.table("questions"))
    return lexicon_from(table, dict(codebook.weights("claims")))


def lexicon_from(table: Mapping[str, Any], weights: Mapping[str, Any]) -> Lexicon:
    """The lexicon of a table; `any KEY` is one pattern for all lists under a key, to pass over in one look what holds none of them."""
    lists = dict(_lists(table, ""))
    for key in ("cause", "counted", "lots", "kinds", "standings", "grounds", "alive", "topics", "framings", "broken_things", "answered_things"):
        lists[f"any {key}"] = sorted(
            {phrase for name, phrases in lists.items() if name.startswith(f"{key}.") and not name.endswith(".under") for phrase in phrases}
        )
    return Lexicon(table, weights, {key: one_of(tuple(phrases)) for key, phrases in lists.items()}, numerals_of(table["numbers"]))


def _lists(table: Mapping[str, Any], above: str) -> Iterator[tuple[str, list[str]]]:
    """Every list of words under its dotted key; that called `words` under the key of what it is in."""
    for name, value in table.items():
        key = above if name == "words" else f"{above}.{name}" if above else str(name)
        if isinstance(value, dict):
            yield from _lists(value, key)
        elif isinstance(value, list) and value and all(isinstance(v, str) for v in value):
            yield key, value


@lru_cache(maxsize=512)
def one_of(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """A pattern for any of the phrases as whole words, the longest first; `*` at the end of a phrase stands for any ending."""
    parts = [re.escape(p.removesuffix("*")) + (r"\w*" if p.endswith("*") else "") for p in sorted(phrases, key=lambda p: (-len(p), p))]
    return re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)")


def content_words(text: str, stop: frozenset[str]) -> frozenset[str]:
    """Words of a text in lower case, plural s and stop words dropped: for overlap, not for show."""
    return frozenset(ordered_words(text, stop))


def ordered_words(text: str, stop: frozenset[str]) -> tuple[str, ...]:
    """The same in the order of the text: who blames whom is told by the order alone."""
    words = _WORD.findall(text.lower().replace("’s ", " ").replace("'s ", " "))
    return tuple(w[:-1] if len(w) > 4 and w.endswith("s") and not w.endswith("ss") else w for w in words if w not in stop)
