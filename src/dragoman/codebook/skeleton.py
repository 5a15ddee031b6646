"""Yields comparison keys of names: folded text, and transliteration skeletons that are equal where two spellings may be one name."""

from __future__ import annotations

import itertools
import re
import unicodedata
from collections.abc import Callable, Iterable
from functools import lru_cache

from anyascii import anyascii

MAX_KEYS = 32
"""Most readings kept of one word; a word with more ambiguous letters keeps the first ones, in a fixed order."""

_DIGRAPHS = (  # longest first: one sound, however the romanisation writes it
    ("shch", "S"), ("tsch", "C"), ("tch", "C"), ("sch", "S"), ("dzh", "J"), ("ch", "C"), ("cz", "C"), ("sh", "S"), ("sz", "S"),
    ("dj", "J"), ("zh", "Z"), ("kh", "H"), ("gh", "g"), ("ph", "f"), ("dh", "d"), ("th", "t"), ("bh", "b"), ("ts", "Q"), ("tz", "Q"), ("ck", "k"),
    ("oe", "o"), ("ou", "u"), ("ee", "i"), ("oo", "u"),
)  # fmt: skip
_LETTERS = {"ş": "X", "š": "X", "ś": "X", "ç": "Y", "č": "Y", "ć": "Y", "ž": "W", "ż": "W", "ź": "W", "ğ": "g", "ħ": "H", "đ": "D"}
_AMBIGUOUS = {  # what a letter may stand for; X, Y, W and D are letters whose mark is often left out, U an h that may be mute
    "q": ("k", "g"), "c": ("k", "J", "Q", "s", "C"), "x": ("ks", "H"), "h": ("H", "g"), "j": ("J", "Z", "y"), "w": ("v",),
    "X": ("S", "s"), "Y": ("C",), "W": ("Z", "z"), "D": ("J", "d"), "U": ("", "H", "g"),
}  # fmt: skip
_VOWELS = {"a": "a", "e": "a", "o": "o", "u": "o", "i": "i", "y": "i"}
_CLASSES = str.maketrans("kHhqdpfzSZCJjQr", "ggggtbbsssssss" + "l")
"""Consonants that romanisations and scripts confuse, as one."""
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ`-][^\W\d_]+)*|\d+")


@lru_cache(maxsize=65536)
def fold(text: str) -> str:
    """Lower case without accents, marks and doubled spaces: equal for spellings that differ in nothing else."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    words = re.findall(r"\w+", "".join(c for c in plain if not unicodedata.combining(c) and c not in "'’ʼ`"))
    return " ".join(words)


def name_words(text: str) -> list[str]:
    """The words of a name in order; a hyphen or apostrophe does not part a word."""
    return _WORD.findall(text)


@lru_cache(maxsize=65536)
def skeletons(word: str) -> frozenset[str]:
    """Skeletons of one word in any alphabet: two words whose sets share a member may be spellings of one name.

    Sounds are merged that romanisations confuse (h and g, kh and h, dzh, dj and c, e and a, o and u, i and y); consonants stay apart otherwise.
    An empty set where the word has no letters.
    """
    plain = _plain(word)
    if not plain:
        return frozenset()
    choices = [_AMBIGUOUS.get(c, (c,)) for c in plain]
    readings = itertools.islice(itertools.product(*choices), MAX_KEYS)
    return frozenset(_squeeze("".join(reading)) for reading in readings)


@lru_cache(maxsize=65536)
def frames(word: str) -> frozenset[str]:
    """Consonants of one word by class, coarser than skeletons: near spellings share a member, and so do writings with and without vowels.

    Where fewer than two consonants are left, the vowels stay: such words are too many.
    """
    found = set()
    for key in skeletons(word):
        bare = re.sub(r"(.)\1+", r"\1", re.sub(r"[aoiyv]", "", key).translate(_CLASSES)).rstrip("g") or key
        found.add(bare if len(bare) > 1 else key)
    return frozenset(found)


def same_spelling(a: str, b: str) -> bool:
    """May two words be spellings of one name?"""
    return bool(skeletons(a) & skeletons(b))


def initials(text: str, skip: Iterable[str] = ()) -> str:
    """Upper-case first letters of the capitalised words of a name, those of `skip` left out: `CIS` of `Commonwealth of Independent States`."""
    left_out = frozenset(skip)
    return "".join(w[0] for w in re.findall(r"\w+", text) if w[0].isupper() and w.lower() not in left_out)


def is_generic(name: str, generic: Iterable[str]) -> bool:
    """Is the name one that every state has a bearer of (Ministry of Justice, State Council)?"""
    return not set(fold(name).split()).isdisjoint(generic)


def body_words(name: str, is_state: Callable[[str], bool]) -> frozenset[str]:
    """What tells a state's bodies apart: `foreign ministry` of `Norlandic Foreign Ministry` and of `Ministry of Foreign Affairs of the Republic of Norland`.

    is_state: do words name a state or its people? A state behind `in` or `to` stays: an embassy's host. Empty where nothing but the state is named.
    """
    words = re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", re.sub(r"['’]s\b", "", name))
    at = 0
    kept: list[str] = []
    while at < len(words):
        length = next((n for n in range(min(5, len(words) - at), 0, -1) if is_state(" ".join(words[at : at + n]))), 0)
        if not length or words[at - 1 : at] in (["in"], ["to"]):
            kept.append(fold(words[at]))
        at += length if length and words[at - 1 : at] not in (["in"], ["to"]) else 1
    return frozenset({"defence": "defense"}.get(w, w) for w in kept) - {"of", "the", "for", "and", "affairs", "in"}


def _plain(word: str) -> str:
    """Lower-case Latin letters, capitals standing for sounds that are written with several letters."""
    marked = "".join(_LETTERS.get(c, c) for c in word.lower())
    letters = re.sub(r"[^a-zA-Z]", "", "".join(c if c.isupper() and c.isascii() else anyascii(c).lower() for c in marked))
    for written, sound in _DIGRAPHS:
        letters = letters.replace(written, sound)
    letters = re.sub(r"(.)\1+", r"\1", letters)
    letters = re.sub(r"(?<=[aeiouy])y(?=[aeiou])", "", letters)  # Aliyev, Aliev
    letters = re.sub(r"j$", "i", letters)  # Sergej, Sergei
    letters = re.sub(r"(?<=[aeiouy])h$", "", letters)  # a mute h at the end
    letters = re.sub(r"(?<=[aeiouy])h(?=[^aeiouy])", "U", letters)
    return re.sub(r"[fw]$", "v", letters)


def _squeeze(reading: str) -> str:
    """Vowels by class, runs of one class as one, a glide before or between vowels left out."""
    hard = re.sub(r"^[yi](?=[aeou])", "", reading)  # Yevgeny, Evgeny; Yulia, Iulia
    hard = re.sub(r"(?<=[aeiouy])y(?=[aeiou])", "", hard)
    return re.sub(r"(.)\1+", r"\1", "".join(_VOWELS.get(c, c) for c in hard))
