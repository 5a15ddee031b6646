"""Yields frames of claims that a listener hears and the rules do not see, and how sure its ear makes those that they do see."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dragoman.core.documents import Annotated, Token
from dragoman.core.heard import Heard
from dragoman.extract.rules.cues import Frame, Speech, VerbClass
from dragoman.extract.rules.phrases import SUBJECTS, spans_of

UNCODED = frozenset({"byline", "boilerplate"})
"""Zones in which nothing is said."""
_FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
_VERBS = frozenset({"VERB", "AUX"})
KIND = "heard"
_MOSTLY, _FEW = 0.6, 3
"""Share of a content that must be in quotation marks to be speech, and the words that it must have more than."""


def missed_frames(annotated: Annotated, speech: Speech, frames: Sequence[Frame], heard: Sequence[Heard], weights: Mapping[str, Any]) -> list[Frame]:
    """Frames of what the listener hears and the rules do not see: only where something is plainly stated or quoted, by somebody who is named there.

    weights: of claims; `heard_from` is the least share, `heard_shared` the share of the words that a content may have in common with one of theirs.
    """
    cues = frozenset[int]().union(*(f.cue | ({f.cue_head} if f.cue_head is not None else set()) for f in frames))
    found = []
    for said in heard:
        content = frozenset(said.content)
        if said.share < weights["heard_from"] or not said.source or cues & {said.head, *said.cue}:
            continue
        verb = _saying(annotated, speech, said.head)
        if verb is None or annotated.sentence_of(said.head).zone in UNCODED or not _states(annotated, content):
            continue
        if any(len(f.content & content) > weights["heard_shared"] * len(f.content | content) for f in frames):
            continue
        source = frozenset(said.source)
        roles = source, frozenset(said.cue), content
        found.append(Frame(*roles, KIND, verb.certainty, verb.polarity, source_head=_top(annotated, source), cue_head=said.head))
    return found


def surety(frame: Frame, nested: bool, shares: Mapping[int, float] | None, weights: Mapping[str, Any]) -> float | None:
    """How likely a frame is right by what the listener holds of the head of its cue; None where it was not asked or does not bear on that.

    shares: by head, of all that it hears; None: nobody listened. Inside others' words silence tells nothing, for its examples mark nothing there.
    """
    if shares is None or frame.cue_head is None or frame.kind == "carry_over":
        return None
    share = shares.get(frame.cue_head)
    if share is None:
        return None if nested else weights["unheard"].get(frame.kind)
    return float(next((sure for least, sure in weights["heard"] if share >= least), weights["confidence"][frame.kind]))


def _saying(annotated: Annotated, speech: Speech, head: int) -> VerbClass | None:
    """What the lexicon makes of a verb; None for those of attitude, those that it does not know, of which one in three tells a claim, and those denied."""
    token = annotated.tokens[head]
    if token.pos != "VERB" or any(c.dep == "neg" for c in annotated.children(head)):
        return None
    return next((c for c in speech.classes.get(token.lemma, ()) if not c.wide), None)


def _states(annotated: Annotated, content: frozenset[int]) -> bool:
    """Is it a clause with a subject of its own, or speech in quotation marks?"""
    spans = spans_of(annotated, content)
    quoted = sum(min(s.end, q.end) - max(s.start, q.start) for s in spans for q in annotated.quotations_over([s]) if not q.scare)
    if quoted > _MOSTLY * sum(s.end - s.start for s in spans) and len(content) > _FEW:
        return True
    tops = [annotated.tokens[k] for k in content if annotated.tokens[k].head not in content or annotated.tokens[k].head == k]
    return any(t.pos in _VERBS and _is_finite(annotated, t) and any(c.dep in SUBJECTS and c.i in content for c in annotated.children(t.i)) for t in tops)


def _is_finite(annotated: Annotated, verb: Token) -> bool:
    return verb.tag in _FINITE or any(c.dep in {"aux", "auxpass"} and c.tag in _FINITE for c in annotated.children(verb.i))


def _top(annotated: Annotated, tokens: frozenset[int]) -> int | None:
    """The word that the others hang on; the first of several."""
    return next((k for k in sorted(tokens) if annotated.tokens[k].head not in tokens or annotated.tokens[k].head == k), None)
