"""Yields what hangs on events and texts that changed: incidents and proceedings, stories, copies, ties, shifts and responses, of these alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from typing import Any

from dragoman.codebook.model import Codebook
from dragoman.core.documents import Document
from dragoman.core.kinship import Kinship
from dragoman.core.parts import Key, Put
from dragoman.core.records import Event
from dragoman.core.resolved import Resolved
from dragoman.pipeline.fit_view import View
from dragoman.relate import relate
from dragoman.relate.dyads import directed_pairs
from dragoman.resolve.copies import find_copies
from dragoman.resolve.incidents import resolve_incidents
from dragoman.resolve.proceedings import resolve_proceedings
from dragoman.resolve.sketch_index import bands_of, keys_of
from dragoman.store.rows import documents_of, key_of

_SAMPLED = 4
"""One in so many keys of a text leads to it: enough to find those that share a part with it, which are then compared by all."""
_NEAREST = 24
_TEXTS = 40
_OF_PAIR = 5000
"""Events of one pair that its ties are made of anew; of more, those of the smallest ids."""


@dataclass(slots=True)
class Changes:
    """Records that are put and keys that go, gathered."""

    put: list[Put] = field(default_factory=list)
    drop: set[tuple[str, str]] = field(default_factory=set)

    def replace(self, kind: str, old: Iterable[Any], new: Iterable[Any], documents: dict[str, frozenset[str]], claims: dict[str, frozenset[str]]) -> None:
        """New records of a kind in place of old ones. documents: of each event; claims: of each claim."""
        new = list(new)
        self.put += [Put(kind, record, documents_of(kind, record, documents, claims)) for record in new]
        self.drop |= {(kind, key_of(kind, record)) for record in old} - {(kind, key_of(kind, record)) for record in new}


def text_keys(document: Document) -> tuple[Key, ...]:
    """What leads to a document by its words."""
    keys = [f"b{value:x}" for value in bands_of(document.sketch)] + [f"{value:x}" for value in keys_of(document.sketch) if value % _SAMPLED == 0]
    return tuple(("text", key) for key in sorted(set(keys)))


def pair_keys(event: Event, organisations: Collection[str]) -> tuple[Key, ...]:
    """What leads to an event by its parties, for ties and links: each pair; of an event with one side alone each party, with the type."""
    pairs = tuple(("pair", f"{a} {b}") for a, b in sorted(set(directed_pairs(event, organisations))))
    return pairs or tuple(("party", key) for key in party_keys(event))


def party_keys(event: Event) -> list[str]:
    """Each party with the event's type."""
    return sorted({f"{p.country} {event.type}" for p in (*event.actors, *event.recipients) if p.country})


def fit_copies(view: View, fresh: Collection[str], codebook: Codebook, changes: Changes) -> None:
    """What the new texts are taken from, and what is taken from them, among the texts that share words with them."""
    own = [x.document for x in view.documents(fresh)]
    ranks: Counter[str] = Counter()
    for docs in view.store.found_by("text", (key for d in own for _, key in text_keys(d)), _NEAREST).values():
        ranks.update(dict.fromkeys(docs, 1))
    near = sorted((doc for doc in ranks if doc not in fresh), key=lambda doc: (-ranks[doc], doc))[:_TEXTS]
    documents = [*own, *(x.document for x in view.documents(near))]
    copies = find_copies(documents, codebook)
    was: dict[str, str] = dict(view.store.resting("origins", near))
    stood: dict[str, Kinship] = {k.document: k for k in view.store.resting("kinships", near)}
    new = [k for k in copies.kinships if k.document in fresh or k.of in fresh]
    origins = dict(copies.origins)
    kin = {k.document: k for k in copies.kinships}
    told = {}
    for doc in sorted(fresh):
        first = kin[doc].of if doc in kin else doc
        joined = origins[doc] != doc and first in was
        told[doc] = was[first] if joined and origins.get(first) != first else origins[doc]
    told |= {k.document: origins[k.document] for k in new if k.document not in fresh}
    changes.replace("kinships", [stood[k.document] for k in new if k.document in stood], new, {}, {})
    changes.replace("origins", [], sorted(told.items()), {}, {})


