"""Yields Document, Evidence and what annotation adds to a text: tokens, sentences, times, names, quotations."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

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
class Document:
    """One report as it was read. `text` is the only text that spans count in; for `.txt` it is the decoded file, verbatim."""

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
    """A document with its parse, times, names and quotations. Every offset counts in `document.text`."""

    document: Document
    tokens: tuple[Token, ...]
    sentences: tuple[Sentence, ...]
    times: tuple[Timex, ...]
    names: tuple[Name, ...]
    quotations: tuple[Quotation, ...]
    _children: dict[int, tuple[int, ...]] = field(default_factory=dict, compare=False, repr=False)

    def children(self, i: int) -> tuple[Token, ...]:
        """Direct dependents of token i, in text order."""
        if not self._children:
            below: dict[int, list[int]] = {}
            for token in self.tokens:
                if token.head != token.i:
                    below.setdefault(token.head, []).append(token.i)
            self._children.update({k: tuple(v) for k, v in below.items()} or {-1: ()})
        return tuple(self.tokens[k] for k in self._children.get(i, ()))

    def subtree(self, i: int) -> list[Token]:
        """Token i and all that hangs on it, in text order."""
        found, stack = [], [i]
        while stack:
            k = stack.pop()
            found.append(k)
            stack.extend(c.i for c in self.children(k))
        return [self.tokens[k] for k in sorted(found)]

    def ancestors(self, i: int) -> Iterator[Token]:
        """Heads of token i, nearest first, up to the root."""
        while self.tokens[i].head != i:
            i = self.tokens[i].head
            yield self.tokens[i]

    def subtree_span(self, i: int) -> Span:
        """Code points from the first to the last token of a subtree."""
        tokens = self.subtree(i)
        return Span(tokens[0].start, tokens[-1].end)

    def sentence_of(self, i: int) -> Sentence:
        """The sentence of token i."""
        return self.sentences[self.tokens[i].sentence]

    def sentence_tokens(self, sentence: Sentence) -> tuple[Token, ...]:
        """Tokens of a sentence."""
        return self.tokens[sentence.first : sentence.last]
