"""Yields what is read around event mentions that somebody else has marked: head, parties, names, days and words, and the texts that they stand in."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    import numpy

Words = tuple[str, ...]
"""Lemmas in lower case, in text order; what stands twice is given twice."""


@dataclass(frozen=True, slots=True)
class Marked:
    """An event mention whose span is given.

    id: as given; token: index of its head; sentence: number of its sentence. family: the head's lemma without the ending of its part of speech (`clos` of
    close and closure). pos: verb, noun, adj or other; tag: the parser's. words: of the span. actor, target: words of those who do it and of those or what
    it is done to, a pronoun's being those of the name that it stands for; around: of what else hangs on the head; near: of the words beside it.
    governor: lemma of the word that it depends on, empty at the top. kind: event type that the coder's rules see there, empty where none; kinds: all
    that the head may tell of by the codebook.
    denied, open: is it told as not done; as not done yet, or only perhaps?
    """

    id: str
    start: int
    end: int
    token: int
    sentence: int
    lemma: str
    family: str
    pos: str
    tag: str
    words: Words
    actor: Words
    target: Words
    around: Words
    near: Words
    governor: str
    kind: str
    kinds: Words
    denied: bool
    open: bool


@dataclass(frozen=True, slots=True)
class Told:
    """A sentence: its words, the names and the numbers in it, and the days (first and last, ISO) that it tells of."""

    words: Words
    names: Words
    numbers: Words
    days: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class MarkedText:
    """A text with the event mentions marked in it. key: by which texts are put in order, whatever order they came in; sentences: all of them, in order."""

    key: str
    sentences: tuple[Told, ...]
    mentions: tuple[Marked, ...]


class Background(Protocol):
    """How common words are in news at large: so many texts, and in how many of them each stands (shares of a text may be counted)."""

    @property
    def texts(self) -> float:
        """How many."""

    def count(self, word: str) -> float:
        """In how many of the texts a word stands, 0 where it is unknown."""


class Vectors(Protocol):
    """Vectors of words, of length one."""

    @property
    def size(self) -> int:
        """Numbers of a vector."""

    def of(self, word: str) -> numpy.ndarray | None:
        """[size], None where the word has none."""


class PairJudge(Protocol):
    """Somebody who judges whether two mentions tell of one event; `name` with its version stands in what comes out."""

    @property
    def name(self) -> str:
        """With its version."""

    @property
    def features(self) -> tuple[str, ...]:
        """Those that it is shown, in order."""

    @property
    def background(self) -> Background:
        """How common it holds words to be."""

    def known(self, lemmas: Sequence[str]) -> tuple[numpy.ndarray, numpy.ndarray, numpy.ndarray]:
        """What it has learned of words: [n, n] how often two different heads told of one event, 0 to 1; [n, n] in how many topics they met; [n] how often
        two mentions with this head did."""

    def judge(self, rows: numpy.ndarray) -> numpy.ndarray:
        """[n] how likely each pair is one event, 0 to 1; rows: [n, features]."""
