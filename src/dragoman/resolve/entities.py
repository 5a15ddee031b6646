"""Yields entities: in-document clusters of mentions joined over all documents, with names, identifiers, place and what is told of them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.codebook.model import Codebook
from dragoman.codebook.skeleton import fold
from dragoman.core.ids import resolved_id
from dragoman.core.mentions import AttributeMention, EntityMention, Extracted, Judgement
from dragoman.core.parts import Key, Known
from dragoman.core.records import Entity, Reason
from dragoman.resolve.attributes import told_of
from dragoman.resolve.blocks import ambiguous_acronyms, candidate_pairs
from dragoman.resolve.cluster import BODY, JUDGED, KEYED, NAMED, TOLD, Clusters, Scored, best_first
from dragoman.resolve.features import compare, score
from dragoman.resolve.groups import Group, Knowledge, is_generic, make_group, read_knowledge
from dragoman.resolve.judged_entities import Pins, entity_pins, with_pins
from dragoman.resolve.judgements import entity_decisions, inside, parted_pairs, settle, split_by
from dragoman.resolve.known import keys_of_entity, known_group, known_lives
from dragoman.resolve.labels import identifiers, names_of, place_of
from dragoman.resolve.lives import Life, lives_of

ALIAS_LABELS = frozenset({"alias_of", "official_name"})
_PARTIAL = frozenset({"surname_only", "initial"})
"""Features of names that leave the given name out: whom they fit is asked of all that bear the surname."""
_SUREST = (KEYED, BODY, NAMED)


@dataclass(frozen=True, slots=True)
class EntityResolution:
    """Entities sorted by id, the entity of every mention, and what leads to each entity."""

    entities: tuple[Entity, ...]
    of_mention: Mapping[str, str]
    keys: Mapping[str, tuple[Key, ...]] = field(default_factory=dict)


def resolve_entities(extracted: Sequence[Extracted], judgements: Sequence[Judgement], codebook: Codebook, record: Sequence[Known] = ()) -> EntityResolution:
    """Entities over all documents; the same whatever the order of `extracted`.

    record: entities of other documents that these may tell of; they come out with one mention of each face, and what only the documents tell of them.
    judgements: `same` and `different` on mention ids; they win over every feature. Nominal groups that name nothing stay apart from those of other documents.
    """
    known, weights = read_knowledge(codebook), codebook.weights("entities")
    documents = sorted(extracted, key=lambda d: d.document.id)
    mentions = {m.id: m for d in documents for m in d.entities} | {m.id: m for k in record for m, _ in k.faces}
    attributes = [a for d in documents for a in d.attributes if a.subject in mentions]
    lives = {**lives_of(documents, known.state_offices), **known_lives(record)}
    decisions = entity_decisions(judgements, mentions)
    judged = inside(decisions, mentions)
    related = {(min(a.subject, a.object), max(a.subject, a.object)) for a in attributes if a.label in known.kin and a.object in mentions}
    kin = sorted(pair for pair in related if not judged.one(*pair))
    parted = parted_pairs(judged, mentions)
    groups, group_of = _groups({m.id: m for d in documents for m in d.entities}, lives, [*parted, *kin], known)
    for entity in record:
        group = known_group(entity, lives, known)
        groups[group.id] = group
        group_of.update(dict.fromkeys((m.id for m, _ in entity.faces), group.id))
    same, apart = settle(decisions, group_of)
    clusters = Clusters(groups.values(), apart, [(group_of[a], group_of[b]) for a, b in kin], known)
    for a, b in same:
        clusters.join(group_of[a], group_of[b], JUDGED, (a, b))
    doubtful = ambiguous_acronyms(groups.values(), known)
    _join_certain(groups, clusters, doubtful, known)
    _join_told(attributes, group_of, clusters)
    _join_scored(_united(groups, clusters, lives, known), clusters, doubtful, known, weights)
    return _entities(groups, clusters, mentions, attributes, documents, lives, known, codebook, entity_pins(judgements, mentions))


def _groups(
    mentions: Mapping[str, EntityMention], lives: Mapping[str, Life], apart: Sequence[tuple[str, str]], known: Knowledge
) -> tuple[dict[str, Group], dict[str, str]]:
    """Groups by id, and the group of every mention: an anchor's mentions, parted where a person judged so."""
    members: dict[str, list[EntityMention]] = defaultdict(list)
    for m in mentions.values():
        members[m.anchor].append(m)
    groups: dict[str, Group] = {}
    group_of: dict[str, str] = {}
    for anchor in sorted(members):
        for part in split_by(members[anchor], apart):
            group = make_group(part, lives, known)
            groups[group.id] = group
            group_of.update(dict.fromkeys((m.id for m in part), group.id))
    return groups, group_of


def _join_certain(groups: Mapping[str, Group], clusters: Clusters, doubtful: frozenset[str], known: Knowledge) -> None:
    """Join what shares a gazetteer key, or a full name and the country: in linear time, since most groups of a large record are such."""
    blocks: dict[tuple[str, ...], list[str]] = defaultdict(list)
    for group in groups.values():
        for key in group.keys:
            blocks[KEYED, group.kind, key].append(group.id)
        for body in group.bodies:
            blocks[BODY, group.kind, body].append(group.id)
        for name in group.names:
            if group.kind == "person":
                telling = " " in name
            else:
                telling = bool(group.country) or (not is_generic(group, known) and (bool(group.expansions) or name not in doubtful))
            if telling:
                blocks[NAMED, group.kind, name, group.country or ""].append(group.id)
    for block in sorted(blocks, key=lambda b: (_SUREST.index(b[0]), b)):
        first, *others = sorted(blocks[block])
        for other in others:
            bearing = block[2] if block[0] == NAMED else None
            clusters.join(first, other, block[0], (groups[first].face(bearing), groups[other].face(bearing)))


