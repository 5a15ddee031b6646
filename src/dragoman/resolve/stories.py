"""Yields stories: happenings (an incident with its events) and affairs (documents that tell events in common or whose text is one)."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from dragoman.core.ids import resolved_id
from dragoman.core.incidents import Incident, Story
from dragoman.core.kinship import Kinship
from dragoman.core.mentions import Extracted
from dragoman.core.records import Entity, Event

_LINK = 2
"""Events that two documents must tell in common to belong to one affair; set by hand, 2026-11-22."""


def resolve_stories(
    documents: Sequence[Extracted],
    events: Sequence[Event],
    incidents: Sequence[Incident],
    entities: Mapping[str, Entity],
    kinships: Sequence[Kinship] = (),
) -> tuple[Story, ...]:
    """Affairs (groups of documents) and, below each, the happenings told in them; sorted by id. Copies, rewrites and versions lie in one affair."""
    told: dict[str, set[str]] = defaultdict(set)
    for event in events:
        for mention in event.mentions:
            told[mention.doc].add(event.id)
    by_id = {e.id: e for e in events}
    names = {e.country: e.name for e in entities.values() if e.type == "state" and e.country}
    docs = {e.id: {m.doc for m in e.mentions} for e in events}
    groups = _groups(sorted(x.document.id for x in documents), told, docs, kinships)
    stories: list[Story] = []
    for group in groups:
        mine, here = sorted({e for d in group for e in told[d]}), set(group)
        if mine:
            smallest = min(m.id for e in mine for m in by_id[e].mentions if m.doc in here)
            affair = Story(resolved_id("s", [smallest]), _name(mine, by_id, names), "affair", tuple(group), tuple(mine), None)
            stories += [affair, *_happenings(affair, incidents, docs)]
    return tuple(sorted(stories, key=lambda s: s.id))


def _groups(docs: Sequence[str], told: Mapping[str, set[str]], telling: Mapping[str, set[str]], kinships: Sequence[Kinship]) -> list[list[str]]:
    """Connected documents, by events in common and by kinship, each group sorted, in the order of their first. telling: documents of an event."""
    kin: dict[str, list[str]] = defaultdict(list)
    for kinship in kinships:
        kin[kinship.document].append(kinship.of)
        kin[kinship.of].append(kinship.document)
    left, groups = dict.fromkeys(docs), []
    for first in docs:
        if first not in left:
            continue
        del left[first]
        group, queue = [], [first]
        while queue:
            doc = queue.pop()
            group.append(doc)
            shared = Counter(d for event in told.get(doc, ()) for d in telling[event] if d in left)
            near = {d for d, n in shared.items() if n >= _LINK} | {d for d in kin[doc] if d in left}
            for found in near:
                del left[found]
            queue += sorted(near)
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
