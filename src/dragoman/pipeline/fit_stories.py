"""Yields the stories of new documents fitted into those of the record: the affairs of reports that are like them are grouped anew, or grow."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace

from dragoman.codebook.model import Codebook
from dragoman.core.incidents import Incident, Story
from dragoman.core.kinship import Kinship
from dragoman.core.mentions import Extracted
from dragoman.pipeline.fit_rest import Changes
from dragoman.pipeline.fit_view import View
from dragoman.resolve.stories import resolve_stories

_NEAR = 40
"""Reports that share most with the new ones, among which these are grouped first."""
_LARGEST = 150
"""Documents of affairs that are grouped anew; a larger affair only grows."""
_RARE = 40
"""Documents of an entity that speaks for one affair."""
_NOT_TELLING = frozenset({"state", "other"})


def fit_stories(view: View, lot: Collection[str], codebook: Codebook, changes: Changes) -> None:
    """Affairs of the lot, and of the reports that are grouped with it when it is held against the reports nearest to it."""
    near = [*lot, *_near(view, lot)]
    stood: list[Story] = list(view.store.resting("stories", near))
    affair_of = {doc: s for s in stood if s.level == "affair" for doc in s.documents}
    wanted, grown = set(lot), defaultdict[str, list[str]](list)
    for group in _grouped(view, near, codebook, changes):
        fresh = [doc for doc in group.documents if doc in lot]
        joined = Counter(affair_of[doc].id for doc in group.documents if doc in affair_of)
        for key in sorted(joined, key=lambda key: (-joined[key], key)) if fresh else ():
            affair = next(s for s in stood if s.id == key)
            if len(wanted | set(affair.documents)) <= _LARGEST:
                wanted |= set(affair.documents)
            elif not any(doc in wanted for doc in affair.documents):
                grown[key] += [doc for doc in fresh if doc not in affair.documents]
                break
    wanted -= {doc for docs in grown.values() for doc in docs}
    read = {affair.id for affair in stood if affair.level == "affair" and not wanted.isdisjoint(affair.documents)}
    old = [s for s in stood if s.id in read or s.parent in read]
    new = [s for s in _resolved(view, view.documents(wanted), codebook, changes) if not set(s.documents).isdisjoint(wanted)]
    kept = {s.id for s in view.store.resting("stories", near)} - {s.id for s in old}
    changes.replace("stories", old, [*(s for s in new if s.id not in kept), *_grown(view, stood, grown)], {}, {})


def _near(view: View, lot: Collection[str]) -> list[str]:
    """Documents that tell events in common with the lot, or name somebody that few name, those with most in common first."""
    shared: Counter[str] = Counter(m.doc for e in view.events(lot) for m in e.mentions for _ in range(3))
    entities = view.entities(view.documents(lot)).entities
    telling = [e.id for e in entities if e.type not in _NOT_TELLING and any(m.form == "name" for m in e.mentions)]
    for docs in view.store.documents_of_entities(telling).values():
        shared.update(docs if len(docs) <= _RARE else ())
    return sorted((doc for doc in shared if doc not in lot), key=lambda doc: (-shared[doc], doc))[:_NEAR]


def _grouped(view: View, documents: Iterable[str], codebook: Codebook, changes: Changes) -> list[Story]:
    return [s for s in _resolved(view, view.documents(set(documents)), codebook, changes) if s.level == "affair"]


def _resolved(view: View, read: Sequence[Extracted], codebook: Codebook, changes: Changes) -> tuple[Story, ...]:
    """The stories of some documents alone."""
    documents = {x.document.id for x in read}
    events = view.events(documents)
    told = {e.id for e in events}
    entities = {e.id: e for e in view.entities(read).entities}
    gone = {key for kind, key in changes.drop if kind in {"incidents", "kinships"}}
    incidents: dict[str, Incident] = {i.id: i for i in view.store.resting("incidents", documents) if i.id not in gone}
    kinships: dict[str, Kinship] = {k.document: k for k in view.store.resting("kinships", documents) if k.document not in gone}
    incidents |= {put.record.id: put.record for put in changes.put if put.kind == "incidents"}
    kinships |= {put.record.document: put.record for put in changes.put if put.kind == "kinships"}
    own = [i for i in incidents.values() if i.event in told]
    return resolve_stories(read, events, own, entities, [k for k in kinships.values() if {k.document, k.of} <= documents], codebook)


def _grown(view: View, stood: Sequence[Story], grown: dict[str, list[str]]) -> list[Story]:
    """Large affairs with new documents and the events that these tell."""
    found = []
    for story in stood:
        if docs := grown.get(story.id):
            events = {e.id for e in view.events(docs)}
            found.append(replace(story, documents=tuple(sorted({*story.documents, *docs})), events=tuple(sorted({*story.events, *events}))))
    return found
