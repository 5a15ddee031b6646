"""Yields Hosts: the incidents and attacks that numbers and causes belong to, those told as one joined, and where each document tells them."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import dataclass, field

from dragoman.core.dates import DateRange, first_day
from dragoman.core.mentions import Extracted
from dragoman.core.records import Event

_KINDS = frozenset({"INCIDENT", "ASSAULT", "PROTEST"})
_NAMES = frozenset({"name", "alias", "acronym"})
_COMPANY = 3
"""Days between two reports of one deed of which one only counts the hurt."""
_AFFAIR = 45
"""Days between a report that tells a deed and one that only says who bears it."""
_MOST = 60
"""Events of one day or place that one is compared with: more are no longer one affair."""


@dataclass(frozen=True, slots=True)
class Hosts:
    """told: of each document (offset, event id) in order, of incidents that have a name (crash, sinking) and of attacks.

    one: {event id: id of the one it is}; types: of the named ones.
    """

    told: Mapping[str, tuple[tuple[int, str], ...]]
    one: Mapping[str, str]
    types: Mapping[str, str] = field(default_factory=dict)
    named: frozenset[str] = frozenset()
    nouns: Mapping[str, tuple[Event, ...]] = field(default_factory=dict)
    akin: Mapping[str, str] = field(default_factory=dict)
    """{document that tells none: the one that reports of the same people and places tell}"""

    def canon(self, event_id: str | None) -> str | None:
        """The event that stands for all tellings of one incident."""
        return self.one.get(event_id, event_id) if event_id is not None else None

    def near(self, doc: str, at: int, kinds: Set[str]) -> str | None:
        """The one that the document told last before the offset, else the first after it."""
        told = [row for row in self.told.get(doc, ()) if self.types[row[1]] in kinds]
        if not told:
            return None
        return told[max(0, bisect_right(told, (at, "￿")) - 1)][1]

    def spoken_of(self, text: str, names: Set[str], days: Sequence[DateRange]) -> str | None:
        """The incident that words speak of without telling it: its noun, its place and its day stand in them, and only one fits."""
        found = {
            self.canon(event.id)
            for noun, events in self.nouns.items()
            if noun in text
            for event in events
            if event.place and event.place.name in names and any(event.date.apart(day) == 0 for day in days)
        }
        return next(iter(found)) if len(found) == 1 else None

    def several(self, doc: str) -> bool:
        """Does the document tell more than one incident?"""
        return len({i for _, i in self.told.get(doc, ()) if self.types[i] == "INCIDENT"}) > 1


def hosts_of(
    extracted: Sequence[Extracted],
    events: Mapping[str, Event],
    of_event: Mapping[str, str],
    head: Callable[[str], str],
    befalls: Collection[str],
    of_entity: Mapping[str, str],
) -> Hosts:
    """Hosts of all documents. head: the incident above an incident. befalls: verbs that tell of people's harm alone (kill), not of what did it."""
    kinds = {e.id: e for e in events.values() if e.type in _KINDS and e.modality in {"done", "alleged"}}
    one = _joined([e for e in sorted(kinds.values(), key=lambda e: e.id) if _has_name(e, befalls)])
    told: dict[str, tuple[tuple[int, str], ...]] = {}
    named: set[str] = set()
    for item in extracted:
        rows = set()
        for mention in item.events:
            event = kinds.get(of_event.get(mention.id, ""))
            if event is None:
                continue
            top = events[head(event.id)] if event.type == "INCIDENT" else event
            if _has_name(top, befalls):
                rows.add((mention.trigger.start, one.get(top.id, top.id)))
        told[item.document.id] = tuple(sorted(rows))
        named.update(i for _, i in rows)
    _by_craft(extracted, told, {i: events[i] for i in named}, of_entity)
    close = _by_company(extracted, told, of_entity, _COMPANY)
    akin = _by_company(extracted, told, of_entity, _AFFAIR, persons=True)
    told.update({x.document.id: ((at, close[x.document.id]),) for x in extracted if x.document.id in close and (at := _first_hurt(x)) is not None})
    nouns: dict[str, tuple[Event, ...]] = {}
    for event in sorted((events[i] for i in named if events[i].type == "INCIDENT" and events[i].date.known), key=lambda e: e.id):
        noun = dict(event.values)["named"].split()[0]
        nouns[noun] = (*nouns.get(noun, ()), event)
    return Hosts(told, one, {i: events[i].type for i in sorted(named)}, frozenset(named), nouns, akin)


def _by_craft(extracted: Sequence[Extracted], told: dict[str, tuple[tuple[int, str], ...]], named: Mapping[str, Event], of_entity: Mapping[str, str]) -> None:
    """Adds to documents that tell no incident the one that befell a craft they name, where only one did."""
    crafts: dict[str, set[str]] = {}
    for event in named.values():
        if event.type == "INCIDENT":
            for party in event.recipients:
                if party.entity:
                    crafts.setdefault(party.entity, set()).add(event.id)
    for item in extracted:
        if not any(i in named and named[i].type == "INCIDENT" for _, i in told[item.document.id]):
            rows = {(m.start, i) for m in item.entities if m.kind == "craft" for i in crafts.get(of_entity.get(m.id, ""), ())}
            if len({i for _, i in rows}) == 1:
                told[item.document.id] = tuple(sorted({*told[item.document.id], min(rows)}))


