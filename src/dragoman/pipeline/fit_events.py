"""Yields the events of new documents fitted into those of the record: what they tell is clustered anew with all that may be the same deed."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.codebook.model import Codebook
from dragoman.core.ids import resolved_id
from dragoman.core.judged import Reviewed
from dragoman.core.mentions import Extracted, Judgement
from dragoman.core.parts import Block
from dragoman.core.records import Event, EventTold
from dragoman.pipeline.fit_view import View
from dragoman.resolve.event_blocks import WINDOW
from dragoman.resolve.events import EventResolution, resolve_events

_NEAREST = 24
"""Tellings of one block that a new telling is compared with."""
_FIRST = 3
"""Of these the nearest are read before documents that have more, but none so near."""
_ROUNDS = 3
_OF_EVENT = 24
"""Documents of one event that are read again."""


def most_read(lot: Collection[str]) -> int:
    """Documents that are read again for a lot of new ones; those that the likest tellings stand in come first."""
    return 36 + 6 * len(lot)


@dataclass(frozen=True, slots=True)
class FittedEvents:
    """What becomes of the events. put: new or changed; gone: ids that are no more; renamed: to what; affected: older documents of which a telling
    belongs to another event now; blocks: of the mentions of all documents that were looked at; reviewed: what the machine would make of those put."""

    put: tuple[Event, ...]
    gone: frozenset[str]
    renamed: Mapping[str, str]
    affected: frozenset[str]
    blocks: Mapping[str, tuple[Block, ...]]
    reviewed: tuple[Reviewed, ...] = ()


def fit_events(view: View, lot: Collection[str], judgements: Sequence[Judgement], codebook: Codebook) -> FittedEvents:
    """Events of a lot of documents: new ones, and older ones whose entities changed. Others are read again as far as their tellings may be of these events."""
    own = view.documents(lot)
    alone = resolve_events(own, view.entities(own), judgements, codebook, view.before, view.twins)
    documents = {*lot, *_near(view, own, alone, judgements)}
    found, stored = alone, tuple[Event, ...]()
    for _ in range(_ROUNDS):
        read = view.documents(documents)
        documents = {x.document.id for x in read}
        found = resolve_events(read, view.entities(read), judgements, codebook, view.before, view.twins)
        stored = view.events(documents)
        taken, old = _closed(found.events, stored, set(lot))
        more = {d for e in old for d in sorted({m.doc for m in e.mentions} - documents)[:_OF_EVENT]}
        if not more or len(documents) >= 2 * most_read(lot):
            break
        documents |= more
    return _fitted(view, found, taken, old, documents, set(lot))


def _near(view: View, own: Sequence[Extracted], first: EventResolution, judgements: Sequence[Judgement]) -> list[str]:
    """Documents with tellings like those of the lot, the likest first, and those that a person named beside one."""
    mine = {x.document.id for x in own}
    ranks: Counter[str] = Counter()
    first_of: Counter[str] = Counter()
    for x in own:
        for event in (*x.events, *x.reminders):
            near: dict[str, int] = {}
            for block in first.blocks.get(event.id, ()):
                for rank, (_, doc) in enumerate(view.store.near_blocks(block, WINDOW, _NEAREST)):
                    near[doc] = min(near.get(doc, rank), rank)
            for doc, rank in near.items():
                ranks[doc] += _NEAREST - rank
                first_of[doc] = max(first_of[doc], _FIRST - rank)
    ids = {e.id for x in own for e in (*x.events, *x.reminders)}
    judged = [document_of(s) for j in judgements if not ids.isdisjoint(j.subject) for s in j.subject if s.startswith("em-")]
    ranked = sorted((doc for doc in ranks if doc not in mine), key=lambda doc: (-first_of[doc], -ranks[doc], doc))
    return [*judged, *ranked[: most_read(mine)]]


def document_of(mention: str) -> str:
    """The document that a mention's id names."""
    return "d-" + mention.split("-")[1]


def _closed(found: Sequence[Event], stored: Sequence[Event], lot: Collection[str]) -> tuple[list[Event], list[Event]]:
    """(events found, events of the record) that share tellings with those of the lot, however far."""
    now = {m.id: e for e in found for m in e.mentions}
    was = {m.id: e for e in stored for m in e.mentions}
    taken: dict[str, Event] = {}
    old: dict[str, Event] = {}
    waiting = [m.id for e in (*found, *stored) for m in e.mentions if m.doc in lot]
    while waiting:
        mention = waiting.pop()
        for home, seen in ((now, taken), (was, old)):
            event = home.get(mention)
            if event is not None and event.id not in seen:
                seen[event.id] = event
                waiting += [m.id for m in event.mentions]
    return [taken[key] for key in sorted(taken)], [old[key] for key in sorted(old)]


def _fitted(view: View, found: EventResolution, taken: Sequence[Event], old: Sequence[Event], read: Collection[str], lot: Collection[str]) -> FittedEvents:
    """The events taken, with the tellings of documents that were not read again left where they were."""
    left: dict[str, list[EventTold]] = defaultdict(list)
    now = {m.id: e.id for e in taken for m in e.mentions}
    kept = []
    for event in old:
        rest = [m for m in event.mentions if m.doc not in read]
        homes = Counter(now[m.id] for m in event.mentions if m.id in now)
        if rest and homes:
            left[min(homes, key=lambda key: (-homes[key], key))] += rest
        elif rest:
            kept.append(_with(event, rest))
    put = [*(_with(e, [*e.mentions, *left[e.id]]) if left.get(e.id) else e for e in taken), *kept]
    home = {m.id: e.id for e in put for m in e.mentions}
    gone = {e.id for e in old} - {e.id for e in put}
    renamed = {e.id: home[key] for e in old if e.id in gone and (key := "em-" + e.id.removeprefix("e-")) in home}
    moved = {m.doc for e in old for m in e.mentions if home.get(m.id) != renamed.get(e.id, e.id)}
    view.take(put, gone)
    reviewed = tuple(replace(r, id=home[key]) for r in found.reviewed if (key := "em-" + r.id.removeprefix("e-")) in home)
    return FittedEvents(tuple(put), frozenset(gone), renamed, frozenset(moved - set(lot)), found.blocks, reviewed)


def _with(event: Event, mentions: Iterable[EventTold]) -> Event:
    told = tuple(sorted(mentions, key=lambda m: m.id))
    return replace(event, id=resolved_id("e", [m.id for m in told]), mentions=told)
