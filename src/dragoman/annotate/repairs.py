"""Yields tokens whose heads are put right where the parser is known to take a wrong turn: at `and`, at gerunds, at objects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.core.documents import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_OBJECTS = frozenset({"dobj", "pobj", "attr", "conj", "appos"})
_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_PRESENT = frozenset({"VBZ", "VBP"})
_MAKING = frozenset({"force", "compel", "oblige", "order", "instruct", "urge", "tell", "ask", "press", "persuade", "advise", "invite", "warn"})
_GIVING = frozenset({"give", "grant", "concede", "accord", "award", "offer", "deny", "refuse", "hand", "promise", "guarantee", "pay", "lend", "send"})
_CALLING = frozenset({"call", "declare", "pronounce"})
_GRANTING = frozenset({"give", "grant", "allow"})
_ASKING = frozenset({"appeal", "call", "press", "push", "plead", "ask", "campaign", "lobby"})
_ASKED = frozenset({"talk", "dialogue", "negotiation", "meeting", "mediation", "summit", "inquiry", "investigation", "measure", "action", "step", "help"})
_TERMS = frozenset({"hour", "day", "week", "month", "minute"})
_GOING = frozenset({"leave", "depart", "go", "quit", "pack", "get", "clear", "exit", "vacate"})
_STEPS = 6


def repaired(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of a document, in order; few have another head and label than the parser gave them."""
    found = list(tokens)
    below: dict[int, list[Token]] = {}
    for token in tokens:
        below.setdefault(token.head, []).append(token)
    for token in tokens:
        if token.dep == "ccomp" and token.pos == "NOUN" and token.head < token.i:
            _given(found, below, token)
        elif token.dep in {"conj", "dep", "ccomp"} and token.head < token.i:
            _second_clause(found, below, token)
            if token.dep == "conj":
                _named_behind(found, below, token)
                _clause_behind(found, below, token)
                _second_noun(found, below, token)
                _second_deed(found, below, token)
                _finite_again(found, below, token)
        elif token.dep == "dobj":
            _to_whom(found, below, token)
            _how_long(found, below, token)
        elif token.dep == "nsubj":
            _object_before_clause(found, below, token)
            _asked_for(found, below, token)
        elif token.dep == "appos":
            _named_so(found, token)
        elif token.dep == "npadvmod":
            _how_long(found, below, token)
        elif token.dep == "oprd":
            _called_so(found, below, token)
        elif token.dep == "acl" and token.lemma == "pack" and tokens[tokens[token.head].head].lemma == "send":
            found[token.i] = replace(token, dep="xcomp", head=tokens[token.head].head)  # `sent the envoys packing`
        elif token.dep == "advcl" and token.tag == "VBG":
            _after_particle(found, token)
        elif token.tag == "VB" and token.dep in {"advcl", "xcomp"}:
            _made_to_do(found, below, token)
        elif token.dep in {"ccomp", "advcl"} and token.tag in {"VBN", "VBD"} and token.head > token.i:
            _said_in_passing(found, below, token)
        elif token.dep == "amod" and token.head > token.i:
            _no_participle(found, below, token)
        if token.dep == "amod" and tokens[tokens[token.head].head].lemma in _CALLING and tokens[token.head].dep == "dobj" and token.i > token.head:
            found[token.i] = replace(token, head=tokens[token.head].head, dep="oprd")  # `called the charges unfounded and absurd`
        if token.i > 1 and token.text.lower() in {"grata", "gratae"}:
            _unwelcome(found, below, token)
        if token.pos == "VERB" and "-" in token.text and token.dep in _NOMINAL:
            found[token.i] = replace(found[token.i], pos="NOUN", tag="NN")  # `the troop build-up by X`
    return tuple(found)


def _clause_behind(tokens: list[Token], below: dict[int, list[Token]], verb: Token) -> None:
    """`wants talks after the rebels, backed by Norland, entered the town`: the rebels entered it."""
    if verb.tag != "VBD" or tokens[verb.i - 1].text != "," or tokens[verb.head].tag not in _PRESENT or any(t.dep in _SUBJECTS for t in below.get(verb.i, ())):
        return
    marks = [t for t in tokens[verb.head : verb.i] if t.dep == "prep" and t.text.lower() in {"after", "before", "since"}]
    noun = next((t for t in below.get(marks[-1].i, ()) if t.dep == "pobj"), None) if marks else None
    aside = noun is not None and any(t.dep == "acl" and t.tag == "VBN" and tokens[t.i - 1].text == "," for t in below.get(noun.i, ()))
    if noun is None or not aside or any(t.dep == "cc" and noun.i < t.i < verb.i for t in below.get(verb.head, ())):
        return
    tokens[verb.i] = replace(verb, head=tokens[marks[-1].i].head, dep="advcl")
    tokens[marks[-1].i] = replace(marks[-1], head=verb.i, dep="mark")
    tokens[noun.i] = replace(noun, head=verb.i, dep="nsubj")


