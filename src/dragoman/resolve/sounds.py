"""Yields how alike two written words sound, by the cheapest way from one transliteration skeleton to the other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import lru_cache

from dragoman.codebook.skeleton import fold, skeletons

_READINGS = 6
"""Readings of a word that are compared where none is shared."""
_VOWELS = frozenset("aoi")
_MUTE = frozenset("Hhy")
_UNVOWELLED = re.compile(r"[\u0590-\u05ff\u0600-\u06ff\u0750-\u077f\u0900-\u0dff]")
"""Letters of Hebrew, Arabic and Indic scripts, which leave vowels out or whose transliteration does."""

_SPOKEN = str.maketrans({"ב": "b", "श": "sh", "ष": "sh"})
"""Letters whose transliteration is another sound than the one that names in Latin print have."""

_TWIN_LETTERS = str.maketrans({"ي": "ی", "ى": "ی", "ك": "ک", "ة": "ه", "ؤ": "و", "ئ": "ی"})


@lru_cache(maxsize=65536)
def readings(word: str) -> tuple[str, ...]:
    """Skeletons of a word in a fixed order, the first few."""
    return tuple(sorted(skeletons(word.translate(_SPOKEN))))[:_READINGS]


def unvowelled(word: str) -> bool:
    """Is the word in a script whose vowels do not come through?"""
    return bool(_UNVOWELLED.search(word))


def spelled(word: str) -> str:
    """A word of a script without vowels, letters that are written in two ways as one: ی and ي, ک and ك."""
    return fold(word.translate(_TWIN_LETTERS))


def word_likeness(a: str, b: str, weights: Mapping[str, float], sounds: Mapping[str, float], near: frozenset[frozenset[str]]) -> float:
    """0 to 1; 1: one word but for accents and romanisation. weights, sounds: tables of codebook/weights/names.yaml; near: pairs of consonants."""
    if fold(a) == fold(b):
        return 1.0
    if unvowelled(a) or unvowelled(b):
        if _ends_in_i(a) != _ends_in_i(b) and not _ends_in_i(a if unvowelled(a) else b):
            return weights["written_i"]
        frames = [(_frame(x), _frame(y)) for x in readings(a) for y in readings(b)]
        return weights["unvowelled"] * max((_likeness(x, y, weights, sounds, near) for x, y in frames), default=0.0)
    if skeletons(a) & skeletons(b):
        return 1.0
    pairs = [(x, y) for x in readings(a) for y in readings(b)]
    if any(x == y + "a" or y == x + "a" for x, y in pairs):
        return weights["other_gender"]
    return max((_likeness(x, y, weights, sounds, near) for x, y in pairs), default=0.0)


def _ends_in_i(word: str) -> bool:
    """An i at the end is written in scripts without vowels too: Abbas is not Abbasi. Where it stands for another sound, it is written alike."""
    return bool(re.search(r"[iyıيیىئיी]$", word.casefold()))


def _frame(reading: str) -> str:
    """The consonants alone, runs as one, without those that are written for vowels and a mute one at the end; never empty."""
    bare = re.sub(r"(.)\1+", r"\1", re.sub(r"[aoiyv]", "", reading))
    return re.sub(r"[Hg]$", "", bare) or bare or re.sub(r"[aoi]", "", reading) or reading


def _likeness(a: str, b: str, weights: Mapping[str, float], sounds: Mapping[str, float], near: frozenset[frozenset[str]]) -> float:
    length = max(weights["shortest"], min(weights["longest"], max(len(a), len(b))))
    return max(0.0, 1.0 - weights["steep"] * _distance(a, b, sounds, near) / length)


def _distance(a: str, b: str, sounds: Mapping[str, float], near: frozenset[frozenset[str]]) -> float:
    row = [0.0]
    for j in range(len(b)):
        row.append(row[-1] + _extra(b, j, sounds))
    for i, x in enumerate(a):
        extra, above = _extra(a, i, sounds), row
        row = [above[0] + extra]
        for j, y in enumerate(b):
            row.append(min(above[j] + _swap(x, y, sounds, near), above[j + 1] + extra, row[j] + _extra(b, j, sounds)))
    return row[-1]


def _extra(word: str, at: int, sounds: Mapping[str, float]) -> float:
    """What one more sound costs."""
    if word[at] in _VOWELS:
        beside = word[max(0, at - 1) : at] + word[at + 1 : at + 2]
        return sounds["glide"] if _VOWELS.intersection(beside) else sounds["vowel"]
    return sounds["mute"] if word[at] in _MUTE or word[max(0, at - 1) : at + 1] == "ov" else sounds["other"]


def _swap(x: str, y: str, sounds: Mapping[str, float], near: frozenset[frozenset[str]]) -> float:
    if x == y:
        return 0.0
    if x in _VOWELS and y in _VOWELS:
        return sounds["vowel"]
    if {x, y} <= {"v", "o"} or {x, y} <= {"i", "y"}:  # Tsikhanouskaya, Tikhanovskaya
        return sounds["glide"]
    return sounds["near"] if frozenset((x, y)) in near else sounds["other"]
