"""Yields Deeds: which resolved events are one deed as accounts tell it, though they differ on its day, its numbers or its words."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.core.dates import first_day
from dragoman.core.mentions import Extracted
from dragoman.core.records import Event
from dragoman.resolve.claim_context import Corpus
from dragoman.resolve.slot_lots import Lot, lots_of

LASTING = 60
"""Days between the reports of one lot: the same number of people later is another lot."""
_REDATED = 14
"""Days by which reports may differ on when something was done that is done once."""
_MOST = 6
"""Tellings of one deed under different dates: of more, it is done often."""
_FEWEST = 3
"""People from which a number with a nationality tells a lot from others, where no event does."""


@dataclass(frozen=True, slots=True)
class Deeds:
    """one: {event id: id of the event that stands for the deed}; lots: (id of that event, lot) of those that it befell, by document and place.

    rivals: the same of deeds that reports of their own each tell with another number of people. keys: (document, what leads from its lots to others).
    """

    one: Mapping[str, str] = field(default_factory=dict)
    lots: tuple[tuple[str, Lot], ...] = ()
    rivals: tuple[tuple[str, Lot], ...] = ()
    keys: frozenset[tuple[str, str]] = frozenset()


def deeds_of(extracted: Sequence[Extracted], corpus: Corpus) -> Deeds:
    """Deeds of all documents: lots of one number and nationality that one side dealt with, within two months, are one deed's."""
    days = {x.document.id: x.document.published.day if x.document.published else "" for x in extracted}
    groups: dict[tuple[int, str], list[Lot]] = defaultdict(list)
    keys: set[tuple[str, str]] = set()
    for item in sorted(extracted, key=lambda x: x.document.id):
        for lot in lots_of(item, corpus.lexicon):
            for country in _countries(lot, corpus):
                groups[lot.number, country].append(lot)
                event = _event(lot, corpus)
                keys.add((lot.doc, f"lot {lot.number} {country}"))
                if event is not None and event.date.span_days() == 1:
                    keys.add((lot.doc, f"lots {event.type} {event.date.start} {country}"))
    one: dict[str, str] = {}
    found: dict[tuple[str, int], tuple[str, Lot]] = {}
    for (number, _), lots in sorted(groups.items()):
        for several in _by_time(lots, days):
            for about, mine in _by_side(several, number, corpus):
                for lot in mine:
                    found.setdefault((lot.doc, lot.start), (about, lot))
                    event = _event(lot, corpus)
                    if event is not None and event.type == corpus.events[about].type:
                        one.setdefault(event.id, about)
    for other, first in _redated(corpus).items():
        one.setdefault(other, one.get(first, first))
    one = {key: corpus.matters.get(about, about) for key, about in one.items()}
    placed = tuple((one.get(about, corpus.matters.get(about, about)), lot) for about, lot in (found[key] for key in sorted(found)))
    return Deeds(one, placed, tuple(_rivals(placed, corpus)), frozenset(keys))


def _rivals(lots: Sequence[tuple[str, Lot]], corpus: Corpus) -> Iterator[tuple[str, Lot]]:
    """Lots of deeds of one kind, of one side against one state on one day, of which no report tells two numbers."""
    blocks: dict[tuple[object, ...], list[tuple[str, Lot]]] = defaultdict(list)
    for about, lot in lots:
        event = corpus.events[about]
        if event.date.span_days() == 1 and event.modality in {"done", "alleged"}:
            sides = (tuple(sorted({p.country for p in parties if p.country})) for parties in (event.actors, event.recipients))
            blocks[event.type, event.mode, str(event.date.start), *sides].append((about, lot))
    for key in sorted(blocks, key=str):
        rows = blocks[key]
        told: dict[str, set[int]] = defaultdict(set)
        for _, lot in rows:
            told[lot.doc].add(lot.number)
        if all(key[3:]) and len({lot.number for _, lot in rows}) > 1 and all(len(numbers) == 1 for numbers in told.values()):
            about = min(i for i, _ in rows)
            yield from ((about, lot) for _, lot in rows)


