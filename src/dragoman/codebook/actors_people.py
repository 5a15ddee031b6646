"""Yields who a name of public life stands for on a day, chosen by title and state where several bear it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from dragoman.codebook.actors_parts import Part
from dragoman.codebook.actors_words import ActorWords, spelled
from dragoman.codebook.officials import Official, Officials, Standing, folded


@dataclass(frozen=True, slots=True)
class ActorCode:
    """What an actor is. country: ISO alpha-3 or PLOVER's non-state code; sector: PLOVER code; name: full name of what is listed,
    else as written; None where not told.

    default: the sector is only the usual one of the noun (`president`), nothing else tells it.
    """

    country: str | None = None
    sector: str | None = None
    name: str | None = None
    default: bool = False


@dataclass(frozen=True, slots=True)
class Person:
    """What is asked of a person. day: ISO or None for the latest known; today: an office that has ended is past; hint: state, ISO alpha-3, or None."""

    day: str | None
    today: bool
    hint: str | None


Known = tuple[Official, Standing]


@dataclass(frozen=True, slots=True)
class People:
    """Looks persons up. surnames: one word may be enough, and so may a name that only sounds alike where no state is told."""

    officials: Officials
    words: ActorWords
    surnames: bool = True

    def code(self, name: str, title: str | None, country: str | None, asked: Person) -> ActorCode | None:
        """The person of a full name, or of a surname that can only be one's; None where nobody or several are meant.

        title: the role told before the name, lower case; country: the state told.
        """
        whole = " " in name.strip()
        people = self.officials.named(name, by_sound=self.surnames or country is not None) if whole else self.officials.surnamed(name) if self.surnames else ()
        known = [(p, p.standing(asked.day, self.words.rank, today=asked.today)) for p in people]
        state = country or asked.hint
        if state:
            known = [(p, s) for p, s in known if state == s.country or any(spell.country == state for spell in p.spells)]
        chosen = self._chosen(known, title, whole=whole)
        if not chosen:
            return None
        first, standing = chosen[0]
        countries, sectors = {s.country for _, s in chosen}, {s.sector for _, s in chosen}
        if len(chosen) > 1 and len(countries) > 1:
            return None
        return ActorCode(standing.country, standing.sector if len(sectors) == 1 else None, first.name if len(chosen) == 1 else None)

    def dated(self, part: Part, asked: Person) -> Part:
        """A body whose standing changed with the years (rebels that came to govern) as it stood on the day; any other part as it is."""
        sector = self.body(part.key, asked) if part.kind == "body" and part.key else None
        return replace(part, sector=sector) if sector else part

    def body(self, key: str, asked: Person) -> str | None:
        """The sector of a listed body on the day, None where the tables know of no change."""
        return next((p.standing(asked.day, self.words.rank).sector for p in self.officials.listed(folded(key)) if p.name == key), None)

    def _chosen(self, known: Sequence[Known], title: str | None, *, whole: bool) -> list[Known]:
        """Those who are meant: by the title told, then those in office or once in office by then, then the first of their state."""
        if not whole and title in self.words.lists["first_of_state"]:
            known = [(p, s) for p, s in known if any(self._leads(spell.title) or title in spelled(spell.title) for spell in p.spells)]
        if len(known) > 1 and title:
            held = [(p, s) for p, s in known if title in spelled(s.spell.title)]
            known = held or [(p, s) for p, s in known if any(title in spelled(spell.title) for spell in p.spells)] or known
        if len(known) > 1:
            known = [(p, s) for p, s in known if s.sector] or known
        if len(known) > 1 and not whole:
            leading = [(p, s) for p, s in known if self._leads(s.spell.title) and s.sector != "ELI"]
            known = leading or [(p, s) for p, s in known if any(self._leads(spell.title) for spell in p.spells)] or known
        return list(known)

    def _leads(self, title: str) -> bool:
        return spelled(title) in self.words.lists["first_of_state"]
