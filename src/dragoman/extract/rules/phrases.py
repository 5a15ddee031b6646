"""Yields the words around a cue: its verb group, its subject, the clause it stands in, and token sets as spans of the text."""

from __future__ import annotations

from collections.abc import Iterable

from dragoman.core.documents import Annotated, Span, Token

SUBJECTS = frozenset({"nsubj", "csubj", "nsubjpass", "expl"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_GROUP = frozenset({"aux", "auxpass", "neg", "prt"})
_RELATIVE = frozenset({"who", "which", "that", "whom"})
_EDGES = frozenset({"PUNCT", "SPACE"})
_QUOTES = frozenset("\"'“”‘’«»„`")


def tree(annotated: Annotated, i: int, without: Iterable[int] = ()) -> frozenset[int]:
    """Token i and what hangs on it, without the subtrees of some tokens."""
    cut = set(without)
    found: set[int] = set()
    stack = [i]
    while stack:
        k = stack.pop()
        found.add(k)
        stack.extend(c.i for c in annotated.children(k) if c.i not in cut)
    return frozenset(found)


def noun_phrase(annotated: Annotated, i: int) -> frozenset[int]:
    """A source's words: the phrase without relative clauses, clauses after a dash, and coordinated clauses."""
    cut = [
        c.i
        for k in tree(annotated, i)
        for c in annotated.children(k)
        if c.dep in {"relcl", "ccomp", "parataxis", "advcl"} or (c.dep == "acl" and c.i > k and annotated.tokens[c.i - 1].text in {",", "-", "--", "—", "–"})
    ]
    kept = tree(annotated, i, cut)
    return run_with(kept, i, annotated)


def run_with(kept: frozenset[int], i: int, annotated: Annotated) -> frozenset[int]:
    """The stretch of kept tokens around i that no word interrupts, trimmed of punctuation."""
    low = high = i
    while low - 1 in kept:
        low -= 1
    while high + 1 in kept:
        high += 1
    while low < i and annotated.tokens[low].pos in _EDGES and annotated.tokens[low].text not in _QUOTES:
        low += 1
    while high > i and annotated.tokens[high].pos in _EDGES and annotated.tokens[high].text not in _QUOTES | {")"}:
        high -= 1
    return frozenset(range(low, high + 1))


def verb_group(annotated: Annotated, verb: Token) -> frozenset[int]:
    """The verb with auxiliaries, negation, particle and the adverbs between them."""
    near = {verb.i}
    for child in annotated.children(verb.i):
        if child.dep in _GROUP or (child.dep == "advmod" and child.pos in {"ADV", "PART"} and child.i < verb.i):
            near.add(child.i)
    head = annotated.tokens[verb.head]
    if verb.dep == "xcomp" and verb.tag == "VB" and 0 < verb.i - head.i <= 3 and head.pos == "VERB":
        near |= set(range(head.i, verb.i))
        near |= {c.i for c in annotated.children(head.i) if c.dep in _GROUP and c.i < head.i}
    low = high = verb.i
    while low - 1 in near:
        low -= 1
    while high + 1 in near:
        high += 1
    return frozenset(range(low, high + 1))


def negated(annotated: Annotated, i: int) -> bool:
    """Does a negation hang on the verb itself, or on the verb that it completes (has not been able to say)?"""
    return any(c.dep == "neg" or c.lemma in {"never", "neither", "nor"} for c in annotated.children(i) if c.pos in {"PART", "ADV", "CCONJ", "INTJ"})


def subject_of(annotated: Annotated, verb: Token) -> tuple[int, bool] | None:
    """(head of the subject, is it a passive one), inherited over coordination, infinitives and participles; None where there is none."""
    token, seen = verb, 0
    while seen < 6:
        seen += 1
        for child in annotated.children(token.i):
            if child.dep in SUBJECTS and child.dep != "expl":
                return _resolved(annotated, token, child), child.dep == "nsubjpass"
        if token.dep in {"relcl", "acl"}:
            return token.head, False
        if token.i == verb.i and verb.tag in _FINITE and (lost := _stranded(annotated, verb)) is not None:
            return lost, False
        if token.dep in {"conj", "xcomp", "advcl", "pcomp", "prep", "ccomp", "parataxis", "dep"} and token.head != token.i:
            if token.dep == "ccomp" and token.tag not in {"VBG", "VB"}:
                return None
            token = annotated.tokens[token.head]
            continue
        return None
    return None


def _stranded(annotated: Annotated, verb: Token) -> int | None:
    """The noun that an aside cut off from its verb: the agency -- which … -- reported."""
    if verb.dep == "conj" or annotated.tokens[max(verb.i - 1, 0)].text not in {",", "-", "--", "—", "–", ")"}:
        return None
    first = annotated.sentence_of(verb.i).first
    for k in range(verb.i - 1, first - 1, -1):
        token = annotated.tokens[k]
        if token.pos in {"NOUN", "PROPN", "PRON"} and token.dep in {"appos", "conj", "ROOT", "dep", "nmod", "attr", "npadvmod"}:
            above = [a for a in annotated.ancestors(k) if first <= a.i < verb.i]
            if not any(a.pos in {"VERB", "AUX"} or a.dep in {"pobj", "dobj"} for a in above):
                return k
    return None


def _resolved(annotated: Annotated, verb: Token, subject: Token) -> int:
    """The noun that a relative pronoun stands for, else the subject itself."""
    if subject.text.lower() in _RELATIVE and subject.pos in {"PRON", "DET", "SCONJ"}:
        token = verb
        while token.dep in {"conj", "xcomp"} and token.head != token.i:
            token = annotated.tokens[token.head]
        if token.dep == "relcl":
            return token.head
    return subject.i


def spans_of(annotated: Annotated, tokens: Iterable[int]) -> tuple[Span, ...]:
    """A token set as spans: runs without a gap, trimmed of punctuation that is no quotation mark; a run of nothing but marks is dropped."""
    spans: list[Span] = []
    ordered = sorted(tokens)
    run: list[int] = []
    for k in [*ordered, -1]:
        if run and k != run[-1] + 1:
            span = _trimmed(annotated, run)
            if span is not None:
                spans.append(span)
            run = []
        run.append(k)
    return tuple(spans)


def _trimmed(annotated: Annotated, run: list[int]) -> Span | None:
    tokens = annotated.tokens
    low, high = 0, len(run) - 1
    while low <= high and _is_edge(tokens[run[low]]):
        low += 1
    while high >= low and _is_edge(tokens[run[high]]):
        high -= 1
    if low > high or all(tokens[k].pos in _EDGES for k in run[low : high + 1]):
        return None
    return Span(tokens[run[low]].start, tokens[run[high]].end)


def _is_edge(token: Token) -> bool:
    return token.pos in _EDGES and token.text not in _QUOTES and token.text not in {")", "(", "$", "%"}


def child_at(annotated: Annotated, i: int, *deps: str) -> Token | None:
    """The first child with one of these labels."""
    return next((c for c in annotated.children(i) if c.dep in deps), None)