def _join_told(attributes: Iterable[AttributeMention], group_of: Mapping[str, str], clusters: Clusters) -> None:
    """Join what a text calls by two names."""
    told = {(a.subject, a.object) for a in attributes if a.label in ALIAS_LABELS and a.object and a.object in group_of}
    for x, y in sorted(told):
        clusters.join(group_of[x], group_of[y], TOLD, (x, y))


def _join_scored(united: Mapping[str, Group], clusters: Clusters, doubtful: frozenset[str], known: Knowledge, weights: Mapping[str, object]) -> None:
    """Join by weighted features: full names first, then surnames that stand alone and fit one person only."""
    features, threshold = _numbers(weights)
    scored: list[Scored] = []
    lone: list[Scored] = []
    for a, b in candidate_pairs(united.values(), known):
        found = compare(a, b, doubtful, known)
        if found.features:
            row = Scored(score(found.features, features), a.id, b.id, found)
            (scored if found.features.keys().isdisjoint(_PARTIAL) else lone).append(row)
    for row in best_first(scored, threshold):
        row.join(clusters)
    _join_lone(lone, united, clusters, threshold)


def _join_lone(lone: Sequence[Scored], united: Mapping[str, Group], clusters: Clusters, threshold: float) -> None:
    """A surname, alone or with an initial, joins a person only where it fits no second one as well; one of the same document comes first."""
    choices: dict[str, list[tuple[str, Scored]]] = defaultdict(list)
    for row in lone:
        for mine, other in ((row.a, row.b), (row.b, row.a)):
            if not united[mine].complete and united[other].complete:
                choices[mine].append((other, row))
    for mine in sorted(choices):
        near = [c for c in choices[mine] if united[c[0]].docs & united[mine].docs] or choices[mine]
        fitting = [(other, row) for other, row in near if row.score >= threshold]
        if len({clusters.find(other) for other, _ in fitting}) == 1:
            max((row for _, row in fitting), key=lambda row: (row.score, row.a, row.b)).join(clusters)
    for row in best_first([row for row in lone if not (united[row.a].complete or united[row.b].complete)], threshold):
        row.join(clusters)


def _numbers(weights: Mapping[str, object]) -> tuple[dict[str, float], float]:
    features = weights["features"]
    assert isinstance(features, dict)
    return {str(k): float(v) for k, v in features.items()}, float(str(weights["threshold"]))


def _united(groups: Mapping[str, Group], clusters: Clusters, lives: Mapping[str, Life], known: Knowledge) -> dict[str, Group]:
    """One group for each cluster so far, so that a name told in a thousand documents is compared once."""
    found = {}
    for members in clusters.members():
        if any(groups[g].named for g in members):
            group = groups[members[0]] if len(members) == 1 else make_group([m for g in members for m in groups[g].mentions], lives, known)
            found[group.id] = group
    return found


def _entities(
    groups: Mapping[str, Group],
    clusters: Clusters,
    mentions: Mapping[str, EntityMention],
    attributes: Sequence[AttributeMention],
    documents: Sequence[Extracted],
    lives: Mapping[str, Life],
    known: Knowledge,
    codebook: Codebook,
    pins: Pins,
) -> EntityResolution:
    profiles: dict[str, Group] = {}
    for members in clusters.members():
        joined = [m for g in members for m in groups[g].mentions]
        profiles[resolved_id("n", [m.id for m in joined])] = make_group(joined, lives, known)
    of_mention = {m.id: entity for entity, group in profiles.items() for m in group.mentions}
    keys = {entity: keys_of_entity(profiles[entity], known) for entity in sorted(profiles)}
    judged = {entity: with_pins(group, names_of(group), pins) for entity, group in profiles.items()}
    profiles, labels = {entity: group for entity, (group, _) in judged.items()}, {entity: label for entity, (_, label) in judged.items()}
    names = {entity: name for entity, (name, _) in labels.items()}
    states = {entity: group.country for entity, group in profiles.items() if group.country and _speaks_for_state(group, names[entity], known)}
    told = told_of(attributes, of_mention, names, states, {d.document.id: d.document for d in documents})
    reasons: dict[str, list[Reason]] = defaultdict(list)
    for reason in clusters.reasons():
        reasons[of_mention[reason.a]].append(reason)
    entities = []
    for entity in sorted(profiles):
        group, (name, aliases) = profiles[entity], labels[entity]
        about = told.of(entity)
        ids, place = identifiers(group, codebook), place_of(group, codebook)
        entities.append(
            Entity(
                entity, group.kind, name, aliases, group.country, group.sector, ids, group.mentions,
                about.roles, about.relations, about.listings, about.facts, place, reasons=tuple(reasons[entity]),
            )
        )  # fmt: skip
    return EntityResolution(tuple(entities), {m: of_mention[m] for m in sorted(mentions)}, keys)


def _speaks_for_state(group: Group, name: str, known: Knowledge) -> bool:
    """Is it a state, or its government without a name of its own? What either imposes, the state does."""
    return group.kind == "state" or (group.kind == "organisation" and group.sector == "GOV" and not known.rulers.isdisjoint(fold(name).split()))
