"""Yields coarse keys of names, by which one of many thousand is looked up before it is compared."""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files
from itertools import combinations

import yaml
from anyascii import anyascii

MOST_WORDS = 6
"""Words of a name that keys are made of; those of longer names beyond are left out."""
_SOUNDS = (("sch", "S"), ("tch", "S"), ("dzh", "S"), ("kh", "K"), ("gh", "K"), ("ph", "P"), ("th", "T"), ("dh", "T"), ("ch", "S"), ("sh", "S"), ("zh", "S"))
_ALIKE = (("ckqgx", "K"), ("jsz", "S"), ("td", "T"), ("pbfvw", "P"), ("mn", "N"), ("l", "L"), ("r", "R"))
_CLASSES = {ord(letter): sound for letters, sound in _ALIKE for letter in letters}
_VOWELS = re.compile(r"[aeiouy]+")


@lru_cache(maxsize=1)
def legal_forms() -> frozenset[str]:
    """Words, in lower-case ASCII, that say of what legal form a body is: `ltd`, `gmbh`, `ooo`."""
    table = yaml.safe_load((files("dragoman.codebook") / "crosswalks/lists.yaml").read_text(encoding="utf-8"))
    return frozenset(map(str, table["legal_forms"]))


def name_keys(name: str) -> frozenset[str]:
    """Keys of a name in any script: one of every two of its words, whatever their order, and one of all together; legal forms are left out.

    Two spellings of one name nearly always share a key; most names that share one are not the same. Empty where the name has no letter.
    """
    plain = (re.sub(r"[^a-z]", "", anyascii(word).lower()) for word in re.findall(r"[^\W\d_]+(?:['’ʼ`-][^\W\d_]+)*", name))
    words = [key for word in plain if word not in legal_forms() and (key := _coarse(word))][:MOST_WORDS]
    if not words:
        return frozenset()
    return frozenset("+".join(sorted(pair)) for pair in combinations(words, 2)) | {"=" + "".join(words)}


def _coarse(letters: str) -> str:
    """A word of lower-case ASCII as classes of consonants: `Gadzhiev` and `Hajiyev` are one. An h within is mute, c before e and i hisses."""
    whole = letters
    letters = re.sub(r"^h", "k", letters)
    for written, sound in _SOUNDS:
        letters = letters.replace(written, sound)
    letters = re.sub(r"c(?=[eiy])|dj|ts|tz|cz|sz", "s", letters).replace("h", "")
    classes = _VOWELS.sub("", letters).translate(_CLASSES)
    key = re.sub(r"(.)\1+", r"\1", classes)
    return key if _VOWELS.match(whole) is None else "A" + key
