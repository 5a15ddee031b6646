"""Yields Document, Evidence and what annotation adds to a text: tokens, sentences, times, names, quotations."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import accumulate

from dragoman.core.dates import DateRange


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A half-open interval of code points in one document."""

    start: int
    end: int

    def overlaps(self, other: Span) -> bool:
        """Do the two share a character?"""
        return self.start < other.end and other.start < self.end

    def covers(self, other: Span) -> bool:
        """Does the other lie wholly inside?"""
        return self.start <= other.start and other.end <= self.end


@dataclass(frozen=True, slots=True)
class Evidence:
    """An exact span with its words; made only by `Document.evidence`, so it cannot lie."""

    doc: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Zone:
    """A part of a text: kind is title, byline, caption, heading, body or boilerplate."""

    start: int
    end: int
    kind: str


@dataclass(frozen=True, slots=True)
class Published:
    """Best single publication day (ISO), what it rests on (metadata, url-path, image-path, byline …), confidence 0 to 1."""

    day: str
    basis: str
    confidence: float


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of a text in another language than its document's; lang: ISO 639-1 where there is one, else 639-3."""

    start: int
    end: int
    lang: str


@dataclass(frozen=True, slots=True)
class Document:
    """One report as it was read. `text` is the only text that spans count in; for `.txt` it is the decoded file, verbatim.

    published: first publication; updated: the latest change that the page itself tells. dateline: the place as written (`PORT SARN`).
    agency: the news agency that the text is credited to. coded_until: offset up to which it is coded, None for all of it.
    passages: stretches in other languages than `lang`, in order. sketch: hashes by which copies are found, see `ingest/sketch.py`.
    """

    id: str
    text: str
    sha256: str
    importer: str
    path: str | None = None
    url: str | None = None
    title: str | None = None
    outlet: str | None = None
    author: str | None = None
    lang: str | None = None
    published: Published | None = None
    zones: tuple[Zone, ...] = ()
    coded_until: int | None = None
    updated: Published | None = None
    dateline: str | None = None
    agency: str | None = None
    passages: tuple[Passage, ...] = ()
    sketch: tuple[int, ...] = ()

    def evidence(self, start: int, end: int) -> Evidence:
        """The exact words of a span; ValueError where it is empty or outside the text."""
        if not 0 <= start < end <= len(self.text):
            raise ValueError(f"no span of document {self.id!r}: {start}, {end} (length {len(self.text)})")
        return Evidence(self.id, start, end, self.text[start:end])


@dataclass(frozen=True, slots=True)
class Token:
    """One word of the parse. `head` is an index into `Annotated.tokens` (its own for a root); lemma is lower case; labels are spaCy's (UD-like)."""

    i: int
    start: int
    end: int
    text: str
    lemma: str
    pos: str
    tag: str
    dep: str
    head: int
    sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence: tokens `first` up to, not including, `last`; code points `start` to `end`; the zone it stands in; the line (paragraph) number."""

    i: int
    first: int
    last: int
    start: int
    end: int
    zone: str
    paragraph: int


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression, TIMEX3: type DATE, TIME, DURATION or SET; value or None; `anchor` what it was counted from (`dct`, an ISO date, words)."""

    start: int
    end: int
    type: str
    value: str | None
    anchor: str | None = None
    range: DateRange | None = None
    """The days that the value covers, where it names any: what events are dated by."""


@dataclass(frozen=True, slots=True)
class Name:
    """A span that names somebody or something: gazetteer, pattern or statistical tagger, corrected by document-level voting.

    kind: state, person, organisation, place, craft, weapon, document, group, facility, law, other. form: name, alias, acronym, demonym, metonym.
    key: canonical name in the gazetteer (`Azerbaijan` for `Azerbaijani`), None where unlisted. country: ISO alpha-3 or PLOVER non-state code. made_by:
    gazetteer, pattern, tagger.
    """

    start: int
    end: int
    text: str
    kind: str
    form: str
    made_by: str
    key: str | None = None
    country: str | None = None
    sector: str | None = None


