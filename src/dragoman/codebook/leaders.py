"""Yields leaders by their surname: who of heads of state and government, leading ministers and chiefs of world bodies is called so on a day."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dragoman.codebook.actors_words import spelled
from dragoman.codebook.officials import NO_STATE, Officials, Spell, block, folded
from dragoman.codebook.skeleton import same_spelling

_SOUNDING = 6
"""Letters that a surname needs to be known in another romanisation."""
_MANY = 3
"""States whose officials bear a surname that is common everywhere."""
_WHOLE = 3
"""Words of a name that may end in two surnames."""


@dataclass(frozen=True, slots=True)
class Leader:
    """A person with the spells of leading office."""

    name: str
    spells: tuple[Spell, ...]

    def leads(self, day: str) -> Spell | None:
        """The leading office held on a day (ISO, of any precision), the one that began last; None where none was."""
        held = [s for s in self.spells if s.covers(day)]
        return max(held, key=lambda s: s.since) if held else None


@dataclass(frozen=True)
class Leaders:
    """Leaders of the tables of officials. lists: those of languages/en/leaders.yaml."""

    officials: Officials
    lists: Mapping[str, frozenset[str]]

    def named(self, surname: str, day: str | None, *, by_sound: bool = True) -> Leader | None:
        """The one who is called by a surname (of one word or, with particles, several): who alone of all of that surname leads on the day.

        Without a day: who alone of them ever led. by_sound: also in another romanisation of it.
        """
        key = folded(surname)
        bearers = list(self._surnames.get(key, ()))
        if not bearers and by_sound and len(key) >= _SOUNDING:
            alike = [other for other in self._blocks.get(block(key), ()) if same_spelling(key, other)]
            bearers = list(dict.fromkeys(name for other in alike for name in self._surnames[other]))
        leading = [leader for name in bearers if (leader := self.leader(name)) is not None and (day is None or leader.leads(day))]
        return leading[0] if len(leading) == 1 else None

    def leader(self, name: str) -> Leader | None:
        """The person of a listed name as a leader, None where he never led."""
        rows = self.officials.tables[0].get(name, ())
        spells = tuple(Spell(*row[2:8]) for row in rows if self._leads(row))
        return Leader(name, spells) if spells else None

    def is_shared(self, surname: str) -> bool:
        """Is the surname an everyday word, or do so many people of public life bear it that it alone says little?"""
        key = folded(surname)
        if key in self.lists["everyday"]:
            return True
        states = {spell.country for person in self.officials.surnamed(key) for spell in person.spells} - NO_STATE
        return len(states) >= _MANY

    def is_word(self, surname: str) -> bool:
        """May it begin a leader's surname? Cheap, to be asked of every word with a capital."""
        return folded(surname) in self._first_words

    @cached_property
    def _surnames(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for name, rows in self.officials.tables[0].items():
            if not any(map(self._leads, rows)):
                continue
            countries = {row[2] for row in rows}
            for written in dict.fromkeys((name, *(alias for row in rows if row[1] for alias in row[1].split(";")))):
                for surname in self._called(folded(written).split(), countries):
                    if name not in found.setdefault(surname, []):
                        found[surname].append(name)
        return found

    @cached_property
    def _blocks(self) -> Mapping[str, Sequence[str]]:
        found: dict[str, list[str]] = {}
        for surname in self._surnames:
            if len(surname) >= _SOUNDING and " " not in surname and surname not in self.lists["everyday"]:
                found.setdefault(block(surname), []).append(surname)
        return found

    @cached_property
    def _first_words(self) -> frozenset[str]:
        return frozenset(surname.split()[0] for surname in self._surnames)

    def _leads(self, row: Sequence[str]) -> bool:
        """Is a row of the table a leading office?"""
        return spelled(row[4]) in self.lists["offices"] and row[3] in self.lists["sectors"]

    def _called(self, words: Sequence[str], countries: set[str]) -> Iterator[str]:
        """What somebody of a name is called by alone: the family name, which in some states comes first; in some the given name."""
        if not words or words[0] in self.lists["name_titles"] or not self.lists["fathers"].isdisjoint(words) or words[-1] in self.lists["numerals"]:
            return
        if len(words) == 1 or not countries.isdisjoint(self.lists["called_by_first"]):
            yield words[0]
            return
        at = len(words) - 1
        while at > 1 and words[at - 1] in self.lists["particles"]:
            at -= 1
        yield " ".join(words[at:])
        if at < len(words) - 1 and self.lists["articles"].issuperset(words[at:-1]):
            yield words[-1]  # `al-Maliki` and `Maliki`
        if len(words) >= _WHOLE and not countries.isdisjoint(self.lists["two_surnames"]):
            yield " ".join(words[-2:])


def read_leaders(officials: Officials, table: Mapping[str, Any]) -> Leaders:
    """Leaders by the words of a language's leaders.yaml."""
    return Leaders(officials, {key: frozenset(map(str, words)) for key, words in table.items()})
