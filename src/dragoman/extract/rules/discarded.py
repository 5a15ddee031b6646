"""Yields the events of a document without those of sentences that the user's discard lists leave out."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.codebook.petrarch import Dictionary, upper
from dragoman.core.documents import Annotated
from dragoman.core.mentions import EventMention


def without_discarded(annotated: Annotated, events: Sequence[EventMention], dictionary: Dictionary | None) -> tuple[EventMention, ...]:
    """The events in the same order; none at all where words of the text discard it as a whole."""
    if dictionary is None or not dictionary.discards or not events:
        return tuple(events)
    words = [upper(token.text) for token in annotated.tokens]
    firsts: dict[str, list[int]] = {}
    for i, word in enumerate(words):
        firsts.setdefault(word, []).append(i)
    left_out: set[int] = set()
    for discard in dictionary.discards:
        for i in firsts.get(discard.words[0], ()) if discard.words else ():
            if tuple(words[i : i + len(discard.words)]) == discard.words:
                if discard.story:
                    return ()
                left_out.add(annotated.tokens[i].sentence)
    sentence = {token.start: token.sentence for token in annotated.tokens}
    return tuple(event for event in events if sentence.get(event.trigger.start) not in left_out)
