"""Yields the events that a careful coder writes down: without echoes and contests by rules, and with a mark on what is named in passing alone."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import pairwise

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Annotated, Token
from dragoman.core.mentions import EventMention, Participant

_BESIDE = frozenset({"acl", "relcl", "pcomp", "advcl", "xcomp", "ccomp", "conj", "amod"})
"""Where a verb stands that does not make the sentence."""
_BELOW = frozenset({"pobj", "dobj", "nsubj", "nsubjpass", "compound", "conj", "appos", "attr"})
"""Where a noun stands that names a deed and does not tell it."""
_WITHIN = frozenset({"xcomp", "ccomp", "dobj", "acl", "pobj", "pcomp"})
"""Where what stands below another deed may be only its content."""
_ASIDE = frozenset({"acl", "relcl", "pcomp", "advcl"})
_TELLING = frozenset({"advcl"})
_STEPS = 3


def worth_recording(annotated: Annotated, events: Sequence[EventMention], codebook: Codebook) -> tuple[EventMention, ...]:
    """The events of a document, in the same order, less those told twice or in words of sport; occurrences all stay.

    What has no doer and only explains something else is marked as passing: with other tellings it is an event, alone it is none.
    """
    reader = _Reader(annotated, events, codebook)
    kept = (e for e in events if e.ontology != "PLOVER" or e.id in reader.referred or not (reader.of_contest(e) or reader.echo(e)))
    return tuple(replace(e, passing=True) if e.ontology == "PLOVER" and reader.background(e) else e for e in kept)


def without_echoes(annotated: Annotated, events: Sequence[EventMention]) -> list[EventMention]:
    """`agreed to provide aid` is one promise: of two events of one type, one in the other's complement, the fuller stays."""
    at = {t.start: t.i for t in annotated.tokens}
    by_token = {at[e.trigger.start]: e for e in events}
    dropped = set()
    for token, inner in by_token.items():
        for up in annotated.ancestors(token):
            outer = by_token.get(up.i)
            within = annotated.tokens[token].dep in _WITHIN and not _apart(annotated, token, up.i)
            if outer is not None and outer.type == inner.type and within and not _of_others(inner, outer):
                fuller = len(inner.actors) + len(inner.recipients) > len(outer.actors) + len(outer.recipients)
                dropped.add(outer.id if fuller else inner.id)
            if up.pos == "VERB":
                break
    return [e for e in events if e.id not in dropped]


def _of_others(inner: EventMention, outer: EventMention) -> bool:
    """`expelled an envoy in retaliation for Estavia's expulsion of its own`: what another state did is another deed."""
    doers, theirs = ({p.country for p in event.actors if p.country} for event in (inner, outer))
    return bool(doers and theirs) and doers.isdisjoint(theirs) and any(p.country for p in inner.recipients)


def _apart(annotated: Annotated, inner: int, outer: int) -> bool:
    """`Norland stopped its aid; Karsia threw out the pacts`: two clauses, though the parser hangs the first on the second."""
    if annotated.tokens[inner].dep != "ccomp" or inner > outer:
        return False
    own = any(c.dep in {"nsubj", "nsubjpass"} and c.i > inner for c in annotated.children(outer))  # also where only a comma parts them
    return own or any(t.text == ";" for t in annotated.tokens[inner:outer])


def within_others(annotated: Annotated, events: Iterable[EventMention]) -> tuple[EventMention, ...]:
    """The same events for the user's own lists, which count a row for each verb: a noun in the words that another row is about is marked as passing."""
    told = list(events)
    token = {t.start: t for t in annotated.tokens}
    rows = {token[e.trigger.start].i for e in told if not e.passing and e.actors and (e.recipients or len(e.actors) > 1)}

    def inside(event: EventMention) -> bool:
        at = token[event.trigger.start]
        return event.ontology == "PLOVER" and at.pos in {"NOUN", "PROPN"} and any(up.i in rows for up in annotated.ancestors(at.i))

    return tuple(replace(e, passing=True) if inside(e) else e for e in told)


