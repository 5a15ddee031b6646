"""Yields the splice by which new documents come into the resolved record: what they touch is worked out anew, all else stays as it is."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from dragoman.codebook.model import Codebook
from dragoman.core.incidents import Deadline
from dragoman.core.mentions import Extracted, Judgement
from dragoman.core.parts import Index, Key, Marks, Put, Splice
from dragoman.core.records import Event
from dragoman.core.twins import TwinReader
from dragoman.pipeline.fit_claims import FittedClaims, fit_claims
from dragoman.pipeline.fit_entities import fit_entities
from dragoman.pipeline.fit_events import FittedEvents, fit_events
from dragoman.pipeline.fit_judged import fit_rejected, fit_reviewed
from dragoman.pipeline.fit_links import fit_links
from dragoman.pipeline.fit_rest import Changes, fit_copies, fit_incidents, fit_ties, pair_keys, text_keys
from dragoman.pipeline.fit_stories import fit_stories
from dragoman.pipeline.fit_view import View
from dragoman.pipeline.touched import Touched
from dragoman.resolve import Found
from dragoman.resolve.judged_mentions import as_judged
from dragoman.store.base import Store

_MOST_AFFECTED = 10
"""Older documents that are looked at again since somebody or something in them is another now."""
_MOST_JUDGED = 60
"""The same, where a person judged so."""
UNFIT = -1
"""Stamp of a document of the resolved records that is to be taken out and fitted in anew: that of no coding."""
NOTHING = Touched()


def fit(
    store: Store,
    lot: Mapping[str, int],
    judgements: Sequence[Judgement],
    codebook: Codebook,
    day: str | None,
    touched: Touched = NOTHING,
    twins: TwinReader | None = None,
) -> Splice:
    """What changes when a lot of documents, {id: stamp}, comes in, of which no resolved record tells yet. day: by which deadlines are judged.

    touched: what persons judged since the record was resolved; its documents are looked at again, and those that go `out` are marked to be fitted in anew.
    twins: who reads two tellings side by side, where anybody does.
    """
    fresh = frozenset(lot)
    read = as_judged(store.extracted_of(fresh), judgements, codebook).extracted
    entities = fit_entities(store, read, judgements, codebook, touched.entities)
    view = View(store, entities, fresh, codebook, _states(store, read, codebook), judgements, twins)
    most = _MOST_JUDGED if touched.entities else _MOST_AFFECTED
    again = {*fresh, *touched.documents, *sorted(entities.affected - fresh)[:most]}
    again = {x.document.id for x in view.documents(again)}
    events = fit_events(view, again, judgements, codebook)
    again |= set(sorted(events.affected)[:_MOST_AFFECTED])
    linked = fit_links(view, events, again, codebook)
    view.take(linked, ())
    events = replace(events, put=linked)
    was: Sequence[Event] = store.parts("events", {*events.gone, *(e.id for e in events.put)})
    judged = {e.id for e in (*was, *events.put)} if touched.documents else ()
    claims = fit_claims(view, again, entities.renamed | dict(events.renamed), codebook, judged)
    changes = Changes(drop={("events", key) for key in events.gone} | set(claims.gone))
    changes.put += [Put("events", e, frozenset(m.doc for m in e.mentions)) for e in events.put]
    _put_claims(store, claims, changes)
    fit_reviewed(view, events.reviewed, {e.id: frozenset(m.doc for m in e.mentions) for e in events.put}, events.gone, changes)
    fit_rejected(view, again, codebook, changes)
    fit_copies(view, fresh, codebook, changes)
    fit_incidents(view, again, events.put, codebook, day, changes)
    fit_stories(view, again, codebook, changes)
    fit_ties(view, again, events.put, was, codebook, changes)
    renamed = entities.renamed | dict(events.renamed) | dict(claims.renamed)
    return Splice(
        documents={**lot, **dict.fromkeys(sorted(touched.out), UNFIT)},
        joined=entities.joined,
        put=tuple({(put.kind, n if put.kind in {"ties", "shifts"} else _id(put)): put for n, put in enumerate(changes.put)}.values()),
        drop=frozenset(changes.drop),
        renamed={old: new for old, new in renamed.items() if old != new},
        index=_index(view, again, events, claims, entities.keys),
    )


def _id(put: Put) -> str:
    return str(getattr(put.record, "id", "")) or str(put.record)[:200]


def _put_claims(store: Store, claims: FittedClaims, changes: Changes) -> None:
    docs = {c.id: frozenset(m.doc for m in c.mentions) for c in claims.claims}
    told = {claim for q in claims.questions for answer in q.answers for claim in answer.claims} - docs.keys()
    docs |= {c.id: frozenset(m.doc for m in c.mentions) for c in store.parts("claims", told)}
    changes.replace("claims", [], claims.claims, {}, docs)
    changes.replace("questions", [], claims.questions, {}, docs)


def _states(store: Store, fresh: Sequence[Extracted], codebook: Codebook) -> frozenset[str]:
    """Entities of the states that parties of the new documents are of, which may be named in none of them."""
    codes = {p.country for x in fresh for e in x.events for p in (*e.actors, *e.recipients) if p.country}
    names = {state.name for code in codes if (state := codebook.gazetteer.state(code))}
    return frozenset(e for found in store.found_by("name", (f"state key {name}" for name in names), 1).values() for e in found)


def _index(view: View, again: Collection[str], events: FittedEvents, claims: FittedClaims, keys: Mapping[str, tuple[Key, ...]]) -> Index:
    organisations = {e.id for e in view.entities(view.documents(again)).entities if e.type == "organisation"}
    marks = tuple(marks_of(x, events.blocks, claims.keys.get(x.document.id, ())) for x in view.documents(again))
    return Index(marks, {**keys, **{e.id: pair_keys(e, organisations) for e in events.put}})


def marks_of(extracted: Extracted, blocks: Mapping[str, tuple[tuple[int, int, int, int, int, bool], ...]], keys: Collection[Key]) -> Marks:
    """What leads to a document. blocks: of event mentions, by id; keys: of its claims."""
    return Marks(
        extracted.document.id,
        {e.id: blocks[e.id] for e in (*extracted.events, *extracted.reminders) if e.id in blocks},
        (*sorted(keys), *text_keys(extracted.document)),
        frozenset(a.subject for a in extracted.attributes),
    )


def whole_index(extracted: Sequence[Extracted], found: Found, events: Sequence[Event], organisations: Collection[str]) -> Index:
    """What leads to all documents and records of a record that was resolved in full."""
    marks = tuple(marks_of(x, found.blocks, found.claim_keys.get(x.document.id, ())) for x in extracted)
    return Index(marks, {**found.entity_keys, **{e.id: pair_keys(e, organisations) for e in events}})


def judged_by(store: Store, splice: Splice, day: str | None) -> Splice:
    """The splice with the deadlines of all proceedings as they stand on a day: what was open may be overdue."""
    put = {p.record.id for p in splice.put if p.kind == "proceedings"} | {key for kind, key in splice.drop if kind == "proceedings"}
    changed = []
    for proceeding in store.all_of("proceedings"):
        deadlines = tuple(replace(d, state=_state_on(d, day)) for d in proceeding.deadlines)
        if deadlines != proceeding.deadlines and proceeding.id not in put:
            changed.append(Put("proceedings", replace(proceeding, deadlines=deadlines), store.rests_on("proceedings", proceeding.id)))
    return replace(splice, put=(*splice.put, *changed)) if changed else splice


def _state_on(deadline: Deadline, day: str | None) -> str:
    if deadline.state == "met":
        return "met"
    return "overdue" if day and deadline.due.end and day > deadline.due.end else "open"
