"""Yields the documents that the attribution model learns from: their words as the product shows them, with the roles of each attribution."""

from __future__ import annotations

import json
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy

from dragoman.annotate import annotate
from dragoman.codebook import load_codebook
from dragoman.core.documents import Annotated
from dragoman.core.heard import Hint
from dragoman.extract.rules.attribution import find_frames
from dragoman.extract.rules.cues import speech_of
from dragoman.models.said_words import UNKNOWN, Labels, Words, words_of
from dragoman.models.spacy_model import load_english
from dragoman.pipeline import bare_document

GOLD = "claims/polnear.{}.jsonl"
LEAST = 2
"""Times that a word must stand in the training part to have an id by that."""
LONGEST = 1400
"""Words of a document that are learned from in one go; longer ones are cut between sentences."""


@dataclass(frozen=True, slots=True)
class Marked:
    """One attribution of the gold as indexes of tokens; head: the word of its cue that the others hang on."""

    head: int
    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Item:
    """A document, or a piece of one: words as the network is shown them, what the rules see, and what the gold marks."""

    id: str
    words: Words
    hints: tuple[Hint, ...]
    marked: tuple[Marked, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """What the rules see in a piece of a document."""

    source: frozenset[int]
    cue: frozenset[int]
    content: frozenset[int]
    cue_head: int | None


@dataclass(frozen=True, slots=True)
class Text:
    """A text of the gold, annotated."""

    id: str
    annotated: Annotated
    hints: tuple[Hint, ...]
    said: tuple[dict[str, Any], ...]


def read_texts(gold: Path, part: str) -> list[Text]:
    """The texts of `train` or `dev`, in file order, each annotated alone, as the product does."""
    nlp, codebook = load_english().nlp, load_codebook(None)
    speech = speech_of(codebook)
    texts = []
    for line in (gold / GOLD.format(part)).read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        (annotated,) = annotate([bare_document(row["text"], None)], nlp, codebook)
        hints = tuple(Shown(f.source, f.cue, f.content, f.cue_head) for f in find_frames(annotated, speech, wide=False))
        texts.append(Text(row["doc_id"], annotated, hints, tuple(row["attributions"])))
    return texts


def vocabulary(texts: Iterable[Text]) -> list[str]:
    """Words and lemmas that stand LEAST times in the texts, the most frequent first, then those of which the language model has a vector of their own."""
    counts: Counter[str] = Counter()
    for text in texts:
        counts.update(t.text.lower() for t in text.annotated.tokens)
        counts.update(t.lemma for t in text.annotated.tokens)
    vectors, strings = load_english().nlp.vocab.vectors, load_english().nlp.vocab.strings
    own: dict[int, str] = {}
    for key, row in vectors.key2row.items():
        if strings[key].islower() and strings[key].isalpha():
            own.setdefault(row, strings[key])
    frequent = sorted((word for word, count in counts.items() if count >= LEAST and "\n" not in word), key=lambda word: (-counts[word], word))
    return list(dict.fromkeys([*frequent, *sorted(own.values())]))


def word_vectors(words: Sequence[str], size: int) -> numpy.ndarray:
    """[words + 2, size]: the language model's vectors of the words, brought down to their `size` main directions; zeros where it has none."""
    vectors, strings = load_english().nlp.vocab.vectors, load_english().nlp.vocab.strings
    whole = numpy.zeros((len(words) + UNKNOWN + 1, vectors.shape[1]), numpy.float32)
    for number, word in enumerate(words, start=UNKNOWN + 1):
        form = next((form for form in (word, word.capitalize(), word.upper()) if strings[form] in vectors.key2row), None)
        if form is not None:
            whole[number] = vectors[strings[form]]
    length = numpy.linalg.norm(whole, axis=1, keepdims=True)
    has = length[:, 0] > 0
    unit = whole / numpy.maximum(length, 1e-6)
    mean = unit[has].mean(0)
    values, directions = numpy.linalg.eigh(numpy.cov((unit[has] - mean).T))
    brought = (unit - mean) * has[:, None] @ directions[:, numpy.argsort(-values)[:size]]
    return (brought / brought[has].std() * 0.5).astype(numpy.float32)


def labels_of(words: Sequence[str]) -> tuple[Labels, list[str], list[str]]:
    """(labels, tags in order, dependency labels in order), all those that the language model can give."""
    nlp = load_english().nlp
    tags = ["", *sorted(nlp.get_pipe("tagger").labels)]
    deps = ["", *sorted({*nlp.get_pipe("parser").labels, "ROOT"})]
    numbers = {word: number for number, word in enumerate(words, start=UNKNOWN + 1)}
    return Labels(numbers, *({label: n for n, label in enumerate(names)} for names in (tags, deps))), tags, deps


def items_of(texts: Iterable[Text], labels: Labels) -> Iterator[Item]:
    """One item a text; attributions without a cue are left out, since the network begins with the cue."""
    for text in texts:
        marked = tuple(m for m in (_marked(text.annotated, said) for said in text.said) if m is not None)
        yield Item(text.id, words_of(text.annotated, text.hints, labels), text.hints, marked)


def _marked(annotated: Annotated, said: dict[str, Any]) -> Marked | None:
    starts, ends = [t.start for t in annotated.tokens], [t.end for t in annotated.tokens]
    roles = []
    for role in ("source", "cue", "content"):
        held = {k for span in said[role] for k in range(bisect_right(ends, span[0]), bisect_left(starts, span[1]))}
        roles.append(tuple(sorted(held)))
    return Marked(_head(annotated, roles[1]), *roles) if roles[1] else None


def _head(annotated: Annotated, cue: Sequence[int]) -> int:
    """Of the words whose head lies outside the first verb, else the first noun, name or adjective, else the first."""
    tops = [k for k in cue if annotated.tokens[k].head not in cue or annotated.tokens[k].head == k]
    for kinds in ({"VERB", "AUX"}, {"NOUN", "PROPN", "ADJ"}):
        for k in tops:
            if annotated.tokens[k].pos in kinds:
                return k
    return tops[0]


def pieces_of(item: Item) -> Iterator[Item]:
    """The item, cut between sentences where it is longer than LONGEST words."""
    words, count = item.words, len(item.words.head)
    low = 0
    while low < count:
        high = count
        if count - low > LONGEST:
            ends = words.first[(words.first > low) & (words.first <= low + LONGEST)]
            high = int(ends[-1]) if len(ends) else min(count, low + LONGEST)
        yield item if high - low == count else _piece(item, low, high)
        low = high


def _piece(item: Item, low: int, high: int) -> Item:
    def moved(held: Iterable[int]) -> tuple[int, ...]:
        return tuple(k - low for k in held if low <= k < high)

    w = item.words
    sentence = w.sentence[low:high] - w.sentence[low]
    first = numpy.append(numpy.searchsorted(sentence, numpy.arange(sentence[-1] + 1)), high - low)
    cut = Words(w.ids[low:high], w.flags[low:high], numpy.clip(w.head[low:high] - low, 0, high - low - 1), sentence, w.quotation[low:high], first)
    hints = (h for h in item.hints if h.cue_head is not None and low <= h.cue_head < high)
    shown = (Shown(*(frozenset(moved(held)) for held in (h.source, h.cue, h.content)), (h.cue_head or 0) - low) for h in hints)
    marked = (Marked(m.head - low, moved(m.source), moved(m.cue), moved(m.content)) for m in item.marked if low <= m.head < high)
    return replace(item, words=cut, hints=tuple(shown), marked=tuple(marked))
