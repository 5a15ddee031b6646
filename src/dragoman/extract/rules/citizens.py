"""Yields who is meant where a person stands beside the word for those of a state: `the Norlandic Ivo Marel`, `a Norlander, Ivo Marel`."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Annotated, Token
from dragoman.core.mentions import EntityMention
from dragoman.extract.rules.arguments import Roles
from dragoman.extract.rules.matching import EntityIndex, Match

_JUDGING = frozenset({"ACCUSE", "REJECT"})
_BLOWS = frozenset({"ASSAULT", "COERCE", "SANCTION"})
_NAMES = {"name", "alias", "acronym"}
_ONE = frozenset({"a", "an"})


def recipient_roles(roles: Roles, index: EntityIndex, codebook: Codebook, match: Match) -> Sequence[str]:
    """The roles in which a trigger's recipients stand, best first.

    `deported the Norlandic Ivo Marel`: whoever stands there by name was struck himself, not the state of whose he is. `condemned the killing of Ivo
    Marel`: he is not the one who is condemned.
    """
    told = match.trigger.recipient
    objects = roles.fill(match.token.i, "object") if "object" in told[1:] or "object.of" in told else ()
    if match.trigger.type in _JUDGING and any(_is_of_sufferer(codebook, t) for t in objects):
        told = tuple(role for role in told if role not in {"object.of", "object"})
    named = "object" in told[1:] and any(_person(index, one) is not None for t in objects for one in roles.with_conjuncts(t))
    return ("object", *told) if named else told


def _is_of_sufferer(codebook: Codebook, noun: Token) -> bool:
    """Does `of` behind a noun tell to whom that was done: `the killing of`, `the arrest of`; but not `the ambassador of`?"""
    if noun.pos != "NOUN" or any(noun.lemma in codebook.classes.get(name, ()) for name in ("person", "diplomat", "captives")):
        return False
    return any("of" in t.recipient and "of" not in t.actor and t.type in _BLOWS for t in codebook.triggers_at("noun", noun.lemma))


def citizen_named(annotated: Annotated, index: EntityIndex, word: Token) -> EntityMention | None:
    """`a Norlander, Ivo Marel`: the person whom the word for those of a state stands before."""
    mention = index.at.get(word.i)
    if mention is None or mention.form != "demonym" or not _is_one(annotated, word):
        return None
    names = (_person(index, c) for c in annotated.children(word.i) if c.dep == "appos" and c.i > word.i)
    return next((name for name in names if name is not None), None)


def citizenship(annotated: Annotated, index: EntityIndex, person: EntityMention) -> str | None:
    """`Ivo Marel, a Norlander`, `Ivo Marel of Norland`: the state that the words beside a name tell."""
    if person.kind != "person" or person.head < 0:
        return None
    head = annotated.tokens[person.head]
    beside = [c for c in annotated.children(head.i) if c.dep == "appos"] + ([annotated.tokens[head.head]] if head.dep == "appos" else [])
    at = [index.at.get(c.i) for c in beside if _is_one(annotated, c)]
    told = next((m.country for m in at if m is not None and m.form == "demonym" and m.country), None)
    return told or (_of_state(annotated, index, head) if person.form in _NAMES else None)


def _of_state(annotated: Annotated, index: EntityIndex, head: Token) -> str | None:
    """`Ivo Marel of Norland`."""
    marks = [c for c in annotated.children(head.i) if c.dep == "prep" and c.text.lower() == "of" and c.i == head.i + 1]
    states = [index.at.get(k.i) for mark in marks for k in annotated.children(mark.i) if k.dep == "pobj"]
    return next((m.country for m in states if m is not None and m.kind == "state" and m.country), None)


def _is_one(annotated: Annotated, word: Token) -> bool:
    return any(c.dep == "det" and c.text.lower() in _ONE for c in annotated.children(word.i))


def _person(index: EntityIndex, token: Token) -> EntityMention | None:
    mention = index.at.get(token.i)
    return mention if mention is not None and mention.kind == "person" and mention.form in _NAMES else None
