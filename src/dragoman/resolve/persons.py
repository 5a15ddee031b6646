"""Yields person names in parts, and the keys under which variants of one name meet."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations

from dragoman.codebook.skeleton import fold, frames, skeletons
from dragoman.resolve.name_parts import Part, parts_of
from dragoman.resolve.names import NameRules, first_sounds, rows_of


@dataclass(frozen=True, slots=True)
class PersonName:
    """A name as written, and its words without titles and particles; turned: the surname may stand first (Xi Jinping, Kim Jong Un)."""

    text: str
    parts: tuple[Part, ...]
    turned: bool

    @property
    def full(self) -> bool:
        """Is there more than one word?"""
        return len(self.parts) > 1

    @property
    def surnames(self) -> tuple[str, ...]:
        """The word that may be the surname, both ends where either may be."""
        own = [p.word for p in self.parts if not p.father] or [p.word for p in self.parts]
        return tuple(dict.fromkeys((own[-1], own[0]) if self.turned else (own[-1],)))


def parse_person(text: str, rules: NameRules) -> PersonName | None:
    """None where the text holds no word."""
    parts, _ = parts_of(text.removesuffix("'s").removesuffix("’s"), rules.words)
    if not parts:
        return None
    turned = len(parts) > 1 and (fold(parts[0].word) in rules.surnames_first or "-" in parts[-1].word)
    return PersonName(text, parts, turned)


def surname_keys(names: Iterable[PersonName]) -> frozenset[str]:
    """Skeletons of the surnames: a surname alone is compared with names that share one."""
    return frozenset(key for name in names for word in name.surnames for key in skeletons(word))


def pair_keys(names: Iterable[PersonName], rules: NameRules) -> frozenset[str]:
    """Keys of every two words of a full name in either order, consonants by class: variants share one, and few other names do."""
    found: set[str] = set()
    for name in names:
        own = [p for p in name.parts if not p.father] if sum(not p.father for p in name.parts) > 1 else list(name.parts)
        for x, y in combinations([sorted(_word_keys(p.word, rules)) for p in own if not p.initial], 2):
            found.update(" ".join(sorted((k, m))) for k in x for m in y)
    return frozenset(found)


def initial_keys(names: Iterable[PersonName]) -> frozenset[str]:
    """Keys of the first sound of a given name with the surname: an initial is compared with names that share one."""
    found: set[str] = set()
    for name in names:
        if not name.full:
            continue
        ends = ((name.parts[0], name.parts[-1]), (name.parts[-1], name.parts[0]))
        for given, surname in ends if name.turned else ends[:1]:
            found.update(f"{sound}. {key}" for sound in first_sounds(given.word) for key in frames(surname.word))
    return frozenset(found)


def has_initial(names: Iterable[PersonName]) -> bool:
    """Is any given name an initial?"""
    return any(p.initial for name in names for p in name.parts)


def _word_keys(word: str, rules: NameRules) -> Iterator[str]:
    yield from frames(word)
    yield from (f"#{row}" for row in rows_of(word, rules))
