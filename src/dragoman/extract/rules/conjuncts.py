"""Yields a noun and those listed with it: conjuncts, names that the parser takes for appositions, the bearers behind a word for them."""

from __future__ import annotations

from dragoman.core.documents import Annotated, Token

_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})


def with_conjuncts(annotated: Annotated, token: Token) -> list[Token]:
    """A noun and those listed with it (`A, B and C`), itself first."""
    bearer = _bearer(annotated, token)
    if bearer is not None:
        return with_conjuncts(annotated, bearer)
    found = [token]
    if token.tag == "NNS" and (names := [c for c in annotated.children(token.i) if c.dep == "appos" and c.pos == "PROPN"]):
        return with_conjuncts(annotated, names[0])  # `the deputies A and B`: the people, not the word for them
    for child in annotated.children(token.i):
        if child.pos in _NOUNS and (child.dep == "conj" or _listed(annotated, token, child)):
            found += with_conjuncts(annotated, child)
    return found


def _bearer(annotated: Annotated, token: Token) -> Token | None:
    """`Norland's ally Karsia`: the name right behind a noun that says what it is."""
    if token.pos != "NOUN" or token.i + 1 >= len(annotated.tokens):
        return None
    names = [c for c in annotated.children(token.i) if c.dep == "appos" and c.pos == "PROPN" and c.i > token.i]
    names = [c for c in names if not any(n.dep == "nummod" for n in annotated.children(c.i))]  # `a flag 26 December`
    return next((c for c in names if all(t.dep in {"compound", "det"} and t.head == c.i for t in annotated.tokens[token.i + 1 : c.i])), None)


def _listed(annotated: Annotated, token: Token, child: Token) -> bool:
    """`A, B, C and D` where the parser takes B for another name of A: names with a comma between and an `and` before the last."""
    if child.dep != "appos" or child.pos != "PROPN" or token.pos != "PROPN" or child.i < token.i:
        return False
    comma = any(t.text == "," and token.i < t.i < child.i for t in annotated.children(token.i))
    return comma and any(t.dep == "cc" and t.lemma in {"and", "or"} for t in [*_below(annotated, token), *_below(annotated, child)])


def _below(annotated: Annotated, token: Token) -> list[Token]:
    """What hangs on a name and on those listed with it."""
    kids = list(annotated.children(token.i))
    return kids + [g for c in kids if c.dep in {"conj", "appos"} and c.pos == "PROPN" for g in _below(annotated, c)]
