"""Yields the place that an event is told to have happened at: what stands behind in, at, near … on its trigger, the nearest kind of place first."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from dragoman.core.documents import Token
from dragoman.core.mentions import EntityMention
from dragoman.extract.rules.arguments import Roles
from dragoman.extract.rules.prepositions import stands

_PLACES = ("in", "at", "near", "over", "outside", "off", "across", "around", "on")
_KINDS = ("place", "facility", "state")
_NAMING = frozenset({"name", "acronym", "alias"})
_NARROWING = frozenset({"of", "in", "inside", "within", "near", "at", "outside"})
_DEPTH = 3


def find_place(trigger: Token, roles: Roles, at: Mapping[int, EntityMention], deed: bool) -> str | None:
    """Mention id, or None; at: the mention of every head token.

    deed: something done to things in the world, which happens where they are (`shells damaged houses in Arden`); of words alone this is not known.
    """
    return next((mention.id for mention in _ranked(_told(trigger, roles, at, deed))), None)


def _ranked(found: Iterator[EntityMention]) -> list[EntityMention]:
    """Towns and regions first, then buildings, then whole states; else as they come."""
    return sorted(found, key=lambda mention: _KINDS.index(mention.kind))


def _told(trigger: Token, roles: Roles, at: Mapping[int, EntityMention], deed: bool) -> Iterator[EntityMention]:
    heads = [trigger]
    if deed:
        heads += roles.fill(trigger.i, "object") + (roles.fill(trigger.i, "subject") if roles.passive(trigger) else [])
    for head in (head for head in heads if head is trigger or head.pos == "NOUN"):
        said = roles.said(head.sentence)
        for preposition in (preposition for preposition in _PLACES if stands(preposition, said)):
            for filler in roles.fill(head.i, preposition):
                yield from (mention for mention in _named(filler, roles, at, 0) if preposition != "on" or mention.kind != "state")  # `a ban on Norland`


def _named(token: Token, roles: Roles, at: Mapping[int, EntityMention], depth: int) -> Iterator[EntityMention]:
    """The place at a token, else the one that narrows it: `a village near Arden`, `the city of Arden`, `the capital, Arden`, `Arden's port`."""
    mention = at.get(token.i)
    if mention is not None and mention.kind in _KINDS and mention.form in _NAMING:
        yield mention
        return
    if depth == _DEPTH or token.pos not in {"NOUN", "PROPN", "ADP"}:
        return
    for child in roles.annotated.children(token.i):
        if child.dep in {"appos", "compound", "poss", "pobj", "nmod"} or (child.dep == "prep" and child.text.lower() in _NARROWING):
            yield from _named(child, roles, at, depth + 1)
