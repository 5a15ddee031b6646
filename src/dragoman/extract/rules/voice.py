"""Yields whether a verb stands in the passive."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.core.documents import Annotated, Token

_MARKS = frozenset({"auxpass", "agent", "nsubjpass", "csubjpass"})
_ACTIVE = frozenset({"aux", "nsubj", "csubj", "expl"})
_TITLES = frozenset({"title", "heading"})


def is_passive(annotated: Annotated, verb: Token, passive: Callable[[Token], bool], giving: frozenset[str] = frozenset()) -> bool:
    """With auxiliary, as a bare participle after a noun, beside another passive, or in a headline without object (`Embassy closed after row`).

    passive: the same of the verb that it is listed with; giving: verbs whose passive may keep an object (`was summoned and handed a note`).
    """
    kids = annotated.children(verb.i)
    deps = {c.dep for c in kids}
    if deps & _MARKS:
        return True
    given = verb.lemma in giving and verb.dep == "conj" and verb.tag in {"VBN", "VBD"} and not deps & _ACTIVE
    if verb.tag != "VBN" and not given:
        return False
    if verb.dep == "acl" or (verb.dep == "advcl" and not deps & {"dobj", *_ACTIVE}):
        return True
    if verb.dep == "conj" and not deps & _ACTIVE:
        head = annotated.tokens[verb.head]
        return head.pos in {"VERB", "AUX"} and passive(head) and (given or "dobj" not in deps)
    return annotated.sentence_of(verb.i).zone in _TITLES and not deps & {"aux", "dobj", "ccomp", "xcomp"}
