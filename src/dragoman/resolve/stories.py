"""Yields stories: happenings (an incident with its events) and affairs (documents that tell events in common)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from dragoman.core.ids import resolved_id
from dragoman.core.incidents import Incident, Story
from dragoman.core.mentions import Extracted
from dragoman.core.records import Entity, Event

_LINK = 2
"""Events that two documents must tell in common to belong to one affair; set by hand, 2026-11-22."""


def resolve_stories(
    documents: Sequence[Extracted], events: Sequence[Event], incidents: Sequence[Incident], entities: Mapping[str, Entity]
) -> tuple[Story, ...]:
    """Affairs (groups of documents) and, below each, the happenings told in them; sorted by id."""
    told: dict[str, set[str]] = defaultdict(set)
    for event in events:
        for mention in event.mentions:
            told[mention.doc].add(event.id)
    groups = _groups(sorted(x.document.id for x in documents), told)
    by_id = {e.id: e for e in events}
    names = {e.country: e.name for e in entities.values() if e.type == "state" and e.country}
    docs = {e.id: {m.doc for m in e.mentions} for e in events}
    stories: list[Story] = []
    for group in groups:
        mine, here = sorted({e for d in group for e in told[d]}), set(group)
        if mine:
            smallest = min(m.id for e in mine for m in by_id[e].mentions if m.doc in here)
            affair = Story(resolved_id("s", [smallest]), _name(mine, by_id, names), "affair", tuple(group), tuple(mine), None)
            stories += [affair, *_happenings(affair, incidents, docs)]
    return tuple(sorted(stories, key=lambda s: s.id))


def _groups(docs: list[str], told: Mapping[str, set[str]]) -> list[list[str]]:
    """Connected documents, by events in common."""
    left, groups = list(docs), []
    while left:
        group, queue = [], [left.pop(0)]
        while queue:
            doc = queue.pop()
            group.append(doc)
            near = [d for d in left if len(told[d] & told[doc]) >= _LINK]
            left = [d for d in left if d not in near]
            queue += near
        groups.append(sorted(group))
    return groups


def _happenings(affair: Story, incidents: Sequence[Incident], docs: Mapping[str, set[str]]) -> list[Story]:
    found = []
    told = set(affair.events)
    for incident in incidents:
        if incident.event in told:
            mine = sorted({p.event for p in incident.phases})
            where = sorted({d for e in mine for d in docs[e]})
            found.append(Story(f"s-{incident.id}-{affair.id[2:8]}", incident.name, "happening", tuple(where), tuple(mine), affair.id))
    return found


def _name(mine: Sequence[str], events: Mapping[str, Event], names: Mapping[str, str]) -> str:
    """The two states that the affair's acts name most; names: of states, by country."""
    counts = Counter[str]()
    for event in map(events.__getitem__, mine):
        if event.ontology == "PLOVER":
            counts.update({p.country for p in (*event.actors, *event.recipients) if p.country})
    top = sorted(counts, key=lambda c: (-counts[c], c))[:2]
    return " and ".join(sorted(names.get(c, c) for c in top)) or "Unnamed affair"
