"""Yields Kinship: how a document stands to the earlier one that its text is taken from, and what differs between the two."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.core.documents import Evidence

KINDS = ("copy", "rewrite", "correction", "update")
"""copy: the same text. rewrite: takes over much of another. correction, update: a later version by the same outlet, by whether it says that it corrects."""


@dataclass(frozen=True, slots=True)
class Change:
    """One difference: words of the earlier document, words of the later one; None on the side that lacks them, never on both."""

    before: Evidence | None
    after: Evidence | None


@dataclass(frozen=True, slots=True)
class Kinship:
    """Where a document's text comes from; each document has at most one.

    document, of: ids, `of` is the earlier one: the version right before a version, else the first text of the same words. kind: one of KINDS.
    similarity: Jaccard share of five-word runs, 0 to 1. containment: share of the text that holds less of its own which stands in the other,
    0 to 1; quotations count for little in it, and what many reports share for nothing. changes: in the order of the later text, at most 50.
    """

    document: str
    kind: str
    of: str
    similarity: float
    containment: float
    changes: tuple[Change, ...] = ()
