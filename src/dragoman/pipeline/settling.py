"""Yields work_left: how much it takes until what persons judged holds in the resolved records, so that nobody waits for it at a page."""

from __future__ import annotations

import math

from dragoman.pipeline.resolving import State, is_small, state_of
from dragoman.pipeline.touched import touched_by
from dragoman.store.base import Store

SOON = 8.0
"""Work that is done within about two seconds. Weighed on a record of 10,000 documents and 100,000 acts, by processor time: an act of two documents 0.8 s,
one of 49 documents 2.8 s; an entity of two documents 1.5 s, one of 24 documents 9 s, of 60 and more 26 s, two of these that become one 41 s; two of two
documents each that become two again 15 s."""
_OF_ACT, _OUT = 0.4, 10.0
"""Work for each document in which a telling was judged, and for each that is taken out and fitted in anew; for each of an entity that was judged, 1."""
_MOST_OF_ENTITY = 60
"""Documents of one entity that are looked at again, at most."""
_BYTES = 200_000
"""Bytes drawn from the documents of a small record, all of which is resolved anew, that make as much work as one document of an entity."""


def work_left(store: Store, as_of: str | None, *, with_documents: bool = False) -> float:
    """0 where all that was judged holds, up to SOON where it soon does; infinite where all of a large record is to be resolved anew.

    with_documents: until all documents, too, are in the resolved records that came in since these were made.
    """
    with store.snapshot():
        state = state_of(store, as_of or store.latest_day())
        if state.done:
            return 0.0
        if is_small(store, state):
            return store.weight() / _BYTES
        work = math.inf if state.whole else _work_of(store, state)
        return work + len(state.fresh) + _OUT * len(state.stale - state.alone) if with_documents else work


def _work_of(store: Store, state: State) -> float:
    touched = touched_by(state.new, store.judgements())
    entities = sorted(set(store.entity_of_mentions(touched.entities).values())) if touched.entities else []
    found = store.documents_of_entities(entities) if entities else {}
    of_entities = sum(min(len(documents), _MOST_OF_ENTITY) for documents in found.values())
    return _OF_ACT * len(touched.documents) + of_entities + _OUT * len(touched.out | state.alone)
