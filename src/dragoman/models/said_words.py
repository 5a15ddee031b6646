"""Yields what the attribution model is shown of each word: ids of word, ending, tags, place, quotation and name, its head, and what the rules hold of it."""

from __future__ import annotations

import zlib
from bisect import bisect_left, bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.core.documents import Annotated
from dragoman.core.heard import Hint

if TYPE_CHECKING:
    import numpy

UNKNOWN = 1
"""Id of a word that the vocabulary lacks; 0 is none at all."""
ENDINGS, SHAPES, ZONES, PLACES = 1024, 7, ("body", "title", "heading", "caption"), 15
ENDING = 3
"""Letters of an ending."""
KINDS = ("", "state", "person", "organisation", "place", "craft", "weapon", "document", "group", "facility", "law", "other")
ROLES = ("source", "cue", "content")
FLAGS = len(ROLES) + 1
"""What the rules may hold of a word: a role each, and head of a cue."""


@dataclass(frozen=True, slots=True)
class Labels:
    """What the numbers in the weights stand for: words to ids from 2 on; tags and dependency labels in order, the empty one first for all others."""

    words: Mapping[str, int]
    tags: Mapping[str, int]
    deps: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Words:
    """One row a token. ids: [n, 8] of word, ending, tag, label, shape, quotation, kind of name, place; flags: [n, FLAGS]; head, sentence,
    quotation: [n], the last -1 outside of any; first: [sentences + 1], the token that each sentence begins with, at the end n."""

    ids: numpy.ndarray
    flags: numpy.ndarray
    head: numpy.ndarray
    sentence: numpy.ndarray
    quotation: numpy.ndarray
    first: numpy.ndarray


def words_of(annotated: Annotated, hints: Sequence[Hint], labels: Labels) -> Words:
    """All tokens of a document, which must have one at least."""
    import numpy

    tokens = annotated.tokens
    marks, inside = _quotations(annotated)
    kinds, places = _kinds(annotated), _places(annotated)
    forms: dict[str, tuple[int | None, int, int]] = {}
    ids = []
    for token, mark, kind, place in zip(tokens, marks, kinds, places, strict=True):
        form = forms.get(token.text)
        if form is None:
            form = forms[token.text] = _form(token.text, labels)
        word, ending, shape = form
        if word is None:
            word = labels.words.get(token.lemma, UNKNOWN)
        ids.append((word, ending, labels.tags.get(token.tag, 0), labels.deps.get(token.dep, 0), shape, mark, kind, place))
    flags = numpy.zeros((len(tokens), FLAGS), numpy.float32)
    for hint in hints:
        for column, role in enumerate((hint.source, hint.cue, hint.content)):
            flags[list(role), column] = 1
        if hint.cue_head is not None:
            flags[hint.cue_head, FLAGS - 1] = 1
    first = [s.first for s in annotated.sentences]
    return Words(
        numpy.array(ids, numpy.int64),
        flags,
        numpy.array([t.head for t in tokens], numpy.int64),
        numpy.array([t.sentence for t in tokens], numpy.int64),
        numpy.array(inside, numpy.int64),
        numpy.array([*first, len(tokens)], numpy.int64),
    )


def _form(text: str, labels: Labels) -> tuple[int | None, int, int]:
    """(id of the word, None where it is not listed; id of its ending; shape)."""
    small = text.lower()
    return labels.words.get(small), zlib.crc32(small[-ENDING:].encode("utf-8", "surrogatepass")) % ENDINGS, _shape(text)


def _shape(text: str) -> int:
    if text.isdigit():
        return 1
    if not text[0].isalnum():
        return 2
    if text.isupper():
        return 3 if len(text) > 1 else 4
    if text[0].isupper():
        return 5
    return 6 if any(c.isdigit() for c in text) else 0


def _quotations(annotated: Annotated) -> tuple[list[int], list[int]]:
    """By token: 0 outside, 1 in a quotation, 2 in a scare quote; and the number of the innermost one, -1 outside."""
    starts = [t.start for t in annotated.tokens]
    marks, inside = [0] * len(starts), [-1] * len(starts)
    for number, quotation in enumerate(annotated.quotations):
        for k in range(bisect_left(starts, quotation.start), bisect_left(starts, quotation.end)):
            marks[k], inside[k] = (2 if quotation.scare else 1), number
    return marks, inside


def _kinds(annotated: Annotated) -> list[int]:
    """By token: the kind of the last name that it belongs to."""
    known = {kind: number for number, kind in enumerate(KINDS)}
    starts, ends = [t.start for t in annotated.tokens], [t.end for t in annotated.tokens]
    kinds = [0] * len(starts)
    for name in annotated.names:
        for k in range(bisect_right(ends, name.start), bisect_left(starts, name.end)):
            kinds[k] = known.get(name.kind, len(KINDS) - 1)
    return kinds


def _places(annotated: Annotated) -> list[int]:
    """By token: the zone, times three, plus 2 at the beginning of a paragraph, 1 at that of another sentence."""
    places = [0] * len(annotated.tokens)
    paragraph = -1
    for sentence in annotated.sentences:
        zone = ZONES.index(sentence.zone) if sentence.zone in ZONES else len(ZONES)
        places[sentence.first : sentence.last] = [zone * 3] * (sentence.last - sentence.first)
        places[sentence.first] += 1 if sentence.paragraph == paragraph else 2
        paragraph = sentence.paragraph
    return places
