"""Tells whether a verb says that like was answered with like: `replied in kind`, `retaliated with the same measure`, `reciprocated`."""

from __future__ import annotations

from itertools import pairwise

from dragoman.core.documents import Annotated, Token

_ANSWERING = frozenset({"reply", "respond", "answer", "retaliate", "react", "return", "hit", "strike", "reciprocate", "counter", "act"})
_DOING = frozenset({"do", "follow", "act"})
_LIKE = frozenset({"same", "similar", "identical", "reciprocal", "equivalent", "matching", "like"})
_THINGS = frozenset({"measure", "step", "move", "action", "ban", "expulsion", "gesture", "restriction", "decision"})

_NEAR = 6


def in_kind(annotated: Annotated, verb: Token) -> bool:
    """Is the deed of another done to him?"""
    if verb.lemma not in _ANSWERING | _DOING or verb.pos != "VERB":
        return False
    kids = annotated.children(verb.i)
    if verb.lemma in _DOING:
        return any(c.lemma in {"likewise", "alike"} for c in kids)
    if verb.lemma == "reciprocate" and not any(c.dep in {"ccomp", "dobj"} for c in kids):
        return True
    near = [t.text.lower() for t in annotated.tokens[verb.i + 1 : verb.i + _NEAR]]
    if any(pair == ("in", "kind") for pair in pairwise(near)):
        return not says_how(annotated, verb)
    things = [noun for c in kids if c.dep == "prep" and c.text.lower() == "with" for noun in annotated.children(c.i) if noun.lemma in _THINGS]
    return any(g.lemma in _LIKE for noun in things for g in annotated.children(noun.i))


def says_how(annotated: Annotated, verb: Token) -> bool:
    """`answered in kind by expelling two envoys`: are the words behind it what was done?"""
    marks = (c for c in annotated.children(verb.i) if c.dep == "prep" and c.text.lower() in {"by", "with"})
    return any(c.dep == "pcomp" for mark in marks for c in annotated.children(mark.i))
