"""Yields whether a matched word tells no deed at all: what has ended or is the custom, another age, a figure of speech."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.core.documents import Annotated, Token
from dragoman.core.mentions import Participant
from dragoman.extract.rules.arguments import Roles
from dragoman.extract.rules.matching import Match
from dragoman.extract.rules.mood_frames import Words

_BLOWS = frozenset({"ASSAULT"})
_SUFFERED = frozenset({"ASSAULT", "COERCE"})
_SUMMONS = "114"
_AROUND = frozenset({"governor", "relative"})
_AT_WHAT = ("object", "on", "against", "with", "object.on", "object.against")
_YEAR = re.compile(r"1[5-9]\d\d|20\d\d")


def owned(match: Match) -> bool:
    """Does the trigger know a noun by who is said to have done it, in the words around: `the blast that Norland blames on Karsia`?"""
    return match.trigger.type in _SUFFERED and any(c.role.partition(".")[0] in _AROUND for c in match.trigger.conditions)


def says_what(match: Match) -> bool:
    """Is a deed that is aimed at somebody told in full though nobody is named at whom?

    By a noun with what is asked for, or of what it is said (`the request for her extradition`, `the trial is a farce`); by a verb that needs
    nobody; by a refusal (`said that the border was not negotiable`).
    """
    trigger = match.trigger
    asked = any(c.role in {"for", "complement", "subject"} and c.lemmas and not c.negated for c in trigger.conditions)
    needless = trigger.pos == "verb" and trigger.recipient == ()
    return needless or (trigger.pos == "noun" and asked) or (trigger.type == "REJECT" and trigger.pos == "adj")


def own_summons(match: Match, actors: Sequence[Participant], recipients: Sequence[Participant]) -> bool:
    """`The envoy was called to the foreign ministry`: not to that of his own state."""
    return match.trigger.cameo == _SUMMONS and bool(actors) and {p.country for p in actors} <= {p.country for p in recipients if p.country}


class Untold:
    """Reads one document."""

    def __init__(self, annotated: Annotated, roles: Roles, words: Words) -> None:
        """annotated, roles: of the document; words: the codebook's `modality`."""
        self.annotated = annotated
        self.roles = roles
        self.words = words

    def holds(self, match: Match) -> bool:
        """Is no deed of its own told there: it has ended (`stopped shelling`), is the custom (`usually supports`), of another age, or a figure of speech?"""
        token = match.token
        if self._of_another_age(token) or (match.trigger.type in _BLOWS and self._figurative(token)):
            return True
        return self._ended(token) or self._customary(token) if token.pos == "VERB" else self._undone(token) or (self._of_old(token) and not owned(match))

    def empty(self, match: Match) -> bool:
        """Does the word name no deed, whenever that was: a figure of speech, or what has ended?"""
        token = match.token
        return self._figurative(token) or (self._ended(token) if token.pos == "VERB" else self._undone(token))

    def _figurative(self, token: Token) -> bool:
        """`an attack on poverty`, `a price war`, `a war of words`, `stormed out`, `a town invaded by tourists`, `the film bombed`."""
        against = {t.lemma for role in _AT_WHAT for t in self.roles.fill(token.i, role)}
        if against & self.words["ills"]:
            return True
        if token.pos != "VERB":
            modifiers = {c.text.lower() for c in self.annotated.children(token.i) if c.dep in {"amod", "compound", "nmod"}}
            of = {t.text.lower() for t in self.roles.fill(token.i, "of")}
            return bool(modifiers & self.words["bloodless_modifiers"]) or bool(of & self.words["bloodless_complements"])
        small = {f"{token.lemma} {c.text.lower()}" for c in self.annotated.children(token.i) if c.dep in {"prt", "advmod", "prep"}}
        doers = {t.lemma for t in self.roles.subject(token)}
        idle = bool(small & self.words["bloodless_phrases"]) and "shoot down" not in small  # `shot over the bar`, but `shot down over the border`
        return idle or bool(doers & self.words["bloodless_doers"])

    def _ended(self, verb: Token) -> bool:
        head = self.annotated.tokens[verb.head]
        ending = verb.dep == "xcomp" and verb.tag == "VBG" and head.pos == "VERB" and head.lemma in self.words["ending"]
        kids = self.annotated.children(head.i)
        return ending and not any(c.dep == "neg" or c.lemma in self.words["withholding"] or c.lemma in self.words["nobody"] for c in kids)

    def _undone(self, noun: Token) -> bool:
        """`a suspension of aid`, `an end to the attacks`, `no sign of talks`."""
        preposition = self.annotated.tokens[noun.head]
        if noun.dep != "pobj" or preposition.lemma not in {"of", "to", "in", "on"}:
            return False
        head = self.annotated.tokens[preposition.head]
        return head.pos == "NOUN" and head.lemma in self.words["ending_nouns" if preposition.lemma in {"of", "to"} else "freezing_nouns"]

    def _of_old(self, noun: Token) -> bool:
        """`the 2007 defeat`, of a year before the report's: known to all, and told of no one."""
        years = [c.text for c in self.annotated.children(noun.i) if c.dep in {"nummod", "compound", "amod", "nmod"} and _YEAR.fullmatch(c.text)]
        published = self.annotated.document.published
        return any(published is None or not published.day or year < published.day[:4] for year in years)

    def _customary(self, verb: Token) -> bool:
        """In the present, with an adverb of custom, or under `tend to`, `used to`."""
        head = self.annotated.tokens[verb.head]
        if verb.dep == "xcomp" and head.lemma in self.words["tending"] and not self.roles.passive(head) and not self.roles.object(head):
            return True
        return verb.tag in {"VBZ", "VBP"} and any(c.dep == "advmod" and c.lemma in self.words["customarily"] for c in self.annotated.children(verb.i))

    def _of_another_age(self, token: Token) -> bool:
        """`during the cold war`, `in the Middle Ages`: under the verb, or under the one that governs it."""
        for host, _ in zip((token, *self.annotated.ancestors(token.i)), range(3), strict=False):
            for preposition in self.annotated.children(host.i):
                if preposition.dep == "prep" and any(self._age(noun) for noun in self.annotated.children(preposition.i) if noun.dep == "pobj"):
                    return True
        return False

    def _age(self, noun: Token) -> bool:
        words = [c.text.lower() for c in self.annotated.children(noun.i) if c.dep in {"amod", "compound", "nmod"}]
        return any(f"{word} {noun.lemma.lower()}" in self.words["ages"] for word in words)
