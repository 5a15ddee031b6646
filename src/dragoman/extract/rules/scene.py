"""Yields what attribute rules ask of a document: the mention at a token, times in a clause, spans for evidence."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.core.dates import UNKNOWN, DateRange
from dragoman.core.documents import Annotated, Sentence, Span, Timex, Token
from dragoman.core.ids import mention_id
from dragoman.core.mentions import AttributeMention, EntityMention
from dragoman.extract.rules.bylines import NO_TOKEN
from dragoman.extract.rules.nouns import Lexicon
from dragoman.extract.rules.spans import times_over

LONGEST = 600
"""Most code points of one evidence span."""
_CLAUSES = frozenset({"relcl", "ccomp", "conj", "acl", "parataxis"})
MADE_BY = "rules/attributes/1"


@dataclass(frozen=True, slots=True)
class Draft:
    """An attribute before it has an id; fields as in AttributeMention."""

    kind: str
    subject: EntityMention
    label: str
    span: Span
    object: EntityMention | None = None
    object_name: str | None = None
    value: str | None = None
    since: DateRange = UNKNOWN
    until: DateRange = UNKNOWN
    date: DateRange = UNKNOWN
    ground: str | None = None

    def made(self) -> AttributeMention:
        """The mention, with an id of its content."""
        target = self.object.id if self.object else self.object_name or ""
        doc = self.subject.doc
        return AttributeMention(
            id=mention_id("am", doc, self.span.start, self.span.end, self.kind, self.label, self.subject.id, target, self.value or ""),
            doc=doc, kind=self.kind, subject=self.subject.id, label=self.label, evidence=(self.span,), made_by=MADE_BY,
            object=self.object.id if self.object else None, object_name=self.object.name if self.object else self.object_name,
            value=self.value, since=self.since, until=self.until, date=self.date, ground=self.ground,
        )  # fmt: skip


def _begin(mention: EntityMention) -> int:
    return mention.start


class Scene:
    """One document with its mentions, ready to be asked."""

    def __init__(self, annotated: Annotated, entities: Sequence[EntityMention], lexicon: Lexicon) -> None:
        """entities: of the document, in text order."""
        self.annotated = annotated
        self.entities = [m for m in entities if m.head != NO_TOKEN]
        self.unparsed = [m for m in entities if m.head == NO_TOKEN]
        self.lexicon = lexicon
        self._at: dict[int, EntityMention] = {}
        for m in sorted(entities, key=lambda m: (m.end - m.start, m.form == "nominal", m.id)):
            self._at[m.head] = m
        self._ending: dict[int, list[EntityMention]] = {}
        for m in self.entities:
            self._ending.setdefault(m.end, []).append(m)
        self._chains: dict[str, list[EntityMention]] = {}
        for m in entities:
            self._chains.setdefault(m.anchor, []).append(m)

    def at(self, token: Token) -> EntityMention | None:
        """The longest mention that a token heads."""
        return self._at.get(token.i)

    def beginning(self, start: int, end: int) -> list[EntityMention]:
        """Parsed mentions that begin at `start` or later, but before `end`."""
        return self.entities[bisect_left(self.entities, start, key=_begin) : bisect_left(self.entities, end, key=_begin)]

    def ending(self, end: int) -> list[EntityMention]:
        """Parsed mentions that end there."""
        return self._ending.get(end, [])

    def chain(self, m: EntityMention) -> list[EntityMention]:
        """All mentions of the same entity in the document."""
        return self._chains[m.anchor]

    def children(self, token: Token, *deps: str) -> list[Token]:
        """Children with one of the labels."""
        return [c for c in self.annotated.children(token.i) if c.dep in deps]

    def conjuncts(self, token: Token) -> list[Token]:
        """The token and what is coordinated with it."""
        return [token, *(g for c in self.children(token, "conj") for g in self.conjuncts(c))]

    def subjects(self, verb: Token) -> list[Token]:
        """Subjects of a verb, its own or that of the verb it is coordinated with; the noun that a participle or relative clause hangs on."""
        own = self.children(verb, "nsubj", "nsubjpass")
        head = self.annotated.tokens[verb.head]
        if own or verb.dep == "ROOT":
            return [g for c in own for g in self.conjuncts(c)]
        if verb.dep in {"conj", "xcomp", "pcomp"} and head.pos in {"VERB", "AUX"}:
            return self.subjects(head)
        if verb.dep == "advcl" and verb.tag in {"VBN", "VBG"}:
            return self.subjects(head)
        return [head] if verb.dep in {"acl", "relcl"} else []

    def objects(self, verb: Token) -> list[Token]:
        """Direct objects with what is coordinated; of `whom they barred` the noun that the relative clause hangs on."""
        own = self.children(verb, "dobj", "dative")
        if verb.dep == "relcl" and any(c.text.lower() in self.lexicon.words("relative") for c in own):
            return self.conjuncts(self.annotated.tokens[verb.head])
        return [g for c in own for g in self.conjuncts(c)]

    def after(self, token: Token, *prepositions: str) -> list[Token]:
        """Objects of the prepositions that hang on a token (`agent` counts as `by`)."""
        found = []
        for c in self.children(token, "prep", "agent"):
            if c.text.lower() in prepositions:
                found += [g for p in self.children(c, "pobj") for g in self.conjuncts(p)]
        return found

    def passive(self, verb: Token) -> bool:
        """Is the verb in the passive, or a past participle that hangs on a noun?"""
        if self.children(verb, "nsubjpass", "auxpass", "agent"):
            return True
        return verb.tag == "VBN" and verb.dep in {"acl", "advcl", "conj"} and not self.children(verb, "nsubj", "aux", "dobj")

    def sentence_span(self, sentence: Sentence) -> Span:
        """Its words without blanks at the ends, at most LONGEST code points."""
        tokens = [t for t in self.annotated.sentence_tokens(sentence) if t.pos != "SPACE"]
        if not tokens:
            return Span(sentence.start, sentence.end)
        return Span(tokens[0].start, min(tokens[-1].end, tokens[0].start + LONGEST))

    def clause(self, *tokens: Token) -> Span:
        """From the first to the last word of what hangs on the tokens; the whole sentence's part around them where that is too long."""
        words = [t for token in tokens for t in self.annotated.subtree(token.i) if t.pos not in {"PUNCT", "SPACE"}] or list(tokens)
        start, end = min(t.start for t in words), max(t.end for t in words)
        if end - start > LONGEST:
            start = max(start, min(t.start for t in tokens) - LONGEST // 3)
            end = min(end, start + LONGEST)
        return Span(start, end)

    def covering(self, *spans: Span) -> Span:
        """The least span over all, cut at LONGEST."""
        start, end = min(s.start for s in spans), max(s.end for s in spans)
        return Span(start, min(end, start + LONGEST))

    def times_in(self, span: Span) -> list[Timex]:
        """Dated times within a span, in order."""
        return [
            t for t in times_over(self.annotated, span.start, span.end) if t.range is not None and t.range.known and span.start <= t.start and t.end <= span.end
        ]

    def date_of(self, verb: Token) -> DateRange:
        """The first date in the verb's own clause, that of the main verb for a participle beside it; UNKNOWN where none is given."""
        own = self._times_under(verb)
        if not own and verb.dep == "xcomp":
            own = self._times_under(self.annotated.tokens[verb.head])
        return own[0].range or UNKNOWN if own else UNKNOWN

    def _times_under(self, verb: Token) -> list[Timex]:
        """Times on words that hang on the verb with no other verb or relative clause between."""
        keep: set[int] = set()
        stack = [verb]
        while stack:
            token = stack.pop()
            keep.add(token.i)
            stack += [c for c in self.annotated.children(token.i) if c.dep not in _CLAUSES and not (c.dep == "advcl" and c.pos == "VERB")]
        found = []
        for t in times_over(self.annotated, self.annotated.tokens[min(keep)].start, self.annotated.tokens[max(keep)].end):
            if t.range is None or not t.range.known:
                continue
            if any(self.annotated.tokens[i].start < t.end and t.start < self.annotated.tokens[i].end for i in keep):
                found.append(t)
        return found

    def period(self, token: Token) -> tuple[DateRange, DateRange]:
        """(since, until) by the times under a verb or title that follow `since`, `from`, `until`, `to`."""
        since = until = UNKNOWN
        for t in self._times_under(token):
            before = self.annotated.document.text[max(t.start - 12, 0) : t.start].lower().split()
            word = next((w for w in reversed(before) if w not in {"the", "early", "late", "mid"}), "")
            if word in {"since", "from"}:
                since = t.range or UNKNOWN
            elif word in {"until", "till"}:
                until = t.range or UNKNOWN
        return since, until

    def state_in(self, span: Span) -> EntityMention | None:
        """The first mention of a state, or of a body of several states, inside a span."""
        inside = [m for m in self.beginning(span.start, span.end) if m.end <= span.end and m.form not in {"nominal", "pronoun"}]
        return next((m for m in inside if m.kind == "state"), None) or next((m for m in inside if m.kind == "organisation"), None)
