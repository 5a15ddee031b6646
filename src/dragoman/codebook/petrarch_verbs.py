"""Yields a VerbList: PETRARCH's verbs with their codes and the patterns of words around them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

SLOTS = {"$": "source", "+": "target", "%": "both", "^": "skip"}

BACK, MUTUAL = "back", "mutual"
"""Values of an event that a verb list codes: the CAMEO code of what the recipients do to the actors by it; what the actors do with one another."""


@dataclass(frozen=True, slots=True)
class VerbCode:
    """What a verb or pattern says: there, the code of what the source does to the target; back, of what the target does to the source; neither: no event."""

    there: str | None = None
    back: str | None = None

    @property
    def null(self) -> bool:
        """Is there nothing to code?"""
        return self.there is None and self.back is None


@dataclass(frozen=True, slots=True)
class Word:
    """One word of a list in capitals; exact: it takes no ending."""

    text: str
    exact: bool = False


@dataclass(frozen=True, slots=True)
class Atom:
    """What stands at one place of a pattern: one of several wordings, or a slot for somebody.

    slot: source, target, both, skip, or None; tight: right behind the atom before it; phrase: in one noun phrase with it; group: number of the
    prepositional phrase that it stands in, whose first atom is the preposition, else 0.
    """

    wordings: tuple[tuple[Word, ...], ...] = ()
    slot: str | None = None
    tight: bool = False
    phrase: bool = False
    group: int = 0


@dataclass(frozen=True, slots=True)
class Pattern:
    """Atoms before and after a verb, in the order of the text, and what they make of it.

    loose: from a list that marks no phrases, so words may be apart; close: what stands before the verb stands right before it. where: file and line.
    """

    before: tuple[Atom, ...]
    after: tuple[Atom, ...]
    code: VerbCode
    where: str
    loose: bool = False
    close: bool = False

    @property
    def size(self) -> int:
        """How much it asks for; of those that fit the largest holds."""
        return len(self.before) + len(self.after)


@dataclass(frozen=True, slots=True)
class VerbEntry:
    """A way of writing a verb: words right before it and behind it (particles), its code and the patterns of its block. where: file and line."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    code: VerbCode
    patterns: tuple[Pattern, ...]
    where: str


@dataclass(frozen=True, slots=True)
class VerbList:
    """Verbs by their forms in capitals."""

    entries: Mapping[str, tuple[VerbEntry, ...]]

    def at(self, form: str, lemma: str) -> Sequence[VerbEntry]:
        """The entries of a verb by its form, else by its lemma, those of several words first."""
        found = self.entries.get(form.upper()) or self.entries.get(lemma.upper()) or ()
        return sorted(found, key=lambda entry: -len(entry.before) - len(entry.after))
