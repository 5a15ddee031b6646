"""Yields the entities of new documents fitted into those of the record: who they are of those it knows, and what changes by that."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.codebook.model import Codebook
from dragoman.codebook.name_keys import name_keys
from dragoman.core.mentions import EntityMention, Extracted, Judgement
from dragoman.core.parts import Joined, Key, Known
from dragoman.core.records import Entity
from dragoman.pipeline.touched import judged_entities
from dragoman.resolve.attributes import told_of
from dragoman.resolve.blocks import LARGEST
from dragoman.resolve.entities import EntityResolution, resolve_entities
from dragoman.resolve.lists import with_matches
from dragoman.store.base import Store

_FEW = 20
"""Documents of an entity that are looked at again when it is found to be another, or of another state, than was thought."""
_FEW_JUDGED = 60
"""The same, where a person judged it."""
_TOLD = 60
"""Documents from which what is told of an entity is gathered anew; of one that more tell of, what is new is added to what stands."""


@dataclass(frozen=True, slots=True)
class FittedEntities:
    """What becomes of the entities. of_mention: of the new documents; home: {known entity: its id now}; heads: the entities that are new or grew, with
    mentions of each face; affected: older documents of which some mention is somebody else now."""

    joined: tuple[Joined, ...]
    of_mention: Mapping[str, str]
    home: Mapping[str, str]
    heads: Mapping[str, Entity]
    keys: Mapping[str, tuple[Key, ...]]
    affected: frozenset[str]

    @property
    def renamed(self) -> dict[str, str]:
        """{id that goes: id that takes its place}."""
        return {old: new for old, new in self.home.items() if old != new}


def fit_entities(store: Store, fresh: Sequence[Extracted], judgements: Sequence[Judgement], codebook: Codebook, also: Collection[str] = ()) -> FittedEntities:
    """Compares the entities of new documents with those of the record that share a key with them, and with those that a person named beside them.

    also: entity mentions of the record that persons have judged since it was resolved.
    """
    mentions = {m.id: m for x in fresh for m in x.entities}
    alone = resolve_entities(fresh, judgements, codebook)
    keys = {key for found in alone.keys.values() for space, key in found if space == "name"}
    near = {entity for found in store.found_by("name", keys, LARGEST).values() for entity in found}
    told_of_others = {key for j in judgements for key in j.subject if key.startswith("nm-") and key not in mentions}
    entity_of = store.entity_of_mentions(told_of_others) if told_of_others else {}
    named, judged = judged_entities(judgements, mentions, also, entity_of)
    known = store.known(near | named)
    fitted = resolve_entities(fresh, judged, codebook, known)
    home = {k.entity.id: fitted.of_mention[k.faces[0][0].id] for k in known if k.faces}
    was: dict[str, list[Known]] = {}
    for k in known:
        if k.faces:
            was.setdefault(home[k.entity.id], []).append(k)
    touched = {fitted.of_mention[key] for key in mentions} | {new for new, olds in was.items() if len(olds) > 1}
    touched |= {home[entity_of[key]] for key in also if entity_of.get(key) in home}
    told = _with_attributes(store, fresh, fitted, was, touched, home, codebook)
    if store.lists():
        listed = store.listed(key for e in told.values() for m in e.mentions for key in name_keys(m.text))
        told = {e.id: e for e in with_matches(list(told.values()), listed, judgements, codebook)}
    added = {key: [m for m in mentions.values() if fitted.of_mention[m.id] == key] for key in sorted(touched)}
    joined = tuple(Joined(told[key], tuple(k.entity.id for k in was.get(key, ())), tuple(added[key]), told[key].reasons) for key in sorted(touched))
    of_mention = {key: fitted.of_mention[key] for key in mentions}
    return FittedEntities(
        joined, of_mention, home, told, {key: fitted.keys[key] for key in sorted(touched)}, _affected(store, was, told, _FEW_JUDGED if also else _FEW)
    )


def _with_attributes(
    store: Store,
    fresh: Sequence[Extracted],
    fitted: EntityResolution,
    was: Mapping[str, Sequence[Known]],
    touched: Collection[str],
    home: Mapping[str, str],
    codebook: Codebook,
) -> dict[str, Entity]:
    """The touched entities with all that is told of them: gathered anew where something new is told, or two are one now, else as it stands."""
    by_id = {e.id: e for e in fitted.entities if e.id in touched}
    new = {fitted.of_mention[a.subject] for x in fresh for a in x.attributes if a.subject in fitted.of_mention}
    again = sorted(key for key in touched if was.get(key) and (key in new or len(was[key]) > 1))
    tellers = store.documents_of_entities((k.entity.id for key in again for k in was[key]), told=True)
    few = {key for key in again if sum(len(tellers.get(k.entity.id, ())) for k in was[key]) <= _TOLD}
    older = list(store.extracted_of(d for key in few for k in was[key] for d in tellers.get(k.entity.id, ())))
    gathered = _gathered(store, [*fresh, *older], fitted, few, home) if few else {}
    found = {}
    for key, entity in by_id.items():
        olds = [k.entity for k in was.get(key, ())]
        if key in gathered:
            entity = gathered[key]
        elif olds:
            entity = _beside(olds, entity)
        found[key] = replace(entity, mentions=_once(entity.mentions))
    return found


def _gathered(store: Store, documents: Sequence[Extracted], fitted: EntityResolution, few: Collection[str], home: Mapping[str, str]) -> dict[str, Entity]:
    """Some entities with what the documents tell of them."""
    older = store.entity_of(x.document.id for x in documents)
    of_mention = {m: home.get(e, e) for m, e in older.items()} | dict(fitted.of_mention)
    attributes = [a for x in documents for a in x.attributes if of_mention.get(a.subject) in few]
    objects = {of_mention[a.object] for a in attributes if a.object and a.object in of_mention}
    heads = {e.id: e for e in fitted.entities} | {e.id: e for e in store.parts("entities", objects) if e.id in objects and e.id not in home}
    heads |= {e.id: e for e in fitted.entities}
    names = {key: heads[key].name for key in heads}
    states = {key: e.country for key, e in heads.items() if e.country and (e.type == "state" or e.sector == "GOV")}
    usable = [a for a in attributes if not a.object or of_mention.get(a.object, "") in names or a.object not in of_mention]
    told = told_of(usable, of_mention, names, states, {x.document.id: x.document for x in documents})
    abouts = {key: told.of(key) for key in few}
    return {key: replace(heads[key], roles=about.roles, relations=about.relations, listings=about.listings, facts=about.facts) for key, about in abouts.items()}


def _beside(olds: Sequence[Entity], new: Entity) -> Entity:
    """An entity with what stood of it, and beside it what new documents tell that did not."""
    roles = tuple(dict.fromkeys(r for e in (*olds, new) for r in e.roles))
    relations = tuple(dict.fromkeys(r for e in (*olds, new) for r in e.relations))
    listings = tuple(dict.fromkeys(x for e in (*olds, new) for x in e.listings))
    return replace(new, roles=roles, relations=relations, listings=listings, facts=tuple(dict.fromkeys(f for e in (*olds, new) for f in e.facts)))


def _once(mentions: Iterable[EntityMention]) -> tuple[EntityMention, ...]:
    return tuple({m.id: m for m in mentions}.values())


def _affected(store: Store, was: Mapping[str, Sequence[Known]], now: Mapping[str, Entity], few: int) -> frozenset[str]:
    """Documents, not new, that tell of an entity which is now another's, or of another kind, state or name than before."""
    told: list[str] = []
    for key in sorted(now):
        olds = sorted(was.get(key, ()), key=lambda k: (-sum(count for _, count in k.faces), k.entity.id))
        told += [k.entity.id for k in olds[1:]]
        if olds and any(getattr(olds[0].entity, name) != getattr(now[key], name) for name in ("type", "country", "name", "sector")):
            told.append(olds[0].entity.id)
    found = store.documents_of_entities(told)
    return frozenset(d for key in told for d in sorted(found.get(key, ()))[:few])