def fit_incidents(view: View, lot: Collection[str], events: Sequence[Event], codebook: Codebook, day: str | None, changes: Changes) -> None:
    """Incidents that documents of the lot tell of, with their proceedings: made anew from all events of the documents that tell them."""
    documents = {*lot, *(m.doc for e in events if e.type == "INCIDENT" for m in e.mentions)}
    told = view.events(documents)
    entities = {e.id: e for e in view.entities(view.documents(documents)).entities}
    told = tuple(e for e in told if all(p.entity is None or p.entity in entities for p in (*e.actors, *e.recipients)))
    incidents, proceedings = resolve_proceedings(resolve_incidents(told, entities, codebook, view.documents(documents)), told, entities, codebook, day)
    by_event = {e.id: frozenset(m.doc for m in e.mentions) for e in told}
    here = [i for i in incidents if not by_event[i.event].isdisjoint(lot) or by_event[i.event] <= documents]
    kept = {i.id for i in here}
    old = list(view.store.resting("incidents", lot))
    changes.replace("incidents", old, here, by_event, {})
    inquiries = [p for p in proceedings if "i" + p.id[1:] in kept]
    changes.replace("proceedings", view.store.resting("proceedings", lot), inquiries, by_event, {})


def fit_ties(view: View, fresh: Collection[str], put: Sequence[Event], gone: Sequence[Event], codebook: Codebook, changes: Changes) -> None:
    """Ties, shifts and responses of the pairs of which an event is new, changed or gone. gone: events of the record as they were."""
    organisations = {e.id for e in view.entities(view.documents(fresh)).entities if e.type == "organisation"}
    pairs = sorted({pair for e in (*put, *gone) for pair in directed_pairs(e, organisations)})
    keys = [f"{a} {b}" for pair in pairs for a, b in (pair, pair[::-1])]
    ids = {event for found in view.store.found_by("pair", keys, _OF_PAIR).values() for event in found}
    changed = {e.id for e in (*put, *gone)}
    events = {e.id: e for e in (*view.store.parts("events", ids - changed), *put)}
    origins = dict(view.store.resting("origins", {m.doc for e in events.values() for m in e.mentions}))
    origins |= {put.record[0]: put.record[1] for put in changes.put if put.kind == "origins"}
    heads = tuple(e for e in view.entities(view.documents(fresh)).entities if e.type == "organisation")
    ordered = tuple(events[key] for key in sorted(events))
    made = relate(Resolved(entities=heads, events=ordered, origins=tuple(sorted(origins.items()))), view.documents(fresh), codebook)
    for kind in ("ties", "shifts"):
        old = [record for pair in pairs for record in view.store.of_pair(kind, *pair)]
        changes.replace(kind, old, [r for r in getattr(made, kind) if (r.actor, r.recipient) in set(pairs)], {}, {})
    _responses(view, made, changed, {e.id: frozenset(m.doc for m in e.mentions) for e in (*events.values(), *gone)}, changes)


def _responses(view: View, made: Resolved, changed: Collection[str], documents: dict[str, frozenset[str]], changes: Changes) -> None:
    """Responses to and of the events that changed; of a reaction of which one of these was the action, all that follow by the lag alone."""
    stood = view.store.resting("responses", {doc for event in changed for doc in documents.get(event, ())})
    old = [r for r in stood if r.action in changed or r.reaction in changed]
    new = [r for r in made.responses if r.action in changed or r.reaction in changed]
    reactions = {r.reaction for r in (*old, *new)}
    followed = view.store.resting("responses", {doc for event in reactions for doc in documents.get(event, ())})
    old += [r for r in followed if r.reaction in reactions and r.basis == "lag" and r not in old]
    new += [r for r in made.responses if r.reaction in reactions and r.basis == "lag" and r not in new]
    changes.replace("responses", old, new, documents, {})
