"""Yields person names in parts, and whether two of them may name one person."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.codebook.skeleton import fold, name_words, same_spelling, skeletons


@dataclass(frozen=True, slots=True)
class PersonName:
    """Given name (None where left out), middle names or patronymic, surname; words as written."""

    given: str | None
    middle: tuple[str, ...]
    surname: str

    @property
    def full(self) -> bool:
        """Is there more than the surname?"""
        return self.given is not None


def parse_person(text: str) -> PersonName | None:
    """A name in Western order: the last word is the surname. None where the text holds no word."""
    words = [w for w in name_words(text) if w not in {"s", "Jr", "Sr"}]
    if not words:
        return None
    return PersonName(words[0] if len(words) > 1 else None, tuple(words[1:-1]), words[-1])


def compatible_given(a: str | None, b: str | None, variants: Sequence[frozenset[str]]) -> bool:
    """May two given names be one? Unknown ones, initials, spellings and national forms (`variants`: sets of folded forms) agree."""
    if a is None or b is None or fold(a) == fold(b):
        return True
    if len(a) == 1 or len(b) == 1:
        return bool(_first_sounds(a) & _first_sounds(b))
    return same_spelling(a, b) or any(fold(a) in forms and fold(b) in forms for forms in variants)


def compatible_persons(a: PersonName, b: PersonName, variants: Sequence[frozenset[str]]) -> bool:
    """Do given and middle names leave it open that both are one? Surnames are not compared."""
    if not compatible_given(a.given, b.given, variants):
        return False
    middles = zip(a.middle, b.middle, strict=True) if len(a.middle) == len(b.middle) else ()
    return all(compatible_given(x, y, variants) for x, y in middles)


def surname_keys(names: Iterable[PersonName]) -> frozenset[str]:
    """Skeletons of the surnames: two persons whose sets share nothing are not compared."""
    return frozenset(key for name in names for key in skeletons(name.surname))


def _first_sounds(word: str) -> frozenset[str]:
    return frozenset(key[0] for key in skeletons(word)) | {fold(word)[:1]}
