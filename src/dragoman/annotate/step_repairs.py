"""Yields tokens whose heads are put right in the prose of diplomacy: who was thrown out, who was sent home, who must apologise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.core.documents import Token

_STEPS = 6
_SENDING = frozenset({"send", "call", "order", "bring", "fly", "pull", "summon"})
_POSTED = frozenset({"ambassador", "envoy", "diplomat", "consul", "attaché", "official", "employee", "officer", "adviser", "minister", "soldier", "journalist"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
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
            if tokens[token.i - 1].text.lower() == "on" and tokens[tokens[token.head].head].head == token.i - 1:
                _day_before_deed(found, below, token)
            else:
                _who_does(found, below, token)
        elif token.dep == "oprd" and token.pos == "NOUN":
            _brought_home(found, below, token)
        elif token.text == "Visas" and token.pos == "PROPN":
            found[token.i] = replace(token, pos="NOUN", tag="NNS", lemma="visa")
        elif token.dep == "ccomp" and token.text.lower() in _SORRY and token.pos == "NOUN":
            _sorry(found, below, token)
        elif token.dep == "ccomp" and token.head > token.i:
            _side_by_side(found, below, token)
        elif token.dep == "neg" and tokens[token.head].text.lower() == "longer" and tokens[token.head].dep == "advmod":
            found[token.i] = replace(token, head=tokens[token.head].head)  # `may no longer enter`: what is denied is the verb
        elif token.dep == "prep" and token.text.lower() == "as":
            _as_many(found, below, token)
        elif token.dep == "conj" and token.lemma in _POSTED and token.pos == "NOUN":
            _listed_with(found, below, token)
        elif token.dep == "parataxis" and token.head > token.i:
            _said_between(found, below, token)
        elif token.dep == "quantmod" and token.text.lower() == "over":
            _handed_over(found, token)
        elif token.dep in {"appos", "conj"} and token.pos in _NOUNS:
            _after_opening(found, below, token)
        elif token.dep == "acl" and token.head == token.i - 1 and token.tag in {"VBD", "VBN"}:
            _bare_relative(found, below, token)
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


def _said_between(tokens: list[Token], below: dict[int, list[Token]], verb: Token) -> None:
    """`Norland, a source said, is ready`: the source says it, and who is ready is the name before the comma."""
    main = tokens[verb.head]
    name = next((t for t in below.get(verb.i, ()) if t.dep == "nsubj" and t.i < verb.i), None)
    who = next((t for t in below.get(name.i, ()) if t.dep == "appos" and name.i < t.i < verb.i), None) if name is not None else None
    if name is None or who is None or any(t.dep in {"nsubj", "nsubjpass"} for t in below.get(main.i, ())) or tokens[name.i + 1].text != ",":
        return
    tokens[name.i] = replace(name, head=main.i)
    tokens[who.i] = replace(who, head=verb.i, dep="nsubj")


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


def _day_before_deed(tokens: list[Token], below: dict[int, list[Token]], day: Token) -> None:
    """`Norland on Friday imposed sanctions`: a sentence has a verb, and nobody imposes by Fridays."""
    verb, link = tokens[day.head], tokens[day.i - 1]
    thing, name = tokens[verb.head], tokens[link.head]
    top = name.head == name.i and name.i < link.i and name.pos in {"PROPN", "NOUN"}
    if verb.dep != "amod" or verb.tag not in {"VBN", "VBD"} or thing.dep != "pobj" or not top:
        return
    tokens[verb.i] = replace(verb, head=verb.i, dep="ROOT", tag="VBD")
    tokens[thing.i] = replace(thing, head=verb.i, dep="dobj")
    tokens[day.i] = replace(day, head=link.i, dep="pobj")
    for t in below.get(name.i, ()):
        if t.i == link.i or t.i > verb.i:
            tokens[t.i] = replace(t, head=verb.i)
    tokens[name.i] = replace(name, head=verb.i, dep="nsubj")


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


def _handed_over(tokens: list[Token], over: Token) -> None:
    """`handed over 18 soldiers`: not more than 18."""
    verb = tokens[over.i - 1]
    if over.i > 0 and verb.pos == "VERB" and verb.lemma == "hand":
        tokens[over.i] = replace(over, head=verb.i, dep="prt", pos="ADP", tag="RP")


def _after_opening(tokens: list[Token], below: dict[int, list[Token]], noun: Token) -> None:
    """`In the presence of Marel, the premiers of Norland and Estavia signed it`: a verb without a subject has the noun behind the comma for its own."""
    up = tokens[noun.head]
    for _ in range(_STEPS):
        up = tokens[up.head] if up.dep in {"prep", "pobj"} and up.i < noun.i else up
    own = below.get(up.i, ())
    first = min((t.i for t in below.get(noun.i, ()) if t.i < noun.i), default=noun.i)
    if up.pos != "VERB" or up.i < noun.i or up.tag not in {"VBD", "VBZ", "VBP", "VBN"} or up.dep != "ROOT" or any(t.dep in _SUBJECTS for t in own):
        return
    if tokens[first - 1].text != "," or any(t.text == "," for t in tokens[noun.i : up.i]):
        return
    tokens[noun.i] = replace(noun, head=up.i, dep="nsubjpass" if any(t.dep == "auxpass" for t in own) else "nsubj")
    for t in below.get(noun.head, ()):
        if noun.i < t.i < up.i and t.dep in {"cc", "conj"}:  # `in Arden, Norland and Estavia pledged`
            tokens[t.i] = replace(t, head=noun.i)


def _bare_relative(tokens: list[Token], below: dict[int, list[Token]], verb: Token) -> None:
    """`an election Karsians boycotted`: a people named in the plural behind a noun is who does it, and no part of the noun."""
    people = tokens[verb.head]
    noun = next((t for t in below.get(people.i, ()) if t.i == people.i - 1 and t.dep == "compound" and t.tag in {"NN", "NNS"}), None)
    if noun is None or people.tag != "NNPS" or any(t.dep in {"dobj", "agent"} or (t.dep == "prep" and t.text == "by") for t in below.get(verb.i, ())):
        return
    tokens[noun.i] = replace(noun, dep=people.dep, head=people.head)
    for t in below.get(people.i, ()):
        if t.i < noun.i:
            tokens[t.i] = replace(tokens[t.i], head=noun.i)
    tokens[people.i] = replace(people, dep="nsubj", head=verb.i)
    tokens[verb.i] = replace(tokens[verb.i], dep="relcl", head=noun.i, tag="VBD")
