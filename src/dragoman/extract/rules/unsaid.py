"""Yields whether a verb of saying is unsaid: negated itself, with what it is coordinated with, by failing to, or by doing something without it."""

from __future__ import annotations

from dragoman.core.documents import Annotated, Span, Token
from dragoman.extract.rules.cues import Frame, Speech
from dragoman.extract.rules.phrases import child_at, negated


def is_unsaid(annotated: Annotated, speech: Speech, verb: Token) -> bool:
    """Does a negation bear on the verb: did not say, would not confirm or deny, failed to say, has yet to say, without saying?"""
    if negated(annotated, verb.i) or any(c.dep == "advmod" and _is_never(annotated, c) for c in annotated.children(verb.i)):
        return True
    head = annotated.tokens[verb.head]
    if head.i == verb.i:
        return False
    if verb.dep == "conj":
        either = any(c.dep in {"cc", "preconj"} and speech.within("alternatives", c.lemma) for c in annotated.children(head.i))
        return either and is_unsaid(annotated, speech, head)
    if verb.dep == "xcomp":
        late = any(c.lemma == "yet" and c.dep in {"advmod", "neg"} for k in (head.i, verb.i) for c in annotated.children(k))
        return speech.within("failing", head.lemma) or (late and head.lemma in {"have", "be"})
    return verb.dep == "pcomp" and head.lemma == "without"


def _is_never(annotated: Annotated, adverb: Token) -> bool:
    """Nowhere; not once."""
    return adverb.lemma.lower() == "nowhere" or (adverb.lemma == "once" and any(c.lemma.lower() == "not" for c in annotated.children(adverb.i)))


def of_nothing(annotated: Annotated, verb: Token) -> bool:
    """`contains no proof`, `records nothing`."""
    return any(is_none(annotated, c) for c in annotated.children(verb.i) if c.dep == "dobj")


def is_none(annotated: Annotated, noun: Token) -> bool:
    """Is it nothing, or no such thing?"""
    return noun.lemma in {"nothing", "none"} or any(c.dep in {"det", "neg"} and c.lemma in {"no", "neither"} for c in annotated.children(noun.i))


def is_unreal(annotated: Annotated, speech: Speech, frame: Frame) -> bool:
    """Is the saying only supposed, asked about, or nobody's: if he says that …; did he say that …?; nobody has said that …?"""
    if frame.cue_head is None:
        return False
    if frame.source_head is not None and frame.certainty not in {"absence", "withheld"} and _nobody(annotated, speech, frame.source_head):
        return True
    token = annotated.tokens[frame.cue_head]
    for verb in (token, *annotated.ancestors(token.i)):
        if verb.dep in {"advcl", "ccomp"} and any(c.dep == "mark" and speech.within("conditional_marks", c.lemma) for c in annotated.children(verb.i)):
            return verb.i == token.i or verb.i not in frame.content
        if verb.i != token.i and verb.pos in {"VERB", "AUX"}:
            break
    return _asked(annotated, frame, token)


def _nobody(annotated: Annotated, speech: Speech, source: int) -> bool:
    token = annotated.tokens[source]
    if speech.within("nobody", token.lemma.lower()):
        return True
    return any(c.dep in {"det", "neg"} and speech.within("nobody_determiners", c.lemma.lower()) for c in annotated.children(source))


def _asked(annotated: Annotated, frame: Frame, verb: Token) -> bool:
    """Did the minister say that …? — outside quotation marks, with the auxiliary before the subject."""
    sentence = annotated.sentence_of(verb.i)
    if annotated.tokens[sentence.last - 1].text != "?" or verb.dep != "ROOT" or frame.source_head is None:
        return False
    helper = child_at(annotated, verb.i, "aux")
    return helper is not None and helper.i < frame.source_head < verb.i and not annotated.quotations_over([Span(verb.start, verb.end)])


def idioms_of(annotated: Annotated, speech: Speech) -> list[Span]:
    """Where phrases stand that look like sayings and are none: needless to say, all told; in text order."""
    text = annotated.document.text.lower()
    found: list[Span] = []
    for phrase in speech.lists["not_cues"]:
        at = text.find(phrase)
        while at >= 0:
            found.append(Span(at, at + len(phrase)))
            at = text.find(phrase, at + 1)
    return sorted(found)


def in_idiom(annotated: Annotated, idioms: list[Span], frame: Frame) -> bool:
    """Does the frame's verb stand in such a phrase?"""
    if frame.cue_head is None or not idioms:
        return False
    token = annotated.tokens[frame.cue_head]
    return any(s.start <= token.start and token.end <= s.end for s in idioms)
