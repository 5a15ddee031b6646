"""Yields tokens whose heads are put right where the parser is known to take a wrong turn: at `and`, at gerunds, at objects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.annotate.given_repairs import (
    asked_for,
    called_so,
    described_so,
    given,
    how_long,
    made_to_do,
    named_behind,
    named_so,
    object_before_clause,
    to_whom,
    unwelcome,
)
from dragoman.core.documents import Token

_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_NOUNS = frozenset({"NOUN", "PROPN", "PRON"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass", "csubj", "expl"})
_OBJECTS = frozenset({"dobj", "pobj", "attr", "conj", "appos"})
_NOMINAL = frozenset({"nsubj", "nsubjpass", "dobj", "pobj"})
_PRESENT = frozenset({"VBZ", "VBP"})
_JUDGING = frozenset({"determine", "conclude", "find", "decide", "rule", "establish"})
_MEASURES = frozenset({"impose", "expel", "recall", "suspend", "sever", "summon", "ban", "slap"})
_CALLING = frozenset({"call", "declare", "pronounce"})
_STEPS = 6


def repaired(tokens: Sequence[Token]) -> tuple[Token, ...]:
    """The tokens of a document, in order; few have another head and label than the parser gave them."""
    found = list(tokens)
    below: dict[int, list[Token]] = {}
    for token in tokens:
        below.setdefault(token.head, []).append(token)
    for token in tokens:
        if token.dep == "ccomp" and token.pos == "NOUN" and token.head < token.i:
            given(found, below, token)
        elif token.dep in {"conj", "dep", "ccomp"} and token.head < token.i:
            _second_clause(found, below, token)
            if token.dep == "conj":
                _aside_first(found, below, token)
                named_behind(found, below, token)
                _clause_behind(found, below, token)
                _second_noun(found, below, token)
                _second_deed(found, below, token)
                _finite_again(found, below, token)
        elif token.dep == "dobj":
            to_whom(found, below, token)
            how_long(found, below, token)
        elif token.dep == "nsubj":
            object_before_clause(found, below, token)
            asked_for(found, below, token)
        elif token.dep == "appos":
            named_so(found, below, token)
        elif token.dep == "npadvmod":
            how_long(found, below, token)
        elif token.dep == "oprd":
            called_so(found, below, token)
        elif token.dep == "acl" and token.lemma == "pack" and tokens[tokens[token.head].head].lemma == "send":
            found[token.i] = replace(token, dep="xcomp", head=tokens[token.head].head)  # `sent the envoys packing`
        elif token.dep == "advcl" and token.tag == "VBG":
            _after_particle(found, token)
        elif token.tag == "VB" and token.dep in {"advcl", "xcomp"}:
            made_to_do(found, below, token)
        elif token.dep in {"ccomp", "advcl"} and token.tag in {"VBN", "VBD"} and token.head > token.i:
            _said_in_passing(found, below, token)
        elif token.dep == "amod" and token.head > token.i:
            _no_participle(found, below, token)
            _deed_behind_and(found, below, token)
            _deed_again(found, below, token)
        elif token.dep == "amod":
            described_so(found, token)
        _by_its_word(found, below, token)
    return tuple(found)


def _by_its_word(tokens: list[Token], below: dict[int, list[Token]], token: Token) -> None:
    """Repairs that a word itself asks for, whatever it hangs on."""
    if token.dep == "amod" and tokens[tokens[token.head].head].lemma in _CALLING and tokens[token.head].dep == "dobj" and token.i > token.head:
        tokens[token.i] = replace(token, head=tokens[token.head].head, dep="oprd")  # `called the charges unfounded and absurd`
    if token.i > 1 and token.text.lower() in {"grata", "gratae"}:
        unwelcome(tokens, below, token)
    if token.pos == "VERB" and "-" in token.text and token.dep in _NOMINAL:
        tokens[token.i] = replace(tokens[token.i], pos="NOUN", tag="NN")  # `the troop build-up by X`


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


def _deed_behind_and(tokens: list[Token], below: dict[int, list[Token]], word: Token) -> None:
    """`found that they had broken the truce and imposed sanctions on them`: an `and` that lists verbs is followed by one, not by a participle."""
    thing, link = tokens[word.head], tokens[word.i - 1]
    verb = tokens[link.head]
    if verb.pos == "NOUN" and word.lemma in _MEASURES and verb.dep in _OBJECTS | {"dative"}:
        verb = tokens[verb.head]  # `committed crimes and imposed sanctions`: nobody commits sanctions
    if word.tag not in {"VBN", "VBD"} or link.dep != "cc" or verb.pos != "VERB" or thing.dep not in {"dobj", "conj"} or below.get(word.i) or verb.i > link.i:
        return
    if verb.i not in {thing.head, tokens[thing.head].head}:
        return
    above = tokens[verb.head]
    judged = verb.dep == "ccomp" and above.lemma in _JUDGING and above.tag == "VBD" and above.i < verb.i
    tokens[link.i] = replace(link, head=above.i if judged else verb.i)
    tokens[word.i] = replace(word, head=above.i if judged else verb.i, dep="conj", tag="VBD")
    tokens[thing.i] = replace(thing, head=word.i, dep="dobj")
    for t in tokens[verb.i + 1 : link.i]:
        if t.dep == "dative" and t.head == verb.i and t.pos == "NOUN":
            tokens[t.i] = replace(t, dep="dobj")


def _deed_again(tokens: list[Token], below: dict[int, list[Token]], verb: Token) -> None:
    """`Norland held two men and later restricted imports`: no noun is listed with a verb, so that the word before it is what was done."""
    thing = tokens[verb.head]
    above, own = tokens[thing.head], below.get(thing.i, ())
    if thing.dep != "conj" or thing.pos != "NOUN" or above.pos != "VERB" or above.tag != "VBD" or verb.tag not in {"VBN", "VBD"}:
        return
    start = min((t.i for t in below.get(verb.i, ()) if t.i < verb.i and t.dep == "advmod"), default=verb.i)
    if tokens[start - 1].dep != "cc" or any(t.i < verb.i and t.dep in {"det", "poss", "amod", "nummod", "compound"} for t in own):
        return
    tokens[verb.i] = replace(verb, head=above.i, dep="conj", tag="VBD", pos="VERB")
    tokens[thing.i] = replace(thing, head=verb.i, dep="dobj")


def _after_particle(tokens: list[Token], gerund: Token) -> None:
    """`ruled out sending troops`: what is ruled out, and not what is done meanwhile."""
    before = tokens[gerund.i - 1]
    if before.dep == "prt" and before.head == gerund.head:
        tokens[gerund.i] = replace(gerund, dep="xcomp")


def _said_in_passing(tokens: list[Token], below: dict[int, list[Token]], verb: Token) -> None:
    """`Ivo Marel, freed in May, is ill`: a participle between commas after a name tells of the subject, and has none itself."""
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


def _aside_first(tokens: list[Token], below: dict[int, list[Token]], verb: Token) -> None:
    """`The doctor, jailed in May, was freed`, read as two verbs side by side: between the commas it is said in passing, the sentence's verb comes behind."""
    aside = tokens[verb.head]
    own, above = below.get(verb.i, ()), below.get(aside.i, ())
    noun = next((t for t in above if t.dep in _SUBJECTS and t.i < aside.i), None)
    if noun is None or noun.dep == "expl" or aside.tag not in {"VBN", "VBD"} or tokens[aside.i - 1].text != "," or tokens[aside.i - 2].i < noun.i:
        return
    start = min((t.i for t in own if t.dep in {"aux", "auxpass", "neg", "advmod"} and t.i < verb.i), default=verb.i)
    finite = verb.tag in _FINITE or any(t.tag in _FINITE and t.i < verb.i for t in own)
    if not finite or tokens[start - 1].text != "," or start - 1 <= aside.i or any(t.dep in _SUBJECTS for t in own):
        return
    if any(t.dep in {"aux", "auxpass", "dobj", "cc"} and t.i < verb.i for t in above):
        return
    top = verb.i if aside.head == aside.i else aside.head
    tokens[verb.i] = replace(verb, head=top, dep=aside.dep)
    tokens[noun.i] = replace(noun, head=verb.i, dep="nsubjpass" if any(t.dep == "auxpass" for t in own) else "nsubj")
    tokens[aside.i] = replace(aside, head=noun.i, dep="acl", tag="VBN")
    for t in above:
        if t.i > verb.i:
            tokens[t.i] = replace(t, head=verb.i)


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
    answered = above.lemma in _JUDGING and verb.lemma in _MEASURES  # `found that they had broken the truce, and recalled its envoy`
    past = verb.tag == "VBD" or (answered and verb.tag == "VBN")
    if past and head.dep == "ccomp" and above.tag == "VBD" and above.pos == "VERB" and (present or answered) and not own and above.i < head.i:
        _join(tokens, head, verb, above)