def _named_behind(tokens: list[Token], below: dict[int, list[Token]], name: Token) -> None:
    """`its consul in Arden, Ivo Marel, left`: with no `and` a name behind the place is the consul's."""
    place = tokens[name.head]
    title = tokens[tokens[place.head].head]
    if name.pos != "PROPN" or place.pos != "PROPN" or place.dep != "pobj" or tokens[place.head].text.lower() not in {"in", "to", "at"}:
        return
    first = min((t.i for t in below.get(name.i, ()) if t.i < name.i), default=name.i)
    listed = any(t.dep in {"cc", "conj"} for t in (*below.get(name.i, ()), *below.get(place.i, ())) if t.i != name.i)
    if not listed and first < name.i and tokens[first - 1].text == "," and title.tag == "NN" and title.pos == "NOUN":
        tokens[name.i] = replace(name, head=title.i, dep="appos")


def _second_clause(tokens: list[Token], below: dict[int, list[Token]], verb: Token) -> None:
    """`Norland shelled Arden and Estavia bombed Karsk`: Estavia bombs; it is not shelled."""
    if verb.pos != "VERB":
        return
    own = [t for t in below.get(verb.i, ()) if t.i != verb.i]
    group = [t for t in own if t.dep in {"aux", "auxpass", "neg"} and t.i < verb.i]
    if (verb.tag not in _FINITE and not any(t.tag in _FINITE for t in group)) or any(t.dep in _SUBJECTS for t in own):
        return
    left = min((t.i for t in own if t.i < verb.i and t.dep in {"aux", "auxpass", "neg", "advmod"}), default=verb.i)
    noun = _stolen(tokens, below, tokens[left - 1], verb) if left else None
    if noun is None:
        return
    passive = any(t.dep == "auxpass" for t in own)
    link = next(tokens[i] for i in range(noun.i - 1, -1, -1) if tokens[i].dep == "cc")
    tokens[link.i] = replace(link, head=verb.head)
    tokens[verb.i] = replace(verb, dep="conj")
    tokens[noun.i] = replace(noun, head=verb.i, dep="nsubjpass" if passive else "nsubj")


def _to_whom(tokens: list[Token], below: dict[int, list[Token]], thing: Token) -> None:
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


def _object_before_clause(tokens: list[Token], below: dict[int, list[Token]], noun: Token) -> None:
    """`ordered out the envoy, a week after papers said so`: the envoy stands before the clause, and is what the verb before him is done to."""
    verb = tokens[noun.head]
    main = tokens[verb.head]
    marks = [t for t in below.get(verb.i, ()) if t.dep == "mark" and noun.i < t.i < verb.i and t.text.lower() in {"after", "before"}]
    own = [t for t in below.get(verb.i, ()) if t.dep in {"nsubj", "nsubjpass"} and marks and marks[0].i < t.i < verb.i]
    taken = any(t.dep in {"dobj", "ccomp", "xcomp", "attr"} and t.i != verb.i for t in below.get(main.i, ()))
    if own and verb.dep in {"ccomp", "advcl"} and main.pos == "VERB" and main.i < noun.i and not taken:
        tokens[noun.i] = replace(noun, head=main.i, dep="dobj")
        tokens[verb.i] = replace(tokens[verb.i], dep="advcl")


def _asked_for(tokens: list[Token], below: dict[int, list[Token]], noun: Token) -> None:
    """`appealed for talks with Norland to end the rift`: talks end nothing by themselves; they are what is asked for."""
    verb = tokens[noun.head]
    main = tokens[verb.head]
    mark = next((t for t in below.get(verb.i, ()) if t.dep == "mark" and t.text.lower() == "for" and t.i < noun.i), None)
    if mark is None or verb.tag != "VB" or main.lemma not in _ASKING or noun.lemma not in _ASKED or main.i > mark.i:
        return
    tokens[mark.i] = replace(mark, head=main.i, dep="prep")
    tokens[noun.i] = replace(noun, head=mark.i, dep="pobj")
    tokens[verb.i] = replace(tokens[verb.i], head=noun.i, dep="acl")


