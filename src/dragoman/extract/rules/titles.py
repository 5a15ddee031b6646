"""Yields titles tied to persons: before a name, in apposition, after a copula; with the body that the title is of."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

from dragoman.core.documents import Annotated, Span, Token
from dragoman.extract.rules.nouns import Lexicon

_LEFTWARD = frozenset({"NOUN", "PROPN", "ADJ", "PART", "NUM"})
LED = "head"
"""Title of whoever leads a body by the wording of a verb."""
_SENT = frozenset({"ambassador", "consul", "envoy", "diplomat", "attaché", "attache", "representative", "nuncio", "high commissioner", "emissary"})
"""Those who are not of the state where they are."""
_BODY_KINDS = frozenset({"state", "organisation", "place", "facility", "group"})


class Mentioned(Protocol):
    """What titles ask of a mention."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> str: ...
    @property
    def form(self) -> str: ...
    @property
    def head(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Title:
    """A title that the text gives a person. person, body: positions in the mentions given; span: from the title (with its body) to the name or back."""

    person: int
    title: str
    body: int | None
    span: Span
    noun: str
    head: int


class TitleFinder:
    """Finds titles in one document."""

    def __init__(self, annotated: Annotated, mentions: Sequence[Mentioned], lexicon: Lexicon) -> None:
        """mentions: names at least; nominals and pronouns may be among them."""
        self.annotated = annotated
        self.mentions = mentions
        self.lexicon = lexicon
        self.name_at: dict[int, int] = {}
        for at in sorted(range(len(mentions)), key=lambda k: mentions[k].end - mentions[k].start, reverse=True):
            m = mentions[at]
            if m.form in {"nominal", "pronoun"}:
                continue
            i = m.head
            while i >= 0 and annotated.tokens[i].end > m.start:
                self.name_at[i] = at if i not in self.name_at or m.end - m.start > self._length(self.name_at[i]) else self.name_at[i]
                i -= 1
            i = m.head + 1
            while i < len(annotated.tokens) and annotated.tokens[i].start < m.end:
                self.name_at.setdefault(i, at)
                i += 1

    def _length(self, at: int) -> int:
        return self.mentions[at].end - self.mentions[at].start

    def find(self) -> list[Title]:
        """All titles, in text order."""
        found = []
        for at, m in enumerate(self.mentions):
            if m.kind != "person" or m.form in {"nominal"}:
                continue
            if m.form != "pronoun":
                before = self.before(at)
                found += [before] if before else []
                found += self.apposed(at)
                found += self.led(at)
            found += self.predicated(at)
        return sorted(found, key=lambda t: (t.span, t.person))

    def before(self, at: int) -> Title | None:
        """`Norlandic Trade Ministry spokesman X`, `former boxer X`."""
        m, tokens = self.mentions[at], self.annotated.tokens
        first = self.annotated.sentence_of(m.head).first
        name_first = m.head
        while name_first > first and tokens[name_first - 1].start >= m.start:
            name_first -= 1
        i = name_first - 1
        low = i + 1
        while i >= first and self._may_lead(tokens[i]):
            low = i
            i -= 1
        if low >= name_first:
            return None
        head = tokens[name_first - 1]
        noun = self.lexicon.noun(self.annotated, head)
        if noun is None or noun[1].kind != "person" or (name_first - 1) in self.name_at or self.lexicon.is_plural(head):
            return None
        words = self._own_words(low, name_first)
        body = self._body_left(low, name_first)
        if not words or (tokens[low].tag == "POS"):
            return None
        return Title(at, words, body, Span(tokens[low].start, m.end), noun[0], head.i)

    def _may_lead(self, token: Token) -> bool:
        """Can the token belong to a title before a name?"""
        fits = token.pos in _LEFTWARD or token.text in {"-", "–"} or self._adverb(token)
        return fits and (token.i in self.name_at or token.pos != "NUM")

    def _adverb(self, token: Token) -> bool:
        return token.pos == "ADV" and token.lemma in self.lexicon.words("time_modifiers")

    def _own_words(self, low: int, high: int) -> str:
        """The words of a title without names: the longest run that ends with the head, and a `former` before the name."""
        tokens = self.annotated.tokens
        first = high - 1
        while first - 1 >= low and (first - 1) not in self.name_at and tokens[first - 1].tag != "POS":
            first -= 1
        words = self.annotated.document.text[tokens[first].start : tokens[high - 1].end]
        former = next((tokens[i].text for i in range(low, first) if tokens[i].text.lower() in self.lexicon.words("former")), None)
        return f"{former} {words}" if former else words

    def _body_left(self, low: int, high: int) -> int | None:
        """The name nearest to the title's head that can be its body."""
        for i in range(high - 1, low - 1, -1):
            at = self.name_at.get(i)
            if at is not None and self.mentions[at].kind in _BODY_KINDS:
                return at
        return None

    def apposed(self, at: int) -> list[Title]:
        """`X, the first deputy chairman of the Trade Committee of the State Council`."""
        found = []
        tokens = self.annotated.tokens
        for child in self.annotated.children(self.mentions[at].head):
            if child.dep == "appos" and child.i > self.mentions[at].head:
                made = self.of_noun(at, child, self.mentions[at].start)
                found += [made] if made else []
        head = tokens[self.mentions[at].head]
        if head.dep == "appos" and tokens[head.head].i < head.i:  # `the head of the agency, X`
            made = self.of_noun(at, tokens[head.head], None)
            found += [made] if made else []
        return found

    def of_noun(self, at: int, noun: Token, start: int | None) -> Title | None:
        """The title that a noun phrase holds, told of mention `at`; start: where the evidence begins, None for the phrase itself."""
        known = self.lexicon.noun(self.annotated, noun)
        if known is None or known[1].kind != "person" or noun.i in self.name_at or self.lexicon.is_plural(noun):
            return None
        low = noun.i
        sentence = self.annotated.sentence_of(noun.i)
        tokens = self.annotated.tokens
        while low > sentence.first and (tokens[low - 1].pos in _LEFTWARD or tokens[low - 1].text == "-" or self._adverb(tokens[low - 1])):
            if tokens[low - 1].i in self.name_at and self.mentions[self.name_at[low - 1]].kind == "person":
                break
            low -= 1
        words = self._own_words(low, noun.i + 1)
        body, last = self._body_right(noun)
        sender = self._body_left(low, noun.i) if body is None or known[0] in _SENT else None
        if known[0] in _SENT and any(c.dep == "poss" and c.tag == "PRP$" for c in self.annotated.children(noun.i)):
            body, last = None, None  # `its ambassador in Arden`
        if sender is not None and (body is None or self.mentions[sender].kind == "state"):
            body, last = sender, None  # `Estavia's consul in Arden`: of Estavia
        ends = [noun.end, self.mentions[at].end] + ([tokens[last].end] if last else [])
        begin = min(tokens[low].start, self.mentions[at].start) if start is None else min(start, tokens[low].start)
        return Title(at, words, body, Span(begin, max(ends)), known[0], noun.i)

    def _body_right(self, noun: Token) -> tuple[int | None, int | None]:
        """(body, last token of it): the first name behind `of`, `for`, `at` …"""
        for child in self.annotated.children(noun.i):
            if child.dep != "prep" or child.i < noun.i or child.text.lower() not in self.lexicon.words("body_prepositions"):
                continue
            nouns = [g for g in self.annotated.children(child.i) if g.dep == "pobj"]
            for t in [*nouns, *self.annotated.subtree(child.i)]:
                at = self.name_at.get(t.i)
                if at is not None and self.mentions[at].kind in _BODY_KINDS:
                    last = max((k for k, v in self.name_at.items() if v == at), default=t.i)
                    return at, last
                if t.pos in {"VERB", "AUX"}:
                    break
        return None, None

    def led(self, at: int) -> list[Title]:
        """`the agency led by X`: the body's state and sector are those of its head."""
        tokens = self.annotated.tokens
        by = tokens[tokens[self.mentions[at].head].head]
        verb = tokens[by.head]
        if by.dep != "agent" or verb.lemma not in self.lexicon.words("leading") or verb.dep != "acl":
            return []
        body = self._headed_by(tokens[verb.head])
        span = Span(min(verb.start, self.mentions[at].start), max(verb.end, self.mentions[at].end))
        return [] if body is None else [Title(at, LED, body, span, LED, verb.i)]

    def _headed_by(self, token: Token) -> int | None:
        found = [k for k, m in enumerate(self.mentions) if m.head == token.i and m.kind in _BODY_KINDS]
        return found[-1] if found else None

    def predicated(self, at: int) -> list[Title]:
        """`X is the head of …`, `X serves as …`, `X, who was a deputy of …`, `X became …`."""
        found = []
        tokens = self.annotated.tokens
        verbs = [tokens[tokens[self.mentions[at].head].head]] if tokens[self.mentions[at].head].dep in {"nsubj", "nsubjpass"} else []
        verbs += [c for c in self.annotated.children(self.mentions[at].head) if c.dep == "relcl"]
        for verb in verbs:
            for noun in self._predicates(verb):
                made = self.of_noun(at, noun, None)
                found += [made] if made else []
        return found

    def _predicates(self, verb: Token) -> list[Token]:
        becoming = self.lexicon.words("becoming") | {"be"}
        found = [c for c in self.annotated.children(verb.i) if c.dep in {"attr", "oprd"} and (verb.lemma in becoming or c.dep == "oprd")]
        serving = self.lexicon.words("serving") | self.lexicon.words("leading") | self.lexicon.words("appointing")
        if verb.lemma in serving:
            for child in self.annotated.children(verb.i):
                if child.text.lower() == "as":
                    found += [g for g in self.annotated.children(child.i) if g.dep == "pobj"]
        return found
