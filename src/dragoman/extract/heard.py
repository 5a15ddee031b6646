"""Yields what a listener hears of who says what, in the widest sense: for surveys of attribution."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.core.documents import Annotated
from dragoman.core.heard import Heard, Listener
from dragoman.core.mentions import Attribution
from dragoman.extract.rules.attribution import find_frames, form_of
from dragoman.extract.rules.cues import Frame, speech_of
from dragoman.extract.rules.missed import KIND
from dragoman.extract.rules.phrases import spans_of

if TYPE_CHECKING:
    from dragoman.codebook import Codebook


def heard_attributions(annotated: Annotated, codebook: Codebook, listener: Listener) -> tuple[Attribution, ...]:
    """Attributions in the widest sense, attitudes and stances as well, as surveys of attribution mark them, and the quotations by rule that it does not hear.

    Chains are not told, nor is certainty.
    """
    frames = find_frames(annotated, speech_of(codebook), wide=False)
    heard = listener.listen(annotated, frames)
    quoted = [(frame.source, frame.cue, frame.content) for frame in frames if frame.kind == "quote" and not any(_same(frame, said) for said in heard)]
    found = []
    for roles in (*((said.source, said.cue, said.content) for said in heard), *quoted):
        source, cue, content = (spans_of(annotated, held) for held in roles)
        if content:
            found.append(Attribution(source, None, cue[0] if cue else None, content, (), "asserted", "affirmed", form_of(annotated, content), KIND))
    return tuple(sorted(found, key=lambda a: (a.content[0].start, a.content[-1].end, a.cue.start if a.cue else -1)))


def _same(frame: Frame, said: Heard) -> bool:
    """Do they have a word of the cue, or half of the content, in common?"""
    content = frozenset(said.content)
    return bool(frame.cue & set(said.cue)) or frame.cue_head == said.head or 2 * len(frame.content & content) >= len(frame.content | content)
