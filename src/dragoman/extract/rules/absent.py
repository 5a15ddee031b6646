"""Yields a Frame for what is told to be missing or kept back: no mention of, no evidence that, not recorded in, silent on."""

from __future__ import annotations

from dragoman.core.documents import Annotated, Token
from dragoman.extract.rules.cues import Frame, Speech, VerbClass
from dragoman.extract.rules.framing import built
from dragoman.extract.rules.phrases import child_at, noun_phrase, subject_of, tree, verb_group
from dragoman.extract.rules.sources import is_inquiry, is_paper
from dragoman.extract.rules.spans import times_over
from dragoman.extract.rules.unsaid import is_none, is_unsaid

ABSENCE = VerbClass("absent", "absence", "affirmed", frozenset(), False)
WITHHELD = VerbClass("withheld", "withheld", "affirmed", frozenset(), False)


def missing_frame(annotated: Annotated, speech: Speech, verb: Token) -> Frame | None:
    """Any of the frames of this module that the verb makes; None where it makes none."""
    return _empty(annotated, speech, verb) or _says_nothing(annotated, speech, verb) or _silent(annotated, speech, verb) or _unrecorded(annotated, speech, verb)


def _knows(annotated: Annotated, speech: Speech, i: int) -> bool:
    return is_paper(annotated, speech, i) or is_inquiry(annotated, speech, i)


def _empty(annotated: Annotated, speech: Speech, verb: Token) -> Frame | None:
    """Makes no mention of, found no trace of, gave no reason for, did not find any evidence that."""
    thing = child_at(annotated, verb.i, "dobj")
    if thing is None or not speech.within("empty_verbs", verb.lemma):
        return None
    proof, word = speech.within("information_nouns", thing.lemma), speech.within("silent_nouns", thing.lemma)
    subject = subject_of(annotated, verb)
    if not (proof or word) or subject is None or subject[1] or not (is_none(annotated, thing) or is_unsaid(annotated, speech, verb)):
        return None
    if annotated.tokens[subject[0]].dep == "expl":
        return None
    of_paper, found = _knows(annotated, speech, subject[0]), speech.within("search_verbs", verb.lemma)
    kind = ABSENCE if of_paper or (proof and found) or speech.within("looking", verb.lemma) else WITHHELD
    prep = next(
        (c for k in (thing.i, verb.i) for c in annotated.children(k) if c.dep in {"prep", "dative"} and c.i > thing.i and speech.within("of_absence", c.lemma)),
        None,
    )
    if speech.within("mention_nouns", thing.lemma) and prep is not None:
        head = child_at(annotated, prep.i, "pobj", "pcomp") or prep
        return built(annotated, speech, verb, kind, head.i, tree(annotated, prep.i) - {prep.i}, frozenset(range(verb.i, prep.i + 1)))
    if word and not proof and prep is None and child_at(annotated, thing.i, "acl", "relcl", "ccomp") is None:
        return None
    content = tree(annotated, thing.i)
    for child in annotated.children(verb.i):  # what the parser hangs on the verb: no trace of poison *in the wine*
        if (
            child.dep in {"prep", "dative"}
            and child.i == max(content) + 1
            and speech.within("of_absence", child.lemma)
            and not times_over(annotated, child.end, child.end + 12)
        ):
            content |= tree(annotated, child.i)
    return built(annotated, speech, verb, kind, thing.i, content)


def _says_nothing(annotated: Annotated, speech: Speech, verb: Token) -> Frame | None:
    """Says nothing about it; a paper that omits it."""
    thing, subject = child_at(annotated, verb.i, "dobj"), subject_of(annotated, verb)
    if thing is None or subject is None or subject[1]:
        return None
    of_paper = _knows(annotated, speech, subject[0])
    if of_paper and speech.within("omitting", verb.lemma):
        return built(annotated, speech, verb, ABSENCE, thing.i, tree(annotated, thing.i))
    if thing.lemma != "nothing" or not (speech.says(verb.lemma) or speech.within("withheld_verbs", verb.lemma)):
        return None
    prep = next(
        (c for k in (thing.i, verb.i) for c in annotated.children(k) if c.dep in {"prep", "dative"} and c.i > thing.i and speech.within("of_absence", c.lemma)),
        None,
    )
    under = child_at(annotated, prep.i, "pobj", "pcomp") if prep is not None else None
    if prep is None or under is None:
        return None
    kind = ABSENCE if of_paper else WITHHELD
    return built(annotated, speech, verb, kind, under.i, tree(annotated, prep.i) - {prep.i}, frozenset(range(verb.i, prep.i + 1)))


def _silent(annotated: Annotated, speech: Speech, verb: Token) -> Frame | None:
    """Is silent on, remained tight-lipped about, kept silence over."""
    if not speech.within("silence_verbs", verb.lemma):
        return None
    word = child_at(annotated, verb.i, "acomp", "oprd", "dobj", "advmod")
    if word is None or not speech.within("silence_words", word.lemma.lower()):
        return None
    prep = next((c for k in (word.i, verb.i) for c in annotated.children(k) if c.dep == "prep" and c.i > word.i and speech.within("of_silence", c.lemma)), None)
    under = child_at(annotated, prep.i, "pobj", "pcomp") if prep is not None else None
    subject = subject_of(annotated, verb)
    if prep is None or under is None or subject is None:
        return None
    kind = ABSENCE if _knows(annotated, speech, subject[0]) else WITHHELD
    return built(annotated, speech, verb, kind, under.i, tree(annotated, prep.i) - {prep.i}, frozenset(range(verb.i, prep.i + 1)))


def _unrecorded(annotated: Annotated, speech: Speech, verb: Token) -> Frame | None:
    """The collision is (not) recorded in the log; no trace of it was found by the inspectors."""
    subject = child_at(annotated, verb.i, "nsubjpass") if verb.tag == "VBN" else None
    if subject is None or subject.lemma in {"that", "which", "who"}:
        return None
    absent = is_unsaid(annotated, speech, verb) or is_none(annotated, subject)
    if speech.within("recorded_verbs", verb.lemma):
        for prep in annotated.children(verb.i):
            paper = child_at(annotated, prep.i, "pobj") if prep.dep in {"prep", "agent"} and prep.lemma in {"in", "by", "on"} else None
            if paper is not None and is_paper(annotated, speech, paper.i):
                return _passive(annotated, verb, subject, paper, "absence" if absent else "asserted")
    if absent and speech.within("search_verbs", verb.lemma) and speech.within("information_nouns", subject.lemma):
        agent = child_at(annotated, verb.i, "agent")
        by = child_at(annotated, agent.i, "pobj") if agent is not None else None
        return _passive(annotated, verb, subject, by, "absence") if by is not None else None
    return None


def _passive(annotated: Annotated, verb: Token, subject: Token, by: Token, certainty: str) -> Frame:
    source = noun_phrase(annotated, by.i)
    group = verb_group(annotated, verb)
    content = tree(annotated, subject.i) - group - source
    return Frame(source, group, content, "speech", certainty, "affirmed", by.i, verb.i, subject.i)
