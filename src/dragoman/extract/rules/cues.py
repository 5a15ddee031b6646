"""Yields the lexicon of saying (classes of cue verbs, nouns, prepositions) and Frame: source, cue and content as sets of tokens."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dragoman.codebook import Codebook

FILE = "speech"
SOURCES = "sources"


@dataclass(frozen=True, slots=True)
class VerbClass:
    """What a class of reporting verbs makes of its content; wide: stances that count for a survey of attributions, not for claims."""

    name: str
    certainty: str
    polarity: str
    complements: frozenset[str]
    wide: bool


@dataclass(frozen=True, slots=True)
class Frame:
    """One attribution as token indexes; `source_head` and `content_head` None where left out; `inner`: heads of further sources, nearest to the fact last."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    kind: str
    certainty: str
    polarity: str = "affirmed"
    source_head: int | None = None
    cue_head: int | None = None
    content_head: int | None = None
    inner: tuple[int, ...] = ()
    own_doubt: bool = False
    """The outlet's own hedge: nobody else is the source."""
    via: tuple[int, ...] = ()
    """Heads of media that it may have come through, between the outlet and the source."""


@dataclass(frozen=True, slots=True)
class Speech:
    """All lists of `speech.yaml`, with the classes that each lemma belongs to."""

    table: dict[str, Any]
    classes: dict[str, tuple[VerbClass, ...]]
    lists: dict[str, frozenset[str]] = field(default_factory=dict)
    nouns: dict[str, str] = field(default_factory=dict)

    def verb(self, lemma: str, complement: str, wide: bool = False) -> VerbClass | None:
        """The first class of a verb that takes such a complement (clause, infinitive, object)."""
        for found in self.classes.get(lemma, ()):
            if complement in found.complements and (wide or not found.wide):
                return found
        return None

    def says(self, lemma: str) -> bool:
        """Is it a verb of speech proper, that a quotation may hang on?"""
        return any(
            c.name in {"speech", "denial", "doubting", "belief", "demand", "object_speech", "criticism", "question", "going_on"}
            for c in self.classes.get(lemma, ())
        )

    def denies(self, lemma: str) -> bool:
        """Is it a verb of denying or doubting?"""
        return any(c.polarity == "denied" for c in self.classes.get(lemma, ()))

    def within(self, key: str, word: str) -> bool:
        """Does the list `key` hold the word?"""
        return word in self.lists[key]

    def prepositions(self, lemma: str) -> tuple[str, ...]:
        """Prepositions that lead to a verb's content."""
        return tuple(self.table["prepositions"].get(lemma, ()))

    def noun_certainty(self, lemma: str) -> str | None:
        """What a noun of saying makes of its content; None where it is none."""
        if not self.nouns:
            for certainty, words in self.table["reporting_nouns"].items():
                self.nouns.update((word, str(certainty)) for word in words if word not in self.nouns)
        return self.nouns.get(lemma)


def speech_of(codebook: Codebook) -> Speech:
    """The lexicon of a codebook."""
    return codebook.made(_speech)


def _speech(codebook: Codebook) -> Speech:
    table = {**codebook.language.table(SOURCES), **codebook.language.table(FILE)}
    classes: dict[str, list[VerbClass]] = {}
    for name, row in table["verbs"].items():
        made = VerbClass(
            str(name), str(row["certainty"]), str(row.get("polarity", "affirmed")), frozenset(map(str, row["complements"])), bool(row.get("wide", False))
        )
        for word in row["words"]:
            classes.setdefault(str(word), []).append(made)
    lists = {str(k): frozenset(map(str, v)) for k, v in table.items() if isinstance(v, list)}
    return Speech(table, {k: tuple(dict.fromkeys(v)) for k, v in classes.items()}, lists)
