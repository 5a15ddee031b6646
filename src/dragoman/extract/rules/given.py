"""Yields to whom a time is given in which to do something: `gave the envoys 48 hours to leave`."""

from __future__ import annotations

from dragoman.core.documents import Annotated, Token

_TERMS = frozenset({"hour", "day", "week", "month", "minute"})


def given_to(annotated: Annotated, verb: Token, giving: frozenset[str]) -> list[Token]:
    """`gave the envoys 48 hours to leave`: those to whom the time is given are to leave."""
    head = annotated.tokens[verb.head]
    if head.lemma in _TERMS and head.dep == "dobj":
        head = annotated.tokens[head.head]
    if verb.tag != "VB" or verb.dep not in {"advcl", "xcomp", "acl", "relcl"} or head.lemma not in giving:
        return []
    below = annotated.children(head.i)
    return [c for c in below if c.dep == "dative" and c.pos in {"NOUN", "PROPN"}] if any(c.dep == "dobj" and c.lemma in _TERMS for c in below) else []