def _redated(corpus: Corpus) -> dict[str, str]:
    """{event: the one that it is told as on another day}: what is done once to somebody known by name, by no report told twice, within two weeks."""
    once = frozenset(map(str, corpus.lexicon.table["done_once"]))
    blocks: dict[tuple[str, ...], list[Event]] = defaultdict(list)
    for event in sorted(corpus.events.values(), key=lambda e: e.id):
        if event.type in once and event.modality in {"done", "alleged"} and event.date.known and event.date.span_days() <= LASTING:
            named = sorted({p.entity for p in event.recipients if p.entity and _is_named(p.entity, corpus)})
            for entity in named:
                blocks[event.type, event.mode or "", dict(event.values).get("verb", ""), entity].append(event)
    found: dict[str, str] = {}
    for members in blocks.values():
        docs = [{m.doc for m in event.mentions} for event in members[:_MOST]]
        apart = [members[0].date.apart(event.date) for event in members[1:_MOST]]
        if 1 < len(members) <= _MOST and len(set().union(*docs)) == sum(map(len, docs)) and all(gap is not None and gap <= _REDATED for gap in apart):
            found.update({event.id: members[0].id for event in members[1:]})
    return found


def _is_named(entity_id: str, corpus: Corpus) -> bool:
    entity = corpus.entities.get(entity_id)
    return entity is not None and entity.type in {"person", "organisation", "facility"} and any(m.form in {"name", "alias"} for m in entity.mentions)


def _event(lot: Lot, corpus: Corpus) -> Event | None:
    return corpus.events.get(corpus.of_event.get(lot.deed.id, "")) if lot.deed is not None else None


def _countries(lot: Lot, corpus: Corpus) -> Sequence[str]:
    """Whose people they are: as the words say, else as the event in whose words they stand."""
    if lot.countries:
        return sorted(lot.countries)
    event = _event(lot, corpus)
    hit = {p.country for p in event.recipients if p.country} if event is not None else set()
    return sorted(c for c in hit if c is not None) if len(hit) == 1 else []


def _by_time(lots: Sequence[Lot], days: Mapping[str, str]) -> list[list[Lot]]:
    """Lots in runs of reports that follow each other within LASTING days; those of undated reports go with a single run, else with none."""
    dated = sorted((first_day(days[lot.doc]), lot.doc, lot.start, lot) for lot in lots if days[lot.doc])
    undated = [lot for lot in lots if not days[lot.doc]]
    runs: list[list[Lot]] = []
    for n, (day, _, _, lot) in enumerate(dated):
        if n and (day - dated[n - 1][0]).days <= LASTING:
            runs[-1].append(lot)
        else:
            runs.append([lot])
    if len(runs) < 2:
        return [[*(runs[0] if runs else []), *undated]]
    return runs


def _by_side(lots: Sequence[Lot], number: int, corpus: Corpus) -> list[tuple[str, list[Lot]]]:
    """(event that stands for them, lots) for each side that dealt with so many of these people; lots of which no side is known go with the only one."""
    dealt = frozenset(map(str, corpus.lexicon.table["lot_deeds"]))
    events = [(lot, _event(lot, corpus)) for lot in lots]
    sides: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    for _, event in events:
        if event is not None and event.type in dealt and event.modality != "denied":
            sides[tuple(sorted({p.country for p in event.actors if p.country}))][event.id] += len(event.mentions)
    known = sorted(side for side in sides if side)
    if number < _FEWEST and not known:
        return []
    merged: list[tuple[frozenset[str], Counter[str]]] = []
    for side in known or [()] if sides else []:
        home = next((row for row in merged if row[0] & set(side)), None)
        if home is None:
            merged.append((frozenset(side), sides[side]))
        else:
            home[1].update(sides[side])
    if len(merged) == 1 and known:
        merged[0][1].update(sides.get((), Counter()))
    rows: list[tuple[str, list[Lot]]] = []
    for states, told in merged:
        about = min(told, key=lambda i: (corpus.events[i].modality != "done", -told[i], i))
        mine = [lot for lot, event in events if _goes_with(event, states, len(merged))]
        rows.append((about, mine))
    return rows


def _goes_with(event: Event | None, states: frozenset[str], sides: int) -> bool:
    actors = {p.country for p in event.actors if p.country} if event is not None else set()
    return bool(actors & states) if actors and states else sides == 1
