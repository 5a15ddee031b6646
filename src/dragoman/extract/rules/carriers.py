"""Yields the words for those who do what a noun only names, and to whom a participle before a noun was done."""

from __future__ import annotations

from dragoman.core.documents import Annotated, Token
from dragoman.extract.rules.arguments import Roles


def carriers(roles: Roles, noun: Token, carrying: frozenset[str], reasons: frozenset[str]) -> list[Token]:
    """`announced the closure`: who announced; climbs over nouns (`the start of talks`).

    carrying: light verbs whose subject does the noun that they govern; reasons: prepositions behind which somebody else's deed stands.
    """
    token = noun
    for _ in range(4):
        if token.head == token.i:
            return []
        head = roles.annotated.tokens[token.head]
        if token.dep == "pobj" and head.lemma in reasons:
            return []  # `declared them unwelcome over the arrest of its consul`
        if head.pos == "VERB":
            carried = token.dep in {"dobj", "nsubjpass", "pobj", "xcomp", "conj", "attr"} and head.lemma in carrying
            return roles.subject(head) if carried else []
        token = head
    return []


def accompanied(roles: Roles, noun: Token) -> list[Token]:
    """`Norland raised the pressure, with threats against Karsia`: who does what the clause tells. `veiled threats` may be read as verb and object."""
    tokens, token = roles.annotated.tokens, noun
    while token.dep == "conj" and tokens[token.head].pos in {"NOUN", "PROPN"}:
        token = tokens[token.head]
    head = tokens[token.head]
    verb = None
    if (token.dep == "pobj" and head.text.lower() == "with" and head.dep == "prep") or (
        token.dep == "dobj" and head.tag == "VBN" and head.dep == "conj" and head.i == token.i - 1
    ):
        verb = tokens[head.head]
    if verb is None or verb.pos != "VERB":
        return []
    withs = (c for c in roles.annotated.children(verb.i) if c.text.lower() == "with" and c.i > verb.i and tokens[c.i - 1].text == ",")
    return roles.subject(verb) if any(withs) else []


def attributed(annotated: Annotated, word: Token) -> list[Token]:
    """`the imprisoned journalist Ivo Marel`: the name, or the noun, that a past participle stands before."""
    noun = annotated.tokens[word.head]
    if word.dep != "amod" or word.tag != "VBN" or noun.i < word.i:
        return []
    name = annotated.tokens[noun.head]
    behind = noun.dep == "compound" and name.pos == "PROPN" and name.i > noun.i
    return [name if behind else noun]


def handed(roles: Roles, verb: Token) -> list[Token]:
    """`Norlandic tanks were handed to Estavia`: the words for whose they are, where a passive names nobody who hands them over."""
    things = roles.object(verb) if verb.pos == "VERB" and roles.passive(verb) else []
    return [owner for thing in things if thing.pos == "NOUN" and thing.i < verb.i for owner in (*roles.possessor(thing), *roles.modifiers(thing))]
