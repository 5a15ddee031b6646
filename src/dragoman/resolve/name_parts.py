"""Yields the words of a person's name in any script that tell persons apart: without titles and particles, fathers' names marked."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from anyascii import anyascii

from dragoman.codebook.model import Codebook
from dragoman.codebook.skeleton import fold

MOST = 7
"""Words of a name that are looked at; no name that is printed has more that matter."""
_HAN = re.compile(r"[\u3400-\u9fff\uac00-\ud7a3]")
_CLITIC = re.compile(r"^(?i:[ae]l|ul|a[szdtrn]|ash)[-’']|^(?:El|Al)(?=[A-Z])")
_SERVANT = re.compile(r"^abd(?:[aeou]{1,2}[lrsnzd])?$")
_SERVANT_OF = re.compile(r"^abd[aeou]{1,2}[lrsnzd][-’']?(?=\w{3})", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Part:
    """A word as written. father: it is the father's name."""

    word: str
    father: bool = False

    @property
    def initial(self) -> bool:
        """Is it one letter?"""
        return len(fold(self.word)) == 1 and not _HAN.search(self.word)


@dataclass(frozen=True, slots=True)
class Words:
    """Lists of languages/en/persons.yaml, folded."""

    titles: frozenset[str]
    generations: frozenset[str]
    particles: frozenset[str]
    before: frozenset[str]
    after: frozenset[str]
    patronymics: tuple[str, ...]


def read_words(codebook: Codebook) -> Words:
    """CodebookError where a list is missing."""
    titles, generations, particles, before, after = (
        codebook.language.words("persons", key) for key in ("name_titles", "generations", "particles", "fathers_before", "fathers_after")
    )
    return Words(titles, generations, particles, before, after, tuple(sorted(codebook.language.words("persons", "patronymics"))))


def parts_of(name: str, words: Words) -> tuple[tuple[Part, ...], frozenset[str]]:
    """The words in order, a hyphenated one whole, and what tells generations apart (`jr`, `sr`, `ii`)."""
    written = list(_written(name))
    while len(written) > 1 and fold(written[0]) in words.titles:
        written = written[1:]
    generations = frozenset(fold(w) for w in written[1:]) & words.generations
    kept = [w for i, w in enumerate(written) if not (i and fold(w) in words.generations)]
    return tuple(_marked(kept, words))[:MOST], frozenset({"junior": "jr", "senior": "sr"}.get(g, g) for g in generations)


def wordings(a: Sequence[Part], b: Sequence[Part]) -> list[tuple[tuple[Part, ...], tuple[Part, ...]]]:
    """Ways of comparing two names: hyphenated words in pieces where that gives both as many, else whole, in pieces, with short words as one.

    Where one has a word more, its first two or last two stand as one as well.

    So Jae-in, Jaein and Jae In are one name, and Jae-in and Chung-in are compared syllable by syllable.
    """
    pieces_a, pieces_b = _pieces(a), _pieces(b)
    if len(pieces_a) == len(pieces_b):
        return [(pieces_a, pieces_b)]
    glued_a, glued_b = (_glued(x) if len(x) == len(y) + 1 and len(y) > 1 else [] for x, y in ((pieces_a, pieces_b), (pieces_b, pieces_a)))
    return [(x, y) for x in [*_joined(a, pieces_a), *glued_a] for y in [*_joined(b, pieces_b), *glued_b]]


def _pieces(parts: Sequence[Part]) -> tuple[Part, ...]:
    return tuple(Part(piece, part.father) for part in parts for piece in re.split(r"[-‐–]", part.word) if piece)[:MOST]


def _joined(parts: Sequence[Part], pieces: tuple[Part, ...]) -> list[tuple[Part, ...]]:
    found = [pieces, tuple(Part(re.sub(r"[-‐–]", "", part.word), part.father) for part in parts)]
    if len(pieces) > 2 and _short(pieces[-2:]):
        found.append((*pieces[:-2], Part(pieces[-2].word + pieces[-1].word)))
    if len(pieces) > 2 and _short(pieces[:2]):
        found.append((Part(pieces[0].word + pieces[1].word), *pieces[2:]))
    return found


def _glued(parts: Sequence[Part]) -> list[tuple[Part, ...]]:
    """The first two words as one, or the last two: Mohammad Bagher is written Mohammadbagher too."""
    ends = [(Part(parts[0].word + parts[1].word), *parts[2:]), (*parts[:-2], Part(parts[-2].word + parts[-1].word))]
    return [made for made, pair in zip(ends, (parts[:2], parts[-2:]), strict=True) if not any(p.initial or p.father for p in pair)]


def _short(parts: Sequence[Part]) -> bool:
    """Initials that are written as one word, or words of one syllable."""
    if any(part.initial for part in parts):
        return all(part.initial for part in parts)
    return all(len(re.findall(r"[aeiouy]+", fold(anyascii(part.word)))) == 1 for part in parts)


def _written(name: str) -> Iterator[str]:
    for word in re.split(r"[\s.,·]+", name.replace("\u200c", "").replace("\u200f", "")):
        if _HAN.search(word):
            syllables = re.findall(r"[A-Z][a-z]*", anyascii(word))
            yield from [syllables[0], "-".join(syllables[1:])] if len(syllables) > 1 else [word]
        elif word.strip("'’\"()"):
            yield word.strip("'’\"()")


def _marked(written: Sequence[str], words: Words) -> Iterator[Part]:
    father, servant = False, ""
    for i, word in enumerate(written):
        plain = fold(anyascii(word))
        after = fold(anyascii(written[i + 1])) if i + 1 < len(written) else ""
        if i and plain in words.before:
            father = True
        elif plain in words.after or (len(written) > 1 and len(word) > 1 and plain in words.particles):
            continue
        elif (word == "عبد" or _SERVANT.match(plain)) and after:
            servant = "abd" if not word.startswith("ع") else "عبد"
        else:
            bare = re.sub(r"^(عبد)?ال(?=\w{2})", r"\1", _SERVANT_OF.sub("abd", _CLITIC.sub("", word)))
            patronymic = 0 < i < len(written) - 1 and plain.endswith(words.patronymics)
            yield Part(servant + bare, father or after in words.after or patronymic)
            father, servant = False, ""
