"""Yields the links of those who say a thing together: joined by `and`, or two named just before (`both`, `the two ministers`)."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator

from dragoman.core.documents import Annotated, Token
from dragoman.core.mentions import ChainLink, EntityMention
from dragoman.extract.rules.cues import Speech
from dragoman.extract.rules.phrases import tree
from dragoman.extract.rules.sources import name_at
from dragoman.extract.rules.speakers import Cast, link_of

_NOUNISH = frozenset({"NOUN", "PROPN", "PRON"})
_KINDS = {"persons_of_two": frozenset({"person"}), "bodies_of_two": frozenset({"state", "organisation"})}
_MOST = 6
"""Sources at most that are told apart: more are a list."""
_CROWD = 60
"""Mentions at most among which the two are looked for."""
REACH = 2
"""Sentences that `both` looks back."""


def joint_links(annotated: Annotated, speech: Speech, head: int, cast: Cast) -> tuple[ChainLink, ...]:
    """A link for each of those whom a source with that head stands for, in text order; one link where it stands for one."""
    if head not in cast.links:  # asked for the attribution and for each chain that it stands in
        cast.links[head] = _links(annotated, speech, head, cast)
    return cast.links[head]


def _links(annotated: Annotated, speech: Speech, head: int, cast: Cast) -> tuple[ChainLink, ...]:
    if pair := _pair(annotated, speech, head, cast):
        own = link_of(annotated, speech, head, cast)
        kinds = {"person": "person"}
        return tuple(ChainLink(kinds.get(m.kind, "institution"), m.name, m.id, own.start, own.end) for m in pair)
    heads = _joined(annotated, head, cast)
    if len(heads) == 1:
        return (link_of(annotated, speech, head, cast),)
    links = []
    for k, rest in heads:
        links.append(link_of(annotated, speech, k, cast, rest))
    return tuple(links)


def _joined(annotated: Annotated, head: int, cast: Cast) -> list[tuple[int, list[int]]]:
    """(head, tokens that join the others to it) of each of the joined."""
    found: list[tuple[int, list[int]]] = []
    k: int | None = head
    while k is not None and len(found) <= _MOST:
        children = annotated.children(k)
        following = next((c for c in children if c.dep == "conj" and c.pos in _NOUNISH and c.i > head), None)
        following = following or _beside(annotated, annotated.tokens[k])
        if following is not None and not _is_other(annotated, annotated.tokens[head], following):
            following = None
        joining = [c.i for c in children if c.dep in {"cc", "preconj"} or c is following or (c.dep == "det" and c.lemma in {"both", "either", "neither"})]
        found.append((k, joining if following is not None or found else []))
        k = following.i if following is not None else None
    return found if 1 < len(found) <= _MOST else [(head, [])]


def _beside(annotated: Annotated, token: Token) -> Token | None:
    """The second subject of a verb, where the parser leaves it unjoined behind an `and`."""
    cc = next((c for c in annotated.children(token.i) if c.dep == "cc" and c.i > token.i), None)
    if cc is None or token.head == token.i:
        return None
    near = annotated.tokens[cc.i + 1 : cc.i + 1 + _MOST]
    other = next((t for t in near if t.head == token.head and t.dep == token.dep and t.pos in _NOUNISH), None)
    return other if other is not None and min(tree(annotated, other.i)) == cc.i + 1 else None


def _is_other(annotated: Annotated, first: Token, other: Token) -> bool:
    """Is it somebody else, and not a second office of the first (`the foreign minister and deputy premier`), nor a part of one name?"""
    name = name_at(annotated, first.i)
    if name is not None and name.start <= other.start < name.end:
        return False
    if other.pos != "NOUN" or other.tag == "NNS" or first.tag in {"NNS", "NNPS"}:
        return True
    own = any(c.dep in {"det", "poss", "nummod"} for c in annotated.children(other.i))
    return own or not any(c.dep in {"det", "poss"} for c in annotated.children(first.i))


def _pair(annotated: Annotated, speech: Speech, head: int, cast: Cast) -> tuple[EntityMention, ...]:
    """The two named just before, for `both`, `the two ministers`, or a `they` that takes up nobody; empty where there are not exactly two."""
    kinds = _kinds_of_pair(annotated, speech, head)
    if kinds is None:
        return ()
    token = annotated.tokens[head]
    low = annotated.sentences[max(0, token.sentence - REACH)].start
    first = annotated.sentence_of(head)
    start = min((annotated.tokens[k].start for k in tree(annotated, head)), default=token.start)
    behind = bisect_left(cast.entities, start, key=_begin)
    near = cast.entities[max(bisect_left(cast.entities, low, key=_begin), behind - _CROWD) : behind]
    for sentence in range(token.sentence, max(-1, token.sentence - REACH - 1), -1):
        here = [m for m in near if annotated.tokens[m.head].sentence == sentence and m.anchor in cast.named]
        for kind in kinds:
            pair = {m.anchor: m for m in reversed(here) if m.kind in kind and _acts(annotated, m)}
            if len(pair) == 2 and (sentence != first.i or start > max(m.end for m in pair.values())):
                return tuple(sorted(pair.values(), key=_begin))
            if len(pair) > 2:
                return ()
    return ()


def _begin(mention: EntityMention) -> int:
    return mention.start


def _acts(annotated: Annotated, mention: EntityMention) -> bool:
    """Does it take part by itself, not as a word in the name or description of another?"""
    return annotated.tokens[mention.head].dep not in {"compound", "amod", "nmod", "poss"} and mention.form != "demonym"


def _kinds_of_pair(annotated: Annotated, speech: Speech, head: int) -> list[frozenset[str]] | None:
    """Kinds of which two may be meant, the likelier first; None where the words do not speak of two."""
    token = annotated.tokens[head]
    everyone = list(_KINDS.values())
    if speech.within("all_of_two", token.lemma.lower()):
        return everyone if not list(_below(annotated, token)) else None
    if not any(speech.within("pairs", c.lemma.lower()) for c in annotated.children(head) if c.i < head):
        return None
    if list(_below(annotated, token)):
        return None  # `two ministers of Norland`: of whom they are is told here
    if token.lemma == "two":
        return everyone
    return next(([kinds] for key, kinds in _KINDS.items() if speech.within(key, token.lemma)), None)


def _below(annotated: Annotated, token: Token) -> Iterator[Token]:
    """What is said behind the head of whom it is of; `both of them` says nothing."""
    for child in annotated.children(token.i):
        if child.i > token.i and child.dep in {"prep", "relcl", "acl", "appos", "conj"}:
            yield child
