"""Yields tokens whose heads are put right around those to whom something is given, whom something is asked of, and what they are called."""

from __future__ import annotations

from dataclasses import replace

from dragoman.core.documents import Token

_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_MAKING = frozenset({"force", "compel", "oblige", "order", "instruct", "urge", "tell", "ask", "press", "persuade", "advise", "invite", "warn"})
_GIVING = frozenset({"give", "grant", "concede", "accord", "award", "offer", "deny", "refuse", "hand", "promise", "guarantee", "pay", "lend", "send"})
_CALLING = frozenset({"call", "declare", "pronounce", "brand", "label", "term", "dub"})
_GRANTING = frozenset({"give", "grant", "allow"})
_ASKING = frozenset({"appeal", "call", "press", "push", "plead", "ask", "campaign", "lobby"})
_ASKED = frozenset({"talk", "dialogue", "negotiation", "meeting", "mediation", "summit", "inquiry", "investigation", "measure", "action", "step", "help"})
_POINTING = frozenset({"this", "that", "last", "next", "each", "every", "ago", "later", "earlier", "after", "before"})
_TERMS = frozenset({"hour", "day", "week", "month", "minute"})
_GOING = frozenset({"leave", "depart", "go", "quit", "pack", "get", "clear", "exit", "vacate"})
_STEPS = 6


def named_behind(tokens: list[Token], below: dict[int, list[Token]], name: Token) -> None:
    """`its consul in Arden, Ivo Marel, left`: with no `and` a name behind the place is the consul's."""
    place = tokens[name.head]
    title = tokens[tokens[place.head].head]
    if name.pos != "PROPN" or place.pos != "PROPN" or place.dep != "pobj" or tokens[place.head].text.lower() not in {"in", "to", "at"}:
        return
    first = min((t.i for t in below.get(name.i, ()) if t.i < name.i), default=name.i)
    listed = any(t.dep in {"cc", "conj"} for t in (*below.get(name.i, ()), *below.get(place.i, ())) if t.i != name.i)
    if not listed and first < name.i and tokens[first - 1].text == "," and title.tag == "NN" and title.pos == "NOUN":
        tokens[name.i] = replace(name, head=title.i, dep="appos")


def to_whom(tokens: list[Token], below: dict[int, list[Token]], thing: Token) -> None:
    """`handed the envoy a note`: of two objects the first is to whom."""
    for other in below.get(thing.head, ()):
        near = thing.head < other.i < thing.i and not any(t.pos in {"PUNCT", "ADP"} for t in tokens[other.i : thing.i])
        if near and other.dep == "dobj" and other.pos in _NOUNS and thing.pos == "NOUN":
            if tokens[thing.head].lemma in _CALLING:
                tokens[thing.i] = replace(thing, dep="oprd")  # `called the premier a liar`
            else:
                tokens[other.i] = replace(other, dep="dative")
        elif near and other.dep == "dative" and tokens[thing.head].lemma in _CALLING:
            tokens[other.i], tokens[thing.i] = replace(other, dep="dobj"), replace(thing, dep="oprd")


def object_before_clause(tokens: list[Token], below: dict[int, list[Token]], noun: Token) -> None:
    """`ordered out the envoy, a week after papers said so`: the envoy stands before the clause, and is what the verb before him is done to."""
    verb = tokens[noun.head]
    main = tokens[verb.head]
    marks = [t for t in below.get(verb.i, ()) if t.dep == "mark" and noun.i < t.i < verb.i and t.text.lower() in {"after", "before"}]
    own = [t for t in below.get(verb.i, ()) if t.dep in {"nsubj", "nsubjpass"} and marks and marks[0].i < t.i < verb.i]
    taken = any(t.dep in {"dobj", "ccomp", "xcomp", "attr"} and t.i != verb.i for t in below.get(main.i, ()))
    if own and verb.dep in {"ccomp", "advcl"} and main.pos == "VERB" and main.i < noun.i and not taken:
        tokens[noun.i] = replace(noun, head=main.i, dep="dobj")
        tokens[verb.i] = replace(tokens[verb.i], dep="advcl")