def _how_long(tokens: list[Token], below: dict[int, list[Token]], term: Token) -> None:
    """`gave the envoy 48 hours to leave`: the hours are what is given, and the envoy whom they are given."""
    counted = any(t.dep in {"nummod", "det"} for t in below.get(term.i, ()))
    given = term.lemma in _TERMS and tokens[term.head].lemma in _GRANTING
    if not given or not counted or [t.text.lower() for t in tokens[term.i + 1 : term.i + 2]] != ["to"]:
        return
    others = [t for t in below.get(term.head, ()) if t.dep in {"dobj", "dative"} and t.head < t.i < term.i]
    deed = next((t for t in tokens[term.i + 2 : term.i + 4] if t.tag == "VB" and t.head in {term.i, term.head} and t.lemma in _GOING), None)
    if len(others) == 1 and deed is not None:
        tokens[others[0].i] = replace(others[0], dep="dative")
        tokens[term.i] = replace(term, dep="dobj")
        tokens[deed.i] = replace(deed, head=term.head, dep="xcomp")  # a day behind it is that of the giving


def _named_so(tokens: list[Token], word: Token) -> None:
    """`called the premier a liar`: with no comma between, it is what he is called."""
    noun = tokens[word.head]
    called = noun.dep == "dobj" and tokens[noun.head].lemma in _CALLING - {"declare"} and word.pos == "NOUN" and tokens[word.i - 1].lemma in {"a", "an"}
    if called and not any(t.pos == "PUNCT" for t in tokens[noun.i : word.i]):
        tokens[word.i] = replace(word, head=noun.head, dep="oprd")


def _called_so(tokens: list[Token], below: dict[int, list[Token]], word: Token) -> None:
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


def _unwelcome(tokens: list[Token], below: dict[int, list[Token]], word: Token) -> None:
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


def _no_participle(tokens: list[Token], below: dict[int, list[Token]], verb: Token) -> None:
    """`Norland banned imports from Arden on Monday.`: a sentence has a verb, and nothing is `Norland-banned`."""
    own = below.get(verb.i, ())
    thing = tokens[verb.head]
    name = next((t for t in own if t.i == verb.i - 1 and t.pos == "PROPN" and t.dep in {"npadvmod", "compound", "nmod", "nsubj"}), None)
    if (
        name is None
        or thing.head != thing.i
        or verb.tag not in {"VBN", "VBD"}
        or any(t.dep in {"cop", "det", "poss"} | _SUBJECTS for t in below.get(thing.i, ()))
    ):
        return
    tokens[name.i] = replace(name, dep="nsubj")
    tokens[verb.i] = replace(verb, head=verb.i, dep="ROOT", tag="VBD")
    tokens[thing.i] = replace(thing, head=verb.i, dep="dobj")
    for t in below.get(thing.i, ()):
        if t.dep == "punct" or (t.dep == "prep" and t.i > thing.i + 1):
            tokens[t.i] = replace(t, head=verb.i)


def _after_particle(tokens: list[Token], gerund: Token) -> None:
    """`ruled out sending troops`: what is ruled out, and not what is done meanwhile."""
    before = tokens[gerund.i - 1]
    if before.dep == "prt" and before.head == gerund.head:
        tokens[gerund.i] = replace(gerund, dep="xcomp")


def _made_to_do(tokens: list[Token], below: dict[int, list[Token]], verb: Token) -> None:
    """`forced a plane flying to Arden to land`: nobody flies in order to land; to land is what the plane is forced to."""
    along = tokens[verb.head]
    thing = tokens[along.head]
    above = tokens[thing.head]
    if along.dep != "acl" or along.tag not in {"VBG", "VBN"} or thing.dep not in {"dobj", "nsubjpass"} or above.lemma not in _MAKING or along.i > verb.i:
        return
    if not any(t.text.lower() == "to" and t.dep == "aux" for t in below.get(verb.i, ())) or any(t.dep in {"xcomp", "ccomp"} for t in below.get(above.i, ())):
        return
    tokens[verb.i] = replace(verb, head=above.i, dep="xcomp")


def _given(tokens: list[Token], below: dict[int, list[Token]], thing: Token) -> None:
    """`conceded Marel asylum`: asylum is given to him, and no clause of his."""
    verb, own = tokens[thing.head], below.get(thing.i, ())
    whom = next((t for t in own if t.dep == "nsubj"), None)
    if verb.lemma not in _GIVING or whom is None or whom.i > thing.i or any(t.dep in {"cop", "aux", "mark"} for t in own):
        return
    if any(t.dep in {"dobj", "dative"} for t in below.get(verb.i, ())) or any(t.pos in {"PUNCT", "VERB", "AUX"} for t in tokens[verb.i + 1 : thing.i]):
        return
    tokens[whom.i] = replace(whom, head=verb.i, dep="dative")
    tokens[thing.i] = replace(thing, dep="dobj")


