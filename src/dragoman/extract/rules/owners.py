"""Yields entity mentions with the state of those to whom they belong: `its spokesman`, `a source in the Norlandic navy`."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.core.documents import Annotated, Token
from dragoman.core.mentions import EntityMention
from dragoman.extract.rules.nouns import Lexicon

_NAMED = frozenset({"name", "alias", "acronym", "demonym", "metonym"})
_OWNED = frozenset({"person", "group", "organisation"})
_OWNING = frozenset({"state", "organisation"})
_LINKS = frozenset({"prep", "amod", "acl", "advmod", "acomp"})
_DEEPEST = 3


def with_owners(annotated: Annotated, mentions: Sequence[EntityMention], lexicon: Lexicon) -> list[EntityMention]:
    """The mentions in the same order; only of those that no name and no state is told of, the country may be filled in."""
    settled = {m.anchor for m in mentions if m.form in _NAMED or m.country or m.kind not in _OWNED}
    at_head: dict[int, EntityMention] = {}
    for mention in sorted(mentions, key=lambda m: m.end - m.start):
        at_head[mention.head] = mention
    found: dict[str, str] = {}
    for mention in mentions:
        if mention.anchor in settled or mention.anchor in found or mention.form != "nominal" or mention.head < 0:
            continue
        noun = annotated.tokens[mention.head]
        if noun.lemma not in lexicon.words("of_others"):
            owners = (at_head[t.i] for t in _owners(annotated, noun, lexicon) if t.i in at_head)
            country = next((o.country for o in owners if o.kind in _OWNING and o.country and o.anchor != mention.anchor), None)
            if country:
                found[mention.anchor] = country
    return [replace(m, country=found[m.anchor]) if m.anchor in found else m for m in mentions] if found else list(mentions)


def _owners(annotated: Annotated, noun: Token, lexicon: Lexicon) -> Iterator[Token]:
    """The possessor before a noun, then what follows `of`, `in`, `for`, `close to` behind it."""
    children = annotated.children(noun.i)
    yield from (c for c in children if c.dep == "poss")
    stack = [(c, 1) for c in children if c.i > noun.i and c.dep in _LINKS]
    while stack:
        token, depth = stack.pop(0)
        near = "near_prepositions" if depth > 1 else "posted_prepositions" if noun.lemma in lexicon.words("posted") else "within_prepositions"
        if token.dep == "prep" and token.lemma in lexicon.words(near):
            yield from (c for c in annotated.children(token.i) if c.dep == "pobj")
        elif token.dep != "prep" and depth < _DEEPEST:
            stack.extend((c, depth + 1) for c in annotated.children(token.i) if c.dep in _LINKS)
