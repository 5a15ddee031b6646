"""Yields candidates for entity mentions: descriptions and pronouns, each with what agreement and coreference ask of it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.core.documents import Annotated, Span, Token
from dragoman.extract.rules.nouns import Lexicon, NounClass

SUBJECTS = frozenset({"nsubj", "nsubjpass"})
_LEFT = frozenset({"det", "predet", "amod", "compound", "nummod", "poss", "nmod", "quantmod", "advmod", "npadvmod", "punct"})
_POINTING = frozenset({"this", "that", "these", "those"})
_NOUNISH = frozenset({"NOUN", "PROPN"})
_MADE = re.compile(r"\s?[-–]\s?(?:made|built|designed|manufactured|developed|produced|engineered|assembled|origin|style|type)\b", re.IGNORECASE)
_COURTS = frozenset({"Hague", "Strasbourg"})
_INSIDE = frozenset({"compound", "amod", "nmod", "npadvmod"})

_FINDING = frozenset({"determine", "find", "conclude", "establish", "discover", "suspect", "ascertain"})
_TELLER, _FINDER = 0.7, -1.4


@dataclass(frozen=True, slots=True)
class Candidate:
    """A span that may be a mention. number: sg or pl; gender: m, f, n or None; definite: def, indef, poss, bare; noun: lemma or phrase of a nominal."""

    start: int
    end: int
    text: str
    kind: str
    form: str
    head: int
    sentence: int
    number: str
    key: str | None = None
    country: str | None = None
    sector: str | None = None
    gender: str | None = None
    noun: str | None = None
    modifiers: frozenset[str] = frozenset()
    definite: str = "bare"
    subject: bool = False

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.start, self.end)


class TokenIndex:
    """Which tokens a span covers, in one document."""

    def __init__(self, annotated: Annotated) -> None:
        """annotated: the document."""
        self.annotated = annotated
        self._at = {t.start: t.i for t in annotated.tokens}
        self._starts = sorted(self._at)

    def within(self, start: int, end: int) -> list[Token]:
        """Tokens that share a character with the span."""
        at = bisect_right(self._starts, start) - 1
        found = []
        while 0 <= at < len(self._starts) and self._starts[at] < end:
            token = self.annotated.tokens[self._at[self._starts[at]]]
            if token.end > start:
                found.append(token)
            at += 1
        return found

    def head(self, start: int, end: int) -> int | None:
        """Index of the token on which the others of the span hang; None where no token is there."""
        tokens = [t for t in self.within(start, end) if t.pos not in {"SPACE"}]
        if not tokens:
            return None
        inside = {t.i for t in tokens}
        for t in tokens:
            if (t.head not in inside or t.head == t.i) and (t.pos != "PUNCT" or len(tokens) == 1):
                return t.i
        return tokens[-1].i


def is_subject(annotated: Annotated, token: Token) -> bool:
    """Is the token a subject, or coordinated with one?"""
    return token.dep in SUBJECTS or (token.dep == "conj" and annotated.tokens[token.head].dep in SUBJECTS)


def nominal_candidates(annotated: Annotated, names: Iterable[Candidate], tokens: TokenIndex, lexicon: Lexicon) -> list[Candidate]:
    """Noun phrases whose head stands for somebody or something and lies in no name."""
    names = list(names)
    by_token = {t.i: c for c in sorted(names, key=lambda c: c.start - c.end, reverse=True) for t in tokens.within(c.start, c.end)}
    found = []
    for token in annotated.tokens:
        if token.pos not in _NOUNISH or token.i in by_token:
            continue
        noun = lexicon.noun(annotated, token)
        if not _heads_phrase(annotated, token) or _of_flesh(annotated, token):
            continue
        if noun is None and not (token.lemma in lexicon.words("inquiries") and is_subject(annotated, token)):
            continue
        made = _nominal(annotated, token, noun[0] if noun else token.lemma, by_token, lexicon)
        if noun or made.country:  # an inquiry counts as a body only where a state's
            found.append(made)
    return found


def _of_flesh(annotated: Annotated, token: Token) -> bool:
    """`her body`: nobody's institution."""
    return token.lemma == "body" and any(c.tag == "PRP$" for c in annotated.children(token.i))


def _heads_phrase(annotated: Annotated, token: Token) -> bool:
    """Is the noun the head of its phrase, and not part of a compound, a hyphenated word or a title before a name?"""
    head = annotated.tokens[token.head]
    if annotated.document.text[token.end : token.end + 1] == "-":
        return False  # `state-funded`
    return not (token.dep in _INSIDE and head.pos in _NOUNISH and head.i > token.i)