def _said_in_passing(tokens: list[Token], below: dict[int, list[Token]], verb: Token) -> None:
    """`Ivo Marel, seized that night, is back`: a participle between commas after a name tells of the subject, and has none itself."""
    own = below.get(verb.i, ())
    above = tokens[verb.head]
    noun = next((t for t in own if t.dep in _SUBJECTS and t.i < verb.i), None)
    if noun is None or noun.dep == "expl" or tokens[verb.i - 1].text != "," or tokens[verb.i - 2].i < noun.i:
        return
    if any(t.dep in _SUBJECTS for t in below.get(above.i, ())) or any(t.dep in {"aux", "auxpass", "dobj"} for t in own):
        return
    if not any(t.text == "," for t in tokens[verb.i + 1 : above.i]) or above.tag not in _FINITE:
        return
    tokens[noun.i] = replace(noun, head=above.i, dep="nsubj")
    tokens[verb.i] = replace(verb, head=noun.i, dep="acl", tag="VBN")


def _stolen(tokens: list[Token], below: dict[int, list[Token]], last: Token, verb: Token) -> Token | None:
    """The noun, its phrase ending just before the verb, that is listed with an object of the verb before, behind a lone `and`."""
    noun = last
    for _ in range(_STEPS):
        if noun.dep == "conj" or noun.head == noun.i or noun.head > noun.i:
            break
        noun = tokens[noun.head]
    head = tokens[noun.head]
    if noun.dep != "conj" or noun.pos not in _NOUNS or head.pos not in _NOUNS or head.dep not in _OBJECTS or not verb.head < head.i < noun.i:
        return None
    start = min((t.i for t in below.get(noun.i, ()) if t.i < noun.i and t.dep not in {"punct", "cc"}), default=noun.i)
    linked = any(t.dep == "cc" and head.i < t.i < start for t in below.get(head.i, ()))
    again = any(t.dep == "cc" and noun.i < t.i for t in (*below.get(noun.i, ()), *below.get(verb.head, ())) if t.i < verb.i)
    return noun if linked and not again else None


def _second_noun(tokens: list[Token], below: dict[int, list[Token]], word: Token) -> None:
    """`said so, with hints and veiled threats`: nobody veils threats; a participle is listed with no verb in the present."""
    head = tokens[word.head]
    if word.tag != "VBN" or head.tag not in _PRESENT or any(t.dep in {"aux", "auxpass"} | _SUBJECTS for t in below.get(word.i, ())):
        return
    noun = next((t for t in below.get(word.i, ()) if t.dep == "dobj" and t.i == word.i + 1), None)
    links = [t for t in below.get(head.i, ()) if t.dep == "cc" and t.i < word.i]
    if noun is None or not links or links[-1].i != word.i - 1:
        return
    tops = [t for t in tokens[head.i + 1 : links[-1].i] if t.pos in _NOUNS and (t.head == head.i or (t.dep == "pobj" and tokens[t.head].head == head.i))]
    if not tops:
        return
    tokens[links[-1].i] = replace(links[-1], head=tops[-1].i)
    tokens[noun.i] = replace(noun, head=tops[-1].i, dep="conj")
    tokens[word.i] = replace(word, head=noun.i, dep="amod", pos="ADJ")


def _finite_again(tokens: list[Token], below: dict[int, list[Token]], verb: Token) -> None:
    """`blames Norland for trying to hush it up and demands an apology`: a finite verb goes on with a finite one, not with an infinitive or gerund."""
    head = tokens[verb.head]
    if verb.tag not in {"VBZ", "VBD"} or head.tag not in {"VB", "VBG"} or any(t.dep in _SUBJECTS | {"aux", "auxpass"} for t in below.get(verb.i, ())):
        return
    above = head
    for _ in range(_STEPS):
        above = tokens[above.head]
        if above.tag == verb.tag and above.pos == "VERB":
            _join(tokens, head, verb, above)
            return


def _join(tokens: list[Token], head: Token, verb: Token, above: Token) -> None:
    """Hangs a verb, and the `and` before it, on another than it was listed with."""
    tokens[verb.i] = replace(verb, head=above.i)
    link = next((t for t in reversed(tokens[head.i : verb.i]) if t.dep == "cc"), None)
    if link is not None and link.head == head.i:
        tokens[link.i] = replace(link, head=above.i)


def _second_deed(tokens: list[Token], below: dict[int, list[Token]], verb: Token) -> None:
    """`Norland announced that envoys are expelled, and recalled its own`: what is told in the past goes on with the verb of saying in the past."""
    head = tokens[verb.head]
    above = tokens[head.head]
    group = [t.tag for t in (head, *below.get(head.i, ())) if t.i == head.i or t.dep in {"aux", "auxpass"}]
    present = any(tag in _PRESENT or tag == "MD" for tag in group) and "VBD" not in group
    own = any(t.dep in _SUBJECTS | {"aux", "auxpass"} for t in below.get(verb.i, ()))
    if verb.tag == "VBD" and head.dep == "ccomp" and above.tag == "VBD" and above.pos == "VERB" and present and not own and above.i < head.i:
        _join(tokens, head, verb, above)
