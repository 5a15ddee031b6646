"""Yields how states stand to each other: ties per period, shifts of their level, and responses to acts, added to what was resolved."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.codebook.load import load_codebook
from dragoman.codebook.model import Codebook
from dragoman.core.mentions import Extracted
from dragoman.core.resolved import Resolved
from dragoman.relate.dyads import make_ties
from dragoman.relate.responses import links_of, make_responses
from dragoman.relate.shifts import make_shifts


def relate(resolved: Resolved, extracted: Sequence[Extracted], codebook: Codebook | None = None) -> Resolved:
    """The same with ties, shifts and responses; extracted: the documents that it was resolved from, any order; codebook: else the shipped one."""
    weights = (codebook or load_codebook()).weights("ties")
    organisations = frozenset(e.id for e in resolved.entities if e.type == "organisation")
    documents = {x.document.id: x.document for x in extracted}
    return replace(
        resolved,
        ties=make_ties(resolved.events, dict(resolved.origins), weights, organisations),
        shifts=make_shifts(resolved.events, weights, organisations),
        responses=make_responses(resolved.events, documents, links_of(extracted), dict(resolved.origins), weights, organisations),
    )
