"""Yields how states stand to each other: ties per period and responses to acts, added to what was resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.core.mentions import Extracted
from dragoman.core.resolved import Resolved
from dragoman.relate.dyads import make_ties
from dragoman.relate.responses import make_responses


def relate(resolved: Resolved, extracted: Sequence[Extracted]) -> Resolved:
    """The same with ties and responses; extracted: the documents that it was resolved from, any order."""
    documents = {x.document.id: x.document for x in extracted}
    links = []
    for drawn in extracted:
        for mention in drawn.events:
            for name, value in mention.values:
                if name == "answers":
                    action, start, end = value.rsplit(":", 2)
                    links.append((mention.id, action, int(start), int(end)))
    ties = make_ties(resolved.events, dict(resolved.origins))
    return replace(resolved, ties=ties, responses=make_responses(resolved.events, documents, links))