def _by_company(
    extracted: Sequence[Extracted], told: Mapping[str, tuple[tuple[int, str], ...]], of_entity: Mapping[str, str], reach: int, *, persons: bool = False
) -> dict[str, str]:
    """{document that tells no deed: the one that reports of these days tell of the same people and places}, where only one does.

    reach: days. persons: the name in common must be a person's.
    """
    known = {x.document.id: {of_entity[m.id]: m.kind == "state" for m in x.entities if m.form in _NAMES and m.id in of_entity} for x in extracted}
    people = {of_entity[m.id] for x in extracted for m in x.entities if m.kind == "person" and m.id in of_entity} if persons else set()
    by_name: dict[str, set[str]] = {}
    days = {x.document.id: first_day(x.document.published.day) for x in extracted if x.document.published}
    for doc in sorted(told):
        for name in known[doc] if told[doc] and doc in days else ():
            by_name.setdefault(name, set()).add(doc)
    found: dict[str, str] = {}
    for doc in sorted(days):
        near = {name: [o for o in by_name.get(name, ()) if abs((days[o] - days[doc]).days) <= reach] for name in known[doc]} if not told[doc] else {}
        shared = Counter(other for others in near.values() for other in others)
        own = {other for name, others in near.items() if not known[doc][name] and (not persons or name in people) for other in others}
        hosts = {i for other, n in shared.items() if n >= 2 and other in own for _, i in told[other]}
        if len(hosts) == 1:
            found[doc] = hosts.pop()
    return found


def _first_hurt(item: Extracted) -> int | None:
    return next((m.trigger.start for m in item.events if m.type == "CASUALTIES"), None)


def _has_name(event: Event, befalls: Collection[str]) -> bool:
    """Is it an accident with a noun of its own, or a deed of somebody's, not the mere dying of people?"""
    values = dict(event.values)
    if event.type == "INCIDENT":
        return "named" in values
    return (bool(event.actors) or event.place is not None) and values.get("verb") not in befalls


def _joined(events: Sequence[Event]) -> dict[str, str]:
    """{id: smallest id of those that are one}: same type and noun, at least two of day, place and who is hit alike, none at odds."""
    blocks: dict[tuple[str, str], list[Event]] = {}
    for event in events:
        keys = {(event.type, str(event.date.start))} if event.date.known else set()
        if event.place is not None:
            keys.add((event.type, event.place.name))
        for key in sorted(keys):
            blocks.setdefault(key, []).append(event)
    one: dict[str, str] = {e.id: e.id for e in events}

    def top(key: str) -> str:
        while one[key] != key:
            key = one[key]
        return key

    for members in blocks.values():
        for n, a in enumerate(members):
            for b in members[n + 1 : n + _MOST]:
                if top(a.id) != top(b.id) and _alike(a, b):
                    low, high = sorted((top(a.id), top(b.id)))
                    one[high] = low
    return {key: top(key) for key in one if top(key) != key}


def _alike(a: Event, b: Event) -> bool:
    mine, theirs = dict(a.values), dict(b.values)
    if a.type == "INCIDENT" and mine.get("verb") != theirs.get("verb"):
        return False
    gap = a.date.apart(b.date)
    here, there = a.place, b.place
    hit, other = {p.name for p in a.recipients if p.name}, {p.name for p in b.recipients if p.name}
    whose, others = {p.country for p in a.recipients if p.country}, {p.country for p in b.recipients if p.country}
    did, done = {p.country for p in a.actors if p.country}, {p.country for p in b.actors if p.country}
    if (gap is not None and gap > 1) or (here and there and here.name != there.name) or (did and done and not did & done):
        return False
    exact = gap is not None and a.date.span_days() <= 2 and b.date.span_days() <= 2
    if exact and did & done and whose & others and a.type == "ASSAULT":
        return True  # one side struck the other on that day: `vessels` in one account are `ships` in the other
    if hit and other and not ({_last(h) for h in hit} & {_last(h) for h in other}):
        return False
    return sum([exact, bool(here and there and here.name == there.name), bool(hit & other), bool(did & done)]) >= 2


def _last(name: str) -> str:
    return name.rsplit(" ", 1)[-1].lower()


def deals_of(events: Sequence[Event]) -> dict[str, str]:
    """{event id: smallest id of those of one kind between the same two states on the same day}."""
    found: dict[tuple[object, ...], list[str]] = {}
    for event in events:
        givers = tuple(sorted({p.country for p in event.actors if p.country}))
        takers = tuple(sorted({p.country for p in event.recipients if p.country}))
        if givers and takers and event.date.known and event.date.span_days() == 1:
            found.setdefault((event.type, givers, takers, event.date.start), []).append(event.id)
    return {i: min(ids) for ids in found.values() if len(ids) > 1 for i in ids}


def denials_of(events: Sequence[Event]) -> dict[str, str]:
    """{id of a denied deed: id of the one told as done that it denies}: same kind between the same two, of days that fit, where only one is."""
    told: dict[tuple[object, ...], list[Event]] = {}
    for event in events:
        if event.modality in {"done", "alleged"}:
            told.setdefault(_sides(event), []).append(event)
    found: dict[str, str] = {}
    for event in events:
        if event.modality == "denied" and any(_sides(event)[1:]):
            fit = [e for e in told.get(_sides(event), ()) if not event.date.apart(e.date)]
            if len(fit) == 1:
                found[event.id] = fit[0].id
    return found


def _sides(event: Event) -> tuple[object, ...]:
    return event.type, tuple(sorted({p.country for p in event.actors if p.country})), tuple(sorted({p.country for p in event.recipients if p.country}))
