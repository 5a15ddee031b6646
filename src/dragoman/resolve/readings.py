"""Yields Reading: one claim's answer to one question, typed so that two answers can be compared."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.core.dates import UNKNOWN, DateRange

if TYPE_CHECKING:
    from dragoman.codebook import Codebook

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """An answer: the claim, what it is about (event or entity id), slot, value in words, and what comparison needs.

    kind: class of the value (air defence, lacking, near …); party: country code of who is meant; level: specificity, higher is sharper; words: content words.
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
    """Countries, entities or names of those who say it: two sides of a dispute."""


@dataclass(frozen=True, slots=True)
class Lexicon:
    """The lists of `questions.yaml` and the thresholds of `weights/claims.yaml`."""

    table: dict[str, Any]
    weights: dict[str, Any]

    def has(self, key: str, text: str) -> str | None:
        """The first phrase of the list that stands in the text as whole words; None where none does."""
        return next((p for p in self.table[key] if stands(p, text)), None)


def lexicon_of(codebook: Codebook) -> Lexicon:
    """The lexicon of a codebook."""
    return Lexicon(dict(codebook.language.table("questions")), dict(codebook.weights("claims")))


def stands(phrase: str, text: str) -> bool:
    """Does the phrase stand in the (lower-case) text as whole words?"""
    return position(phrase, text) >= 0


def position(phrase: str, text: str) -> int:
    """Offset of the phrase as whole words; −1 where it does not stand."""
    at = text.find(phrase)
    while at >= 0:
        before, after = text[at - 1 : at], text[at + len(phrase) : at + len(phrase) + 1]
        if not before.isalnum() and not after.isalnum():
            return at
        at = text.find(phrase, at + 1)
    return -1


def content_words(text: str, stop: frozenset[str]) -> frozenset[str]:
    """Words of a text in lower case, plural s and stop words dropped: for overlap, not for show."""
    words = _WORD.findall(text.lower().replace("’s ", " ").replace("'s ", " "))
    return frozenset(w[:-1] if len(w) > 4 and w.endswith("s") and not w.endswith("ss") else w for w in words if w not in stop)
