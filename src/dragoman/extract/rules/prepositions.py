"""Yields what stands behind a preposition: also behind one that means the same, one listed with it, one under `back`, one under the name before it."""

from __future__ import annotations

from dragoman.core.documents import Annotated, Token

_LIKE = {"in": frozenset({"in", "inside", "within"})}
"""Prepositions that are asked for by one name."""
_MARKS = frozenset({"prep", "agent", "dative", "prt", "advmod", "mark"})
_WAYS = frozenset({"to", "from", "for", "with"})
_SHARED = frozenset({"on", "against", "with"})
_OF_NAMES = frozenset({"by", "with", "on", "against", "for", "over"})
"""Prepositions that no name takes: behind one they belong to what the name hangs on."""


def stands(preposition: str, said: frozenset[str]) -> bool:
    """Is a preposition, or one that means the same, among the words of a sentence?"""
    return preposition in said or (preposition in _LIKE and not _LIKE[preposition].isdisjoint(said))


def marks_at(annotated: Annotated, child: Token, preposition: str, homeward: frozenset[str]) -> list[Token]:
    """The preposition itself, one listed with it (`to and from`), one behind the particle `back` or `home`.

    child: what hangs on the word that is asked; homeward: those particles.
    """
    if child.dep not in _MARKS:
        return []
    names = _LIKE.get(preposition) or {preposition}
    if child.text.lower() in names:
        return [child]
    if child.dep == "prep":
        return [c for c in annotated.children(child.i) if c.dep == "conj" and c.pos == "ADP" and c.text.lower() in names]
    if child.dep == "advmod" and child.lemma in homeward:
        return [c for c in annotated.children(child.i) if c.dep == "prep" and c.text.lower() in names]
    return []


def objects_of(annotated: Annotated, preposition: Token) -> list[Token]:
    """What stands behind a preposition, further prepositions passed by: `from inside the building`, `to and from the port`."""
    found, listed = [], []
    for child in annotated.children(preposition.i):
        if child.dep in {"pobj", "pcomp"}:
            found.append(child)
        elif child.dep == "prep":
            found += objects_of(annotated, child)
        elif child.dep == "conj" and child.pos == "ADP":
            listed.append(child)
    return found or [t for other in listed for t in objects_of(annotated, other)]


def under_names(annotated: Annotated, host: int, preposition: str) -> list[Token]:
    """Words of a preposition that the parser hangs on the name in front of it: `the invasion of X by Y`, `the arrest by X of diplomats`."""
    if preposition not in _OF_NAMES and preposition != "of":
        return []
    found = []
    for child in annotated.children(host):
        if child.dep == "prep" and (preposition != "of" or child.text.lower() == "by"):
            names = [c for c in annotated.children(child.i) if c.dep == "pobj" and c.pos == "PROPN"]
            marks = [c for name in names for c in annotated.children(name.i) if c.dep == "prep" and c.text.lower() == preposition]
            found += [mark for mark in marks if preposition != "of" or _of_the_deed(annotated, mark)]
    return found


def _of_the_deed(annotated: Annotated, mark: Token) -> bool:
    """Does `of` tell to whom it is done: `the arrest by X of diplomats`, not `the arrest by Ivo Marel of Norland`?"""
    full = any(c.dep == "compound" for c in annotated.children(mark.head))
    return not full or any(c.dep == "pobj" and c.pos == "NOUN" for c in annotated.children(mark.i))


def bound(annotated: Annotated, host: int, words: tuple[frozenset[str], frozenset[str]]) -> list[Token]:
    """`flights linked to Norland`, `aircraft flying to or from Norland`: where a thing that travels comes from or goes to. words: verbs, things."""
    verbs, things = words
    thing = annotated.tokens[host]
    if thing.lemma not in things:
        return []
    up = annotated.tokens[thing.head]
    found = [up] if thing.dep == "nsubj" and up.dep == "pcomp" else []  # `closed to aircraft flying to it`, where the parser has a clause
    found += [c for c in annotated.children(host) if c.dep in {"acl", "relcl", "amod"} and c.i > host]
    found = [verb for verb in found if verb.lemma in verbs]
    found += [c for verb in found for c in annotated.children(verb.i) if c.dep == "conj"]
    marks = [c for verb in found for c in annotated.children(verb.i) if c.dep == "prep"]
    marks += [c for mark in marks for c in annotated.children(mark.i) if c.dep == "conj"]
    return [c for mark in marks if mark.text.lower() in _WAYS for c in annotated.children(mark.i) if c.dep == "pobj"]


def shared_by_list(annotated: Annotated, noun: Token, preposition: str) -> list[Token]:
    """`bans and freezes against nine people`: what hangs on the last of a list of things is of the first as well."""
    if noun.pos != "NOUN" or preposition not in _SHARED:
        return []
    listed = [c for c in annotated.children(noun.i) if c.dep == "conj" and c.pos == "NOUN"]
    marks = [k for c in listed for k in annotated.children(c.i) if k.dep == "prep" and k.text.lower() == preposition]
    return [t for mark in marks for t in objects_of(annotated, mark)]
