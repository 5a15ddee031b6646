"""Yields why two clusters may not be one entity, whatever speaks for it: kind, life, gender, gazetteer, state, given name, what an acronym stands for, kin."""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import combinations

from dragoman.codebook.skeleton import fold
from dragoman.resolve.features import same_words
from dragoman.resolve.groups import Group, Knowledge
from dragoman.resolve.lives import NO_LIFE, Life, clash, together

_FAR_BETTER = 3
"""Times as many reports as the other side has."""


@dataclass(slots=True)
class Profile:
    """What all members of a cluster have told so far.

    full: names of persons as written; complete: folded ones with a given name; excused: names that are known to be one person's, however unlike;
    kin: relatives of members; docs: reports.
    """

    kinds: set[str] = field(default_factory=set)
    keys: set[str] = field(default_factory=set)
    countries: set[str] = field(default_factory=set)
    genders: set[str] = field(default_factory=set)
    full: set[str] = field(default_factory=set)
    expansions: dict[str, set[str]] = field(default_factory=dict)
    excused: set[frozenset[str]] = field(default_factory=set)
    kin: set[str] = field(default_factory=set)
    barred: set[str] = field(default_factory=set)
    members: list[str] = field(default_factory=list)
    life: Life = NO_LIFE
    complete: set[str] = field(default_factory=set)
    docs: int = 0

    def take(self, other: Profile) -> None:
        """Adds what another cluster told; names that clash are excused from now on, since both are one."""
        self.excused.update(frozenset((p, q)) for p in self.full for q in other.full if p != q)
        for name in ("kinds", "keys", "countries", "genders", "full", "complete", "excused", "kin", "barred"):
            getattr(self, name).update(getattr(other, name))
        for short, names in other.expansions.items():
            self.expansions.setdefault(short, set()).update(names)
        self.members.extend(other.members)
        self.life = together((self.life, other.life))
        self.docs += other.docs


def profile_of(group: Group) -> Profile:
    """The profile of a cluster of one group."""
    return Profile(
        kinds={group.kind},
        keys=set(group.keys),
        countries={group.country} if group.country else set(),
        genders={group.gender} if group.gender else set(),
        full={p.text for p in group.full},
        expansions={short: set(group.expansions) for short in group.acronyms if group.expansions},
        members=[group.id],
        life=group.life,
        complete={fold(p.text) for p in group.full if not p.parts[0].initial},
        excused={frozenset((p.text, q.text)) for p, q in combinations(group.full, 2)},
        docs=len(group.docs),
    )


def why_not(a: Profile, b: Profile, known: Knowledge, told: bool) -> str | None:
    """The veto against one entity; None where there is none. told: a text calls both one, which lifts all that rests on names and states."""
    if a.kinds.isdisjoint(b.kinds):
        return "other kind"
    if not a.kin.isdisjoint(b.members):
        return "kin"
    if a.life != NO_LIFE and b.life != NO_LIFE and (reason := clash(a.life, b.life)):
        return reason
    slip = _may_be_slip(a, b)
    if a.genders and b.genders and a.genders.isdisjoint(b.genders) and "person" in a.kinds & b.kinds and not slip:
        return "other gender"
    if told or a.keys & b.keys:
        return None
    if a.keys and b.keys:
        return "other entry of the gazetteer"
    if a.countries and b.countries and a.countries.isdisjoint(b.countries) and not slip:
        return "other state"
    return None if a.complete & b.complete else _other_name(a, b, known)


def _may_be_slip(a: Profile, b: Profile) -> bool:
    """May a state or gender that one report gives a person be a misreading? So where a full name is far better known otherwise, unless titles speak for both.

    Without that, one report in which a pronoun or an adjective is misread would make a second president of the same name.
    """
    known, other = max(a.docs, b.docs), min(a.docs, b.docs)
    return bool(a.complete & b.complete) and known >= _FAR_BETTER * other and (not a.life.states or not b.life.states or bool(a.life.states & b.life.states))


def _other_name(a: Profile, b: Profile, known: Knowledge) -> str | None:
    excused = a.excused | b.excused
    for p in sorted(a.full):
        if any(known.names.score(p, q) < known.apart and frozenset((p, q)) not in excused for q in sorted(b.full)):
            return "other name"
    for short in sorted(a.expansions.keys() & b.expansions.keys()):
        if not any(x == y or same_words(x, y, known) for x in a.expansions[short] for y in b.expansions[short]):
            return "acronym of another name"
    return None
