"""Yields how sure a content is: the class of its cue, sharpened by the modals, adverbs and verbs at its head."""

from __future__ import annotations

from dragoman.core.documents import Annotated, Token
from dragoman.extract.rules.cues import Frame, Speech
from dragoman.extract.rules.sources import is_inquiry, is_paper

_WEAK = frozenset({"asserted"})


def certainty_of(annotated: Annotated, speech: Speech, frame: Frame) -> str:
    """asserted, probable, hedged, alleged, planned, demanded, absence or withheld; only `asserted` is changed by what is said."""
    if frame.certainty not in _WEAK:
        return frame.certainty
    if _is_there_no(annotated, speech, frame.content_head, _of_paper(annotated, speech, frame)):
        return "absence"
    if any(speech.within("hedges", annotated.tokens[k].text.lower()) for k in frame.cue):
        return "hedged"
    if len({annotated.tokens[k].sentence for k in frame.content}) > 1:
        return frame.certainty
    return told_certainty(annotated, speech, frame.content_head, frame.content)


def _of_paper(annotated: Annotated, speech: Speech, frame: Frame) -> bool:
    heads = [*frame.inner, frame.source_head] if frame.source_head is not None else list(frame.inner)
    return any(is_paper(annotated, speech, k) or is_inquiry(annotated, speech, k) for k in heads)


def _is_there_no(annotated: Annotated, speech: Speech, head: int | None, of_paper: bool) -> bool:
    """`there is no evidence of …`: an absence; `there is no bridge` only in the words of a report."""
    if head is None or annotated.tokens[head].lemma != "be":
        return False
    kids = annotated.children(head)
    missing = [c for c in kids if c.dep == "attr" and any(g.dep == "det" and g.lemma == "no" for g in annotated.children(c.i))]
    return any(c.dep == "expl" for c in kids) and any(of_paper or speech.within("information_nouns", c.lemma) for c in missing)


def told_certainty(annotated: Annotated, speech: Speech, head: int | None, content: frozenset[int]) -> str:
    """How sure a clause itself sounds: might → hedged, probably → probable, will or prepares to → planned."""
    if head is None or not content:
        return "asserted"
    near = [annotated.tokens[head], *(c for c in annotated.children(head) if c.i in content and c.dep in {"aux", "advmod", "acomp", "neg", "auxpass"})]
    words = {t.text.lower() for t in near} | {t.lemma for t in near}
    if words & speech.lists["probables"]:
        return "probable"
    main = annotated.tokens[head]
    if _in_prospect(annotated, speech, main, words):
        return "planned"
    if words & speech.lists["hedges"]:
        return "hedged"
    if main.lemma in speech.lists["plan_infinitives"] and any(c.dep == "xcomp" for c in annotated.children(head)):
        return "planned"
    if any(t.dep == "aux" and speech.within("future", t.lemma) for t in near):
        return "planned"
    if main.lemma in speech.lists["attitudes"] and any(c.dep in {"ccomp", "xcomp"} for c in annotated.children(head)):
        return "hedged"
    return "asserted"


def _in_prospect(annotated: Annotated, speech: Speech, main: Token, words: set[str]) -> bool:
    """`said that it would close`: the future of who spoke; `would have closed` and `would close if` are suppositions."""
    if not words & speech.lists["prospects"] or words & (speech.lists["hedges"] - speech.lists["prospects"]):
        return False
    kids = annotated.children(main.i)
    supposed = any(c.dep == "aux" and c.lemma == "have" for c in kids) or any(
        c.dep == "advcl" and any(m.dep == "mark" and speech.within("conditional_marks", m.lemma) for m in annotated.children(c.i)) for c in kids
    )
    return not supposed and not speech.within("stative", main.lemma)


def polarity_of(annotated: Annotated, speech: Speech, frame: Frame) -> str:
    """denied where the cue denies, or where nothing and nobody is said to have done it; never for what is absent or withheld."""
    if frame.certainty in {"absence", "withheld"}:
        return "affirmed"
    if frame.polarity == "denied":
        return "denied"
    if len({annotated.tokens[k].sentence for k in frame.content}) > 1:
        return "affirmed"
    return told_polarity(annotated, speech, frame.content_head, frame.content)


def told_polarity(annotated: Annotated, speech: Speech, head: int | None, content: frozenset[int]) -> str:
    """denied where a clause tells that nothing, nobody or none of them did it."""
    if head is None:
        return "affirmed"
    for child in annotated.children(head):
        if child.dep in {"nsubj", "nsubjpass"} and child.i in content:
            opening = min(k for k in _left(annotated, child.i))
            if annotated.tokens[opening].lemma in speech.lists["deny_determiners"]:
                return "denied"
    return "affirmed"


def _left(annotated: Annotated, i: int) -> list[int]:
    return [i, *(c.i for c in annotated.children(i) if c.dep in {"det", "preconj", "cc", "neg"})]
