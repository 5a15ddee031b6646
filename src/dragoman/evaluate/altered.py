"""Yields the paragraphs of a report as others print them: copied with slips and cuts, rewritten, or brought up to date."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from random import Random

Paragraphs = tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Alteration:
    """How far copies and rewrites depart. All but `added` are shares from 0 to 1.

    slips: words of a copy with a typing error; cut: of a copy's end at most; kept: sentences of a rewrite, from and to; swapped: words with a
    synonym that are replaced; turned: sentences whose halves change places; added: sentences from elsewhere, for each that was kept.
    """

    slips: float = 0.01
    cut: float = 0.25
    kept: tuple[float, float] = (0.3, 0.7)
    swapped: float = 0.6
    turned: float = 0.2
    added: float = 0.5


HELD_OUT = Alteration(slips=0.02, cut=0.33, kept=(0.3, 0.6), swapped=0.8, turned=0.3, added=0.7)
"""A level that no threshold was set on."""


def copied(paragraphs: Paragraphs, line: str, place: str, random: Random, level: Alteration) -> Paragraphs:
    """The same text as another desk prints it: any of a dateline, straight quotes, slips, a cut end or a dropped paragraph, a line of its own."""
    text = [list(paragraph) for paragraph in paragraphs]
    if random.random() < 0.5:
        text[0][0] = f"{place.upper()} — {text[0][0]}"
    cut = random.random()
    if cut < 0.4:
        left = max(1, round(sum(map(len, text)) * (1 - random.uniform(0.05, level.cut))))
        text = _first(text, left)
    elif cut < 0.6 and len(text) > 4:
        text.pop(random.randrange(1, len(text)))
    if random.random() < 0.6:
        text = [[_plain(sentence) for sentence in paragraph] for paragraph in text]
    if random.random() < 0.5:
        text = [[_slipped(sentence, random, level.slips) for sentence in paragraph] for paragraph in text]
    if random.random() < 0.6:
        text.append([f"{line}."])
    return tuple(map(tuple, text))


def rewritten(paragraphs: Paragraphs, other: Paragraphs, synonyms: Mapping[str, Sequence[str]], random: Random, level: Alteration) -> Paragraphs:
    """Part of the text in another order, with other words and with sentences from elsewhere; one in four is a piece within a longer report."""
    sentences = [sentence for paragraph in paragraphs for sentence in paragraph]
    n = max(3, round(len(sentences) * random.uniform(*level.kept)))
    foreign = [sentence for paragraph in other for sentence in paragraph]
    if random.random() < 0.25:
        start = random.randrange(max(1, len(sentences) - n + 1))
        piece = sentences[start : start + n]
        at = random.randrange(len(foreign) + 1)
        return _paragraphs([*foreign[:at], *piece, *foreign[at:]], random)
    kept = random.sample(sentences, k=min(n, len(sentences)))
    kept = [_turned(_swapped(s, synonyms, random, level.swapped), random, level.turned) for s in kept]
    kept += random.sample(foreign, k=min(len(foreign), round(level.added * len(kept) * random.random())))
    random.shuffle(kept)
    return _paragraphs(kept, random)


def updated(paragraphs: Paragraphs, other: Paragraphs, corrects: bool, random: Random) -> Paragraphs:
    """A later version by the same desk: a figure changed, sentences added; with a note where it corrects."""
    text = [list(paragraph) for paragraph in paragraphs]
    where = [(i, k) for i, paragraph in enumerate(text) for k, sentence in enumerate(paragraph) if re.search(r"\d", sentence)]
    if where:
        i, k = random.choice(where)
        text[i][k] = re.sub(r"\d+", lambda m: str(int(m.group()) + random.randint(1, 9)), text[i][k], count=1)
    if corrects:
        text.append(["Correction: an earlier version of this report gave a wrong figure."])
    if not corrects or not where:
        text.insert(random.randint(1, len(text)), list(other[min(1, len(other) - 1)]))
    return tuple(map(tuple, text))


def _first(text: list[list[str]], n: int) -> list[list[str]]:
    found = []
    for paragraph in text:
        if n > 0:
            found.append(paragraph[:n])
        n -= len(paragraph)
    return found


def _paragraphs(sentences: Sequence[str], random: Random) -> Paragraphs:
    found, at = [], 0
    while at < len(sentences):
        n = random.randint(1, 3)
        found.append(tuple(sentences[at : at + n]))
        at += n
    return tuple(found)


def _plain(sentence: str) -> str:
    return sentence.replace("“", '"').replace("”", '"').replace("’", "'").replace("—", "-")


def _slipped(sentence: str, random: Random, rate: float) -> str:
    words = sentence.split(" ")
    for i, word in enumerate(words):
        if len(word) > 4 and word.isalpha() and random.random() < rate:
            k = random.randrange(1, len(word) - 2)
            words[i] = word[:k] + word[k + 1] + word[k] + word[k + 2 :]
    return " ".join(words)


def _swapped(sentence: str, synonyms: Mapping[str, Sequence[str]], random: Random, rate: float) -> str:
    def other(match: re.Match[str]) -> str:
        word = match.group()
        choices = synonyms.get(word.lower())
        if not choices or random.random() >= rate:
            return word
        found = random.choice(choices)
        return found[0].upper() + found[1:] if word[0].isupper() else found

    return re.sub(r"[A-Za-z]+", other, sentence)


def _turned(sentence: str, random: Random, rate: float) -> str:
    """The part after the last comma, or the last third of the words, comes first."""
    body = sentence.rstrip(".")
    if random.random() >= rate or "”" in body:
        return sentence
    head, comma, tail = body.rpartition(", ")
    if not comma:
        words = body.split(" ")
        cut = max(1, 2 * len(words) // 3)
        head, tail = " ".join(words[:cut]), " ".join(words[cut:])
    return f"{tail[0].upper()}{tail[1:]}, {head}." if tail and head else sentence
