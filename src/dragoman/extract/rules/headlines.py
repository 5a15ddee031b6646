"""Yields a Frame for sayings without a verb of saying: `Reuters: troops leave`, `Norland closed the strait: minister`."""

from __future__ import annotations

from dragoman.core.documents import Annotated, Sentence
from dragoman.extract.rules.cues import Frame, Speech
from dragoman.extract.rules.phrases import child_at, noun_phrase
from dragoman.extract.rules.sources import is_source

LONGEST = 6  # words of a source before or after the colon
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_LOOSE = frozenset({"PUNCT", "SPACE"})


def headline_frames(annotated: Annotated, speech: Speech) -> list[Frame]:
    """Frames of sentences that a colon cuts into a source and what it says, in text order."""
    return [frame for sentence in annotated.sentences if (frame := _of(annotated, speech, sentence)) is not None]


def _of(annotated: Annotated, speech: Speech, sentence: Sentence) -> Frame | None:
    colons = [k for k in range(sentence.first, sentence.last) if annotated.tokens[k].text == ":"]
    if len(colons) != 1:
        return None
    before, after = (_inner(annotated, *ends) for ends in ((sentence.first, colons[0]), (colons[0] + 1, sentence.last)))
    for names, told, ahead in ((before, after, True), (after, before, False)):
        if not 0 < len(names) <= LONGEST or not any(annotated.tokens[k].tag in _FINITE for k in told):
            continue
        head = _source(annotated, speech, names, ahead)
        if head is not None:
            words = noun_phrase(annotated, head) & frozenset(names)
            top = next((k for k in told if annotated.tokens[k].head not in told or annotated.tokens[k].head == k), told[0])
            return Frame(words, frozenset(), frozenset(told), "speech", "asserted", "affirmed", head, None, top)
    return None


def _inner(annotated: Annotated, first: int, last: int) -> range:
    while first < last and annotated.tokens[first].pos in _LOOSE and annotated.tokens[first].text not in "\"“”'‘":
        first += 1
    return range(first, last)


def _source(annotated: Annotated, speech: Speech, words: range, ahead: bool) -> int | None:
    """The head of the words where they are one phrase for a body, a medium, an office or a person; ahead: before the colon."""
    if any(annotated.tokens[k].pos in {"VERB", "AUX"} or annotated.tokens[k].text == "," for k in words):
        return None
    if ahead and annotated.tokens[words[0]].lemma.lower() == "among":
        return _among(annotated, speech, words[0])
    tops = [k for k in words if (annotated.tokens[k].head not in words or annotated.tokens[k].head == k) and annotated.tokens[k].pos not in _LOOSE]
    if len(tops) != 1 or annotated.tokens[tops[0]].pos not in {"NOUN", "PROPN"}:
        return None
    token = annotated.tokens[tops[0]]
    if ahead:
        name = annotated.document.text[annotated.tokens[words[0]].start : annotated.tokens[words[-1]].end]
        return token.i if name in speech.lists["agencies"] or any(n.kind == "person" for n in annotated.names_over(token)) else None
    if not is_source(annotated, speech, token.i) or speech.within("list_nouns", token.lemma):
        return None
    bare = not any(c.dep in {"det", "poss"} for c in annotated.children(token.i))
    return token.i if bare else None


def _among(annotated: Annotated, speech: Speech, among: int) -> int | None:
    """Among the report's findings: …, Among the claims of the rebels: …"""
    listed = child_at(annotated, among, "pobj")
    if listed is None or not (speech.within("list_nouns", listed.lemma) or speech.noun_certainty(listed.lemma)):
        return None
    owner = child_at(annotated, listed.i, "poss")
    if owner is not None:
        return owner.i
    prep = next((c for c in annotated.children(listed.i) if c.dep in {"prep", "agent"} and c.lemma in {"of", "by", "in", "from"}), None)
    under = child_at(annotated, prep.i, "pobj") if prep is not None else None
    return under.i if under is not None else None
