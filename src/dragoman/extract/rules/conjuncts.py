"""Yields a noun and those listed with it: conjuncts, names that the parser takes for appositions, the bearers behind a word for them."""

from __future__ import annotations

from itertools import pairwise

from dragoman.core.documents import Annotated, Token

_NOUNS = frozenset({"NOUN", "PROPN", "PRON", "NUM"})
OWNING = frozenset({"of", "from", "in"})
"""Behind people and bodies these say whose they are."""


def with_conjuncts(annotated: Annotated, token: Token) -> list[Token]:
    """A noun and those listed with it (`A, B and C`), itself first."""
    bearer = _bearer(annotated, token)
    if bearer is not None:
        return with_conjuncts(annotated, bearer)
    found = [token]
    if token.tag == "NNS" and (names := [c for c in annotated.children(token.i) if c.dep == "appos" and c.pos == "PROPN"]):
        return with_conjuncts(annotated, names[0])  # `the deputies A and B`: the people, not the word for them
    other = misplaced(annotated, token)
    for child in annotated.children(token.i):
        if child.pos in _NOUNS and child != other and (child.dep == "conj" or _listed(annotated, token, child)):
            found += with_conjuncts(annotated, child) if not _alike(annotated, child) else []
        elif child.dep == "prep" and child.lemma == "of":
            held = [c for name in annotated.children(child.i) for c in annotated.children(name.i) if name.dep == "pobj"]
            found += [one for c in held if _alike(annotated, c) for one in with_conjuncts(annotated, c)]
    return found


def _alike(annotated: Annotated, token: Token) -> bool:
    """`Ivo Marel of Norland and Oren Tavik of Karsia` where the parser lists Norland with Tavik: is it Tavik, whom his own `of` puts beside Marel?"""
    name = annotated.tokens[token.head]
    mark = annotated.tokens[name.head]
    if token.dep != "conj" or token.pos not in _NOUNS or name.dep != "pobj" or mark.lemma != "of" or name.pos != "PROPN":
        return False
    return any(c.dep == "prep" and c.lemma == "of" and c.i == token.i + 1 for c in annotated.children(token.i))


def misplaced(annotated: Annotated, token: Token) -> Token | None:
    """`lawmakers in X and Y` where the parser lists the lawmakers with Y: Y, which belongs to X; None elsewhere."""
    if token.tag != "NNS":
        return None
    for child in annotated.children(token.i):
        marks = annotated.tokens[max(child.i - 2, 0) : child.i]
        if child.dep == "conj" and child.pos == "PROPN" and len(marks) == 2 and marks[1].dep == "cc" and marks[0].pos == "PROPN":
            mark = annotated.tokens[marks[0].head]
            if marks[0].dep == "pobj" and mark.head == token.i and mark.text.lower() in OWNING:
                return child
    return None


def owner_lists(annotated: Annotated, token: Token) -> list[list[Token]]:
    """Lists of words that may tell whose a plural noun is: `Norlandic and Estavian envoys`, `the governments of X and Y`, `troops from X, Y and Z`."""
    if token.tag not in {"NNS", "NNPS"}:
        return []
    kids = annotated.children(token.i)
    words = [c for c in kids if c.dep in {"amod", "compound", "nmod"}]
    before = [[t for t in annotated.subtree(c.i) if t.i == c.i or t.dep == "conj"] for c in words]
    before += [[c, d] for c, d in pairwise(words) if d.i == c.i + 2 and annotated.tokens[c.i + 1].dep == "cc"]
    named = [name for c in kids if c.dep == "prep" and c.text.lower() in OWNING for name in annotated.children(c.i) if name.dep == "pobj"]
    other = misplaced(annotated, token)
    behind = [t for name in named[:1] for t in with_conjuncts(annotated, name)] + ([other] if other is not None else [])
    return [*before, behind] if behind else before


def _bearer(annotated: Annotated, token: Token) -> Token | None:
    """`Norland's ally Karsia`: the name right behind a noun that says what it is."""
    if token.pos != "NOUN" or token.i + 1 >= len(annotated.tokens):
        return None
    names = [c for c in annotated.children(token.i) if c.dep == "appos" and c.pos == "PROPN" and c.i > token.i]
    names = [c for c in names if not any(n.dep == "nummod" for n in annotated.children(c.i))]  # `a flag 26 December`
    names = [c for c in names if not any(time.start <= c.start and c.end <= time.end for time in annotated.times)]  # `summoned the ambassador Monday`
    return next((c for c in names if all(t.dep in {"compound", "det"} and t.head == c.i for t in annotated.tokens[token.i + 1 : c.i])), None)


def _listed(annotated: Annotated, token: Token, child: Token) -> bool:
    """`A, B, C and D` where the parser takes B for another name of A: names with a comma between and an `and` before the last."""
    if child.dep != "appos" or child.pos != "PROPN" or token.pos != "PROPN" or child.i < token.i:
        return False
    if any(c.dep == "det" and c.text.lower() in {"a", "an"} for c in annotated.children(child.i)):
        return False  # `Ivo Marel, a Norlander, and Oren Tavik`
    comma = any(t.text == "," and token.i < t.i < child.i for t in annotated.children(token.i))
    return comma and any(t.dep == "cc" and t.lemma in {"and", "or"} for t in [*_below(annotated, token), *_below(annotated, child)])


def _below(annotated: Annotated, token: Token) -> list[Token]:
    """What hangs on a name and on those listed with it."""
    kids = list(annotated.children(token.i))
    return kids + [g for c in kids if c.dep in {"conj", "appos"} and c.pos == "PROPN" for g in _below(annotated, c)]
