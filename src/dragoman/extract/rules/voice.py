"""Yields whether a verb stands in the passive."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.core.documents import Annotated, Token

_MARKS = frozenset({"auxpass", "agent", "nsubjpass", "csubjpass"})
_ACTIVE = frozenset({"aux", "nsubj", "csubj", "expl"})
_OBJECTS = frozenset({"dobj", "ccomp", "xcomp", "oprd", "prt"})
_TOLD = frozenset({"tell", "order", "force", "instruct", "compel", "oblige"})
"""Verbs that have an object before their infinitive: without one they are in the passive (`Envoy told to go`)."""
_TITLES = frozenset({"title", "heading"})


def is_passive(annotated: Annotated, verb: Token, passive: Callable[[Token], bool], giving: frozenset[str] = frozenset()) -> bool:
    """With auxiliary, as a bare participle after a noun, beside another passive, or in a headline without object (`Embassy closed after row`).

    passive: the same of the verb that it is listed with; giving: verbs whose passive may keep an object (`was summoned and handed a note`).
    """
    kids = annotated.children(verb.i)
    deps = {c.dep for c in kids}
    if deps & _MARKS:
        return True
    if _reduced(annotated, verb, deps):
        return True
    given = verb.lemma in giving and verb.dep == "conj" and verb.tag in {"VBN", "VBD"} and not deps & _ACTIVE
    if verb.tag != "VBN" and not given:
        return verb.lemma in _TOLD and verb.tag == "VBD" and not deps & {"dobj", "ccomp", "dative", "prep"} and _to_do(annotated, verb)
    if verb.dep == "acl" and ("nsubj" in deps or (annotated.tokens[verb.head].dep == "ROOT" and _tells_that(annotated, verb))):
        return False  # `the pullout that Karsia announced`: a participle has no subject
    if verb.dep == "acl" or (verb.dep == "advcl" and not deps & {"dobj", *_ACTIVE}):
        return True
    if verb.dep == "conj" and not deps & _ACTIVE:
        head = annotated.tokens[verb.head]
        return head.pos in {"VERB", "AUX"} and passive(head) and (given or "dobj" not in deps)
    return annotated.sentence_of(verb.i).zone in _TITLES and not deps & {"aux", "dobj", "ccomp", "xcomp"}


def _to_do(annotated: Annotated, verb: Token) -> bool:
    """Is there an infinitive below the verb, with nobody between who is told?"""
    tasks = [c for c in annotated.children(verb.i) if c.dep == "xcomp"]
    return bool(tasks) and not any(c.dep in {"nsubj", "nsubjpass"} for task in tasks for c in annotated.children(task.i))


def _reduced(annotated: Annotated, verb: Token, deps: set[str]) -> bool:
    """`A Norlander detained in Karsia was freed`, read as two verbs side by side; `with the skies closed to its planes`."""
    if deps & _OBJECTS or "nsubj" not in deps or "aux" in deps or verb.tag not in {"VBN", "VBD"}:
        return False
    kids = annotated.children(verb.i)
    head = annotated.tokens[verb.head]
    if _absolute(annotated, verb) or (verb.dep == "conj" and _absolute(annotated, head)):
        return True
    around = [*kids, *(c for c in annotated.children(head.i) if verb.dep == "ccomp" and c.i > verb.i)]
    beside = [c for c in around if c.dep in {"conj", "ccomp"} and c.pos in {"VERB", "AUX"} and c.i > verb.i]
    listed = any(c.dep == "cc" or (c.dep == "punct" and beside and c.i < beside[0].i) for c in kids)
    return bool(beside) and not listed and _goes_on(annotated, beside[0])


def _absolute(annotated: Annotated, verb: Token) -> bool:
    """`with the border shut`: a participle behind `with` and its noun."""
    kids = annotated.children(verb.i)
    return verb.dep == "advcl" and any(c.dep in {"prep", "mark"} and c.lemma == "with" and c.i < verb.i and not annotated.children(c.i) for c in kids)


def _goes_on(annotated: Annotated, verb: Token) -> bool:
    """Is a finite verb without subject of its own what the noun before is said to do?"""
    kids = annotated.children(verb.i)
    finite = any(c.dep == "auxpass" for c in kids) or (verb.pos == "AUX" and verb.tag in {"VBD", "VBZ", "VBP"})
    return finite and not any(c.dep in {"nsubj", "nsubjpass", "expl"} for c in kids)


def _tells_that(annotated: Annotated, verb: Token) -> bool:
    """`The rulers charged on Monday that …`, where the parser has no other verb for the sentence."""
    clauses = (c for host in (verb.i, verb.head) for c in annotated.children(host) if c.dep in {"ccomp", "acl", "relcl"} and c.i > verb.i)
    return any(m.dep == "mark" and m.lemma == "that" for clause in clauses for m in annotated.children(clause.i))