def asked_for(tokens: list[Token], below: dict[int, list[Token]], noun: Token) -> None:
    """`appealed for talks with Norland to end the rift`: talks end nothing by themselves; they are what is asked for."""
    verb = tokens[noun.head]
    main = tokens[verb.head]
    mark = next((t for t in below.get(verb.i, ()) if t.dep == "mark" and t.text.lower() == "for" and t.i < noun.i), None)
    if mark is None or verb.tag != "VB" or main.lemma not in _ASKING or noun.lemma not in _ASKED or main.i > mark.i:
        return
    tokens[mark.i] = replace(mark, head=main.i, dep="prep")
    tokens[noun.i] = replace(noun, head=mark.i, dep="pobj")
    tokens[verb.i] = replace(tokens[verb.i], head=noun.i, dep="acl")


def how_long(tokens: list[Token], below: dict[int, list[Token]], term: Token) -> None:
    """`gave the envoy 48 hours to leave`: the hours are what is given, and the envoy whom they are given."""
    counted = any(t.dep in {"nummod", "det"} for t in below.get(term.i, ()))
    given = term.lemma in _TERMS and tokens[term.head].lemma in _GRANTING
    if given and counted and term.dep == "npadvmod":
        _granted(tokens, below, term)
    if not given or not counted or [t.text.lower() for t in tokens[term.i + 1 : term.i + 2]] != ["to"]:
        return
    others = [t for t in below.get(term.head, ()) if t.dep in {"dobj", "dative"} and t.head < t.i < term.i]
    deed = next((t for t in tokens[term.i + 2 : term.i + 4] if t.tag == "VB" and t.head in {term.i, term.head} and t.lemma in _GOING), None)
    if len(others) == 1 and deed is not None:
        tokens[others[0].i] = replace(others[0], dep="dative")
        tokens[term.i] = replace(term, dep="dobj")
        tokens[deed.i] = replace(deed, head=term.head, dep="xcomp")  # a day behind it is that of the giving


def _granted(tokens: list[Token], below: dict[int, list[Token]], term: Token) -> None:
    """`gave the drivers another week to comply`: the week is given; but `gave it up this week`, `gave Norland a loan a week ago`."""
    around = below.get(term.head, ())
    owner = any(t.dep == "dative" and t.pos in {"NOUN", "PROPN", "PRON"} and term.head < t.i < term.i for t in around)
    pointing = {t.text.lower() for t in (*below.get(term.i, ()), *tokens[term.i + 1 : term.i + 2])} & _POINTING
    if not owner or pointing or any(t.dep == "dobj" for t in around):
        return
    tokens[term.i] = replace(term, dep="dobj")
    if [t.text.lower() for t in tokens[term.i + 1 : term.i + 2]] != ["to"]:
        return
    deed = next((t for t in tokens[term.i + 2 : term.i + 4] if t.tag == "VB" and t.head in {term.i, term.head}), None)
    if deed is not None:
        tokens[deed.i] = replace(deed, head=term.head, dep="xcomp")


def named_so(tokens: list[Token], below: dict[int, list[Token]], word: Token) -> None:
    """`called the premier a liar`, `called his words a gross insult`: with no comma between, it is what he is called."""
    noun = tokens[word.head]
    one = any(t.dep == "det" and t.lemma in {"a", "an"} for t in below.get(word.i, ()))
    called = one and noun.dep == "dobj" and tokens[noun.head].lemma in _CALLING - {"declare"} and word.pos == "NOUN"
    if called and not any(t.pos == "PUNCT" for t in tokens[noun.i : word.i]):
        tokens[word.i] = replace(word, head=noun.head, dep="oprd")


def described_so(tokens: list[Token], word: Token) -> None:
    """`described the raid as unlawful`: what hangs on `as` is what it is described as, whatever its kind of word."""
    if word.pos == "ADJ" and tokens[word.head].dep == "prep" and tokens[word.head].text.lower() == "as" and word.i > word.head:
        tokens[word.i] = replace(word, dep="pobj")


