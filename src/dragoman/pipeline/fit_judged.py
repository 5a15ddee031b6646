"""Yields what persons' judgements make of events when a part of the record is resolved: those thrown out, and what the machine would say of the others."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from dragoman.codebook.model import Codebook
from dragoman.core.judged import Reviewed, standing
from dragoman.pipeline.fit_rest import Changes
from dragoman.pipeline.fit_view import View
from dragoman.resolve.judged_mentions import AsJudged, document_of, rejected_in
from dragoman.resolve.judged_records import rejected_events, thrown_out


def fit_rejected(view: View, documents: Collection[str], codebook: Codebook, changes: Changes) -> None:
    """Events of the tellings of some documents that were thrown out."""
    held = standing(view.judgements)
    wrong = {key for key in rejected_in(held) if key.startswith("em-")}
    old = view.store.resting("rejected", documents)
    groups = [group for group in thrown_out(held, wrong) if not {document_of(key) for key in group}.isdisjoint(documents)] if wrong else []
    if not groups and not old:
        return
    read = view.documents({document_of(key) for group in groups for key in group})
    mine = {key for group in groups for key in group}
    rejected = {key: mention for key, mention in view.rejected.items() if key in mine}
    entities = view.entities(read)
    judged = AsJudged((), {}, rejected)
    found = rejected_events(read, judged, held, {e.id: e for e in entities.entities}, entities.of_mention, codebook)
    changes.replace("rejected", old, found, {}, {})


def fit_reviewed(view: View, reviewed: Sequence[Reviewed], put: Mapping[str, frozenset[str]], gone: Collection[str], changes: Changes) -> None:
    """What the machine would make of the events that are new or changed. put: documents of each of these; gone: events that went."""
    old = view.store.parts("reviewed", {*gone, *put})
    changes.replace("reviewed", old, [r for r in reviewed if r.id in put], dict(put), {})