def _nominal(annotated: Annotated, token: Token, noun: str, by_token: dict[int, Candidate], lexicon: Lexicon) -> Candidate:
    first, last = _phrase(annotated, token, by_token)
    inner = [annotated.tokens[i] for i in range(first, token.i)]
    made = lexicon.by_phrase.get(noun) or lexicon.by_lemma.get(noun) or NounClass("organisation", "GOV")
    plural = lexicon.is_plural(token)
    kind = "group" if plural and made.kind == "person" else made.kind
    if kind == "state" and plural:
        kind = "group"
    country, sector = _country(annotated, inner, token, last, by_token, noun in lexicon.words("posted"))
    start, end = annotated.tokens[first].start, annotated.tokens[last].end
    words = {t.lemma.lower() for t in inner if t.pos in {"ADJ", "NOUN", "PROPN", "VERB", "NUM"} and t.i not in by_token}
    if words & lexicon.words("former") and kind == "person":
        sector = "ELI"
    return Candidate(
        start, end, annotated.document.text[start:end], kind, "nominal", token.i, token.sentence, "pl" if plural else "sg",
        None, country, made.sector or sector, _noun_gender(noun, lexicon) or (None if kind in {"person", "group"} else "n"), noun,
        frozenset(words - lexicon.words("definite") - set(noun.split())),
        "bare" if plural and _told_which(annotated, token) else _definite(inner, lexicon), is_subject(annotated, token),
    )  # fmt: skip


def _noun_gender(noun: str, lexicon: Lexicon) -> str | None:
    return "f" if noun in lexicon.words("feminine") else "m" if noun in lexicon.words("masculine") else None


def _told_which(annotated: Annotated, token: Token) -> bool:
    """`the soldiers who overthrew the president`: the clause tells which, and none need have been told of before."""
    after = annotated.tokens[token.i + 1] if token.i + 1 < len(annotated.tokens) else None
    kids = annotated.children(token.i)
    known = any(c.lemma in _POINTING for c in kids)  # `all these deputies who …`
    return after is not None and after.tag in {"WP", "WDT"} and not known and any(c.dep == "relcl" for c in kids)


def _definite(inner: list[Token], lexicon: Lexicon) -> str:
    words = [t.lemma.lower() for t in inner]
    if any(t.dep == "poss" or t.tag == "PRP$" for t in inner):
        return "poss"
    if any(w in lexicon.words("definite") for w in words):
        return "def"
    return "indef" if any(w in lexicon.words("indefinite") for w in words) else "bare"


def _phrase(annotated: Annotated, token: Token, by_token: dict[int, Candidate]) -> tuple[int, int]:
    """First and last token of the phrase: what stands before the head, and a short `of`, `in`, `to` with a name behind it."""
    sentence = annotated.sentence_of(token.i)
    kept = {token.i}
    for child in annotated.children(token.i):
        if child.i < token.i and child.dep in _LEFT and child.pos != "PUNCT":
            kept |= {t.i for t in annotated.subtree(child.i)}
    first = token.i
    while first > sentence.first and (first - 1 in kept or _quote_inside(annotated, first - 1, kept)):
        first -= 1
    while first < token.i and annotated.tokens[first].pos in {"PUNCT", "CCONJ", "SPACE"}:
        first += 1
    return first, _tail(annotated, token, by_token)


def _quote_inside(annotated: Annotated, i: int, kept: set[int]) -> bool:
    return annotated.tokens[i].pos == "PUNCT" and i - 1 in kept


def _tail(annotated: Annotated, token: Token, by_token: dict[int, Candidate]) -> int:
    for child in annotated.children(token.i):
        if child.i != token.i + 1 or child.dep != "prep" or child.text.lower() not in {"of", "in", "to", "for", "at"}:
            continue
        for noun in annotated.children(child.i):
            name = by_token.get(noun.i)
            if noun.dep == "pobj" and noun.i - child.i <= 4 and (name or noun.lemma in {"government", "ministry"}):
                last = max((t.i for t in annotated.tokens[noun.i : noun.i + 12] if by_token.get(t.i) is name and name), default=noun.i)
                return max(last, noun.i)
    return token.i


