"""Yields frames without the clauses that set somebody else's saying beside theirs: `A said X, while B said Y`."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.core.documents import Annotated
from dragoman.extract.rules.cues import Frame, Speech
from dragoman.extract.rules.phrases import tree


def without_contrasts(annotated: Annotated, speech: Speech, frames: Sequence[Frame]) -> list[Frame]:
    """The frames in the same order; content only ever shrinks, and never to nothing."""
    beside: dict[int, frozenset[int]] = {}
    for frame in frames:
        at = frame.cue_head
        if at is None or frame.source_head is None or annotated.tokens[at].dep != "advcl":
            continue
        if any(c.dep == "mark" and speech.within("beside_marks", c.lemma) for c in annotated.children(at)):
            clause = tree(annotated, at)
            if frame.source_head in clause:
                beside[at] = clause
    if not beside:
        return list(frames)
    result = []
    for frame in frames:
        apart = [beside[k] for k in sorted(frame.content & beside.keys()) if frame.cue_head not in beside[k]]
        kept = frame.content.difference(*apart)
        result.append(replace(frame, content=kept) if kept and apart else frame)
    return result
