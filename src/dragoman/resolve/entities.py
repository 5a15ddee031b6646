"""Yields entities: in-document clusters of mentions joined over all documents, with names, identifiers, place and what is told of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from dragoman.codebook.model import Codebook
from dragoman.core.ids import resolved_id
from dragoman.core.mentions import AttributeMention, EntityMention, Extracted, Judgement
from dragoman.core.records import Entity
from dragoman.resolve.attributes import told_of
from dragoman.resolve.cluster import Clusters, best_first
from dragoman.resolve.features import Group, Knowledge, block_keys, compare, is_generic, make_group, read_knowledge, score
from dragoman.resolve.judgements import judged_pairs, split_by
from dragoman.resolve.labels import identifiers, names_of, place_of

ALIAS_LABELS = frozenset({"alias_of", "official_name"})
LARGEST_BLOCK = 300
"""Groups under one key beyond which a key says too little to compare all pairs."""


@dataclass(frozen=True, slots=True)
class EntityResolution:
    """Entities sorted by id, and the entity of every mention."""

    entities: tuple[Entity, ...]
    of_mention: Mapping[str, str]


def resolve_entities(extracted: Sequence[Extracted], judgements: Sequence[Judgement], codebook: Codebook) -> EntityResolution:
    """Entities over all documents; the same whatever the order of `extracted`.

    judgements: `same` and `different` on mention ids; they win over every feature. Nominal groups that name nothing stay apart from those of other documents.
    """
    known, weights = read_knowledge(codebook), codebook.weights("entities")
    documents = sorted(extracted, key=lambda d: d.document.id)
    mentions = {m.id: m for d in documents for m in d.entities}
    attributes = [a for d in documents for a in d.attributes if a.subject in mentions]
    same, apart = judged_pairs(judgements, mentions)
    groups, group_of = _groups(mentions, attributes, apart, known)
    clusters = Clusters(groups.values(), [(group_of[a], group_of[b]) for a, b in apart], known)
    for a, b in same:
        clusters.join(group_of[a], group_of[b], judged=True)
    _join_certain(groups, clusters, known)
    _join_told(attributes, group_of, clusters)
    _join_scored(groups, clusters, known, weights)
    return _entities(groups, clusters, mentions, attributes, documents, codebook)


def _groups(
    mentions: Mapping[str, EntityMention], attributes: Iterable[AttributeMention], apart: Iterable[tuple[str, str]], known: Knowledge
) -> tuple[dict[str, Group], dict[str, str]]:
    """Groups by id, and the group of every mention: an anchor's mentions, parted where a person judged so."""
    members: dict[str, list[EntityMention]] = defaultdict(list)
    for m in mentions.values():
        members[m.anchor].append(m)
    titles: dict[str, set[str]] = defaultdict(set)
    for a in attributes:
        if a.kind == "role":
            titles[a.subject].add(a.label)
    groups: dict[str, Group] = {}
    group_of: dict[str, str] = {}
    for anchor in sorted(members):
        for part in split_by(members[anchor], apart):
            group = make_group(part, sorted({t for m in part for t in titles[m.id]}), known)
            groups[group.id] = group
            group_of.update(dict.fromkeys((m.id for m in part), group.id))
    return groups, group_of


def _join_certain(groups: Mapping[str, Group], clusters: Clusters, known: Knowledge) -> None:
    """Join what shares a gazetteer key, or a full name and the country: in linear time, since most groups of a large record are such."""
    blocks: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for group in groups.values():
        for key in group.keys:
            blocks[("key", group.kind, key)].append(group.id)
        for body in group.bodies:
            blocks[("body", group.kind, body)].append(group.id)
        for name in group.names:
            if (" " in name or group.kind != "person") and (group.country or not is_generic(group, known)):
                blocks[("name", group.kind, name, group.country or "")].append(group.id)
    for block in sorted(blocks):
        first, *others = sorted(blocks[block])
        for other in others:
            clusters.join(first, other)


def _join_told(attributes: Iterable[AttributeMention], group_of: Mapping[str, str], clusters: Clusters) -> None:
    """Join what a text calls by two names."""
    told = {(group_of[a.subject], group_of[a.object]) for a in attributes if a.label in ALIAS_LABELS and a.object and a.object in group_of}
    for x, y in sorted(told):
        clusters.join(x, y, told=True)