@dataclass(frozen=True, slots=True)
class Quotation:
    """A stretch between quotation marks: outer span with the marks, inner without; `scare` where it is a short phrase and no speech."""

    start: int
    end: int
    inner_start: int
    inner_end: int
    scare: bool


@dataclass(frozen=True, slots=True)
class Annotated:
    """A document with its parse, times, names and quotations. Every offset counts in `document.text`.

    nominal: where the document has no day, its times as if it had come out on `counted.NOMINAL`.
    """

    document: Document
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    times: tuple[Timex, ...]
    names: tuple[Name, ...]
    quotations: tuple[Quotation, ...]
    nominal: tuple[Timex, ...] = ()
    _children: dict[int, tuple[Token, ...]] = field(default_factory=dict, compare=False, repr=False)
    _bounds: list[list[int]] = field(default_factory=list, compare=False, repr=False)
    _names: dict[int, list[Name]] = field(default_factory=dict, compare=False, repr=False)

    def children(self, i: int) -> tuple[Token, ...]:
        """Direct dependents of token i, in text order."""
        return (self._children or self._hung()).get(i, ())

    def _hung(self) -> dict[int, tuple[Token, ...]]:
        """What hangs on each token, known from the first question on: no other is asked as often."""
        below: dict[int, list[Token]] = {}
        for token in self.tokens:
            if token.head != token.i:
                below.setdefault(token.head, []).append(token)
        self._children.update({k: tuple(v) for k, v in below.items()} or {-1: ()})
        return self._children

    def within(self, spans: Iterable[Span]) -> list[Token]:
        """Tokens that lie wholly inside one of the spans, in text order, each once."""
        starts, ends, _, _ = self._edges()
        found = {k for span in spans for k in range(bisect_left(starts, span.start), bisect_right(ends, span.end))}
        return [self.tokens[k] for k in sorted(found)]

    def subtree(self, i: int) -> list[Token]:
        """Token i and all that hangs on it, in text order."""
        found, stack = [], [i]
        while stack:
            k = stack.pop()
            found.append(k)
            stack.extend(c.i for c in self.children(k))
        return [self.tokens[k] for k in sorted(found)]

    def hangs_on(self, i: int, top: int) -> bool:
        """Is token i in the subtree of another? Asked up the parse, which is far shorter than all that lies below."""
        return i == top or any(up.i == top for up in self.ancestors(i))

    def quotations_over(self, spans: Iterable[Span]) -> list[Quotation]:
        """Quotations that share a character with one of the spans, in the order of `quotations`, which is that of their starts."""
        _, _, starts, reached = self._edges()
        near = {k for s in spans for k in range(bisect_right(reached, s.start), bisect_left(starts, s.end)) if self.quotations[k].end > s.start}
        return [self.quotations[k] for k in sorted(near)]

    def names_over(self, token: Token) -> list[Name]:
        """Names that share a character with a token, in text order."""
        if not self._names and self.names:
            for name in self.names:
                for k in range(bisect_right(self._edges()[1], name.start), bisect_left(self._edges()[0], name.end)):
                    self._names.setdefault(k, []).append(name)
        return self._names.get(token.i, [])

    def _edges(self) -> list[list[int]]:
        if not self._bounds:
            reached = accumulate((q.end for q in self.quotations), max)
            self._bounds.extend(([t.start for t in self.tokens], [t.end for t in self.tokens], [q.start for q in self.quotations], list(reached)))
        return self._bounds

    def ancestors(self, i: int) -> Iterator[Token]:
        """Heads of token i, nearest first, up to the root."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield self.tokens[i]

    def sentence_of(self, i: int) -> Sentence:
        """The sentence of token i."""
        return self.sentences[self.tokens[i].sentence]

    def sentence_tokens(self, sentence: Sentence) -> tuple[Token, ...]:
        """Tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]
