"""Yields spans of words in the parse: the clause of a trigger, a noun phrase without what trails it."""

from __future__ import annotations

from bisect import bisect_left, bisect_right

from dragoman.core.documents import Annotated, Span, Timex, Token

_OWN_CLAUSE = {"advcl", "parataxis"}
_LOOSE = {"relcl", "appos", "acl", "npadvmod"}


def times_over(annotated: Annotated, start: int, end: int) -> tuple[Timex, ...]:
    """Time expressions that share a character with a span, in text order; no two of a document share one."""
    times = annotated.times
    return times[bisect_right(times, start, key=_end) : bisect_left(times, end, key=_begin)]


def _begin(time: Timex) -> int:
    return time.start


def _end(time: Timex) -> int:
    return time.end


def clause_span(annotated: Annotated, i: int, at_most: int) -> Span:
    """Code points of the clause that token i heads, or is said in as an adjective.

    Without coordinated clauses, adverbial clauses and punctuation at the ends; at most that long.
    """
    verb = annotated.tokens[annotated.tokens[i].head]
    if annotated.tokens[i].pos == "ADJ" and annotated.tokens[i].dep == "acomp" and verb.sentence == annotated.tokens[i].sentence:
        i = verb.i
    kept = {t.i for t in _clause_tokens(annotated, i)}
    if annotated.tokens[i].dep == "acl" and verb.pos in {"NOUN", "PROPN"} and verb.i < i:  # `the commission set up in Norland`
        kept |= {t.i for c in annotated.children(verb.i) if c.i < verb.i for t in annotated.subtree(c.i)} | set(range(verb.i, i))
    first = last = i
    sentence = annotated.sentence_of(i)
    while first - 1 >= sentence.first and (first - 1 in kept or _bridge(annotated, first - 1, kept, -1)):
        first -= 1
    while last + 1 < sentence.last and (last + 1 in kept or _bridge(annotated, last + 1, kept, 1)):
        last += 1
    return _trimmed(annotated, first, last, i, at_most)


def _clause_tokens(annotated: Annotated, i: int) -> list[Token]:
    head = annotated.tokens[i]
    found, stack = [head], list(annotated.children(i))
    while stack:
        token = stack.pop()
        verbal = token.pos in {"VERB", "AUX"}
        if (
            (token.dep in _OWN_CLAUSE and verbal)
            or (token.dep == "conj" and verbal and token.head == i)
            or (token.dep == "cc" and token.head == i and head.pos == "VERB")
        ):
            continue
        found.append(token)
        stack.extend(annotated.children(token.i))
    return found


def _bridge(annotated: Annotated, i: int, kept: set[int], step: int) -> bool:
    """A punctuation mark between two kept tokens."""
    return annotated.tokens[i].pos == "PUNCT" and i + step in kept


def _trimmed(annotated: Annotated, first: int, last: int, i: int, at_most: int) -> Span:
    tokens = annotated.tokens
    while first < i and tokens[first].pos in {"PUNCT", "SPACE", "CCONJ"}:
        first += 1
    while last > i and tokens[last].pos in {"PUNCT", "SPACE"}:
        last -= 1
    while first < i and tokens[last].end - tokens[first].start > at_most:
        first += 1
    while last > i and tokens[last].end - tokens[first].start > at_most:
        last -= 1
    return Span(tokens[first].start, tokens[last].end)


def phrase_span(annotated: Annotated, i: int) -> Span:
    """Code points of the noun phrase that token i heads, without relative clauses, appositions and other trailing clauses."""
    found, stack = [i], list(annotated.children(i))
    while stack:
        token = stack.pop()
        clause = token.dep == "prep" and any(c.dep == "pcomp" for c in annotated.children(token.i))  # `accused it of downing`: no part of the name
        if clause or token.dep in _LOOSE or token.pos == "PUNCT" or (token.dep in {"cc", "conj"} and token.head == i):
            continue
        found.append(token.i)
        stack.extend(annotated.children(token.i))
    return Span(annotated.tokens[min(found)].start, annotated.tokens[max(found)].end)