class _Reader:
    def __init__(self, annotated: Annotated, events: Sequence[EventMention], codebook: Codebook) -> None:
        words = codebook.language.words
        self.annotated = annotated
        self.token = {t.start: t for t in annotated.tokens}
        self.at = {self.token[e.trigger.start].i: e for e in events if e.ontology == "PLOVER"}
        self.referred = {value.rpartition(":")[2] for e in events for key, value in e.values if key == "when"}
        self.sure, self.likely = words("modality", "contests_sure"), words("modality", "contests_likely")
        self.harm, self.aimed = words("modality", "harm"), words("modality", "aimed")
        self.hastening, self.decided, self.long_spans = (words("modality", key) for key in ("hastening", "decided", "long_spans"))
        self.two_sided = words("modality", "needs_recipient")
        self.fought = words("modality", "fought")
        self._contest: dict[int, bool] = {}

    # ------------------------------------------------------------ contests by rules
    def of_contest(self, event: EventMention) -> bool:
        """`attacked from the start and scored twice`: a blow told in words of sport, and with no word of harm beside it."""
        if event.type not in self.fought:
            return False
        token = self.token[event.trigger.start]
        if token.sentence not in self._contest:
            self._contest[token.sentence] = self._sporting(token)
        return self._contest[token.sentence]

    def _sporting(self, token: Token) -> bool:
        words = list(self.annotated.sentence_tokens(self.annotated.sentence_of(token.i)))
        told = {form for t in words for form in (t.lemma.lower(), t.text.lower())}
        pairs = {f"{a.text.lower()} {b.lemma.lower()}" for a, b in pairwise(words)}
        if told & self.harm:
            return False
        return bool((told | pairs) & self.sure) or len({t.lemma.lower() for t in words} & self.likely) > 1

    # ------------------------------------------------------------ background
    def background(self, event: EventMention) -> bool:
        """A deed that only sorts or explains what the sentence tells: `a man suspected of …`, `sanctions against officials`, `sent experts to look into …`."""
        token = self.token[event.trigger.start]
        if event.date.known or not self._subordinate(token):
            return False
        if self._long_past(token):
            return True
        if token.pos not in {"VERB", "ADJ"}:
            named = event.type in self.aimed  # `veiled threats against neighbours`: somebody's, told before
            return token.dep == "compound" or not (named or event.actors) or self._one_sided(event)
        said = self._struck(event, token) or (self._news(token) and any(p.country for p in event.recipients))
        doerless = not event.actors and not said and not self._befell_a_person(event, token)
        aside = token.dep in _ASIDE and self._one_sided(event) and not self._told_beside(event, token)
        return doerless or self._purpose(token) or self._framed(event, token) or aside

    def _subordinate(self, token: Token) -> bool:
        return token.dep in (_BESIDE if token.pos == "VERB" else _BELOW | _BESIDE) and not self._predicate(token)

    def _predicate(self, noun: Token) -> bool:
        """`has been in custody`, `the trial was a farce`: what the clause says of somebody, with a verb that says nothing."""
        preposition = self.annotated.tokens[noun.head]
        if noun.dep == "attr":
            return preposition.pos == "AUX" and noun.pos != "VERB"
        verb = self.annotated.tokens[preposition.head]
        return noun.dep == "pobj" and preposition.dep == "prep" and verb.pos == "AUX" and verb.dep not in {"relcl", "advcl", "acl"}

    def _news(self, verb: Token) -> bool:
        """`was told that his envoy had been expelled`, `was held after bombs were thrown at it`: a clause of its own, though it names no doer."""
        marks = {c.lemma for c in self.annotated.children(verb.i) if c.dep == "mark"}
        return verb.dep == "ccomp" or (verb.dep == "advcl" and verb.tag in {"VBN", "VBD"} and bool(marks & {"after", "when"}))

    def _one_sided(self, event: EventMention) -> bool:
        """Does it lack one of the two whom a deed of its kind needs?"""
        return event.type in self.two_sided and not event.recipients and event.mode != "investigate"

    def _befell_a_person(self, event: EventMention, verb: Token) -> bool:
        """`Roth was arrested a year ago and sentenced in March`: told on beside the sentence's own verb, of somebody named."""
        beside = verb.dep == "conj" and verb.tag == "VBN" and self.annotated.tokens[verb.head].dep == "ROOT"
        seized = event.mode == "arrest" and verb.tag == "VBN" and any(c.dep == "auxpass" for c in self.annotated.children(verb.i))
        return (beside or seized) and any(p.name[:1].isupper() for p in event.recipients)

    def _told_beside(self, event: EventMention, verb: Token) -> bool:
        """`phones are dead since Norland did away with self-rule`: a finite clause that tells what a state did, to whomever."""
        kids = self.annotated.children(verb.i)
        finite = verb.tag == "VBD" or any(c.dep == "aux" and c.lemma in {"have", "had"} for c in kids)
        return finite and verb.dep in _TELLING and any(p.country for p in event.actors)

    def _struck(self, event: EventMention, verb: Token) -> bool:
        """`after a mine wounded five of its soldiers`: a thing did it, and nobody is told to have laid it; the blow is told all the same."""
        things = any(c.dep == "nsubj" for c in self.annotated.children(verb.i))
        return event.type == "ASSAULT" and verb.dep == "advcl" and verb.tag == "VBD" and things and any(p.country for p in event.recipients)

    def _long_past(self, verb: Token) -> bool:
        """`resumed talks, two years after Karsia attacked it`: what the years are counted from."""
        kids = self.annotated.children(verb.i)
        return (
            verb.dep == "advcl"
            and any(c.dep == "mark" and c.lemma == "after" for c in kids)
            and any(c.dep == "npadvmod" and c.lemma in self.long_spans and c.i < verb.i for c in kids)
        )

    def _purpose(self, verb: Token) -> bool:
        """`sent experts to investigate`, `an accord to cut tariffs`: what is meant to follow, not what was done."""
        head = self.annotated.tokens[verb.head]
        if head.lemma in self.hastening:
            return False  # `went on to bomb`, `rushed to accuse`
        if verb.dep == "acl" and head.lemma in self.decided and any(c.dep == "poss" or c.lemma in {"the", "this"} for c in self.annotated.children(head.i)):
            return False  # `Norland's decision to expel the envoy drew anger`
        return verb.dep in {"advcl", "acl"} and verb.tag == "VB" and any(c.dep == "aux" and c.lemma == "to" for c in self.annotated.children(verb.i))

    def _framed(self, event: EventMention, verb: Token) -> bool:
        """What is threatened, demanded or denied within another event is that event's content (coding rule 3); a condition is nobody's deed."""
        if verb.dep == "advcl" and event.modality == "hypothetical" and any(c.dep == "mark" for c in self.annotated.children(verb.i)):
            return True
        if event.type in self.aimed or event.modality not in ({"threatened", "demanded", "denied"} if verb.dep != "advcl" else {"hypothetical", "denied"}):
            return False
        return any(up.i in self.at for up, _ in zip(self.annotated.ancestors(verb.i), range(_STEPS), strict=False))

    # ------------------------------------------------------------ echoes
    def echo(self, event: EventMention) -> bool:
        """`summoned the envoy to complain`, `agreed to hold joint exercises`: one deed, told by the verb and again below it, where the second says no more."""
        below = self.token[event.trigger.start]
        for up, _ in zip(self.annotated.ancestors(below.i), range(_STEPS), strict=False):
            if below.dep in {"relcl", "conj"}:
                return False
            outer = self.at.get(up.i)
            if outer is not None and outer.id != event.id:
                return outer.type == event.type and _same(outer.actors, event.actors) and _within(event.recipients, outer)
            below = up
        return False


def _same(some: Iterable[Participant], others: Iterable[Participant]) -> bool:
    return _keys(some) == _keys(others)


def _within(parties: Iterable[Participant], outer: EventMention) -> bool:
    """Does the outer event name those sides too, or are they nobody's?"""
    known = {p.country for p in (*outer.recipients, *outer.actors)}
    return all(p.country is None or p.country in known for p in parties)


def _keys(parties: Iterable[Participant]) -> set[str]:
    return {p.country or p.name for p in parties}