def _country(annotated: Annotated, inner: list[Token], token: Token, last: int, by_token: dict[int, Candidate], posted: bool) -> tuple[str | None, str | None]:
    """(country, sector) of the names inside the phrase, those before the head first; `pro-` and `anti-` turn a demonym into something else.

    posted: may be of another state than where it is (`the embassy in Norland`).
    """
    elsewhere = {"to", "in", "at"} if posted else {"to"}
    behind = [annotated.tokens[i] for i in range(token.i + 1, last + 1)]
    for t in [*reversed(inner), *behind]:
        name = by_token.get(t.i)
        if not name or not name.country or _prefixed(annotated, t) or made_there(annotated, t):
            continue
        if t.i > token.i and name.text.split()[-1] in _COURTS:
            continue  # `judges in The Hague`: of the world's courts there
        if t.i < token.i or annotated.tokens[token.i + 1].text.lower() not in elsewhere:
            return name.country, name.sector
    return None, None


def _prefixed(annotated: Annotated, token: Token) -> bool:
    before = annotated.document.text[max(token.start - 5, 0) : token.start].lower()
    return before.endswith(("pro-", "anti-"))


def by_teller(annotated: Annotated, pronoun: Token, at: int) -> float:
    """How far the clause in which a pronoun is the subject speaks for a token: `the ministry said that its guns had fired` for the ministry,
    `after finding that it had fired` against the finder, who finds out what others did.
    """
    token = pronoun if pronoun.tag != "PRP$" else annotated.tokens[pronoun.head]
    clause = annotated.tokens[token.head]
    if token.dep not in SUBJECTS or clause.dep != "ccomp" or clause.head == clause.i:
        return 0.0
    verb = annotated.tokens[clause.head]
    doers = [c.i for c in annotated.children(verb.i) if c.dep == "nsubj"]
    if verb.lemma not in _FINDING:
        return _TELLER if doers[:1] == [at] and at < pronoun.i else 0.0
    above = (c.i for up in annotated.ancestors(verb.i) if up.pos == "VERB" for c in annotated.children(up.i) if c.dep == "nsubj")
    return _FINDER if at == next(iter(doers), next(above, -1)) and pronoun.tag == "PRP" else 0.0


def made_there(annotated: Annotated, token: Token) -> bool:
    """`a Turkish-made drone`: where a thing was made is not whose it is."""
    return _MADE.match(annotated.document.text, token.end) is not None


def pronoun_candidates(annotated: Annotated, lexicon: Lexicon) -> list[Candidate]:
    """Personal, possessive and relative pronouns of the third person; an `it` that stands for nothing is left out."""
    genders = {w: g for key, g in (("masculine", "m"), ("feminine", "f"), ("neuter", "n"), ("plural", None)) for w in lexicon.words(key)}
    found = []
    for token in annotated.tokens:
        word = token.text.lower()
        if token.tag in {"WP", "WDT", "WP$"} and token.dep in {*SUBJECTS, "dobj", "pobj", "poss"} and _in_relative_clause(annotated, token):
            found.append(Candidate(token.start, token.end, token.text, "other", "pronoun", token.i, token.sentence, "sg", subject=is_subject(annotated, token)))
        if token.tag not in {"PRP", "PRP$"} or word not in genders or _expletive(annotated, token, lexicon):
            continue
        plural = word in lexicon.words("plural")
        gender = genders[word]
        kind = "group" if plural else "other" if gender == "n" else "person"
        found.append(
            Candidate(token.start, token.end, token.text, kind, "pronoun", token.i, token.sentence, "pl" if plural else "sg", gender=gender,
                      definite="def", subject=is_subject(annotated, token))
        )  # fmt: skip
    return found


def _in_relative_clause(annotated: Annotated, token: Token) -> bool:
    return any(t.dep == "relcl" for t in annotated.ancestors(token.i))


def _expletive(annotated: Annotated, token: Token, lexicon: Lexicon) -> bool:
    """`it seems that`, `it is clear that`: nothing is meant by it."""
    if token.lemma != "it" or token.dep not in SUBJECTS:
        return token.dep == "expl"
    verb = annotated.tokens[token.head]
    clauses = [c for c in annotated.children(verb.i) if c.dep in {"ccomp", "csubj", "advcl", "xcomp"}]
    if verb.lemma in lexicon.words("weather_verbs"):
        return bool(clauses) or verb.lemma in {"rain", "snow"}
    adjectives = [c for c in annotated.children(verb.i) if c.dep == "acomp" and c.lemma not in lexicon.words("willing")]
    below = [g for c in adjectives for g in annotated.children(c.i) if g.dep in {"xcomp", "ccomp"}]
    return verb.lemma == "be" and bool(adjectives) and bool(clauses or below)