def _join_scored(groups: Mapping[str, Group], clusters: Clusters, known: Knowledge, weights: Mapping[str, object]) -> None:
    """Join by weighted features: full names first, then surnames that stand alone and fit one person only."""
    features, threshold = _numbers(weights)
    united = _united(groups, clusters, known)
    scored: list[tuple[float, str, str]] = []
    lone: list[tuple[float, str, str]] = []
    for a, b in _pairs(united.values(), known):
        found = compare(a, b, known)
        (lone if "surname_only" in found else scored).append((score(found, features), a.id, b.id))
    for _, a_id, b_id in best_first(scored, threshold):
        clusters.join(a_id, b_id)
    _join_lone(lone, united, clusters, threshold)


def _join_lone(lone: Sequence[tuple[float, str, str]], united: Mapping[str, Group], clusters: Clusters, threshold: float) -> None:
    """A surname alone joins a person only where it fits no second one; one of the same document comes first."""
    choices: dict[str, list[tuple[float, str]]] = defaultdict(list)
    for value, a, b in lone:
        for mine, other in ((a, b), (b, a)):
            if not any(p.full for p in united[mine].persons) and any(p.full for p in united[other].persons):
                choices[mine].append((value, other))
    for mine in sorted(choices):
        near = [(v, o) for v, o in choices[mine] if united[o].docs & united[mine].docs] or choices[mine]
        if len({clusters.find(other) for _, other in near}) == 1 and max(near)[0] >= threshold:
            clusters.join(mine, near[0][1])
    both_lone = [row for row in lone if not any(p.full for g in row[1:] for p in united[g].persons)]
    for _, a, b in best_first(both_lone, threshold):
        clusters.join(a, b)


def _numbers(weights: Mapping[str, object]) -> tuple[dict[str, float], float]:
    features = weights["features"]
    assert isinstance(features, dict)
    return {str(k): float(v) for k, v in features.items()}, float(str(weights["threshold"]))


def _united(groups: Mapping[str, Group], clusters: Clusters, known: Knowledge) -> dict[str, Group]:
    """One group for each cluster so far, so that a name told in a thousand documents is compared once."""
    found = {}
    for members in clusters.members():
        if not any(groups[g].named for g in members):
            continue
        titles = sorted({t for g in members for t in groups[g].titles})
        group = groups[members[0]] if len(members) == 1 else make_group([m for g in members for m in groups[g].mentions], titles, known)
        found[group.id] = group
    return found


def _pairs(groups: Iterable[Group], known: Knowledge) -> list[tuple[Group, Group]]:
    blocks: dict[tuple[str, str, str], list[Group]] = defaultdict(list)
    for group in groups:
        for key in block_keys(group, known):
            blocks[key].append(group)
    found: dict[tuple[str, str], tuple[Group, Group]] = {}
    for key in sorted(blocks):
        block = sorted(blocks[key], key=lambda g: g.id)[:LARGEST_BLOCK]
        for i, a in enumerate(block):
            for b in block[i + 1 :]:
                found[a.id, b.id] = (a, b)
    return [found[pair] for pair in sorted(found)]


def _entities(
    groups: Mapping[str, Group],
    clusters: Clusters,
    mentions: Mapping[str, EntityMention],
    attributes: Sequence[AttributeMention],
    documents: Sequence[Extracted],
    codebook: Codebook,
) -> EntityResolution:
    profiles: dict[str, Group] = {}
    known = read_knowledge(codebook)
    for members in clusters.members():
        joined = [m for g in members for m in groups[g].mentions]
        profiles[resolved_id("n", [m.id for m in joined])] = make_group(joined, sorted({t for g in members for t in groups[g].titles}), known)
    of_mention = {m.id: entity for entity, group in profiles.items() for m in group.mentions}
    labels = {entity: names_of(group) for entity, group in profiles.items()}
    told = told_of(attributes, of_mention, {e: n for e, (n, _) in labels.items()}, {d.document.id: d.document for d in documents})
    entities = []
    for entity in sorted(profiles):
        group, (name, aliases) = profiles[entity], labels[entity]
        about = told.of(entity)
        ids, place = identifiers(group, codebook), place_of(group, codebook)
        entities.append(
            Entity(
                entity, group.kind, name, aliases, group.country, group.sector, ids, group.mentions,
                about.roles, about.relations, about.listings, about.facts, place,
            )
        )  # fmt: skip
    return EntityResolution(tuple(entities), {m: of_mention[m] for m in sorted(mentions)})