def called_so(tokens: list[Token], below: dict[int, list[Token]], word: Token) -> None:
    """`called the charge unfair`: an adjective takes no noun before it; the charge is what is called so."""
    own = below.get(word.i, ())
    noun = next((t for t in own if t.dep == "compound" and t.pos == "NOUN" and t.i == word.i - 1), None)
    if (
        noun is None
        or not any(t.dep in {"det", "poss"} for t in (*own, *below.get(noun.i, ())))
        or not (word.tag == "JJ" or word.text.lower().endswith("less"))
    ):
        return
    tokens[noun.i] = replace(noun, head=word.head, dep="dobj")
    tokens[word.i] = replace(word, pos="ADJ")
    for t in own:
        if t.i < noun.i:
            tokens[t.i] = replace(tokens[t.i], head=noun.i)


def unwelcome(tokens: list[Token], below: dict[int, list[Token]], word: Token) -> None:
    """`declared two envoys persona non grata in May`: what they are declared, whatever parsers make of the Latin."""
    phrase = tokens[word.i - 2 : word.i + 1]
    if [t.text.lower()[:7] for t in phrase[:1]] != ["persona"] or phrase[1].text.lower() != "non":
        return
    verb = tokens[phrase[0].head] if phrase[0].head not in range(phrase[0].i, word.i + 1) else tokens[tokens[word.head].head]
    for _ in range(_STEPS):
        if verb.i < phrase[0].i and verb.pos == "VERB" and verb.dep not in {"acl", "pcomp"}:
            break
        verb = tokens[verb.head]
    if verb.i > phrase[0].i or verb.pos != "VERB":
        return
    own = below.get(phrase[0].i, ())
    noun = next((t for t in own if (t.dep in {"nsubj", "nsubjpass"} and t.i < phrase[0].i) or (t.dep == "compound" and t.i == phrase[0].i - 1)), None)
    if noun is not None:
        for t in (x for x in own if x.i < noun.i):
            tokens[t.i] = replace(t, head=noun.i)
        tokens[noun.i] = replace(noun, head=verb.i, dep="dobj")
    for t in (x for p in phrase for x in below.get(p.i, ()) if x.i > word.i and x.dep in {"prep", "punct", "advmod", "npadvmod"}):
        tokens[t.i] = replace(t, head=verb.i)
    tokens[word.i] = replace(word, head=verb.i, dep="oprd", pos="NOUN", tag="NN")
    for t in phrase[:2]:
        tokens[t.i] = replace(t, head=word.i, dep="compound", pos="NOUN", tag="NN")


def made_to_do(tokens: list[Token], below: dict[int, list[Token]], verb: Token) -> None:
    """`forced a plane flying to Arden to land`: nobody flies in order to land; to land is what the plane is forced to."""
    along = tokens[verb.head]
    thing = tokens[along.head]
    above = tokens[thing.head]
    if along.dep != "acl" or along.tag not in {"VBG", "VBN"} or thing.dep not in {"dobj", "nsubjpass"} or above.lemma not in _MAKING or along.i > verb.i:
        return
    if not any(t.text.lower() == "to" and t.dep == "aux" for t in below.get(verb.i, ())) or any(t.dep in {"xcomp", "ccomp"} for t in below.get(above.i, ())):
        return
    tokens[verb.i] = replace(verb, head=above.i, dep="xcomp")


def given(tokens: list[Token], below: dict[int, list[Token]], thing: Token) -> None:
    """`conceded Marel asylum`: asylum is given to him, and no clause of his."""
    verb, own = tokens[thing.head], below.get(thing.i, ())
    whom = next((t for t in own if t.dep == "nsubj"), None)
    if verb.lemma not in _GIVING or whom is None or whom.i > thing.i or any(t.dep in {"cop", "aux", "mark"} for t in own):
        return
    if any(t.dep in {"dobj", "dative"} for t in below.get(verb.i, ())) or any(t.pos in {"PUNCT", "VERB", "AUX"} for t in tokens[verb.i + 1 : thing.i]):
        return
    tokens[whom.i] = replace(whom, head=verb.i, dep="dative")
    tokens[thing.i] = replace(thing, dep="dobj")
