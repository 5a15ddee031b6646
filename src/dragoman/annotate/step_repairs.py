"""Yields tokens whose heads are put right in the prose of diplomacy: who was thrown out, who was sent home, who must apologise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.core.documents import Token

_SENDING = frozenset({"send", "call", "order", "bring", "fly", "pull", "summon"})
_POSTED = frozenset({"ambassador", "envoy", "diplomat", "consul", "attaché", "official", "employee", "officer", "adviser", "minister", "soldier", "journalist"})
_SORRY = frozenset({"apologise", "apologize"})


def step_repaired(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of a document, in order; few have another head and label."""
    found = list(tokens)
    below: dict[int, list[Token]] = {}
    for token in tokens:
        below.setdefault(token.head, []).append(token)
    for token in tokens:
        if token.dep == "nsubj" and token.pos == "NOUN":
            _whose(found, below, token)
        elif token.dep == "dobj" and token.text.lower() == "home":
            _homeward(found, below, token)
        elif token.dep == "npadvmod" and token.pos == "PROPN" and token.head == token.i + 1:
            _who_does(found, below, token)
        elif token.dep == "oprd" and token.pos == "NOUN":
            _brought_home(found, below, token)
        elif token.text == "Visas" and token.pos == "PROPN":
            found[token.i] = replace(token, pos="NOUN", tag="NNS", lemma="visa")
        elif token.dep == "ccomp" and token.text.lower() in _SORRY and token.pos == "NOUN":
            _sorry(found, below, token)
        elif token.dep == "ccomp" and token.head > token.i:
            _side_by_side(found, below, token)
        elif token.dep == "prep" and token.text.lower() == "as":
            _as_many(found, below, token)
        elif token.dep == "conj" and token.lemma in _POSTED and token.pos == "NOUN":
            _listed_with(found, below, token)
    return tuple(found)


def _whose(tokens: list[Token], below: dict[int, list[Token]], noun: Token) -> None:
    """`Estavia, whose envoy Norland threw out`: the envoy is no Norland, and does not throw."""
    own = below.get(noun.i, ())
    name = next((t for t in own if t.dep == "appos" and t.i == noun.i + 1 + sum(1 for c in below.get(t.i, ()) if c.i < t.i)), None)
    verb = tokens[noun.head]
    others = any(t.dep in {"dobj", "auxpass"} for t in below.get(verb.i, ()))
    if name is not None and name.pos == "PROPN" and verb.i > name.i and not others and any(t.tag == "WP$" for t in own):
        tokens[noun.i] = replace(noun, dep="dobj")
        tokens[name.i] = replace(name, dep="nsubj", head=verb.i)


def _homeward(tokens: list[Token], below: dict[int, list[Token]], home: Token) -> None:
    """`sent the military attaché home`: whom one sends is the word before."""
    verb, own = tokens[home.head], below.get(home.i, ())
    person = next((t for t in own if t.i == home.i - 1 and t.dep in {"compound", "nmod"} and t.pos in {"NOUN", "PROPN"}), None)
    if verb.lemma not in _SENDING or verb.i > home.i:
        return
    if person is None:
        if not own and any(t.dep == "nsubjpass" for t in below.get(verb.i, ())):  # `the envoy has been called home`
            tokens[home.i] = replace(home, dep="advmod", pos="ADV", tag="RB")
        return
    tokens[home.i] = replace(home, dep="advmod", pos="ADV", tag="RB")
    tokens[person.i] = replace(person, dep="dobj", head=verb.i)
    for t in own:
        if t.i < person.i:
            tokens[t.i] = replace(tokens[t.i], head=person.i)


def _who_does(tokens: list[Token], below: dict[int, list[Token]], name: Token) -> None:
    """`Karsia capped the staff`: a finite verb of its own has somebody who does it."""
    verb = tokens[name.head]
    if verb.dep == "ROOT" and verb.tag in {"VBD", "VBZ"} and not any(t.dep in {"nsubj", "nsubjpass", "csubj", "expl"} for t in below.get(verb.i, ())):
        tokens[name.i] = replace(name, dep="nsubj")


def _brought_home(tokens: list[Token], below: dict[int, list[Token]], person: Token) -> None:
    """`called home its ambassador`: nobody is called an ambassador there."""
    kids = below.get(person.head, ())
    home = any(t.i == person.head + 1 and t.i != person.i and t.text.lower() in {"home", "back"} for t in kids)
    if home and tokens[person.head].lemma in _SENDING and not any(t.dep == "dobj" for t in kids):
        tokens[person.i] = replace(person, dep="dobj")


def _sorry(tokens: list[Token], below: dict[int, list[Token]], word: Token) -> None:
    """`demanded that Norland apologise`: a verb that no noun is spelled like."""
    own = below.get(word.i, ())
    name = next((t for t in own if t.i == word.i - 1 and t.dep in {"compound", "nmod"}), None)
    if name is None or not any(t.dep == "mark" for t in own):
        return
    tokens[word.i] = replace(word, pos="VERB", tag="VB")
    tokens[name.i] = replace(name, dep="nsubj")
    for t in own:
        if t.i < name.i and t.dep in {"det", "amod", "compound", "nmod", "poss"}:
            tokens[t.i] = replace(tokens[t.i], head=name.i)


def _side_by_side(tokens: list[Token], below: dict[int, list[Token]], verb: Token) -> None:
    """`Norland expelled six; Estavia answered`: what a semicolon parts, nobody says of the other."""
    after = tokens[verb.head]
    marks = [t for t in below.get(after.i, ()) if t.text == ";" and verb.i < t.i < after.i]
    subjects = [t for t in below.get(after.i, ()) if t.dep in {"nsubj", "nsubjpass"} and t.i < after.i]
    own = any(t.dep in {"nsubj", "nsubjpass"} for t in below.get(verb.i, ()))
    if marks and subjects and own and subjects[-1].i > marks[-1].i:
        tokens[verb.i] = replace(verb, dep="parataxis")


def _as_many(tokens: list[Token], below: dict[int, list[Token]], mark: Token) -> None:
    """`expelled as many Norlandic envoys`: they are whom it expelled."""
    noun = next((t for t in below.get(mark.i, ()) if t.dep == "pobj" and t.pos == "NOUN"), None)
    verb = tokens[mark.head]
    if noun is None or verb.pos != "VERB" or mark.i != verb.i + 1 or any(t.dep == "dobj" for t in below.get(verb.i, ())):
        return
    if any(t.text.lower() == "many" and t.i == mark.i + 1 for t in below.get(noun.i, ())):
        tokens[noun.i] = replace(noun, dep="dobj", head=verb.i)
        tokens[mark.i] = replace(mark, dep="advmod", head=mark.i + 1)


def _listed_with(tokens: list[Token], below: dict[int, list[Token]], person: Token) -> None:
    """`expelled the ambassador of Arden and two Vesperian diplomats`: diplomats are listed with the ambassador, and not with a state."""
    state = tokens[person.head]
    other = tokens[tokens[state.head].head]
    if state.pos == "PROPN" and state.dep == "pobj" and other.lemma in _POSTED and other.pos == "NOUN" and other.i < state.i < person.i:
        tokens[person.i] = replace(person, head=other.i)
        for word in below.get(state.i, ()):
            if word.dep == "cc" and word.i < person.i:
                tokens[word.i] = replace(word, head=other.i)
