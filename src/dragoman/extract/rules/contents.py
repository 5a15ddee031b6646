"""Yields which words of a document somebody is made to say: for each token the attributions whose content holds it, and the nearest source."""

from __future__ import annotations

from dragoman.core.documents import Annotated
from dragoman.core.mentions import Attribution
from dragoman.extract.rules.matching import EntityIndex


def sources_of(annotated: Annotated, index: EntityIndex, attributions: tuple[Attribution, ...]) -> dict[int, int]:
    """{token inside attributed words: head token of the nearest source}, the narrowest content winning."""
    found: dict[int, int] = {}
    for attribution in sorted(attributions, key=lambda a: -sum(c.end - c.start for c in a.content)):
        mention = index.by_id.get(attribution.mention or "")
        if mention is not None:
            inside = (t.i for t in annotated.within(attribution.content))
            found.update(dict.fromkeys(inside, mention.head))
    return found


def holders_of(annotated: Annotated, attributions: tuple[Attribution, ...]) -> dict[int, list[Attribution]]:
    """{token: attributions whose content holds it}."""
    found: dict[int, list[Attribution]] = {}
    for attribution in attributions:
        for token in annotated.within(attribution.content):
            found.setdefault(token.i, []).append(attribution)
    return found
