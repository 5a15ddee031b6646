"""Yields ties between mentions of one document that the wording itself makes: known as, in parentheses, apposition, relative pronouns."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.codebook.skeleton import initials
from dragoman.core.documents import Annotated, Span, Token
from dragoman.extract.rules.nouns import Lexicon
from dragoman.extract.rules.titles import Mentioned

_OPENS = re.compile(r"[\"”’']?\s*\(\s*[\"“‘']?")
_LOOSE_KINDS = frozenset({"organisation", "facility", "group", "other", "place", "document", "law", "craft", "weapon"})


@dataclass(frozen=True, slots=True)
class Tie:
    """Two mentions of one thing, by position; label: alias_of, official_name, apposition or relative; span: the words that say so."""

    a: int
    b: int
    label: str
    span: Span


def find_ties(annotated: Annotated, mentions: Sequence[Mentioned], lexicon: Lexicon) -> list[Tie]:
    """All ties, sorted by place. mentions: of one document, names, nominals and pronouns."""
    at_head: dict[int, int] = {}
    for k in sorted(range(len(mentions)), key=lambda k: (mentions[k].end - mentions[k].start, -k)):
        at_head[mentions[k].head] = k
    found = [*_known_as(annotated, mentions, at_head, lexicon), *_bracketed(annotated, mentions, lexicon)]
    for k, m in enumerate(mentions):
        token = annotated.tokens[m.head]
        if token.tag in {"WP", "WP$", "WDT"}:
            found += _relative(annotated, token, k, at_head)
        elif at_head[m.head] == k:
            found += _apposed(annotated, mentions, k, token, at_head)
            found += _classified(annotated, mentions, k, token, at_head, lexicon)
            found += _taken_for(annotated, mentions, k, token, at_head, lexicon)
    return sorted(set(found), key=lambda t: (t.span, t.a, t.b, t.label))


def _fits(a: Mentioned, b: Mentioned) -> bool:
    return a.kind == b.kind or ({a.kind, b.kind} <= _LOOSE_KINDS - {"place"} and not {a.kind, b.kind} & {"document", "law"})


def _known_as(annotated: Annotated, mentions: Sequence[Mentioned], at_head: dict[int, int], lexicon: Lexicon) -> list[Tie]:
    """`the body known as A or B`, `officially known as C, it …`, `A, also called B`."""
    found = []
    for verb in annotated.tokens:
        if verb.lemma not in lexicon.words("known_as") or verb.tag not in {"VBN", "VBD"}:
            continue
        children = annotated.children(verb.i)
        label = "official_name" if any(c.lemma in {"officially", "formally"} for c in children) else "alias_of"
        names = [g for c in children if c.text.lower() == "as" and c.dep == "prep" for g in annotated.children(c.i) if g.dep == "pobj"]
        names += [c for c in children if c.dep == "oprd" and verb.lemma in {"call", "dub", "nickname", "abbreviate"}]
        targets = [at_head[g.i] for name in names for g in _conjuncts(annotated, name) if g.i in at_head]
        bearer = _bearer(annotated, verb, at_head)
        everyone = ([bearer] if bearer is not None else []) + targets
        for k in everyone[1:]:
            a, b = everyone[0], k
            if a != b and _fits_alias(mentions[a], mentions[b]):
                span = Span(min(mentions[a].start, verb.start), max(m.end for m in (mentions[a], mentions[b])))
                found.append(Tie(a, b, label, span if span.end - span.start <= 500 else Span(verb.start, mentions[b].end)))
    return found


def _fits_alias(a: Mentioned, b: Mentioned) -> bool:
    return a.kind == b.kind or (a.form == "pronoun" and b.kind != "person") or {a.kind, b.kind} <= _LOOSE_KINDS


def _conjuncts(annotated: Annotated, token: Token) -> list[Token]:
    """The token and those joined to it by `or`; `and` would list other things."""
    children = annotated.children(token.i)
    if not any(c.dep == "cc" and c.lemma == "or" for c in children):
        return [token]
    return [token, *(g for c in children if c.dep == "conj" for g in _conjuncts(annotated, c))]


def _bearer(annotated: Annotated, verb: Token, at_head: dict[int, int]) -> int | None:
    """Who or what the name is given to."""
    head = annotated.tokens[verb.head]
    choices = [c for c in annotated.children(verb.i) if c.dep in {"nsubjpass"}]
    if verb.dep in {"acl", "relcl", "appos"}:
        choices = [head]
    elif verb.dep in {"advcl", "conj", "ccomp"} and not choices:
        choices = [c for c in annotated.children(head.i) if c.dep in {"nsubj", "nsubjpass"}]
    elif verb.dep in {"amod"}:
        choices = [head]
    return next((at_head[c.i] for c in choices if c.i in at_head), None)


def _bracketed(annotated: Annotated, mentions: Sequence[Mentioned], lexicon: Lexicon) -> list[Tie]:
    """`Northern Trade Agency (NTA)`: the short form right behind, in brackets."""
    text = annotated.document.text
    names = [k for k, m in enumerate(mentions) if m.form in {"name", "alias", "acronym"}]
    by_end: dict[int, list[int]] = {}
    for k in names:
        by_end.setdefault(mentions[k].end, []).append(k)
    found = []
    for short in names:
        m = mentions[short]
        opens = re.search(_OPENS.pattern + r"$", text[max(m.start - 6, 0) : m.start])
        if not opens or text[m.end : m.end + 3].lstrip("\"”’' ")[:1] != ")":
            continue
        full = [k for k in by_end.get(m.start - len(opens.group()), []) if k != short]
        full += [k for d in (1,) for k in by_end.get(m.start - len(opens.group()) - d, []) if k != short]
        for k in sorted(full, key=lambda k: mentions[k].start)[:1]:
            word = text[m.start : m.end]
            whole = text[mentions[k].start : mentions[k].end]
            if _fits_alias(mentions[k], m) and (mentions[k].kind == m.kind or initials(whole, lexicon.words("function_words")) == word):
                found.append(Tie(k, short, "alias_of", Span(mentions[k].start, min(m.end + 1, len(text)))))
    return found


def _relative(annotated: Annotated, token: Token, k: int, at_head: dict[int, int]) -> list[Tie]:
    clause = next((t for t in annotated.ancestors(token.i) if t.dep == "relcl"), None)
    if clause is None or clause.head not in at_head:
        return []
    return [Tie(at_head[clause.head], k, "relative", Span(token.start, token.end))]


def _apposed(annotated: Annotated, mentions: Sequence[Mentioned], k: int, token: Token, at_head: dict[int, int]) -> list[Tie]:
    """`X, the director of Y`; `the agency X`; `X is the director of Y`."""
    found = []
    head = annotated.tokens[token.head]
    other = at_head.get(head.i)
    if token.dep == "appos" and other is not None and _fits(mentions[other], mentions[k]) and _one_is_nominal(mentions[other], mentions[k]):
        found.append(Tie(min(other, k), max(other, k), "apposition", _join(mentions[other], mentions[k])))
    if token.dep == "appos" and mentions[k].kind == "person" and mentions[k].form == "name" and (other is None or mentions[other].kind != "person"):
        office = _office_of(annotated, head)  # `the mayor of Norhaven, X`, where the parser hangs X on the town
        other = at_head.get(office.i) if office is not None else None
        if other is not None and mentions[other].form == "nominal" and mentions[other].kind == "person":
            found.append(Tie(other, k, "apposition", _join(mentions[other], mentions[k])))
        other = at_head.get(head.i)
    beside = token.dep in {"compound", "nmod"} and head.i > token.i
    if beside and other is not None and mentions[k].form == "nominal" and mentions[other].form == "name" and mentions[other].kind == mentions[k].kind:
        found.append(Tie(min(other, k), max(other, k), "apposition", _join(mentions[other], mentions[k])))
    definite = any(c.dep == "det" and c.lemma == "the" for c in annotated.children(token.i))
    if token.dep == "attr" and mentions[k].form == "nominal" and (mentions[k].kind == "person" or definite):
        for c in annotated.children(head.i):
            other = at_head.get(c.i)
            if c.dep == "nsubj" and other is not None and mentions[other].kind == mentions[k].kind and mentions[other].form not in {"nominal", "pronoun"}:
                found.append(Tie(other, k, "apposition", _join(mentions[other], mentions[k])))
    return found


def _taken_for(annotated: Annotated, mentions: Sequence[Mentioned], k: int, token: Token, at_head: dict[int, int], lexicon: Lexicon) -> list[Tie]:
    """`a man believed to be X`, `a woman identified as X`: told of as X from there on."""
    up = annotated.tokens[token.head]
    verb = annotated.tokens[up.head]
    told = (token.dep == "attr" and up.lemma == "be" and up.dep == "xcomp") or (token.dep == "pobj" and up.text.lower() == "as")
    other = at_head.get(verb.head)
    if mentions[k].form != "name" or not told or verb.dep != "acl" or verb.tag != "VBN" or verb.lemma not in lexicon.words("taken_for") or other is None:
        return []
    alike = mentions[other].form == "nominal" and mentions[other].kind == mentions[k].kind == "person"
    return [Tie(other, k, "apposition", _join(mentions[other], mentions[k]))] if alike else []


def _office_of(annotated: Annotated, place: Token) -> Token | None:
    """The noun of which a name is said to be: `mayor` for the `Norhaven` of `the mayor of Norhaven`."""
    above = annotated.tokens[place.head]
    return annotated.tokens[above.head] if place.dep == "pobj" and above.dep == "prep" and above.lemma in {"of", "for", "at", "in", "to"} else None


def _classified(annotated: Annotated, mentions: Sequence[Mentioned], k: int, token: Token, at_head: dict[int, int], lexicon: Lexicon) -> list[Tie]:
    """`the X party`: a noun of class with the name before it; `the city of X`: with the name behind `of`."""
    m = mentions[k]
    if m.form != "nominal" or token.tag not in {"NN", "NNP"}:
        return []
    named = []
    for c in annotated.children(token.i):
        if c.dep in {"compound", "nmod"} and c.i < token.i and (token.lemma in lexicon.words("classifiers")):
            named.append(c)
        if m.kind == "place" and c.dep == "prep" and c.text.lower() == "of":
            named += [g for g in annotated.children(c.i) if g.dep == "pobj"]
    if token.lemma in lexicon.words("classifiers") and token.i + 1 < len(annotated.tokens) and annotated.tokens[token.i + 1].sentence == token.sentence:
        named += _begun_behind(annotated, mentions, token, at_head)
    others = [at_head[c.i] for c in named if c.i in at_head]
    fitting = [j for j in others if mentions[j].kind == m.kind and mentions[j].form in {"name", "alias", "acronym"}]
    return [Tie(k, j, "apposition", Span(m.start, m.end)) for j in fitting[:1]]


def _begun_behind(annotated: Annotated, mentions: Sequence[Mentioned], token: Token, at_head: dict[int, int]) -> list[Token]:
    """The head of the name that begins right behind a noun of class (`the agency X`), whatever the parser makes of the two."""
    start = annotated.tokens[token.i + 1].start
    near = annotated.tokens[token.i + 1 : token.i + 8]
    return [t for t in near if t.i in at_head and mentions[at_head[t.i]].start == start]


def _one_is_nominal(a: Mentioned, b: Mentioned) -> bool:
    return "nominal" in {a.form, b.form}


def _join(a: Mentioned, b: Mentioned) -> Span:
    return Span(min(a.start, b.start), max(a.end, b.end))
