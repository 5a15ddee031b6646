"""Yields the name of a story, made from the fields of its events: who, what, when; and the days that it spans."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.codebook.model import Codebook
from dragoman.core.dates import DateRange, first_day, say_day
from dragoman.core.documents import Document
from dragoman.core.incidents import Incident
from dragoman.core.records import Entity, Event, Party

_LULL = 92
"""Days that an event which the reports turn on may lie before them to belong to their story, and not to what went before."""
_WIDEST = 31
_MATERIAL = frozenset({2, 4})
_COUNTED = frozenset({"done", "threatened", "demanded", "alleged"})
_NAMED = frozenset({"person", "organisation", "craft", "group", "facility", "place"})
_NAMING = frozenset({"name", "alias", "acronym"})
_LONGEST = 60
"""Letters of a name within a story's name."""
_MOST_THEMES = 2
_LEAST_PAIR = 2
_SHARE_OF_PAIR = 0.15
"""Tellings of a pair's acts, at least so many and so great a share of all, that a story is named after the two."""


@dataclass(frozen=True, slots=True)
class Naming:
    """What names are made of. themes: {type or type.mode: (one, several)}."""

    entities: Mapping[str, Entity]
    states: Mapping[str, str]
    themes: Mapping[str, Sequence[str]]


def naming_of(entities: Mapping[str, Entity], codebook: Codebook) -> Naming:
    """The entities' names, and the codebook's words for what is done."""
    states = {e.country: e.name for _, e in sorted(entities.items(), reverse=True) if e.type == "state" and e.country}
    return Naming(entities, states, codebook.language.table("stories")["themes"])


def name_affair(
    events: Sequence[Event], tellings: Mapping[str, int], incident: Incident | None, about: Sequence[str], period: DateRange, naming: Naming
) -> str:
    """`Norland and Estavia: expulsions and accusations, April to June 2025`.

    tellings: {event: reports of the story that tell it}; incident: the accident that it turns on; about: states (codes) and entities (ids) that the reports
    name, the most telling first.
    """
    acts = [e for e in events if e.modality in _COUNTED]
    keys = _pair(acts, tellings, naming) or [key for key in about if key in naming.states or _is_named(naming.entities.get(key))][:1]
    themes: Counter[str] = Counter()
    for event in acts:
        key = _theme(event, naming)
        if key and (not keys or not set(keys).isdisjoint(_key(p, naming) for p in (*event.actors, *event.recipients))):
            themes[key] += tellings[event.id] * (2 if event.quad in _MATERIAL else 1)
    several = {key: str(naming.themes[key][1]) for key in themes}
    words = list(dict.fromkeys(several[key] for key in sorted(themes, key=lambda k: (-themes[k], k))))[:_MOST_THEMES]
    if incident:
        words = [incident.name[:1].lower() + incident.name[1:]]
    return _put_together(_say_parties(keys, naming), " and ".join(words), say_period(period))


def name_happening(head: Event, naming: Naming) -> str:
    """`Norland and Estavia: expulsion, 14 April 2025`."""
    key = _theme(head, naming)
    keys = _pair([head], {head.id: _LEAST_PAIR}, naming) or list(dict.fromkeys(k for p in (*head.recipients, *head.actors) if (k := _key(p, naming))))[:1]
    who = _say_parties(keys, naming) or (head.place.name if head.place else "")
    return _put_together(who, str(naming.themes[key][0]) if key else "", say_period(head.date, days=True))


def _put_together(who: str, what: str, when: str) -> str:
    said = ": ".join(part for part in (who, what) if part)
    said = ", ".join(part for part in (said, when) if part)
    return said[:1].upper() + said[1:] or "Unnamed story"


def _theme(event: Event, naming: Naming) -> str | None:
    return next((key for key in (f"{event.type}.{event.mode}", event.type) if key in naming.themes), None)


def _pair(events: Sequence[Event], tellings: Mapping[str, int], naming: Naming) -> list[str]:
    """The two states that deal most with each other, or a state and somebody named; empty where no two do so in enough of what is told."""
    pairs: Counter[tuple[str, str]] = Counter()
    for event in events:
        if event.ontology == "PLOVER":
            actors, recipients = (sorted({key for p in side if (key := _key(p, naming))}) for side in (event.actors, event.recipients))
            together = {(min(a, b), max(a, b)) for a in actors for b in (recipients or actors) if a != b}
            pairs.update({(a, b): tellings[event.id] for a, b in sorted(together) if a in naming.states or b in naming.states})
    if not pairs:
        return []
    best = min(pairs, key=lambda pair: (not (pair[0] in naming.states and pair[1] in naming.states), -pairs[pair], pair))
    told = sum(tellings[e.id] for e in events if e.ontology == "PLOVER")
    return list(best) if pairs[best] >= max(_LEAST_PAIR, _SHARE_OF_PAIR * told) else []


def _say_parties(keys: Sequence[str], naming: Naming) -> str:
    return " and ".join(sorted({naming.states.get(key) or naming.entities[key].name for key in keys}))


def _key(party: Party, naming: Naming) -> str | None:
    """The state behind a party, else the named one that it is."""
    if party.country in naming.states:
        return party.country
    entity = naming.entities.get(party.entity or "")
    return entity.id if entity and _is_named(entity) else None


def _is_named(entity: Entity | None) -> bool:
    return bool(entity and entity.type in _NAMED and len(entity.name) <= _LONGEST and any(m.form in _NAMING for m in entity.mentions))


def span_of(documents: Sequence[Document], events: Sequence[Event], tellings: Mapping[str, int]) -> DateRange:
    """From the first report, or from the event before it that many of the reports tell, to the last report; by what the events tell where none is dated."""
    published = sorted(d.published.day for d in documents if d.published)
    told = [e for e in events if e.date.start and e.date.end and e.date.span_days() <= _WIDEST]
    if not published:
        known = sorted(day.isoformat() for e in told for day in (e.date.days() or ()))
        return DateRange(known[0], known[-1]) if known else DateRange()
    start, least = first_day(published[0]), max(2, -(-len(documents) // 5)) if len(documents) > 1 else 1
    for event in sorted(told, key=lambda e: (e.date.start or "", e.id), reverse=True):
        days = event.date.days()
        if days and days[0] < start and (start - days[0]).days <= _LULL and tellings[event.id] >= least:
            start = days[0]
    return DateRange(start.isoformat(), published[-1])


def say_period(date: DateRange, *, days: bool = False) -> str:
    """`April 2025`, `March to May 2025`, `December 2024 to February 2025`; days: with the day, where it is one. Empty where a side is unknown."""
    if not date.start or not date.end:
        return ""
    if days and date.start == date.end:
        return say_day(date.start)
    first, last = date.start[:7], date.end[:7]
    if first == last:
        return say_day(first)
    if first[:4] == last[:4] and len(first) == len(last) == 7:
        return f"{say_day(first).removesuffix(first[:4]).strip()} to {say_day(last)}"
    return f"{say_day(first)} to {say_day(last)}"
